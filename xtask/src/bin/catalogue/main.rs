//! Writes `docs/catalogue.md`, a page generated from the catalogue; with `--check` it fails if the
//! page is stale. Everything on the page comes from the catalogue.

mod action;
mod dialect;
mod leaf;
mod resource;
mod sample;
mod trial;

use std::process::ExitCode;
use std::{env, fs};

use headgate::dialects::ALL;

/// The page's path from the repository's root.
const PAGE: &str = "docs/catalogue.md";

fn main() -> ExitCode {
    let page = dialect::page(ALL);
    let done = match env::args().nth(1).as_deref() {
        None => fs::write(PAGE, page).map_err(|error| format!("cannot write {PAGE}: {error}")),
        Some("--check") => check(&page),
        Some(other) => Err(format!("{other:?} is not understood here")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn check(page: &str) -> Result<(), String> {
    let found = fs::read_to_string(PAGE).map_err(|error| format!("cannot read {PAGE}: {error}"))?;
    match stale(&found, page) {
        None => Ok(()),
        Some((line, found, expect)) => Err(format!(
            "{PAGE} is stale at line {line}\n  found:    {found}\n  expected: {expect}"
        )),
    }
}

/// The first line that differs, with its number from 1.
fn stale<'a>(found: &'a str, expect: &'a str) -> Option<(usize, &'a str, &'a str)> {
    let (mut found, mut expect) = (found.lines(), expect.lines());
    let mut line = 0;
    loop {
        line += 1;
        match (found.next(), expect.next()) {
            (None, None) => return None,
            (one, other) if one == other => {}
            (one, other) => {
                return Some((line, one.unwrap_or_default(), other.unwrap_or_default()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::stale;

    #[test]
    fn the_first_difference_is_reported() {
        let check = |found, expect, difference| assert_eq!(stale(found, expect), difference);
        check("a\nb\n", "a\nb\n", None);
        check("a\nb\n", "a\nc\n", Some((2, "b", "c")));
        check("a\n", "a\nb\n", Some((2, "", "b")));
        check("a\nb\n", "a\n", Some((2, "b", "")));
    }
}

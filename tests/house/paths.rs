//! The paths into other rooms that a file names: in `use` and in the middle of code, grouped or not,
//! through `crate` or through `super`.

use crate::tokens::{Kind, Token, behind_group, reads, tokens};

/// A path from the crate's root.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) path: Vec<String>,
    pub(crate) line: usize,
}

/// Every path into the crate that the tokens of module `module` name.
pub(crate) fn named(tokens: &[Token], module: &[String]) -> Vec<Named> {
    let mut found = Vec::new();
    // Modules written inside the file, and where each ends.
    let mut inner: Vec<(String, usize)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        inner.retain(|(_, end)| at < *end);
        if token.is("mod") && reads(tokens, at + 2, "{") {
            inner.push((tokens[at + 1].text.clone(), behind_group(tokens, at + 2)));
        }
        let begins = token.kind == Kind::Word && !(at > 0 && tokens[at - 1].is(":"));
        if !begins || !reads(tokens, at + 1, ": :") {
            continue;
        }
        let here: Vec<String> = module
            .iter()
            .cloned()
            .chain(inner.iter().map(|(name, _)| name.clone()))
            .collect();
        let (base, next) = match token.text.as_str() {
            "crate" | "headgate" => (Vec::new(), at + 1),
            "self" => (here, at + 1),
            "super" => above(tokens, at, here),
            _ => continue,
        };
        expand(tokens, next, &base, token.line, &mut found);
    }
    found
}

/// What `super::super` from `at` on means, and where the path goes on.
fn above(tokens: &[Token], at: usize, mut here: Vec<String>) -> (Vec<String>, usize) {
    let mut next = at;
    loop {
        here.pop();
        next += 1;
        if !reads(tokens, next, ": : super") {
            return (here, next);
        }
        next += 2;
    }
}

/// Follows a path whose next tokens are `::`, into groups too.
fn expand(tokens: &[Token], mut at: usize, base: &[String], line: usize, found: &mut Vec<Named>) {
    let mut path = base.to_vec();
    while reads(tokens, at, ": :") {
        let Some(next) = tokens.get(at + 2) else {
            break;
        };
        if next.is("{") {
            let end = behind_group(tokens, at + 2) - 1;
            let mut item = at + 3;
            while item < end {
                let mut inner = path.clone();
                inner.push(tokens[item].text.clone());
                expand(tokens, item + 1, &inner, tokens[item].line, found);
                while item < end && !tokens[item].is(",") {
                    item = if tokens[item].is("{") {
                        behind_group(tokens, item)
                    } else {
                        item + 1
                    };
                }
                item += 1;
            }
            return;
        }
        if next.kind != Kind::Word && !next.is("*") {
            break;
        }
        path.push(next.text.clone());
        at += 3;
    }
    found.push(Named { path, line });
}

#[test]
fn paths_are_found_wherever_they_stand() {
    let check = |text: &str, expect: &[&str]| {
        let module: Vec<String> = ["call", "curl"].map(str::to_owned).to_vec();
        let found: Vec<String> = named(&tokens(text), &module)
            .iter()
            .map(|named| named.path.join("::"))
            .collect();
        assert_eq!(found, expect, "{text}");
    };
    check("use crate::domain::money::Usd;", &["domain::money::Usd"]);
    check(
        "use crate::{domain, gate::{self, plan::Plan}};",
        &["domain", "gate::self", "gate::plan::Plan"],
    );
    check("use crate::ui::*;", &["ui::*"]);
    check("pub(crate) use std::rc::Rc;", &[]);
    check("fn a(b: &crate::call::Call) {}", &["call::Call"]);
    check("use super::body;", &["call::body"]);
    check("use super::super::gate::{a, b};", &["gate::a", "gate::b"]);
    check(
        "mod tests { use super::super::json; use super::super::super::ui::b; } use super::c;",
        &["call::json", "ui::b", "call::c"],
    );
    check("// use crate::ui;\nlet a = \"crate::ui::b\";", &[]);
    check("$crate::words::Say", &["words::Say"]);
}

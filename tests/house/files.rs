//! Rules for every file: how it begins, how long it is, and that it names no machine.

use crate::source::{Source, assert_finds, assert_none, documents, sources, text_of};

/// Lines that no file exceeds.
const MOST_LINES: usize = 400;
/// Everything that is written by hand.
const ALL: [&str; 5] = ["src", "style", "tests", "sandbox", "xtask"];

fn written(endings: &[&str]) -> Vec<Source> {
    let of_ending = |ending: &&str| sources(&ALL, ending);
    endings.iter().flat_map(of_ending).collect()
}

/// Lines of a file that hold one of `words`.
fn lines_with(source: &Source, words: &[String]) -> Vec<String> {
    let lines = source.text.lines().enumerate();
    let lines = lines.filter(|(_, line)| words.iter().any(|word| holds(line, word)));
    lines
        .map(|(index, line)| format!("{}:{} {}", source.path, index + 1, line.trim()))
        .collect()
}

/// Whether a line holds the word where nothing before it makes it a part of an address.
fn holds(line: &str, word: &str) -> bool {
    let mut found = line.match_indices(word);
    found.any(|(at, _)| !line[..at].ends_with(['/', '.', ':']))
}

/// Folders that exist on one machine only; spelled in parts, so that this file does not name them.
fn machine_paths() -> Vec<String> {
    let folders = ["home", "root", "Users", "tmp", "work", "farm"];
    folders
        .iter()
        .map(|folder| ["/", folder, "/"].concat())
        .collect()
}

fn put_off() -> Vec<String> {
    [["TO", "DO"], ["FIX", "ME"]]
        .map(|parts| parts.concat())
        .to_vec()
}

#[test]
fn no_file_is_long() {
    let long = written(&[".rs", ".css", ".ts"])
        .into_iter()
        .filter_map(|source| {
            let lines = source.text.lines().count();
            (lines > MOST_LINES).then(|| format!("{}: {lines} lines", source.path))
        });
    assert_none("files over 400 lines", &long.collect::<Vec<_>>());
}

#[test]
fn every_file_says_what_it_holds() {
    let silent = written(&[".rs"]).into_iter();
    let silent = silent.filter(|source| !source.text.starts_with("//! "));
    let silent: Vec<String> = silent.map(|source| source.path).collect();
    assert_none("files that do not open with //!", &silent);
}

#[test]
fn nothing_is_put_off_or_names_a_machine() {
    let words = [put_off(), machine_paths()].concat();
    let mut all = written(&[".rs", ".css", ".ts", ".mjs", ".toml"]);
    all.extend(sources(&["deploy", "public", "code"], ""));
    all.extend(documents());
    let found: Vec<String> = all
        .iter()
        .flat_map(|source| lines_with(source, &words))
        .collect();
    assert_none("work that was put off, or folders of one machine", &found);
}

#[test]
fn locked_packages_name_no_registry_but_the_public_one() {
    let cargo = text_of("Cargo.lock");
    let public = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let other = |line: &&str| line.starts_with("source = ") && *line != public;
    assert_eq!(cargo.lines().find(other), None, "Cargo.lock");
    assert!(
        cargo.contains(public),
        "Cargo.lock says where packages come from"
    );
    let npm = text_of("package-lock.json");
    let other = |line: &&str| line.contains("\"resolved\"");
    assert_eq!(npm.lines().find(other), None, "package-lock.json");
}

#[test]
fn lines_are_found() {
    let words = [put_off(), machine_paths()].concat();
    let check = |text: &str, expect: &[&str]| {
        assert_finds(|source| lines_with(source, &words), "x.rs", text, expect);
    };
    let home = ["see /", "home/ada"].concat();
    check(&home, &[&["x.rs:1 ", &home].concat()]);
    let later = ["// TO", "DO: later"].concat();
    check(&["a\n", &later].concat(), &[&["x.rs:2 ", &later].concat()]);
    check("http://root/base, ./work/x, /workshop/", &[]);
}

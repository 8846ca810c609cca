//! The house as a whole: its rooms are written down, and every place can be reached.

use std::collections::BTreeSet;
use std::fs;

use crate::source::{assert_none, client, root};
use crate::tokens::{Kind, behind_group, reads};

/// Folders named at the beginning of a table's row: `| ``api/``, ``gate/`` | … |`.
fn rooms_written_down(text: &str) -> BTreeSet<String> {
    let cells = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix('|')?.split('|').next());
    let quoted = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let folders = quoted.filter_map(|name| name.strip_suffix('/'));
    folders
        .map(|name| name.strip_prefix("src/").unwrap_or(name).to_owned())
        .collect()
}

#[test]
fn architecture_names_every_room_and_no_other() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let written = rooms_written_down(&text);
    let mut breaches = Vec::new();
    for room in &written {
        let source = root().join("src").join(room);
        if !(source.is_dir() || source.with_extension("rs").is_file() || root().join(room).is_dir())
        {
            breaches.push(format!("{room}/ is written down and does not exist"));
        }
    }
    for entry in fs::read_dir(root().join("src")).expect("src") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !written.contains(&name) {
            breaches.push(format!("{name}/ exists and is not written down"));
        }
    }
    assert_none("ARCHITECTURE.md and src/ differ", &breaches);
}

#[test]
fn tables_are_read() {
    let text = "| room | holds |\n|---|---|\n| `domain/` | x `no/` |\n| `src/api/`, `gate/` | y |\n`text/`\n| `cargo run` | z |";
    let expect = ["api", "domain", "gate"].map(str::to_owned);
    assert_eq!(rooms_written_down(text), BTreeSet::from(expect));
}

/// The variants of `enum Place` in `src/route.rs`.
fn places() -> Vec<String> {
    let source = client()
        .into_iter()
        .find(|source| source.path == "src/route.rs");
    let tokens = source.expect("src/route.rs").tokens();
    let start = (0..tokens.len()).find(|at| reads(&tokens, *at, "enum Place {"));
    let start = start.expect("enum Place") + 2;
    let end = behind_group(&tokens, start);
    let mut variants = Vec::new();
    let mut at = start + 1;
    while at < end {
        if tokens[at].is("#") {
            at = behind_group(&tokens, at + 1);
        } else if tokens[at].is("(") || tokens[at].is("{") {
            at = behind_group(&tokens, at);
        } else {
            if tokens[at].kind == Kind::Word {
                variants.push(tokens[at].text.clone());
            }
            at += 1;
        }
    }
    variants
}

#[test]
fn every_place_is_mounted() {
    let places = places();
    assert!(!places.is_empty(), "there are places");
    let app: Vec<_> = client()
        .into_iter()
        .filter(|source| source.room().as_deref() == Some("app"))
        .collect();
    let is_matched = |place: &String| {
        app.iter().any(|source| {
            let tokens = source.tokens();
            (0..tokens.len()).any(|at| {
                let behind = at + 4;
                let has_fields = reads(&tokens, behind, "(") || reads(&tokens, behind, "{");
                let arrow = if has_fields {
                    behind_group(&tokens, behind)
                } else {
                    behind
                };
                reads(&tokens, at, &format!("Place : : {place}")) && reads(&tokens, arrow, "= >")
            })
        })
    };
    let missing: Vec<String> = places
        .into_iter()
        .filter(|place| !is_matched(place))
        .collect();
    assert_none("places that app/ matches nowhere", &missing);
}

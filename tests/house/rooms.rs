//! The house as a whole: its rooms are written down.

use std::collections::BTreeSet;
use std::fs;

use crate::source::{assert_none, root, text_of};

/// Folders named at the beginning of a table's row: `| ``call/``, ``gate/`` | … |`.
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
    let text = text_of("ARCHITECTURE.md");
    let written = rooms_written_down(&text);
    let mut violations = Vec::new();
    for room in &written {
        let source = root().join("src").join(room);
        if !(source.is_dir() || source.with_extension("rs").is_file() || root().join(room).is_dir())
        {
            violations.push(format!("{room}/ is written down and does not exist"));
        }
    }
    for entry in fs::read_dir(root().join("src")).expect("src") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !written.contains(&name) {
            violations.push(format!("{name}/ exists and is not written down"));
        }
    }
    assert_none("ARCHITECTURE.md and src/ differ", &violations);
}

#[test]
fn tables_are_read() {
    let text = "| room | holds |\n|---|---|\n| `domain/` | x `no/` |\n| `src/call/`, `gate/` | y |\n`text/`\n| `cargo run` | z |";
    let expect = ["call", "domain", "gate"].map(str::to_owned);
    assert_eq!(rooms_written_down(text), BTreeSet::from(expect));
}

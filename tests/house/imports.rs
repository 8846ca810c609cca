//! Who may import whom: the table of rooms, and the rules that go further than rooms.

use crate::paths::{Named, named};
use crate::source::{Source, assert_finds, assert_none, client, root, sources, text_of};
use crate::tokens::reads;

/// Rooms that build without a browser and know no dialect.
pub(crate) const PURE: &[&str] = &[
    "domain", "device", "words", "call", "flows", "pricing", "schema", "records", "gate",
    "history", "profile", "route",
];

/// Who may import whom besides itself. A room may be narrowed to one of its modules, and the rule of
/// a module stands before that of its room.
const MATRIX: &[(&str, &[&[&str]])] = &[
    ("domain", &[]),
    ("device", &[&["domain::time"]]),
    ("words", &[&["domain"]]),
    ("call", &[&["domain", "words"]]),
    ("flows", &[&["domain", "words"]]),
    ("pricing", &[&["domain"]]),
    ("schema", &[&["domain", "words", "call", "flows"]]),
    ("records", &[&["domain", "words", "call", "schema"]]),
    // An old entry is translated into the entry of today, with all that it holds.
    (
        "dialects::onekeyllm::first_journal",
        &[DIALECT, &["gate", "history", "profile"]],
    ),
    ("dialects", &[DIALECT]),
    (
        "gate",
        &[&["domain", "words", "call", "flows", "schema", "records"]],
    ),
    (
        "profile",
        &[&["domain", "words", "call", "schema", "records", "gate"]],
    ),
    (
        "history",
        &[&[
            "domain", "words", "call", "pricing", "schema", "records", "gate", "profile",
        ]],
    ),
    ("route", &[&["domain"]]),
    (
        "browser",
        &[&["domain", "device", "call", "gate", "history", "profile"]],
    ),
    ("reactive", &[]),
    ("session", &[PURE, &["browser", "reactive"]]),
    (
        "ui",
        &[&[
            "device",
            "words",
            "domain::order",
            "domain::time",
            "reactive",
        ]],
    ),
    ("screens", &[PURE, &["reactive", "session", "ui"]]),
    (
        "app",
        &[
            PURE,
            &[
                "dialects", "browser", "reactive", "session", "ui", "screens",
            ],
        ],
    ),
];
const DIALECT: &[&str] = &[
    "domain", "words", "call", "flows", "pricing", "schema", "records",
];

/// Whether `path` is the module `within`, e.g. `domain::time`, or stands in it.
fn stands_in(path: &[String], within: &str) -> bool {
    let mut path = path.iter();
    within
        .split("::")
        .all(|part| path.next().is_some_and(|it| it == part))
}

/// Whether a file of `module` may name `path`.
fn may(module: &[String], path: &[String]) -> bool {
    let Some((_, lists)) = MATRIX.iter().find(|(known, _)| stands_in(module, known)) else {
        return false;
    };
    // The macro that makes texts stands at the crate's root.
    let words = ["words".to_owned()];
    let path = if path == ["text"] { &words } else { path };
    let mut granted = lists.iter().copied().flatten();
    module.first() == path.first() || granted.any(|grant| stands_in(path, grant))
}

/// Paths of a file that `is_wrong` refuses. What the tests of a dialect name is free: the laws of the
/// whole catalogue stand there.
fn refused(source: &Source, is_wrong: impl Fn(&[String], &[String]) -> bool) -> Vec<String> {
    let module = source.module();
    let tokens = if stands_in(&module, "dialects") {
        source.shipped()
    } else {
        source.tokens().to_vec()
    };
    let paths = named(&tokens, &module).into_iter();
    let paths = paths.filter(|named| !named.path.is_empty() && is_wrong(&module, &named.path));
    let said = |Named { path, line }| format!("{}:{line} names {}", source.path, path.join("::"));
    paths.map(said).collect()
}

fn outside_the_table(source: &Source) -> Vec<String> {
    if source.room().is_none() {
        return Vec::new();
    }
    refused(source, |module, path| !may(module, path))
}

/// Whether the path leads from one folder of `room` into a module of another, `depth` names deep.
fn crosses(room: &str, depth: usize, module: &[String], path: &[String]) -> bool {
    let ([here, own, ..], [there, other, ..]) = (module, path) else {
        return false;
    };
    let leads_over = here == room && there == room && own != other;
    leads_over && path.get(..depth).is_some_and(is_module)
}

fn another_dialect(source: &Source) -> Vec<String> {
    refused(source, |module, path| crosses("dialects", 2, module, path))
}

/// What a screen's `mod.rs` gives out, others may name; what its other files hold, they may not.
fn another_screens_inside(source: &Source) -> Vec<String> {
    refused(source, |module, path| crosses("screens", 3, module, path))
}

fn is_module(path: &[String]) -> bool {
    let file = root().join("src").join(path.join("/"));
    file.is_dir() || file.with_extension("rs").is_file()
}

#[test]
fn every_room_imports_only_what_it_may() {
    let violations: Vec<String> = client().iter().flat_map(outside_the_table).collect();
    assert_none("rooms that name what they may not", &violations);
}

#[test]
fn no_dialect_imports_another() {
    let violations: Vec<String> = client().iter().flat_map(another_dialect).collect();
    assert_none("dialects that name another dialect", &violations);
}

#[test]
fn no_screen_imports_the_inside_of_another() {
    let violations: Vec<String> = client().iter().flat_map(another_screens_inside).collect();
    assert_none("screens that name the inside of another", &violations);
}

#[test]
fn the_table_and_the_tree_have_the_same_rooms() {
    let rooms: Vec<String> = client().iter().filter_map(Source::room).collect();
    let in_table = |room: &&String| MATRIX.iter().any(|(known, _)| known == room);
    let mut violations: Vec<String> = rooms
        .iter()
        .filter(|room| !in_table(room))
        .cloned()
        .collect();
    violations.dedup();
    let path = |name: &str| name.split("::").map(str::to_owned).collect::<Vec<_>>();
    let empty = MATRIX.iter().filter(|(known, _)| !is_module(&path(known)));
    violations.extend(empty.map(|(known, _)| (*known).to_owned()));
    assert_none("rooms in the table or in src/, not in both", &violations);
}

#[test]
fn the_sandbox_knows_nothing_of_the_client() {
    let depends = text_of("sandbox/Cargo.toml")
        .lines()
        .any(|line| line.trim_start().starts_with("headgate"));
    assert!(!depends, "sandbox/Cargo.toml names the client");
    let mut violations = Vec::new();
    for source in sources(&["sandbox/src", "sandbox/tests"], ".rs") {
        let tokens = source.tokens();
        let uses = (0..tokens.len()).filter(|at| reads(tokens, *at, "headgate : :"));
        violations.extend(uses.map(|at| format!("{}:{}", source.path, tokens[at].line)));
    }
    assert_none("the sandbox names the client", &violations);
}

#[test]
fn what_the_table_says() {
    let check = |module: &str, path: &str, expect| {
        let split = |path: &str| path.split("::").map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(may(&split(module), &split(path)), expect, "{module} {path}");
    };
    check("domain", "domain::money", true);
    check("domain", "call", false);
    check("domain", "text", false);
    check("words::phrase", "text", true);
    check("call::error", "text", true);
    check("call::error", "texts", false);
    check("schema::action", "dialects::ALL", false);
    check("flows::device", "text", true);
    check("flows::device", "call::Reply", false);
    check("schema::action", "flows::device", true);
    check("dialects::onekeyllm::keys", "schema::Action", true);
    check("dialects::onekeyllm::keys", "gate::plan", false);
    check(
        "dialects::onekeyllm::first_journal::check",
        "history::codec",
        true,
    );
    check(
        "dialects::onekeyllm::first_journals",
        "history::codec",
        false,
    );
    check("gate::plan", "history::Entry", false);
    check("gate::plan", "session", false);
    check("ui::table", "domain::time::UnixMillis", true);
    check("ui::table", "domain::budget", false);
    check("ui", "domain", false);
    check("session", "browser::fetch", true);
    check("session", "dialects", false);
    check("screens::list", "browser::page", false);
    check("screens::list", "dialects::onekeyllm", false);
    check("app", "dialects::ALL", true);
    check("nowhere", "domain", false);
}

#[test]
fn forbidden_imports_are_found() {
    let use_gate = "use crate::words::Text;\nuse crate::gate::{Plan, plan};";
    assert_finds(
        outside_the_table,
        "src/dialects/onekeyllm/keys/x.rs",
        use_gate,
        &[
            "src/dialects/onekeyllm/keys/x.rs:2 names gate::Plan",
            "src/dialects/onekeyllm/keys/x.rs:2 names gate::plan",
        ],
    );
    assert_finds(outside_the_table, "src/screens/x.rs", use_gate, &[]);
    assert_finds(
        outside_the_table,
        "src/dialects/onekeyllm/x.rs",
        "#[cfg(test)] mod tests { use crate::gate::plan; }",
        &[],
    );
    assert_finds(
        outside_the_table,
        "src/gate/x.rs",
        "#[cfg(test)] mod tests { use crate::dialects; }",
        &["src/gate/x.rs:1 names dialects"],
    );
    assert_finds(
        another_dialect,
        "src/dialects/oneapi/x.rs",
        "use super::super::onekeyllm::names; use super::super::oneapi::who; use crate::dialects::ALL;",
        &["src/dialects/oneapi/x.rs:1 names dialects::onekeyllm::names"],
    );
    assert_finds(
        another_screens_inside,
        "src/screens/list/x.rs",
        "use crate::screens::review::{Review, outcome::Ending}; use super::rows::Row; fn a(b: crate::screens::navigator::Navigator) {}",
        &["src/screens/list/x.rs:1 names screens::review::outcome::Ending"],
    );
}

//! Who names whom: the paths into other rooms that a file holds, in `use` and in the middle of
//! code, grouped or not, through `crate` or through `super`; and the table of who may.

use crate::source::{Source, assert_none, client};
use crate::tokens::{Kind, Token, behind_group, reads, tokens};

/// A path from the crate's root.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    path: Vec<String>,
    line: usize,
}

/// The rooms that build without a browser.
const PURE: &[&str] = &[
    "domain", "device", "route", "drafts", "api", "gate", "history", "profile", "i18n",
];

/// Who may import whom besides itself. A room may be narrowed to one of its modules.
const MATRIX: &[(&str, &[&[&str]])] = &[
    ("domain", &[]),
    ("device", &[&["domain::time"]]),
    ("route", &[&["domain"]]),
    ("drafts", &[&["domain"]]),
    ("api", &[&["domain"]]),
    ("gate", &[&["domain", "api"]]),
    ("history", &[&["domain", "api", "gate", "profile"]]),
    ("profile", &[&["domain", "api", "gate"]]),
    ("i18n", &[PURE]),
    (
        "browser",
        &[&["domain", "device", "api", "gate", "history", "profile"]],
    ),
    ("session", &[PURE, &["browser"]]),
    (
        "ui",
        &[&["device", "i18n", "domain::order", "domain::time"]],
    ),
    ("parts", &[PURE, &["ui"]]),
    ("pages", &[PURE, &["session", "ui", "parts"]]),
    (
        "app",
        &[PURE, &["browser", "session", "ui", "parts", "pages"]],
    ),
];

/// Whether a file of `room` may name `path`.
fn may(room: &str, path: &[String]) -> bool {
    let Some((_, lists)) = MATRIX.iter().find(|(known, _)| *known == room) else {
        return false;
    };
    let [named, rest @ ..] = path else {
        return false;
    };
    let granted = |grant: &&str| match grant.split_once("::") {
        None => grant == named,
        Some((room, module)) => room == named && rest.first().is_some_and(|it| it == module),
    };
    room == named || lists.iter().copied().flatten().any(granted)
}

/// Every path into the crate that the tokens of module `module` name.
fn named(tokens: &[Token], module: &[String]) -> Vec<Named> {
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

fn paths_of(source: &Source) -> Vec<Named> {
    named(&source.tokens(), &source.module())
}

#[test]
fn every_room_imports_only_what_it_may() {
    let mut breaches = Vec::new();
    for source in client() {
        let Some(room) = source.room() else { continue };
        if !MATRIX.iter().any(|(known, _)| *known == room) {
            breaches.push(format!(
                "{}: the room {room} is not in the table",
                source.path
            ));
        }
        let named = paths_of(&source);
        let named = named.iter().filter(|named| !named.path.is_empty());
        for named in named.filter(|named| !may(&room, &named.path)) {
            breaches.push(format!(
                "{}:{} names {}",
                source.path,
                named.line,
                named.path.join("::")
            ));
        }
    }
    assert_none("rooms that name what they may not", &breaches);
}

#[test]
fn no_page_imports_another() {
    let mut breaches = Vec::new();
    for source in client() {
        let module = source.module();
        let [room, page, ..] = module.as_slice() else {
            continue;
        };
        if room != "pages" {
            continue;
        }
        for named in paths_of(&source) {
            if let [room, other, ..] = named.path.as_slice()
                && room == "pages"
                && other != page
            {
                breaches.push(format!(
                    "{}:{} names {}",
                    source.path,
                    named.line,
                    named.path.join("::")
                ));
            }
        }
    }
    assert_none("pages that name another page", &breaches);
}

#[test]
fn the_sandbox_knows_nothing_of_the_client() {
    let manifest = std::fs::read_to_string(crate::source::root().join("sandbox/Cargo.toml"))
        .expect("a manifest");
    let depends = manifest
        .lines()
        .any(|line| line.trim_start().starts_with("headgate"));
    assert!(!depends, "sandbox/Cargo.toml names the client");
    let mut breaches = Vec::new();
    for source in crate::source::sources(&["sandbox/src", "sandbox/tests"], ".rs") {
        let tokens = source.tokens();
        let uses = (0..tokens.len()).filter(|at| reads(&tokens, *at, "headgate : :"));
        breaches.extend(uses.map(|at| format!("{}:{}", source.path, tokens[at].line)));
    }
    assert_none("the sandbox names the client", &breaches);
}

#[test]
fn paths_are_found_wherever_they_stand() {
    let check = |text: &str, expect: &[&str]| {
        let module: Vec<String> = ["api", "keys"].map(str::to_owned).to_vec();
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
    check("fn a(b: &crate::api::Call) {}", &["api::Call"]);
    check("use super::body;", &["api::body"]);
    check("use super::super::gate::{a, b};", &["gate::a", "gate::b"]);
    check(
        "mod tests { use super::super::json; use super::super::super::ui::b; } use super::c;",
        &["api::json", "ui::b", "api::c"],
    );
    check("// use crate::ui;\nlet a = \"crate::ui::b\";", &[]);
    check("$crate::i18n::Say", &["i18n::Say"]);
}

#[test]
fn what_the_table_says() {
    let check = |room: &str, path: &str, expect| {
        let path: Vec<String> = path.split("::").map(str::to_owned).collect();
        assert_eq!(may(room, &path), expect, "{room} {path:?}");
    };
    check("domain", "domain::money", true);
    check("domain", "api", false);
    check("ui", "domain::time::UnixMillis", true);
    check("ui", "domain::key", false);
    check("ui", "domain", false);
    check("session", "browser::fetch", true);
    check("pages", "browser::page", false);
    check("parts", "session", false);
    check("nowhere", "domain", false);
}

//! The catalogue alone knows its gateways: no path, id or name of one stands outside of
//! `src/dialects`, and what a file there defines is registered.

use std::collections::BTreeSet;

use crate::source::{Source, assert_finds, assert_none, client, text_of};
use crate::tokens::{Kind, Token, behind_group, reads, strings};

/// What a path of a gateway's endpoints holds.
const PATHS: [&str; 2] = ["/v1/", "/api/"];

/// A type of the schema, the list that its values are registered in, and how many folders below
/// `src/dialects` the file with that list stands.
const REGISTERED: [(&str, &str, usize); 4] = [
    ("Action", "actions :", 2),
    ("Resource", "resources :", 1),
    ("Ask", "asks :", 1),
    ("Dialect", "ALL :", 0),
];

/// Strings of a file outside the dialects that `is_wrong` refuses. Tests may say anything.
fn refused(source: &Source, is_wrong: impl Fn(&str) -> bool) -> Vec<String> {
    if source.room().as_deref() == Some("dialects") {
        return Vec::new();
    }
    let tokens = source.shipped();
    let wrong = strings(&tokens).filter(|(_, text)| is_wrong(text));
    wrong
        .map(|(at, text)| format!("{}:{} {text:?}", source.path, tokens[at].line))
        .collect()
}

/// Whether a string holds a path: behind `/v1/` a name follows, or the string ends. A sentence may
/// say `/v1/` by itself.
fn is_path(text: &str) -> bool {
    let goes_on = |rest: &str| {
        rest.is_empty() || rest.starts_with(|it: char| it.is_alphanumeric() || it == '{')
    };
    PATHS
        .iter()
        .any(|path| text.split(path).skip(1).any(goes_on))
}

fn says_a_path(source: &Source) -> Vec<String> {
    refused(source, is_path)
}

/// Ids of actions, reads, resources and dialects, with those of the past, and the dialects' names.
fn catalogue_names() -> BTreeSet<String> {
    let ids = text_of("tests/fixtures/ids.txt");
    let ids = ids.lines().filter_map(|line| line.split_once(' '));
    let ids = ids.filter(|(kind, _)| ["action", "ask", "resource", "dialect"].contains(kind));
    let mut found: BTreeSet<String> = ids.map(|(_, id)| id.to_owned()).collect();
    let dialects = |source: &&Source| source.room().as_deref() == Some("dialects");
    for source in client().iter().filter(dialects) {
        let tokens = source.tokens();
        let is_dialect = |at: &usize| reads(tokens, *at, ": Dialect = Dialect {");
        for start in (0..tokens.len()).filter(is_dialect) {
            let end = behind_group(tokens, start + 4);
            let name = (start..end).find(|at| reads(tokens, *at, "name :"));
            found.extend(name.and_then(|at| tokens[at + 2].string()));
        }
    }
    found
}

/// Whether a string names the thing. One ordinary word, such as `keys`, counts where it is the whole
/// string; an id of several, such as `top-up-key`, also as a part, e.g. of a class.
fn names(text: &str, id: &str) -> bool {
    let is_inside =
        |letter: Option<char>| letter.is_some_and(|it| it.is_alphanumeric() || it == '_');
    let is_apart = |(at, _): (usize, &str)| {
        !is_inside(text[..at].chars().next_back())
            && !is_inside(text[at + id.len()..].chars().next())
    };
    let is_word = id.chars().all(|letter| letter.is_lowercase());
    text == id || (!is_word && text.match_indices(id).any(is_apart))
}

fn says_an_id(source: &Source, ids: &BTreeSet<String>) -> Vec<String> {
    refused(source, |text| ids.iter().any(|id| names(text, id)))
}

/// Values of the type `kind` that a file defines: name and line.
fn defined(tokens: &[Token], kind: &str) -> Vec<(String, usize)> {
    let is_defined = |at: &usize| {
        reads(tokens, at + 2, &format!(": {kind} ="))
            && (tokens[*at].is("static") || tokens[*at].is("const"))
    };
    let found = (0..tokens.len()).filter(is_defined);
    found
        .map(|at| (tokens[at + 1].text.clone(), tokens[at].line))
        .collect()
}

/// Names in the lists `list` of a file, e.g. in `actions: &[&create::CREATE_KEY]`.
fn listed(tokens: &[Token], list: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for start in (0..tokens.len()).filter(|at| reads(tokens, *at, list)) {
        let ends = |at: &usize| [";", ","].iter().any(|sign| tokens[*at].is(sign));
        let opens = |at: &usize| tokens[*at].is("[") && reads(tokens, at - 1, "&");
        let mut within = start..(start..tokens.len()).find(ends).unwrap_or(tokens.len());
        if let Some(open) = within.find(opens) {
            let group = &tokens[open..behind_group(tokens, open)];
            let words = group.iter().filter(|token| token.kind == Kind::Word);
            found.extend(words.map(|token| token.text.clone()));
        }
    }
    found
}

/// The file that registers what this one defines: `mod.rs`, `depth` folders below `src/dialects`.
fn registrar(source: &Source, depth: usize) -> Option<String> {
    let folder = source.path.split('/').collect::<Vec<_>>();
    let folder = folder.get(..2 + depth)?;
    Some(format!("{}/mod.rs", folder.join("/")))
}

/// What a file of a dialect defines and no list names.
fn unregistered(source: &Source, all: &[Source]) -> Vec<String> {
    if source.room().as_deref() != Some("dialects") {
        return Vec::new();
    }
    let tokens = source.shipped();
    let mut found = Vec::new();
    for (kind, list, depth) in REGISTERED {
        let place = registrar(source, depth);
        let place = all.iter().find(|other| Some(&other.path) == place.as_ref());
        let registered = place
            .map(|place| listed(place.tokens(), list))
            .unwrap_or_default();
        for (name, line) in defined(&tokens, kind) {
            if !registered.contains(&name) {
                found.push(format!("{}:{line} {name}", source.path));
            }
        }
    }
    found
}

#[test]
fn paths_stand_in_dialects() {
    let violations: Vec<String> = client().iter().flat_map(says_a_path).collect();
    assert_none("paths of a gateway outside src/dialects", &violations);
}

#[test]
fn ids_stand_in_dialects() {
    let ids = catalogue_names();
    assert!(ids.contains("keys") && ids.contains("top-up-key") && ids.contains("OneKeyLLM"));
    let sources = client().iter();
    let violations: Vec<String> = sources
        .flat_map(|source| says_an_id(source, &ids))
        .collect();
    assert_none(
        "ids or names of the catalogue outside src/dialects",
        &violations,
    );
}

#[test]
fn whatever_a_dialect_defines_is_registered() {
    let all = client();
    let violations: Vec<String> = all
        .iter()
        .flat_map(|source| unregistered(source, all))
        .collect();
    assert_none("in no list of the catalogue", &violations);
}

#[test]
fn an_action_is_a_file() {
    let all = client().iter();
    let all = all.filter(|source| source.room().as_deref() == Some("dialects"));
    let counted = all.map(|source| (defined(&source.shipped(), "Action").len(), &source.path));
    let counted: Vec<(usize, &String)> = counted.collect();
    assert!(
        counted.iter().any(|(count, _)| *count == 1),
        "actions are found"
    );
    let crowded = counted.into_iter().filter(|(count, _)| *count > 1);
    let crowded: Vec<String> = crowded.map(|(_, path)| path.clone()).collect();
    assert_none("files with several actions", &crowded);
}

#[test]
fn paths_and_ids_are_found() {
    let path = "src/gate/x.rs";
    let text = "/// As in \"/v1/keys\".\nfn a() { b(\"/v1/keys\") }\n#[cfg(test)] mod tests { c(\"/v1/d\") }";
    assert_finds(says_a_path, path, text, &["src/gate/x.rs:2 \"/v1/keys\""]);
    assert_finds(says_a_path, "src/dialects/a.rs", text, &[]);
    for (text, expect) in [
        ("/api/", true),
        ("GET /v1/{}", true),
        ("what is before /v1/ or /api/.", false),
    ] {
        assert_eq!(is_path(text), expect, "{text}");
    }

    let ids = ["keys", "top-up-key", "one-api"].map(str::to_owned);
    let ids = BTreeSet::from(ids);
    let check = |text: &str, expect: &[&str]| {
        assert_finds(|source| says_an_id(source, &ids), path, text, expect);
    };
    check(r#"a("keys")"#, &["src/gate/x.rs:1 \"keys\""]);
    check(r#"a("some keys") + b("monkeys") + keys"#, &[]);
    check(
        "a\n(\"row top-up-key-form\")",
        &["src/gate/x.rs:2 \"row top-up-key-form\""],
    );
    check(r#"a("stop-up-key", "top-up-keys")"#, &[]);
    check(
        r#"a("For one-api.")"#,
        &["src/gate/x.rs:1 \"For one-api.\""],
    );
    check(r#"#[cfg(test)] fn a() { b("keys") }"#, &[]);
}

#[test]
fn what_is_not_registered_is_found() {
    let source = Source::new;
    let check = |path: &str, text: &str, expect: &[&str]| {
        let all = [
            source(
                "src/dialects/mod.rs",
                "pub static ALL: All<&'static Dialect> = &[&d::D];",
            ),
            source(
                "src/dialects/d/mod.rs",
                "pub static D: Dialect = Dialect { resources: &[&r::R], asks: &[&q::Q] };",
            ),
            source(
                "src/dialects/d/r/mod.rs",
                "pub static R: Resource = Resource { rows: &[\"r\"], actions: &[&a::A] };",
            ),
        ];
        let found = unregistered(&source(path, text), &all);
        assert_eq!(found, expect, "{text}");
        let complete = all.iter().flat_map(|source| unregistered(source, &all));
        assert_eq!(complete.count(), 0);
    };
    let own = "src/dialects/d/r/x.rs";
    check(own, "pub static A: Action = Action { id: \"a\" };", &[]);
    check(
        own,
        "pub static A: Action = Action {};\nstatic B: Action = A;",
        &["src/dialects/d/r/x.rs:2 B"],
    );
    check(
        "src/dialects/d/s/mod.rs",
        "pub static A: Action = Action {}; pub static S: Resource = Resource {};",
        &["src/dialects/d/s/mod.rs:1 A", "src/dialects/d/s/mod.rs:1 S"],
    );
    check("src/dialects/d/q.rs", "static Q: Ask = Ask {};", &[]);
    check(
        "src/dialects/d/q.rs",
        "static P: Ask = Ask {};",
        &["src/dialects/d/q.rs:1 P"],
    );
    check("src/gate/x.rs", "static B: Action = Action {};", &[]);
    check(own, "#[cfg(test)] static B: Action = A;", &[]);
}

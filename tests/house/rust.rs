//! Rules for every Rust file: how it begins, how long it is, and what it must not name.

use crate::source::{Source, assert_none, client, sources};
use crate::tokens::{Kind, Token, behind_group, reads};

/// Lines that no file exceeds.
const MOST_LINES: usize = 400;
/// Everything that is written by hand.
const ALL: [&str; 5] = ["src", "style", "tests", "sandbox", "xtask"];
/// Rooms in which no number is a float.
const WITHOUT_FLOATS: [&str; 9] = [
    "domain", "device", "route", "drafts", "api", "gate", "history", "profile", "i18n",
];
/// What reaches the browser; only `browser` names it.
const BROWSER_CRATES: [&str; 7] = [
    "web_sys",
    "js_sys",
    "gloo",
    "gloo_net",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "idb",
];

/// Breaches of a rule about one token and its neighbours, as `path:line`.
fn breaches(
    sources: Vec<Source>,
    is_breach: impl Fn(&Source, &[Token], usize) -> bool,
) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let tokens = source.tokens();
        let at = (0..tokens.len()).filter(|at| is_breach(&source, &tokens, *at));
        found.extend(
            at.map(|at| format!("{}:{} {}", source.path, tokens[at].line, tokens[at].text)),
        );
    }
    found
}

#[test]
fn no_file_is_long() {
    let mut long = Vec::new();
    for ending in [".rs", ".css", ".ts"] {
        for source in sources(&ALL, ending) {
            let lines = source.text.lines().count();
            if lines > MOST_LINES {
                long.push(format!("{}: {lines} lines", source.path));
            }
        }
    }
    assert_none("files over 400 lines", &long);
}

#[test]
fn every_file_says_what_it_holds() {
    let silent = sources(&ALL, ".rs")
        .into_iter()
        .filter(|source| !source.text.starts_with("//! "));
    let silent: Vec<String> = silent.map(|source| source.path).collect();
    assert_none("files that do not open with //!", &silent);
}

#[test]
fn nothing_is_put_off() {
    // Spelled in two parts, so that this file does not name it.
    let word = ["TO", "DO"].concat();
    let mut found = Vec::new();
    for ending in [".rs", ".css", ".ts", ".md", ".toml"] {
        for source in sources(
            &["src", "style", "tests", "sandbox", "xtask", "docs"],
            ending,
        ) {
            let lines = source.text.lines().enumerate();
            let lines = lines.filter(|(_, line)| line.contains(&word));
            found.extend(lines.map(|(index, _)| format!("{}:{}", source.path, index + 1)));
        }
    }
    assert_none("work that was put off", &found);
}

#[test]
fn only_the_map_asks_for_the_web() {
    let found = breaches(client(), |source, tokens, at| {
        let asks = reads(tokens, at, "feature =");
        let web = tokens
            .get(at + 2)
            .is_some_and(|token| token.text == "\"web\"");
        source.path != "src/lib.rs" && asks && web
    });
    assert_none("files besides lib.rs that ask for the feature web", &found);
}

#[test]
fn nothing_pure_is_a_float() {
    let found = breaches(client(), |source, tokens, at| {
        let is_pure = source
            .room()
            .is_some_and(|room| WITHOUT_FLOATS.contains(&room.as_str()));
        is_pure && is_float(tokens, at)
    });
    assert_none("floats in the pure rooms", &found);
}

fn is_float(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let text = token.text.as_str();
    if token.kind == Kind::Word {
        return ["f32", "f64"].contains(&text);
    }
    let is_number = token.kind == Kind::Literal && text.starts_with(|c: char| c.is_ascii_digit());
    // `pair.0.1` looks like a float behind a point.
    let is_field = at > 0 && tokens[at - 1].is(".");
    let is_decimal = !["0x", "0b", "0o"]
        .iter()
        .any(|prefix| text.starts_with(prefix));
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
    let says_float = digits.starts_with(['.', 'e', 'E'])
        || digits.starts_with("f32")
        || digits.starts_with("f64");
    is_number && !is_field && is_decimal && says_float
}

#[test]
fn what_is_a_float() {
    let check = |text: &str, expect| {
        let tokens = crate::tokens::tokens(text);
        assert_eq!(
            (0..tokens.len()).any(|at| is_float(&tokens, at)),
            expect,
            "{text}"
        );
    };
    check("let a = 1.5;", true);
    check("let a = 1e9;", true);
    check("let a = 2f64;", true);
    check("fn a(b: f32) {}", true);
    check("let a = 0xe5 + 1_000usize + pair.0.1 + 7;", false);
    check("let a = \"1.5\"; // 1.5", false);
}

#[test]
fn only_browser_reaches_the_browser() {
    let found = breaches(client(), |source, tokens, at| {
        let room = source.room().unwrap_or_default();
        let names =
            BROWSER_CRATES.contains(&tokens[at].text.as_str()) && tokens[at].kind == Kind::Word;
        let of_leptos = at >= 3 && reads(tokens, at - 3, "leptos : :");
        names && room != "browser" && !(room == "ui" && of_leptos)
    });
    assert_none(
        "files outside browser/ that name what reaches the browser",
        &found,
    );
}

#[test]
fn only_ui_takes_the_dom_from_leptos() {
    let found = breaches(client(), |source, tokens, at| {
        let names = ["ev", "html", "web_sys"]
            .iter()
            .any(|name| reads(tokens, at, &format!("leptos : : {name}")));
        names && source.room().as_deref() != Some("ui")
    });
    assert_none(
        "files outside ui/ that take events, elements or the DOM from leptos",
        &found,
    );
}

#[test]
fn text_from_a_gateway_is_text() {
    let found = breaches(client(), |_, tokens, at| tokens[at].is("inner_html"));
    assert_none("files that write HTML", &found);
}

/// The policy forbids `style="…"`; `style:width=…` sets a property and is allowed.
#[test]
fn no_view_writes_a_style_attribute() {
    let mut found = Vec::new();
    for source in client() {
        let tokens = source.tokens();
        for view in (0..tokens.len()).filter(|at| reads(&tokens, *at, "view ! {")) {
            for at in view..behind_group(&tokens, view + 2) {
                let is_name =
                    tokens[at].is("style") && !(tokens[at - 1].is(":") || tokens[at - 1].is("-"));
                if is_name && reads(&tokens, at + 1, "=") {
                    found.push(format!("{}:{}", source.path, tokens[at].line));
                }
            }
        }
    }
    assert_none("style attributes in view!", &found);
}

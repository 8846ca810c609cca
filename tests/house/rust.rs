//! Rules for Rust code: what it must not name, and how it is documented.

use crate::imports::PURE;
use crate::source::{Source, assert_finds, assert_none, client, sources};
use crate::tokens::{Kind, Token, behind_group, is_doc, reads};

/// What reaches the browser; only `browser` names it, and through leptos those of `WITH_DOM`.
const BROWSER_CRATES: [&str; 7] = [
    "web_sys",
    "js_sys",
    "gloo",
    "gloo_net",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "idb",
];

/// What says which parts need a browser.
const MAPS: [&str; 3] = ["src/lib.rs", "src/ui/mod.rs", "src/ui/table/mod.rs"];

/// Parts of `ui` that work on elements themselves: painted rows, focus, and what opens a dialog.
const WITH_DOM: [&str; 3] = ["src/ui/table/paint/", "src/ui/focus.rs", "src/ui/dialog.rs"];

/// Places in a file where a rule about one token and its neighbours is broken.
fn broken(source: &Source, is_broken: impl Fn(&[Token], usize) -> bool) -> Vec<String> {
    let tokens = source.tokens();
    let at = (0..tokens.len()).filter(|at| is_broken(tokens, *at));
    at.map(|at| format!("{}:{} {}", source.path, tokens[at].line, tokens[at].text))
        .collect()
}

fn is_in(source: &Source, room: &str) -> bool {
    source.room().as_deref() == Some(room)
}

fn asks_for_the_web(source: &Source) -> Vec<String> {
    broken(source, |tokens, at| {
        let web = reads(tokens, at, "feature =") && tokens[at + 2].text == "\"web\"";
        web && !MAPS.contains(&source.path.as_str())
    })
}

fn floats(source: &Source) -> Vec<String> {
    let is_pure = source
        .room()
        .is_some_and(|room| room == "dialects" || PURE.contains(&room.as_str()));
    broken(source, |tokens, at| is_pure && is_float(tokens, at))
}

fn reaches_the_browser(source: &Source) -> Vec<String> {
    let with_dom = WITH_DOM.iter().any(|path| source.path.starts_with(path));
    broken(source, |tokens, at| {
        let token = &tokens[at];
        let names = token.kind == Kind::Word && BROWSER_CRATES.contains(&token.text.as_str());
        let of_leptos = at >= 3 && reads(tokens, at - 3, "leptos : :");
        names && !is_in(source, "browser") && !(with_dom && of_leptos)
    })
}

fn takes_the_dom(source: &Source) -> Vec<String> {
    broken(source, |tokens, at| {
        let parts = ["ev", "html"].iter();
        let mut parts = parts.map(|part| format!("leptos : : {part}"));
        parts.any(|path| reads(tokens, at, &path)) && !is_in(source, "ui")
    })
}

fn writes_html(source: &Source) -> Vec<String> {
    broken(source, |tokens, at| tokens[at].is("inner_html"))
}

/// The policy forbids `style="…"`; `style:width=…` sets a property and is allowed.
fn writes_a_style(source: &Source) -> Vec<String> {
    let tokens = source.tokens();
    let views = (0..tokens.len()).filter(|at| reads(tokens, *at, "view ! {"));
    let within = views.flat_map(|view| view + 3..behind_group(tokens, view + 2));
    let styles = within.filter(|at| {
        let is_part = tokens[at - 1].is(":") || tokens[at - 1].is("-");
        reads(tokens, *at, "style =") && !is_part
    });
    styles
        .map(|at| format!("{}:{}", source.path, tokens[at].line))
        .collect()
}

fn allows_a_lint(source: &Source) -> Vec<String> {
    broken(source, |tokens, at| {
        let is_attribute = at >= 2
            && (reads(tokens, at - 2, "# [")
                || (reads(tokens, at - 2, "! [") && reads(tokens, at - 3, "#")));
        is_attribute && reads(tokens, at, "allow (")
    })
}

/// Public items whose documentation does not open with a sentence.
fn says_no_sentence(source: &Source) -> Vec<String> {
    let tokens = source.tokens();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !reads(tokens, at, "# [ doc =") {
            at += 1;
            continue;
        }
        let (line, mut said) = (tokens[at].line, String::new());
        let mut is_first = true;
        // All lines of the comment, and the attributes behind it.
        while reads(tokens, at, "# [") {
            if is_doc(tokens, at + 4) {
                let text = tokens[at + 4].string().unwrap_or_default();
                is_first &= !text.trim().is_empty();
                if is_first {
                    said = text.trim().to_owned();
                }
            }
            at = behind_group(tokens, at + 1);
        }
        let is_public = tokens.get(at).is_some_and(|token| token.is("pub"));
        if is_public && !is_sentence(&said) {
            found.push(format!("{}:{line} {said}", source.path));
        }
    }
    found
}

/// Whether a text ends as a sentence does, be it within quotes or code.
fn is_sentence(text: &str) -> bool {
    text.trim_end_matches(['`', '"', ')']).ends_with('.')
}

fn in_client(rule: &str, find: impl Fn(&Source) -> Vec<String>) {
    let found: Vec<String> = client().iter().flat_map(find).collect();
    assert_none(rule, &found);
}

#[test]
fn only_the_maps_ask_for_the_web() {
    in_client(
        "files besides the maps that ask for the feature web",
        asks_for_the_web,
    );
}

#[test]
fn nothing_pure_is_a_float() {
    in_client("floats in the pure rooms", floats);
}

#[test]
fn only_browser_reaches_the_browser() {
    in_client(
        "files outside browser/ that name what reaches the browser",
        reaches_the_browser,
    );
}

#[test]
fn only_ui_takes_events_and_elements_from_leptos() {
    in_client(
        "files outside ui/ that take events or elements from leptos",
        takes_the_dom,
    );
}

#[test]
fn text_from_a_gateway_is_text() {
    in_client("files that write HTML", writes_html);
}

#[test]
fn no_view_writes_a_style_attribute() {
    in_client("style attributes in view!", writes_a_style);
}

#[test]
fn no_lint_is_allowed() {
    let all = sources(&["src", "tests", "sandbox", "xtask"], ".rs");
    let found: Vec<String> = all.iter().flat_map(allows_a_lint).collect();
    assert_none("lints that are allowed; expect them, with a reason", &found);
}

#[test]
fn public_items_are_described_in_a_sentence() {
    in_client(
        "comments of public items that do not open with a sentence",
        says_no_sentence,
    );
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
fn violations_are_found() {
    let a = "src/gate/a.rs";
    assert_finds(
        asks_for_the_web,
        a,
        "#[cfg(feature = \"web\")] mod b;",
        &["src/gate/a.rs:1 feature"],
    );
    assert_finds(
        asks_for_the_web,
        "src/lib.rs",
        "#[cfg(feature = \"web\")] mod b;",
        &[],
    );
    assert_finds(floats, a, "fn a() -> f64 {}", &["src/gate/a.rs:1 f64"]);
    assert_finds(floats, "src/ui/a.rs", "fn a() -> f64 {}", &[]);
    let element = "use leptos::web_sys::Element;";
    assert_finds(reaches_the_browser, "src/ui/focus.rs", element, &[]);
    assert_finds(
        reaches_the_browser,
        "src/browser/a.rs",
        "use web_sys::Element;",
        &[],
    );
    assert_finds(
        reaches_the_browser,
        "src/ui/a.rs",
        element,
        &["src/ui/a.rs:1 web_sys"],
    );
    assert_finds(
        reaches_the_browser,
        "src/ui/focus.rs",
        "use web_sys::Element;",
        &["src/ui/focus.rs:1 web_sys"],
    );
    let event = "use leptos::ev::click;";
    assert_finds(takes_the_dom, "src/ui/a.rs", event, &[]);
    assert_finds(
        takes_the_dom,
        "src/app/a.rs",
        event,
        &["src/app/a.rs:1 leptos"],
    );
    assert_finds(
        writes_html,
        a,
        "view! { <p inner_html=x/> }",
        &["src/gate/a.rs:1 inner_html"],
    );
    assert_finds(
        writes_a_style,
        a,
        "view! { <p style=\"x\" style:width=y data-style=z/> } let style = 1;",
        &["src/gate/a.rs:1"],
    );
    assert_finds(
        allows_a_lint,
        a,
        "#![allow(x)]\n#[allow(y)] #[expect(z)] fn allow(b: C) { allow(b) }",
        &["src/gate/a.rs:1 allow", "src/gate/a.rs:2 allow"],
    );
}

#[test]
fn what_describes_a_public_item() {
    let check = |text: &str, expect: &[&str]| assert_finds(says_no_sentence, "a.rs", text, expect);
    check(
        "/// A row\n/// of a table.\n///\n/// More: x\npub struct A;",
        &[],
    );
    check("//! A file\n/// Which key\nfn a() {}", &[]);
    check(
        "/// Which key\n#[must_use]\npub fn a() {}",
        &["a.rs:1 Which key"],
    );
    check(
        "\n/// \"Close\"\npub const A: B = C;",
        &["a.rs:2 \"Close\""],
    );
}

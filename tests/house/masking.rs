//! E-mail addresses are masked in the document, behind every view. That holds as long as text
//! reaches the page only where `browser/masking.rs` looks, and nothing reads it back from there.

use crate::source::{Source, assert_finds, assert_none, client, sources, text_of};
use crate::tokens::{Token, behind_group, reads, strings, tokens};

/// Attributes that hold no text to be read: states, numbers, and what views and browsers refer to.
/// An address in a link stays what it is; it is not drawn.
const UNDRAWN: [&str; 39] = [
    "autocapitalize",
    "autocomplete",
    "class",
    "d",
    "datetime",
    "dir",
    "disabled",
    "enterkeyhint",
    "focusable",
    "for",
    "height",
    "href",
    "id",
    "inert",
    "inputmode",
    "integrity",
    "list",
    "name",
    "node_ref",
    "open",
    "popover",
    "popovertarget",
    "preserveAspectRatio",
    "readonly",
    "rel",
    "role",
    "rows",
    "scope",
    "spellcheck",
    "src",
    "tabindex",
    "target",
    "translate",
    "type",
    "value",
    "viewBox",
    "width",
    "x",
    "y",
];
/// The same of `aria-`.
const UNSPOKEN: [&str; 18] = [
    "atomic",
    "busy",
    "colcount",
    "controls",
    "current",
    "describedby",
    "disabled",
    "expanded",
    "hidden",
    "invalid",
    "labelledby",
    "live",
    "modal",
    "pressed",
    "selected",
    "valuemax",
    "valuemin",
    "valuenow",
];
/// Elements that draw text of another document, or none that can be changed.
const CLOSED: [&str; 5] = ["canvas", "embed", "frame", "iframe", "object"];
/// What reads a text from the page, or puts it where no observer looks.
const READERS: [&str; 7] = [
    "attach_shadow",
    "get_selection",
    "inner_text",
    "node_value",
    "outer_html",
    "outer_text",
    "text_content",
];
/// The only file that may read what is drawn.
const MASKING: &str = "src/browser/masking.rs";

/// The attributes that are masked.
fn masked() -> Vec<String> {
    let tokens = tokens(&text_of(MASKING));
    let list = (0..tokens.len()).find(|at| reads(&tokens, *at, "const ATTRIBUTES :"));
    let list = list.expect("a list of attributes");
    let open = (list..tokens.len())
        .find(|at| reads(&tokens, *at, "= ["))
        .expect("its value")
        + 1;
    strings(&tokens[open..behind_group(&tokens, open)])
        .map(|(_, name)| name)
        .collect()
}

/// An element of a view: its name, and its attributes with their places.
struct Tag {
    at: usize,
    attributes: Vec<(usize, String)>,
}

/// The elements in the views of a file; components are none.
fn tags(tokens: &[Token]) -> Vec<Tag> {
    let views = (0..tokens.len()).filter(|at| reads(tokens, *at, "view ! {"));
    let within = views.flat_map(|view| view + 3..behind_group(tokens, view + 2));
    let opens = within.filter(|at| {
        let name = tokens.get(at + 1).map_or("", |token| token.text.as_str());
        tokens[*at].is("<") && name.starts_with(|letter: char| letter.is_ascii_lowercase())
    });
    opens.map(|at| tag(tokens, at + 1)).collect()
}

fn tag(tokens: &[Token], name: usize) -> Tag {
    let (mut at, mut attributes, mut word) = (name + 1, Vec::new(), String::new());
    while at < tokens.len() && !tokens[at].is(">") {
        let token = &tokens[at];
        if token.is("=") {
            attributes.push((at, std::mem::take(&mut word)));
        }
        if ["(", "[", "{"].iter().any(|bracket| token.is(bracket)) {
            at = behind_group(tokens, at);
            word.clear();
            continue;
        }
        let goes_on = word.ends_with(['-', ':']) || ["-", ":"].contains(&token.text.as_str());
        if !goes_on {
            word.clear();
        }
        word += &token.text;
        at += 1;
    }
    Tag {
        at: name,
        attributes,
    }
}

/// Whether the attribute needs no mask, or is masked.
fn is_covered(name: &str, masked: &[String]) -> bool {
    let is_binding = ["on:", "class:", "style:", "prop:"]
        .iter()
        .any(|kind| name.starts_with(kind));
    is_binding
        || UNDRAWN.contains(&name)
        || name
            .strip_prefix("aria-")
            .is_some_and(|name| UNSPOKEN.contains(&name))
        || masked.iter().any(|known| known == name)
}

fn uncovered_attributes(source: &Source) -> Vec<String> {
    let (tokens, masked) = (source.shipped(), masked());
    let attributes = tags(&tokens).into_iter().flat_map(|tag| tag.attributes);
    let uncovered = attributes.filter(|(_, name)| !is_covered(name, &masked));
    uncovered
        .map(|(at, name)| format!("{}:{} {name}", source.path, tokens[at].line))
        .collect()
}

/// An option without a value has its text for one, which would be chosen as it is masked.
fn options_by_their_text(source: &Source) -> Vec<String> {
    let tokens = source.shipped();
    let tags = tags(&tokens).into_iter();
    let bare = tags.filter(|tag| {
        let has_value = tag.attributes.iter().any(|(_, name)| name == "value");
        tokens[tag.at].is("option") && !has_value
    });
    bare.map(|tag| format!("{}:{}", source.path, tokens[tag.at].line))
        .collect()
}

fn closed_elements(source: &Source) -> Vec<String> {
    let tokens = source.shipped();
    let names = tags(&tokens).into_iter().map(|tag| tag.at);
    let closed = names.filter(|at| CLOSED.contains(&tokens[*at].text.as_str()));
    closed
        .map(|at| format!("{}:{}", source.path, tokens[at].line))
        .collect()
}

fn reads_the_page(source: &Source) -> Vec<String> {
    if source.path == MASKING {
        return Vec::new();
    }
    let tokens = source.shipped();
    let found = tokens
        .iter()
        .filter(|token| READERS.iter().any(|reader| token.is(reader)));
    found
        .map(|token| format!("{}:{} {}", source.path, token.line, token.text))
        .collect()
}

#[test]
fn drawn_attributes_are_masked() {
    let found: Vec<_> = client().iter().flat_map(uncovered_attributes).collect();
    assert_none(
        "attributes of which nobody said whether they are masked",
        &found,
    );
}

#[test]
fn an_option_has_a_value() {
    let found: Vec<_> = client().iter().flat_map(options_by_their_text).collect();
    assert_none("options without a value", &found);
}

#[test]
fn text_is_drawn_where_it_can_be_masked() {
    let mut found: Vec<_> = client().iter().flat_map(closed_elements).collect();
    for sheet in sources(&["style"], ".css") {
        let lines = sheet.text.lines().filter(|line| line.contains("attr("));
        found.extend(lines.map(|line| format!("{}: {line}", sheet.path)));
    }
    assert_none("text that is drawn where it cannot be masked", &found);
}

#[test]
fn masked_text_is_not_read_back() {
    let found: Vec<_> = client().iter().flat_map(reads_the_page).collect();
    assert_none(
        "text that is read from the page, where it may be masked",
        &found,
    );
}

#[test]
fn the_rules_find_what_they_are_for() {
    let view = |inner: &str| format!("fn f() {{ view! {{ {inner} }} }}");
    let path = "src/ui/x.rs";
    assert_finds(
        uncovered_attributes,
        path,
        &view("<b data-x=1 title=2 aria-label={3} on:click=4></b>"),
        &["src/ui/x.rs:1 data-x"],
    );
    assert_finds(
        uncovered_attributes,
        path,
        &view("<Button hint=2><i class:a=1 summary=t(x)></i></Button>"),
        &["src/ui/x.rs:1 summary"],
    );
    assert_finds(
        options_by_their_text,
        path,
        &view("<option>a</option><option value=1>b</option>"),
        &["src/ui/x.rs:1"],
    );
    assert_finds(
        closed_elements,
        path,
        &view("<canvas></canvas>"),
        &["src/ui/x.rs:1"],
    );
    assert_finds(
        reads_the_page,
        path,
        "fn f() { a.text_content(); a.set_text_content(); }",
        &["src/ui/x.rs:1 text_content"],
    );
}

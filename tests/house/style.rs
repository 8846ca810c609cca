//! Colours stand in `style/tokens.css` and nowhere else; every other sheet names a token.

use crate::source::{assert_none, sources};

/// Functions that make a colour out of numbers.
const FUNCTIONS: [&str; 11] = [
    "rgb(",
    "rgba(",
    "hsl(",
    "hsla(",
    "hwb(",
    "lab(",
    "lch(",
    "oklab(",
    "oklch(",
    "color(",
    "device-cmyk(",
];
/// Colours by name that a hand types. The system's own, such as `CanvasText`, are not among them:
/// forced colours need those.
const NAMES: [&str; 44] = [
    "aqua",
    "azure",
    "beige",
    "black",
    "blue",
    "brown",
    "coral",
    "crimson",
    "cyan",
    "darkblue",
    "darkgray",
    "darkgreen",
    "darkgrey",
    "darkred",
    "dimgray",
    "dimgrey",
    "fuchsia",
    "gainsboro",
    "gold",
    "gray",
    "green",
    "grey",
    "indigo",
    "ivory",
    "lightblue",
    "lightgray",
    "lightgreen",
    "lightgrey",
    "lime",
    "magenta",
    "maroon",
    "navy",
    "olive",
    "orange",
    "pink",
    "purple",
    "rebeccapurple",
    "red",
    "silver",
    "teal",
    "tomato",
    "violet",
    "white",
    "yellow",
];

/// The declarations of a sheet as `(line, value)`.
fn values(sheet: &str) -> Vec<(usize, String)> {
    let sheet = without_comments(sheet);
    let mut found = Vec::new();
    let mut piece = String::new();
    let mut line = 1;
    for letter in sheet.chars() {
        match letter {
            '{' => piece.clear(),
            ';' | '}' => {
                if let Some((_, value)) = piece.split_once(':') {
                    found.push((line, value.trim().to_lowercase()));
                }
                piece.clear();
            }
            other => piece.push(other),
        }
        line += usize::from(letter == '\n');
    }
    found
}

/// The sheet with its comments blanked out; lines stay where they are.
fn without_comments(sheet: &str) -> String {
    let mut out = String::new();
    let mut rest = sheet;
    while let Some((code, comment)) = rest.split_once("/*") {
        let (comment, after) = comment.split_once("*/").unwrap_or((comment, ""));
        out.push_str(code);
        out.extend(comment.chars().filter(|letter| *letter == '\n'));
        rest = after;
    }
    out + rest
}

/// What in a value is a colour by itself.
fn colour(value: &str) -> Option<String> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_#(".contains(letter);
    let words = value
        .split(|letter: char| !is_part(letter))
        .flat_map(|word| word.split_inclusive('('));
    let mut words = words.map(str::to_owned);
    words.find(|word| {
        let hex = word.strip_prefix('#').is_some_and(|digits| {
            [3, 4, 6, 8].contains(&digits.len())
                && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
        });
        hex || FUNCTIONS.contains(&word.as_str()) || NAMES.contains(&word.as_str())
    })
}

#[test]
fn colours_stand_in_tokens() {
    let mut found = Vec::new();
    for sheet in sources(&["style"], ".css") {
        if sheet.path == "style/tokens.css" {
            continue;
        }
        for (line, value) in values(&sheet.text) {
            let colour = colour(&value);
            found.extend(colour.map(|colour| format!("{}:{line} {colour}", sheet.path)));
        }
    }
    assert_none("colours outside of tokens.css", &found);
}

#[test]
fn what_is_a_colour() {
    let check = |sheet: &str, expect: &[&str]| {
        let found: Vec<String> = values(sheet)
            .iter()
            .filter_map(|(_, value)| colour(value))
            .collect();
        assert_eq!(found, expect, "{sheet}");
    };
    check("a { color: #fff; }", &["#fff"]);
    check("a { color: RED }", &["red"]);
    check("a { border: 1px solid rgb(1 2 3); }", &["rgb("]);
    check(
        "a { background: color-mix(in oklch, var(--x), black 10%); }",
        &["black"],
    );
    check(
        "a { background: linear-gradient(oklch(0.5 0 0), var(--x)); }",
        &["oklch("],
    );
    check("@media (x) { a { --y: white; } }", &["white"]);
    check(
        "a { color: var(--white); white-space: nowrap; background: url(#abcdefg); }",
        &[],
    );
    check(
        "a:hover, #fade { color: inherit; /* red */ outline-color: CanvasText; }",
        &[],
    );
    check(
        "a { background: color-mix(in oklch, var(--x) 10%, transparent); }",
        &[],
    );
}

//! The documents: their links lead somewhere, and the guide quotes the screen as it speaks now, in
//! two editions that tell the same.

use std::fs;

use crate::source::{Source, assert_none, client, root, sources};
use crate::tokens::Kind;

/// Texts between two marks; straight marks open and close alike.
fn between(text: &str, open: char, close: char) -> Vec<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some((_, behind)) = rest.split_once(open)
        && let Some((inside, after)) = behind.split_once(close)
    {
        found.push(inside.to_owned());
        rest = after;
    }
    found
}

/// What a chapter says stands on the screen. A text with a figure in it is an example of a sentence
/// that is put together, and no message holds it.
fn quoted(text: &str) -> Vec<String> {
    let mut found = between(text, '"', '"');
    found.extend(between(text, '“', '”'));
    found.retain(|quote| !quote.contains(|letter: char| letter.is_ascii_digit()));
    found
}

/// Where the links of a document lead, without those to the web and within the document.
fn links(text: &str) -> Vec<String> {
    let targets = text.split("](").skip(1);
    let targets = targets.filter_map(|behind| behind.split_once(')'));
    let paths = targets.map(|(target, _)| target.split('#').next().unwrap_or_default().to_owned());
    let here = |path: &String| !path.is_empty() && !path.contains("://");
    paths.filter(here).collect()
}

/// Lines that begin so.
fn count(source: &Source, mark: &str) -> usize {
    let lines = source.text.lines();
    lines.filter(|line| line.starts_with(mark)).count()
}

/// Every document: those of the folders, and those at the root that speak of the whole.
fn documents() -> Vec<Source> {
    let mut found = sources(&["docs", "sandbox"], ".md");
    for name in ["README", "ARCHITECTURE", "CONTRIBUTING", "CHANGELOG"] {
        let path = format!("{name}.md");
        let text = fs::read_to_string(root().join(&path)).expect("a document");
        found.push(Source { path, text });
    }
    found
}

#[test]
fn links_lead_to_files() {
    let mut breaches = Vec::new();
    for source in documents() {
        let place = root().join(&source.path);
        let folder = place.parent().expect("a folder");
        let dead = links(&source.text).into_iter();
        let dead = dead.filter(|path| !folder.join(path).exists());
        breaches.extend(dead.map(|path| format!("{}: {path}", source.path)));
    }
    assert_none("links that lead nowhere", &breaches);
}

#[test]
fn the_guide_quotes_the_screen() {
    let words = client().into_iter();
    let words = words.filter(|source| source.room().as_deref() == Some("i18n"));
    let words = words.flat_map(|source| source.tokens());
    let words: Vec<String> = words
        .filter(|token| token.kind == Kind::Literal)
        .map(|token| token.text)
        .collect();
    let mut breaches = Vec::new();
    for source in sources(&["docs/guide"], ".md") {
        let quoted = quoted(&source.text);
        assert!(quoted.len() > 5, "{} quotes nothing", source.path);
        let said = |quote: &String| words.iter().any(|word| word.contains(quote.as_str()));
        let unsaid = quoted.into_iter().filter(|quote| !said(quote));
        breaches.extend(unsaid.map(|quote| format!("{}: {quote}", source.path)));
    }
    assert_none("words that the screen does not say", &breaches);
}

#[test]
fn both_editions_tell_the_same() {
    let chapters = sources(&["docs/guide"], ".md");
    let (chinese, english): (Vec<_>, Vec<_>) = chapters
        .iter()
        .partition(|chapter| chapter.path.contains("/zh/"));
    assert_eq!(chinese.len(), english.len(), "chapters");
    let mut breaches = Vec::new();
    for chapter in english {
        let path = chapter.path.replace("docs/guide/", "docs/guide/zh/");
        let other = chinese.iter().find(|other| other.path == path);
        let alike = |other: &&&Source| {
            let marks = ["## ", "|", "* ", "!["];
            marks
                .iter()
                .all(|mark| count(chapter, mark) == count(other, mark))
        };
        if other.filter(alike).is_none() {
            breaches.push(chapter.path.clone());
        }
    }
    assert_none("chapters whose Chinese edition has other parts", &breaches);
}

#[test]
fn quotes_and_links_are_found() {
    let check = |text: &str, quotes: &[&str], paths: &[&str]| {
        assert_eq!(quoted(text), quotes, "{text}");
        assert_eq!(links(text), paths, "{text}");
    };
    check("Press \"Load\nall\" first.", &["Load all"], &[]);
    check("点“全部加载”，再点“核对 3 个密钥”。", &["全部加载"], &[]);
    check(
        "![a](../b.png) and [c](d.md#e), [f](#g), [h](https://i.example)",
        &[],
        &["../b.png", "d.md"],
    );
}

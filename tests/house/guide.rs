//! The documents: their links lead somewhere, and the guide quotes the screen as it speaks now, in
//! two editions that tell the same.

use crate::source::{Source, assert_none, client, documents, root, sources};
use crate::words::messages;

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

/// Links of a document that lead nowhere.
fn dead_links(source: &Source) -> Vec<String> {
    let place = root().join(&source.path);
    let folder = place.parent().expect("a folder");
    let dead = links(&source.text).into_iter();
    let dead = dead.filter(|path| !folder.join(path).exists());
    dead.map(|path| format!("{}: {path}", source.path))
        .collect()
}

/// Whether a chapter is in Chinese.
fn is_chinese(source: &Source) -> bool {
    source.path.contains("/zh/")
}

/// Quotes of a chapter that no message of its language says.
fn unsaid(source: &Source, english: &[String], chinese: &[String]) -> Vec<String> {
    let words = if is_chinese(source) { chinese } else { english };
    let said = |quote: &String| words.iter().any(|word| word.contains(quote.as_str()));
    let unsaid = quoted(&source.text)
        .into_iter()
        .filter(|quote| !said(quote));
    unsaid
        .map(|quote| format!("{}: {quote}", source.path))
        .collect()
}

/// Whether two editions of a chapter have the same parts.
fn are_alike(one: &Source, other: &Source) -> bool {
    let marks = ["## ", "|", "* ", "!["];
    marks
        .iter()
        .all(|mark| count(one, mark) == count(other, mark))
}

#[test]
fn links_lead_to_files() {
    let dead: Vec<String> = documents().iter().flat_map(dead_links).collect();
    assert_none("links that lead nowhere", &dead);
}

#[test]
fn the_guide_quotes_the_screen() {
    let all = client();
    let messages = all.iter().flat_map(|source| messages(&source.shipped()));
    let (mut english, mut chinese) = (Vec::new(), Vec::new());
    for message in messages {
        english.extend(message.english);
        chinese.push(message.chinese);
    }
    let chapters = sources(&["docs/guide"], ".md");
    for chapter in &chapters {
        assert!(
            quoted(&chapter.text).len() > 5,
            "{} quotes nothing",
            chapter.path
        );
    }
    let unsaid = chapters
        .iter()
        .flat_map(|chapter| unsaid(chapter, &english, &chinese));
    assert_none(
        "words that the screen does not say",
        &unsaid.collect::<Vec<_>>(),
    );
}

#[test]
fn both_editions_tell_the_same() {
    let chapters = sources(&["docs/guide"], ".md");
    let (chinese, english): (Vec<_>, Vec<_>) = chapters.iter().partition(|it| is_chinese(it));
    assert_eq!(chinese.len(), english.len(), "chapters");
    let differs = |chapter: &&&Source| {
        let path = chapter.path.replace("docs/guide/", "docs/guide/zh/");
        !chinese
            .iter()
            .any(|other| other.path == path && are_alike(chapter, other))
    };
    let other = english
        .iter()
        .filter(differs)
        .map(|chapter| chapter.path.clone());
    assert_none(
        "chapters whose Chinese edition has other parts",
        &other.collect::<Vec<_>>(),
    );
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

#[test]
fn violations_are_found() {
    let chapter = Source::new;
    let (english, chinese) = (["Load all".to_owned()], ["全部加载".to_owned()]);
    let check = |path: &str, text: &str, expect: &[&str]| {
        let found = unsaid(&chapter(path, text), &english, &chinese);
        assert_eq!(found, expect, "{text}");
    };
    check(
        "docs/guide/a.md",
        "\"Load all\", \"Load more\"",
        &["docs/guide/a.md: Load more"],
    );
    check(
        "docs/guide/zh/a.md",
        "“加载”，“Load all”",
        &["docs/guide/zh/a.md: Load all"],
    );

    let links = chapter("docs/a.md", "[a](../README.md) [b](nowhere.md)");
    assert_eq!(dead_links(&links), ["docs/a.md: nowhere.md"]);

    let list = chapter("a", "## A\n* b");
    assert!(are_alike(&list, &chapter("b", "## 甲\n* 乙")));
    assert!(!are_alike(&list, &chapter("b", "## 甲\n* 乙\n* 丙")));
}

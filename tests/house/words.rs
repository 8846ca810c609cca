//! The console's words: every message says something in both languages, and each in its own.

use crate::source::{assert_none, client};
use crate::tokens::{Kind, Token, behind_group, reads};

/// Messages that read alike in both languages, e.g. a product's name.
const ALIKE: [&str; 3] = ["Headgate", "OneKeyLLM", "one-api"];

/// A message in both languages and where it stands.
struct Pair {
    english: String,
    chinese: String,
    place: String,
}

/// Chinese letters and marks.
fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// What is wrong with a message.
fn problem(english: &str, chinese: &str) -> Option<&'static str> {
    if english.trim().is_empty() || chinese.trim().is_empty() {
        Some("says nothing in one language")
    } else if english == chinese {
        (!ALIKE.contains(&english)).then_some("reads alike in both languages")
    } else if english.contains(is_chinese) {
        Some("has Chinese where English belongs")
    } else if !chinese.contains(is_chinese) {
        Some("has no Chinese where Chinese belongs")
    } else {
        None
    }
}

/// Messages declared as `Key: "English" / "Chinese"`, and those picked by `pick(english, chinese)`.
fn pairs(path: &str, tokens: &[Token]) -> Vec<Pair> {
    let mut found = Vec::new();
    let mut add = |english: &Token, chinese: &Token| {
        if let (Some(first), Some(second)) = (english.string(), chinese.string()) {
            let place = format!("{path}:{}", english.line);
            found.push(Pair {
                english: first.to_owned(),
                chinese: second.to_owned(),
                place,
            });
        }
    };
    for at in 0..tokens.len() {
        if reads(tokens, at + 1, "/")
            && let (Some(english), Some(chinese)) = (tokens.get(at), tokens.get(at + 2))
        {
            add(english, chinese);
        }
        if reads(tokens, at, "pick (") {
            let arguments = arguments(tokens, at + 1);
            let literal = |(from, to): &(usize, usize)| {
                tokens[*from..*to]
                    .iter()
                    .find(|token| token.kind == Kind::Literal)
            };
            if let [english, chinese] = arguments.as_slice()
                && let (Some(english), Some(chinese)) = (literal(english), literal(chinese))
            {
                add(english, chinese);
            }
        }
    }
    found
}

/// Where each argument between the brackets at `open` begins and ends.
fn arguments(tokens: &[Token], open: usize) -> Vec<(usize, usize)> {
    let end = behind_group(tokens, open) - 1;
    let mut found = Vec::new();
    let (mut start, mut at) = (open + 1, open + 1);
    while at < end {
        if tokens[at].is(",") {
            found.push((start, at));
            start = at + 1;
        }
        let opens = ["(", "[", "{"].iter().any(|bracket| tokens[at].is(bracket));
        at = if opens {
            behind_group(tokens, at)
        } else {
            at + 1
        };
    }
    if start < end {
        found.push((start, end));
    }
    found
}

#[test]
fn every_message_speaks_both_languages() {
    let mut breaches = Vec::new();
    let mut count = 0;
    for source in client()
        .iter()
        .filter(|source| source.room().as_deref() == Some("i18n"))
    {
        for pair in pairs(&source.path, &source.tokens()) {
            count += 1;
            let problem = problem(&pair.english, &pair.chinese);
            breaches.extend(
                problem.map(|problem| format!("{} {problem}: {:?}", pair.place, pair.english)),
            );
        }
    }
    assert!(
        count > 200,
        "only {count} messages were found: the reading of them is broken"
    );
    assert_none("messages", &breaches);
}

#[test]
fn messages_are_found_and_judged() {
    let check = |text: &str, expect: &[Option<&str>]| {
        let found = pairs("x.rs", &crate::tokens::tokens(text));
        let problems: Vec<_> = found
            .iter()
            .map(|pair| problem(&pair.english, &pair.chinese))
            .collect();
        assert_eq!(problems, expect, "{text}");
    };
    check(
        r#"words! { pub enum A { B: "Close" / "关闭", C: "Open" / "Open", } }"#,
        &[None, Some("reads alike in both languages")],
    );
    check(
        r#"language.pick("Wait.", "");"#,
        &[Some("says nothing in one language")],
    );
    check(
        r#"l.pick(format!("{a} of {b}", a), format!("共 {b} 条"))"#,
        &[None],
    );
    check(
        r#"l.pick("Key", "Keys").to_owned()"#,
        &[Some("has no Chinese where Chinese belongs")],
    );
    check(r#"Name: "Headgate" / "Headgate""#, &[None]);
}

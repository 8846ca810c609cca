//! Phrases that were replaced by the standard term do not come back: on screens, in documents, and,
//! where the term is a name, in code.

use crate::source::{Source, assert_finds, assert_none, client, documents};
use crate::tokens::{Kind, strings};
use crate::words::messages;

/// What is no longer said, and what is said instead. In a phrase, `~` is at most one word of any
/// kind, `#` a number or a slot.
const PHRASES: &[(&str, &str)] = &[
    ("answer", "response"),
    ("answers", "responses, or responds"),
    ("answered", "responded"),
    ("answering", "responding"),
    ("reply", "response"),
    ("replies", "responses, or responds"),
    ("replied", "responded"),
    ("the yes", "confirmation"),
    ("said yes", "reported success"),
    ("landed", "was applied"),
    ("known end", "outcome unknown"),
    ("cannot tell", "outcome unknown"),
    ("read ~ back", "verified"),
    ("reads ~ back", "verifies"),
    ("reading ~ back", "verifying"),
    ("became of", "result"),
    ("way back", "undo"),
    ("take ~ back", "undo"),
    ("takes ~ back", "undoes"),
    ("taken ~ back", "undone"),
    ("taking ~ back", "undoing"),
    ("took ~ back", "undid"),
    ("as it will travel", "Request"),
    ("request as it was sent", "Request"),
    ("as the gateway sent it", "Raw JSON"),
    ("read # ~ ago", "Updated"),
    ("read {age}", "Updated"),
    ("made # ~ ago", "Created"),
    ("made {age}", "Created"),
    ("those of this", "View"),
    ("looked at :", "Based on:"),
    ("part used", "Used"),
    ("beside this page", "This site"),
    ("near their end", "running out"),
    ("near its end", "running out"),
    ("spend without a limit", "No spending limit"),
    ("whereabouts", "locator"),
    ("sought", "found"),
    ("doubt", "uncertainty"),
];

/// The same in Chinese.
const CHINESE: &[(&str, &str)] = &[
    ("应答", "响应"),
    ("撤回", "撤销"),
    ("与本页面同源", "本站"),
    ("网关原始数据", "原始 JSON"),
    ("即将发送的请求", "请求"),
    ("已发送的请求", "请求"),
    ("此密钥的待结算账目", "查看待结算账目"),
    ("已查看：", "依据："),
];

/// Names that were replaced, as parts of any name in code.
const NAMES: &[(&str, &str)] = &[
    ("whereabouts", "locator"),
    ("sought", "found"),
    ("landed", "applied"),
    ("doubt", "uncertainty"),
    ("approach", "preparation"),
    ("standing", "state"),
    ("desk", "whatever the field calls it"),
];

/// Words of a text with their lines, in lower case. Marks that part sentences are words; a slot is
/// one; what stands in backticks is code and left out.
fn words(text: &str) -> Vec<(String, usize)> {
    let text = without_targets(text);
    let (mut found, mut word, mut line) = (Vec::new(), String::new(), 1);
    let mut is_code = false;
    let mut depth = 0_usize;
    for letter in text.chars().chain([' ']) {
        is_code ^= letter == '`';
        depth = match letter {
            '{' => depth + 1,
            '}' => depth.saturating_sub(1),
            _ => depth,
        };
        let is_word = letter.is_alphanumeric() || "'’_{}".contains(letter) || depth > 0;
        if is_word && !is_code {
            word.extend(letter.to_lowercase());
        } else {
            if !word.is_empty() {
                found.push((std::mem::take(&mut word), line));
            }
            if ".,;:|?!".contains(letter) && !is_code {
                found.push((letter.to_string(), line));
            }
        }
        line += usize::from(letter == '\n');
    }
    found
}

/// A text without the targets of its links; lines stay where they are.
fn without_targets(text: &str) -> String {
    let mut pieces = text.split("](");
    let first = pieces.next().unwrap_or_default();
    let rest = pieces.map(|piece| piece.split_once(')').map_or(piece, |(_, behind)| behind));
    std::iter::once(first).chain(rest).collect()
}

/// Whether the words begin with the phrase.
fn begins(words: &[(String, usize)], phrase: &[&str]) -> bool {
    let Some((first, rest)) = phrase.split_first() else {
        return true;
    };
    let next = words.split_first();
    let fits = next.is_some_and(|((word, _), _)| match *first {
        "#" => word.starts_with(|letter: char| letter.is_ascii_digit() || letter == '{'),
        "~" => word.chars().all(char::is_alphanumeric),
        expect => word == expect,
    });
    let taken = fits && next.is_some_and(|(_, words)| begins(words, rest));
    taken || (*first == "~" && begins(words, rest))
}

/// The replaced phrases in a text, with the line in it.
fn replaced(text: &str) -> Vec<(usize, String)> {
    let words = words(text);
    let mut found = Vec::new();
    for (phrase, instead) in PHRASES {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        for at in (0..words.len()).filter(|at| begins(&words[*at..], &phrase)) {
            found.push((
                words[at].1,
                format!("“{}”, say “{instead}”", phrase.join(" ")),
            ));
        }
    }
    for (index, line) in text.lines().enumerate() {
        let in_line = CHINESE.iter().filter(|(phrase, _)| line.contains(phrase));
        found.extend(
            in_line.map(|(phrase, instead)| (index + 1, format!("“{phrase}”, say “{instead}”"))),
        );
    }
    found
}

/// Whether a file keeps the words of the first journal: what is stored is not renamed.
fn is_stored(source: &Source) -> bool {
    source.path.contains("first_journal") || source.path.contains("first-journal")
}

/// Strings of a Rust file that are sentences or messages, as far as they say a replaced phrase.
fn in_strings(source: &Source) -> Vec<String> {
    let tokens = source.tokens();
    let messages = messages(tokens);
    let is_message = |at: usize| messages.iter().any(|message| message.holds(at));
    let shown = strings(tokens).filter(|(at, text)| text.contains(' ') || is_message(*at));
    let found = shown.flat_map(|(at, text)| {
        let line = tokens[at].line;
        let said = replaced(&text).into_iter();
        said.map(move |(_, said)| format!("{}:{line} {said}", source.path))
    });
    found.collect()
}

fn in_document(source: &Source) -> Vec<String> {
    let found = replaced(&source.text).into_iter();
    found
        .map(|(line, said)| format!("{}:{line} {said}", source.path))
        .collect()
}

/// The parts of a name: `read_doubt`, `ReadDoubt` and `READ_DOUBT` have the same.
fn parts(name: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut was_lower = false;
    for letter in name.chars() {
        if letter == '_' || (letter.is_uppercase() && was_lower) {
            found.push(String::new());
        }
        was_lower = letter.is_lowercase();
        if let Some(part) = found.last_mut().filter(|_| letter != '_') {
            part.extend(letter.to_lowercase());
        }
    }
    found
}

fn in_names(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for token in source
        .tokens()
        .iter()
        .filter(|token| token.kind == Kind::Word)
    {
        let parts = parts(&token.text);
        let replaced = NAMES
            .iter()
            .filter(|(name, _)| parts.iter().any(|part| part == name));
        found.extend(replaced.map(|(_, instead)| {
            format!(
                "{}:{} {}, say {instead}",
                source.path, token.line, token.text
            )
        }));
    }
    found
}

#[test]
fn screens_and_messages_say_the_standard_term() {
    let all = client().iter().filter(|source| !is_stored(source));
    let found: Vec<String> = all.flat_map(in_strings).collect();
    assert_none("phrases that were replaced", &found);
}

#[test]
fn documents_say_the_standard_term() {
    let all = documents().into_iter().filter(|source| !is_stored(source));
    let found: Vec<String> = all.flat_map(|source| in_document(&source)).collect();
    assert_none("phrases that were replaced", &found);
}

#[test]
fn names_are_the_standard_term() {
    let all = client().iter().filter(|source| !is_stored(source));
    let found: Vec<String> = all.flat_map(in_names).collect();
    assert_none("names that were replaced", &found);
}

#[test]
fn replaced_phrases_are_found() {
    let check = |text: &str, expect: &[(usize, &str)]| {
        let found = replaced(text);
        let found: Vec<(usize, &str)> = found
            .iter()
            .filter_map(|(line, said)| Some((*line, said.split('“').nth(1)?.split('”').next()?)))
            .collect();
        assert_eq!(found, expect, "{text}");
    };
    check("The Answer\ncame late.", &[(1, "answer")]);
    check(
        "Take\nit back, or take-back.",
        &[(1, "take ~ back"), (2, "take ~ back")],
    );
    check("To take this page back home.", &[]);
    check(
        "read 7 s ago; read {age}",
        &[(1, "read # ~ ago"), (1, "read {age}")],
    );
    check("100 keys were read. Back to 7 s ago.", &[]);
    check("Looked at: all. It looked at rows.", &[(1, "looked at :")]);
    check("The type `Reply`, unanswered, {answer}.", &[]);
    check("网关的响应。\n网关未应答。", &[(2, "应答")]);
    check("It landed twice.", &[(1, "landed")]);
    check("[lost](answer.md)", &[]);
}

#[test]
fn replaced_phrases_in_code_are_found() {
    let answer = "x.rs:1 “answer”, say “response”";
    let check = |text: &str, expect: &[&str]| assert_finds(in_strings, "x.rs", text, expect);
    check(r#"text!("Answer" / "响应")"#, &[answer]);
    check(r#"f("no answer came")"#, &[answer]);
    check(r#"read(json, "answer") // no answer came"#, &[]);
    let check = |text: &str, expect: &[&str]| assert_finds(in_names, "x.rs", text, expect);
    check(
        "fn read_doubt(a: NoDoubt) {}",
        &[
            "x.rs:1 read_doubt, say uncertainty",
            "x.rs:1 NoDoubt, say uncertainty",
        ],
    );
    check("mod\napproach;", &["x.rs:2 approach, say preparation"]);
    check("fn undoubted(desktop: Landing) { \"doubt\" }", &[]);
    let stored = |path: &str| is_stored(&Source::new(path, ""));
    assert!(
        stored("src/dialects/onekeyllm/first_journal/check.rs") && !stored("src/history/entry.rs")
    );
}

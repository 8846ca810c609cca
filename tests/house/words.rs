//! The console's words: each language has its own, with its own marks, and they stand in a text.

use crate::source::{Source, assert_finds, assert_none, client};
use crate::tokens::{Kind, Token, behind_group, reads, strings};

/// Messages that read alike in both languages: names of products, and words that a gateway takes.
const ALIKE: [&str; 6] = [
    "Headgate",
    "OneKeyLLM",
    "one-api",
    "all",
    "anthropic",
    "openai",
];

/// Files with Chinese that no text holds: a language's own name, units beside their lengths, the
/// screen of a stopped app, which says both at once, and what a gateway says.
const WITHOUT_TEXTS: [&str; 4] = [
    "src/browser/panic_screen.rs",
    "src/dialects/oneapi/said.rs",
    "src/ui/relative.rs",
    "src/words/language.rs",
];

/// A message in both languages: `text!("English" / "中文")`, perhaps with a singular before, or
/// `language.pick("English", "中文")`.
pub(crate) struct Message {
    pub(crate) english: Vec<String>,
    pub(crate) chinese: String,
    line: usize,
    /// Where its tokens begin and end.
    range: (usize, usize),
}

impl Message {
    /// Whether the token at `at` stands in it.
    pub(crate) fn holds(&self, at: usize) -> bool {
        (self.range.0..self.range.1).contains(&at)
    }
}

/// Chinese letters.
fn is_letter(letter: char) -> bool {
    matches!(letter, '\u{4e00}'..='\u{9fff}')
}

/// Chinese letters and marks.
fn is_chinese(letter: char) -> bool {
    is_letter(letter) || matches!(letter, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

/// The text without its `{slots}`.
fn without_slots(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            other if depth == 0 => out.push(other),
            _ => {}
        }
    }
    out
}

/// Whether a Latin letter, a digit or a Latin mark touches a Chinese letter.
fn mixes_scripts(chinese: &str) -> bool {
    let letters: Vec<char> = chinese.chars().collect();
    let touches =
        |a: char, b: char| is_letter(a) && (b.is_ascii_alphanumeric() || ",;:?!()".contains(b));
    letters
        .windows(2)
        .any(|pair| touches(pair[0], pair[1]) || touches(pair[1], pair[0]))
}

/// What is wrong with a message.
fn problem(english: &str, chinese: &str) -> Option<&'static str> {
    let says_a_word = without_slots(english).contains(char::is_alphabetic);
    if english == chinese {
        (says_a_word && !ALIKE.contains(&english)).then_some("reads alike in both languages")
    } else if english.contains(is_chinese) {
        Some("has Chinese where English belongs")
    } else if says_a_word && !chinese.contains(is_chinese) {
        Some("has no Chinese where Chinese belongs")
    } else if mixes_scripts(chinese) {
        Some("has Latin letters or marks that touch Chinese")
    } else {
        None
    }
}

/// The messages of a file.
pub(crate) fn messages(tokens: &[Token]) -> Vec<Message> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let mut beginnings = ["text ! (", ". pick ("].iter();
        if !beginnings.any(|beginning| reads(tokens, at, beginning)) {
            continue;
        }
        let open = at + 2;
        let end = behind_group(tokens, open);
        let literals = tokens[open..end]
            .iter()
            .filter(|token| token.kind == Kind::Literal);
        let mut english: Vec<String> = literals.filter_map(Token::string).collect();
        let Some(chinese) = english.pop() else {
            continue;
        };
        if !english.is_empty() {
            let (line, range) = (tokens[at].line, (open, end));
            found.push(Message {
                english,
                chinese,
                line,
                range,
            });
        }
    }
    found
}

fn wrong_messages(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for message in messages(source.tokens()) {
        for english in &message.english {
            let problem = problem(english, &message.chinese);
            let said = |problem| format!("{}:{} {problem}: {english:?}", source.path, message.line);
            found.extend(problem.map(said));
        }
    }
    found
}

/// Chinese that no text holds: its English is somewhere else, or nowhere.
fn loose_chinese(source: &Source) -> Vec<String> {
    let tokens = source.shipped();
    let messages = messages(&tokens);
    let is_loose = |at: usize| !messages.iter().any(|message| message.holds(at));
    let loose = strings(&tokens).filter(|(at, text)| text.contains(is_letter) && is_loose(*at));
    loose
        .map(|(at, text)| format!("{}:{} {text:?}", source.path, tokens[at].line))
        .collect()
}

#[test]
fn each_language_has_its_own_words() {
    let all = client();
    let count: usize = all
        .iter()
        .map(|source| messages(source.tokens()).len())
        .sum();
    assert!(
        count > 200,
        "only {count} messages were found: the reading of them is broken"
    );
    let found: Vec<String> = all.iter().flat_map(wrong_messages).collect();
    assert_none("messages", &found);
}

#[test]
fn words_stand_in_texts() {
    let all = client()
        .iter()
        .filter(|source| !WITHOUT_TEXTS.contains(&source.path.as_str()));
    let found: Vec<String> = all.flat_map(loose_chinese).collect();
    assert_none("Chinese outside of text!", &found);
}

#[test]
fn wrong_messages_are_found() {
    let check = |text: &str, expect: Option<&str>| {
        let expect = expect.map(|problem| format!("x.rs:1 {problem}"));
        assert_finds(
            wrong_messages,
            "x.rs",
            text,
            &expect.as_deref().into_iter().collect::<Vec<_>>(),
        );
    };
    check(r#"text!("Close" / "关闭")"#, None);
    check(r#"text!("{n} key" / "{n} keys" / "{n} 个密钥")"#, None);
    check(
        r#"text!("Headgate" / "Headgate") text!("{a}: {b}" / "{a}：{b}")"#,
        None,
    );
    check(
        r#"l.pick(format!("{a} of {b}", a), format!("共 {b} 条"))"#,
        None,
    );
    check(r#"pick("row", "id") l.pick(a, b)"#, None);
    check(
        r#"text!("Open" / "Open")"#,
        Some("reads alike in both languages: \"Open\""),
    );
    check(
        r#"text!("{n} 个" / "{n} keys" / "{n} 个密钥")"#,
        Some("has Chinese where English belongs: \"{n} 个\""),
    );
    check(
        r#"language.pick("Key", "Keys").to_owned()"#,
        Some("has no Chinese where Chinese belongs: \"Key\""),
    );
    for chinese in ["密钥, 已删除", "API密钥", "（密钥)", "3 个密钥?"] {
        check(
            &format!("text!(\"Key\" / \"{chinese}\")"),
            Some("has Latin letters or marks that touch Chinese: \"Key\""),
        );
    }
}

#[test]
fn loose_chinese_is_found() {
    let check = |text: &str, expect: &[&str]| assert_finds(loose_chinese, "x.rs", text, expect);
    check(r#"a(text!("Close" / "关闭"), l.pick("a", "在"))"#, &[]);
    check(
        r#"/// "关闭"
        fn a() {} #[cfg(test)] mod tests { b("关闭") }"#,
        &[],
    );
    check(
        r#"a(text!("Close" / "关闭"), "打开")"#,
        &["x.rs:1 \"打开\""],
    );
}

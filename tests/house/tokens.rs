//! A Rust file as a flat run of tokens with their lines: comments are gone, strings are one token,
//! and brackets stand for themselves, so that a rule is a pattern of neighbours.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    Sign,
    Literal,
}

/// A token and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    /// The word, one sign, one bracket, or the literal as it is spelled.
    pub(crate) text: String,
    pub(crate) line: usize,
}

impl Token {
    pub(crate) fn is(&self, text: &str) -> bool {
        self.kind != Kind::Literal && self.text == text
    }

    /// What a string literal says, raw or plain.
    pub(crate) fn string(&self) -> Option<String> {
        if self.kind != Kind::Literal {
            return None;
        }
        if let Some(raw) = self.text.strip_prefix('r') {
            let raw = raw.trim_matches('#');
            return Some(raw.strip_prefix('"')?.strip_suffix('"')?.to_owned());
        }
        let plain = self.text.strip_prefix('"')?.strip_suffix('"')?;
        Some(unescaped(plain))
    }
}

/// A plain string without its escapes; a backslash at a line's end joins it to the next.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('\\', Some('\n')) => while letters.next_if(|next| next.is_whitespace()).is_some() {},
            ('\\', Some('n' | 't' | 'r')) => {
                letters.next();
                out.push(' ');
            }
            ('\\', Some(_)) => out.extend(letters.next()),
            _ => out.push(letter),
        }
    }
    out
}

/// The tokens of a file.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let stream: TokenStream = text.parse().expect("a Rust file");
    let mut out = Vec::new();
    flatten(stream, &mut out);
    out
}

fn flatten(stream: TokenStream, out: &mut Vec<Token>) {
    for tree in stream {
        let line = tree.span().start().line;
        let mut push = |kind, text: String, line| out.push(Token { kind, text, line });
        match tree {
            TokenTree::Ident(word) => push(Kind::Word, word.to_string(), line),
            TokenTree::Punct(sign) => push(Kind::Sign, sign.as_char().to_string(), line),
            TokenTree::Literal(literal) => push(Kind::Literal, literal.to_string(), line),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                let end = group.span_close().end().line;
                push(Kind::Sign, open.to_owned(), line);
                flatten(group.stream(), out);
                out.push(Token {
                    kind: Kind::Sign,
                    text: close.to_owned(),
                    line: end,
                });
            }
        }
    }
}

/// Whether the tokens from `at` on read like `pattern`, whose words are separated by blanks.
pub(crate) fn reads(tokens: &[Token], at: usize, pattern: &str) -> bool {
    let mut words = pattern.split(' ').enumerate();
    words.all(|(offset, word)| tokens.get(at + offset).is_some_and(|token| token.is(word)))
}

/// The place behind the bracket that closes the one at `open`.
pub(crate) fn behind_group(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        if ["(", "[", "{"].iter().any(|bracket| token.is(bracket)) {
            depth += 1;
        } else if [")", "]", "}"].iter().any(|bracket| token.is(bracket)) {
            depth -= 1;
            if depth == 0 {
                return at + 1;
            }
        }
    }
    tokens.len()
}

/// Whether the literal at `at` is a comment that documents.
pub(crate) fn is_doc(tokens: &[Token], at: usize) -> bool {
    at >= 2 && reads(tokens, at - 2, "doc =")
}

/// The strings among tokens, without documentation: each with its place.
pub(crate) fn strings(tokens: &[Token]) -> impl Iterator<Item = (usize, String)> {
    let said = |at: usize| Some((at, tokens[at].string()?));
    (0..tokens.len())
        .filter(|at| !is_doc(tokens, *at))
        .filter_map(said)
}

/// Tokens without what stands under `#[cfg(test)]`, and the names of the modules that are declared
/// there and written in files of their own.
pub(crate) fn without_tests(tokens: &[Token]) -> (Vec<Token>, Vec<String>) {
    let (mut shipped, mut modules) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        if !reads(tokens, at, "# [ cfg ( test ) ]") {
            shipped.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let end = behind_item(tokens, at);
        if let [.., word, name, semicolon] = &tokens[at..end]
            && word.is("mod")
            && semicolon.is(";")
        {
            modules.push(name.text.clone());
        }
        at = end;
    }
    (shipped, modules)
}

/// The place behind the item whose attributes begin at `at`.
fn behind_item(tokens: &[Token], mut at: usize) -> usize {
    while at < tokens.len() {
        let is_body = tokens[at].is("{");
        if tokens[at].is(";") {
            return at + 1;
        }
        let opens = ["(", "[", "{"].iter().any(|bracket| tokens[at].is(bracket));
        at = if opens {
            behind_group(tokens, at)
        } else {
            at + 1
        };
        if is_body {
            return at;
        }
    }
    at
}

#[test]
fn a_file_is_flat() {
    let found = tokens("/// Doc.\nuse crate::a; // x\nlet b = \"use x\";");
    let texts: Vec<&str> = found.iter().map(|token| token.text.as_str()).collect();
    let code = texts
        .split_at(texts.iter().position(|text| *text == "use").expect("use"))
        .1;
    assert_eq!(
        code,
        [
            "use",
            "crate",
            ":",
            ":",
            "a",
            ";",
            "let",
            "b",
            "=",
            "\"use x\"",
            ";"
        ]
    );
    assert!(reads(&found, found.len() - 11, "use crate : : a"));
    assert_eq!(found.last().map(|token| token.line), Some(3));
}

#[test]
fn strings_say() {
    let check = |text: &str, expect: &[&str]| {
        let tokens = tokens(text);
        let found: Vec<String> = strings(&tokens).map(|(_, said)| said).collect();
        assert_eq!(found, expect, "{text}");
    };
    check(
        r#"/// "No"
        let a = ("b \"c\"", 1, 'd', "e \
            f");"#,
        &[r#"b "c""#, "e f"],
    );
    check(r##"let a = r#"say "it""#;"##, &[r#"say "it""#]);
}

#[test]
fn tests_are_left_out() {
    let check = |text: &str, shipped: &str, modules: &[&str]| {
        let (left, names) = without_tests(&tokens(text));
        let left: Vec<String> = left.into_iter().map(|token| token.text).collect();
        assert_eq!(left.join(" "), shipped, "{text}");
        assert_eq!(names, modules, "{text}");
    };
    check("a; #[cfg(test)] mod tests { b; } c;", "a ; c ;", &[]);
    check(
        "#[cfg(test)]\npub(crate) mod sample; c;",
        "c ;",
        &["sample"],
    );
    check(
        "#[cfg(test)] #[expect(x)] fn a(b: [u8; 2]) -> C { d } e",
        "e",
        &[],
    );
    check("#[cfg(test)] use a::{b}; mod c;", "; mod c ;", &[]);
    check(
        "#[cfg(feature = \"web\")] mod c;",
        "# [ cfg ( feature = \"web\" ) ] mod c ;",
        &[],
    );
}

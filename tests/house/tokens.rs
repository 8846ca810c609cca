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

    /// The text of a plain string literal.
    pub(crate) fn string(&self) -> Option<&str> {
        let is_literal = self.kind == Kind::Literal;
        is_literal
            .then(|| self.text.strip_prefix('"')?.strip_suffix('"'))
            .flatten()
    }
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

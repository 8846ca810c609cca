//! Checks JSON as Go's `encoding/json` does, with its exact messages. A gateway written in Go
//! quotes them in its refusals.

/// What is inside an open bracket, and what may follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// After `{` or after a comma in an object, where a key stands.
    Key,
    /// After a key.
    Colon,
    /// Inside an object, at or after a value.
    Member,
    /// Inside an array.
    Element,
}

struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
}

/// Checks that the whole text is one JSON value.
///
/// # Errors
/// Go's message for the first place where it is not.
pub(crate) fn check(text: &[u8]) -> Result<(), String> {
    let mut scanner = Scanner { text, at: 0 };
    scanner.value()?;
    scanner.space();
    match scanner.text.get(scanner.at) {
        None => Ok(()),
        Some(byte) => Err(invalid(*byte, "after top-level value")),
    }
}

/// Finds the end of the first JSON value, as a decoder does that reads no further.
///
/// # Errors
/// Go's message for the first place where it is not JSON; `EOF` where there is nothing at all.
pub(crate) fn first_value(text: &[u8]) -> Result<&[u8], String> {
    let mut scanner = Scanner { text, at: 0 };
    scanner.space();
    if scanner.at == text.len() {
        return Err("EOF".to_owned());
    }
    match scanner.value() {
        Ok(()) => Ok(&text[..scanner.at]),
        Err(_) if scanner.at >= text.len() => Err("unexpected EOF".to_owned()),
        Err(message) => Err(message),
    }
}

fn invalid(byte: u8, place: &str) -> String {
    let shown = match byte {
        b'\'' => r"\'".to_owned(),
        b'"' => "\"".to_owned(),
        b'\\' => r"\\".to_owned(),
        b'\n' => r"\n".to_owned(),
        b'\r' => r"\r".to_owned(),
        b'\t' => r"\t".to_owned(),
        0..0x20 | 0x7f => format!("\\x{byte:02x}"),
        _ => char::from(byte).to_string(),
    };
    format!("invalid character '{shown}' {place}")
}

impl Scanner<'_> {
    fn space(&mut self) {
        while matches!(self.text.get(self.at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// The next byte, which is left in place.
    fn peek(&self) -> Result<u8, String> {
        let byte = self.text.get(self.at).copied();
        byte.ok_or_else(|| "unexpected end of JSON input".to_owned())
    }

    /// Passes one value with everything in it, without recursion.
    fn value(&mut self) -> Result<(), String> {
        let mut open: Vec<Open> = Vec::new();
        self.begin(&mut open)?;
        while let Some(state) = open.last().copied() {
            self.space();
            let byte = self.peek()?;
            match (state, byte) {
                (Open::Key, b'"') => {
                    self.string()?;
                    self.turn(&mut open, Open::Colon);
                }
                (Open::Key, _) => {
                    return Err(invalid(byte, "looking for beginning of object key string"));
                }
                (Open::Colon, b':') => {
                    self.at += 1;
                    self.turn(&mut open, Open::Member);
                    self.begin(&mut open)?;
                }
                (Open::Colon, _) => return Err(invalid(byte, "after object key")),
                (Open::Member, b'}') | (Open::Element, b']') => {
                    self.at += 1;
                    open.pop();
                }
                (Open::Member, b',') => {
                    self.at += 1;
                    self.turn(&mut open, Open::Key);
                }
                (Open::Element, b',') => {
                    self.at += 1;
                    self.begin(&mut open)?;
                }
                (Open::Member, _) => return Err(invalid(byte, "after object key:value pair")),
                (Open::Element, _) => return Err(invalid(byte, "after array element")),
            }
        }
        Ok(())
    }

    fn turn(&self, open: &mut [Open], state: Open) {
        if let Some(last) = open.last_mut() {
            *last = state;
        }
    }

    /// Passes a scalar, or opens an object or an array. An empty one is passed whole.
    fn begin(&mut self, open: &mut Vec<Open>) -> Result<(), String> {
        self.space();
        let byte = self.peek()?;
        match byte {
            b'{' => self.enter(open, b'}', Open::Key),
            b'[' => {
                if self.enter(open, b']', Open::Element)? {
                    return self.begin(open);
                }
                return Ok(());
            }
            b'"' => return self.string(),
            b'-' | b'0'..=b'9' => return self.number(),
            b't' => return self.literal("true"),
            b'f' => return self.literal("false"),
            b'n' => return self.literal("null"),
            _ => return Err(invalid(byte, "looking for beginning of value")),
        }
        .map(|_| ())
    }

    /// Enters a bracket, unless it closes at once. Says whether it was entered.
    fn enter(&mut self, open: &mut Vec<Open>, close: u8, state: Open) -> Result<bool, String> {
        self.at += 1;
        self.space();
        if self.peek()? == close {
            self.at += 1;
            return Ok(false);
        }
        open.push(state);
        Ok(true)
    }

    fn literal(&mut self, word: &str) -> Result<(), String> {
        for expected in word.bytes() {
            let byte = self.peek()?;
            if byte != expected {
                let expected = char::from(expected);
                let place = format!("in literal {word} (expecting '{expected}')");
                return Err(invalid(byte, &place));
            }
            self.at += 1;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<(), String> {
        self.at += 1;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'"' => return Ok(()),
                b'\\' => self.escape()?,
                0..0x20 => {
                    self.at -= 1;
                    return Err(invalid(byte, "in string literal"));
                }
                _ => {}
            }
        }
    }

    fn escape(&mut self) -> Result<(), String> {
        let byte = self.peek()?;
        match byte {
            b'b' | b'f' | b'n' | b'r' | b't' | b'\\' | b'/' | b'"' => self.at += 1,
            b'u' => {
                self.at += 1;
                for _ in 0..4 {
                    let byte = self.peek()?;
                    if !byte.is_ascii_hexdigit() {
                        return Err(invalid(byte, r"in \u hexadecimal character escape"));
                    }
                    self.at += 1;
                }
            }
            _ => return Err(invalid(byte, "in string escape code")),
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), String> {
        if self.peek()? == b'-' {
            self.at += 1;
            let byte = self.peek()?;
            if !byte.is_ascii_digit() {
                return Err(invalid(byte, "in numeric literal"));
            }
        }
        if self.peek()? == b'0' {
            self.at += 1;
        } else {
            self.digits();
        }
        if self.text.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.some_digits("after decimal point in numeric literal")?;
        }
        if matches!(self.text.get(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.text.get(self.at), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.some_digits("in exponent of numeric literal")?;
        }
        Ok(())
    }

    fn digits(&mut self) {
        while self.text.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
    }

    fn some_digits(&mut self, place: &str) -> Result<(), String> {
        let byte = self.peek()?;
        if !byte.is_ascii_digit() {
            return Err(invalid(byte, place));
        }
        self.digits();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{check, first_value};

    #[test]
    fn messages_are_those_of_go() {
        let end = "unexpected end of JSON input";
        for (text, expect) in [
            ("", end),
            (r#"{"default":1,"#, end),
            (
                r#"{"a":1} x"#,
                "invalid character 'x' after top-level value",
            ),
            (
                "{nope",
                "invalid character 'n' looking for beginning of object key string",
            ),
            (
                "name=formed",
                "invalid character 'a' in literal null (expecting 'u')",
            ),
            (
                "id=1",
                "invalid character 'i' looking for beginning of value",
            ),
            (r#"{"a" 1}"#, "invalid character '1' after object key"),
            (
                r#"{"a":1 "b"}"#,
                "invalid character '\"' after object key:value pair",
            ),
            ("[1 2]", "invalid character '2' after array element"),
            (
                "[1,]",
                "invalid character ']' looking for beginning of value",
            ),
            (
                r#"{"a":1,}"#,
                "invalid character '}' looking for beginning of object key string",
            ),
            ("\"a\nb\"", r"invalid character '\n' in string literal"),
            (r#""\x""#, "invalid character 'x' in string escape code"),
            ("-x", "invalid character 'x' in numeric literal"),
            (
                "1.x",
                "invalid character 'x' after decimal point in numeric literal",
            ),
            ("01", "invalid character '1' after top-level value"),
        ] {
            assert_eq!(check(text.as_bytes()), Err(expect.to_owned()), "{text}");
        }
        for text in [
            "{}",
            "[]",
            " [[],{}] ",
            r#"{"a":[1,-0.5e+3,"\u00e9",null,true]}"#,
        ] {
            assert_eq!(check(text.as_bytes()), Ok(()), "{text}");
        }
    }

    #[test]
    fn a_decoder_reads_one_value() {
        let read = |text: &'static str| first_value(text.as_bytes());
        assert_eq!(read("{} x"), Ok(b"{}".as_slice()));
        assert_eq!(read(""), Err("EOF".to_owned()));
        assert_eq!(read(r#"{"a""#), Err("unexpected EOF".to_owned()));
    }
}

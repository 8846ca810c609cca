//! Reads JSON text into a tree, strictly by RFC 8259. Says where text stops being JSON, with a
//! line and a column in characters.

use super::{Json, NotJson};

/// Nesting that is followed before text counts as unreadable; answers of gateways reach about six.
const MOST_DEPTH: usize = 64;

/// Reads a whole text as one value.
pub(super) fn read(text: &str) -> Result<Json, NotJson> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    reader.skip_blanks();
    if reader.rest().is_empty() {
        Ok(value)
    } else {
        Err(reader.broken("more text after the value"))
    }
}

/// A place in a text. It moves over whole characters only.
struct Reader<'a> {
    text: &'a str,
    /// Bytes that were read.
    at: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: usize) -> Result<Json, NotJson> {
        if depth > MOST_DEPTH {
            return Err(self.broken("nested too deeply"));
        }
        self.skip_blanks();
        match self.here() {
            Some(b'{') => self
                .group(b'}', |reader| reader.field(depth + 1))
                .map(Json::Object),
            Some(b'[') => self
                .group(b']', |reader| reader.value(depth + 1))
                .map(Json::List),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => self.word(),
        }
    }

    /// Items between brackets, with commas between them.
    fn group<T>(
        &mut self,
        close: u8,
        item: impl Fn(&mut Self) -> Result<T, NotJson>,
    ) -> Result<Vec<T>, NotJson> {
        let mut items = Vec::new();
        self.at += 1;
        if self.take_next(close) {
            return Ok(items);
        }
        items.push(item(self)?);
        while self.take_next(b',') {
            items.push(item(self)?);
        }
        self.expect(close, "expected a comma or a closing bracket")?;
        Ok(items)
    }

    fn field(&mut self, depth: usize) -> Result<(String, Json), NotJson> {
        let name = self.string()?;
        self.expect(b':', "expected a colon")?;
        Ok((name, self.value(depth)?))
    }

    fn word(&mut self) -> Result<Json, NotJson> {
        let words = [
            ("null", Json::Null),
            ("true", Json::Bool(true)),
            ("false", Json::Bool(false)),
        ];
        let found = words
            .into_iter()
            .find(|(word, _)| self.rest().starts_with(word));
        let (word, value) = found.ok_or_else(|| self.broken("expected a value"))?;
        self.at += word.len();
        Ok(value)
    }

    /// A number, kept in its own spelling.
    fn number(&mut self) -> Result<Json, NotJson> {
        let start = self.at;
        self.take(b'-');
        // A leading zero stands alone.
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _sign = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        Ok(Json::Number(
            self.text.get(start..self.at).unwrap_or_default().to_owned(),
        ))
    }

    fn digits(&mut self) -> Result<(), NotJson> {
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        self.at += count;
        if count > 0 {
            Ok(())
        } else {
            Err(self.broken("expected a digit"))
        }
    }

    fn string(&mut self) -> Result<String, NotJson> {
        self.expect(b'"', "expected a name in quotes")?;
        let mut out = String::new();
        loop {
            let rest = self.rest();
            let plain = rest
                .find(|c: char| matches!(c, '"' | '\\' | '\0'..='\u{1f}'))
                .unwrap_or(rest.len());
            out.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            if self.take(b'"') {
                return Ok(out);
            }
            if !self.take(b'\\') {
                return Err(self.broken("a string without an end, or with a control character"));
            }
            out.push(self.escape()?);
        }
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Result<char, NotJson> {
        let escaped = match self.here() {
            Some(itself @ (b'"' | b'\\' | b'/')) => char::from(itself),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(),
            _ => return Err(self.broken("no such escape")),
        };
        self.at += 1;
        Ok(escaped)
    }

    /// `u00e9`, or a surrogate pair `ud83d\ude00`.
    fn code_point(&mut self) -> Result<char, NotJson> {
        let first = self.code_unit()?;
        let leads = (0xd800..0xdc00).contains(&first);
        let second = if leads && self.take(b'\\') {
            Some(self.code_unit()?)
        } else {
            None
        };
        let decoded = char::decode_utf16([first].into_iter().chain(second)).next();
        decoded
            .and_then(Result::ok)
            .ok_or_else(|| self.broken("half of a character"))
    }

    /// `u` and four hexadecimal digits.
    fn code_unit(&mut self) -> Result<u16, NotJson> {
        let digits = self.rest().strip_prefix('u').and_then(|rest| rest.get(..4));
        // The parser of numbers would take a sign as well.
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
        let unit = unit.ok_or_else(|| self.broken("expected four hexadecimal digits"))?;
        self.at += 5;
        Ok(unit)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn here(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Moves over one byte if it stands here.
    fn take(&mut self, byte: u8) -> bool {
        let stands = self.here() == Some(byte);
        self.at += usize::from(stands);
        stands
    }

    /// Moves over one byte if it is the next after blanks.
    fn take_next(&mut self, byte: u8) -> bool {
        self.skip_blanks();
        self.take(byte)
    }

    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.here() {
            self.at += 1;
        }
    }

    fn expect(&mut self, byte: u8, otherwise: &str) -> Result<(), NotJson> {
        if self.take_next(byte) {
            Ok(())
        } else {
            Err(self.broken(otherwise))
        }
    }

    fn broken(&self, why: &str) -> NotJson {
        let before = self.text.get(..self.at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        NotJson(format!("{why} at line {line}, column {column}"))
    }
}

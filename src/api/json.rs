//! JSON as it came: the order of fields and the spelling of every number are kept, so that no
//! amount passes through a float. Never judges what a field means.

mod read;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number in its own spelling, e.g. `2.50`.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Self>),
    /// An object's fields in the order they came.
    Object(Vec<(String, Self)>),
}

/// Why text is no JSON: the parser's words, with a line and a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotJson(pub String);

impl Json {
    /// Reads a whole text.
    ///
    /// # Errors
    /// When it is no JSON, or nested deeper than any gateway's answer.
    pub fn parse(text: &str) -> Result<Self, NotJson> {
        read::read(text)
    }

    /// An object of these fields, in this order.
    #[must_use]
    pub fn object(fields: Vec<(&str, Self)>) -> Self {
        Self::Object(
            fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// The named field of an object; a repeated name counts once, with its last value.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields
                .iter()
                .rev()
                .find(|(field, _)| field == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The elements of an array.
    #[must_use]
    pub fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The text of a string.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Compact text, as it travels.
    #[must_use]
    pub fn compact(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, None);
        out
    }

    /// Indented text, for reading.
    #[must_use]
    pub fn indented(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Some(0));
        out
    }

    /// Writes the value; `indent` is the level when line breaks are wanted.
    fn write(&self, out: &mut String, indent: Option<usize>) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(spelling) => out.push_str(spelling),
            Self::Text(text) => write_text(text, out),
            Self::List(items) => {
                write_group(out, ['[', ']'], indent, items, |item, out, indent| {
                    item.write(out, indent);
                })
            }
            Self::Object(fields) => write_group(
                out,
                ['{', '}'],
                indent,
                fields,
                |(name, value), out, indent| {
                    write_text(name, out);
                    out.push_str(if indent.is_some() { ": " } else { ":" });
                    value.write(out, indent);
                },
            ),
        }
    }
}

/// Writes a string in quotes, escaping no more than JSON asks for.
pub(super) fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}' => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out.push('"');
}

/// Writes brackets around items, each on its own line when `indent` is given.
pub(super) fn write_group<T>(
    out: &mut String,
    [open, close]: [char; 2],
    indent: Option<usize>,
    items: &[T],
    write: impl Fn(&T, &mut String, Option<usize>),
) {
    let inner = indent.map(|level| level + 1);
    let line = |out: &mut String, level: Option<usize>| {
        if let Some(level) = level {
            out.push('\n');
            out.push_str(&"  ".repeat(level));
        }
    };
    out.push(open);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        line(out, inner);
        write(item, out, inner);
    }
    if !items.is_empty() {
        line(out, indent);
    }
    out.push(close);
}

#[cfg(test)]
mod tests;

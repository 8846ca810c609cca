//! JSON as it came: the order of fields and the spelling of every number are kept, so that no
//! amount passes through a float. Never judges what a field means.

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// Nesting that is followed before text counts as unreadable; answers of gateways reach about six.
const MOST_DEPTH: usize = 64;

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
        let raw: &RawValue = serde_json::from_str(text).map_err(|error| NotJson(error.to_string()))?;
        Self::from_raw(raw, 0)
    }

    fn from_raw(raw: &RawValue, depth: usize) -> Result<Self, NotJson> {
        if depth > MOST_DEPTH {
            return Err(NotJson("nested too deeply".to_owned()));
        }
        let text = raw.get();
        let broken = |error: serde_json::Error| NotJson(error.to_string());
        match text.as_bytes().first() {
            Some(b'{') => {
                let fields: Fields = serde_json::from_str(text).map_err(broken)?;
                let read = |(name, raw): (String, &RawValue)| Ok((name, Self::from_raw(raw, depth + 1)?));
                fields.0.into_iter().map(read).collect::<Result<_, _>>().map(Self::Object)
            }
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text).map_err(broken)?;
                let read = |raw| Self::from_raw(raw, depth + 1);
                items.into_iter().map(read).collect::<Result<_, _>>().map(Self::List)
            }
            Some(b'"') => serde_json::from_str(text).map_err(broken).map(Self::Text),
            Some(b't') => Ok(Self::Bool(true)),
            Some(b'f') => Ok(Self::Bool(false)),
            Some(b'n') => Ok(Self::Null),
            _ => Ok(Self::Number(text.to_owned())),
        }
    }

    /// The named field of an object; a repeated name counts once, with its last value.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().rev().find(|(field, _)| field == name).map(|(_, value)| value),
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
            Self::List(items) => write_group(out, ['[', ']'], indent, items, |item, out, indent| {
                item.write(out, indent);
            }),
            Self::Object(fields) => write_group(out, ['{', '}'], indent, fields, |(name, value), out, indent| {
                write_text(name, out);
                out.push_str(if indent.is_some() { ": " } else { ":" });
                value.write(out, indent);
            }),
        }
    }
}

/// Writes a string with JSON's escapes.
pub(super) fn write_text(text: &str, out: &mut String) {
    // A string has no value that JSON cannot hold, so this always yields text.
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
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

/// An object's fields in the order they came, repeated names included.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(fields)
            }
        }

        deserializer.deserialize_map(InOrder).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::Json;
    use proptest::prelude::*;

    #[test]
    fn spelling_and_order_are_kept() {
        let check = |text| assert_eq!(Json::parse(text).map(|json| json.compact()), Ok(String::from(text)));
        check("null");
        check(r#"{"z":2.50,"a":[1e3,-0,true],"z":false}"#);
        check(r#"{"deep":{"deeper":[{"":""}]}}"#);
        check(r#"["\"\\\n\u0001","é"]"#);
        check("123456789012345678901234567890");
    }

    #[test]
    fn the_last_of_repeated_names_counts() {
        let json = Json::parse(r#"{"a":1,"a":2}"#).expect("JSON");
        assert_eq!(json.field("a"), Some(&Json::Number("2".into())));
    }

    #[test]
    fn what_is_no_json() {
        let deep = "[".repeat(200) + &"]".repeat(200);
        for text in ["", "{", "nul", "<html>", "{\"a\":}", "1 2", deep.as_str()] {
            assert!(Json::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn indented_text_reads_back() {
        let json = Json::parse(r#"{"a":[],"b":{},"c":[1,{"d":"x"}]}"#).expect("JSON");
        assert_eq!(Json::parse(&json.indented()), Ok(json));
    }

    fn any_json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::Bool),
            "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?".prop_map(Json::Number),
            "\\PC*".prop_map(Json::Text),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Json::List),
                prop::collection::vec(("\\PC{0,8}", inner), 0..6).prop_map(Json::Object),
            ]
        })
    }

    proptest! {
        #[test]
        fn parsing_what_was_printed(json in any_json()) {
            prop_assert_eq!(Json::parse(&json.compact()), Ok(json.clone()));
            prop_assert_eq!(Json::parse(&json.indented()), Ok(json));
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = Json::parse(&text);
        }
    }
}

//! Request bodies: JSON whose secret values are holes. The review, the journal and the curl command
//! show the holes; only the session fills them, when it sends.

use serde_json::Value as Json;

use super::secret::Secret;
use crate::domain::ids::{Id, SpelledId, id};

/// A placeholder that is filled only when the request is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hole {
    /// The secret input of this name.
    Secret(Id),
    /// The id of the row that this step of the plan created, counted from 0.
    MadeBy(usize),
    /// Parts joined into one text, e.g. `access|secret|region`.
    Joined {
        /// The parts in order.
        parts: Vec<Part>,
        /// The separator.
        separator: Id,
    },
    /// A part of a row that is read again before sending, by its JSON pointer, e.g. `/config`. A pointer
    /// may lead into JSON text, e.g. `/config/ak`; such a part travels as the JSON that it is.
    Live {
        /// The resource to read.
        resource: Id,
        /// The pointer into the row.
        pointer: Id,
    },
}

/// A part of a joined text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The secret input of this name.
    Secret(Id),
    /// Text that is no secret.
    Text(String),
}

impl Hole {
    /// Returns the text that is shown in place of the value: `‹api_key›`.
    #[must_use]
    pub fn drawn(&self) -> String {
        match self {
            Self::Secret(name) => format!("‹{name}›"),
            Self::MadeBy(step) => format!("‹made by step {}›", step + 1),
            Self::Joined { parts, separator } => {
                let parts = parts.iter().map(|part| match part {
                    Part::Secret(name) => format!("‹{name}›"),
                    Part::Text(text) => text.clone(),
                });
                parts.collect::<Vec<_>>().join(separator)
            }
            Self::Live { pointer, .. } => format!("‹{}›", pointer.trim_start_matches('/')),
        }
    }
}

/// The value of a hole.
#[derive(Clone)]
pub enum Filling {
    /// A string.
    Text(Secret),
    /// JSON, inserted unchanged.
    Json(Secret),
}

impl Filling {
    /// Returns what is filled in.
    #[must_use]
    pub const fn secret(&self) -> &Secret {
        match self {
            Self::Text(secret) | Self::Json(secret) => secret,
        }
    }
}

/// A JSON body with holes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// `null`.
    Null,
    /// `true` or `false`.
    Truth(bool),
    /// A number in its own digits.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Self>),
    /// An object; its fields in order.
    Object(Vec<(Id, Self)>),
    /// A hole.
    Hole(Hole),
    /// JSON that is sent as a string; it is encoded after its holes are filled.
    JsonText(Box<Self>),
}

impl Body {
    /// Makes an object of these fields.
    #[must_use]
    pub fn object<const N: usize>(fields: [(&'static str, Self); N]) -> Self {
        Self::Object(fields.map(|(name, value)| (id(name), value)).into())
    }

    /// Makes a string.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Makes a whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self::Number(number.to_string())
    }

    /// Makes the body of a JSON text: numbers keep their digits, names their order.
    #[must_use]
    pub fn json(json: &Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(truth) => Self::Truth(*truth),
            Json::Number(number) => Self::Number(number.to_string()),
            Json::String(text) => Self::Text(text.clone()),
            Json::Array(items) => Self::List(items.iter().map(Self::json).collect()),
            Json::Object(fields) => {
                let fields = fields.iter();
                Self::Object(
                    fields
                        .map(|(name, value)| (name.clone().into(), Self::json(value)))
                        .collect(),
                )
            }
        }
    }

    /// Makes an id with the JSON type that the gateway sent.
    #[must_use]
    pub fn id(of: &SpelledId) -> Self {
        match of {
            SpelledId::Text(text) => Self::Text(text.clone()),
            SpelledId::Number(digits) => Self::Number(digits.clone()),
        }
    }

    /// Adds a field to an object; any other body is unchanged.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Self) -> Self {
        if let Self::Object(fields) = &mut self {
            fields.push((id(name), value));
        }
        self
    }

    /// Returns the text that is shown and stored: a hole reads `"‹api_key›"`.
    #[must_use]
    pub fn drawn(&self) -> String {
        let drawn = |hole: &Hole| Some(Filling::Text(Secret::new(hole.drawn())));
        // The drawing function fills every hole.
        self.filled(&drawn).unwrap_or_default()
    }

    /// Returns the text that is sent, with every hole filled by `fill`.
    ///
    /// # Errors
    /// The first hole that has no value; nothing may be sent then.
    pub fn filled(&self, fill: &dyn Fn(&Hole) -> Option<Filling>) -> Result<String, Hole> {
        let mut out = String::new();
        self.write(&mut out, fill)?;
        Ok(out)
    }

    fn write(&self, out: &mut String, fill: &dyn Fn(&Hole) -> Option<Filling>) -> Result<(), Hole> {
        match self {
            Self::Null => out.push_str("null"),
            Self::Truth(truth) => out.push_str(if *truth { "true" } else { "false" }),
            Self::Number(digits) => out.push_str(digits),
            Self::Text(text) => write_text(text, out),
            Self::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { "," });
                    item.write(out, fill)?;
                }
                out.push(']');
            }
            Self::Object(fields) => {
                out.push('{');
                for (at, (name, value)) in fields.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { "," });
                    write_text(name, out);
                    out.push(':');
                    value.write(out, fill)?;
                }
                out.push('}');
            }
            Self::Hole(hole) => match fill(hole).ok_or_else(|| hole.clone())? {
                Filling::Text(secret) => write_text(secret.expose(), out),
                Filling::Json(secret) => out.push_str(secret.expose()),
            },
            Self::JsonText(inner) => write_text(&inner.filled(fill)?, out),
        }
        Ok(())
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push_str(&Json::from(text).to_string());
}

#[cfg(test)]
mod tests {
    use super::{Body, Filling, Hole, Part};
    use crate::call::Secret;
    use crate::domain::ids::id;

    #[test]
    fn holes_are_drawn_and_filled() {
        let body = Body::object([
            ("name", Body::text("a \"b\"\n")),
            ("limit", Body::Number("-3.50".into())),
            ("tags", Body::List(vec![Body::Null, Body::Truth(true)])),
            ("api_key", Body::Hole(Hole::Secret(id("api_key")))),
            (
                "config",
                Body::JsonText(Box::new(Body::object([(
                    "k",
                    Body::Hole(Hole::Secret(id("k"))),
                )]))),
            ),
        ]);
        assert_eq!(
            body.drawn(),
            r#"{"name":"a \"b\"\n","limit":-3.50,"tags":[null,true],"api_key":"‹api_key›","config":"{\"k\":\"‹k›\"}"}"#
        );
        let fill = |hole: &Hole| {
            (*hole != Hole::Secret(id("missing")))
                .then(|| Filling::Text(Secret::new("s\"x".into())))
        };
        assert_eq!(
            body.filled(&fill).as_deref(),
            Ok(
                r#"{"name":"a \"b\"\n","limit":-3.50,"tags":[null,true],"api_key":"s\"x","config":"{\"k\":\"s\\\"x\"}"}"#
            )
        );
        let missing = Hole::Secret(id("missing"));
        assert_eq!(Body::Hole(missing.clone()).filled(&fill), Err(missing));
        let live = Body::Hole(Hole::Live {
            resource: id("channels"),
            pointer: id("/config"),
        });
        let json = |_: &Hole| Some(Filling::Json(Secret::new("{\"a\":1}".into())));
        assert_eq!(live.filled(&json).as_deref(), Ok("{\"a\":1}"));
        assert_eq!(live.drawn(), "\"‹config›\"");
    }

    #[test]
    fn holes_have_names() {
        let check = |hole: Hole, expect| assert_eq!(hole.drawn(), expect);
        check(Hole::MadeBy(0), "‹made by step 1›");
        check(
            Hole::Joined {
                parts: vec![Part::Secret(id("access")), Part::Text("eu-1".into())],
                separator: id("|"),
            },
            "‹access›|eu-1",
        );
    }
}

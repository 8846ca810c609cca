//! What a request carries: JSON whose secret leaves are holes. The picture, the journal and
//! "copy as curl" see the holes; only the session fills them, in the moment it sends.

use super::json::{write_group, write_text};

/// A JSON body with holes where secrets go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A whole number.
    Integer(i64),
    /// A string.
    Text(String),
    /// An object's fields in the order they are written.
    Object(Vec<(&'static str, Self)>),
    /// A secret, named by what it is, e.g. `api_key`; its text is held elsewhere.
    Hole(&'static str),
}

impl Body {
    /// The text that is shown and kept: a hole reads `"‹api_key›"`.
    #[must_use]
    pub fn drawn(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, &|hole, out| write_text(&format!("‹{hole}›"), out));
        out
    }

    /// The text that travels, every hole filled by `secret`.
    ///
    /// # Errors
    /// Names the first hole for which there is no secret; nothing may be sent then.
    pub fn filled(&self, secret: &dyn Fn(&str) -> Option<String>) -> Result<String, &'static str> {
        let missing = std::cell::Cell::new(None);
        let mut out = String::new();
        self.write(&mut out, &|hole, out| match secret(hole) {
            Some(text) => write_text(&text, out),
            None => missing.set(missing.get().or(Some(hole))),
        });
        missing.get().map_or(Ok(out), Err)
    }

    fn write(&self, out: &mut String, hole: &dyn Fn(&'static str, &mut String)) {
        match self {
            Self::Integer(number) => out.push_str(&number.to_string()),
            Self::Text(text) => write_text(text, out),
            Self::Hole(name) => hole(name, out),
            Self::Object(fields) => {
                write_group(out, ['{', '}'], None, fields, |(name, value), out, _| {
                    write_text(name, out);
                    out.push(':');
                    value.write(out, hole);
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Body;

    #[test]
    fn holes_are_drawn_and_filled() {
        let body = Body::Object(vec![
            ("name", Body::Text("a \"b\"".into())),
            ("expires_at", Body::Integer(-3)),
            ("api_key", Body::Hole("api_key")),
        ]);
        assert_eq!(
            body.drawn(),
            r#"{"name":"a \"b\"","expires_at":-3,"api_key":"‹api_key›"}"#
        );
        assert_eq!(
            body.filled(&|hole| (hole == "api_key").then(|| "s\"x".to_owned())),
            Ok(r#"{"name":"a \"b\"","expires_at":-3,"api_key":"s\"x"}"#.to_owned())
        );
        assert_eq!(body.filled(&|_| None), Err("api_key"));
    }

    #[test]
    fn without_holes_the_picture_is_what_travels() {
        let body = Body::Object(vec![
            ("amount_usd", Body::Text("25.5".into())),
            ("none", Body::Object(vec![])),
        ]);
        assert_eq!(body.filled(&|_| None), Ok(body.drawn()));
    }
}

//! What the tab's session storage keeps of a login, so that a reload resumes it (contract 6.5). The
//! type has no place for a user code, a link, a verifier or a token.

use serde_json::{Value, json};

use crate::domain::ids::{Id, SpelledId};
use crate::domain::time::UnixMillis;

/// An attempt at a login: how the gateway names it, and when it ends.
#[derive(Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The login's id.
    pub login_id: SpelledId,
    /// Fields of the start that go with every later request, by name, unchanged.
    pub correlation: Vec<(Id, SpelledId)>,
    /// The end on this machine's wall clock.
    pub ends_at: UnixMillis,
}

impl Attempt {
    /// Returns the text that is stored.
    #[must_use]
    pub fn to_text(&self) -> String {
        let fields = self.correlation.iter();
        let fields: Vec<Value> = fields
            .map(|(name, id)| json!([name.as_ref(), spelled(id)]))
            .collect();
        json!([spelled(&self.login_id), fields, self.ends_at.0]).to_string()
    }

    /// Reads a stored text; `None` for one that this version did not write.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let stored: Value = serde_json::from_str(text).ok()?;
        let [login_id, fields, ends_at] = stored.as_array()?.as_slice() else {
            return None;
        };
        let field = |field: &Value| match field.as_array()?.as_slice() {
            [name, id] => Some((Id::Owned(name.as_str()?.to_owned()), read(id)?)),
            _ => None,
        };
        Some(Self {
            login_id: read(login_id)?,
            correlation: fields
                .as_array()?
                .iter()
                .map(field)
                .collect::<Option<_>>()?,
            ends_at: UnixMillis(ends_at.as_i64()?),
        })
    }
}

fn spelled(id: &SpelledId) -> Value {
    match id {
        SpelledId::Text(text) => json!(["text", text]),
        SpelledId::Number(digits) => json!(["number", digits]),
    }
}

fn read(stored: &Value) -> Option<SpelledId> {
    let [kind, text] = stored.as_array()?.as_slice() else {
        return None;
    };
    let text = text.as_str()?.to_owned();
    match kind.as_str()? {
        "text" => Some(SpelledId::Text(text)),
        "number" => Some(SpelledId::Number(text)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Attempt;
    use crate::domain::ids::{Id, SpelledId};
    use crate::domain::time::UnixMillis;

    #[test]
    fn what_is_kept() {
        let attempt = Attempt {
            login_id: SpelledId::Number("12345678901234567890".to_owned()),
            correlation: vec![
                (
                    Id::Borrowed("login_id"),
                    SpelledId::Number("137".to_owned()),
                ),
                (Id::Borrowed("state"), SpelledId::from("STATE\"789")),
            ],
            ends_at: UnixMillis(1_711_472_433_500),
        };
        let text = attempt.to_text();
        assert_eq!(
            text,
            r#"[["number","12345678901234567890"],[["login_id",["number","137"]],["state",["text","STATE\"789"]]],1711472433500]"#
        );
        assert!(Attempt::from_text(&text) == Some(attempt));
    }

    #[test]
    fn what_this_version_did_not_write() {
        let check = |text| assert!(Attempt::from_text(text).is_none(), "{text}");
        check("");
        check("{}");
        check("[]");
        check(r#"[["text","a"],[],"soon"]"#);
        check(r#"[["text","a"],[["state"]],1]"#);
        check(r#"[["other","a"],[],1]"#);
        check(r#"["a",[],1]"#);
        check(r#"[["text","a"],[],1,2]"#);
    }
}

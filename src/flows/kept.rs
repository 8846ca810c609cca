//! What the tab's session storage keeps of all logins that are open, so that a reload resumes them
//! (contract 6.5): what each one is about, and its attempt.

use serde_json::{Value, json};

use super::attempt::Attempt;
use crate::domain::ids::{EntryId, SpelledId};

/// A login that is kept across a reload.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its entry in the journal.
    pub entry: EntryId,
    /// The base of its gateway.
    pub base: String,
    /// The id of its resource.
    pub resource: String,
    /// The id of the action that started it.
    pub action: String,
    /// The row that it signs in again.
    pub row: Option<SpelledId>,
    /// What the account is called.
    pub name: String,
    /// How the gateway knows it.
    pub attempt: Attempt,
}

/// Returns the stored text of these logins; empty for none.
#[must_use]
pub fn to_text(logins: &[Kept]) -> String {
    if logins.is_empty() {
        return String::new();
    }
    let login = |login: &Kept| {
        json!([
            login.entry.0,
            login.base,
            login.resource,
            login.action,
            login.row.as_ref().map(spelled),
            login.name,
            login.attempt.to_text(),
        ])
    };
    Value::Array(logins.iter().map(login).collect()).to_string()
}

/// Reads the logins of a stored text; those that this version did not write are left out.
#[must_use]
pub fn from_text(text: &str) -> Vec<Kept> {
    let stored: Value = serde_json::from_str(text).unwrap_or_default();
    let stored = stored.as_array().map(Vec::as_slice).unwrap_or_default();
    stored.iter().filter_map(read).collect()
}

fn read(stored: &Value) -> Option<Kept> {
    let [entry, base, resource, action, row, name, attempt] = stored.as_array()?.as_slice() else {
        return None;
    };
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let row = match row {
        Value::Null => None,
        Value::String(text) => Some(SpelledId::Text(text.clone())),
        Value::Array(number) => match number.as_slice() {
            [Value::String(digits)] => Some(SpelledId::Number(digits.clone())),
            _ => return None,
        },
        _ => return None,
    };
    Some(Kept {
        entry: EntryId(text(entry)?),
        base: text(base)?,
        resource: text(resource)?,
        action: text(action)?,
        row,
        name: text(name)?,
        attempt: Attempt::from_text(attempt.as_str()?)?,
    })
}

/// An id as text, or its digits in an array where the gateway sends a number.
fn spelled(id: &SpelledId) -> Value {
    match id {
        SpelledId::Text(text) => json!(text),
        SpelledId::Number(digits) => json!([digits]),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, from_text, to_text};
    use crate::domain::ids::{EntryId, Id, SpelledId};
    use crate::domain::time::UnixMillis;
    use crate::flows::attempt::Attempt;

    fn kept(row: Option<SpelledId>) -> Kept {
        Kept {
            entry: EntryId("e1".to_owned()),
            base: "/g/x/".to_owned(),
            resource: "codex-accounts".to_owned(),
            action: "add-codex-account".to_owned(),
            row,
            name: "Ada \"A\"".to_owned(),
            attempt: Attempt {
                login_id: "login_01".into(),
                correlation: vec![(Id::Borrowed("login_id"), "login_01".into())],
                ends_at: UnixMillis(1_711_472_433_000),
            },
        }
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let check = |logins: &[Kept]| assert!(from_text(&to_text(logins)) == logins);
        check(&[]);
        check(&[kept(None)]);
        let number = SpelledId::Number("12".to_owned());
        check(&[kept(Some("codex_01".into())), kept(Some(number))]);
        assert_eq!(to_text(&[]), "");
    }

    #[test]
    fn what_this_version_did_not_write_is_left_out() {
        let whole = to_text(&[kept(None), kept(Some("a".into()))]);
        let check = |from: &str, to: &str, expect: usize| {
            let text = whole.replacen(from, to, 1);
            assert_ne!(text, whole, "{from}");
            assert_eq!(from_text(&text).len(), expect, "{text}");
        };
        check("\"e1\"", "1", 1);
        check("null", "7", 1);
        check("\"a\"", "[1]", 1);
        check("login_01", "login_02", 2);
        check("[[", "[", 0);
        assert_eq!(from_text("").len(), 0);
        assert_eq!(from_text("{}").len(), 0);
    }
}

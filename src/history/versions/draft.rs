//! Edits of a document that were not sent, kept with the text that they began with, so that a reload
//! loses nothing and what came meanwhile is seen.

use serde_json::Value as Json;

use crate::domain::time::UnixMillis;
use crate::history::codec::json::{object, read, read_text, read_whole, word};

/// Edits that were not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The form that they were made in: two tabs do not write over each other.
    pub form: String,
    /// The text that the edits began with.
    pub base: String,
    /// The text as it was edited.
    pub text: String,
    /// When it was edited last.
    pub at: UnixMillis,
}

/// Returns the stored form of a draft.
#[must_use]
pub fn write_draft(draft: &Draft) -> Json {
    object(vec![
        ("form", word(&draft.form)),
        ("base", word(&draft.base)),
        ("text", word(&draft.text)),
        ("at", Json::from(draft.at.0)),
    ])
}

/// Reads a draft that [`write_draft`] wrote.
#[must_use]
pub fn read_draft(json: &Json) -> Option<Draft> {
    Some(Draft {
        form: read(json, "form", read_text)?,
        base: read(json, "base", read_text)?,
        text: read(json, "text", read_text)?,
        at: UnixMillis(read(json, "at", read_whole)?),
    })
}

#[cfg(test)]
mod tests {
    use super::{Draft, read_draft, write_draft};
    use crate::domain::time::UnixMillis;

    #[test]
    fn drafts_are_read_back() {
        let draft = Draft {
            form: "f".into(),
            base: "{\"a\":1}".into(),
            text: "{\"a\":".into(),
            at: UnixMillis(1_795_816_800_000),
        };
        assert_eq!(read_draft(&write_draft(&draft)), Some(draft));
        assert_eq!(read_draft(&serde_json::json!({"base": "x"})), None);
    }
}

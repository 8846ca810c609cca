//! Exports the journal as one JSON document. Entries hold no secrets, so nothing is removed here.

use serde_json::{Value as Json, json};

use super::codec;
use super::record::{SCHEMA, StoredEntry};
use crate::domain::time::UnixMillis;

/// Returns the document for these entries, in the given order.
#[must_use]
pub fn document<'a>(entries: impl IntoIterator<Item = &'a StoredEntry>, now: UnixMillis) -> String {
    let entries: Vec<Json> = entries.into_iter().map(line).collect();
    let document = json!({
        "format": "headgate.journal",
        "exported_at": now.0,
        "entries": entries,
    });
    format!("{document:#}")
}

fn line(entry: &StoredEntry) -> Json {
    let (schema, settled, entry) = match entry {
        StoredEntry::Read(entry) => (SCHEMA, entry.is_settled(), codec::write_entry(entry)),
        StoredEntry::Foreign(record) => (record.schema, record.settled, as_it_is(&record.text)),
    };
    json!({ "schema": schema, "settled": settled, "entry": entry })
}

/// Returns the JSON of an unreadable record unchanged; text that is not JSON becomes a string.
fn as_it_is(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|_| Json::from(text))
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::document;
    use crate::domain::time::UnixMillis;
    use crate::history::record::StoredEntry;
    use crate::history::sample::{foreign, raise};

    #[test]
    fn a_document_is_json_and_keeps_money_as_text() {
        let entries = [
            StoredEntry::Read(Box::new(raise("/", "k", "25.5", 7, None))),
            StoredEntry::Foreign(foreign("x", true, 9, r#"{"new":1}"#)),
            StoredEntry::Foreign(foreign("y", true, 1, "dam")),
        ];
        let document = document(&entries, UnixMillis(9));
        assert!(document.starts_with("{\n  \"format\": \"headgate.journal\",\n"));
        let json: Json = serde_json::from_str(&document).expect("JSON");
        let check = |pointer: &str, expect: &str| {
            let found = json.pointer(pointer).map(Json::to_string);
            assert_eq!(found.as_deref(), Some(expect), "{pointer}");
        };
        check("/exported_at", "9");
        check("/entries/0/schema", "2");
        let amount = "/entries/0/entry/subjects/0/input/amount/amount/value";
        check(amount, r#""25.500000000""#);
        check("/entries/1/entry", r#"{"new":1}"#);
        check("/entries/1/schema", "9");
        check("/entries/2/entry", r#""dam""#);
    }
}

//! The text of a row that a search covers.

use crate::domain::ids::SpelledId;
use crate::schema::{Record, Resource, Value};

/// Makes the searchable text of a row: its id and its searched fields, in lower case.
pub(super) fn haystack(resource: &Resource, id: &SpelledId, record: &Record) -> String {
    let mut text = id.as_str().to_lowercase();
    for field in resource.fields.iter().filter(|field| field.searched) {
        for words in searched(field.value(record)) {
            text.push('\n');
            text.push_str(&words.to_lowercase());
        }
    }
    text
}

/// Returns the searchable words of a value.
fn searched(value: &Value) -> Vec<&str> {
    match value {
        Value::Text(text) | Value::Unreadable(text) => vec![text],
        Value::Words(words) => words.iter().map(String::as_str).collect(),
        Value::Ref(reference) => {
            let id = reference.id.as_ref().map(SpelledId::as_str);
            reference.name.as_deref().into_iter().chain(id).collect()
        }
        Value::Decimal(decimal) => vec![&decimal.text],
        Value::Document(document) => vec![&document.0],
        _ => Vec::new(),
    }
}

//! Stored values. Amounts are text with all their decimals, never JSON numbers; a variant tells
//! text of the gateway from a word of this format.

use serde_json::Value as Json;

use super::budget::{read_amount, read_budget, read_percent};
use super::budget::{write_amount, write_budget, write_percent};
use super::json::{list, object, optional, read, read_optional, read_text};
use super::json::{read_texts, read_variant, read_whole, variant, word};
use crate::domain::budget::Window;
use crate::domain::ids::{Id, SpelledId};
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::schema::{Decimal, Document, Locator, Record, Ref, Value};

pub(super) fn write_value(value: &Value) -> Json {
    match value {
        Value::Missing => word("missing"),
        Value::Null => Json::Null,
        Value::Truth(truth) => Json::Bool(*truth),
        Value::Whole(number) => Json::from(*number),
        Value::Unreadable(excerpt) => variant("unreadable", word(excerpt)),
        Value::Text(text) => variant("text", word(text)),
        Value::Decimal(decimal) => variant(
            "decimal",
            object(vec![
                ("text", word(&decimal.text)),
                ("unit", word(&decimal.unit)),
            ]),
        ),
        Value::Amount(amount) => variant("amount", write_amount(amount)),
        Value::QuotaUnits(units) => variant("quota", Json::from(units.0)),
        Value::Percent(percent) => variant("percent", write_percent(percent)),
        Value::Budget(budget) => variant("budget", write_budget(budget)),
        Value::Window(window) => variant(
            "window",
            object(vec![
                ("used", optional(window.used.as_ref(), write_percent)),
                ("resets_at", optional(window.resets_at.as_ref(), write_time)),
            ]),
        ),
        Value::Time(time) => variant("time", write_time(time)),
        Value::Ref(reference) => variant("ref", write_ref(reference)),
        Value::Words(words) => variant("words", list(words, |text| word(text))),
        Value::Document(document) => variant("document", word(&document.0)),
    }
}

pub(super) fn read_value(json: &Json) -> Option<Value> {
    match json {
        Json::Null => return Some(Value::Null),
        Json::Bool(truth) => return Some(Value::Truth(*truth)),
        Json::Number(_) => return read_whole(json).map(Value::Whole),
        Json::String(_) | Json::Array(_) | Json::Object(_) => {}
    }
    Some(match read_variant(json)? {
        ("missing", Json::Null) => Value::Missing,
        ("unreadable", excerpt) => Value::Unreadable(read_text(excerpt)?),
        ("text", text) => Value::Text(read_text(text)?),
        ("decimal", decimal) => Value::Decimal(Box::new(Decimal {
            text: read(decimal, "text", read_text)?,
            unit: read(decimal, "unit", read_id)?,
        })),
        ("amount", amount) => Value::Amount(Box::new(read_amount(amount)?)),
        ("quota", units) => Value::QuotaUnits(QuotaUnits(read_whole(units)?)),
        ("percent", percent) => Value::Percent(read_percent(percent)?),
        ("budget", budget) => Value::Budget(Box::new(read_budget(budget)?)),
        ("window", window) => Value::Window(Window {
            used: read_optional(window, "used", read_percent)?,
            resets_at: read_optional(window, "resets_at", read_time)?,
        }),
        ("time", time) => Value::Time(read_time(time)?),
        ("ref", reference) => Value::Ref(Box::new(read_ref(reference)?)),
        ("words", words) => Value::Words(read_texts(words)?),
        ("document", document) => Value::Document(Document(read_text(document)?)),
        _ => return None,
    })
}

fn write_ref(reference: &Ref) -> Json {
    object(vec![
        ("of", word(&reference.of)),
        ("id", optional(reference.id.as_ref(), write_spelled)),
        ("name", optional(reference.name.as_ref(), |text| word(text))),
    ])
}

fn read_ref(json: &Json) -> Option<Ref> {
    Some(Ref {
        of: read(json, "of", read_id)?,
        id: read_optional(json, "id", read_spelled)?,
        name: read_optional(json, "name", read_text)?,
    })
}

pub(super) fn write_record(record: &Record) -> Json {
    let values = record.values().iter();
    object(
        values
            .map(|(name, value)| (name.as_ref(), write_value(value)))
            .collect(),
    )
}

pub(super) fn read_record(json: &Json) -> Option<Record> {
    let fields = json.as_object()?.iter();
    let fields = fields.map(|(name, value)| Some((Id::from(name.clone()), read_value(value)?)));
    fields.collect::<Option<Vec<_>>>().map(Record::new)
}

pub(super) fn write_locator(at: &Locator) -> Json {
    object(vec![
        ("of", word(&at.of)),
        ("id", write_spelled(&at.id)),
        ("name", optional(at.name.as_ref(), |text| word(text))),
        ("cursor", optional(at.cursor.as_ref(), |text| word(text))),
        ("created_at", optional(at.created_at.as_ref(), write_time)),
    ])
}

pub(super) fn read_locator(json: &Json) -> Option<Locator> {
    Some(Locator {
        of: read(json, "of", read_id)?,
        id: read(json, "id", read_spelled)?,
        name: read_optional(json, "name", read_text)?,
        cursor: read_optional(json, "cursor", read_text)?,
        created_at: read_optional(json, "created_at", read_time)?,
    })
}

/// An id keeps its JSON type: a number is sent back as a number, and text as text.
fn write_spelled(id: &SpelledId) -> Json {
    match id {
        SpelledId::Text(text) => word(text),
        SpelledId::Number(digits) => variant("number", word(digits)),
    }
}

fn read_spelled(json: &Json) -> Option<SpelledId> {
    match json {
        Json::String(text) => Some(SpelledId::Text(text.clone())),
        _ => read(json, "number", read_text).map(SpelledId::Number),
    }
}

pub(super) fn read_id(json: &Json) -> Option<Id> {
    read_text(json).map(Id::from)
}

pub(super) fn write_time(time: &UnixSeconds) -> Json {
    Json::from(time.0)
}

pub(super) fn read_time(json: &Json) -> Option<UnixSeconds> {
    read_whole(json).map(UnixSeconds)
}

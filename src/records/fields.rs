//! Reads a row by its resource's field descriptions. One unreadable field never makes the whole row
//! unreadable.

use std::sync::Arc;

use serde_json::Value as Json;

use super::alias::{Picked, pick};
use super::reason::{NO_ID, NO_OBJECT, kept};
use super::row::{Line, Row, Unreadable};
use super::scrub::scrubbed;
use super::{budget, reference, scalar, search};
use crate::domain::ids::id;
use crate::domain::quota::QuotaUnits;
use crate::schema::{All, Decimal, Document, FieldSpec, FieldValue, Kind, Record, Resource, Value};
use crate::words::Text;

/// The most characters that are kept of an unreadable value.
const EXCERPT: usize = 100;
/// The most decimals of a number with a unit.
const DECIMALS: u32 = 12;

/// Reads a row. It is unreadable only if it is not an object or has no id.
#[must_use]
pub fn read_row(resource: &Resource, json: &Json) -> Line {
    let prepared = resource.reads.prepare.map(|prepare| prepare(json));
    let json = prepared.as_ref().unwrap_or(json);
    let clean = scrubbed(json, resource.secrets);
    let unreadable = |why: Text| {
        Line::Unreadable(Unreadable {
            raw: clean.to_string(),
            why: kept(why),
        })
    };
    if !json.is_object() {
        return unreadable(NO_OBJECT);
    }
    let Some(id) = pick(json, resource.ids).json().and_then(scalar::spelled_id) else {
        return unreadable(NO_ID);
    };
    // Fields are read from the row without its secrets, so they cannot hold one.
    let record = read_fields(resource.fields, &clean);
    Line::Row(Arc::new(Row {
        haystack: search::haystack(resource, &id, &record).into(),
        raw: clean.to_string().into(),
        id,
        record,
    }))
}

/// Reads the values of these fields. Values that the gateway does not send are then derived, if the
/// field can be.
#[must_use]
pub fn read_fields(fields: All<FieldSpec>, json: &Json) -> Record {
    let own = fields
        .iter()
        .filter(|field| !matches!(field.kind, Kind::Part { .. }));
    let values = own.clone().map(|field| (id(field.id), read(field, json)));
    let mut record = Record::new(values.collect());
    for field in own {
        if let (Some(derived), Value::Missing) = (field.derived, record.value(field.id)) {
            let value = derived(&record);
            record.set(id(field.id), value);
        }
    }
    record
}

fn read(field: &FieldSpec, row: &Json) -> Value {
    if let Some(value) = field.read.and_then(|read| read(row)) {
        return value;
    }
    let whole = match field.kind {
        Kind::Budget => Some(budget::budget(row, field.aliases)),
        Kind::Ref(to) => Some(reference::reference(row, field.aliases, to)),
        _ => None,
    };
    if let Some(read) = whole {
        return read.unwrap_or_else(|odd| unreadable(&odd));
    }
    match pick(row, field.aliases) {
        Picked::Nothing => Value::Missing,
        Picked::Null => Value::Null,
        Picked::Count(count) => i64::try_from(count).map_or(Value::Missing, FieldValue::value),
        Picked::At(alias, json) => {
            scalar_of(field.kind, alias, json).unwrap_or_else(|| unreadable(json))
        }
    }
}

pub(super) fn unreadable(odd: &Json) -> Value {
    Value::Unreadable(odd.to_string().chars().take(EXCERPT).collect())
}

/// Reads the JSON of one alias; `None` if it does not fit the field's type.
fn scalar_of(kind: Kind, alias: &str, json: &Json) -> Option<Value> {
    Some(match kind {
        Kind::Id | Kind::Text | Kind::Mono => scalar::text(json)?.value(),
        Kind::Money => scalar::amount(json)?.value(),
        Kind::Quota => QuotaUnits(scalar::whole(json)?).value(),
        Kind::Decimal(unit) => decimal(json, unit)?.value(),
        Kind::Percent => scalar::percent(alias, json)?.value(),
        Kind::Window => budget::read_window(json),
        Kind::Count => scalar::whole(json)?.value(),
        Kind::Truth => scalar::truth(json)?.value(),
        Kind::Time => scalar::time(json)?.map_or(Value::Null, FieldValue::value),
        Kind::Word(words) => {
            let came = json.as_bool().map(|truth| truth.to_string());
            let came = came.or_else(|| scalar::text(json))?;
            let word = came.trim().to_lowercase();
            let known = words
                .iter()
                .find(|(known, ..)| known.to_lowercase() == word);
            known
                .map_or(came, |(known, ..)| (*known).to_owned())
                .value()
        }
        Kind::Words => words(json)?.value(),
        Kind::Document(_) => match json {
            Json::String(text) => Document(text.clone()).value(),
            Json::Object(_) | Json::Array(_) => Document(json.to_string()).value(),
            _ => return None,
        },
        Kind::Budget | Kind::Ref(_) | Kind::Part { .. } => return None,
    })
}

fn decimal(json: &Json, unit: &'static str) -> Option<Decimal> {
    let text = scalar::text(json)?.trim().to_owned();
    crate::domain::decimal::size(&text, DECIMALS)?;
    Some(Decimal {
        text,
        unit: id(unit),
    })
}

/// Reads a list of words, or one comma-separated text.
fn words(json: &Json) -> Option<Vec<String>> {
    let word = |json: &Json| {
        let named = || json.get("name").or_else(|| json.get("id"));
        scalar::text(json).or_else(|| named().and_then(scalar::text))
    };
    match json {
        Json::Array(items) => items.iter().map(word).collect(),
        _ => {
            let all = scalar::text(json)?;
            let words = all.split(',').map(str::trim);
            Some(
                words
                    .filter(|word| !word.is_empty())
                    .map(str::to_owned)
                    .collect(),
            )
        }
    }
}

#[cfg(test)]
mod tests;

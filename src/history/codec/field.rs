//! The pieces every record is made of: fields, lists, and variants. A variant without contents is
//! a word, `"not_told"`; one with contents is an object of one field, `{"count":3}`.
//! Never knows what a field means.

use crate::api::json::Json;

/// A variant with contents.
pub(super) fn variant(word: &str, contents: Json) -> Json {
    Json::object(vec![(word, contents)])
}

/// A variant without contents, or any other plain text.
pub(super) fn word(text: &str) -> Json {
    Json::Text(text.to_owned())
}

/// A whole number.
pub(super) fn whole(number: impl Into<i128>) -> Json {
    Json::Number(number.into().to_string())
}

/// A value, or null for none.
pub(super) fn optional<T>(value: &Option<T>, write: fn(&T) -> Json) -> Json {
    value.as_ref().map_or(Json::Null, write)
}

/// Values in order.
pub(super) fn list<T>(values: &[T], write: fn(&T) -> Json) -> Json {
    Json::List(values.iter().map(write).collect())
}

/// The word of a variant and its contents, which are null for a bare word.
pub(super) fn read_variant(json: &Json) -> Option<(&str, &Json)> {
    match json {
        Json::Text(word) => Some((word, &Json::Null)),
        Json::Object(fields) => match fields.as_slice() {
            [(word, contents)] => Some((word, contents)),
            _ => None,
        },
        _ => None,
    }
}

/// A field that must be there.
pub(super) fn read<T>(json: &Json, name: &str, read: fn(&Json) -> Option<T>) -> Option<T> {
    read(json.field(name)?)
}

/// A field that may be null or absent. The outer `None` says that it is there and unreadable.
pub(super) fn read_optional<T>(
    json: &Json,
    name: &str,
    read: fn(&Json) -> Option<T>,
) -> Option<Option<T>> {
    match json.field(name) {
        None | Some(Json::Null) => Some(None),
        Some(value) => read(value).map(Some),
    }
}

/// A list of which every value can be read.
pub(super) fn read_list<T>(json: &Json, read: fn(&Json) -> Option<T>) -> Option<Vec<T>> {
    json.list()?.iter().map(read).collect()
}

/// A text.
pub(super) fn read_text(json: &Json) -> Option<String> {
    json.text().map(str::to_owned)
}

/// A truth.
pub(super) fn read_truth(json: &Json) -> Option<bool> {
    match json {
        Json::Bool(value) => Some(*value),
        _ => None,
    }
}

/// A whole number that fits.
pub(super) fn read_whole<T: TryFrom<i128>>(json: &Json) -> Option<T> {
    match json {
        Json::Number(spelling) => T::try_from(spelling.parse::<i128>().ok()?).ok(),
        _ => None,
    }
}

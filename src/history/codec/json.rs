//! The building blocks of stored JSON: fields, lists and variants. A variant without contents is a
//! word, `"gone"`; one with contents is an object with one field, `{"made":["a"]}`. Independent of
//! what a field means.

use serde_json::{Map, Value as Json};

/// Makes an object of these fields, in order.
pub(crate) fn object(fields: Vec<(&str, Json)>) -> Json {
    let fields = fields.into_iter();
    Json::Object(
        fields
            .map(|(name, value)| (name.to_owned(), value))
            .collect::<Map<_, _>>(),
    )
}

/// Makes a variant with contents.
pub(crate) fn variant(word: &str, contents: Json) -> Json {
    object(vec![(word, contents)])
}

/// Makes a variant without contents, or any other plain text.
pub(crate) fn word(text: &str) -> Json {
    Json::from(text)
}

/// Makes a value, or null for `None`.
pub(crate) fn optional<T>(value: Option<&T>, write: fn(&T) -> Json) -> Json {
    value.map_or(Json::Null, write)
}

/// Makes a list of values in order.
pub(crate) fn list<T>(values: &[T], write: fn(&T) -> Json) -> Json {
    Json::Array(values.iter().map(write).collect())
}

/// Returns the word of a variant and its contents; the contents of a bare word are null.
pub(crate) fn read_variant(json: &Json) -> Option<(&str, &Json)> {
    match json {
        Json::String(word) => Some((word, &Json::Null)),
        Json::Object(fields) if fields.len() == 1 => {
            let (word, contents) = fields.iter().next()?;
            Some((word, contents))
        }
        _ => None,
    }
}

/// Reads a required field.
pub(crate) fn read<T>(json: &Json, name: &str, read: fn(&Json) -> Option<T>) -> Option<T> {
    read(json.get(name)?)
}

/// Reads a field that may be null or absent. The outer `None` means that it is present and
/// unreadable.
pub(crate) fn read_optional<T>(
    json: &Json,
    name: &str,
    read: fn(&Json) -> Option<T>,
) -> Option<Option<T>> {
    match json.get(name) {
        None | Some(Json::Null) => Some(None),
        Some(value) => read(value).map(Some),
    }
}

/// Reads a list; `None` if any value is unreadable.
pub(crate) fn read_list<T>(json: &Json, read: fn(&Json) -> Option<T>) -> Option<Vec<T>> {
    json.as_array()?.iter().map(read).collect()
}

/// Reads a text.
pub(crate) fn read_text(json: &Json) -> Option<String> {
    json.as_str().map(str::to_owned)
}

/// Reads a list of texts.
pub(crate) fn read_texts(json: &Json) -> Option<Vec<String>> {
    read_list(json, read_text)
}

/// Reads true or false.
pub(crate) fn read_truth(json: &Json) -> Option<bool> {
    json.as_bool()
}

/// Reads a whole number that fits.
pub(crate) fn read_whole<T: TryFrom<i64>>(json: &Json) -> Option<T> {
    T::try_from(json.as_i64()?).ok()
}

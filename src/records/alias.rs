//! Finds a field in a row: the first alias with a value, in snake or camel case.

use serde_json::Value as Json;

/// The result of trying a field's aliases.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Picked<'a> {
    /// No alias is present, or only with empty text.
    Nothing,
    /// No alias has a value, and at least one is an explicit null.
    Null,
    /// The JSON at this alias.
    At(&'a str, &'a Json),
    /// The length of an array.
    Count(usize),
}

impl<'a> Picked<'a> {
    /// Returns the JSON that was found.
    #[must_use]
    pub const fn json(self) -> Option<&'a Json> {
        match self {
            Self::At(_, json) => Some(json),
            Self::Nothing | Self::Null | Self::Count(_) => None,
        }
    }
}

/// Returns the first alias with a value. An alias is a path (`owner.id`) or a count (`#items`, the
/// length of an array). Null and "" are no values.
#[must_use]
pub fn pick<'a>(json: &'a Json, aliases: &[&'a str]) -> Picked<'a> {
    let mut found = Picked::Nothing;
    for alias in aliases {
        if let Some(counted) = alias.strip_prefix('#') {
            if let Some(Json::Array(items)) = at(json, counted) {
                return Picked::Count(items.len());
            }
            continue;
        }
        match at(json, alias) {
            None => {}
            Some(Json::String(text)) if text.trim().is_empty() => {}
            Some(Json::Null) => found = Picked::Null,
            Some(json) => return Picked::At(alias, json),
        }
    }
    found
}

/// Returns the JSON at a path, each name in snake or camel case. If a name has no value in one
/// case, the other case is tried.
pub(super) fn at<'a>(json: &'a Json, path: &str) -> Option<&'a Json> {
    path.split('.').try_fold(json, |json, name| {
        let plain = json.get(name);
        match plain {
            None | Some(Json::Null) if name.contains('_') => json.get(camel(name)).or(plain),
            _ => plain,
        }
    })
}

/// Writes `last_used_at` as `lastUsedAt`.
fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        out.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        out.push_str(letters.as_str());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Picked, pick};
    use crate::records::sample::json;

    #[test]
    fn fields_by_any_of_their_names() {
        let check = |text, expect: &str| {
            let json = json(text);
            let got = match pick(&json, &["last_used_at", "seen.at", "#seen_ids"]) {
                Picked::Nothing => "nothing".to_owned(),
                Picked::Null => "null".to_owned(),
                Picked::At(alias, json) => format!("{alias} {json}"),
                Picked::Count(count) => format!("count {count}"),
            };
            assert_eq!(got, expect, "{text}");
        };
        check(r#"{"seen":{"at":2},"last_used_at":1}"#, "last_used_at 1");
        check(r#"{"lastUsedAt":1}"#, "last_used_at 1");
        check(r#"{"last_used_at":null,"lastUsedAt":1}"#, "last_used_at 1");
        check(r#"{"last_used_at":null,"seen":{"at":2}}"#, "seen.at 2");
        check(r#"{"last_used_at":" ","seen":{"at":2}}"#, "seen.at 2");
        check(r#"{"last_used_at":null,"seenIds":[1,2]}"#, "count 2");
        check(r#"{"seen_ids":3}"#, "nothing");
        check(r#"{"seen":"at"}"#, "nothing");
        check(r#"{"lastUsedAt":null,"seen":null}"#, "null");
        check(r#"{"last_used_at":""}"#, "nothing");
        check("{}", "nothing");
        check("[]", "nothing");
    }
}

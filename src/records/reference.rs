//! Reads a reference to a row of another resource: an object, an id, the first of several ids, or
//! only a name.

use serde_json::Value as Json;

use super::alias::at;
use super::scalar::spelled_id;
use crate::domain::ids::{SpelledId, id};
use crate::schema::{FieldValue, Ref, Str, Value};

/// What the aliases have given so far.
#[derive(Default)]
struct Collected {
    id: Option<SpelledId>,
    name: Option<String>,
    /// Whether one of them is an explicit null.
    nothing: bool,
}

/// Reads a reference to a row of resource `to`. `Err` holds what could not be read.
pub(super) fn reference(row: &Json, aliases: &[&str], to: Str) -> Result<Value, Json> {
    let mut collected = Collected::default();
    let mut odd = None;
    for alias in aliases {
        let Some(json) = at(row, alias) else {
            continue;
        };
        if !collected.add(alias, json) {
            odd = odd.or_else(|| Some(json.clone()));
        }
        // A name beside another id belongs to another row.
        let is_its = collected.id.is_some() && spelled_id(json) == collected.id;
        if let (true, None, Some(beside)) = (is_its, &collected.name, name_beside(alias)) {
            collected.name = at(row, &beside).and_then(words);
        }
    }
    let Collected {
        id: found,
        name,
        nothing,
    } = collected;
    match (found, name, odd) {
        (None, None, Some(odd)) => Err(odd),
        (None, None, None) if nothing => Ok(Value::Null),
        (None, None, None) => Ok(Value::Missing),
        (found, name, _) => Ok(Ref {
            of: id(to),
            id: found,
            name,
        }
        .value()),
    }
}

impl Collected {
    /// Adds the value of an alias; returns false if it is not a reference.
    fn add(&mut self, alias: &str, json: &Json) -> bool {
        match json {
            Json::Null => self.nothing = true,
            Json::String(text) if text.trim().is_empty() => {}
            Json::Array(items) => match items.first() {
                None => self.nothing = true,
                // Text in a list of ids is an id.
                Some(first) => return self.add(alias.strip_suffix('s').unwrap_or(alias), first),
            },
            Json::Object(fields) => {
                let found = fields.get("id").and_then(spelled_id);
                // The name of another row than the one with the known id is ignored.
                if self.id.is_none() || found.is_none() || self.id == found {
                    self.id = self.id.take().or(found);
                    let name = fields.get("name").and_then(words);
                    self.name = self.name.take().or(name);
                }
                self.nothing |= fields.get("id").is_some_and(Json::is_null);
            }
            Json::String(_) if !names_an_id(alias) => {
                self.name = self.name.take().or_else(|| words(json));
            }
            Json::String(_) | Json::Number(_) => {
                self.id = self.id.take().or_else(|| spelled_id(json));
            }
            Json::Bool(_) => return false,
        }
        true
    }
}

fn words(json: &Json) -> Option<String> {
    let text = json.as_str()?;
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// Returns whether text at this alias is an id rather than a name.
fn names_an_id(alias: &str) -> bool {
    let last = alias.rsplit('.').next().unwrap_or(alias);
    matches!(last, "id" | "uuid") || last.ends_with("_id") || last.ends_with("_uuid")
}

/// Returns the alias of the name beside an id: `owner_id` → `owner_name`.
fn name_beside(alias: &str) -> Option<String> {
    let stem = alias.strip_suffix("uuid");
    let stem = stem.or_else(|| alias.strip_suffix("id"))?;
    let whole = stem.is_empty() || stem.ends_with(['_', '.']);
    whole.then(|| format!("{stem}name"))
}

#[cfg(test)]
mod tests {
    use super::reference;
    use crate::domain::ids::SpelledId;
    use crate::records::sample::json;
    use crate::schema::Value;

    #[test]
    fn references_in_every_form() {
        let check = |row: &str, expect: &str| {
            let aliases = ["owner_id", "owner", "owner.id", "owner_ids", "owner_name"];
            let got = match reference(&json(row), &aliases, "people") {
                Err(odd) => format!("odd {odd}"),
                Ok(Value::Ref(reference)) => {
                    let id = match &reference.id {
                        None => "-".to_owned(),
                        Some(SpelledId::Text(text)) => text.clone(),
                        Some(SpelledId::Number(digits)) => format!("#{digits}"),
                    };
                    format!("{id} {}", reference.name.as_deref().unwrap_or("-"))
                }
                Ok(other) => format!("{other:?}"),
            };
            assert_eq!(got, expect, "{row}");
        };
        check("{}", "Missing");
        check(r#"{"owner":{}}"#, "Missing");
        check(r#"{"owner":"","owner_id":" "}"#, "Missing");
        check(r#"{"owner":null}"#, "Null");
        check(r#"{"owner_id":null,"owner_name":null}"#, "Null");
        check(r#"{"owner_ids":[]}"#, "Null");
        check(r#"{"owner":{"id":null}}"#, "Null");
        check(r#"{"owner":{"id":"u","name":"Ada"}}"#, "u Ada");
        check(r#"{"owner":{"name":"Ada"}}"#, "- Ada");
        check(r#"{"owner":"Ada"}"#, "- Ada");
        check(r#"{"owner":7}"#, "#7 -");
        check(r#"{"owner_id":"u"}"#, "u -");
        check(r#"{"owner_id":7,"owner_name":"Ada"}"#, "#7 Ada");
        check(r#"{"ownerId":"u","ownerName":"Ada"}"#, "u Ada");
        check(r#"{"owner_id":null,"owner":{"id":"u"}}"#, "u -");
        check(r#"{"owner_ids":["u","v"]}"#, "u -");
        check(r#"{"owner":[{"id":1,"name":"Ada"}]}"#, "#1 Ada");
        check(r#"{"owner_id":"u","owner":{"id":"v","name":"Eve"}}"#, "u -");
        check(r#"{"owner":true}"#, "odd true");
        check(r#"{"owner":true,"owner_id":"u"}"#, "u -");
        let bare = reference(&json(r#"{"key_id":1,"key_name":"A"}"#), &["key_id"], "keys");
        assert!(matches!(bare, Ok(Value::Ref(found)) if found.name.as_deref() == Some("A")));
    }
}

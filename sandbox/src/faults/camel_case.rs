//! Field names in camel case, and the rows of a list under the name of their kind.

use serde_json::Value;

/// Puts the rows of a list under the name of their kind, as in `{"api_keys": […]}`.
pub(super) fn rows_by_name(body: &mut Value) {
    let Some(rows) = body.get_mut("data").filter(|rows| rows.is_array()) else {
        return;
    };
    let rows = rows.take();
    let name = match rows[0]["object"].as_str().unwrap_or_default() {
        "organization.admin_api_key" => "api_keys",
        "organization.pending_charge" => "pending_charges",
        "organization.pool" => "pools",
        "organization.upstream" => "upstreams",
        "organization.codex_account" | "organization.claude_account" => "accounts",
        _ => "items",
    };
    body[name] = rows;
    if let Some(fields) = body.as_object_mut() {
        fields.remove("data");
    }
}

/// Renames the fields of an object.
pub(super) fn names(object: &mut Value) {
    let Some(fields) = object.as_object_mut() else {
        return;
    };
    *fields = std::mem::take(fields)
        .into_iter()
        .map(|(name, value)| (camel(&name), value))
        .collect();
}

/// Converts a name to camel case, such as `last_used_at` to `lastUsedAt`.
fn camel(name: &str) -> String {
    let mut after_line = false;
    let letters = name.chars().filter_map(|letter| {
        let capital = std::mem::replace(&mut after_line, letter == '_');
        match letter {
            '_' => None,
            _ if capital => Some(letter.to_ascii_uppercase()),
            _ => Some(letter),
        }
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::faults::Faults;
    use crate::faults::alteration::apply;

    fn check(faults: &str, body: Value, expect: Value) {
        let faults = Faults::read(faults).expect("known words");
        assert_eq!(apply(body, &faults), expect);
    }

    #[test]
    fn names_in_camel_case() {
        check(
            "camel-case",
            json!({"data": [{"object": "organization.admin_api_key", "last_used_at": {"a_b": 1}}], "has_more": false}),
            json!({"apiKeys": [{"object": "organization.admin_api_key", "lastUsedAt": {"aB": 1}}], "hasMore": false}),
        );
        check(
            "camel-case",
            json!({"data": [], "last_id": null}),
            json!({"items": [], "lastId": null}),
        );
        check(
            "camel-case",
            json!({"created_at": 1}),
            json!({"createdAt": 1}),
        );
    }
}

//! The values of a JSON object that hold no others, each under its path, and what differs between two such
//! objects by meaning: `gpt-4o.tiers.0.ratio (1 → 2)`.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::diff::{Change, is_same};

/// Returns the path and the text of each value that holds no object, in the order of the JSON. A list is
/// such a value unless it holds objects; an empty object below a path is one.
#[must_use]
pub fn leaves(json: &Json) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(json, "", &mut found);
    found
}

fn collect(json: &Json, path: &str, found: &mut Vec<(String, String)>) {
    let under = |name: &str| match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    };
    match json {
        Json::Object(fields) if !fields.is_empty() || path.is_empty() => {
            for (name, value) in fields {
                collect(value, &under(name), found);
            }
        }
        Json::Array(items) if items.iter().any(Json::is_object) => {
            for (number, item) in items.iter().enumerate() {
                collect(item, &under(&number.to_string()), found);
            }
        }
        Json::String(text) => found.push((path.to_owned(), text.clone())),
        other => found.push((path.to_owned(), other.to_string())),
    }
}

/// Returns what means something else in `after`, in its order; what is gone follows. Numbers are compared
/// by what they are, whatever their spelling.
#[must_use]
pub fn changed_leaves(before: &Json, after: &Json) -> Vec<Change> {
    let (old, new) = (leaves(before), leaves(after));
    let by_path = |all: &[(String, String)]| all.iter().cloned().collect::<HashMap<_, _>>();
    let (known, kept) = (by_path(&old), by_path(&new));
    let there = new.into_iter().filter_map(|(name, after)| {
        let before = known.get(&name).cloned();
        let is_so = before.as_ref().is_some_and(|it| is_same(it, &after));
        (!is_so).then_some(Change {
            name,
            before,
            after: Some(after),
        })
    });
    let gone = old.into_iter().filter(|(name, _)| !kept.contains_key(name));
    let gone = gone.map(|(name, before)| Change {
        name,
        before: Some(before),
        after: None,
    });
    there.chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::{changed_leaves, leaves};
    use crate::domain::table::{check_table, parts};

    fn read(text: &str) -> serde_json::Value {
        serde_json::from_str(text).expect("JSON")
    }

    #[test]
    fn values_under_their_paths() {
        check_table(
            r##"
            {"m":{"ratio":1.50,"name":"a b"}} => m.ratio=1.50 m.name=a b
            {"m":{"tiers":[{"ratio":1},{"ratio":2e0}]}} => m.tiers.0.ratio=1 m.tiers.1.ratio=2e+0
            {"m":{"days":[0,6],"none":[],"empty":{},"x":null}} => m.days=[0,6] m.none=[] m.empty={} m.x=null
            {"gpt-3.5":{"ratio":1}} => gpt-3.5.ratio=1
            {} =>
            7 => =7
            "##,
            |text| {
                let found = leaves(&read(text)).into_iter();
                let said = found.map(|(path, text)| format!("{path}={text}"));
                said.collect::<Vec<_>>().join(" ")
            },
        );
    }

    #[test]
    fn what_differs_by_meaning() {
        check_table(
            r##"
            {"m":{"ratio":1.50}} | {"m":{"ratio":1.5}} =>
            {"m":{"ratio":1,"b":2}} | {"m":{"b":2.0,"ratio":1e0}} =>
            {"m":{"ratio":1.25}} | {"m":{"ratio":12.5}} => m.ratio 1.25→12.5
            {"m":{"ratio":1},"n":{"ratio":2}} | {"m":{"ratio":1},"o":{"ratio":2}} => o.ratio -→2; n.ratio 2→-
            {"m":{"tiers":[{"ratio":1},{"ratio":2}]}} | {"m":{"tiers":[{"ratio":1},{"ratio":3}]}} => m.tiers.1.ratio 2→3
            {"m":{"days":[0,6]}} | {"m":{"days":[0]}} => m.days [0,6]→[0]
            {"m":{"start":"01:00"}} | {"m":{"start":"02:00"}} => m.start 01:00→02:00
            "##,
            |line| {
                let [before, after] = parts(line);
                let found = changed_leaves(&read(before), &read(after));
                let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
                let said = found.iter().map(|change| {
                    let (before, after) = (word(&change.before), word(&change.after));
                    format!("{} {before}→{after}", change.name)
                });
                said.collect::<Vec<_>>().join("; ")
            },
        );
    }
}

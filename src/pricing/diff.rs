//! What differs between two documents of ratios, by meaning: `2.50` and `2.5` are the same ratio.

use serde_json::Value as Json;

use super::ratios::Ratios;
use crate::domain::exact::Exact;

/// A difference between two documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The name.
    pub name: String,
    /// The text of the ratio before; `None` if the name is new.
    pub before: Option<String>,
    /// The text of the ratio afterwards; `None` if the name is gone.
    pub after: Option<String>,
}

/// The differences between two documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// What means something else, in the order of the document afterwards; names that are gone follow.
    pub changes: Vec<Change>,
    /// Names whose ratio is the same number in another spelling.
    pub respelled: Vec<String>,
    /// Whether the texts differ in nothing but order, blanks and spellings.
    pub is_formatting: bool,
}

impl Change {
    /// Returns the ratio afterwards divided by the one before, rounded to twelve digits; `None` where
    /// one of them is missing, no number, or 0 before.
    #[must_use]
    pub fn factor(&self) -> Option<Exact> {
        let read = |text: &Option<String>| Exact::read(text.as_deref()?);
        Some(read(&self.after)?.over(&read(&self.before)?)?.value)
    }
}

/// Compares two documents. Where a name stands twice, the last one counts, as for the gateway.
#[must_use]
pub fn diff(before: &Ratios<'_>, after: &Ratios<'_>) -> Diff {
    let (old, new) = (before.by_name(), after.by_name());
    let mut found = Diff::default();
    for (name, ratio) in after.entries() {
        // A name that stands twice is told once, by its last place.
        if new.get(name) != Some(&ratio) {
            continue;
        }
        match old.get(name) {
            Some(known) if known.text == ratio.text => {}
            Some(known) if is_same(known.text, ratio.text) => {
                found.respelled.push(name.to_owned());
            }
            known => found.changes.push(Change {
                name: name.to_owned(),
                before: known.map(|known| known.text.to_owned()),
                after: Some(ratio.text.to_owned()),
            }),
        }
    }
    for (name, ratio) in before.entries() {
        if !new.contains_key(name) && old.get(name) == Some(&ratio) {
            found.changes.push(Change {
                name: name.to_owned(),
                before: Some(ratio.text.to_owned()),
                after: None,
            });
        }
    }
    found.is_formatting = found.changes.is_empty() && before.text() != after.text();
    found
}

/// Returns whether two texts of JSON values mean the same: the same text, the same number, or objects and
/// lists whose parts mean the same, whatever their blanks and the order of names.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let is_nested = |text: &str| text.starts_with(['{', '[']);
    if is_nested(one) && is_nested(other) {
        let read = |text: &str| serde_json::from_str::<Json>(text).ok();
        return match (read(one), read(other)) {
            (Some(one), Some(other)) => is_same_json(&one, &other),
            _ => false,
        };
    }
    match (Exact::read(one), Exact::read(other)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

fn is_same_json(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => is_same(&one.to_string(), &other.to_string()),
        (Json::Array(one), Json::Array(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(one, other)| is_same_json(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            let is_held = |(name, value): (&String, &Json)| {
                other
                    .get(name)
                    .is_some_and(|other| is_same_json(value, other))
            };
            one.len() == other.len() && one.iter().all(is_held)
        }
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::diff;
    use crate::domain::table::{check_table, parts};
    use crate::pricing::Ratios;

    #[test]
    fn what_differs_by_meaning() {
        check_table(
            r##"
            {"a":1} | {"a":1} =>
            {"a":1,"b":2} | {"b":2,"a":1} => formatting
            {"a":2.50} | {"a": 2.5} => spelled a; formatting
            {"a":1} | {"a":2} => a 1→2 ×2
            {"a":0.5,"b":1} | {"a":0.4,"b":1.0} => a 0.5→0.4 ×0.8; spelled b
            {"a":1} | {} => a 1→-
            {} | {"a":1} => a -→1
            {"a":0} | {"a":1} => a 0→1
            {"a":null} | {"a":1} => a null→1
            {"a":{"ratio":1.50,"tiers":[{"ratio":1}]}} | {"a": {"tiers": [ {"ratio": 1.0} ], "ratio": 1.5}} => spelled a; formatting
            {"a":{"ratio":1}} | {"a":{"ratio":2}} => a {"ratio":1}→{"ratio":2}
            {"a":[1,2]} | {"a":[2,1]} => a [1,2]→[2,1]
            {"a":1e-7} | {"a":0.0000001} => spelled a; formatting
            {"a":1,"a":2} | {"a":2} => formatting
            {"a":1} | {"a":3,"a":2} => a 1→2 ×2
            {"c":1,"a":1} | {"b":1,"a":2} => b -→1; a 1→2 ×2; c 1→-
            "##,
            |line| {
                let [before, after] = parts(line);
                let read = |text| Ratios::read(text).expect("a document");
                let found = diff(&read(before), &read(after));
                let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
                let changes = found.changes.iter().map(|change| {
                    let factor = change.factor();
                    let factor = factor.map_or_else(String::new, |by| format!(" ×{}", by.plain()));
                    format!(
                        "{} {}→{}{factor}",
                        change.name,
                        word(&change.before),
                        word(&change.after)
                    )
                });
                let spelled = found.respelled.iter().map(|name| format!("spelled {name}"));
                let formatting = found.is_formatting.then(|| "formatting".to_owned());
                changes
                    .chain(spelled)
                    .chain(formatting)
                    .collect::<Vec<_>>()
                    .join("; ")
            },
        );
    }

    use proptest::prelude::*;

    /// The same number in several spellings.
    fn spelled(number: u8, spelling: u8) -> String {
        match spelling % 4 {
            0 => format!("{number}"),
            1 => format!("{number}.0"),
            2 => format!("{number}e0"),
            _ => format!("{number}.000"),
        }
    }

    fn document(entries: &BTreeMap<u8, (u8, u8)>, blank: &str) -> String {
        let entry = |(name, (number, spelling)): (&u8, &(u8, u8))| {
            format!("\"n{name}\":{blank}{}", spelled(*number, *spelling))
        };
        let entries: Vec<String> = entries.iter().map(entry).collect();
        format!("{{{}}}", entries.join(&format!(",{blank}")))
    }

    fn differences(one: &str, other: &str) -> super::Diff {
        let read = |text| Ratios::read(text).expect("a document");
        diff(&read(one), &read(other))
    }

    proptest! {
        /// Nothing is told if and only if both have the same names with the same numbers.
        #[test]
        fn nothing_differs_where_all_means_the_same(
            one in prop::collection::btree_map(0_u8..6, (0_u8..3, any::<u8>()), 0..5),
            other in prop::collection::btree_map(0_u8..6, (0_u8..3, any::<u8>()), 0..5),
            again in any::<u8>(),
        ) {
            let read = |of: &BTreeMap<u8, (u8, u8)>, blank| document(of, blank);
            let numbers = |of: &BTreeMap<u8, (u8, u8)>| -> Vec<(u8, u8)> {
                of.iter().map(|(name, (number, _))| (*name, *number)).collect()
            };
            let (a, b) = (read(&one, ""), read(&other, "\n "));
            let found = differences(&a, &b);
            prop_assert_eq!(found.changes.is_empty(), numbers(&one) == numbers(&other));
            let mut respelled = one.clone();
            respelled.values_mut().for_each(|(_, spelling)| *spelling = spelling.wrapping_add(again));
            let c = read(&respelled, " ");
            let found = differences(&a, &c);
            prop_assert!(found.changes.is_empty());
        }
    }
}

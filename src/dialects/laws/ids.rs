//! Ids stand in addresses, in exports and in the journal, so each means one thing for ever.

use std::collections::BTreeSet;

use super::{ALL, actions, resources};

/// Every id that an address, an export or the journal may hold, one a line.
fn ids() -> Vec<String> {
    let mut ids = Vec::new();
    for dialect in ALL {
        ids.push(format!("dialect {}", dialect.id));
        ids.extend(dialect.asks.iter().map(|ask| format!("ask {}", ask.id)));
    }
    for (_, one) in resources() {
        let of = one.id;
        ids.push(format!("resource {of}"));
        ids.extend(
            one.fields
                .iter()
                .map(|field| format!("field {of}.{}", field.id)),
        );
        ids.extend(
            one.facets
                .iter()
                .map(|facet| format!("facet {of}.{}", facet.id)),
        );
        ids.extend(
            one.attention
                .iter()
                .map(|part| format!("attention {of}.{}", part.id)),
        );
    }
    for (_, action) in actions() {
        ids.push(format!("action {}", action.id));
        ids.extend(
            action
                .inputs
                .iter()
                .map(|input| format!("input {}.{}", action.id, input.id)),
        );
    }
    ids
}

#[test]
fn ids_are_unique_listed_and_never_reused() {
    let ids = ids();
    let unique: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    assert_eq!(unique.len(), ids.len(), "an id stands twice");
    let list = include_str!("../../../tests/fixtures/ids.txt");
    let (retired, listed): (Vec<&str>, Vec<&str>) =
        list.lines().partition(|line| line.starts_with("retired "));
    let listed: BTreeSet<&str> = listed.into_iter().collect();
    let wrong: Vec<&&str> = unique.symmetric_difference(&listed).collect();
    assert!(
        wrong.is_empty(),
        "add new ids to tests/fixtures/ids.txt, and put `retired ` before one that went: {wrong:#?}"
    );
    for line in retired {
        let gone = line.trim_start_matches("retired ");
        assert!(!unique.contains(gone), "{gone} is used again");
    }
}

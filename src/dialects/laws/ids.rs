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
    let mut add = |kind: &str, of: &str, id: &str| ids.push(format!("{kind} {of}{id}"));
    for (_, one) in resources() {
        let of = format!("{}.", one.id);
        add("resource", "", one.id);
        one.fields
            .iter()
            .for_each(|field| add("field", &of, field.id));
        one.facets
            .iter()
            .for_each(|facet| add("facet", &of, facet.id));
        let sections = one.attention.iter();
        sections.for_each(|part| add("attention", &of, part.id));
    }
    for (_, action) in actions() {
        let of = format!("{}.", action.id);
        add("action", "", action.id);
        action
            .inputs
            .iter()
            .for_each(|input| add("input", &of, input.id));
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

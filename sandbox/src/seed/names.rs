//! Sample names of people, pools, keys and upstreams.

use crate::random::Generator;

/// The people, named by their roles.
pub(super) const PEOPLE: [&str; 5] = [
    "Platform lead",
    "Research lead",
    "Support lead",
    "数据负责人",
    "Partner lead",
];

/// The first pools, with the index of each owner.
const POOLS: [(&str, Option<usize>); 6] = [
    ("Platform", Some(0)),
    ("Research", Some(1)),
    ("Customer care", Some(2)),
    ("Data", Some(3)),
    ("Mobile apps", None),
    ("Partners", Some(4)),
];

/// The name of the pool at `index`; after the first ones, teams with a number.
pub(super) fn pool_name(index: usize) -> String {
    match index.checked_sub(POOLS.len()) {
        None => POOLS[index].0.to_owned(),
        Some(later) => format!("{} {}", TEAMS[later % TEAMS.len()], 1 + later / TEAMS.len()),
    }
}

/// The index of the owner of the pool at `index`; some later pools have none.
pub(super) fn pool_owner(index: usize) -> Option<usize> {
    match POOLS.get(index) {
        Some((_, owner)) => *owner,
        None => Some(index % (PEOPLE.len() + 1)).filter(|person| *person < PEOPLE.len()),
    }
}

/// The names of the first keys.
const FIRST: [&str; 24] = [
    "Claude Prod",
    "Atlas CI",
    "Support assistant prod",
    "Nightly evals",
    "Billing prod",
    "Search ranking staging",
    "Platform – laptop",
    "Docs translation",
    "Mobile beta",
    "Fraud review prod",
    "Sandbox for interns",
    "Release notes bot",
    "Data warehouse export",
    "客服机器人 生产",
    "Ledger reconciliation",
    "Équipe recherche – évaluations",
    "Partner portal prod",
    "Incident summaries",
    "Load test, remove after March",
    "Code review agent",
    "Onboarding demo",
    "Checkout copilot staging",
    "Invoice OCR prod",
    "A key with a name that goes on for much longer than any column would like it to, as names that people paste sometimes do",
];

const TEAMS: [&str; 20] = [
    "Atlas",
    "Billing",
    "Checkout",
    "Compass",
    "Data",
    "Edge",
    "Fraud",
    "Growth",
    "Harbor",
    "Identity",
    "Ledger",
    "Mobile",
    "Notify",
    "Orders",
    "Partner",
    "Quality",
    "Research",
    "Search",
    "Support",
    "Warehouse",
];

const PURPOSES: [&str; 12] = [
    "CI",
    "prod",
    "staging",
    "evals",
    "batch",
    "agent",
    "copilot",
    "summaries",
    "embeddings",
    "triage",
    "reports",
    "load test",
];

const PLACES: [&str; 5] = ["eu-1", "us-1", "us-2", "ap-1", "lab"];

/// The name of the upstream at `index`, and its team as a word for host names.
pub(super) fn upstream_name(index: usize) -> (String, String) {
    let (team, number) = (TEAMS[index % TEAMS.len()], 1 + index / TEAMS.len());
    (
        format!("{team} relay {number}"),
        format!("{}-{number}", team.to_lowercase()),
    )
}

/// The name of the key at `index`.
pub(super) fn key_name(generator: &mut Generator, index: u32) -> String {
    if let Some(name) = usize::try_from(index)
        .ok()
        .and_then(|index| FIRST.get(index))
    {
        return (*name).to_owned();
    }
    let (team, purpose) = (generator.pick(&TEAMS), generator.pick(&PURPOSES));
    match generator.below(3) {
        0 => format!("{team} {purpose}"),
        1 => format!("{team} {purpose} {}", generator.pick(&PLACES)),
        _ => format!("{team} {purpose} {}", 2 + generator.below(8)),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{FIRST, PEOPLE, pool_name, pool_owner, upstream_name};

    #[test]
    fn no_two_pools_or_upstreams_have_the_same_name() {
        let names: HashSet<_> = (0..5000).map(pool_name).collect();
        assert_eq!(names.len(), 5000);
        let names: HashSet<_> = (0..5000).map(|index| upstream_name(index).0).collect();
        assert_eq!(names.len(), 5000);
        assert_eq!(
            (pool_name(0), pool_name(6)),
            ("Platform".to_owned(), "Atlas 1".to_owned())
        );
        assert!(
            (0..5000)
                .filter_map(pool_owner)
                .all(|person| person < PEOPLE.len())
        );
        assert!((6..50).any(|index| pool_owner(index).is_none()));
    }

    #[test]
    fn names_keep_the_rule_for_names() {
        for name in FIRST {
            assert!(
                (1..=128).contains(&name.chars().count()) && name.trim() == name,
                "{name}"
            );
        }
    }
}

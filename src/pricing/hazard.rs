//! What an operator should look at twice before a document of ratios is saved.

use super::diff::Change;
use super::names::are_alike;
use super::ratios::Ratios;
use super::step::{Step, step};
use crate::domain::exact::Exact;

/// A change that is easily a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hazard {
    /// It becomes 0: calls cost nothing.
    ToZero,
    /// It was 0, and calls cost something from now on.
    FromZero,
    /// It becomes at least ten times as large.
    TenTimes,
    /// It becomes a tenth or less.
    Tenth,
    /// It is taken out: another rule counts from now on.
    Removed,
    /// It is new and looks like this name, which exists or is new as well.
    LooksLike(String),
}

/// Returns the hazards of the changes of a document, each with its name, in the order of the changes.
#[must_use]
pub fn hazards(before: &Ratios<'_>, changes: &[Change]) -> Vec<(String, Hazard)> {
    let mut known: Vec<&str> = before.names().collect();
    let found = changes.iter().filter_map(|change| {
        let hazard = of_change(change, &known);
        if change.before.is_none() {
            known.push(&change.name);
        }
        Some((change.name.clone(), hazard?))
    });
    found.collect()
}

fn of_change(change: &Change, known: &[&str]) -> Option<Hazard> {
    match (change.before.as_deref(), change.after.as_deref()) {
        (Some(before), Some(after)) => {
            let was_zero = Exact::read(before).is_some_and(|before| before.is_zero());
            match step(before, after) {
                Step::ToZero => Some(Hazard::ToZero),
                Step::TenTimes => Some(Hazard::TenTimes),
                Step::Tenth => Some(Hazard::Tenth),
                Step::Small => was_zero.then_some(Hazard::FromZero),
            }
        }
        (Some(_), None) => Some(Hazard::Removed),
        (None, Some(after)) => {
            let alike = known.iter().find(|other| are_alike(other, &change.name));
            let is_free = Exact::read(after).is_some_and(|after| after.is_zero());
            match alike {
                _ if is_free => Some(Hazard::ToZero),
                Some(other) => Some(Hazard::LooksLike((*other).to_owned())),
                None => None,
            }
        }
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::hazards;
    use crate::domain::table::{check_table, parts};
    use crate::pricing::{Ratios, diff};

    #[test]
    fn what_to_look_at_twice() {
        check_table(
            r##"
            {"a":1,"b":2} | {"a":1.5,"b":2.0} =>
            {"a":1} | {"a":0} => a ToZero
            {"a":1} | {"a":0.0} => a ToZero
            {"a":0} | {"a":1} => a FromZero
            {"a":0.5} | {"a":5} => a TenTimes
            {"a":0.5} | {"a":0.05} => a Tenth
            {"a":1} | {} => a Removed
            {"default":1} | {"default":1,"defualt":1} => defualt LooksLike("default")
            {"a":1} | {"a":1,"b":0} => b ToZero
            {"a":1} | {"a":1,"Team":2,"team":2} => team LooksLike("Team")
            {"a":1} | {"a":1,"other":2} =>
            "##,
            |line| {
                let [before, after] = parts(line);
                let read = |text| Ratios::read(text).expect("a document");
                let (before, after) = (read(before), read(after));
                let found = hazards(&before, &diff(&before, &after).changes);
                let found = found
                    .iter()
                    .map(|(name, hazard)| format!("{name} {hazard:?}"));
                found.collect::<Vec<_>>().join("; ")
            },
        );
    }
}

//! What an operator should look at twice before a document of ratios is saved.

use super::diff::Change;
use super::names::are_alike;
use super::ratios::{Ratio, Ratios};
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
    /// It is new, and at least ten times as large as every entry before, or a tenth of every one.
    FarOff,
    /// It is new and looks like this name, which exists or is new as well.
    LooksLike(String),
}

/// Returns the hazards of the changes of a document, each with its name, in the order of the changes.
#[must_use]
pub fn hazards(before: &Ratios<'_>, changes: &[Change]) -> Vec<(String, Hazard)> {
    let mut known: Vec<&str> = before.names().collect();
    // Only a new entry is compared with all others, and most changes have none.
    let has_new = changes.iter().any(|change| change.before.is_none());
    let range = if has_new { range(before) } else { None };
    let found = changes.iter().filter_map(|change| {
        let hazard = of_change(change, &known, range.as_ref());
        if change.before.is_none() {
            known.push(&change.name);
        }
        Some((change.name.clone(), hazard?))
    });
    found.collect()
}

/// Returns the smallest and the largest of the entries above 0.
fn range(before: &Ratios<'_>) -> Option<(Exact, Exact)> {
    let read = |(_, ratio): (&str, Ratio<'_>)| Exact::read(ratio.text);
    let sizes = before.entries().filter_map(read);
    let mut sizes = sizes.filter(|size| !size.is_zero() && !size.is_negative());
    let first = sizes.next()?;
    Some(sizes.fold((first, first), |(least, most), size| {
        if size < least {
            (size, most)
        } else if size > most {
            (least, size)
        } else {
            (least, most)
        }
    }))
}

/// Whether a number is at least ten times the largest, or at most a tenth of the smallest.
fn is_far_off(number: &Exact, (least, most): &(Exact, Exact)) -> bool {
    let ten = Exact::whole(10);
    let is_above = most.times(&ten).is_some_and(|limit| *number >= limit);
    let is_below = number.times(&ten).is_some_and(|times| times <= *least);
    is_above || is_below
}

fn of_change(change: &Change, known: &[&str], range: Option<&(Exact, Exact)>) -> Option<Hazard> {
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
            let number = Exact::read(after);
            let is_free = number.as_ref().is_some_and(Exact::is_zero);
            let is_far = number
                .zip(range)
                .is_some_and(|(number, range)| is_far_off(&number, range));
            match alike {
                _ if is_free => Some(Hazard::ToZero),
                _ if is_far => Some(Hazard::FarOff),
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
            {"a":1,"b":0.5} | {"a":1,"b":0.5,"c":10} => c FarOff
            {"a":1,"b":0.5} | {"a":1,"b":0.5,"c":9.99} =>
            {"a":1,"b":0.5,"z":0} | {"a":1,"b":0.5,"z":0,"c":0.014} => c FarOff
            {"a":1,"b":0.5} | {"a":1,"b":0.5,"c":0.051} =>
            {} | {"c":500} =>
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

//! Finds changes that created a value which is shown once but was never received: the response was
//! cut off, or the page was closed before it arrived.

use super::entry::{Entry, StoredStep};
use crate::gate::{After, Outcome};
use crate::schema::{Check, Locator};
use crate::text;
use crate::words::Text;

/// The sentence about a lost value if the action's own sentence is not known.
pub const VALUE_LOST: Text = text!(
    "The new value never arrived here: the response was cut off, or the page was closed before it came. It cannot be read any more."
        / "新值从未到达此处：响应中断，或页面在其到达前已关闭。该值无法再读取。"
);

/// Returns the rows whose new value was lost; empty if the gateway does not say which they are.
/// `None` if no value was created, or it was received.
#[must_use]
pub fn lost_value(entry: &Entry) -> Option<Vec<Locator>> {
    let step = entry.steps.iter().find(|step| step.was_applied())?;
    (entry.value_received == Some(false)).then(|| rows(entry, step))
}

/// Returns whether a later entry replaced the lost value, or deleted its row. If the row is not
/// known, nothing more can be done, so it counts as replaced.
#[must_use]
pub fn is_replaced(entry: &Entry, lost: &[Locator], all: &[&Entry]) -> bool {
    let ends = |later: &Entry| {
        later.value_received == Some(true)
            || later
                .steps
                .iter()
                .any(|step| step.checks.iter().any(is_deletion))
    };
    let of_row = |later: &Entry, at: &Locator| {
        let mut subjects = later.subjects.iter();
        later.resource == at.of && subjects.any(|subject| subject.at.id.as_str() == at.id.as_str())
    };
    lost.iter().all(|at| {
        let mut later = all
            .iter()
            .filter(|later| later.at > entry.at && later.was_applied());
        later.any(|later| of_row(later, at) && ends(later))
    })
}

const fn is_deletion(check: &Check) -> bool {
    matches!(check, Check::Goes { .. })
}

fn rows(entry: &Entry, step: &StoredStep) -> Vec<Locator> {
    let after = match &step.outcome {
        Some(Outcome::Applied { after, .. } | Outcome::AppliedTwice { after }) => after.as_slice(),
        _ => &[],
    };
    let row = |after: &After, check: &Check| match (after, check) {
        (After::Created(ids), Check::Appears { of, name, .. }) => {
            let made = |id: &String| Locator {
                name: Some(name.clone()),
                ..Locator::of_id(of.clone(), id.as_str())
            };
            ids.iter().map(made).collect()
        }
        (After::Replaced { .. }, _) => {
            let subject = entry.subject_of(step);
            subject
                .map(|subject| subject.at.clone())
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    };
    let pairs = after.iter().zip(&step.checks);
    pairs.flat_map(|(after, check)| row(after, check)).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_replaced, lost_value};
    use crate::gate::{After, Outcome};
    use crate::history::Entry;
    use crate::history::sample::{create, raise};

    #[test]
    fn when_a_lost_value_needs_nothing_more() {
        let made = vec![After::Created(vec!["new".to_owned()])];
        let outcome = || {
            Some(Outcome::Applied {
                after: made.clone(),
                reported_success: false,
            })
        };
        let mut entry = create("CI", 5, outcome());
        entry.value_received = Some(false);
        let check = |later: Option<Entry>, expect| {
            let all: Vec<&Entry> = later.iter().collect();
            let lost = lost_value(&entry).expect("nobody got it");
            assert_eq!(is_replaced(&entry, &lost, &all), expect, "{later:?}");
        };
        let on = |key: &str, at, came| {
            let mut later = raise("/", key, "1", at, outcome());
            later.value_received = came;
            Some(later)
        };
        check(None, false);
        check(on("new", 9, Some(true)), true);
        check(on("new", 9, Some(false)), false);
        check(on("new", 9, None), false);
        check(on("other", 9, Some(true)), false);
        check(on("new", 1, Some(true)), false);
        let deleted = on("new", 9, None).map(|mut later| {
            let at = later.subjects[0].at.clone();
            later.steps[0].checks = vec![crate::schema::Check::Goes { at }];
            later
        });
        check(deleted, true);
    }

    #[test]
    fn which_values_nobody_got() {
        let check = |outcome, came, expect: Option<&[&str]>| {
            let mut entry = create("CI", 0, outcome);
            entry.value_received = came;
            let lost = lost_value(&entry);
            let ids = lost.iter().flatten().map(|row| row.id.to_string());
            assert_eq!(ids.collect::<Vec<_>>(), expect.unwrap_or_default());
            assert_eq!(lost.is_some(), expect.is_some(), "{entry:?}");
        };
        let made = || vec![After::Created(vec!["new".to_owned()])];
        let twice = || Some(Outcome::AppliedTwice { after: made() });
        check(twice(), Some(false), Some(&["new"]));
        check(twice(), Some(true), None);
        check(Some(Outcome::NotApplied), Some(false), None);
        assert_eq!(lost_value(&raise("/", "k", "1", 0, twice())), None);
    }
}

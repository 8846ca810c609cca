//! Whether a change made a value that is shown once and never arrived: the response was cut off, or
//! the page was gone before it came.

use super::entry::{Entry, StoredStep};
use crate::gate::{After, Outcome};
use crate::schema::{Check, Locator};
use crate::text;
use crate::words::Text;

/// What is said of a lost value where the action's own words are not known.
pub const VALUE_LOST: Text = text!(
    "The new value never arrived here: the response was cut off, or the page was closed before it came. It cannot be read any more."
        / "新值从未到达此处：响应中断，或页面在其到达前已关闭。该值无法再读取。"
);

/// Returns the rows whose new value nobody got: none where the gateway does not tell which they are.
/// `None` where no value was made, or where it arrived.
#[must_use]
pub fn lost_value(entry: &Entry) -> Option<Vec<Locator>> {
    let step = entry.steps.iter().find(|step| step.was_applied())?;
    (entry.value_came == Some(false)).then(|| rows(entry, step))
}

fn rows(entry: &Entry, step: &StoredStep) -> Vec<Locator> {
    let after = match &step.outcome {
        Some(Outcome::Applied { after, .. } | Outcome::AppliedTwice { after }) => after.as_slice(),
        _ => &[],
    };
    let row = |after: &After, check: &Check| match (after, check) {
        (After::Made(ids), Check::Appears { of, name, .. }) => {
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
    use super::lost_value;
    use crate::domain::ids::id;
    use crate::gate::{After, Outcome};
    use crate::history::sample::{create, raise};
    use crate::schema::Known;

    #[test]
    fn which_values_nobody_got() {
        let made = || vec![After::Made(vec!["new".to_owned()])];
        let once = |after, answered| Some(Outcome::Applied { after, answered });
        let check = |mut entry: crate::history::Entry, outcome, came, expect: Option<&[&str]>| {
            entry.value_came = came;
            entry.steps[0].outcome = outcome;
            let case = format!("{} {:?} {came:?}", entry.action, entry.steps[0].outcome);
            let lost = lost_value(&entry);
            let ids = |rows: &Vec<crate::schema::Locator>| {
                rows.iter()
                    .map(|row| row.id.to_string())
                    .collect::<Vec<_>>()
            };
            let lost = lost.as_ref().map(ids);
            assert_eq!(
                lost.as_ref().map(Vec::len),
                expect.map(<[_]>::len),
                "{case}"
            );
            assert_eq!(
                lost.unwrap_or_default(),
                expect.unwrap_or_default(),
                "{case}"
            );
        };
        let rotate = || raise("/", "k", "1", 0, None);
        let create = || create("CI", 0, None);
        let (new, k): (&[&str], &[&str]) = (&["new"], &["k"]);
        let replaced = || {
            vec![After::Replaced {
                field: id("limit"),
                value: 1.value(),
                old_ends: None,
            }]
        };
        let count = || {
            vec![After::Field {
                field: id("count"),
                value: 3.value(),
            }]
        };
        // The response was cut off, or the page was reloaded before it came.
        check(create(), once(made(), false), Some(false), Some(new));
        check(rotate(), once(replaced(), false), Some(false), Some(k));
        // A yes came, and made no sense.
        check(create(), once(made(), true), Some(false), Some(new));
        // What is new is only counted.
        check(create(), once(count(), false), Some(false), Some(&[]));
        let twice = || Some(Outcome::AppliedTwice { after: made() });
        check(create(), twice(), Some(false), Some(new));
        // It was shown, whatever was read of it later.
        check(create(), once(made(), true), Some(true), None);
        check(create(), once(made(), false), Some(true), None);
        check(create(), twice(), Some(true), None);
        // Nothing was made, as far as is known.
        check(create(), None, Some(false), None);
        check(create(), Some(Outcome::NotApplied), Some(false), None);
        // It makes no value.
        check(create(), once(made(), false), None, None);
    }
}

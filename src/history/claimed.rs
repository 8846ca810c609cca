//! Tells which entry brought a row whose name was not known before: a login adds whichever account
//! the provider names, so any new row would fulfil its check.

use super::entry::Entry;
use crate::gate::{After, Outcome, Uncertainty};
use crate::profile::SameAccount;
use crate::schema::Check;

/// Returns the checks of an entry without the rows that other entries are known to have brought.
#[must_use]
pub fn unclaimed(mut checks: Vec<Check>, entry: &Entry, all: &[&Entry]) -> Vec<Check> {
    for check in checks.iter_mut().filter(|check| check.is_nameless()) {
        if let Check::Appears { baseline, .. } = check {
            baseline.ids.extend(rivals(entry, all).flat_map(brought));
        }
    }
    checks
}

/// Returns what can be said of an entry whose new row may as well be that of another: `found` is what
/// its checks showed, and `reported_success` says that the gateway reported success.
#[must_use]
pub fn of_shared(found: Outcome, reported_success: bool, entry: &Entry, all: &[&Entry]) -> Outcome {
    if !matches!(
        found,
        Outcome::Applied { .. } | Outcome::AppliedTwice { .. }
    ) {
        return found;
    }
    match (is_shared(entry, all), reported_success) {
        (false, _) => found,
        (true, true) => Outcome::Applied {
            after: vec![After::ResponseOnly],
            reported_success,
        },
        (true, false) => Outcome::Unknown {
            uncertainty: Uncertainty::TooEarly,
            reported_success,
        },
    }
}

/// Returns whether a new row may as well be that of another entry, whose outcome is not known and
/// which had not ended when this one began.
#[must_use]
pub fn is_shared(entry: &Entry, all: &[&Entry]) -> bool {
    is_nameless(entry)
        && rivals(entry, all).any(|other| {
            is_nameless(other)
                && other.open_until.unwrap_or(other.at) >= entry.at
                && other.steps.iter().any(|step| {
                    let outcome = step.outcome.as_ref();
                    outcome.is_none_or(|outcome| matches!(outcome, Outcome::Unknown { .. }))
                })
        })
}

fn is_nameless(entry: &Entry) -> bool {
    let mut checks = entry.steps.iter().flat_map(|step| &step.checks);
    checks.any(Check::is_nameless)
}

/// Returns the other entries that may have brought a row to the same list.
fn rivals<'a>(entry: &'a Entry, all: &'a [&'a Entry]) -> impl Iterator<Item = &'a Entry> {
    all.iter().copied().filter(|other| {
        other.id != entry.id
            && other.resource == entry.resource
            && other.speaks_for(&entry.base, &entry.account) != SameAccount::No
    })
}

/// Returns the ids of the rows that an entry is known to have brought.
fn brought(entry: &Entry) -> Vec<String> {
    let outcomes = entry.steps.iter().filter_map(|step| step.outcome.as_ref());
    let after = outcomes.filter_map(|outcome| match outcome {
        Outcome::Applied { after, .. } => Some(after),
        _ => None,
    });
    let ids = after.flatten().flat_map(|after| match after {
        After::Created(ids) => ids.clone(),
        After::SignedIn(id) => vec![id.clone()],
        _ => Vec::new(),
    });
    ids.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::EntryId;
    use crate::history::sample::{applied, create, unknown};

    fn login(of: &str, name: &str, at: i64, outcome: Option<Outcome>) -> Entry {
        let mut entry = create(name, at, outcome);
        entry.id = EntryId(of.to_owned());
        entry
    }

    fn made(id: &str) -> Option<Outcome> {
        Some(Outcome::Applied {
            after: vec![After::Created(vec![id.to_owned()])],
            reported_success: true,
        })
    }

    #[test]
    fn a_row_of_another_login_is_not_claimed() {
        let check = |name: &str, other: Option<Outcome>, ids: &[&str], shared: bool| {
            let entry = login("a", name, 5, None);
            let other = login("b", "", 5, other);
            let all = [&entry, &other];
            let before = entry.steps[0].checks.clone();
            let checks = unclaimed(before.clone(), &entry, &all);
            let known = |checks: &[Check]| match &checks[0] {
                Check::Appears { baseline, .. } => baseline.ids.clone(),
                other => panic!("{other:?}"),
            };
            assert_eq!(known(&checks)[known(&before).len()..], *ids, "{name}");
            assert_eq!(is_shared(&entry, &all), shared, "{name}");
        };
        check("", made("acc_2"), &["acc_2"], false);
        check("", applied(), &[], false);
        check("", unknown(Uncertainty::TooEarly), &[], true);
        check("", None, &[], true);
        check("", Some(Outcome::Expired), &[], false);
        check("", Some(Outcome::Abandoned), &[], false);
        // A name tells the row.
        check("Laptop", made("acc_2"), &[], false);
        check("Laptop", None, &[], false);
    }

    #[test]
    fn a_shared_row_proves_nothing() {
        let check = |reported_success, rival_at, wanted: &str| {
            let entry = login("a", "", 5, None);
            let rival = login("b", "", rival_at, unknown(Uncertainty::TooEarly));
            let found = Outcome::Applied {
                after: vec![After::Created(vec!["acc_2".to_owned()])],
                reported_success,
            };
            let said = match of_shared(found, reported_success, &entry, &[&entry, &rival]) {
                Outcome::Applied { after, .. } if after == [After::ResponseOnly] => "response",
                Outcome::Applied { .. } => "row",
                Outcome::Unknown { .. } => "unknown",
                other => panic!("{other:?}"),
            };
            assert_eq!(said, wanted, "{reported_success} {rival_at}");
        };
        check(false, 6, "unknown");
        check(true, 6, "response");
        // It had ended before this one began.
        check(false, 4, "row");
        check(true, 4, "row");
    }
}

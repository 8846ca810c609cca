//! Reads from the journal what a confirmation depends on: the previous amount of an action on a
//! row, the same amount within the last minutes, and an amount whose outcome is unknown.

use super::entry::{Entry, StoredStep, subject_key};
use crate::domain::time::UnixMillis;
use crate::profile::{Account, SameAccount};
use crate::schema::{Action, Confirm, Locator, Prior, Record, Resource};

/// How long the same amount for the same row counts as a possible mistake, in milliseconds: ten
/// minutes.
pub const TWIN_MILLIS: i64 = 600_000;

/// The account whose entries are read, and the current time.
#[derive(Clone, Copy, Debug)]
pub struct PriorQuery<'a> {
    /// The gateway's base.
    pub base: &'a str,
    /// The account.
    pub account: &'a Account,
    /// The time now.
    pub now: UnixMillis,
}

/// Returns what earlier entries of the same account say about applying `action` to the row at `at`
/// with `input`. Empty for an action that is not confirmed by an amount.
#[must_use]
pub fn prior(
    entries: &[&Entry],
    query: PriorQuery,
    (resource, action): (&Resource, &Action),
    at: &Locator,
    input: &Record,
) -> Prior {
    let mut prior = Prior::default();
    let Confirm::RuleOfTen { amount, .. } = action.confirm else {
        return prior;
    };
    let same_action = |entry: &&&Entry| {
        entry.resource == resource.id
            && entry.action == action.id
            && entry.speaks_for(query.base, query.account) != SameAccount::No
    };
    let (mut last_at, mut unresolved_at, mut twin_at) = (None, None, None);
    for entry in entries.iter().filter(same_action) {
        for (place, subject) in entry.subjects.iter().enumerate() {
            let nothing = entry.steps_of(place).all(StoredStep::changed_nothing);
            if subject_key(&subject.at) != subject_key(at) || nothing {
                continue;
            }
            let sent = subject.input.value(amount);
            if last_at.is_none_or(|last| entry.at > last) {
                last_at = Some(entry.at);
                prior.last = Some(sent.clone());
            }
            let unresolved = entry.steps_of(place).any(StoredStep::is_unresolved);
            if unresolved && Some(entry.at) > unresolved_at {
                unresolved_at = Some(entry.at);
                prior.unresolved = Some(sent.clone());
            }
            let recent = query.now.0.saturating_sub(entry.at.0) <= TWIN_MILLIS;
            if recent && sent.is_present() && sent.is_same(input.value(amount)) {
                twin_at = twin_at.max(Some(entry.at));
            }
        }
    }
    prior.twin = twin_at.map(UnixMillis::seconds);
    prior
}

#[cfg(test)]
mod tests {
    use super::{PriorQuery, prior};
    use crate::domain::money::{Amount, Usd};
    use crate::domain::time::{UnixMillis, UnixSeconds};
    use crate::gate::Outcome;
    use crate::history::Entry;
    use crate::history::sample::{AMOUNT, MOVE, RAISE, THINGS, account, raise};
    use crate::profile::Account;
    use crate::schema::{Action, FieldValue, Locator, Prior, Record, Value};

    fn asked(
        entries: &[Entry],
        action: &Action,
        (key, amount, now): (&str, &str, i64),
        account: &Account,
    ) -> Prior {
        let query = PriorQuery {
            base: "/",
            account,
            now: UnixMillis(now),
        };
        let entries: Vec<&Entry> = entries.iter().collect();
        let at = Locator::of_id("things", key);
        let amount = Amount::from_text(amount).expect("an amount");
        let input = Record::default().with(&AMOUNT, amount);
        prior(&entries, query, (&THINGS, action), &at, &input)
    }

    fn amount(text: &str) -> Option<Value> {
        let by = Usd::from_operator(text);
        Some(Amount::computed(by.expect("an amount")).value())
    }

    #[test]
    fn what_the_journal_knows() {
        let entries = [
            raise("/", "k", "25", 1_000, Some(Outcome::NotApplied)),
            raise("/", "k", "10", 2_000, None),
            raise("/", "k", "3", 1_500, None),
            raise("/", "other", "25", 3_000, None),
            raise("/g/x/", "k", "25", 3_000, None),
            raise("/", "late", "7", 3_000, Some(Outcome::NoChange)),
        ];
        let check = |query: (&str, &str, i64), known: Option<&str>, twin: Option<i64>| {
            let expect = Prior {
                // Its outcome is not known: whatever is sent next may come on top of it.
                last: known.and_then(amount),
                unresolved: known.and_then(amount),
                twin: twin.map(UnixSeconds),
            };
            let known = asked(&entries, &RAISE, query, &Account::default());
            assert_eq!(known, expect, "{query:?}");
        };
        check(("k", "25", 4_000), Some("10"), None);
        check(("k", "10", 4_000), Some("10"), Some(2));
        check(("k", "10.0", 602_000), Some("10"), Some(2));
        check(("k", "10", 602_001), Some("10"), None);
        // It may show up late.
        check(("late", "7", 4_000), Some("7"), Some(3));
        check(("new", "1", 4_000), None, None);
    }

    #[test]
    fn what_another_account_did_is_not_known_here() {
        let check = |sign: &str, action, expect| {
            let mut entry = raise("/", "k", "25", 1_000, None);
            entry.account = account("theirs");
            let known = asked(&[entry], action, ("k", "1", 2_000), &account(sign));
            assert_eq!(known.last, expect, "{sign}");
        };
        check("theirs", &RAISE, amount("25"));
        check("ours", &RAISE, None);
        // An action without an amount has no prior.
        check("theirs", &MOVE, None);
    }
}

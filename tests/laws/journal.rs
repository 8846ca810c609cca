//! The journal's side of a case: the entry of a plan, stored, read and verified again.

use headgate::domain::ids::{EntryId, ProfileId};
use headgate::domain::time::UnixMillis;
use headgate::gate::{Outcome, Plan};
use headgate::history::{Entry, Record, StoredEntry, verify};
use headgate::profile::{Account, Environment, Profile, SameAccount};
use headgate::schema::Check;

use crate::gateway::{ADMIN, DIALECT, Gateway, POOL};

/// When every plan is confirmed.
pub(crate) const AT: UnixMillis = UnixMillis(1_000_000);
/// The gateway's address, with a path, so that the tests show that the path is drawn too.
pub(crate) const ADDRESS: &str = "https://gateway.example/g/prod";

/// Makes the entry of a plan before it is sent.
pub(crate) fn starting(plan: &Plan) -> Entry {
    let profile = Profile {
        id: ProfileId("p".to_owned()),
        name: "Prod".to_owned(),
        base: "/g/prod/".to_owned(),
        dialect: DIALECT.id.to_owned(),
        environment: Environment::Sandbox,
    };
    let id = EntryId("e".to_owned());
    let entry = Entry::starting(id, AT, &profile, Account::default(), ADDRESS, plan);
    let told = [&entry.base, &entry.gateway, &entry.dialect];
    assert_eq!(told, [&profile.base, &profile.name, DIALECT.id]);
    let what = [&*entry.resource, &*entry.action];
    assert_eq!(what, [plan.resource().id, plan.action().id]);
    assert!(!entry.is_settled() && entry.read_at.is_none());
    entry
}

/// Stores an entry and reads it: nothing is lost, and no secret is stored.
pub(crate) fn stored(entry: &Entry, value: Option<&str>, case: &str) -> Entry {
    let record = Record::of(entry);
    for secret in [ADMIN, POOL, "canary"].into_iter().chain(value) {
        assert!(!record.text.contains(secret), "{case}: {secret} is kept");
    }
    match record.entry(&|_| None) {
        StoredEntry::Read(read) => {
            assert_eq!(*read, *entry, "{case}: read back");
            *read
        }
        StoredEntry::Foreign(_) => panic!("{case}: {} cannot be read", record.text),
    }
}

/// Returns a time at which a sent write can no longer be in progress.
pub(crate) fn later() -> UnixMillis {
    UnixMillis(AT.0 + i64::from(DIALECT.settles_seconds) * 1_000)
}

/// Makes the entry of a repeat of `first`.
pub(crate) fn repeating(plan: &Plan, first: &Entry) -> Entry {
    let again = Entry {
        id: EntryId("again".to_owned()),
        at: UnixMillis(AT.0 + 1),
        ..starting(plan)
    };
    again.repeating(first)
}

/// Verifies an entry again, for the account that it was written for.
pub(crate) async fn verified(entry: &Entry, now: UnixMillis, gateway: &Gateway) -> Entry {
    verified_among(entry, &[entry], now, gateway).await
}

/// Verifies an entry again in a journal with other entries.
pub(crate) async fn verified_among(
    entry: &Entry,
    all: &[&Entry],
    now: UnixMillis,
    gateway: &Gateway,
) -> Entry {
    verify(entry, all, SameAccount::Yes, now, DIALECT, gateway).await
}

/// Fails unless two attempts at one change, both verified at the end, together report how often it
/// was applied; `wanted` is as in [`crate::truth::found`].
pub(crate) async fn attempts_add_up(
    (first, again): (&Entry, &Entry),
    wanted: &str,
    gateway: &Gateway,
    case: &str,
) {
    let now = UnixMillis(later().0 + 1);
    let again = verified_among(again, &[first, again], now, gateway).await;
    let first = verified_among(first, &[first, &again], now, gateway).await;
    let outcomes = [only(&first), only(&again)];
    let is_twice = |outcome: &&Outcome| matches!(outcome, Outcome::AppliedTwice { .. });
    let all = match outcomes
        .iter()
        .filter(|outcome| outcome.was_applied())
        .count()
    {
        // An effect that shows twice is already the sum.
        _ if outcomes.iter().any(is_twice) => 2,
        applied => applied,
    };
    let wanted = match wanted {
        "not-applied" => 0,
        "applied-twice" => 2,
        _ => 1,
    };
    assert!(
        outcomes.iter().all(|it| it.is_settled()),
        "{case}: {outcomes:?}"
    );
    assert_eq!(all, wanted, "{case}: {outcomes:?}");
}

/// Returns the outcome of the only step.
pub(crate) fn only(entry: &Entry) -> &Outcome {
    match entry.steps.as_slice() {
        [step] => step.outcome.as_ref().expect("it was judged"),
        other => panic!("one step, not {other:?}"),
    }
}

/// Returns the check of the only step.
pub(crate) fn check(entry: &Entry) -> &Check {
    let checks = entry.steps.first().map(|step| step.checks.as_slice());
    match checks {
        Some([check]) => check,
        other => panic!("one check, not {other:?}"),
    }
}

//! Verifies an entry with an unknown outcome again, step by step. Reads only, and draws no
//! conclusion that a later change, or another account's list, could explain as well.

use super::attempts::{applied_before, updated_by_repeats};
use super::claimed::{of_shared, unclaimed};
use super::entry::{Entry, StoredStep};
use super::overtaken::is_overtaken;
use crate::domain::ids::{Id, SpelledId};
use crate::domain::time::UnixMillis;
use crate::gate::{After, Outcome, Transport, Uncertainty, needs_list, verify_again};
use crate::profile::SameAccount;
use crate::schema::{Check, Dialect, Locator, Value};
use crate::text;
use crate::words::Text;

/// Why an entry of another gateway cannot be verified or undone from here.
pub const ELSEWHERE: Text =
    text!("Connect to that gateway to verify or undo this." / "请连接到该网关后再核实或撤销。");

/// Why an entry of another account cannot be verified or undone from here.
pub const OTHER_ACCOUNT: Text = text!(
    "Written for another account of this gateway. Connect with a key of that account."
        / "属于此网关的另一个账户。请使用该账户的密钥连接。"
);

/// Returns the entry with the outcomes as verified at `now`; a settled outcome is kept. `all` are
/// the entries of the journal, and `account` says whose lists `transport` reads.
pub async fn verify(
    entry: &Entry,
    all: &[&Entry],
    account: SameAccount,
    now: UnixMillis,
    dialect: &Dialect,
    transport: &impl Transport,
) -> Entry {
    let verifier = Verifier {
        dialect,
        account,
        age_millis: entry.age_millis(now),
        transport,
    };
    if entry.is_in_progress(now) {
        return entry.clone();
    }
    let mut verified = updated_by_repeats(entry, all);
    verified.read_at = Some(now);
    for (number, step) in entry.steps.iter().enumerate() {
        // The tab was closed before it came to this step.
        let was_reached = entry.reached.is_none_or(|reached| number < reached.steps);
        if !was_reached && step.outcome.is_none() {
            verified.steps[number].outcome = Some(Outcome::NotSent);
            continue;
        }
        let overtaken = is_overtaken(entry, number, all);
        let checks = step.checks.iter();
        let checks: Vec<Check> = checks.map(|check| resolved(entry, step, check)).collect();
        let checks = unclaimed(checks, entry, all);
        let outcome = verified.steps[number].outcome.clone();
        let found = verifier.verify(&checks, outcome.as_ref(), overtaken);
        if let Some(found) = found.await {
            let before = applied_before(entry, number, all);
            let reported_success = may_change(outcome.as_ref()).unwrap_or_default();
            let found = of_shared(found.of_attempt(before), reported_success, entry, all);
            verified.steps[number].outcome = Some(found);
        }
        // A compensation that was not sent has no outcome.
        let Some(sent) = step.compensation.as_ref() else {
            continue;
        };
        if sent.outcome.is_some()
            && let Some(found) = verifier
                .verify(&sent.checks, sent.outcome.as_ref(), overtaken)
                .await
        {
            verified = verified.restored(number, &found);
        }
    }
    verified
}

/// Milliseconds after a write was confirmed at which it is first verified automatically, once
/// sending has ended; each further interval is twice as long.
const FIRST_VERIFICATION_MILLIS: i64 = 10_000;

/// Returns the milliseconds from `now` until an entry is verified automatically; `None` if that
/// cannot settle it, or it is too old to be still in progress.
#[must_use]
pub fn next_verification(entry: &Entry, dialect: &Dialect, now: UnixMillis) -> Option<u32> {
    let settled = i64::from(dialect.settles_seconds) * 1_000;
    let age = entry.age_millis(now);
    if entry.is_in_progress(now) {
        return u32::try_from(age.unsigned_abs()).ok();
    }
    let age = age.max(0);
    if age >= settled || !entry.is_worth_verifying() {
        return None;
    }
    let doubled = |millis: &i64| Some(millis.saturating_mul(2));
    let mut times = std::iter::successors(Some(FIRST_VERIFICATION_MILLIS), doubled);
    let next = times.find(|time| *time > age)?.min(settled);
    u32::try_from(next - age).ok()
}

/// What verifying reads, and for which account.
struct Verifier<'a, T> {
    dialect: &'a Dialect,
    account: SameAccount,
    age_millis: i64,
    transport: &'a T,
}

impl<T: Transport> Verifier<'_, T> {
    /// Verifies an outcome again; `None` if it is unchanged.
    async fn verify(
        &self,
        checks: &[Check],
        outcome: Option<&Outcome>,
        overtaken: bool,
    ) -> Option<Outcome> {
        let reported_success = may_change(outcome)?;
        match uncertainty(checks, overtaken, self.account) {
            None => {
                let (dialect, age_millis) = (self.dialect, self.age_millis);
                let found = verify_again(
                    dialect,
                    checks,
                    reported_success,
                    age_millis,
                    self.transport,
                );
                Some(found.await)
            }
            // A settled outcome is kept; a later change does not invalidate it.
            Some(_) if outcome.is_some_and(Outcome::is_settled) => None,
            Some(uncertainty) => Some(Outcome::Unknown {
                uncertainty,
                reported_success,
            }),
        }
    }
}

/// Returns whether the gateway reported success for a step whose outcome may still change; `None`
/// for any other step.
const fn may_change(outcome: Option<&Outcome>) -> Option<bool> {
    match outcome {
        None | Some(Outcome::NotApplied) => Some(false),
        Some(Outcome::NoChange) => Some(true),
        Some(Outcome::Unknown {
            reported_success, ..
        }) => Some(*reported_success),
        Some(
            Outcome::Applied { .. }
            | Outcome::Refused { .. }
            | Outcome::AppliedTwice { .. }
            | Outcome::NotSent
            | Outcome::Outdated { .. }
            | Outcome::InAnotherAttempt
            | Outcome::Expired
            | Outcome::Abandoned,
        ) => None,
    }
}

/// Returns why reading cannot settle these checks.
fn uncertainty(checks: &[Check], overtaken: bool, account: SameAccount) -> Option<Uncertainty> {
    if overtaken {
        Some(Uncertainty::Overtaken)
    } else if account != SameAccount::Yes && checks.iter().any(needs_list) {
        Some(Uncertainty::AccountNotKnown)
    } else {
        None
    }
}

/// Returns a check that does not depend on another step's response, if the journal knows what that
/// step created.
fn resolved(entry: &Entry, step: &StoredStep, check: &Check) -> Check {
    let made = |of: &Id, by_step: usize| {
        let made = entry.steps_of(step.subject).nth(by_step)?;
        match made.outcome.as_ref()? {
            Outcome::Applied { after, .. } => match after.as_slice() {
                [After::Created(ids)] if ids.len() == 1 => {
                    Some(Locator::of_id(of.clone(), SpelledId::Text(ids[0].clone())))
                }
                _ => None,
            },
            _ => None,
        }
    };
    let resolved = match check {
        Check::Removed { of, by_step } => made(of, *by_step).map(|at| Check::Goes { at }),
        Check::Made {
            of,
            by_step,
            field,
            to,
        } => made(of, *by_step).map(|at| Check::Becomes {
            at,
            field: field.clone(),
            before: Value::Missing,
            to: to.clone(),
        }),
        _ => None,
    };
    resolved.unwrap_or_else(|| check.clone())
}

#[cfg(test)]
mod tests;

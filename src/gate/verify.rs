//! Verifies a write: its checks read what the gateway holds now and say whether the write was
//! applied. Reads only.

use super::reading::{Evidence, Reading, response_only};
use super::verdict::{Judged, Verdict, joined};
use super::{Outcome, Progress, Transport, Uncertainty};
use crate::call::ApiError;
use crate::domain::ids::SpelledId;
use crate::schema::{Check, Dialect};

/// Pauses in milliseconds before verifying again while a change is not visible: a gateway that
/// batches its writes shows them after up to five seconds.
pub const VERIFY_PAUSES_MILLIS: [u32; 2] = [1_000, 4_000];

/// The result of verifying.
pub(super) struct Verified {
    /// The verdict of all checks.
    pub(super) verdict: Verdict,
    /// The one row that the write created, if a check found it.
    pub(super) made: Option<SpelledId>,
}

/// Verifies a write, and again after a pause while the change is not visible.
pub(super) async fn verify_with_pauses(
    dialect: &Dialect,
    checks: &[Check],
    evidence: Evidence<'_>,
    transport: &impl Transport,
    watch: &dyn Fn(Progress),
) -> Verified {
    watch(Progress::Verifying);
    let mut verified = verify(dialect, checks, evidence, transport).await;
    for pause in VERIFY_PAUSES_MILLIS {
        if !verified.verdict.may_change() {
            break;
        }
        watch(Progress::NotVisibleYet);
        transport.pause(pause).await;
        verified = verify(dialect, checks, evidence, transport).await;
    }
    verified
}

/// Verifies an earlier write again: after a reload, or at the operator's request. `age_millis` is
/// the time since it was confirmed; `reported_success` says whether the gateway did.
pub async fn verify_again(
    dialect: &Dialect,
    checks: &[Check],
    reported_success: bool,
    age_millis: i64,
    transport: &impl Transport,
) -> Outcome {
    let evidence = Evidence {
        reported_success,
        response: None,
        made: &|_| None,
    };
    let verified = verify(dialect, checks, evidence, transport).await;
    match verified.verdict.outcome(reported_success) {
        Outcome::NotApplied if age_millis < i64::from(dialect.settles_seconds) * 1_000 => {
            Outcome::Unknown {
                uncertainty: Uncertainty::TooEarly,
                reported_success,
            }
        }
        outcome => outcome,
    }
}

/// Returns whether a check is judged by the absence of a row in a list, or by a name alone. Such a
/// check needs the list of the account that the write was sent for.
#[must_use]
pub const fn needs_list(check: &Check) -> bool {
    match check {
        Check::Goes { .. }
        | Check::Appears { .. }
        | Check::Lists { .. }
        | Check::Named { .. }
        | Check::Made { .. }
        | Check::Removed { .. } => true,
        Check::Becomes { .. }
        | Check::Rises { .. }
        | Check::Differs { .. }
        | Check::ResponseOnly => false,
    }
}

/// Returns whether a gateway refuses with this error what is already done: the row no longer
/// exists, or a row with that name does. This very write may then have been applied by an earlier
/// send.
pub(super) fn is_refused_once_done(check: &Check, error: &ApiError) -> bool {
    let ApiError::Refused(refusal) = error else {
        return false;
    };
    match check {
        Check::Goes { .. } | Check::Removed { .. } => matches!(refusal.status, 404 | 410),
        Check::Becomes { to, .. } if !to.is_present() => matches!(refusal.status, 404 | 410),
        Check::Appears { .. } => refusal.status == 409,
        Check::Becomes { .. }
        | Check::Rises { .. }
        | Check::Differs { .. }
        | Check::Lists { .. }
        | Check::Named { .. }
        | Check::Made { .. }
        | Check::ResponseOnly => false,
    }
}

/// Returns whether a check may pass although nothing was applied: the value is the same before and
/// afterwards, or a list holds the same rows. It proves nothing beside a check that fails.
fn may_hold_before(check: &Check) -> bool {
    match check {
        Check::Becomes { before, to, .. } => before.is_same(to),
        Check::Lists { .. } => true,
        _ => false,
    }
}

/// Reads once what the checks need.
pub(super) async fn verify(
    dialect: &Dialect,
    checks: &[Check],
    evidence: Evidence<'_>,
    transport: &impl Transport,
) -> Verified {
    judged_by(Reading::new(dialect, transport), checks, evidence).await
}

/// Judges the checks by what a verification reads, or knows already.
pub(super) async fn judged_by(
    mut reading: Reading<'_, impl Transport>,
    checks: &[Check],
    evidence: Evidence<'_>,
) -> Verified {
    let mut judged = Vec::with_capacity(checks.len());
    for check in checks {
        let verdict = reading.judge(check, evidence).await;
        judged.push(Judged {
            verdict: verdict
                .unwrap_or_else(|error| Verdict::Uncertain(Uncertainty::ReadFailed(error))),
            held_before: may_hold_before(check),
        });
    }
    if checks.is_empty() {
        judged.push(Judged {
            verdict: response_only(evidence.reported_success),
            held_before: false,
        });
    }
    Verified {
        verdict: joined(judged),
        made: reading.made(),
    }
}

#[cfg(test)]
mod tests {
    use super::may_hold_before;
    use crate::domain::ids::id;
    use crate::schema::{Check, Locator, Value};

    #[test]
    fn what_proves_nothing_alone() {
        let becomes = |before, to| Check::Becomes {
            at: Locator::of_id("things", "7"),
            field: id("size"),
            before: Value::Whole(before),
            to: Value::Whole(to),
        };
        assert!(may_hold_before(&becomes(1, 1)));
        assert!(!may_hold_before(&becomes(1, 2)));
        // The same names may be listed before and afterwards.
        assert!(may_hold_before(&Check::Lists {
            of: id("things"),
            ids: vec!["a".to_owned()],
        }));
        assert!(!may_hold_before(&Check::ResponseOnly));
    }
}

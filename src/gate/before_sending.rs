//! What is read just before a step is sent: whether its preconditions still hold, and whether somebody
//! else changed what it changes since the review. Reads only.

use super::find::{Found, find};
use super::plan::PlannedStep;
use super::reading::{Evidence, Reading};
use super::verdict::Verdict;
use super::verify::{judged_by, verify};
use super::{After, Outcome, Transport, Uncertainty};
use crate::call::ApiError;
use crate::domain::ids::{Id, SpelledId};
use crate::schema::{Check, Dialect, Locator, Precondition, Requires, Step, Value};

/// A step that is about to be sent.
pub(super) struct BeforeSending<'a, T> {
    /// The dialect.
    pub(super) dialect: &'a Dialect,
    /// The step.
    pub(super) planned: &'a PlannedStep,
    /// The ids that steps of its row created.
    pub(super) made: &'a dyn Fn(usize) -> Option<SpelledId>,
    /// The gateway.
    pub(super) transport: &'a T,
}

/// A step that is not sent after all.
pub(super) struct NotSent {
    /// How it ended.
    pub(super) outcome: Outcome,
    /// The id that an earlier attempt created.
    pub(super) made: Option<SpelledId>,
}

impl From<Outcome> for NotSent {
    fn from(outcome: Outcome) -> Self {
        Self {
            outcome,
            made: None,
        }
    }
}

impl<T: Transport> BeforeSending<'_, T> {
    /// Returns why a step is not sent after all; `None` if it may be sent.
    pub(super) async fn ends(&self) -> Option<NotSent> {
        let mut read = Vec::new();
        if let Some(outcome) = self.outdated(&mut read).await {
            return Some(outcome.into());
        }
        let step = &self.planned.step;
        let mut checks = step.checks.iter();
        let replaces = checks.any(|check| replaces(check) && !is_compared(step, check));
        let is_read = self.planned.was_sent || replaces || step.checks.iter().any(adds_money);
        if is_read {
            return self.changed_since_review(read).await;
        }
        None
    }

    /// Returns whether what a step sets may have been set by an earlier step of the plan: it follows only
    /// those that were applied, and adds nothing.
    fn is_done_by_earlier(&self) -> bool {
        let step = &self.planned.step;
        let follows = step.requires == Requires::AllBeforeApplied && !self.planned.was_sent;
        follows && !step.checks.iter().any(adds_money)
    }

    /// Returns the outcome of a step that is not sent because somebody else changed its field since
    /// the review: the review no longer shows the truth, and the check could not tell whether the
    /// step was applied.
    async fn changed_since_review(&self, read: Vec<(Locator, Found)>) -> Option<NotSent> {
        let evidence = Evidence {
            reported_success: false,
            response: None,
            made: &|_| None,
        };
        let checks = &self.planned.step.checks;
        // The rows of the preconditions were read just now.
        let reading = Reading::new(self.dialect, self.transport).knowing(read);
        let now = judged_by(reading, checks, evidence).await;
        let changed = match now.verdict {
            Verdict::Uncertain(Uncertainty::ChangedElsewhere { field, value }) => {
                (!checks.iter().all(moves_by_itself)).then_some((field, value))
            }
            // It was sent before and was applied since: without an idempotency key a repeat would add it
            // once more.
            Verdict::Once(after)
                if self.planned.was_sent
                    && !self.planned.step.write.is_keyed()
                    && checks.iter().any(adds) =>
            {
                return Some(NotSent {
                    outcome: Outcome::Applied {
                        after,
                        reported_success: false,
                    },
                    made: now.made,
                });
            }
            // A step before it did it too: a gateway may enable a key by itself once its date is later.
            Verdict::Once(after) if self.is_done_by_earlier() => {
                return Some(NotSent {
                    outcome: Outcome::Applied {
                        after,
                        reported_success: true,
                    },
                    made: now.made,
                });
            }
            // Not by this step, which was never sent: somebody added or set the same. It would be told as
            // a change of this account's, to be undone from here.
            Verdict::Once(after)
                if !self.planned.was_sent
                    && checks.iter().any(|it| adds_money(it) || replaces(it)) =>
            {
                field_after(after)
            }
            Verdict::Twice(after) => field_after(after),
            Verdict::Once(_) | Verdict::Never | Verdict::Uncertain(_) => None,
        };
        changed.map(|(field, value)| Outcome::Outdated { field, value }.into())
    }

    /// Returns the outcome of a step of which a precondition no longer holds. An earlier attempt may
    /// be the cause.
    async fn outdated(&self, read: &mut Vec<(Locator, Found)>) -> Option<Outcome> {
        let mut changed = None;
        for precondition in &self.planned.step.preconditions {
            let at = &precondition.at;
            if !read.iter().any(|(known, _)| known == at) {
                match find(self.dialect, at, self.transport).await {
                    Ok(found) => read.push((at.clone(), found)),
                    // What refuses a read would refuse the write too, which is not sent.
                    Err(
                        error @ (ApiError::SignedOut(_)
                        | ApiError::NotAllowed(_)
                        | ApiError::Limited { .. }),
                    ) => return Some(Outcome::Refused { error }),
                    Err(_) => return Some(Outcome::NOTHING_SENT),
                }
            }
            let value = match read.iter().find(|(known, _)| known == at) {
                Some((_, Found::Here(row))) => row.record.value(&precondition.field).clone(),
                _ => Value::Missing,
            };
            if !value.is_same(&precondition.value) {
                changed = Some((precondition.field.clone(), value));
                break;
            }
        }
        let (field, value) = changed?;
        if self.planned.may_have_been_applied {
            let evidence = Evidence {
                reported_success: false,
                response: None,
                made: self.made,
            };
            let verified = verify(
                self.dialect,
                &self.planned.step.checks,
                evidence,
                self.transport,
            )
            .await;
            let outcome = verified.verdict.outcome(false);
            if outcome.was_applied() {
                return Some(outcome);
            }
        }
        Some(Outcome::Outdated { field, value })
    }
}

/// Returns the field that a check saw, with its value.
fn field_after(after: Vec<After>) -> Option<(Id, Value)> {
    after.into_iter().find_map(|after| match after {
        After::Field { field, value } => Some((field, value)),
        _ => None,
    })
}

/// Returns whether a check compares a value that is replaced: what somebody else set since the review
/// would be lost, and the review and the journal would tell a value before that was not.
fn replaces(check: &Check) -> bool {
    matches!(check, Check::Becomes { before, to, .. } if !before.is_same(to))
}

/// Returns whether a check compares a sum that is a little lower while a call is under way: a gateway
/// reserves units before it counts them as used (one-api contract 4.3, `PreConsumedQuota`).
const fn moves_by_itself(check: &Check) -> bool {
    matches!(
        check,
        Check::Rises {
            by: Value::QuotaUnits(_),
            ..
        }
    )
}

/// Returns whether the preconditions of a step compare what a check compares, so that it need not be
/// read again. Other fields of their rows are.
fn is_compared(step: &Step, check: &Check) -> bool {
    let of_row = |precondition: &&Precondition| {
        let is_same = |at: &Locator| at.id == precondition.at.id;
        check.at().is_some_and(is_same)
    };
    let mut of_row = step.preconditions.iter().filter(of_row).peekable();
    if of_row.peek().is_none() {
        return !step.preconditions.is_empty();
    }
    let field = check.field().map(|(field, _)| field);
    of_row.any(|precondition| field == Some(&*precondition.field))
}

/// Returns whether a check compares a number that is added to, which others may add to as well.
const fn adds_money(check: &Check) -> bool {
    matches!(
        check,
        Check::Rises {
            by: Value::Amount(_) | Value::QuotaUnits(_),
            ..
        }
    )
}

/// Returns whether a write adds something each time it is sent.
pub(super) const fn adds(check: &Check) -> bool {
    matches!(check, Check::Rises { .. } | Check::Appears { .. })
}

#[cfg(test)]
mod tests {
    use super::{adds, adds_money, moves_by_itself};
    use crate::domain::ids::id;
    use crate::domain::money::{Amount, Usd};
    use crate::domain::quota::QuotaUnits;
    use crate::schema::{Check, FieldValue, Locator, Value};

    #[test]
    fn what_is_read_before_something_is_added() {
        let check = |by: Value, expect: [bool; 3]| {
            let rises = Check::Rises {
                at: Locator::of_id("things", "7"),
                field: id("size"),
                before: Value::Null,
                by,
            };
            let said = [adds(&rises), adds_money(&rises), moves_by_itself(&rises)];
            assert_eq!(said, expect);
        };
        check(Amount::computed(Usd::ZERO).value(), [true, true, false]);
        // A sum of units moves by itself while calls are under way, so only exactly the same is telling.
        check(QuotaUnits(5).value(), [true, true, true]);
        check(Value::Whole(1), [true, false, false]);
        assert!(!adds(&Check::ResponseOnly));
    }
}

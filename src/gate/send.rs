//! Sends one write, once, and verifies it. With `login` the only caller of [`Transport::write`];
//! neither calls it in a loop.

use super::before_sending::adds;
use super::live::read_live;
use super::reading::{Evidence, response_only};
use super::verdict::Verdict;
use super::verify::{is_refused_once_done, verify, verify_with_pauses};
use super::{Outcome, Progress, Transport, Uncertainty};
use crate::call::{ApiError, Body, Hole, Limit, Request, Unreachable, Write};
use crate::domain::ids::SpelledId;
use crate::records::{Effect, Response, classify, meant, read_response, values_beside_refusal};
use crate::schema::{Check, CompensateWhen, Dialect, Locator, Resource, Value, Yields};

/// A write to send.
pub(super) struct Sending<'a> {
    /// The dialect.
    pub(super) dialect: &'a Dialect,
    /// The row that the write is about.
    pub(super) at: &'a Locator,
    /// The resource of the row in the response.
    pub(super) resource: &'a Resource,
    /// What the response contains besides the row.
    pub(super) yields: &'a Yields,
    /// The write.
    pub(super) write: &'a Write,
    /// The checks.
    pub(super) checks: &'a [Check],
    /// Seconds to wait for a response.
    pub(super) patience_seconds: u16,
    /// The number of the write among the steps of its row.
    pub(super) number: usize,
    /// The ids that steps of its row created.
    pub(super) made: &'a dyn Fn(usize) -> Option<SpelledId>,
    /// Whether an earlier attempt was applied, or may have been.
    pub(super) may_have_been_applied: bool,
    /// When the value before is sent back.
    pub(super) compensates: Option<CompensateWhen>,
}

/// The result of a write.
pub(super) struct Sent {
    /// How it ended.
    pub(super) outcome: Outcome,
    /// The id that it created, if exactly one row was found.
    pub(super) made: Option<SpelledId>,
    /// The response, where it could be read.
    pub(super) response: Option<Response>,
    /// The refusal of a repeat, whatever the outcome of an earlier attempt.
    pub(super) refused: Option<ApiError>,
    /// Why no response was received.
    pub(super) lost: Option<Unreachable>,
}

impl From<Outcome> for Sent {
    fn from(outcome: Outcome) -> Self {
        Self {
            outcome,
            made: None,
            response: None,
            refused: None,
            lost: None,
        }
    }
}

impl Sending<'_> {
    /// Sends the write and verifies it.
    pub(super) async fn send(&self, transport: &impl Transport, watch: &dyn Fn(Progress)) -> Sent {
        let Some(request) = self.request() else {
            return Outcome::NOTHING_SENT.into();
        };
        let live = match read_live(self.dialect, self.at, &request, transport).await {
            Ok(live) => live,
            // The gateway refused a read; nothing is sent.
            Err(_) => return Outcome::NOTHING_SENT.into(),
        };
        watch(Progress::Sending);
        let attempt = transport.write(&request, &live).await;
        let besides = attempt.as_ref().ok();
        let besides = besides.and_then(|reply| values_beside_refusal(self.yields, reply));
        let read = classify(Effect::Write, request.path(), attempt);
        let read = read
            .map_err(|error| meant(self.dialect, error))
            .and_then(|reply| {
                read_response(
                    self.dialect,
                    self.resource,
                    self.yields,
                    request.path(),
                    &reply,
                )
            });
        let (reported_success, response) = match read {
            Ok(mut response) => {
                // If the first attempt created a value too, that value was replaced now, and the
                // value that programs use may have stopped working earlier.
                if self.may_have_been_applied && !response.replayed {
                    response.old_ends = None;
                }
                (true, Some(response))
            }
            // The gateway reported success in an unreadable response; the checks tell more.
            Err(ApiError::Unreadable { .. }) => (true, None),
            Err(ApiError::OutcomeUnknown(why)) => {
                let verified = self.verified(false, None, transport, watch).await;
                return Sent {
                    lost: Some(why),
                    ..verified
                };
            }
            Err(error) => {
                let refused = self.refused(error, transport, watch).await;
                let response = besides.map(|value| Response {
                    value: Some(value),
                    ..Response::default()
                });
                return Sent {
                    response: refused.response.or(response),
                    ..refused
                };
            }
        };
        self.verified(reported_success, response, transport, watch)
            .await
    }

    async fn verified(
        &self,
        reported_success: bool,
        response: Option<Response>,
        transport: &impl Transport,
        watch: &dyn Fn(Progress),
    ) -> Sent {
        let row = response.as_ref().and_then(|response| response.row.as_ref());
        let returned_id = row.map(|row| row.id.clone());
        let made = |step| self.made_by(step, returned_id.as_ref());
        let evidence = Evidence {
            reported_success,
            response: response.as_ref(),
            made: &made,
        };
        let verified =
            verify_with_pauses(self.dialect, self.checks, evidence, transport, watch).await;
        let brought_value = response
            .as_ref()
            .is_some_and(|response| response.value.is_some());
        let verdict = match verified.verdict {
            // The response contained the new value, and nothing else can be read.
            Verdict::Uncertain(Uncertainty::NothingToCompare) if brought_value => {
                response_only(reported_success)
            }
            verdict => verdict,
        };
        let outcome = match verdict.outcome(reported_success) {
            // The connection was cut, and the gateway or a proxy may still be working on it.
            Outcome::NotApplied => Outcome::Unknown {
                uncertainty: Uncertainty::TooEarly,
                reported_success: false,
            },
            outcome => outcome,
        };
        Sent {
            outcome,
            made: returned_id.or(verified.made),
            response,
            refused: None,
            lost: None,
        }
    }

    /// Returns the outcome of a refusal. The checks decide where the gateway may hold what was sent
    /// all the same: a refusal inside a success may come of a step after the one that stored it, and
    /// the same write may have been sent before, by the operator or by a browser that repeats a
    /// request by itself when a connection dies, so that only the second response arrives. Anywhere
    /// else it is final.
    async fn refused(
        &self,
        error: ApiError,
        transport: &impl Transport,
        watch: &dyn Fn(Progress),
    ) -> Sent {
        let made = |step| self.made_by(step, None);
        let evidence = Evidence {
            reported_success: false,
            response: None,
            made: &made,
        };
        // The gateway accepts such a write only so often: this very one may have been done just now.
        let too_soon =
            self.write.limit() == Limit::Write && matches!(error, ApiError::Limited { .. });
        let done = |check: &Check| {
            (too_soon && check.field().is_some())
                || is_refused_once_done(check, &error)
                || may_be_stored_when_refused(check, &error)
        };
        let is_done = self.checks.iter().any(done);
        let may_be_done = is_done || self.may_be_done_inside(&error);
        let verified = if self.may_have_been_applied {
            verify_with_pauses(self.dialect, self.checks, evidence, transport, watch).await
        } else if may_be_done {
            watch(Progress::Verifying);
            verify(self.dialect, self.checks, evidence, transport).await
        } else {
            return Outcome::Refused { error }.into();
        };
        let refused = self.may_have_been_applied.then(|| error.clone());
        match verified.verdict {
            Verdict::Never if self.may_have_been_applied => Sent {
                refused,
                ..Sent::from(Outcome::Unknown {
                    uncertainty: Uncertainty::EarlierAttempt(error),
                    reported_success: false,
                })
            },
            Verdict::Never => Outcome::Refused { error }.into(),
            // What is stored is what was sent, but no read shows each number that applies now
            // (one-api contract 4.4).
            Verdict::Once(_)
                if matches!(
                    self.compensates,
                    Some(CompensateWhen::NotAppliedAndLiveBrokenOrOurs(_))
                ) && !self.may_have_been_applied
                    && matches!(error, ApiError::Refused(_)) =>
            {
                Outcome::Refused { error }.into()
            }
            // Somebody else changed it earlier, which is why it was refused.
            Verdict::Uncertain(Uncertainty::ChangedElsewhere { .. })
                if !self.may_have_been_applied && is_done =>
            {
                Outcome::Refused { error }.into()
            }
            // Nothing that was read contradicts the refusal, which suffices where a repeat would add
            // nothing.
            Verdict::Uncertain(uncertainty)
                if !self.may_have_been_applied
                    && !is_done
                    && uncertainty != Uncertainty::Partly
                    && !self.checks.iter().any(adds) =>
            {
                Outcome::Refused { error }.into()
            }
            verdict => Sent {
                outcome: verdict.outcome(false),
                made: verified.made,
                response: None,
                refused,
                lost: None,
            },
        }
    }

    /// Returns whether the gateway may have done what it refuses inside a success: what failed may be
    /// a part after the one that counts, such as a log row or the rest of a batch of codes (one-api
    /// contract 2). A trial reports its result that way.
    fn may_be_done_inside(&self, error: &ApiError) -> bool {
        let ApiError::Refused(refusal) = error else {
            return false;
        };
        let is_inside = matches!(refusal.status, 200..=299);
        let is_trial = matches!(self.yields, Yields::Trial { .. });
        let mut checks = self.checks.iter();
        is_inside && !is_trial && checks.any(|check| !matches!(check, Check::ResponseOnly))
    }

    fn made_by(&self, step: usize, returned: Option<&SpelledId>) -> Option<SpelledId> {
        if step == self.number {
            returned.cloned()
        } else {
            (self.made)(step)
        }
    }

    /// Returns the request, with the ids that earlier steps created.
    fn request(&self) -> Option<Request> {
        let request = self
            .write
            .request(self.dialect.credential, self.patience_seconds, self.made);
        let request = request.ok()?;
        let body = match &request.body {
            Some(body) => Some(filled(body, self.made)?),
            None => None,
        };
        Some(Request { body, ..request })
    }
}

/// Returns whether the gateway may have stored what it refuses: some store a document before they
/// read it (one-api contract 4.4).
const fn may_be_stored_when_refused(check: &Check, error: &ApiError) -> bool {
    let is_document = matches!(
        check,
        Check::Becomes {
            to: Value::Document(_),
            ..
        }
    );
    is_document && matches!(error, ApiError::Refused(_))
}

/// Fills the ids that earlier steps created into a body; the session fills the other holes.
fn filled(body: &Body, made: &dyn Fn(usize) -> Option<SpelledId>) -> Option<Body> {
    Some(match body {
        Body::Hole(Hole::MadeBy(step)) => Body::id(&made(*step)?),
        Body::List(items) => {
            let items: Option<Vec<Body>> = items.iter().map(|item| filled(item, made)).collect();
            Body::List(items?)
        }
        Body::Object(fields) => {
            let field = |(name, value): &(_, _)| Some((Clone::clone(name), filled(value, made)?));
            let fields: Option<Vec<_>> = fields.iter().map(field).collect();
            Body::Object(fields?)
        }
        Body::JsonText(inner) => Body::JsonText(Box::new(filled(inner, made)?)),
        Body::Null | Body::Truth(_) | Body::Number(_) | Body::Text(_) | Body::Hole(_) => {
            body.clone()
        }
    })
}

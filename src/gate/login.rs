//! Logins: sends their requests, each once, and verifies at the end what the gateway lists. How a
//! login goes on is decided by `flows`.

use super::reading::Evidence;
use super::verdict::Verdict;
use super::verify::verify_with_pauses;
use super::{After, Confirmed, Outcome, Plan, Transport, Uncertainty};
use crate::call::{ApiError, Lost, PATIENCE_SECONDS, Refusal, Reply, Request, Write};
use crate::domain::ids::{Id, SpelledId};
use crate::flows::account::{Account, End};
use crate::flows::problem::StartProblem;
use crate::records::{Effect, NO_LOGIN, classify, kept};
use crate::schema::{Check, Dialect};

/// Sends the request that starts a login, once. Returns the plan that was sent with the response,
/// as [`send_login`] does.
pub async fn start_login(
    confirmed: Confirmed,
    transport: &impl Transport,
) -> (Plan, Option<Reply>) {
    let plan = confirmed.into_plan();
    let reply = match plan.steps.first() {
        Some(planned) => send_login(plan.dialect, &planned.step.write, transport).await,
        None => None,
    };
    (plan, reply)
}

/// Sends a request of a login, once. `None` where no whole response came from the gateway: a proxy
/// that asks for its own sign-in says nothing of the login.
pub async fn send_login(
    dialect: &Dialect,
    write: &Write,
    transport: &impl Transport,
) -> Option<Reply> {
    let request: Request = write
        .request(dialect.credential, PATIENCE_SECONDS, &|_| None)
        .ok()?;
    let reply = transport.write(&request, &[]).await.ok()?;
    match classify(Effect::Write, request.path(), Ok(reply.clone())) {
        Err(ApiError::Proxy) => None,
        _ => Some(reply),
    }
}

/// Returns the outcome of a start after which nobody can finish a login.
#[must_use]
pub fn start_outcome(problem: &StartProblem, path: &str, reply: Option<Reply>) -> Outcome {
    let message = match problem {
        StartProblem::Refused(_, message) => message.clone(),
        _ => None,
    };
    let status = reply.as_ref().map_or(0, |reply| reply.status);
    let attempt = reply.ok_or(Lost::Network);
    let error = match classify(Effect::Write, path, attempt) {
        // Nobody saw its code or link, so it ends by itself.
        Err(ApiError::OutcomeUnknown(_)) => return Outcome::NotApplied,
        Err(error) => error,
        Ok(_) => match message {
            Some(message) => ApiError::Refused(Refusal {
                status,
                message,
                ..Refusal::default()
            }),
            None => ApiError::Unreadable {
                path: path.to_owned(),
                why: kept(NO_LOGIN),
                excerpt: String::new(),
            },
        },
    };
    Outcome::Refused { error }
}

/// Returns the outcome of a login that ended: what the gateway reports is compared with what it
/// lists. `checks` are those of the step that started it, `status` is that of its last response.
pub async fn conclude_login(
    dialect: &Dialect,
    of: &Id,
    checks: &[Check],
    end: &End,
    status: u16,
    transport: &impl Transport,
) -> Outcome {
    match end {
        End::Expired => Outcome::Expired,
        End::Abandoned => Outcome::Abandoned,
        End::Refused(message) => Outcome::Refused {
            error: ApiError::Refused(Refusal {
                status,
                message: message.clone().unwrap_or_default(),
                ..Refusal::default()
            }),
        },
        End::Completed(Account { id: None, .. }) => {
            found(dialect, checks, None, true, transport).await
        }
        End::Completed(Account {
            id: Some(id),
            reconnected,
        }) => {
            let named = [Check::Named {
                of: of.clone(),
                by_step: 0,
            }];
            let outcome = found(dialect, &named, Some(id), true, transport).await;
            match outcome {
                Outcome::Applied {
                    reported_success, ..
                } if *reconnected || was_there(checks, id) => Outcome::Applied {
                    after: vec![After::SignedIn(id.to_string())],
                    reported_success,
                },
                outcome => outcome,
            }
        }
        End::Unknown => match found(dialect, checks, None, false, transport).await {
            // The gateway may still be finishing it.
            Outcome::NotApplied => Outcome::Unknown {
                uncertainty: Uncertainty::TooEarly,
                reported_success: false,
            },
            outcome => outcome,
        },
    }
}

async fn found(
    dialect: &Dialect,
    checks: &[Check],
    id: Option<&SpelledId>,
    reported_success: bool,
    transport: &impl Transport,
) -> Outcome {
    let evidence = Evidence {
        reported_success,
        response: None,
        made: &|_| id.cloned(),
    };
    let verified = verify_with_pauses(dialect, checks, evidence, transport, &|_| {}).await;
    let verdict = match verified.verdict {
        // The row that was to be signed in again was, and the gateway lists no sign of it.
        Verdict::Uncertain(Uncertainty::NothingToCompare) if reported_success => {
            Verdict::Once(vec![After::ResponseOnly])
        }
        verdict => verdict,
    };
    verdict.outcome(reported_success)
}

/// Returns whether an account was listed before the login began.
fn was_there(checks: &[Check], id: &SpelledId) -> bool {
    checks.iter().any(|check| match check {
        Check::Appears { baseline, .. } => baseline.ids.iter().any(|known| known == id.as_str()),
        check => check.at().is_some_and(|at| at.id.as_str() == id.as_str()),
    })
}

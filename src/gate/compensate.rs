//! Decides when a saved document is restored. One that somebody else wrote is never overwritten.

use serde_json::Value as Json;

use super::find::{Found, find};
use super::{Outcome, Transport, Uncertainty};
use crate::call::ApiError;
use crate::schema::{Check, Dialect, Document, DocumentKind, Value};

/// Whether a document must be restored.
pub(super) enum Condition {
    /// It must be restored.
    Holds,
    /// It must not be restored.
    DoesNotHold,
    /// The live document could not be read.
    NotKnown,
}

/// Returns whether a save with this outcome must be restored: it was refused or a check failed, and
/// the live document is broken or exactly what was sent.
pub(super) async fn condition(
    dialect: &Dialect,
    outcome: &Outcome,
    checks: &[Check],
    kind: DocumentKind,
    transport: &impl Transport,
) -> Condition {
    if !was_not_applied(outcome) {
        return Condition::DoesNotHold;
    }
    let sent = checks.iter().find_map(|check| match check {
        Check::Becomes {
            at,
            field,
            to: Value::Document(sent),
            ..
        } => Some((at, field, sent)),
        _ => None,
    });
    let Some((at, field, Document(sent))) = sent else {
        return Condition::DoesNotHold;
    };
    match find(dialect, at, transport).await {
        Ok(Found::Here(row)) => match row.record.value(field) {
            Value::Document(Document(live)) if live == sent || is_broken(kind, live) => {
                Condition::Holds
            }
            _ => Condition::DoesNotHold,
        },
        Ok(Found::Gone | Found::NotSeen) => Condition::DoesNotHold,
        Err(_) => Condition::NotKnown,
    }
}

/// Returns whether a save was refused, or verified with a check that fails.
const fn was_not_applied(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Refused {
            error: ApiError::Refused(_),
        }
        | Outcome::NoChange
        | Outcome::NotApplied
        | Outcome::Unknown {
            uncertainty:
                Uncertainty::Partly
                | Uncertainty::ChangedElsewhere { .. }
                | Uncertainty::TooEarly
                | Uncertainty::EarlierAttempt(_),
            ..
        } => true,
        Outcome::Applied { .. }
        | Outcome::AppliedTwice { .. }
        | Outcome::Refused { .. }
        | Outcome::Unknown { .. }
        | Outcome::NotSent
        | Outcome::Outdated { .. }
        | Outcome::InAnotherAttempt
        | Outcome::Expired
        | Outcome::Abandoned => false,
    }
}

/// Returns whether a document violates its grammar.
fn is_broken(kind: DocumentKind, text: &str) -> bool {
    let json: Result<Json, _> = serde_json::from_str(text);
    match (kind, json) {
        (_, Err(_)) => true,
        (DocumentKind::Json | DocumentKind::Nested | DocumentKind::Names, Ok(_)) => false,
        (DocumentKind::Ratios, Ok(json)) => {
            let ratios = json.as_object();
            !ratios.is_some_and(|ratios| ratios.values().all(Json::is_number))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_broken, was_not_applied};
    use crate::call::ApiError;
    use crate::gate::{Outcome, Uncertainty};
    use crate::schema::DocumentKind::{self, Json, Ratios};

    #[test]
    fn what_was_not_applied_as_far_as_can_be_seen() {
        let check = |uncertainty, expect| {
            let outcome = Outcome::Unknown {
                uncertainty,
                reported_success: false,
            };
            assert_eq!(was_not_applied(&outcome), expect, "{outcome:?}");
        };
        let limited = || ApiError::Limited { retry_after: None };
        check(Uncertainty::TooEarly, true);
        check(Uncertainty::EarlierAttempt(limited()), true);
        check(Uncertainty::Partly, true);
        check(Uncertainty::ReadFailed(limited()), false);
        check(Uncertainty::NotFound, false);
    }

    #[test]
    fn broken_documents() {
        let check = |kind: DocumentKind, text: &str, expect| {
            assert_eq!(is_broken(kind, text), expect, "{kind:?} {text}");
        };
        check(Json, "[1]", false);
        check(Json, "[1", true);
        check(Json, "", true);
        check(Ratios, "{}", false);
        check(Ratios, r#"{"a": 2.50}"#, false);
        check(Ratios, r#"{"a": "2.5"}"#, true);
        check(Ratios, "[1]", true);
        check(Ratios, r#"{"a": 1"#, true);
    }
}

//! Stored steps: the request as drawn, the checks, the requirements, the compensation and the
//! outcome.

use serde_json::Value as Json;

use super::check::{read_check, write_check};
use super::json::{list, object, optional, read, read_list, read_optional, read_text};
use super::json::{read_variant, read_whole, variant, word};
use super::outcome::{read_outcome, write_outcome};
use super::value::{read_id, read_locator, read_value, write_locator, write_value};
use crate::history::entry::{StoredCompensation, StoredStep};
use crate::history::sent::Sent;
use crate::schema::{Check, CompensateWhen, DocumentKind, Precondition, Requires};

pub(super) fn write_step(step: &StoredStep) -> Json {
    object(vec![
        ("subject", Json::from(step.subject)),
        ("sent", write_sent(&step.sent)),
        ("checks", list(&step.checks, write_check)),
        ("requires", write_requires(step.requires)),
        ("still", write_preconditions(&step.preconditions)),
        (
            "compensation",
            optional(step.compensation.as_ref(), write_compensation),
        ),
        ("outcome", optional(step.outcome.as_ref(), write_outcome)),
    ])
}

pub(super) fn read_step(json: &Json) -> Option<StoredStep> {
    Some(StoredStep {
        subject: read(json, "subject", read_whole)?,
        sent: read(json, "sent", read_sent)?,
        checks: read(json, "checks", read_checks)?,
        requires: read(json, "requires", read_requires)?,
        preconditions: read_optional(json, "still", read_preconditions)?.unwrap_or_default(),
        compensation: read_optional(json, "compensation", read_compensation)?,
        outcome: read_optional(json, "outcome", read_outcome)?,
    })
}

fn read_checks(json: &Json) -> Option<Vec<Check>> {
    read_list(json, read_check)
}

fn write_requires(requires: Requires) -> Json {
    match requires {
        Requires::Nothing => word("nothing"),
        Requires::AllBeforeApplied => word("all_before_applied"),
        Requires::WholePlanSoFar => word("whole_plan_so_far"),
        Requires::MadeBy(step) => variant("made_by", Json::from(step)),
    }
}

fn read_requires(json: &Json) -> Option<Requires> {
    Some(match read_variant(json)? {
        ("nothing", _) => Requires::Nothing,
        ("all_before_applied", _) => Requires::AllBeforeApplied,
        ("whole_plan_so_far", _) => Requires::WholePlanSoFar,
        ("made_by", step) => Requires::MadeBy(read_whole(step)?),
        _ => return None,
    })
}

fn write_precondition(precondition: &Precondition) -> Json {
    object(vec![
        ("at", write_locator(&precondition.at)),
        ("field", word(&precondition.field)),
        ("value", write_value(&precondition.value)),
    ])
}

/// Writes no precondition as null and one without a list, as before there could be several.
fn write_preconditions(preconditions: &[Precondition]) -> Json {
    match preconditions {
        [] => Json::Null,
        [one] => write_precondition(one),
        several => list(several, write_precondition),
    }
}

fn read_preconditions(json: &Json) -> Option<Vec<Precondition>> {
    match json {
        Json::Array(_) => read_list(json, read_precondition),
        one => Some(vec![read_precondition(one)?]),
    }
}

fn read_precondition(json: &Json) -> Option<Precondition> {
    Some(Precondition {
        at: read(json, "at", read_locator)?,
        field: read(json, "field", read_id)?,
        value: read(json, "value", read_value)?,
    })
}

fn write_compensation(compensation: &StoredCompensation) -> Json {
    object(vec![
        ("when", write_when(compensation.when)),
        ("sent", write_sent(&compensation.sent)),
        ("checks", list(&compensation.checks, write_check)),
        (
            "outcome",
            optional(compensation.outcome.as_ref(), write_outcome),
        ),
    ])
}

fn read_compensation(json: &Json) -> Option<StoredCompensation> {
    Some(StoredCompensation {
        when: read(json, "when", read_when)?,
        sent: read(json, "sent", read_sent)?,
        checks: read(json, "checks", read_checks)?,
        outcome: read_optional(json, "outcome", read_outcome)?,
    })
}

fn write_when(when: CompensateWhen) -> Json {
    match when {
        CompensateWhen::LaterStepFailed => word("later_step_failed"),
        CompensateWhen::NotAppliedAndLiveBrokenOrOurs(kind) => {
            variant("not_applied_and_live_broken_or_ours", write_kind(kind))
        }
    }
}

fn read_when(json: &Json) -> Option<CompensateWhen> {
    Some(match read_variant(json)? {
        ("later_step_failed", _) => CompensateWhen::LaterStepFailed,
        ("not_applied_and_live_broken_or_ours", kind) => {
            CompensateWhen::NotAppliedAndLiveBrokenOrOurs(read_kind(kind)?)
        }
        _ => return None,
    })
}

fn write_kind(kind: DocumentKind) -> Json {
    word(match kind {
        DocumentKind::Ratios => "ratios",
        DocumentKind::Nested => "nested",
        DocumentKind::Names => "names",
        DocumentKind::Json => "json",
    })
}

fn read_kind(json: &Json) -> Option<DocumentKind> {
    Some(match json.as_str()? {
        "ratios" => DocumentKind::Ratios,
        "nested" => DocumentKind::Nested,
        "names" => DocumentKind::Names,
        "json" => DocumentKind::Json,
        _ => return None,
    })
}

fn write_sent(sent: &Sent) -> Json {
    object(vec![
        ("method", word(&sent.method)),
        ("target", word(&sent.target)),
        ("headers", list(&sent.headers, write_header)),
        ("body", optional(sent.body.as_ref(), |text| word(text))),
        ("curl", word(&sent.curl)),
    ])
}

/// Reads a request as it was drawn.
pub(crate) fn read_sent(json: &Json) -> Option<Sent> {
    Some(Sent {
        method: read(json, "method", read_text)?,
        target: read(json, "target", read_text)?,
        headers: read(json, "headers", |headers| read_list(headers, read_header))?,
        body: read_optional(json, "body", read_text)?,
        curl: read(json, "curl", read_text)?,
    })
}

/// A header is a pair: names may repeat, so an object would lose some.
fn write_header((name, value): &(String, String)) -> Json {
    Json::Array(vec![word(name), word(value)])
}

fn read_header(json: &Json) -> Option<(String, String)> {
    match json.as_array()?.as_slice() {
        [name, value] => Some((read_text(name)?, read_text(value)?)),
        _ => None,
    }
}

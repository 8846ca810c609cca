//! Translates entries of the journal's first schema, in which each action had a form of its own,
//! into entries of the catalogue. Unreadable JSON yields `None`; nothing is guessed.

mod check;
mod intent;
mod outcome;

use serde_json::Value as Json;

use crate::domain::ids::{EntryId, ProfileId, id};
use crate::domain::time::UnixMillis;
use crate::gate::Outcome;
use crate::history::codec::json::{
    read, read_list, read_optional, read_text, read_texts, read_truth, read_whole,
};
use crate::history::codec::step::read_sent;
use crate::history::{Entry, StoredStep};
use crate::profile::Account;
use crate::schema::Requires;

use check::read_check;
use intent::{Intent, read_intent};
use outcome::read_outcome;

/// The dialects of the first schema.
const DIALECTS: [&str; 2] = ["one_key_llm", "one_api"];

/// Reads an entry of the first schema.
#[must_use]
pub fn first_journal(json: &Json) -> Option<Entry> {
    let dialect = read(json, "dialect", read_text)?;
    if !DIALECTS.contains(&dialect.as_str()) {
        return None;
    }
    let mut intent = read_intent(json.get("intent")?)?;
    let steps = read_steps(json.get("steps")?, &intent)?;
    intent.locate(&steps);
    let came = read_optional(json, "value_came", read_truth)?;
    let came = came.or_else(|| intent.makes_value.then(|| has_come(&steps)));
    // Entries of the first versions have no account, no entry that they undo, and no time at which
    // the gateway was read.
    let signs = read_optional(json, "account", read_texts)?;
    Some(Entry {
        id: EntryId(read(json, "id", read_text)?),
        at: UnixMillis(read(json, "at", read_whole)?),
        profile: ProfileId(read(json, "profile", read_text)?),
        gateway: read(json, "gateway", read_text)?,
        base: read(json, "base", read_text)?,
        account: Account {
            signs: signs.unwrap_or_default(),
        },
        dialect,
        resource: id(intent.resource),
        action: id(intent.action),
        subjects: intent.subjects,
        steps,
        repeats: None,
        reason: String::new(),
        undoes: read_optional(json, "takes_back", read_text)?.map(EntryId),
        open_until: None,
        reached: None,
        read_at: read_optional(json, "read_at", read_whole)?.map(UnixMillis),
        value_received: came,
    })
}

/// Reads the steps: each action had one step for each row.
fn read_steps(json: &Json, intent: &Intent) -> Option<Vec<StoredStep>> {
    let steps = read_list(json, |step| Some(step.clone()))?;
    if steps.len() != intent.subjects.len() {
        return None;
    }
    let step = |(subject, json): (usize, &Json)| {
        let outcome = match json.get("outcome") {
            None | Some(Json::Null) => None,
            Some(outcome) => Some(read_outcome(outcome, &intent.names)?),
        };
        Some(StoredStep {
            subject,
            sent: read(json, "sent", read_sent)?,
            checks: vec![read_check(json.get("check")?, &intent.names)?],
            requires: Requires::Nothing,
            preconditions: Vec::new(),
            compensation: None,
            outcome,
        })
    };
    steps.iter().enumerate().map(step).collect()
}

/// Returns whether the value was received. The first versions recorded only whether a response was.
fn has_come(steps: &[StoredStep]) -> bool {
    let mut outcomes = steps.iter().filter_map(|step| step.outcome.as_ref());
    outcomes.any(|outcome| match outcome {
        Outcome::Applied {
            reported_success, ..
        }
        | Outcome::Unknown {
            reported_success, ..
        } => *reported_success,
        Outcome::NoChange | Outcome::AppliedTwice { .. } => true,
        Outcome::Refused { .. }
        | Outcome::NotApplied
        | Outcome::NotSent
        | Outcome::Outdated { .. }
        | Outcome::InAnotherAttempt
        | Outcome::Expired
        | Outcome::Abandoned => false,
    })
}

#[cfg(test)]
mod tests;

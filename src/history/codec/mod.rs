//! The stored form of a journal entry: writes each type as JSON and reads it back. One file for
//! each family of types, with a table for writing and one for reading. Unreadable JSON yields
//! `None`; nothing is guessed. No type holds a secret.

pub(crate) mod budget;
mod check;
pub(crate) mod error;
pub(crate) mod json;
mod outcome;
pub(crate) mod step;
mod value;

use serde_json::Value as Json;

use super::entry::{Entry, Reached};
use crate::domain::ids::{EntryId, ProfileId};
use crate::domain::time::UnixMillis;
use crate::gate::Subject;
use crate::profile::Account;

use json::{list, object, optional, read, read_list, read_optional, read_text};
use json::{read_texts, read_truth, read_whole, word};
use step::{read_step, write_step};
use value::{read_id, read_locator, read_record, write_locator, write_record};

/// Returns the stored form of an entry.
#[must_use]
pub fn write_entry(entry: &Entry) -> Json {
    let mut fields = vec![
        ("id", word(&entry.id.0)),
        ("at", Json::from(entry.at.0)),
        ("profile", word(&entry.profile.0)),
        ("gateway", word(&entry.gateway)),
        ("base", word(&entry.base)),
        ("account", list(&entry.account.signs, |sign| word(sign))),
        ("dialect", word(&entry.dialect)),
        ("resource", word(&entry.resource)),
        ("action", word(&entry.action)),
        ("subjects", list(&entry.subjects, write_subject)),
        ("steps", list(&entry.steps, write_step)),
        ("undoes", optional(entry.undoes.as_ref(), |id| word(&id.0))),
        (
            "repeats",
            optional(entry.repeats.as_ref(), |id| word(&id.0)),
        ),
        (
            "read_at",
            optional(entry.read_at.as_ref(), |at| Json::from(at.0)),
        ),
        (
            "value_came",
            optional(entry.value_received.as_ref(), |came| Json::Bool(*came)),
        ),
    ];
    // Only a login has it.
    let until = entry.open_until.as_ref();
    fields.extend(until.map(|until| ("open_until", Json::from(until.0))));
    let reached = entry.reached.as_ref().map(write_reached);
    fields.extend(reached.map(|reached| ("reached", reached)));
    let reason = (!entry.reason.is_empty()).then(|| ("reason", word(&entry.reason)));
    fields.extend(reason);
    object(fields)
}

fn write_reached(reached: &Reached) -> Json {
    object(vec![
        ("steps", Json::from(reached.steps)),
        ("at", Json::from(reached.at.0)),
    ])
}

fn read_reached(json: &Json) -> Option<Reached> {
    Some(Reached {
        steps: read(json, "steps", read_whole)?,
        at: UnixMillis(read(json, "at", read_whole)?),
    })
}

/// Reads an entry that [`write_entry`] wrote.
#[must_use]
pub fn read_entry(json: &Json) -> Option<Entry> {
    let entry = Entry {
        id: EntryId(read(json, "id", read_text)?),
        at: UnixMillis(read(json, "at", read_whole)?),
        profile: ProfileId(read(json, "profile", read_text)?),
        gateway: read(json, "gateway", read_text)?,
        base: read(json, "base", read_text)?,
        account: Account {
            signs: read(json, "account", read_texts)?,
        },
        dialect: read(json, "dialect", read_text)?,
        resource: read(json, "resource", read_id)?,
        action: read(json, "action", read_id)?,
        subjects: read(json, "subjects", |all| read_list(all, read_subject))?,
        steps: read(json, "steps", |all| read_list(all, read_step))?,
        reason: read_optional(json, "reason", read_text)?.unwrap_or_default(),
        undoes: read_optional(json, "undoes", read_text)?.map(EntryId),
        repeats: read_optional(json, "repeats", read_text)?.map(EntryId),
        read_at: read_optional(json, "read_at", read_whole)?.map(UnixMillis),
        open_until: read_optional(json, "open_until", read_whole)?.map(UnixMillis),
        reached: read_optional(json, "reached", read_reached)?,
        value_received: read_optional(json, "value_came", read_truth)?,
    };
    let known = |subject: usize| subject < entry.subjects.len();
    let whole = entry.steps.iter().all(|step| known(step.subject));
    whole.then_some(entry)
}

fn write_subject(subject: &Subject) -> Json {
    let kept = subject.kept.as_deref().map(|text| ("kept", word(text)));
    let fields = [
        ("at", write_locator(&subject.at)),
        ("input", write_record(&subject.input)),
    ];
    object(fields.into_iter().chain(kept).collect())
}

fn read_subject(json: &Json) -> Option<Subject> {
    Some(Subject {
        at: read(json, "at", read_locator)?,
        input: read(json, "input", read_record)?,
        kept: read_optional(json, "kept", read_text)?,
    })
}

#[cfg(test)]
mod tests;

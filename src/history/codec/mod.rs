//! The journal's own form of an entry: each type as JSON, and read back. One file per type, each
//! with a writing and a reading table. What cannot be read yields `None`; nothing is guessed.

mod budget;
mod check;
mod error;
mod field;
mod intent;
mod named;
mod outcome;

use super::change::{Change, Sent, Step};
use crate::api::gateway::Dialect;
use crate::api::json::Json;
use crate::domain::ids::{ChangeId, ProfileId};
use crate::domain::time::UnixMillis;
use crate::profile::Account;

use check::{read_check, write_check};
use field::{
    list, optional, read, read_list, read_optional, read_text, read_truth, read_whole, whole, word,
};
use intent::{read_intent, write_intent};
use outcome::{read_outcome, write_outcome};

/// An entry in the journal's form.
#[must_use]
pub fn write_change(change: &Change) -> Json {
    Json::object(vec![
        ("id", word(change.id.as_str())),
        ("at", whole(change.at.0)),
        ("profile", word(change.profile.as_str())),
        ("gateway", word(&change.gateway)),
        ("base", word(&change.base)),
        ("account", list(&change.account.signs, |sign| word(sign))),
        ("dialect", word(change.dialect.word())),
        ("intent", write_intent(&change.intent)),
        ("steps", list(&change.steps, write_step)),
        (
            "takes_back",
            optional(&change.takes_back, |id| word(id.as_str())),
        ),
        ("read_at", optional(&change.read_at, |at| whole(at.0))),
        (
            "value_came",
            optional(&change.value_came, |came| Json::Bool(*came)),
        ),
    ])
}

/// The entry of what [`write_change`] wrote.
#[must_use]
pub fn read_change(json: &Json) -> Option<Change> {
    Some(Change {
        id: ChangeId(read(json, "id", read_text)?),
        at: UnixMillis(read(json, "at", read_whole)?),
        profile: ProfileId(read(json, "profile", read_text)?),
        gateway: read(json, "gateway", read_text)?,
        base: read(json, "base", read_text)?,
        account: read_account(json)?,
        dialect: Dialect::from_word(json.field("dialect")?.text()?)?,
        intent: read(json, "intent", read_intent)?,
        steps: read(json, "steps", |steps| read_list(steps, read_step))?,
        // Entries of the first versions have none of these.
        takes_back: read_optional(json, "takes_back", read_text)?.map(ChangeId),
        read_at: read_optional(json, "read_at", read_whole)?.map(UnixMillis),
        value_came: read_optional(json, "value_came", read_truth)?,
    })
}

/// Entries of the first versions say nothing of an account.
fn read_account(json: &Json) -> Option<Account> {
    let signs = read_optional(json, "account", |signs| read_list(signs, read_text))?;
    Some(Account {
        signs: signs.unwrap_or_default(),
    })
}

fn write_step(step: &Step) -> Json {
    Json::object(vec![
        ("sent", write_sent(&step.sent)),
        ("check", write_check(&step.check)),
        ("outcome", optional(&step.outcome, write_outcome)),
    ])
}

fn read_step(json: &Json) -> Option<Step> {
    Some(Step {
        sent: read(json, "sent", read_sent)?,
        check: read(json, "check", read_check)?,
        outcome: read_optional(json, "outcome", read_outcome)?,
    })
}

fn write_sent(sent: &Sent) -> Json {
    Json::object(vec![
        ("method", word(&sent.method)),
        ("target", word(&sent.target)),
        ("headers", list(&sent.headers, write_header)),
        ("body", optional(&sent.body, |body| word(body))),
        ("curl", word(&sent.curl)),
    ])
}

fn read_sent(json: &Json) -> Option<Sent> {
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
    Json::List(vec![word(name), word(value)])
}

fn read_header(json: &Json) -> Option<(String, String)> {
    match json.list()? {
        [name, value] => Some((read_text(name)?, read_text(value)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

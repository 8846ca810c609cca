//! Intents in the first schema: an object whose `action` field names the variant.

use serde_json::Value as Json;

use crate::domain::ids::{SpelledId, id};
use crate::domain::money::{Amount, Usd};
use crate::domain::time::UnixSeconds;
use crate::gate::Subject;
use crate::history::StoredStep;
use crate::history::codec::budget::read_usd;
use crate::history::codec::json::{read, read_list, read_optional, read_text, read_whole};
use crate::schema::{FieldValue, Locator, Record, Ref, Str, Value};

/// The action, its rows and their form values, in ids of the catalogue.
pub(super) struct Intent {
    pub(super) resource: Str,
    pub(super) action: Str,
    pub(super) subjects: Vec<Subject>,
    pub(super) names: Names,
    pub(super) makes_value: bool,
}

/// The pools and people that an intent names.
#[derive(Default)]
pub(super) struct Names(Vec<Ref>);

impl Names {
    /// Returns a reference with the name from the intent.
    pub(super) fn reference(&self, of: Str, wanted: &str) -> Ref {
        let bare = named(of, Some(wanted.to_owned()), None);
        let same = |known: &&Ref| known.of == bare.of && known.id == bare.id;
        self.0.iter().find(same).cloned().unwrap_or(bare)
    }

    /// Returns the reference as a value; null for none.
    pub(super) fn value(&self, of: Str, wanted: Option<String>) -> Value {
        wanted.map_or(Value::Null, |wanted| self.reference(of, &wanted).value())
    }
}

impl Intent {
    /// Takes the locators of the rows from the checks.
    pub(super) fn locate(&mut self, steps: &[StoredStep]) {
        for (subject, step) in self.subjects.iter_mut().zip(steps) {
            let at = step.checks.iter().find_map(|check| check.at());
            let Some(at) = at.filter(|at| at.of == self.resource) else {
                continue;
            };
            if subject.at.id.as_str().is_empty() {
                subject.at = at.clone();
            } else if subject.at.id == at.id {
                subject.at.cursor.clone_from(&at.cursor);
                subject.at.created_at = at.created_at;
            }
        }
    }
}

pub(super) fn read_intent(json: &Json) -> Option<Intent> {
    match json.get("action")?.as_str()? {
        "create_key" => create_key(json),
        "top_up_key" => {
            let amount = read(json, "amount", read_usd)?;
            let input = Record::default().with_value(id("amount"), usd(amount));
            Some(one("keys", "top-up-key", key(json)?, input))
        }
        "rotate_key" => {
            let grace = read(json, "grace_seconds", read_whole)?;
            Some(Intent {
                makes_value: true,
                ..one("keys", "rotate-key", key(json)?, grace_input(grace))
            })
        }
        "delete_key" => Some(one("keys", "delete-key", key(json)?, Record::default())),
        "move_keys" => move_keys(json),
        "create_pool" => {
            let name = read(json, "name", read_text)?;
            let owner = read_optional(json, "owner", read_text)?;
            let input = Record::default()
                .with_value(id("name"), Value::Text(name.clone()))
                .with_value(id("owner"), Names::default().value("people", owner));
            Some(one("pools", "create-pool", new("pools", name), input))
        }
        "delete_pool" => {
            let pool = read(json, "pool", read_pool)?;
            let at = row("pools", &pool);
            Some(one("pools", "delete-pool", at, Record::default()))
        }
        "set_owner" => {
            let pool = read(json, "pool", read_pool)?;
            let owner = read_optional(json, "owner", read_owner)?;
            let input = Record::default().with_value(id("owner"), maybe(owner.clone()));
            Some(Intent {
                names: Names(owner.into_iter().collect()),
                ..one("pools", "set-owner", row("pools", &pool), input)
            })
        }
        _ => None,
    }
}

/// An operator limited to a pool created keys in that pool, by a separate call.
fn create_key(json: &Json) -> Option<Intent> {
    let form = json.get("new")?;
    let name = read(form, "name", read_text)?;
    let limit = read_optional(form, "limit", read_usd)?;
    let foundation = read_optional(form, "foundation", read_text)?;
    let end = read_optional(form, "expires_at", read_whole)?.map(UnixSeconds);
    let pool = read_optional(form, "pool", read_text)?;
    let word = |word: &str| Value::Text(word.to_owned());
    let mut input = Vec::new();
    let limited = limit.map_or("unlimited", |_| "limited");
    input.push((id("limit_choice"), word(limited)));
    input.extend(limit.map(|limit| (id("limit"), usd(limit))));
    let foundation = foundation.as_deref().unwrap_or("gateway");
    input.push((id("foundation"), word(foundation)));
    input.push((id("expiry"), word(end.map_or("never", |_| "at"))));
    input.extend(end.map(|end| (id("expires_at"), end.value())));
    let made = |name_input: Str, resource, action, at| {
        let mut input = input.clone();
        input.insert(0, (id(name_input), word(&name)));
        Intent {
            makes_value: true,
            ..one(resource, action, at, Record::new(input))
        }
    };
    match json.get("role")?.as_str()? {
        "organization" => {
            let mut intent = made("name", "keys", "create-key", new("keys", name.clone()));
            for subject in &mut intent.subjects {
                let pool = Names::default().value("pools", pool.clone());
                subject.input.set(id("pool"), pool);
            }
            Some(intent)
        }
        // The check has the pool.
        "pool" => {
            let own = Locator::of_id("my-pool", "");
            Some(made("key_name", "my-pool", "create-my-key", own))
        }
        _ => None,
    }
}

fn move_keys(json: &Json) -> Option<Intent> {
    let moves = read(json, "moves", |moves| read_list(moves, read_move))?;
    let mut names = Names::default();
    let mut subjects = Vec::new();
    for (at, from, to) in moves {
        names.0.extend([from, to.clone()].into_iter().flatten());
        subjects.push(Subject {
            at,
            input: Record::default().with_value(id("pool"), maybe(to)),
            kept: None,
        });
    }
    Some(Intent {
        resource: "keys",
        action: "move-keys",
        subjects,
        names,
        makes_value: false,
    })
}

fn read_move(json: &Json) -> Option<(Locator, Option<Ref>, Option<Ref>)> {
    let from = read_optional(json, "from", read_pool)?;
    let to = read_optional(json, "to", read_pool)?;
    Some((key(json)?, from, to))
}

/// Returns the form values of a grace period: a choice of the form, or a typed number.
fn grace_input(seconds: i64) -> Record {
    let word = match seconds {
        0 | 900 | 3_600 | 86_400 => seconds.to_string(),
        _ => {
            return Record::default()
                .with_value(id("grace"), Value::Text("other".to_owned()))
                .with_value(id("grace_seconds"), seconds.value());
        }
    };
    Record::default().with_value(id("grace"), Value::Text(word))
}

fn one(resource: Str, action: Str, at: Locator, input: Record) -> Intent {
    Intent {
        resource,
        action,
        subjects: vec![Subject {
            at,
            input,
            kept: None,
        }],
        names: Names::default(),
        makes_value: false,
    }
}

/// Reads a key by its id. In the first schema a key without a name has its id as its name.
fn key(json: &Json) -> Option<Locator> {
    let key = read(json, "key", read_text)?;
    let name = read(json, "name", read_text)?;
    Some(Locator {
        name: (name != key).then_some(name),
        ..Locator::of_id("keys", key.as_str())
    })
}

/// Returns the locator of a row to be created.
fn new(resource: Str, name: String) -> Locator {
    Locator {
        name: Some(name),
        ..Locator::of_id(resource, "")
    }
}

fn row(resource: Str, reference: &Ref) -> Locator {
    let id = reference.id.clone();
    Locator {
        name: reference.name.clone(),
        ..Locator::of_id(resource, id.unwrap_or(SpelledId::Text(String::new())))
    }
}

fn read_pool(json: &Json) -> Option<Ref> {
    let pool = read(json, "id", read_text)?;
    let name = read_optional(json, "name", read_text)?;
    Some(named("pools", Some(pool), name))
}

/// Reads a person, whose id, name or both may be missing.
pub(super) fn read_owner(json: &Json) -> Option<Ref> {
    json.as_object()?;
    let owner = read_optional(json, "id", read_text)?;
    let name = read_optional(json, "name", read_text)?;
    Some(named("people", owner, name))
}

fn named(of: Str, reference: Option<String>, name: Option<String>) -> Ref {
    Ref {
        of: id(of),
        id: reference.map(SpelledId::Text),
        name,
    }
}

/// Returns a reference as a value; null for none.
pub(super) fn maybe(reference: Option<Ref>) -> Value {
    reference.map_or(Value::Null, FieldValue::value)
}

/// Returns an amount as a form or a computation makes it.
pub(super) fn usd(amount: Usd) -> Value {
    Amount::computed(amount).value()
}

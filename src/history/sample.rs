//! A made-up catalogue and entries over it, for the tests of this room and of `profile`.

pub(crate) mod catalogue;

pub(crate) use catalogue::{AMOUNT, MOVE, NAMELESS, NO_LOWER, RAISE, SAMPLE, THINGS};

use super::entry::{Entry, StoredStep};
use super::record::Record as StoredRecord;
use super::sent::Sent;
use crate::domain::budget::{Budget, Figures};
use crate::domain::ids::{EntryId, Id, ProfileId, SpelledId, id};
use crate::domain::money::{Amount, Usd};
use crate::domain::time::UnixMillis;
use crate::gate::{After, Outcome, Subject, Uncertainty};
use crate::profile::Account;
use crate::schema::{Baseline, Check, FieldValue, Locator, Record, Ref, Requires, Value};

pub(crate) fn account(sign: &str) -> Account {
    Account {
        signs: vec![sign.to_owned()],
    }
}

pub(crate) fn foreign(name: &str, settled: bool, schema: u32, text: &str) -> StoredRecord {
    StoredRecord {
        id: EntryId(name.to_owned()),
        at: UnixMillis(1),
        settled,
        schema,
        text: text.to_owned(),
    }
}

pub(crate) fn applied() -> Option<Outcome> {
    Some(Outcome::Applied {
        after: vec![After::ResponseOnly],
        reported_success: true,
    })
}

pub(crate) fn unknown(uncertainty: Uncertainty) -> Option<Outcome> {
    Some(Outcome::Unknown {
        uncertainty,
        reported_success: false,
    })
}

pub(crate) fn group(of: &str) -> Value {
    Value::Ref(Box::new(Ref {
        of: id("groups"),
        id: Some(SpelledId::from(of)),
        name: None,
    }))
}

fn step(subject: usize, check: Check, outcome: Option<Outcome>) -> StoredStep {
    StoredStep {
        subject,
        sent: Sent {
            method: "POST".into(),
            target: "/t".into(),
            headers: vec![],
            body: Some("{}".into()),
            curl: "curl".into(),
        },
        checks: vec![check],
        requires: Requires::Nothing,
        preconditions: Vec::new(),
        compensation: None,
        outcome,
    }
}

fn entry(action: &'static str, at: i64, subjects: Vec<Subject>, steps: Vec<StoredStep>) -> Entry {
    Entry {
        id: EntryId(format!("entry-{at}")),
        at: UnixMillis(at),
        profile: ProfileId("p".into()),
        gateway: "G".into(),
        base: "/".into(),
        account: Account::default(),
        dialect: "sample".into(),
        resource: id("things"),
        action: id(action),
        subjects,
        steps,
        reason: String::new(),
        undoes: None,
        repeats: None,
        open_until: None,
        reached: None,
        read_at: None,
        value_received: None,
    }
}

/// An entry that raises a thing's limit.
pub(crate) fn raise(base: &str, key: &str, by: &str, at: i64, outcome: Option<Outcome>) -> Entry {
    let by = Amount::computed(Usd::from_operator(by).expect("an amount"));
    let place = Locator::of_id("things", key);
    let before = Budget::Limited(Figures {
        limit: Amount::from_text("100"),
        ..Figures::default()
    });
    let check = Check::Rises {
        at: place.clone(),
        field: id("limit"),
        before: before.value(),
        by: by.clone().value(),
    };
    let subject = Subject {
        at: Locator {
            name: Some("CI".to_owned()),
            ..place
        },
        input: Record::default().with(&AMOUNT, by),
        kept: None,
    };
    let steps = vec![step(0, check, outcome)];
    Entry {
        base: base.to_owned(),
        ..entry("raise", at, vec![subject], steps)
    }
}

/// An entry that moves these things into a group.
pub(crate) fn moving(at: i64, undoes: Option<i64>, keys: &[(&str, Option<Outcome>)]) -> Entry {
    let place = |key: &str| Locator {
        name: Some(key.to_uppercase()),
        ..Locator::of_id("things", key)
    };
    let subject = |(key, _): &(&str, _)| Subject {
        at: place(key),
        input: Record::default().with_value(id("group"), group("p")),
        kept: None,
    };
    let steps = keys.iter().enumerate().map(|(number, (key, outcome))| {
        let check = turns(place(key), "group", Value::Null, group("p"));
        step(number, check, outcome.clone())
    });
    let subjects = keys.iter().map(subject).collect();
    Entry {
        undoes: undoes.map(|at| EntryId(format!("entry-{at}"))),
        ..entry("move", at, subjects, steps.collect())
    }
}

/// An entry that makes a thing.
pub(crate) fn create(name: &str, at: i64, outcome: Option<Outcome>) -> Entry {
    let check = Check::Appears {
        of: id("things"),
        name: name.to_owned(),
        baseline: Baseline::default(),
        count: 1,
    };
    let subject = Subject {
        at: Locator {
            name: Some(name.to_owned()),
            ..Locator::of_id("things", "")
        },
        input: Record::default(),
        kept: None,
    };
    entry("create", at, vec![subject], vec![step(0, check, outcome)])
}

/// An entry that disables a thing.
pub(crate) fn disable(outcome: Option<Outcome>) -> Entry {
    let place = Locator::of_id("things", "k");
    let word = |word: &str| Value::Text(word.to_owned());
    let check = turns(place.clone(), "state", word("on"), word("off"));
    let subject = Subject {
        at: place,
        input: Record::default(),
        kept: None,
    };
    entry("disable", 0, vec![subject], vec![step(0, check, outcome)])
}

fn turns(at: Locator, field: &'static str, before: Value, to: Value) -> Check {
    Check::Becomes {
        at,
        field: Id::from(field),
        before,
        to,
    }
}

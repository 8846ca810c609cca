//! An entry in the words of the table beside the frozen journal.

mod outcome;
mod value;

pub(super) use outcome::outcome;

use crate::domain::budget::Budget;
use crate::domain::money::Amount;
use crate::gate::Subject;
use crate::history::{Entry, StoredStep};
use crate::schema::{Check, Known, Ref, Value};
use value::{budget, escaped, in_pool, money, person, place, pool, text, whole_number};

/// What was wanted.
pub(super) fn intent(entry: &Entry) -> String {
    let subject = &entry.subjects[0];
    let (at, told) = (&subject.at, |input| subject.input.value(input));
    let key = || format!("key {} “{}”", at.id, at.label());
    let row = || pool(&at.reference());
    escaped(&match entry.action.as_ref() {
        "create-key" => format!(
            "Create the key “{}” as organization: {}",
            at.label(),
            new(subject)
        ),
        "create-my-key" => {
            let name = text(told("key_name"));
            format!("Create the key “{name}” in my own pool: {}", new(subject))
        }
        "top-up-key" => {
            let by = money(told("amount"));
            format!("Raise the limit of {} by {by} USD.", key())
        }
        "rotate-key" => {
            let seconds = match text(told("grace")) {
                "other" => i64::read(told("grace_seconds"))
                    .expect("seconds")
                    .to_string(),
                seconds => seconds.to_owned(),
            };
            let longer = format!("the old one works {seconds} seconds longer");
            format!("Give {} a new value; {longer}.", key())
        }
        "delete-key" => format!("Delete {}.", key()),
        "move-keys" => {
            let moves = entry.subjects.iter().zip(&entry.steps);
            let moves: Vec<String> = moves.map(|(subject, step)| moved(subject, step)).collect();
            format!("Move keys: {}.", moves.join("; "))
        }
        "create-pool" => {
            let owner = Ref::read(told("owner")).map_or("nobody", Ref::label);
            format!("Create the pool “{}” owned by {owner}.", at.label())
        }
        "delete-pool" => format!("Delete {}.", row()),
        "set-owner" => match Ref::read(told("owner")) {
            Some(_) => {
                let owner = person(told("owner"));
                format!("Make {owner} the owner of {}.", row())
            }
            None => format!("Take the owner of {} away.", row()),
        },
        other => panic!("no such action: {other}"),
    })
}

fn new(subject: &Subject) -> String {
    let told = |input| subject.input.value(input);
    let limit = match text(told("limit_choice")) {
        "limited" => format!("limit {} USD", money(told("limit"))),
        _ => "no limit".to_owned(),
    };
    let foundation = match text(told("foundation")) {
        "gateway" => "left to the gateway",
        word => word,
    };
    let ends = match text(told("expiry")) {
        "at" => format!("ends {}", whole_number(told("expires_at"))),
        _ => "never ends".to_owned(),
    };
    let pool = match Ref::read(told("pool")) {
        Some(pool) => format!("into pool {}", pool.label()),
        None => "no pool named".to_owned(),
    };
    format!("{limit}, foundation {foundation}, {ends}, {pool}.")
}

fn moved(subject: &Subject, step: &StoredStep) -> String {
    let (_, before) = step.checks[0].field().expect("a field");
    let place = |value: &Value| match Ref::read(value) {
        Some(reference) => pool(reference),
        None => "no pool".to_owned(),
    };
    let (from, to) = (place(before), place(subject.input.value("pool")));
    let at = &subject.at;
    format!("{} “{}” from {from} to {to}", at.id, at.label())
}

/// How it is seen whether a step was applied.
pub(super) fn check(step: &StoredStep) -> String {
    match &step.checks[0] {
        Check::Rises {
            at,
            field,
            before,
            by,
        } if field == "budget" => {
            let before = Budget::read(before).expect("a budget");
            let by = Amount::read(by).expect("an amount").value;
            let after = before.limit().and_then(|limit| limit.plus(by));
            let expected = after.map(|after| format!("limit {}", after.plain()));
            format!(
                "The limit of key {} rises by {} USD. Before: {}. Expected: {}.",
                place(at),
                by.plain(),
                budget(before),
                expected.unwrap_or_else(|| "not computable".to_owned())
            )
        }
        Check::Rises { at, before, .. } => {
            let (before, expected) = match before {
                Value::Whole(count) => (format!("{count} keys"), format!("{} keys", count + 1)),
                _ => ("not told".to_owned(), "not computable".to_owned()),
            };
            let grows = format!("Pool {} grows by one key", at.id);
            format!("{grows}. Before: {before}. Expected: {expected}.")
        }
        Check::Appears {
            of,
            name,
            baseline,
            count: 1,
        } => {
            let kind = of.trim_end_matches('s');
            let all = if baseline.whole {
                "which were all"
            } else {
                "which may not be all"
            };
            let ids = baseline.ids.join(", ");
            format!(
                "A {kind} named “{name}” appears. Before: {of} [{ids}], {all}. Expected: one {kind} of this name that is not among them."
            )
        }
        Check::Differs { at, before, .. } => {
            let before = match before {
                Value::Text(value) => format!("“{value}”"),
                _ => "not told".to_owned(),
            };
            format!(
                "The value of key {} changes. Before: {before}. Expected: another.",
                place(at)
            )
        }
        Check::Goes { at } => {
            let kind = if at.of == "keys" { "Key" } else { "Pool" };
            format!("{kind} {} goes. Before: there. Expected: gone.", place(at))
        }
        Check::Becomes {
            at,
            field,
            before,
            to,
        } if field == "pool" => {
            let (before, to) = (in_pool(before), in_pool(to));
            format!("Key {} moves. Before: {before}. Expected: {to}.", place(at))
        }
        Check::Becomes { at, before, to, .. } => {
            let to = Ref::read(to).and_then(|to| to.id.as_ref());
            let to = to.map_or("nobody", |to| to.as_str());
            let before = person(before);
            let pool = place(at);
            format!("Pool {pool} gets another owner. Before: {before}. Expected: {to}.")
        }
        other => panic!("no such check: {other:?}"),
    }
}

/// The rest of a record. The earliest ones have no account, and do not say whether a value came.
pub(super) fn beside(entry: &Entry, is_earliest: bool) -> String {
    let settled = if entry.is_settled() {
        "settled"
    } else {
        "not settled"
    };
    let account = match entry.account.signs.len() {
        0 if is_earliest => "no account written".to_owned(),
        0 => "account without signs".to_owned(),
        1 => "account of 1 sign".to_owned(),
        signs => format!("account of {signs} signs"),
    };
    let mut parts = vec![settled.to_owned(), account];
    let undoes = entry.undoes.as_ref();
    parts.extend(undoes.map(|undoes| format!("takes back `{undoes}`")));
    let read = entry.read_at.map_or("read at not told", |_| "read at told");
    parts.push(read.to_owned());
    let came = entry.value_came.filter(|_| !is_earliest);
    let came = came.map(|came| {
        if came {
            "value came"
        } else {
            "value did not come"
        }
    });
    parts.extend(came.map(str::to_owned));
    if entry.dialect != "one_key_llm" {
        parts.push(format!("dialect {}", entry.dialect));
    }
    parts.join(", ")
}

/// The words of every step; several are numbered.
pub(super) fn whole(entry: &Entry, words: fn(&StoredStep) -> String) -> String {
    match entry.steps.as_slice() {
        [step] => escaped(&words(step)),
        steps => {
            let numbered = steps.iter().enumerate();
            let numbered = numbered.map(|(at, step)| format!("{}. {}", at + 1, words(step)));
            let lines: Vec<String> = numbered.map(|line| escaped(&line)).collect();
            lines.join("<br>")
        }
    }
}

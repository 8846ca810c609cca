//! Draws what a step sends and how it is verified, in one line of a table of cases.

use crate::call::Write;
use crate::domain::ids::SpelledId;
use crate::schema::{Check, Dialect, Document, Requires, Step, Value};

/// Draws a step: its request, its checks, what must still hold, and its compensation.
pub(super) fn draw(dialect: &Dialect, step: &Step) -> String {
    let sent = drawn(dialect, &step.write);
    let checks: Vec<String> = step.checks.iter().map(check).collect();
    let requires = match step.requires {
        Requires::Nothing => String::new(),
        Requires::AllBeforeApplied | Requires::WholePlanSoFar => "then ".to_owned(),
        Requires::MadeBy(number) => format!("if step {} made it ", number + 1),
    };
    let fields: Vec<&str> = step.preconditions.iter().map(|it| &*it.field).collect();
    let still = match fields.as_slice() {
        [] => String::new(),
        fields => format!("; {} still", fields.join(" ")),
    };
    let compensation = step.compensation.as_ref();
    let back = compensation.map_or_else(String::new, |back| {
        format!("; else {}", drawn(dialect, &back.write))
    });
    format!("{requires}{sent}; {}{still}{back}", checks.join(", "))
}

fn drawn(dialect: &Dialect, write: &Write) -> String {
    let request = write.drawn(dialect.credential, 30).expect("an address");
    let body = request.body.as_ref();
    let body = body.map_or_else(String::new, |body| format!(" {}", body.drawn()));
    let key = request.idempotency_key.as_deref();
    let key = key.map_or("", |_| " keyed");
    let (method, target) = (request.method.word(), &request.target);
    format!("{method} {target}{body}{key}")
}

fn check(check: &Check) -> String {
    match check {
        Check::Becomes { field, to, .. } => format!("{field} becomes {}", becomes(to)),
        Check::Rises { field, .. } => format!("{field} rises"),
        Check::Differs { field, before, .. } => format!("{field} differs from {before:?}"),
        Check::Goes { at } => format!("{} goes from {}", at.id, at.of),
        Check::Appears {
            of, name, count, ..
        } => match count {
            1 => format!("{name} appears in {of}"),
            count => format!("{count} × {name} appears in {of}"),
        },
        Check::Lists { of, ids } => format!("{of} lists {}", ids.join(",")),
        Check::Made {
            by_step, field, to, ..
        } => {
            format!(
                "{field} of what step {} made becomes {}",
                by_step + 1,
                becomes(to)
            )
        }
        Check::Removed { of, by_step } => format!("what step {} made goes from {of}", by_step + 1),
        Check::ResponseOnly => "the response tells".to_owned(),
        other => format!("{other:?}"),
    }
}

fn becomes(to: &Value) -> String {
    match to {
        Value::Ref(to) => to
            .id
            .as_ref()
            .map_or_else(String::new, SpelledId::to_string),
        Value::Null => "nothing".to_owned(),
        Value::Truth(truth) => truth.to_string(),
        Value::Whole(number) => number.to_string(),
        Value::QuotaUnits(units) => units.0.to_string(),
        Value::Time(at) => at.wall_clock(0),
        Value::Text(text) => text.clone(),
        Value::Words(words) => words.join(","),
        Value::Document(Document(text)) => text.clone(),
        other => panic!("{other:?} is not said"),
    }
}

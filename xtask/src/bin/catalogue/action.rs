//! The page's section about an action.

use std::fmt::Write as _;

use headgate::schema::{
    Action, Choices, Confirm, Control, Dialect, Input, Login, Lookup, Resource, Target, Undo,
    Yields,
};
use headgate::words::{Language, Say, Text};

use super::trial::{FieldSent, Findings, Sent, Way, findings};

/// Writes the section about an action.
pub fn section(dialect: &Dialect, resource: &Resource, action: &Action) -> String {
    let findings = findings(dialect, resource, action);
    let mut page = format!("\n#### {} (`{}`)\n\n", english(action.title), action.id);
    let mut point = |name: &str, text: &str| {
        let _ = writeln!(page, "* **{name}**: {text}");
    };
    point("On", &on(action.on));
    for lookup in action.lookups {
        point("Reads first", &reads(lookup));
    }
    for input in action.inputs {
        point("Asks", &input_text(input));
    }
    if findings.ways.is_empty() {
        point("Sends", "not shown: its rules accept no generic sample");
    }
    for refusal in &findings.refusals {
        point("Refused", refusal);
    }
    for (at, way) in findings.ways.iter().enumerate() {
        steps(way, if at == 0 { "Sends" } else { "Or sends" }, &mut point);
    }
    point("Confirmation", &confirmation(&action.confirm, &findings));
    point("Undo", &undo(&action.undo));
    if let Some(yields) = yields(&action.yields) {
        point("Yields", &yields);
    }
    if action.destroys {
        point("Destroys", "what cannot be made again");
    }
    page
}

fn steps(way: &Way, verb: &str, point: &mut impl FnMut(&str, &str)) {
    let is_one = way.steps.len() == 1;
    for (at, sent) in way.steps.iter().enumerate() {
        let number = if is_one {
            String::new()
        } else {
            format!(", step {}", at + 1)
        };
        point(&format!("{verb}{number}"), &sends(sent));
        let checks: Vec<&str> = sent.checks.iter().map(String::as_str).collect();
        point(&format!("Check{number}"), &checks.join("; or "));
    }
}

fn on(target: Target) -> String {
    match target {
        Target::Row => "one row".to_owned(),
        Target::Rows { most } => format!("one row, or up to {most}"),
        Target::New => "something new".to_owned(),
        Target::List => "the whole list".to_owned(),
    }
}

fn reads(lookup: &Lookup) -> String {
    let Lookup {
        of,
        by,
        most_pages,
        needed,
        ..
    } = lookup;
    let pages = if *most_pages == 1 { "page" } else { "pages" };
    let may_fail = if *needed { "" } else { ", may fail" };
    format!("`{of}` by `{by}`, at most {most_pages} {pages}{may_fail}")
}

fn input_text(input: &Input) -> String {
    let mut text = format!(
        "`{}`, {}: {}",
        input.id,
        english(input.label),
        control(&input.control)
    );
    if input.required.is_some() {
        text.push_str(", required");
    }
    text
}

fn control(control: &Control) -> String {
    match control {
        Control::Money => "US dollars".to_owned(),
        Control::Quota => "quota".to_owned(),
        Control::Whole { least, most } => format!("a whole number from {least} to {most}"),
        Control::Decimal { unit, places } => {
            format!("a number in {unit}, at most {places} decimals")
        }
        Control::Text { most } => format!("text of at most {most} characters"),
        Control::Prose { most } => format!("text of at most {most} characters, with line breaks"),
        Control::Lines { most } => format!("at most {most} lines"),
        Control::Words { most } => format!("at most {most} words"),
        Control::Switch => "on or off".to_owned(),
        Control::Moment => "a date and a time".to_owned(),
        Control::Secret => "a secret".to_owned(),
        Control::SecretLines => "secrets, one on each line".to_owned(),
        Control::Radio(choices) | Control::Select(choices) => one_of(choices),
        Control::Pick { of, none } => {
            let none = none.map_or(String::new(), |none| format!(", or {}", english(none)));
            format!("a row of `{of}`, or an id that is typed{none}")
        }
        Control::Document(kind) => format!("a document ({kind:?})"),
    }
}

fn one_of(choices: Choices) -> String {
    let words: Vec<String> = choices
        .iter()
        .map(|(word, _)| format!("`{word}`"))
        .collect();
    format!("one of {}", words.join(", "))
}

fn sends(sent: &Sent) -> String {
    let mut text = format!("`{}`", sent.line);
    if !sent.fields.is_empty() {
        let fields: Vec<String> = sent.fields.iter().map(field).collect();
        let _ = write!(text, " with {}", fields.join(", "));
    }
    if sent.is_keyed {
        text.push_str("; idempotency key");
    }
    text
}

fn field(field: &FieldSent) -> String {
    let from: Vec<&str> = field.from.iter().map(String::as_str).collect();
    let mark = if field.is_optional { " (optional)" } else { "" };
    format!("`{}`{mark} = {}", field.name, from.join(" or "))
}

fn confirmation(confirm: &Confirm, findings: &Findings) -> String {
    match confirm {
        Confirm::Review => "the review".to_owned(),
        Confirm::Begun => "none besides its own button".to_owned(),
        Confirm::TypeName(reason) => format!("the name is typed. {}", english(*reason)),
        Confirm::TypeNameIf(_) => {
            let reasons: Vec<&str> = findings.reasons.iter().copied().collect();
            let reasons = if reasons.is_empty() {
                "By its rule."
            } else {
                &reasons.join(" ")
            };
            format!("the review; in some cases the name is typed. {reasons}")
        }
        Confirm::RuleOfTen { amount, limit } => format!(
            "the review; `{}` is typed where it is at least ten times the last one, or `{}` where none is known",
            amount, limit
        ),
    }
}

fn undo(undo: &Undo) -> String {
    match undo {
        Undo::Not(reason) => format!("none. {}", english(*reason)),
        Undo::Same { field, input, .. } => {
            format!("the same action, `{input}` set to what `{field}` was")
        }
        Undo::Fields => "the same action, with the values before".to_owned(),
        Undo::By(action) => format!("`{}`", action().id),
    }
}

fn yields(yields: &Yields) -> Option<String> {
    match yields {
        Yields::Trial { .. } => Some("the result of a trial".to_owned()),
        Yields::Nothing => None,
        Yields::Login(Login::Device { .. }) => {
            Some("a login: a person enters a code while the gateway is polled".to_owned())
        }
        Yields::Login(Login::Paste { .. }) => Some(
            "a login: a person signs in by a link and pastes what the last page shows".to_owned(),
        ),
        Yields::Value {
            title,
            at,
            old_ends,
            ..
        } => {
            let places: Vec<String> = at.iter().map(|place| format!("`{place}`")).collect();
            let ends = old_ends.map_or(String::new(), |place| {
                format!("; the value before ends at `{place}`")
            });
            Some(format!(
                "{}, shown once, from {}{ends}",
                english(*title),
                places.join(", ")
            ))
        }
    }
}

fn english(text: Text) -> &'static str {
    text.say(Language::English)
}

//! Draws what a plan changes: the values before and after, or the values of a new row.

use crate::reactive::*;

use super::{EntryAction, When, sentence_of, several};
use crate::gate::{After, Outcome};
use crate::history::{Entry, LeftOut, Undoing, undoes};
use crate::records::{View, exact, exact_in};
use crate::schema::{
    Action, Asked, Check, Confirm, Control, Finding, Input, Level, Record, Resource, Target, Undo,
    Value,
};
use crate::screens::looks::Looks;
use crate::session::Session;
use crate::text;
use crate::ui::detail::{Detail, Details};
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Say, Text};

pub(super) const BEFORE: Text = text!("Before" / "之前");
pub(super) const AFTER: Text = text!("After" / "之后");
pub(super) const WAS: Text = text!("{field} before" / "{field}（之前）");
pub(super) const WILL_BE: Text = text!("{field} after" / "{field}（之后）");
const WITHOUT_AMOUNTS: Text = text!(
    "This gateway tells percentages only, so the sum before and after cannot be shown, and whether it was applied cannot be told from amounts."
        / "此网关仅提供百分比，因此无法显示前后金额，也无法通过金额核实是否已生效。"
);
const OLD: Text = text!("{field} (old)" / "{field}（旧）");
const NEW: Text = text!("{field} (new)" / "{field}（新）");
const OLD_ENDS: Text = text!("The old value stops working" / "旧值失效时间");
const SECRET_SENT: Text =
    text!("A secret is sent; it is not shown and not kept." / "将发送机密值；不显示，也不保存。");
const LEFT: Text = text!("Left as it is:" / "保持原样：");

/// Draws the change of an entry.
#[must_use]
pub fn draw_changes(session: Session, looks: Looks, entry: &Entry, when: When) -> AnyView {
    let Some(known) = EntryAction::of(session, entry) else {
        return ().into_any();
    };
    if entry.subjects.len() > 1 {
        return several::rows(session, looks, known.resource, (entry, when));
    }
    let checks = entry.steps.first().map(|step| step.checks.as_slice());
    let checks = checks.unwrap_or_default();
    let values = entry.subjects.first().map(|subject| subject.input.clone());
    let values = asked(looks, known.action, checks, &values.unwrap_or_default());
    if known.action.on == Target::List {
        return values;
    }
    let rows = checks.iter().map(|check| {
        // A check may read a row of another list.
        let of = check.at().and_then(|at| known.dialect.resource(&at.of));
        one(looks, of.unwrap_or(known.resource), check)
    });
    let replaced = entry.steps.first().and_then(|step| step.outcome.as_ref());
    let replaced = replaced.map(|outcome| replaced_by(looks, known.resource, outcome));
    view! { {values} {rows.collect_view()} {replaced} }.into_any()
}

/// Draws a value that replaced another, and when the other one stops working.
fn replaced_by(looks: Looks, resource: &'static Resource, outcome: &Outcome) -> Option<AnyView> {
    let (Outcome::Applied { after, .. } | Outcome::AppliedTwice { after }) = outcome else {
        return None;
    };
    let (field, value, old_ends) = after.iter().find_map(|after| match after {
        After::Replaced {
            field,
            value,
            old_ends,
        } => Some((field.clone(), value.clone(), *old_ends)),
        _ => None,
    })?;
    let new = which(looks, resource, &field, NEW);
    let words = looks.words(move |view| value_words(resource, &field, &value, view));
    let ends = old_ends.map(|ends| {
        let at = looks.stamp(ends);
        view! { <Detail label=t(OLD_ENDS)>{at}</Detail> }
    });
    Some(
        view! { <Details><Detail label=new monospace=true>{words}</Detail> {ends}</Details> }
            .into_any(),
    )
}

/// Draws the label of a value that replaces another, or is replaced.
pub(super) fn which(
    looks: Looks,
    resource: &'static Resource,
    field: &str,
    words: Text,
) -> TextProp {
    let label = resource.field(field).map_or(BEFORE, |spec| spec.label);
    let words = Phrase::from(words).with("field", label);
    (move || words.say(looks.language.get())).into()
}

/// Formats the value of a field as a word, also null.
pub(super) fn value_words(
    resource: &Resource,
    field: &str,
    value: &Value,
    view: &View<'_>,
) -> String {
    let value = if value.is_present() {
        value
    } else {
        &Value::Null
    };
    match resource.field(field) {
        Some(spec) => exact_in(spec, value, view),
        None => exact(value, view),
    }
}

fn one(looks: Looks, resource: &'static Resource, check: &Check) -> AnyView {
    let is_rise = matches!(check, Check::Rises { .. });
    match check.clone() {
        Check::Becomes { field, .. } | Check::Rises { field, .. } => match check.before_and_after()
        {
            // Of money the sum counts, not the field that holds it.
            Some((before @ Value::Amount(_), after)) if is_rise => {
                let sum = |value: Value, strong: bool| {
                    let words = looks.words(move |view| exact(&value, view));
                    match strong {
                        true => view! { <strong class="sum">{words}</strong> }.into_any(),
                        false => view! { <span class="sum">{words}</span> }.into_any(),
                    }
                };
                pair(
                    [t(BEFORE).into(), t(AFTER).into()],
                    sum(before, false),
                    sum(after, true),
                )
            }
            Some((before, after)) => {
                let (of_before, of_after) = (field.clone(), field.clone());
                pair(
                    [
                        which(looks, resource, &field, WAS),
                        which(looks, resource, &field, WILL_BE),
                    ],
                    looks.words(move |view| value_words(resource, &of_before, &before, view)),
                    looks.words(move |view| value_words(resource, &of_after, &after, view)),
                )
            }
            None => view! { <Notice>{t(WITHOUT_AMOUNTS)}</Notice> }.into_any(),
        },
        Check::Differs { before, .. } if !before.is_present() => ().into_any(),
        Check::Differs { field, before, .. } => {
            let label = which(looks, resource, &field, OLD);
            let words = looks.words(move |view| value_words(resource, &field, &before, view));
            view! {
                <Details>
                    <Detail label monospace=true>{words}</Detail>
                </Details>
            }
            .into_any()
        }
        Check::Goes { .. }
        | Check::Appears { .. }
        | Check::Lists { .. }
        | Check::Named { .. }
        | Check::Made { .. }
        | Check::Removed { .. }
        | Check::ResponseOnly => ().into_any(),
    }
}

fn pair([was, will_be]: [TextProp; 2], before: AnyView, after: AnyView) -> AnyView {
    view! {
        <Details>
            <Detail label=was>{before}</Detail>
            <Detail label=will_be>{after}</Detail>
        </Details>
    }
    .into_any()
}

/// Draws the form values, except those that a check shows as before and after.
fn asked(looks: Looks, action: &'static Action, checks: &[Check], values: &Record) -> AnyView {
    let amount = match action.confirm {
        Confirm::RuleOfTen { amount, .. } => amount,
        _ => "",
    };
    // The inputs of an edit set the fields of their ids: those that were changed are drawn as checks.
    let is_edit = matches!(action.undo, Undo::Fields);
    let is_drawn = |input: &Input| {
        let mut fields = checks.iter().filter_map(Check::field);
        (is_edit && !input.control.is_secret())
            || input.id == amount
            || fields.any(|(field, _)| field == input.id)
    };
    let shown = action.inputs.iter();
    let nothing = Record::default();
    let asked = Asked {
        form: values,
        who: &nothing,
        row: &nothing,
    };
    let is_given = |input: &Input| values.value(input.id).is_present();
    let shown =
        shown.filter(|input| (is_given(input) || (input.shown)(&asked)) && !is_drawn(input));
    let rows = shown.filter_map(|input| {
        let value = values.value(input.id).clone();
        let words = match (input.control, input.required) {
            (control, Some(_)) if control.is_secret() && !is_edit => live::text(t(SECRET_SENT)),
            (control, None) if control.is_secret() && value == Value::Truth(true) => {
                live::text(t(SECRET_SENT))
            }
            (control, None) if control.is_secret() => return None,
            _ if value == Value::Missing => return None,
            _ => looks.words(move |view| input_words(input, &value, view)),
        };
        Some(view! { <Detail label=t(input.label)>{words}</Detail> }.into_any())
    });
    let rows: Vec<AnyView> = rows.collect();
    match rows.is_empty() {
        true => ().into_any(),
        false => view! { <Details>{rows}</Details> }.into_any(),
    }
}

/// Formats the form value of an input.
fn input_words(input: &Input, value: &Value, view: &View<'_>) -> String {
    match (input.control, value) {
        (Control::Radio(choices) | Control::Select(choices), Value::Text(word)) => {
            let found = choices.iter().find(|(known, _)| known == word);
            found.map_or_else(
                || word.clone(),
                |(_, label)| label.say(view.language).to_owned(),
            )
        }
        (
            Control::Pick {
                none: Some(none), ..
            },
            Value::Null,
        ) => none.say(view.language).to_owned(),
        (_, value) => exact(value, view),
    }
}

/// Draws the warnings and notes.
#[must_use]
pub fn findings(looks: Looks, findings: &[Finding]) -> AnyView {
    let rows = findings.iter().cloned().map(|finding| {
        let tone = match finding.level {
            Level::Note => Tone::Neutral,
            Level::Caution => Tone::Attention,
            Level::Harm => Tone::Bad,
        };
        let words = looks.words(move |view| crate::gate::say_finding(&finding, view));
        view! { <Notice tone>{words}</Notice> }.into_any()
    });
    rows.collect_view().into_any()
}

/// Draws what is undone, and what is left out.
pub(super) fn undoing(session: Session, looks: Looks, undoing: &Undoing) -> AnyView {
    let of = undoing.of.clone();
    let what = looks.words(move |view| {
        let on = (view.stamp)(of.at.seconds());
        undoes(sentence_of(session, &of, view), &on).say(view.language)
    });
    view! { <p>{what}</p> {left_out(looks, &undoing.left_out)} }.into_any()
}

/// Draws the names that are not undone, and why.
#[must_use]
pub fn left_out(looks: Looks, left: &LeftOut) -> Option<AnyView> {
    let left = left.clone();
    (!left.is_empty()).then(move || {
        let lines = live::part(move || {
            let lines = left.lines().into_iter();
            lines
                .map(|line| {
                    let words = looks.with(|view| line.say(view.language));
                    view! { <p>{words}</p> }
                })
                .collect_view()
                .into_any()
        });
        view! { <Notice tone=Tone::Attention><p>{t(LEFT)}</p> {lines}</Notice> }.into_any()
    })
}

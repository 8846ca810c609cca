//! Decides how to undo an entry, or why it cannot be undone. An undo is a change like any other: it
//! goes through the gate, and only if the gateway still holds the values that the change left.

use super::entry::{Entry, StoredStep, subject_key};
use super::left_out::LeftOut;
use super::undo_problem::UndoProblem;
use super::undone::{Undone, undone};
use crate::domain::ids::{Id, id};
use crate::domain::time::UnixSeconds;
use crate::gate::{Outcome, Subject};
use crate::schema::{Action, Check, Dialect, Locator, Record, Resource, Undo, Value};
use crate::text;
use crate::words::Text;

/// The action can be undone.
const CAN_BE_UNDONE: Text = text!(
    "Can be undone from the journal while nobody has changed it since."
        / "可在操作日志中撤销，前提是之后无人更改。"
);

/// Some rows of the action can be undone.
const SOME_CAN_BE_UNDONE: Text = text!(
    "Some of it cannot be undone. The rest can be undone from the journal while nobody has changed it since."
        / "其中一部分无法撤销。其余部分可在操作日志中撤销，前提是之后无人更改。"
);

/// The rest of the entry can be undone.
const REST_CAN_BE_UNDONE: Text = text!(
    "The rest can be undone while nobody has changed it since."
        / "其余部分可撤销，前提是之后无人更改。"
);

/// Nothing is known to have been applied.
const NOT_APPLIED: Text =
    text!("Nothing to undo: it is not known to have been applied." / "无可撤销：未确认其已生效。");

/// Nothing was changed.
const CHANGED_NOTHING: Text =
    text!("Nothing to undo: it changed nothing." / "无可撤销：未做任何更改。");

/// The entry of another attempt holds what can be undone.
const IN_ANOTHER_ATTEMPT: Text =
    text!("Nothing to undo here: see the other attempts." / "此处无可撤销：见其他尝试。");

/// This version does not know the action.
const NOT_KNOWN: Text = text!(
    "Cannot be undone: this version of the console does not know the action."
        / "无法撤销：此版本的控制台不认识该操作。"
);

/// The value before the change is not readable.
const NOT_READABLE: Text =
    text!("Cannot be undone: the value before could not be read." / "无法撤销：之前的值无法读取。");

const NOT_SETTABLE: Text = text!(
    "Cannot be undone: the value before is one that cannot be set from here."
        / "无法撤销：之前的值无法在此设置。"
);

/// A row to undo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoRow {
    /// The row.
    pub at: Locator,
    /// The values that the change left. The row must still hold them.
    pub changed: Vec<(Id, Value)>,
    /// The form values of the undoing action.
    pub input: Record,
}

impl UndoRow {
    /// Returns whether a row still holds the values that the change left.
    #[must_use]
    pub fn still_holds(&self, row: &Record) -> bool {
        let mut changed = self.changed.iter();
        changed.all(|(field, value)| value.is_same(row.value(field)))
    }
}

/// How to undo an entry.
#[derive(Clone, Debug)]
pub struct UndoOffer {
    /// The resource of the rows.
    pub resource: &'static Resource,
    /// The action that undoes.
    pub action: &'static Action,
    /// The rows; at least one.
    pub rows: Vec<UndoRow>,
    /// What stays unchanged.
    pub left_out: LeftOut,
}

/// Returns whether an entry could be undone if it is applied, or why not: shown before it is sent. The
/// values before the change decide.
#[must_use]
pub fn undo_words(entry: &Entry, action: &Action) -> Text {
    if let Undo::Not(why) = action.undo {
        return why;
    }
    let subjects = 0..entry.subjects.len();
    let refused = subjects.filter_map(|place| {
        let changes: Vec<Change> = entry.steps_of(place).flat_map(Change::of).collect();
        undoing(action, &changes)?.err()
    });
    let refused: Vec<Text> = refused.collect();
    match refused.first() {
        Some(why) if refused.len() == entry.subjects.len() => *why,
        Some(_) => SOME_CAN_BE_UNDONE,
        None => CAN_BE_UNDONE,
    }
}

/// Returns whether the rest of an entry can be undone, or why not; `None` if all of it is already
/// undone.
#[must_use]
pub fn offer_words(offer: &Result<UndoOffer, UndoProblem>) -> Option<Text> {
    match offer {
        Ok(offer) if offer.left_out.undone.is_empty() => Some(CAN_BE_UNDONE),
        Ok(_) => Some(REST_CAN_BE_UNDONE),
        Err(UndoProblem::Not(why)) => Some(*why),
        Err(UndoProblem::WhyNot(why)) => Some(why.words),
        Err(UndoProblem::NothingLeft(_) | UndoProblem::Failed(_)) => None,
    }
}

/// Returns how to undo an entry, before anything is read. `all` are the entries of the journal:
/// what is already undone is not offered again.
///
/// # Errors
/// Why it cannot be undone.
pub fn undo_offer(
    entry: &Entry,
    all: &[&Entry],
    dialect: &Dialect,
) -> Result<UndoOffer, UndoProblem> {
    let known = entry.known(dialect);
    let (resource, action) = known.ok_or(UndoProblem::Not(NOT_KNOWN))?;
    if let Some(why) = nothing_changed(entry) {
        return Err(UndoProblem::Not(why));
    }
    if let Undo::Not(why) = action.undo {
        return Err(UndoProblem::Not(why));
    }
    let before = undone(entry, all);
    let mut offer = UndoOffer {
        resource,
        action: match action.undo {
            Undo::By(other) => other(),
            Undo::Same { .. } | Undo::Fields | Undo::Not(_) => action,
        },
        rows: Vec::new(),
        left_out: LeftOut::default(),
    };
    for (place, subject) in entry.subjects.iter().enumerate() {
        offer.sort(entry, place, subject, action, before.as_ref());
    }
    if !offer.rows.is_empty() {
        return Ok(offer);
    }
    let left_out = offer.left_out;
    // If there is a single reason for all rows, it is the whole result.
    match left_out.refused.first() {
        _ if !left_out.undone.is_empty() => Err(UndoProblem::NothingLeft(left_out)),
        Some((_, why)) => Err(UndoProblem::Not(*why)),
        None => Err(UndoProblem::Not(NOT_APPLIED)),
    }
}

/// Returns why an entry changed nothing, if that is known.
fn nothing_changed(entry: &Entry) -> Option<Text> {
    let mut steps = entry.steps.iter();
    let elsewhere = |step: &StoredStep| step.outcome == Some(Outcome::InAnotherAttempt);
    let is_known = steps.len() > 0 && steps.all(StoredStep::changed_nothing);
    let words = match entry.steps.iter().any(elsewhere) {
        true => IN_ANOTHER_ATTEMPT,
        false => CHANGED_NOTHING,
    };
    is_known.then_some(words)
}

impl UndoOffer {
    /// Adds a subject to the rows or to what is left out.
    fn sort(
        &mut self,
        entry: &Entry,
        place: usize,
        subject: &Subject,
        action: &Action,
        before: Option<&Undone>,
    ) {
        let name = subject.at.label().to_owned();
        let left_out = &mut self.left_out;
        if before.is_some_and(|before| before.has(subject_key(&subject.at))) {
            left_out.undone.push(name);
            return;
        }
        let applied = entry.steps_of(place).filter(|step| step.was_applied());
        let changes: Vec<Change> = applied.flat_map(Change::of).collect();
        let (wanted, input) = match undoing(action, &changes) {
            None => {
                left_out.not_applied.push(name);
                return;
            }
            Some(Err(why)) => {
                left_out.refused.push((name, why));
                return;
            }
            Some(Ok(found)) => found,
        };
        let changed = match action.undo {
            Undo::Same { .. } => vec![(wanted.field.clone(), wanted.to.clone())],
            Undo::Fields | Undo::By(_) | Undo::Not(_) => {
                let changes = changes.iter().filter(|change| change.at == wanted.at);
                changes
                    .map(|change| (change.field.clone(), change.to.clone()))
                    .collect()
            }
        };
        self.rows.push(UndoRow {
            at: wanted.at.clone(),
            changed,
            input,
        });
    }
}

/// The change of a step, from one of its checks.
struct Change<'a> {
    at: &'a Locator,
    field: &'a Id,
    before: &'a Value,
    to: &'a Value,
}

impl<'a> Change<'a> {
    fn of(step: &'a StoredStep) -> impl Iterator<Item = Self> {
        step.checks.iter().filter_map(|check| match check {
            Check::Becomes {
                at,
                field,
                before,
                to,
            } => Some(Self {
                at,
                field,
                before,
                to,
            }),
            _ => None,
        })
    }
}

/// Returns the change of a row that is undone, with the form values that undo it, or why they cannot be set
/// again; `None` if nothing changed that the action undoes.
fn undoing<'a, 'b>(
    action: &Action,
    changes: &'b [Change<'a>],
) -> Option<Result<(&'b Change<'a>, Record), Text>> {
    let wanted = match action.undo {
        Undo::Same { field, .. } => changes.iter().find(|change| change.field == field),
        Undo::Fields | Undo::By(_) | Undo::Not(_) => changes.first(),
    }?;
    let input = match action.undo {
        Undo::Same { input, unless, .. } => {
            let value = value_again(action, input, wanted, unless);
            value.map(|value| Record::default().with_value(id(input), value))
        }
        Undo::Fields => all_again(action, changes),
        Undo::By(_) | Undo::Not(_) => Ok(Record::default()),
    };
    Some(input.map(|input| (wanted, input)))
}

/// Returns the values before all changes as form values.
fn all_again(action: &Action, changes: &[Change]) -> Result<Record, Text> {
    changes
        .iter()
        .try_fold(Record::default(), |values, change| {
            let before = value_again(action, change.field, change, |_, _| None)?;
            Ok(values.with_value(change.field.clone(), before))
        })
}

/// Returns the value before the change as a form value; missing becomes null.
fn value_again(
    action: &Action,
    input: &str,
    change: &Change,
    unless: fn(&Value, &Locator) -> Option<Text>,
) -> Result<Value, Text> {
    match (unless(change.before, change.at), change.before) {
        (Some(why), _) => Err(why),
        (None, Value::Unreadable(_)) => Err(NOT_READABLE),
        (None, Value::Missing) => Ok(Value::Null),
        (None, value) => {
            let mut inputs = action.inputs.iter();
            let input = inputs.find(|known| known.id == input);
            // Long ago, no moment had passed: what only time forbids is told when it is undone.
            let wrong = input.and_then(|input| input.refuses(value, UnixSeconds(i64::MIN)));
            match wrong {
                Some(_) => Err(NOT_SETTABLE),
                None => Ok(value.clone()),
            }
        }
    }
}

#[cfg(test)]
mod tests;

//! What an operator can do. An action has no defaults: one that does not say how it is checked,
//! confirmed, undone or worded does not compile.

use super::check::Check;
use super::context::{Context, Finding, Rule, WhyNot};
use super::input::Input;
use super::record::{Field, Record};
use super::step::Step;
use super::value::{Known, Value};
use super::{All, Str};
use crate::call::is_addressable;
use crate::domain::budget::Budget;
use crate::domain::money::Amount;
use crate::text;
use crate::words::Text;

/// What an action is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// One row.
    Row,
    /// One row or several; so many at most.
    Rows {
        /// The most.
        most: usize,
    },
    /// Nothing yet: it makes a row.
    New,
}

/// Rows that are read besides the row itself, before the review. Before something is made, the newest
/// rows of its list are read without a lookup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// The resource.
    pub of: Str,
    /// The field by which its rows name this row.
    pub by: Str,
    /// Pages that are read at most.
    pub most_pages: usize,
    /// What is said of them once the row is gone.
    pub left: Option<Left>,
}

/// What is said of rows that name a row, once that row is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// None names it.
    pub none: Text,
    /// None of those that were read names it, and there are more.
    pub none_read: Text,
    /// `{n}` still name it.
    pub some: Text,
    /// They could not be read.
    pub failed: Text,
}

/// What an action's words are chosen by: what was asked for, and what the checks hold.
pub struct Told<'a> {
    /// What the form was told, for each row.
    pub inputs: Vec<&'a Record>,
    /// The first check of each row.
    pub checks: Vec<&'a Check>,
}

impl Told<'_> {
    /// Returns how many rows it is about.
    #[must_use]
    pub fn count(&self) -> usize {
        self.inputs.len()
    }

    /// Returns the value of a field, where it was told the same for every row.
    #[must_use]
    pub fn same(&self, field: &str) -> Option<&Value> {
        let mut values = self.inputs.iter().map(|input| input.value(field));
        let first = values.next()?;
        values.all(|value| value.is_same(first)).then_some(first)
    }

    /// Returns the value of a typed field that was told the same for every row.
    #[must_use]
    pub fn get<T: Known>(&self, field: &Field<T>) -> Option<&T> {
        T::read(self.same(field.id)?)
    }

    /// Returns the value before the change, where it was the same for every row.
    #[must_use]
    pub fn before(&self, field: &str) -> Option<&Value> {
        let mut values = self.checks.iter().map(|check| match check.field() {
            Some((known, before)) if known == field => Some(before),
            _ => None,
        });
        let first = values.next()??;
        let same = |value: Option<&Value>| value.is_some_and(|value| value.is_same(first));
        values.all(same).then_some(first)
    }
}

/// What must be done before a plan is sent.
#[derive(Clone, Copy)]
pub enum Confirm {
    /// The button is enough.
    Review,
    /// The name is typed, for this reason.
    TypeName(Text),
    /// The name is typed where the rule gives a reason.
    TypeNameIf(Rule<Option<Text>>),
    /// The amount is typed where it is at least ten times the last one, or the limit where none is
    /// known; where the same amount was sent a short while ago; and beside one whose outcome is
    /// unknown.
    RuleOfTen {
        /// The amount's input.
        amount: Field<Amount>,
        /// The limit that it raises.
        limit: Field<Budget>,
    },
}

/// How an action is undone.
#[derive(Clone, Copy)]
pub enum Undo {
    /// Not, for this reason.
    Not(Text),
    /// By the same action: `input` is told the value that the field had before.
    Same {
        /// The field that the action changed.
        field: Str,
        /// The input that sets it.
        input: Str,
        /// Why a value cannot be set again.
        unless: fn(&Value) -> Option<Text>,
    },
    /// By another action on the same row.
    By(fn() -> &'static Action),
}

/// Ready-made settings for programs that use a new value.
#[derive(Clone, Copy)]
pub struct Snippet {
    /// Whose settings.
    pub title: Text,
    /// The lines, from the gateway's address and the value.
    pub lines: fn(&str, &str) -> String,
}

/// What a response brings besides a yes.
#[derive(Clone, Copy)]
pub enum Yields {
    /// Nothing.
    Nothing,
    /// A secret that is shown once and kept nowhere.
    Value {
        /// What it is called.
        title: Text,
        /// Where it stands in the response.
        at: All<Str>,
        /// Where the response says when the value before stops working.
        old_ends: Option<Str>,
        /// What is said where it was made and did not arrive.
        lost: Text,
        /// Settings that are offered with it, by the fields of the row and what the form was told.
        snippets: fn(&Record) -> Vec<Snippet>,
    },
}

/// One thing that can be done.
pub struct Action {
    /// Its id: in addresses and in the journal. Never used again for something else.
    pub id: Str,
    /// What it is done to.
    pub on: Target,
    /// The words of the button that begins it.
    pub button: Text,
    /// The title of its form. Slot: `{n}`.
    pub title: Text,
    /// What to know before.
    pub lead: Option<Text>,
    /// What happens, as a sentence. Slots: `{name}`, `{id}`, `{n}`, an input's id, `{input.id}` for
    /// the id of a reference, and `{was.field}` for a value before.
    pub sentence: fn(&Told) -> Text,
    /// The words of the button that sends it, with the same slots.
    pub verb: fn(&Told) -> Text,
    /// What the form asks.
    pub inputs: All<Input>,
    /// Which input is wrong together with the others, and why.
    pub check: fn(&Record) -> Option<(Str, Text)>,
    /// Fields of the row that the form shows.
    pub facts: All<Str>,
    /// What else is read.
    pub lookups: All<Lookup>,
    /// Why it is not offered.
    pub why_not: Rule<Option<WhyNot>>,
    /// What the form and the review say besides the change.
    pub notes: Rule<Vec<Finding>>,
    /// The steps.
    pub plan: Rule<Result<Vec<Step>, WhyNot>>,
    /// What must be done before it is sent.
    pub confirm: Confirm,
    /// How it is undone.
    pub undo: Undo,
    /// What a response brings.
    pub yields: Yields,
    /// Whether it takes away what cannot be made again.
    pub destroys: bool,
    /// What to do where it was applied twice.
    pub if_applied_twice: Text,
}

impl Action {
    /// Returns why it cannot be done: also where the row's id cannot stand in an address.
    #[must_use]
    pub fn refuses(&self, context: &Context) -> Option<WhyNot> {
        if !context.at.id.as_str().is_empty() && !is_addressable(context.at.id.as_str()) {
            return Some(WhyNot::NOT_ADDRESSABLE);
        }
        (self.why_not)(context)
    }
}

impl std::fmt::Debug for Action {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.id)
    }
}

/// Answers a question of an action with nothing.
#[must_use]
pub fn nothing<T: Default>(_: &Context) -> T {
    T::default()
}

/// What to do where applying twice comes to the same.
pub const SAME_TWICE: Text =
    text!("Applying it twice has the same effect as once." / "执行两次与一次效果相同。");

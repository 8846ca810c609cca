//! What an operator can do. An action has no defaults: one that does not say how it is checked,
//! confirmed, undone or worded does not compile.

use super::check::Check;
use super::context::{Context, Finding, Rule, WhyNot};
use super::field::FieldSpec;
use super::input::Input;
use super::login::Login;
use super::record::{Field, Locator, Record};
use super::step::Step;
use super::value::{FieldValue, Value};
use super::{All, Str};
use crate::call::{Refusal, is_addressable};
use crate::text;
use crate::words::Text;

/// What an action is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A single row.
    Row,
    /// Several rows, at most `most`.
    Rows {
        /// The largest number of rows.
        most: usize,
    },
    /// No row yet: the action creates one.
    New,
    /// The list as a whole.
    List,
}

impl Target {
    /// Returns whether it is rows that are listed already.
    #[must_use]
    pub const fn is_of_rows(self) -> bool {
        matches!(self, Self::Row | Self::Rows { .. })
    }
}

/// Rows that are read before the review, besides the row itself. For an action that creates a row or
/// is applied to a whole list, the newest rows of its list are read in any case; no lookup is needed
/// for that.
#[derive(Clone, Copy, Debug)]
pub struct Lookup {
    /// The resource whose rows are read.
    pub of: Str,
    /// The field that refers to the action's row.
    pub by: Str,
    /// The largest number of pages to read.
    pub most_pages: usize,
    /// What the review says about these rows when the action deletes the row they refer to.
    pub remaining: Option<RemainingWords>,
    /// The field of the action's row whose text the gateway is asked with, for a list that holds only
    /// rows of it; `None` asks with the row's id.
    pub with: Option<Str>,
    /// Whether they are read for such a row.
    pub applies: fn(&Record) -> bool,
    /// Whether the review waits for them. Where they only add notes, it goes on without those that could
    /// not be read.
    pub needed: bool,
}

impl Lookup {
    /// Reads all rows of a resource, on at most this number of pages.
    #[must_use]
    pub const fn all(of: Str, most_pages: usize) -> Self {
        Self {
            of,
            by: "",
            most_pages,
            remaining: None,
            with: None,
            applies: always,
            needed: true,
        }
    }

    /// Reads only the rows whose field refers to the action's row.
    #[must_use]
    pub const fn by(mut self, field: Str) -> Self {
        self.by = field;
        self
    }

    /// Asks with the text of a field of the action's row, not with its id.
    #[must_use]
    pub const fn asking_with(mut self, field: Str) -> Self {
        self.with = Some(field);
        self
    }

    /// Returns what the gateway is asked with: the row's id, or the text of a field.
    #[must_use]
    pub fn asked<'a>(&self, at: &'a Locator, row: &'a Record) -> &'a str {
        match self.with {
            Some(field) => String::read(row.value(field)).map_or("", String::as_str),
            None => at.id.as_str(),
        }
    }

    /// Says after a deletion which of them are left.
    #[must_use]
    pub const fn remaining(mut self, words: RemainingWords) -> Self {
        self.remaining = Some(words);
        self
    }

    /// Reads them only for such a row.
    #[must_use]
    pub const fn only_for(mut self, applies: fn(&Record) -> bool) -> Self {
        self.applies = applies;
        self
    }

    /// Lets the review go on without them.
    #[must_use]
    pub const fn advisory(mut self) -> Self {
        self.needed = false;
        self
    }
}

/// Sentences about rows that will still refer to a deleted row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemainingWords {
    /// When no row refers to it.
    pub none: Text,
    /// When no loaded row refers to it and there are more rows.
    pub none_read: Text,
    /// When `{n}` rows refer to it.
    pub some: Text,
    /// When the rows could not be read.
    pub failed: Text,
}

/// The form values and checks that an action's sentences are built from.
pub struct Summary<'a> {
    /// The form values of each row.
    pub inputs: Vec<&'a Record>,
    /// The first check of each row.
    pub checks: Vec<&'a Check>,
}

impl Summary<'_> {
    /// Returns how many rows it is about.
    #[must_use]
    pub fn count(&self) -> usize {
        self.inputs.len()
    }

    /// Returns the form value of a field, if it is the same for every row.
    #[must_use]
    pub fn same(&self, field: &str) -> Option<&Value> {
        let mut values = self.inputs.iter().map(|input| input.value(field));
        let first = values.next()?;
        values.all(|value| value.is_same(first)).then_some(first)
    }

    /// Returns the typed form value of a field, if it is the same for every row.
    #[must_use]
    pub fn get<T: FieldValue>(&self, field: &Field<T>) -> Option<&T> {
        T::read(self.same(field.id)?)
    }

    /// Returns a field's value before the change, if it is the same for every row.
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

/// What the operator must do to confirm a plan.
#[derive(Clone, Copy)]
pub enum Confirm {
    /// Press the button.
    Review,
    /// Nothing more: pressing the action's own button was enough. For an action that changes nothing
    /// anyone would want back.
    Begun,
    /// Type the name; the text says why.
    TypeName(Text),
    /// Type the name if the rule returns a reason.
    TypeNameIf(Rule<Option<Text>>),
    /// Type the amount again if it is at least ten times the previous one (or the limit, when there
    /// is no previous one), if the same amount was sent within the last minutes, or if an earlier
    /// amount has an unknown outcome.
    RuleOfTen {
        /// The input that holds the amount: money or quota.
        amount: Str,
        /// The field of the row that the amount is added to: a budget, or what is left of a quota.
        limit: Str,
    },
}

/// How an action is undone.
#[derive(Clone, Copy)]
pub enum Undo {
    /// It cannot be undone; the text says why.
    Not(Text),
    /// By the same action, with `input` set to the value that `field` had before.
    Same {
        /// The field that the action changed.
        field: Str,
        /// The input that sets it.
        input: Str,
        /// Returns why a value of a row cannot be set again; `None` if it can.
        unless: fn(&Value, &Locator) -> Option<Text>,
    },
    /// By the same action, with the input of each changed field set to its value before. Inputs have
    /// the ids of the fields that they set.
    Fields,
    /// By another action on the same row.
    By(fn() -> &'static Action),
}

/// Ready-made settings for a program that uses a new key.
#[derive(Clone, Copy)]
pub struct Snippet {
    /// The name of the program.
    pub title: Text,
    /// Builds the lines from the gateway's address and the key's value.
    pub lines: fn(&str, &str) -> String,
}

/// What the response to a write contains besides the row.
#[derive(Clone, Copy)]
pub enum Yields {
    /// Nothing else.
    Nothing,
    /// A secret that is shown once and never stored.
    Value {
        /// What it is called.
        title: Text,
        /// What is said of its being shown once.
        once: Text,
        /// The names under which the response may hold it.
        at: All<Str>,
        /// The response's field with the time at which the previous value stops working.
        old_ends: Option<Str>,
        /// What to say when the value was created but its response was lost.
        lost: Text,
        /// The settings offered with it, chosen by the row's fields and the form values.
        snippets: fn(&Record) -> Vec<Snippet>,
    },
    /// The result of a trial, which a refusal is as well.
    Trial {
        /// What the response tells.
        fields: All<FieldSpec>,
        /// What a refusal means; `{words}` are the gateway's own.
        failed: Text,
        /// What to do about it.
        advice: fn(&Refusal) -> Text,
    },
    /// A login that goes on after the response.
    Login(Login),
}

/// An action that an operator can take.
pub struct Action {
    /// The id, used in addresses and in the journal. An id is never reused for another action.
    pub id: Str,
    /// What it is applied to.
    pub on: Target,
    /// The label of the button that opens its form.
    pub button: Text,
    /// The title of its form. Slot: `{n}`.
    pub title: Text,
    /// An introduction above the form.
    pub lead: Option<Text>,
    /// The sentence that describes the change. Slots: `{name}`, `{id}`, `{n}`, an input's id,
    /// `{input.id}` for the id of a reference, and `{was.field}` for a value before the change.
    pub sentence: fn(&Summary) -> Text,
    /// The label of the button that sends it, with the same slots.
    pub verb: fn(&Summary) -> Text,
    /// The inputs of the form.
    pub inputs: All<Input>,
    /// Validates the inputs together: returns the invalid input and the message for it.
    pub check: fn(&Record) -> Option<(Str, Text)>,
    /// Fields of the row that the form displays.
    pub facts: All<Str>,
    /// Further rows to read before the review.
    pub lookups: All<Lookup>,
    /// Returns whether the action is offered for such a row at all: an action for rows of another
    /// kind is left out, not disabled.
    pub offered: fn(&Record) -> bool,
    /// Returns why the action is not available; `None` if it is.
    pub why_not: Rule<Option<WhyNot>>,
    /// Warnings and notes for the form and the review.
    pub notes: Rule<Vec<Finding>>,
    /// Makes the steps of the plan.
    pub plan: Rule<Result<Vec<Step>, WhyNot>>,
    /// How the operator confirms it.
    pub confirm: Confirm,
    /// How it is undone.
    pub undo: Undo,
    /// What the response contains besides the row.
    pub yields: Yields,
    /// Whether it destroys something that cannot be recreated.
    pub destroys: bool,
    /// What to do if it was applied twice.
    pub if_applied_twice: Text,
}

impl Action {
    /// Returns the login that it starts, if it starts one.
    #[must_use]
    pub const fn login(&self) -> Option<&Login> {
        match &self.yields {
            Yields::Login(login) => Some(login),
            Yields::Nothing | Yields::Value { .. } | Yields::Trial { .. } => None,
        }
    }

    /// Returns why the action is refused. Also refuses a row whose id cannot be part of an address.
    #[must_use]
    pub fn refuses(&self, context: &Context) -> Option<WhyNot> {
        if !context.at.id.as_str().is_empty() && !is_addressable(context.at.id.as_str()) {
            return Some(WhyNot::NOT_ADDRESSABLE);
        }
        (self.why_not)(context)
    }

    /// Returns the steps of the action, of which there is at least one.
    ///
    /// # Errors
    /// When it is refused, would change nothing, or has a value that its input would not take, wherever
    /// that comes from: an undo has no form.
    pub fn steps(&self, context: &Context) -> Result<Vec<Step>, WhyNot> {
        if let Some(why) = self.refuses(context) {
            return Err(why);
        }
        let steps = (self.plan)(context)?;
        if steps.is_empty() {
            return Err(WhyNot::ALREADY_SO);
        }
        let wrong = self.inputs.iter().find_map(|input| {
            let value = context.input.value(input.id);
            let is_left = |_: &Text| value.is_same(&(input.initial)(context));
            let wrong = input.refuses(value, context.now);
            wrong.filter(|words| !is_left(words))
        });
        match wrong {
            Some(words) => Err(WhyNot { words, source: "" }),
            None => Ok(steps),
        }
    }
}

impl std::fmt::Debug for Action {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.id)
    }
}

/// Returns the default value: for rules of an action that have nothing to say.
#[must_use]
pub fn nothing<T: Default>(_: &Context) -> T {
    T::default()
}

/// Offers an action for every row.
#[must_use]
pub const fn always(_: &Record) -> bool {
    true
}

/// The advice for an action that has the same effect when it is applied twice.
pub const SAME_TWICE: Text =
    text!("Applying it twice has the same effect as once." / "执行两次与一次效果相同。");

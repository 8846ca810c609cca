//! Inputs of a form: what control each is, and when what was typed is a value.

use super::context::Rule;
use super::record::{Field, Hidden, Record, Typed};
use super::value::{Decimal, Document, DocumentKind, Ref, Value};
use super::{All, Str};
use crate::domain::money::Amount;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::words::Text;

/// What can be chosen: the word that is kept, and the words that are shown.
pub type Choices = All<(Str, Text)>;

/// The control of an input.
#[derive(Clone, Copy)]
pub enum Control {
    /// An amount of US dollars.
    Money,
    /// An amount of quota.
    Quota,
    /// A whole number within bounds.
    Whole {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
    },
    /// A number with a unit and so many decimals at most.
    Decimal {
        /// The unit.
        unit: Str,
        /// Decimals.
        places: u8,
    },
    /// A line of text of so many characters at most.
    Text {
        /// Characters.
        most: usize,
    },
    /// So many lines of text at most.
    Lines {
        /// Lines.
        most: usize,
    },
    /// On or off.
    Switch,
    /// A date and a time on the operator's clock.
    Moment,
    /// A secret; no rule sees it.
    Secret,
    /// One of a few, each in sight.
    Radio(Choices),
    /// One of several, in a list that opens.
    Select(Choices),
    /// A row of the resource `of` (or a person), or nothing.
    Pick {
        /// The resource; `people` are those whom other rows name.
        of: Str,
        /// What choosing nothing is called; `None` where something must be chosen.
        none: Option<Text>,
    },
    /// A document.
    Document(DocumentKind),
}

/// An input of a form.
#[derive(Clone, Copy)]
pub struct Input {
    /// Its id.
    pub id: Str,
    /// Its control.
    pub control: Control,
    /// Its label.
    pub label: Text,
    /// What to know before filling it in.
    pub hint: Option<Text>,
    /// What is said where nothing was given; `None` where that is allowed.
    pub required: Option<Text>,
    /// What it holds when the form opens.
    pub initial: Rule<Value>,
    /// The value that the gateway holds already and that cannot be chosen.
    pub current: Option<Rule<Value>>,
    /// Whether it is shown, by what the form was told so far.
    pub shown: fn(&Record) -> bool,
    /// What to say of a value that is allowed.
    pub note: fn(&Value) -> Option<Text>,
    /// What is wrong with a value as of now.
    pub check: fn(&Value, UnixSeconds) -> Option<Text>,
}

/// An input with its typed handle.
pub type Asked<T> = Typed<T, Input>;

macro_rules! inputs {
    ($($(#[$meta:meta])* $maker:ident($($argument:ident: $type:ty),*) -> $value:ty = $control:expr;)+) => {
        impl Input {
            $(
                $(#[$meta])*
                #[must_use]
                pub const fn $maker(id: Str, label: Text $(, $argument: $type)*) -> Asked<$value> {
                    Typed {
                        field: Field::new(id),
                        spec: Self {
                            id,
                            control: $control,
                            label,
                            hint: None,
                            required: None,
                            initial: |_| Value::Missing,
                            current: None,
                            shown: |_| true,
                            note: |_| None,
                            check: |_, _| None,
                        },
                    }
                }
            )+
        }
    };
}

inputs! {
    /// Asks for an amount of US dollars.
    money() -> Amount = Control::Money;
    /// Asks for an amount of quota.
    quota() -> QuotaUnits = Control::Quota;
    /// Asks for a whole number.
    whole(least: i64, most: i64) -> i64 = Control::Whole { least, most };
    /// Asks for a number with a unit.
    decimal(unit: Str, places: u8) -> Decimal = Control::Decimal { unit, places };
    /// Asks for a line of text.
    text(most: usize) -> String = Control::Text { most };
    /// Asks for lines of text.
    lines(most: usize) -> Vec<String> = Control::Lines { most };
    /// Asks for on or off.
    switch() -> bool = Control::Switch;
    /// Asks for a moment.
    moment() -> UnixSeconds = Control::Moment;
    /// Asks for a secret.
    secret() -> Hidden = Control::Secret;
    /// Asks for one of a few.
    radio(choices: Choices) -> String = Control::Radio(choices);
    /// Asks for one of several.
    select(choices: Choices) -> String = Control::Select(choices);
    /// Asks for a row of another resource, or for the id of one.
    pick(of: Str, none: Option<Text>) -> Ref = Control::Pick { of, none };
    /// Asks for a document.
    document(kind: DocumentKind) -> Document = Control::Document(kind);
}

impl<T> Asked<T> {
    /// Says what is missing where nothing was given.
    #[must_use]
    pub const fn required(mut self, missing: Text) -> Self {
        self.spec.required = Some(missing);
        self
    }

    /// Adds what to know before filling it in.
    #[must_use]
    pub const fn hint(mut self, hint: Text) -> Self {
        self.spec.hint = Some(hint);
        self
    }

    /// Sets what it holds when the form opens.
    #[must_use]
    pub const fn initial(mut self, initial: Rule<Value>) -> Self {
        self.spec.initial = initial;
        self
    }

    /// Sets the value that the gateway holds already.
    #[must_use]
    pub const fn current(mut self, current: Rule<Value>) -> Self {
        self.spec.current = Some(current);
        self
    }

    /// Shows it only for what the form was told so far.
    #[must_use]
    pub const fn shown(mut self, shown: fn(&Record) -> bool) -> Self {
        self.spec.shown = shown;
        self
    }

    /// Adds what to say of a value that is allowed.
    #[must_use]
    pub const fn note(mut self, note: fn(&Value) -> Option<Text>) -> Self {
        self.spec.note = note;
        self
    }

    /// Adds what is wrong with a value.
    #[must_use]
    pub const fn check(mut self, check: fn(&Value, UnixSeconds) -> Option<Text>) -> Self {
        self.spec.check = check;
        self
    }
}

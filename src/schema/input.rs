//! Inputs of a form: the control of each, its limits and its checks.

use super::context::{Rule, Seen};
use super::record::{Field, Hidden, Record, Typed};
use super::value::{Decimal, Document, DocumentKind, Ref, Value};
use super::{All, Lookup, Str};
use crate::domain::money::Amount;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::words::Text;

/// The choices of an input: the stored word and the label.
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
        /// The smallest value.
        least: i64,
        /// The largest value.
        most: i64,
    },
    /// A number with a unit and a maximum number of decimals.
    Decimal {
        /// The unit.
        unit: Str,
        /// The most decimals.
        places: u8,
    },
    /// A line of text with a maximum length.
    Text {
        /// The most characters.
        most: usize,
    },
    /// Text that may have several lines, with a maximum length.
    Prose {
        /// The most characters.
        most: usize,
    },
    /// A list of lines, up to a maximum.
    Lines {
        /// The most lines.
        most: usize,
    },
    /// A list of words, one on each line or between commas, up to a maximum.
    Words {
        /// The most words.
        most: usize,
    },
    /// On or off.
    Switch,
    /// A date and a time in the operator's time zone.
    Moment,
    /// A secret; rules see only its shape.
    Secret,
    /// Secrets, one on each line; rules see only their shape.
    SecretLines,
    /// One of a few choices, all visible.
    Radio(Choices),
    /// One of several choices in a select.
    Select(Choices),
    /// A reference to a row of `of` (or to a person), or none.
    Pick {
        /// The resource; `people` are those that other rows refer to.
        of: Str,
        /// The label of "none"; `None` if a row must be chosen.
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
    /// A hint below the control.
    pub hint: Option<Text>,
    /// The message for an empty input; `None` if it may be empty.
    pub required: Option<Text>,
    /// The value when the form opens.
    pub initial: Rule<Value>,
    /// The value that the gateway already holds; it cannot be chosen.
    pub current: Option<Rule<Value>>,
    /// Whether it is shown.
    pub shown: Shown,
    /// The rows whose names are offered for it.
    pub offers: Option<Offers>,
    /// Whether the number of this name, in a document, is a price of tokens.
    pub priced: fn(&Asked, &str) -> Priced,
    /// The names that the entries of a document may have; `None` for any.
    pub names: Option<Names>,
    /// What the entries of a document stand beside.
    pub usual: Option<Usual>,
    /// What is wrong in the text of a document, and at which path of it.
    pub flaw: fn(&str) -> Option<(String, Text)>,
    /// A note about a valid value.
    pub note: fn(&Value) -> Option<Text>,
    /// What is wrong with a value at the given time; `None` if it is valid.
    pub check: fn(&Value, UnixSeconds) -> Option<Text>,
}

impl Input {
    /// Returns what is wrong with a value that no form has read: one that an undo sets again. A picked row
    /// has the id that its gateway gave it.
    #[must_use]
    pub fn refuses(&self, value: &Value, now: UnixSeconds) -> Option<Text> {
        let is_read = value.is_present() && !matches!(value, Value::Ref(_));
        is_read.then(|| (self.check)(value, now))?
    }
}

/// The names that the entries of a document may have.
#[derive(Clone, Copy)]
pub struct Names {
    /// Whether the document takes a name.
    pub fit: fn(&Asked, &str) -> bool,
    /// What is said of one that it does not take.
    pub words: Text,
}

/// The usual values of a document's entries, which apply where it says nothing.
#[derive(Clone, Copy)]
pub struct Usual {
    /// The rows that hold them.
    pub of: Lookup,
    /// The one of an entry, by its name.
    pub value: fn(&Seen, &str) -> Option<String>,
    /// What is said of it, with a slot for the `value`.
    pub words: Text,
}

/// What decides whether an input is shown, and what is offered for it.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The form values so far.
    pub form: &'a Record,
    /// The signed-in account.
    pub who: &'a Record,
    /// The row of the action; empty if there is none.
    pub row: &'a Record,
}

/// Whether a number of a document is a price of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Priced {
    /// It is something else.
    No,
    /// It is, and not below 0.
    Yes,
    /// It is, and below 0 is free.
    FreeBelowZero,
    /// It is the price of output divided by the price of input: the first of these entries that is above 0.
    TimesInput(Vec<String>),
    /// The same, where the price of input is the usual value that the entry stands beside.
    TimesUsual,
}

/// A condition of an input, such as whether it is shown.
pub type Shown = fn(&Asked) -> bool;

/// Rows of another list whose names are offered for an input of words.
#[derive(Clone, Copy)]
pub struct Offers {
    /// The resource.
    pub of: Str,
    /// Whether a row is offered.
    pub fits: fn(&Asked, &Record) -> bool,
}

/// Returns the name of the form value that tells what the edits of a document began with. The form sets it
/// without asking.
#[must_use]
pub fn base_of(input: &str) -> String {
    format!("{input}_base")
}

impl Control {
    /// Returns whether what is entered never becomes a value.
    #[must_use]
    pub const fn is_secret(self) -> bool {
        matches!(self, Self::Secret | Self::SecretLines)
    }
}

/// An input with its typed handle.
pub type TypedInput<T> = Typed<T, Input>;

macro_rules! inputs {
    ($($(#[$meta:meta])* $maker:ident($($argument:ident: $type:ty),*) -> $value:ty = $control:expr;)+) => {
        impl Input {
            $(
                $(#[$meta])*
                #[must_use]
                pub const fn $maker(id: Str, label: Text $(, $argument: $type)*) -> TypedInput<$value> {
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
                            offers: None,
                            priced: |_, _| Priced::No,
                            names: None,
                            usual: None,
                            flaw: |_| None,
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
    /// Asks for text that may have several lines.
    prose(most: usize) -> String = Control::Prose { most };
    /// Asks for lines of text.
    lines(most: usize) -> Vec<String> = Control::Lines { most };
    /// Asks for words.
    words(most: usize) -> Vec<String> = Control::Words { most };
    /// Asks for on or off.
    switch() -> bool = Control::Switch;
    /// Asks for a moment.
    moment() -> UnixSeconds = Control::Moment;
    /// Asks for a secret.
    secret() -> Hidden = Control::Secret;
    /// Asks for secrets, one on each line.
    secret_lines() -> Hidden = Control::SecretLines;
    /// Asks for one of a few choices.
    radio(choices: Choices) -> String = Control::Radio(choices);
    /// Asks for one of several choices.
    select(choices: Choices) -> String = Control::Select(choices);
    /// Asks for a row of another resource, or its id.
    pick(of: Str, none: Option<Text>) -> Ref = Control::Pick { of, none };
    /// Asks for a document.
    document(kind: DocumentKind) -> Document = Control::Document(kind);
}

impl<T> TypedInput<T> {
    /// Makes the input required, with this message when it is empty.
    #[must_use]
    pub const fn required(mut self, missing: Text) -> Self {
        self.spec.required = Some(missing);
        self
    }

    /// Adds a hint.
    #[must_use]
    pub const fn hint(mut self, hint: Text) -> Self {
        self.spec.hint = Some(hint);
        self
    }

    /// Sets the value when the form opens.
    #[must_use]
    pub const fn initial(mut self, initial: Rule<Value>) -> Self {
        self.spec.initial = initial;
        self
    }

    /// Sets the value that the gateway already holds.
    #[must_use]
    pub const fn current(mut self, current: Rule<Value>) -> Self {
        self.spec.current = Some(current);
        self
    }

    /// Shows it only under a condition.
    #[must_use]
    pub const fn shown(mut self, shown: Shown) -> Self {
        self.spec.shown = shown;
        self
    }

    /// Offers the names of rows of another list.
    #[must_use]
    pub const fn offers(mut self, of: Str, fits: fn(&Asked, &Record) -> bool) -> Self {
        self.spec.offers = Some(Offers { of, fits });
        self
    }

    /// Says which numbers of a document are prices of tokens, to be told in money as well.
    #[must_use]
    pub const fn priced(mut self, priced: fn(&Asked, &str) -> Priced) -> Self {
        self.spec.priced = priced;
        self
    }

    /// Says which names the entries of a document may have.
    #[must_use]
    pub const fn names(mut self, names: Names) -> Self {
        self.spec.names = Some(names);
        self
    }

    /// Says beside which usual values the entries of a document stand.
    #[must_use]
    pub const fn usual(mut self, usual: Usual) -> Self {
        self.spec.usual = Some(usual);
        self
    }

    /// Says what is wrong in the text of a document, and where, to mark it there.
    #[must_use]
    pub const fn flaw(mut self, flaw: fn(&str) -> Option<(String, Text)>) -> Self {
        self.spec.flaw = flaw;
        self
    }

    /// Adds a note about a valid value.
    #[must_use]
    pub const fn note(mut self, note: fn(&Value) -> Option<Text>) -> Self {
        self.spec.note = note;
        self
    }

    /// Adds a check of the value.
    #[must_use]
    pub const fn check(mut self, check: fn(&Value, UnixSeconds) -> Option<Text>) -> Self {
        self.spec.check = check;
        self
    }
}

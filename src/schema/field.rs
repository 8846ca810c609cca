//! Fields of a row: how each is read, drawn and compared, and who sets it.

use super::record::{Field, Record, Typed};
use super::value::{Decimal, Document, DocumentKind, Ref, Value};
use super::{All, Str};
use crate::domain::budget::{Budget, Window};
use crate::domain::money::Amount;
use crate::domain::percent::Percent;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;

use crate::words::Text;

/// The tone of a word. It is always shown with the word, never instead of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    #[default]
    Neutral,
    /// A kind rather than a state: only a word.
    Plain,
    /// As it should be.
    Good,
    /// Needs attention.
    Attention,
    /// Wrong.
    Bad,
}

/// The screen width from which a column is in the table. The drawer shows hidden columns too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    /// At every width.
    Always,
    /// From 720 px.
    Above720,
    /// From 1040 px.
    Above1040,
    /// From 1200 px.
    Above1200,
}

/// Where a field is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the table, with a minimum width, and in the drawer.
    Table {
        /// The minimum width in pixels.
        width: u16,
        /// From which screen width it is shown.
        priority: Priority,
    },
    /// In the table only, because the drawer shows the value in another form.
    TableOnly {
        /// The minimum width in pixels.
        width: u16,
        /// From which screen width it is shown.
        priority: Priority,
    },
    /// Only in the drawer.
    Drawer,
    /// Not shown: only rules read it.
    Nowhere,
}

/// Who sets a field. Decides what a form may set, what is never sent back, and what counts as a
/// change by somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The operator.
    Declared,
    /// The gateway, as a running count.
    Counter,
    /// The gateway, once: ids, times.
    Assigned,
}

/// The words of a status: the gateway's word, the label, and the tone. An unlisted word is shown as
/// received.
pub type StatusWords = All<(Str, Text, Tone)>;

/// A part of a budget with its own column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BudgetPart {
    /// The most that may be spent.
    Limit,
    /// What was spent.
    Used,
    /// What is left.
    Remaining,
    /// The spent share of the limit.
    Share,
}

/// Whether the versions of a document are kept in this browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Versions {
    /// They are not.
    NotKept,
    /// From the first time that it is read.
    FromSight,
    /// From the first time that its row is opened, or that it is changed from here: a list may have
    /// thousands of them.
    OnceOpened,
}

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An identifier, in monospace.
    Id,
    /// Words.
    Text,
    /// Text in monospace: a masked key, a model.
    Mono,
    /// Money.
    Money,
    /// Quota.
    Quota,
    /// A number with a unit.
    Decimal(Str),
    /// A percentage.
    Percent,
    /// A budget.
    Budget,
    /// A part of the budget in another field.
    Part {
        /// The budget's field.
        budget: Str,
        /// The part.
        part: BudgetPart,
    },
    /// A rolling window.
    Window,
    /// A number of things.
    Count,
    /// Yes or no.
    Truth,
    /// A moment.
    Time,
    /// A reference to a row of the resource with this id, or to a person (`people`).
    Ref(Str),
    /// A status.
    Word(StatusWords),
    /// Several words.
    Words,
    /// A document.
    Document(DocumentKind),
}

/// The description of a field. An alias is a path (`owner.id`) or a count (`#api_keys`); the first
/// one present is read, in snake or camel case.
#[derive(Clone, Copy)]
pub struct FieldSpec {
    /// The id, used in addresses, the journal and exports.
    pub id: Str,
    /// The names under which a row may hold it.
    pub aliases: All<Str>,
    /// Its type.
    pub kind: Kind,
    /// Who sets it.
    pub origin: Origin,
    /// Its label.
    pub label: Text,
    /// The word for an explicit null, e.g. "no pool".
    pub none: Option<Text>,
    /// The sentences in which an outcome states the current value: with `{value}`, and for null.
    pub outcome_words: Option<[Text; 2]>,
    /// Where it is shown.
    pub place: Place,
    /// Whether the table can be sorted by it.
    pub sorts: bool,
    /// Whether the search includes it.
    pub searched: bool,
    /// Whether its column is hidden when no loaded row has it.
    pub if_present: bool,
    /// Whether it is what is left to spend: below zero it is overdrawn.
    pub is_left: bool,
    /// Whether it is edited from the table, by the action that has an input of its id.
    pub edited: bool,
    /// Whether its versions are kept.
    pub versions: Versions,
    /// Computes the value when the gateway does not send it.
    pub derived: Option<fn(&Record) -> Value>,
    /// Reads the value from the row's JSON before any alias is tried.
    pub read: Option<fn(&serde_json::Value) -> Option<Value>>,
}

/// A field description with its typed handle.
pub type Column<T> = Typed<T, FieldSpec>;

macro_rules! columns {
    ($($(#[$meta:meta])* $maker:ident($($argument:ident: $type:ty)?) -> $value:ty = $kind:expr;)+) => {
        impl FieldSpec {
            $(
                $(#[$meta])*
                #[must_use]
                pub const fn $maker(
                    id: Str,
                    label: Text,
                    aliases: All<Str>
                    $(, $argument: $type)?
                ) -> Column<$value> {
                    Typed {
                        field: Field::new(id),
                        spec: Self::of(id, label, aliases, $kind),
                    }
                }
            )+
        }
    };
}

columns! {
    /// Describes an identifier.
    ident() -> String = Kind::Id;
    /// Describes a text.
    text() -> String = Kind::Text;
    /// Describes a text in monospace.
    mono() -> String = Kind::Mono;
    /// Describes money.
    money() -> Amount = Kind::Money;
    /// Describes quota.
    quota() -> QuotaUnits = Kind::Quota;
    /// Describes a number with a unit.
    decimal(unit: Str) -> Decimal = Kind::Decimal(unit);
    /// Describes a percentage.
    percent() -> Percent = Kind::Percent;
    /// Describes a budget; its aliases name the JSON object that holds it.
    budget() -> Budget = Kind::Budget;
    /// Describes a window.
    window() -> Window = Kind::Window;
    /// Describes a count.
    count() -> i64 = Kind::Count;
    /// Describes a truth.
    truth() -> bool = Kind::Truth;
    /// Describes a moment.
    time() -> UnixSeconds = Kind::Time;
    /// Describes a reference to a row of resource `to`; its aliases name an object, an id, or ids.
    reference(to: Str) -> Ref = Kind::Ref(to);
    /// Describes several words.
    words() -> Vec<String> = Kind::Words;
    /// Describes a status.
    status(words: StatusWords) -> String = Kind::Word(words);
    /// Describes a document.
    document(kind: DocumentKind) -> Document = Kind::Document(kind);
}

impl FieldSpec {
    const fn of(id: Str, label: Text, aliases: All<Str>, kind: Kind) -> Self {
        Self {
            id,
            aliases,
            kind,
            origin: Origin::Assigned,
            label,
            none: None,
            outcome_words: None,
            place: Place::Drawer,
            sorts: false,
            searched: false,
            if_present: false,
            is_left: false,
            edited: false,
            versions: Versions::NotKept,
            derived: None,
            read: None,
        }
    }

    /// Describes a part of a budget with its own column.
    #[must_use]
    pub const fn part(id: Str, label: Text, budget: &Column<Budget>, part: BudgetPart) -> Self {
        let budget = budget.field.id;
        Self {
            origin: Origin::Counter,
            ..Self::of(id, label, &[], Kind::Part { budget, part })
        }
    }

    /// Adds a part of a budget to the table.
    #[must_use]
    pub const fn part_column(self, width: u16, priority: Priority) -> Self {
        Self {
            place: Place::TableOnly { width, priority },
            sorts: true,
            ..self
        }
    }
}

impl Column<Document> {
    /// Keeps its versions in this browser.
    #[must_use]
    pub const fn versions(mut self, versions: Versions) -> Self {
        self.spec.versions = versions;
        self
    }
}

impl<T> Column<T> {
    /// Adds the field to the table.
    #[must_use]
    pub const fn column(mut self, width: u16, priority: Priority) -> Self {
        self.spec.place = Place::Table { width, priority };
        self
    }

    /// Hides the field everywhere: only rules read it.
    #[must_use]
    pub const fn nowhere(mut self) -> Self {
        self.spec.place = Place::Nowhere;
        self
    }

    /// Makes the table sortable by it.
    #[must_use]
    pub const fn sorts(mut self) -> Self {
        self.spec.sorts = true;
        self
    }

    /// Includes it in the search.
    #[must_use]
    pub const fn searched(mut self) -> Self {
        self.spec.searched = true;
        self
    }

    /// Says that an operator sets it.
    #[must_use]
    pub const fn declared(mut self) -> Self {
        self.spec.origin = Origin::Declared;
        self
    }

    /// Says that the gateway counts it.
    #[must_use]
    pub const fn counter(mut self) -> Self {
        self.spec.origin = Origin::Counter;
        self
    }

    /// Sets the word for an explicit null.
    #[must_use]
    pub const fn none(mut self, word: Text) -> Self {
        self.spec.none = Some(word);
        self
    }

    /// Sets the sentences of an outcome: for a `{value}` and for null.
    #[must_use]
    pub const fn outcome_words(mut self, value: Text, nothing: Text) -> Self {
        self.spec.outcome_words = Some([value, nothing]);
        self
    }

    /// Offers to edit it from the table.
    #[must_use]
    pub const fn edited(mut self) -> Self {
        self.spec.edited = true;
        self
    }

    /// Hides the column when no loaded row has the field.
    #[must_use]
    pub const fn if_present(mut self) -> Self {
        self.spec.if_present = true;
        self
    }

    /// Declares it as what is left to spend.
    #[must_use]
    pub const fn left_to_spend(mut self) -> Self {
        self.spec.is_left = true;
        self
    }

    /// Computes the value when the gateway does not send it.
    #[must_use]
    pub const fn or(mut self, derived: fn(&Record) -> Value) -> Self {
        self.spec.derived = Some(derived);
        self
    }

    /// Reads the value from the row's JSON.
    #[must_use]
    pub const fn read_by(mut self, read: fn(&serde_json::Value) -> Option<Value>) -> Self {
        self.spec.read = Some(read);
        self
    }
}

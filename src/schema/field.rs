//! Fields of a row: how each is read, drawn and compared, and whose it is.

use super::record::{Field, Record, Typed};
use super::value::{Decimal, Document, DocumentKind, Ref, Value};
use super::{All, Str};
use crate::domain::budget::{Budget, Window};
use crate::domain::money::Amount;
use crate::domain::percent::Percent;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;

use crate::words::Text;

/// The tone of a word; always beside the word, never instead of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Says nothing of good or bad.
    #[default]
    Neutral,
    /// As it should be.
    Good,
    /// Somebody should look.
    Attention,
    /// Wrong.
    Bad,
}

/// From which width a column stands in the table. What is left out is still in the drawer.
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

/// Where a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the table, at least so many pixels wide, and in the drawer.
    Table {
        /// Pixels.
        width: u16,
        /// When it is there.
        priority: Priority,
    },
    /// In the table only: the drawer shows it in another way.
    TableOnly {
        /// Pixels.
        width: u16,
        /// When it is there.
        priority: Priority,
    },
    /// In the drawer only.
    Drawer,
    /// Nowhere: for rules.
    Nowhere,
}

/// Whose a field is. From this follow what a form may set, what is never sent back, and what a change
/// elsewhere is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// An operator sets it.
    Declared,
    /// The gateway counts it.
    Counter,
    /// The gateway gives it: ids, times.
    Made,
}

/// The words of a status: the gateway's, ours, and the tone. A word that is not among them is shown
/// as it came.
pub type StatusWords = All<(Str, Text, Tone)>;

/// A part of a budget that stands in a column of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BudgetPart {
    /// The most that may be spent.
    Limit,
    /// What was spent.
    Used,
    /// What is left.
    Remaining,
    /// The part that was spent.
    Share,
}

/// What a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An identifier, in monospace.
    Id,
    /// Words.
    Text,
    /// Text in monospace: a redacted key, a model.
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
    /// A part of the budget in the field of this id.
    Part {
        /// The budget's field.
        budget: Str,
        /// The part.
        part: BudgetPart,
    },
    /// A rolling window.
    Window,
    /// How many.
    Count,
    /// Yes or no.
    Truth,
    /// A moment.
    Time,
    /// A row of the resource of this id, or a person (`people`).
    Ref(Str),
    /// A status.
    Word(StatusWords),
    /// Several words.
    Words,
    /// A document.
    Document(DocumentKind),
}

/// A field of a row. An alias is a path (`owner.id`) or a count (`#api_keys`); the first that is
/// there is read, in snake or camel case.
#[derive(Clone, Copy)]
pub struct FieldSpec {
    /// Its id: in addresses, in the journal, in exports.
    pub id: Str,
    /// Where it stands in a row.
    pub aliases: All<Str>,
    /// What it is.
    pub kind: Kind,
    /// Whose it is.
    pub whose: Whose,
    /// Its label.
    pub label: Text,
    /// The word for an explicit nothing, e.g. "no pool".
    pub none: Option<Text>,
    /// What an outcome says the row holds now: with `{value}`, and for nothing.
    pub holds: Option<[Text; 2]>,
    /// Where it stands on the screen.
    pub place: Place,
    /// Whether the table can be ordered by it.
    pub sorts: bool,
    /// Whether a search looks at it.
    pub searched: bool,
    /// Whether its column is left out where no loaded row tells it.
    pub if_told: bool,
    /// The value where the gateway does not tell it.
    pub derived: Option<fn(&Record) -> Value>,
    /// The value, read from the row as it came, before any alias.
    pub read: Option<fn(&serde_json::Value) -> Option<Value>>,
}

/// A field with its typed handle.
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
    /// Describes a budget; its aliases name the object it stands in.
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
            whose: Whose::Made,
            label,
            none: None,
            holds: None,
            place: Place::Drawer,
            sorts: false,
            searched: false,
            if_told: false,
            derived: None,
            read: None,
        }
    }

    /// Describes a part of a budget as a column of its own.
    #[must_use]
    pub const fn part(id: Str, label: Text, budget: &Column<Budget>, part: BudgetPart) -> Self {
        let budget = budget.field.id;
        Self {
            whose: Whose::Counter,
            ..Self::of(id, label, &[], Kind::Part { budget, part })
        }
    }

    /// Puts a part of a budget into the table.
    #[must_use]
    pub const fn part_column(self, width: u16, priority: Priority) -> Self {
        Self {
            place: Place::TableOnly { width, priority },
            sorts: true,
            ..self
        }
    }
}

impl<T> Column<T> {
    /// Puts the field into the table.
    #[must_use]
    pub const fn column(mut self, width: u16, priority: Priority) -> Self {
        self.spec.place = Place::Table { width, priority };
        self
    }

    /// Keeps the field out of the drawer as well: it is for rules.
    #[must_use]
    pub const fn nowhere(mut self) -> Self {
        self.spec.place = Place::Nowhere;
        self
    }

    /// Lets the table be ordered by it.
    #[must_use]
    pub const fn sorts(mut self) -> Self {
        self.spec.sorts = true;
        self
    }

    /// Lets a search look at it.
    #[must_use]
    pub const fn searched(mut self) -> Self {
        self.spec.searched = true;
        self
    }

    /// Says that an operator sets it.
    #[must_use]
    pub const fn declared(mut self) -> Self {
        self.spec.whose = Whose::Declared;
        self
    }

    /// Says that the gateway counts it.
    #[must_use]
    pub const fn counter(mut self) -> Self {
        self.spec.whose = Whose::Counter;
        self
    }

    /// Gives the word for an explicit nothing.
    #[must_use]
    pub const fn none(mut self, word: Text) -> Self {
        self.spec.none = Some(word);
        self
    }

    /// Gives what an outcome says: of a `{value}`, and of nothing.
    #[must_use]
    pub const fn holds(mut self, told: Text, nothing: Text) -> Self {
        self.spec.holds = Some([told, nothing]);
        self
    }

    /// Leaves the column out where no loaded row tells it.
    #[must_use]
    pub const fn if_told(mut self) -> Self {
        self.spec.if_told = true;
        self
    }

    /// Gives the value where the gateway does not tell it.
    #[must_use]
    pub const fn or(mut self, derived: fn(&Record) -> Value) -> Self {
        self.spec.derived = Some(derived);
        self
    }

    /// Reads the value from the row as it came.
    #[must_use]
    pub const fn read_by(mut self, read: fn(&serde_json::Value) -> Option<Value>) -> Self {
        self.spec.read = Some(read);
        self
    }
}

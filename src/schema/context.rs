//! The input and the results of an action's rules.

use std::collections::BTreeSet;

use super::Str;
use super::check::Baseline;
use super::record::{Field, Hidden, Locator, Record};
use super::value::{FieldValue, Value};
use crate::domain::time::UnixSeconds;
use crate::text;
use crate::words::Text;

/// A rule: a pure function of its context.
pub type Rule<T> = fn(&Context) -> T;

/// Why an action is not available, with its source in the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WhyNot {
    /// The reason.
    pub words: Text,
    /// The section of the contract; empty for a rule of the console itself.
    pub source: Str,
}

impl WhyNot {
    /// The form passed on values that it should have rejected.
    pub const BUG: Self = Self {
        words: text!(
            "This console made a mistake, so nothing can be sent." / "控制台内部错误，无法发送。"
        ),
        source: "",
    };

    /// Nothing would change.
    pub const ALREADY_SO: Self = Self {
        words: text!("It is so already: nothing would change." / "已是如此：不会有任何变化。"),
        source: "",
    };

    /// A browser would resolve the id to another address.
    pub const NOT_ADDRESSABLE: Self = Self {
        words: text!(
            "A browser cannot address this id: it would call another address."
                / "浏览器无法访问此标识：会调用其他地址。"
        ),
        source: "",
    };
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// For information.
    Note,
    /// Needs care.
    Caution,
    /// Cuts off somebody or loses money.
    Harm,
}

/// A note or warning that the form and the review show beside the change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub level: Level,
    /// The words.
    pub words: Text,
    /// The values of its slots.
    pub slots: Vec<(Str, Value)>,
    /// The rows that it is about, where it does not hold of all rows of a plan.
    pub of: Option<String>,
}

impl Finding {
    /// Makes a finding without slots.
    #[must_use]
    pub const fn new(level: Level, words: Text) -> Self {
        Self {
            level,
            words,
            slots: Vec::new(),
            of: None,
        }
    }

    /// Fills a slot.
    #[must_use]
    pub fn with(mut self, slot: Str, value: Value) -> Self {
        self.slots.push((slot, value));
        self
    }
}

/// What a rule may know about a secret: its shape, never its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecretShape {
    /// Whether it is empty.
    pub blank: bool,
    /// The number of lines that are not empty.
    pub lines: usize,
    /// The number of parts separated by `|`.
    pub parts: usize,
    /// Whether a line stands more than once.
    pub repeats: bool,
}

impl SecretShape {
    /// Returns the shape of an entered text.
    #[must_use]
    pub fn of(entered: &str) -> Self {
        let lines = entered.lines().map(str::trim);
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        let once: BTreeSet<&&str> = lines.iter().collect();
        let text = entered.trim();
        Self {
            blank: text.is_empty(),
            lines: lines.len(),
            parts: text.split('|').count(),
            repeats: once.len() < lines.len(),
        }
    }
}

/// The rows that a lookup returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The resource.
    pub of: Str,
    /// The readable rows.
    pub rows: Vec<Record>,
    /// Whether these are all rows of the list.
    pub whole: bool,
}

/// What the journal says about earlier runs of this action on this row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prior {
    /// The previous amount.
    pub last: Option<Value>,
    /// When the same amount was last sent, if that was within the last minutes.
    pub twin: Option<UnixSeconds>,
    /// An amount whose outcome is unknown.
    pub unresolved: Option<Value>,
}

/// Everything that an action's rules may read. All fields except `shown` and `prior` are fresh.
pub struct Context<'a> {
    /// The row; for a row to be created, its list.
    pub at: &'a Locator,
    /// The signed-in account: role, own pool.
    pub who: &'a Record,
    /// The row as just read from the gateway.
    pub row: &'a Record,
    /// The row as the screen showed it to the operator; for a whole list, what was exported of it
    /// ([`EXPORTED`](super::EXPORTED)).
    pub shown: &'a Record,
    /// The form values.
    pub input: &'a Record,
    /// The shapes of secret inputs.
    pub secrets: &'a [(Str, SecretShape)],
    /// The time now.
    pub now: UnixSeconds,
    /// The results of the lookups.
    pub seen: &'a [Seen],
    /// The ids in the list before a row is created.
    pub baseline: &'a Baseline,
    /// The journal's record of earlier runs.
    pub prior: &'a Prior,
    /// A random word, generated once per change: for idempotency keys and names of probes.
    pub fresh: &'a str,
}

impl Context<'_> {
    /// Returns the form value of a field. The form lets no required field through empty, so an
    /// error here is a bug in the console.
    ///
    /// # Errors
    /// When the field has no value.
    pub fn want<T: FieldValue + Clone>(&self, field: &Field<T>) -> Result<T, WhyNot> {
        self.input.get(field).cloned().ok_or(WhyNot::BUG)
    }

    /// Returns the shape of a secret input.
    #[must_use]
    pub fn secret(&self, field: &Field<Hidden>) -> SecretShape {
        let found = self.secrets.iter().find(|(id, _)| *id == field.id);
        found.map_or(
            SecretShape {
                blank: true,
                lines: 0,
                parts: 0,
                repeats: false,
            },
            |(_, shape)| *shape,
        )
    }

    /// Returns the rows of the lookup of a resource.
    #[must_use]
    pub fn seen(&self, of: &str) -> Option<&Seen> {
        self.seen.iter().find(|seen| seen.of == of)
    }
}

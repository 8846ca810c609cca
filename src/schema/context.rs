//! What an action's rules may look at, and what they answer.

use super::Str;
use super::check::Baseline;
use super::record::{Field, Hidden, Locator, Record};
use super::value::{Known, Value};
use crate::domain::time::UnixSeconds;
use crate::text;
use crate::words::Text;

/// A rule: a plain function of what is known.
pub type Rule<T> = fn(&Context) -> T;

/// Why something is not offered, and where the contract says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WhyNot {
    /// The reason.
    pub words: Text,
    /// The place in the contract; empty for a rule of the console.
    pub source: Str,
}

impl WhyNot {
    /// The form let something through that it should not have.
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
    /// Good to know.
    Note,
    /// Look twice.
    Caution,
    /// Somebody is cut off, or money is lost.
    Harm,
}

/// What the form and the review say besides the change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub level: Level,
    /// The words.
    pub words: Text,
    /// What fills their slots.
    pub slots: Vec<(Str, Value)>,
}

impl Finding {
    /// Makes a finding without slots.
    #[must_use]
    pub const fn new(level: Level, words: Text) -> Self {
        Self {
            level,
            words,
            slots: Vec::new(),
        }
    }

    /// Fills a slot.
    #[must_use]
    pub fn with(mut self, slot: Str, value: Value) -> Self {
        self.slots.push((slot, value));
        self
    }
}

/// All that a rule may know of a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecretShape {
    /// Nothing was typed.
    pub blank: bool,
    /// How many lines it has.
    pub lines: usize,
    /// How many parts `|` separates.
    pub parts: usize,
}

/// The rows that a lookup read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The resource.
    pub of: Str,
    /// The rows that could be read.
    pub rows: Vec<Record>,
    /// Whether these were all.
    pub whole: bool,
}

/// What the journal knows of this action on this row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prior {
    /// The last amount that was sent.
    pub last: Option<Value>,
    /// When the same amount was sent a short while ago.
    pub twin: Option<UnixSeconds>,
    /// An amount whose outcome is unknown.
    pub unresolved: Option<Value>,
}

/// Everything that an action's rules may look at. All but `shown` and `prior` was read just now.
pub struct Context<'a> {
    /// The row; for something new, the list it is made in.
    pub at: &'a Locator,
    /// Who is signed in: role, own pool.
    pub who: &'a Record,
    /// The row as it was read.
    pub row: &'a Record,
    /// The row as the operator saw it.
    pub shown: &'a Record,
    /// What the form was told.
    pub input: &'a Record,
    /// The shapes of secret inputs.
    pub secrets: &'a [(Str, SecretShape)],
    /// The time now.
    pub now: UnixSeconds,
    /// What the lookups read.
    pub seen: &'a [Seen],
    /// What was listed before something is made.
    pub baseline: &'a Baseline,
    /// What the journal knows.
    pub prior: &'a Prior,
    /// A random word, made once for an intent: for idempotency keys and names of probes.
    pub fresh: &'a str,
}

impl Context<'_> {
    /// Returns what the form was told for a field. A form lets nothing else through, so a miss is a
    /// mistake of the console.
    ///
    /// # Errors
    /// When the form was told nothing.
    pub fn want<T: Known + Clone>(&self, field: &Field<T>) -> Result<T, WhyNot> {
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
            },
            |(_, shape)| *shape,
        )
    }

    /// Returns what the lookup of a resource read.
    #[must_use]
    pub fn seen(&self, of: &str) -> Option<&Seen> {
        self.seen.iter().find(|seen| seen.of == of)
    }
}

//! What a field of a row or of a form may hold. The set is closed, so drawing, ordering, storing and
//! comparing are one match each; it has no variant for a secret and none for a float.

use crate::domain::budget::{Budget, Window};
use crate::domain::ids::{Id, SpelledId};
use crate::domain::money::Amount;
use crate::domain::percent::Percent;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;

/// A value of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// The gateway did not tell it, or the form was not told.
    #[default]
    Missing,
    /// An explicit nothing: no pool, no owner, never.
    Null,
    /// It came and cannot be read: an excerpt of what came.
    Unreadable(String),
    /// Text.
    Text(String),
    /// True or false.
    Truth(bool),
    /// A whole number.
    Whole(i64),
    /// A number in its own digits, with its unit.
    Decimal(Box<Decimal>),
    /// Money.
    Amount(Box<Amount>),
    /// Quota in the gateway's units.
    QuotaUnits(QuotaUnits),
    /// A percentage.
    Percent(Percent),
    /// What may be spent.
    Budget(Box<Budget>),
    /// A rolling window.
    Window(Window),
    /// A moment.
    Time(UnixSeconds),
    /// A row of another resource.
    Ref(Box<Ref>),
    /// Several words.
    Words(Vec<String>),
    /// A text of its own grammar.
    Document(Document),
}

/// A balance, a ratio or seconds: the digits as they came, and their unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// The digits.
    pub text: String,
    /// The unit, e.g. `s`; empty for none.
    pub unit: Id,
}

/// A row that another row or a form names: a pool, a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ref {
    /// The resource it belongs to.
    pub of: Id,
    /// Its id; `None` where the gateway told a name only.
    pub id: Option<SpelledId>,
    /// Its name, where it is known.
    pub name: Option<String>,
}

impl Ref {
    /// Returns the name, else the id.
    #[must_use]
    pub fn label(&self) -> &str {
        let id = || self.id.as_ref().map(SpelledId::as_str);
        self.name.as_deref().or_else(id).unwrap_or_default()
    }
}

/// A text of its own grammar, spelled as it was received or edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document(pub String);

/// Whose grammar tells whether a document is broken. Closed, because it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// An object of names and ratios.
    Ratios,
    /// Any JSON.
    Json,
}

impl Value {
    /// Returns whether the gateway told anything: neither missing nor null.
    #[must_use]
    pub const fn is_told(&self) -> bool {
        !matches!(self, Self::Missing | Self::Null)
    }

    /// Returns whether both say the same of what a gateway holds. References are compared by id,
    /// money by value; missing and null both mean "none". What cannot be read equals nothing.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unreadable(_), _) | (_, Self::Unreadable(_)) => false,
            (Self::Ref(a), Self::Ref(b)) => {
                let ids = a.id.as_ref().zip(b.id.as_ref());
                ids.is_some_and(|(a, b)| a.as_str() == b.as_str())
            }
            (Self::Amount(a), Self::Amount(b)) => a.value == b.value,
            (a, b) if !a.is_told() && !b.is_told() => true,
            (a, b) => a == b,
        }
    }
}

/// A type that a value can hold.
pub trait Known: Sized {
    /// Reads a value of this type.
    fn read(value: &Value) -> Option<&Self>;
    /// Makes the value.
    fn value(self) -> Value;
}

macro_rules! known {
    ($($type:ty as $variant:ident,)+ ; $($boxed:ty as $boxed_variant:ident,)+) => {
        $(
            impl Known for $type {
                fn read(value: &Value) -> Option<&Self> {
                    match value {
                        Value::$variant(known) => Some(known),
                        _ => None,
                    }
                }

                fn value(self) -> Value {
                    Value::$variant(self)
                }
            }
        )+
        $(
            impl Known for $boxed {
                fn read(value: &Value) -> Option<&Self> {
                    match value {
                        Value::$boxed_variant(known) => Some(known),
                        _ => None,
                    }
                }

                fn value(self) -> Value {
                    Value::$boxed_variant(Box::new(self))
                }
            }
        )+
    };
}

known!(
    String as Text,
    bool as Truth,
    i64 as Whole,
    QuotaUnits as QuotaUnits,
    Percent as Percent,
    Window as Window,
    UnixSeconds as Time,
    Vec<String> as Words,
    Document as Document,
    ;
    Decimal as Decimal,
    Amount as Amount,
    Budget as Budget,
    Ref as Ref,
);

#[cfg(test)]
mod tests {
    use super::{Known, Ref, Value};
    use crate::domain::ids::{SpelledId, id};
    use crate::domain::money::Amount;

    #[test]
    fn what_is_the_same() {
        let reference = |id_text: Option<&str>, name: &str| {
            Ref {
                of: id("pools"),
                id: id_text.map(SpelledId::from),
                name: Some(name.to_owned()),
            }
            .value()
        };
        let amount = |text: &str| Amount::from_text(text).map_or(Value::Missing, Known::value);
        let text = |text: &str| Value::Text(text.to_owned());
        let check = |a: Value, b: Value, expect| {
            assert_eq!(a.is_same(&b), expect, "{a:?} {b:?}");
            assert_eq!(b.is_same(&a), expect, "{b:?} {a:?}");
        };
        check(reference(Some("1"), "A"), reference(Some("1"), "B"), true);
        check(reference(Some("1"), "A"), reference(Some("2"), "A"), false);
        check(reference(None, "A"), reference(None, "A"), false);
        check(reference(Some("1"), "A"), Value::Null, false);
        check(Value::Missing, Value::Null, true);
        check(amount("1"), amount("1.000000000"), true);
        check(amount("1"), amount("1.000000001"), false);
        check(text("a"), text("a"), true);
        check(text("2"), Value::Whole(2), false);
        check(
            Value::Unreadable("x".into()),
            Value::Unreadable("x".into()),
            false,
        );
    }

    #[test]
    fn a_value_is_small() {
        assert!(
            std::mem::size_of::<Value>() <= 32,
            "ten thousand rows hold many"
        );
    }
}

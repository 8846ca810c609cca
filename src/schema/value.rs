//! The values that a field or a form may hold. The set is closed, so drawing, sorting, storing and
//! comparing are one match each. It has no variant for a secret and none for a float.

use crate::domain::budget::{Budget, Window};
use crate::domain::ids::{Id, SpelledId};
use crate::domain::money::Amount;
use crate::domain::percent::Percent;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;

/// A value of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Not sent by the gateway, or not entered in the form.
    #[default]
    Missing,
    /// An explicit null: no pool, no owner, never.
    Null,
    /// Sent but not readable; holds an excerpt of it.
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
    /// A budget.
    Budget(Box<Budget>),
    /// A rolling window.
    Window(Window),
    /// A moment.
    Time(UnixSeconds),
    /// A row of another resource.
    Ref(Box<Ref>),
    /// A list of words.
    Words(Vec<String>),
    /// A document.
    Document(Document),
}

/// A balance, a ratio or seconds: the digits as received, and their unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// The digits.
    pub text: String,
    /// The unit, e.g. `s`; empty for none.
    pub unit: Id,
}

/// A reference to a row of another resource: a pool, a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ref {
    /// The resource it belongs to.
    pub of: Id,
    /// Its id; `None` if the gateway sent only a name.
    pub id: Option<SpelledId>,
    /// Its name, if known.
    pub name: Option<String>,
}

impl Ref {
    /// Returns the name, or the id if there is no name.
    #[must_use]
    pub fn label(&self) -> &str {
        let id = || self.id.as_ref().map(SpelledId::as_str);
        self.name.as_deref().or_else(id).unwrap_or_default()
    }
}

/// A document in a grammar of its own, spelled as received or edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document(pub String);

/// The grammar of a document. Closed, because it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// An object of names and ratios.
    Ratios,
    /// An object of names and names.
    Names,
    /// An object that holds numbers at any depth.
    Nested,
    /// Any JSON.
    Json,
}

impl Value {
    /// Returns whether there is a value: neither missing nor null.
    #[must_use]
    pub const fn is_present(&self) -> bool {
        !matches!(self, Self::Missing | Self::Null)
    }

    /// Returns whether both values are equal for the gateway. References are compared by id and
    /// money by value; missing and null both mean "none". An unreadable value equals nothing.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unreadable(_), _) | (_, Self::Unreadable(_)) => false,
            (Self::Ref(a), Self::Ref(b)) => {
                let ids = a.id.as_ref().zip(b.id.as_ref());
                ids.is_some_and(|(a, b)| a.as_str() == b.as_str())
            }
            (Self::Amount(a), Self::Amount(b)) => a.value == b.value,
            (a, b) if !a.is_present() && !b.is_present() => true,
            (a, b) => a == b,
        }
    }
}

/// A type that a [`Value`] can hold.
pub trait FieldValue: Sized {
    /// Reads a value of this type; `None` if it has another type.
    fn read(value: &Value) -> Option<&Self>;
    /// Wraps it as a value.
    fn value(self) -> Value;
}

macro_rules! known {
    ($($type:ty as $variant:ident,)+ ; $($boxed:ty as $boxed_variant:ident,)+) => {
        $(
            impl FieldValue for $type {
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
            impl FieldValue for $boxed {
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
    use super::{FieldValue, Ref, Value};
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
        let amount = |text: &str| Amount::from_text(text).map_or(Value::Missing, FieldValue::value);
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

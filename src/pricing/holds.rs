//! What stands behind the names of a document: numbers, or names again; how it is typed, and what is wrong
//! with it.

use std::borrow::Cow;

use serde_json::Value as Json;

use super::paste::{Why, problem};

/// What stands behind the names of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Numbers.
    Numbers(BelowZero),
    /// Names, as texts in quotes.
    Names,
}

/// What a number below 0 is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BelowZero {
    /// A number like any other.
    Fits,
    /// At fault, unless it was there before: a gateway may give it a meaning.
    Stays,
    /// At fault.
    Never,
}

impl Holds {
    /// Returns what is wrong with the text of a value, given the one when editing began.
    #[must_use]
    pub fn problem(self, before: Option<&str>, now: &str) -> Option<Why> {
        match self {
            Self::Numbers(below_zero) => problem(now).filter(|why| match below_zero {
                BelowZero::Fits => *why != Why::Negative,
                BelowZero::Stays => *why != Why::Negative || before != Some(now),
                BelowZero::Never => true,
            }),
            Self::Names => problem_of_name(now),
        }
    }

    /// Returns what is wrong with a value as it is typed; a number below 0 is never typed.
    #[must_use]
    pub fn problem_typed(self, typed: &str) -> Option<Why> {
        match self {
            Self::Numbers(_) => problem(typed.trim()),
            Self::Names => typed.trim().is_empty().then_some(Why::NotAName),
        }
    }

    /// Returns the text of a value in the document: `"gpt-4o"` for the typed name `gpt-4o`.
    #[must_use]
    pub fn written(self, typed: &str) -> String {
        match self {
            Self::Numbers(_) => typed.trim().to_owned(),
            Self::Names => Json::from(typed.trim()).to_string(),
        }
    }

    /// Returns a value of the document as it is typed, the reverse of [`Holds::written`]. What is no name
    /// stays as it is written.
    #[must_use]
    pub fn typed(self, written: &str) -> Cow<'_, str> {
        match self {
            Self::Numbers(_) => Cow::Borrowed(written),
            Self::Names => serde_json::from_str(written).map_or(Cow::Borrowed(written), Cow::Owned),
        }
    }
}

/// Says what is wrong with a value that should be a name in quotes.
pub(super) fn problem_of_name(written: &str) -> Option<Why> {
    let name: Result<String, _> = serde_json::from_str(written);
    let is_name = name.is_ok_and(|name| !name.trim().is_empty());
    (!is_name).then_some(Why::NotAName)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BelowZero, Holds};
    use crate::domain::table::{check_table, parts};

    #[test]
    fn what_is_wrong_with_a_value() {
        check_table(
            r##"
            fits | 1 | 2 => None
            fits | 1 | -2 => None
            fits | 1 | "2" => Some(NotANumber)
            stays | -1 | -1 => None
            stays | -1 | -2 => Some(Negative)
            never | -1 | -1 => Some(Negative)
            names | "a" | "b" => None
            names | "a" | " " => Some(NotAName)
            names | 1 | 1 => Some(NotAName)
            names | null | {"a":"b"} => Some(NotAName)
            "##,
            |line| {
                let [holds, before, now] = parts(line);
                let holds = match holds {
                    "fits" => Holds::Numbers(BelowZero::Fits),
                    "stays" => Holds::Numbers(BelowZero::Stays),
                    "never" => Holds::Numbers(BelowZero::Never),
                    _ => Holds::Names,
                };
                format!("{:?}", holds.problem(Some(before), now))
            },
        );
    }

    #[test]
    fn how_a_value_is_typed() {
        let numbers = Holds::Numbers(BelowZero::Never);
        assert_eq!(numbers.written(" 2.50 "), "2.50");
        assert_eq!(numbers.typed("\"2.50\""), "\"2.50\"");
        assert_eq!(Holds::Names.written(" a\"b "), r#""a\"b""#);
        assert_eq!(Holds::Names.typed("5"), "5");
    }

    proptest! {
        /// A name that is typed is the one that is read again.
        #[test]
        fn a_typed_name_is_read_again(name in ".{1,12}") {
            let written = Holds::Names.written(&name);
            let typed = Holds::Names.typed(&written);
            prop_assert_eq!(typed.as_ref(), name.trim());
            let is_blank = name.trim().is_empty();
            prop_assert_eq!(Holds::Names.problem(None, &written).is_some(), is_blank);
            prop_assert_eq!(Holds::Names.problem_typed(&name).is_some(), is_blank);
        }
    }
}

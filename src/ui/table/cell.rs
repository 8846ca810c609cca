//! What a cell says, as a value: two equal cells look the same. Reads no clock and no language.

use crate::domain::time::UnixMillis;
use crate::ui::figure::split;
use crate::ui::tone::Tone;

/// The content of one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Dash,
    /// Plain text.
    Text(String),
    /// A word that stands for a value, e.g. `never`.
    Faint(String),
    /// An id, a key, a model.
    Mono(String),
    /// A number whose decimals line up with those above and below it.
    Figure {
        /// The number as it is read, e.g. `1 234.56`; a word such as `unlimited` is no number.
        text: String,
        /// The exact value with its unit, shown on hover; may be empty.
        exact: String,
        /// How many decimals the column leaves room for.
        decimals: u8,
        /// Whether the gateway's own number was not exact.
        approximate: bool,
    },
    /// A status.
    Badge {
        /// The shape and its colour.
        tone: Tone,
        /// The word that says it.
        word: String,
    },
    /// How full something is: a bar and its figure.
    Meter {
        /// Whole percents; above 100 the bar is full and marked.
        percent: u32,
        /// The figure, e.g. `12.5 %`.
        words: String,
        /// What is measured, for assistive technology.
        label: String,
    },
    /// An instant in relative words that stay true while time passes.
    Moment {
        /// The instant.
        at: UnixMillis,
    },
    /// Two contents beside each other, e.g. a name and an id.
    Two(Box<Cell>, Box<Cell>),
    /// A link to a place in this app.
    Link {
        /// The address of the place.
        href: String,
        /// The words of the link.
        text: String,
    },
}

/// A number before its decimal point, and the rest with it. `None` for a word such as `unlimited`,
/// which has no decimals to keep room for.
pub(super) fn decimal(text: &str) -> Option<(&str, &str)> {
    let is_number = text.ends_with(|last: char| last.is_ascii_digit());
    is_number.then(|| split(text))
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn words_have_no_decimals() {
        let check = |text, expect| assert_eq!(decimal(text), expect, "{text}");
        check("1 234.56", Some(("1 234", ".56")));
        check("12", Some(("12", "")));
        check("unlimited", None);
        check("", None);
    }
}

//! Exact money: US dollars as a whole count of nano-dollars. Never a float, never a silent rounding.
//!
//! The contract sends amounts as decimal strings with nine fractional digits and asks for a
//! 128-bit integer of 10^-9 USD behind them, so that is what [`Usd`] is.

use super::decimal::{self, grouped};

/// Decimals of a dollar in the contract.
const PLACES: u32 = 9;
/// Nano-dollars in a cent.
const CENT: i128 = 10_000_000;
/// Integer digits of the largest amount in the contract.
const MOST_INTEGER_DIGITS: usize = 12;

/// An exact amount of US dollars, in units of 10^-9 USD; may be negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Usd(i128);

/// Why typed text is not a valid amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountProblem {
    /// The text is empty.
    Empty,
    /// A comma could be a decimal separator or a thousands separator.
    Comma,
    /// The text is not a plain decimal number.
    NotANumber,
    /// More than nine digits after the point; the console never rounds an operator's input.
    TooManyDecimals,
    /// More than twelve digits before the point.
    TooLarge,
    /// Zero, or less.
    NotPositive,
}

impl Usd {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// Makes an amount from nano-dollars.
    #[must_use]
    pub const fn from_nanos(nanos: i128) -> Self {
        Self(nanos)
    }

    /// Reads an operator's input: digits with at most one point, and spaces between groups of three
    /// as the console formats them (`1 234.56`).
    ///
    /// # Errors
    /// What is wrong with the text; nothing is guessed or rounded.
    pub fn from_operator(text: &str) -> Result<Self, AmountProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AmountProblem::Empty);
        }
        if text.contains(',') {
            return Err(AmountProblem::Comma);
        }
        let plain = without_group_blanks(text).ok_or(AmountProblem::NotANumber)?;
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain.as_str(), ""));
        if plain.contains(['e', 'E']) {
            return Err(AmountProblem::NotANumber);
        }
        let read = decimal::read(&plain, PLACES).ok_or(AmountProblem::NotANumber)?;
        if fraction.len() > 9 {
            return Err(AmountProblem::TooManyDecimals);
        }
        if whole.trim_start_matches('0').len() > MOST_INTEGER_DIGITS {
            return Err(AmountProblem::TooLarge);
        }
        if read.units <= 0 {
            return Err(AmountProblem::NotPositive);
        }
        Ok(Self(read.units))
    }

    /// Returns the exact sum; `None` if it overflows.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// Returns the exact difference; `None` if it overflows.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// Returns the exact multiple; `None` if it overflows.
    #[must_use]
    pub fn times(self, factor: i128) -> Option<Self> {
        self.0.checked_mul(factor).map(Self)
    }

    /// Returns the number of nano-dollars.
    #[must_use]
    pub const fn nanos(self) -> i128 {
        self.0
    }

    /// Returns `used / limit` in thousandths of a percent, rounded down; `None` for a limit of zero
    /// or less.
    #[must_use]
    pub fn share_of(self, limit: Self) -> Option<i64> {
        if limit.0 <= 0 {
            return None;
        }
        i64::try_from(self.0.checked_mul(100_000)?.div_euclid(limit.0)).ok()
    }

    /// Formats nine decimals, as requests carry them: `25.500000000`.
    #[must_use]
    pub fn wire(self) -> String {
        decimal::write(self.0, PLACES)
    }

    /// Reads the text of [`Usd::wire`]; `None` if it would have to be rounded.
    #[must_use]
    pub fn from_wire(text: &str) -> Option<Self> {
        let read = decimal::read(text, PLACES)?;
        read.exact.then_some(Self(read.units))
    }

    /// Formats the shortest exact text without grouping, for copies and requests: `25.5`, `100`.
    #[must_use]
    pub fn plain(self) -> String {
        self.wire()
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned()
    }

    /// Formats the exact amount for display: grouped, at least two decimals: `49 448.8457672`.
    #[must_use]
    pub fn exact(self) -> String {
        let wire = self.wire();
        let kept = wire.trim_end_matches('0').len();
        let point = wire.find('.').unwrap_or(wire.len());
        grouped(wire.get(..kept.max(point + 3)).unwrap_or(&wire))
    }

    /// Returns whether [`Usd::short`] rounds up to the next whole dollar, which a list must mark:
    /// 99.999 of 100 is not all of it.
    #[must_use]
    pub fn short_rounds_up(self) -> bool {
        let size = self.0.abs();
        let dollar = 100 * CENT;
        size % CENT != 0 && (size + CENT / 2) / dollar > size / dollar
    }

    /// Formats the amount for lists: grouped and rounded to cents, but a non-zero amount never
    /// becomes zero: `49 448.85`, `0.000000001`.
    #[must_use]
    pub fn short(self) -> String {
        let cents = (self.0.abs() + CENT / 2) / CENT * self.0.signum();
        if cents == 0 && self.0 != 0 {
            return self.exact();
        }
        grouped(&decimal::write(cents, 2))
    }
}

/// Removes the spaces that group digits by three before the point; `None` if there are spaces
/// anywhere else.
fn without_group_blanks(text: &str) -> Option<String> {
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let (whole, rest) = match text.find('.') {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let groups: Vec<&str> = whole.split(blank).collect();
    let (first, others) = groups.split_first()?;
    let grouped = others.is_empty()
        || ((1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3));
    (grouped && !rest.contains(blank)).then(|| groups.concat() + rest)
}

/// How precise a gateway's amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// A decimal string of at most nine decimals.
    Exact,
    /// A decimal string with more decimals: rounded for arithmetic only.
    Rounded,
    /// A JSON number: it may have been a float on the gateway's side.
    Approximate,
}

/// An amount as a gateway sent it: its text, and the value for arithmetic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The gateway's spelling, shown where digits were rounded.
    pub text: String,
    /// The value for sums and comparisons.
    pub value: Usd,
    /// How `value` relates to `text`.
    pub precision: Precision,
}

impl Amount {
    /// Reads a gateway's decimal string (contract section 6.2).
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::read(text.trim(), Precision::Exact)
    }

    /// Reads the text of a JSON number: accepted, and marked approximate.
    #[must_use]
    pub fn from_number(text: &str) -> Option<Self> {
        Self::read(text, Precision::Approximate)
    }

    fn read(text: &str, otherwise: Precision) -> Option<Self> {
        let read = decimal::read(text, PLACES)?;
        let precision = if read.exact {
            otherwise
        } else {
            Precision::Rounded
        };
        Some(Self {
            text: text.to_owned(),
            value: Usd(read.units),
            precision,
        })
    }

    /// Makes an amount that was computed here and is therefore exact.
    #[must_use]
    pub fn computed(value: Usd) -> Self {
        Self {
            text: value.wire(),
            value,
            precision: Precision::Exact,
        }
    }
}

/// A sum that records whether every part was exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The total; `None` if it overflows.
    pub total: Option<Usd>,
    /// False if a part was rounded or approximate, so that the screen can mark the total.
    pub exact: bool,
}

impl Sum {
    /// Adds up a gateway's amounts.
    #[must_use]
    pub fn of<'a>(amounts: impl IntoIterator<Item = &'a Amount>) -> Self {
        let start = Self {
            total: Some(Usd::ZERO),
            exact: true,
        };
        amounts.into_iter().fold(start, |sum, amount| Self {
            total: sum.total.and_then(|total| total.plus(amount.value)),
            exact: sum.exact && amount.precision == Precision::Exact,
        })
    }
}

#[cfg(test)]
mod tests;

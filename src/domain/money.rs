//! Exact money: US dollars as a whole count of nano-dollars. Never a float, never a silent rounding.
//!
//! The contract sends amounts as decimal strings with nine fractional digits and asks for a
//! 128-bit integer of 10^-9 USD behind them, so that is what [`Usd`] is.

use super::decimal::{self, grouped};

/// Decimals of a dollar that the contract carries.
const PLACES: u32 = 9;
/// Nano-dollars in a cent.
const CENT: i128 = 10_000_000;
/// Integer digits of the largest amount that the contract takes.
const MOST_INTEGER_DIGITS: usize = 12;

/// An exact amount of US dollars, in units of 10^-9 USD; may be negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Usd(i128);

/// Why typed text is no amount that could be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountProblem {
    /// Nothing was typed.
    Empty,
    /// A comma: it could mean a decimal or a thousand.
    Comma,
    /// Something that is no plain decimal number.
    NotANumber,
    /// More than nine digits after the point; nothing is rounded for the operator.
    TooManyDecimals,
    /// More than twelve digits before the point.
    TooLarge,
    /// Zero, or less.
    NotPositive,
}

impl Usd {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// From whole nano-dollars, for the laws.
    #[cfg(test)]
    pub(crate) const fn from_nanos(nanos: i128) -> Self {
        Self(nanos)
    }

    /// What an operator typed: digits with at most one point, and blanks between groups of three
    /// as the console itself prints them (`1 234.56`).
    ///
    /// # Errors
    /// Says what is wrong with the text; nothing is guessed or rounded.
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

    /// Exact sum; `None` past the integer behind it.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// Exact difference; `None` past the integer behind it.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// Exact multiple; `None` past the integer behind it.
    #[must_use]
    pub fn times(self, factor: i128) -> Option<Self> {
        self.0.checked_mul(factor).map(Self)
    }

    /// `used / limit` in thousandths of a percent, rounded down; `None` for a limit of zero or less.
    #[must_use]
    pub fn share_of(self, limit: Self) -> Option<i64> {
        if limit.0 <= 0 {
            return None;
        }
        i64::try_from(self.0.checked_mul(100_000)?.div_euclid(limit.0)).ok()
    }

    /// Nine decimals, as the wire carries it: `25.500000000`.
    #[must_use]
    pub fn wire(self) -> String {
        decimal::write(self.0, PLACES)
    }

    /// Reads what [`Usd::wire`] writes; `None` for text that would have to be rounded.
    #[must_use]
    pub fn from_wire(text: &str) -> Option<Self> {
        let read = decimal::read(text, PLACES)?;
        read.exact.then_some(Self(read.units))
    }

    /// The shortest exact text without grouping, for copies and requests: `25.5`, `100`.
    #[must_use]
    pub fn plain(self) -> String {
        self.wire()
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned()
    }

    /// The exact value for reading: grouped, at least two decimals: `49 448.8457672`.
    #[must_use]
    pub fn exact(self) -> String {
        let wire = self.wire();
        let kept = wire.trim_end_matches('0').len();
        let point = wire.find('.').unwrap_or(wire.len());
        grouped(wire.get(..kept.max(point + 3)).unwrap_or(&wire))
    }

    /// Returns whether [`Usd::short`] rounds up to another whole dollar, which a list must mark:
    /// 99.999 of 100 is not all of it.
    #[must_use]
    pub fn short_rounds_up(self) -> bool {
        let size = self.0.abs();
        let dollar = 100 * CENT;
        size % CENT != 0 && (size + CENT / 2) / dollar > size / dollar
    }

    /// For lists: grouped and at cents, but a non-zero amount is never shown as zero:
    /// `49 448.85`, `0.000000001`.
    #[must_use]
    pub fn short(self) -> String {
        let cents = (self.0.abs() + CENT / 2) / CENT * self.0.signum();
        if cents == 0 && self.0 != 0 {
            return self.exact();
        }
        grouped(&decimal::write(cents, 2))
    }
}

/// Takes out the blanks that group digits by three before the point; `None` when blanks stand
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

/// How well a gateway's amount is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// A decimal string of at most nine decimals.
    Exact,
    /// A decimal string with more decimals: rounded for arithmetic only.
    Rounded,
    /// A JSON number: it may have been a float on the gateway's side.
    Approximate,
}

/// An amount as a gateway sent it: its own text beside the value used for arithmetic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The gateway's spelling, shown where digits were rounded.
    pub text: String,
    /// The value for sums and comparisons.
    pub value: Usd,
    /// Whether `value` says the same as `text`.
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

    /// An amount that was computed here, so exact.
    #[must_use]
    pub fn computed(value: Usd) -> Self {
        Self {
            text: value.wire(),
            value,
            precision: Precision::Exact,
        }
    }
}

/// A sum that remembers whether every part was exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The total; `None` past the integer behind it.
    pub total: Option<Usd>,
    /// False when a part was rounded or approximate, so that the screen can mark the total.
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

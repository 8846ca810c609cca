//! US dollars as an exact number of billionths, with the formats of requests and of responses.
//!
//! No float is used for a sum or a comparison. The only float here is a percentage, which the
//! contract sends as a JSON number for display.

use std::fmt;

/// Billionths in one dollar.
const PER_DOLLAR: i128 = 1_000_000_000;
/// The largest amount, with twelve digits before and nine after the point.
const MAX: i128 = 1_000_000_000_000 * PER_DOLLAR - 1;

/// An amount of US dollars, exact to nine decimals. Only a remaining budget is negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Usd(i128);

/// Error for a text that is not a valid amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotAnAmount;

impl Usd {
    pub(crate) const ZERO: Self = Self(0);

    /// An amount from billionths of a dollar; `None` past twelve integer digits.
    #[must_use]
    pub(crate) fn from_nanos(nanos: i128) -> Option<Self> {
        (-MAX..=MAX).contains(&nanos).then_some(Self(nanos))
    }

    /// Reads an amount from a request: 1–12 integer digits, 0–9 after the point, more than zero.
    pub(crate) fn from_client(text: &str) -> Result<Self, NotAnAmount> {
        match Self::from_digits(text)? {
            Self::ZERO => Err(NotAnAmount),
            amount => Ok(amount),
        }
    }

    /// Reads an amount from the database; zero and negative amounts are valid.
    pub(crate) fn from_stored(text: &str) -> Result<Self, NotAnAmount> {
        match text.strip_prefix('-') {
            Some(digits) => Ok(Self(-Self::from_digits(digits)?.0)),
            None => Self::from_digits(text),
        }
    }

    fn from_digits(text: &str) -> Result<Self, NotAnAmount> {
        let (whole, fraction) = match text.split_once('.') {
            Some((_, "")) => return Err(NotAnAmount),
            Some(parts) => parts,
            None => (text, ""),
        };
        let digits_only = whole
            .bytes()
            .chain(fraction.bytes())
            .all(|byte| byte.is_ascii_digit());
        if !digits_only || !(1..=12).contains(&whole.len()) || fraction.len() > 9 {
            return Err(NotAnAmount);
        }
        let whole: i128 = whole.parse().map_err(|_| NotAnAmount)?;
        let fraction: i128 = format!("{fraction:0<9}").parse().map_err(|_| NotAnAmount)?;
        Ok(Self(whole * PER_DOLLAR + fraction))
    }

    /// The sum; `None` past twelve integer digits.
    #[must_use]
    pub(crate) fn checked_add(self, other: Self) -> Option<Self> {
        Self::from_nanos(self.0 + other.0)
    }

    /// The difference; `None` past twelve integer digits.
    #[must_use]
    pub(crate) fn checked_sub(self, other: Self) -> Option<Self> {
        Self::from_nanos(self.0 - other.0)
    }

    /// Tenths of a percent that this amount is of `limit`, rounded half up: 1.5 % is `15`. A limit
    /// of zero always counts as used up.
    #[must_use]
    pub(crate) fn tenths_of_percent_of(self, limit: Self) -> i128 {
        if limit.0 <= 0 {
            1000
        } else {
            (self.0 * 1000 + limit.0 / 2) / limit.0
        }
    }
}

impl fmt::Display for Usd {
    /// Formats with nine decimals, as in `751.154232800` and `-0.500000000`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let nanos = self.0.abs();
        write!(
            out,
            "{sign}{}.{:09}",
            nanos / PER_DOLLAR,
            nanos % PER_DOLLAR
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::{MAX, Usd};

    fn check(sent: &str, expect: Option<&str>) {
        let read = Usd::from_client(sent).ok().map(|amount| amount.to_string());
        assert_eq!(read.as_deref(), expect, "{sent:?}");
    }

    #[test]
    fn what_a_client_may_send() {
        check("1", Some("1.000000000"));
        check("25.5", Some("25.500000000"));
        check("0.000000001", Some("0.000000001"));
        check("007", Some("7.000000000"));
        check("999999999999.999999999", Some("999999999999.999999999"));
        check("0", None);
        check("0.000000000", None);
        check("1000000000000", None);
        check("0.0000000001", None);
        check("1.", None);
        check(".5", None);
        check("", None);
        check("-1", None);
        check("+1", None);
        check(" 1", None);
        check("1e3", None);
        check("1,5", None);
        check("1.2.3", None);
        check("٣", None);
    }

    #[test]
    fn percentages_are_rounded_to_tenths() {
        let tenths = |used: &str, limit: &str| {
            let read = |text| Usd::from_stored(text).expect("a stored amount");
            read(used).tenths_of_percent_of(read(limit))
        };
        assert_eq!(tenths("751.154232800", "50200.000000000"), 15);
        assert_eq!(tenths("40", "100"), 400);
        assert_eq!(tenths("150", "100"), 1500);
        assert_eq!(tenths("0", "0"), 1000);
    }

    proptest! {
        #[test]
        fn printed_amounts_parse_to_the_same(nanos in -MAX..=MAX) {
            let amount = Usd::from_nanos(nanos).expect("within range");
            prop_assert_eq!(Usd::from_stored(&amount.to_string()), Ok(amount));
        }

        #[test]
        fn a_sum_is_exact_or_refused(left in 0..=MAX, right in 0..=MAX) {
            let (one, two) = (Usd(left), Usd(right));
            match one.checked_add(two) {
                Some(sum) => prop_assert_eq!(sum.checked_sub(two), Some(one)),
                None => prop_assert!(left + right > MAX),
            }
        }

        #[test]
        fn no_text_panics(text in ".*") {
            if let Ok(amount) = Usd::from_client(&text) {
                prop_assert!(amount > Usd::ZERO);
            }
        }
    }
}

//! Exact decimals of up to 38 digits, for prices and ratios: compared, multiplied and divided without
//! a binary float.

use std::cmp::Ordering;

use super::decimal::Written;

/// The most digits of a quotient; more would not be a price that anyone means.
const SIGNIFICANT: u32 = 12;

/// The most zeros that are written before or behind the digits of a number; beyond that it is written
/// with an exponent.
const MOST_ZEROS: i32 = 40;

/// An exact decimal: `digits × 10^exponent`, without trailing zeros in its digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact {
    negative: bool,
    digits: u128,
    exponent: i32,
}

/// A quotient, and whether it is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotient {
    /// The quotient, rounded half up to twelve significant digits where it is not exact.
    pub value: Exact,
    /// Whether nothing was rounded.
    pub exact: bool,
}

impl Exact {
    /// Makes `digits × 10^exponent`.
    #[must_use]
    pub const fn new(negative: bool, mut digits: u128, mut exponent: i32) -> Self {
        if digits == 0 {
            return Self {
                negative: false,
                digits: 0,
                exponent: 0,
            };
        }
        while digits.is_multiple_of(10) {
            digits /= 10;
            exponent += 1;
        }
        Self {
            negative,
            digits,
            exponent,
        }
    }

    /// Makes a whole number.
    #[must_use]
    pub const fn whole(number: u64) -> Self {
        Self::new(false, number as u128, 0)
    }

    /// Reads a decimal number as JSON or a person writes it: `1.30`, `2e-7`, `-5`. `None` for what is no
    /// number, or has more than 38 digits.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let written = Written::of(text)?;
        let digits = match written.digits.as_str() {
            "" => 0,
            digits => digits.parse().ok()?,
        };
        Some(Self::new(written.negative, digits, written.exponent))
    }

    /// Returns whether it is 0.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.digits == 0
    }

    /// Returns whether it is below 0.
    #[must_use]
    pub const fn is_negative(&self) -> bool {
        self.negative
    }

    /// Returns the product; `None` if it has more than 38 digits.
    #[must_use]
    pub fn times(&self, other: &Self) -> Option<Self> {
        Some(Self::new(
            self.negative != other.negative,
            self.digits.checked_mul(other.digits)?,
            self.exponent.checked_add(other.exponent)?,
        ))
    }

    /// Returns the quotient; `None` for a division by 0, or if it cannot be computed in 38 digits.
    #[must_use]
    pub fn over(&self, other: &Self) -> Option<Quotient> {
        if other.is_zero() {
            return None;
        }
        // As many zeros as there is room for; at least the significant digits must fit.
        let (mut digits, mut exponent) = (self.digits, self.exponent.checked_sub(other.exponent)?);
        while let Some(more) = digits.checked_mul(10).filter(|_| !self.is_zero()) {
            (digits, exponent) = (more, exponent.checked_sub(1)?);
        }
        let (whole, rest) = (digits / other.digits, digits % other.digits);
        let negative = self.negative != other.negative;
        if rest == 0 {
            let value = Self::new(negative, whole, exponent);
            return Some(Quotient { value, exact: true });
        }
        if whole < 10_u128.pow(SIGNIFICANT) {
            return None;
        }
        let surplus = whole.ilog10() + 1 - SIGNIFICANT;
        let unit = 10_u128.pow(surplus);
        let up = u128::from(whole % unit >= unit / 2);
        let exponent = exponent.checked_add(i32::try_from(surplus).ok()?)?;
        let value = Self::new(negative, whole / unit + up, exponent);
        Some(Quotient {
            value,
            exact: false,
        })
    }

    /// Returns it rounded half up to this many digits, to be shown where not every digit counts.
    #[must_use]
    pub const fn rounded(&self, digits: u32) -> Self {
        let length = match self.digits {
            0 => return *self,
            digits => digits.ilog10() + 1,
        };
        if length <= digits {
            return *self;
        }
        let surplus = length - digits;
        let unit = 10_u128.pow(surplus);
        let up = (self.digits % unit >= unit / 2) as u128;
        Self::new(
            self.negative,
            self.digits / unit + up,
            self.exponent.saturating_add(surplus.cast_signed()),
        )
    }

    /// Writes it without an exponent, as long as that needs at most forty zeros: `0.0000002`, `15`.
    #[must_use]
    pub fn plain(&self) -> String {
        let digits = self.digits.to_string();
        let sign = if self.negative { "-" } else { "" };
        let length = i32::try_from(digits.len()).unwrap_or(i32::MAX);
        let point = length.saturating_add(self.exponent);
        let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
        match (self.exponent, point) {
            (exponent, point) if exponent > MOST_ZEROS || point < -MOST_ZEROS => {
                format!("{sign}{digits}e{exponent}")
            }
            (0.., _) => format!("{sign}{digits}{}", zeros(self.exponent)),
            (_, 1..) => {
                let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or(0));
                format!("{sign}{whole}.{fraction}")
            }
            (_, _) => format!("{sign}0.{}{digits}", zeros(-point)),
        }
    }

    /// Compares the sizes, without the signs.
    fn cmp_size(&self, other: &Self) -> Ordering {
        let order = |of: &Self| match of.digits {
            0 => i64::MIN,
            digits => i64::from(digits.ilog10()) + i64::from(of.exponent),
        };
        order(self).cmp(&order(other)).then_with(|| {
            // Of the same order, so the shorter one can be filled up to the length of the longer one.
            let (mut a, mut b) = (self.digits, other.digits);
            let length = |digits: u128| digits.checked_ilog10().unwrap_or(0);
            while length(a) < length(b) {
                a *= 10;
            }
            while length(b) < length(a) {
                b *= 10;
            }
            a.cmp(&b)
        })
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.cmp_size(other),
            (true, true) => other.cmp_size(self),
        }
    }
}

#[cfg(test)]
mod tests;

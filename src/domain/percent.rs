//! Percentages in whole thousandths of a percent. Never a float.

use super::decimal;

/// Decimals of a percent that are kept.
const PLACES: u32 = 3;

/// A percentage in thousandths: `1.5 %` is `1500`. May exceed a hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(i64);

impl Percent {
    /// A hundred percent.
    pub const WHOLE: Self = Self(100_000);

    /// Makes a percentage from thousandths.
    #[must_use]
    pub const fn from_thousandths(thousandths: i64) -> Self {
        Self(thousandths)
    }

    /// Reads the text of a number from 0 to 100; further decimals are rounded.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let read = decimal::read(text.trim(), PLACES)?;
        i64::try_from(read.units).ok().map(Self)
    }

    /// Reads the text of a number from 0 to 1.
    #[must_use]
    pub fn from_fraction(text: &str) -> Option<Self> {
        let read = decimal::read(text.trim(), PLACES + 2)?;
        i64::try_from(read.units).ok().map(Self)
    }

    /// Returns the rest to a hundred, never below zero.
    #[must_use]
    pub fn complement(self) -> Self {
        Self(Self::WHOLE.0.saturating_sub(self.0).max(0))
    }

    /// Returns the thousandths of a percent.
    #[must_use]
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// Formats three decimals, which [`Percent::from_text`] can read: `1.500`.
    #[must_use]
    pub fn plain(self) -> String {
        decimal::write(i128::from(self.0), PLACES)
    }

    /// Formats `1.5 %`: one decimal, but a non-zero share is never `0`, and less than all is never
    /// `100`.
    #[must_use]
    pub fn short(self) -> String {
        let tenths = self.0.div_euclid(100);
        if tenths == 0 && self.0 > 0 {
            return "<0.1\u{a0}%".to_owned();
        }
        let text = decimal::write(i128::from(tenths), 1);
        format!("{}\u{a0}%", text.strip_suffix(".0").unwrap_or(&text))
    }
}

/// Returns whether a used and a remaining percentage contradict each other: both are given, used is
/// at most a hundred, and their sum differs from a hundred by more than one (contract section 6.2).
#[must_use]
pub fn contradict(used: Option<Percent>, remaining: Option<Percent>) -> bool {
    let (Some(used), Some(remaining)) = (used, remaining) else {
        return false;
    };
    used <= Percent::WHOLE && (used.0.saturating_add(remaining.0) - Percent::WHOLE.0).abs() > 1000
}

#[cfg(test)]
mod tests {
    use super::{Percent, contradict};

    #[test]
    fn reading_and_showing() {
        let check = |text, expect: &str| {
            let shown = Percent::from_text(text).map(Percent::short);
            assert_eq!(
                shown.unwrap_or_default().replace('\u{a0}', " "),
                expect,
                "{text}"
            );
        };
        check("0", "0 %");
        check("1.5", "1.5 %");
        check("40", "40 %");
        check("0.01", "<0.1 %");
        check("99.99", "99.9 %");
        check("130.25", "130.2 %");
        check("many", "");
        assert_eq!(Percent::from_fraction("0.355"), Percent::from_text("35.5"));
    }

    #[test]
    fn contradictions() {
        let check = |used, remaining, expect| {
            let [a, b] = [used, remaining].map(Percent::from_text);
            assert_eq!(contradict(a, b), expect, "{used} {remaining}");
        };
        check("40", "60", false);
        check("40", "59.5", false);
        check("40", "40", true);
        check("120", "0", false);
        check("40", "", false);
    }
}

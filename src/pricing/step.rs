//! How far a ratio moves.

use crate::domain::decimal;

/// A change of a ratio that an operator should look at twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It becomes zero: calls cost nothing.
    ToZero,
    /// It becomes at least ten times as large.
    TenTimes,
    /// It becomes a tenth or less.
    Tenth,
    /// It changes by less.
    Small,
}

/// Returns how far a ratio moves, for texts of numbers that are not negative.
#[must_use]
pub fn step(before: &str, after: &str) -> Step {
    const DECIMALS: u32 = 12;
    let size = |text| decimal::size(text, DECIMALS).unwrap_or(0);
    let (before, after) = (size(before), size(after));
    if after == 0 {
        Step::ToZero
    } else if before > 0 && after / 10 >= before {
        Step::TenTimes
    } else if after <= before / 10 {
        Step::Tenth
    } else {
        Step::Small
    }
}

#[cfg(test)]
mod tests {
    use super::{Step, step};

    #[test]
    fn how_far_a_ratio_moves() {
        let check = |before, after, expect| assert_eq!(step(before, after), expect);
        check("0.5", "0.4", Step::Small);
        check("0.5", "5", Step::TenTimes);
        check("0.5", "4.99", Step::Small);
        check("0.5", "0.05", Step::Tenth);
        check("0.5", "0.051", Step::Small);
        check("1", "0", Step::ToZero);
        check("1", "0.00", Step::ToZero);
        check("0", "0", Step::ToZero);
        check("0", "3", Step::Small);
        check("1", "1e400", Step::ToZero);
        check("1", "1e300", Step::TenTimes);
    }
}

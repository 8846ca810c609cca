//! Quota in a gateway's own units, and what it is in money.

use super::decimal;
use super::exact::Exact;
use super::money::{Amount, Precision, Usd};

/// An amount of quota: a 64-bit integer, never a float.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuotaUnits(pub i64);

/// How many units of quota are one US dollar. Always above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaRate {
    /// The number of units times 10^[`RATE_DECIMALS`].
    scaled: i128,
}

/// Decimals of a rate. Gateways hold it as a float, so it may have some.
const RATE_DECIMALS: u32 = 6;

/// The exponent of the last of them.
const RATE_EXPONENT: i32 = -6;

/// Decimals of [`Usd`].
const USD_DECIMALS: u32 = 9;

impl QuotaRate {
    /// Returns the number of units of a US dollar.
    #[must_use]
    pub fn units(&self) -> Exact {
        let size = self.scaled.unsigned_abs();
        Exact::new(false, size, RATE_EXPONENT)
    }

    /// Reads a rate; `None` for zero, a negative number, or more decimals than six. With no usable
    /// rate quota has no value in money, and nothing is divided by zero.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let read = decimal::read(text.trim(), RATE_DECIMALS)?;
        (read.exact && read.units > 0).then_some(Self { scaled: read.units })
    }

    /// Returns the units of an amount of money; `None` if they are not a whole number of them.
    #[must_use]
    pub fn quota(self, money: Usd) -> Option<QuotaUnits> {
        let scale = 10_i128.pow(RATE_DECIMALS + USD_DECIMALS);
        let all = money.nanos().checked_mul(self.scaled)?;
        let units = (all % scale == 0).then_some(all / scale)?;
        i64::try_from(units).ok().map(QuotaUnits)
    }

    /// Returns what an amount of quota is in money, e.g. 1 000 000 units at 500 000 a dollar are
    /// 2.00 USD. Rounded half away from zero at the ninth decimal, and marked so, if it has more.
    #[must_use]
    pub fn money(self, quota: QuotaUnits) -> Option<Amount> {
        let scale = 10_i128.pow(RATE_DECIMALS + USD_DECIMALS);
        let all = i128::from(quota.0).checked_mul(scale)?;
        let (nano, rest) = (all / self.scaled, all % self.scaled);
        let rounds = rest.unsigned_abs().saturating_mul(2) >= self.scaled.unsigned_abs();
        let nano = nano.checked_add(if rounds { all.signum() } else { 0 })?;
        let amount = Amount::computed(Usd::from_nanos(nano));
        let precision = if rest == 0 {
            Precision::Exact
        } else {
            Precision::Rounded
        };
        Some(Amount {
            precision,
            ..amount
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{QuotaRate, QuotaUnits};
    use crate::domain::table::{check_table, parts};

    #[test]
    fn money_as_quota() {
        check_table(
            r##"
            500000 | 2 => 1000000
            500000 | 0.000002 => 1
            500000 | 0.000001 => none
            500000 | 999999999999 => 499999999999500000
            1000000000 | 999999999999 => none
            500000.5 | 2 => 1000001
            3 | 0.333333333 => none
            "##,
            |line| {
                let [rate, money] = parts(line);
                let money = super::Usd::from_operator(money).expect("an amount");
                let units = QuotaRate::read(rate).and_then(|rate| rate.quota(money));
                units.map_or("none".to_owned(), |units| units.0.to_string())
            },
        );
    }

    #[test]
    fn quota_as_money() {
        check_table(
            r##"
            500000 | 1000000 => 2
            500000 | -625000 => -1.25
            500000 | 1 => 0.000002
            500000 | 0 => 0
            500000 | 9007199254740993 => 18014398509.481986
            500000 | 9223372036854775807 => 18446744073709.551614
            500000 | -9223372036854775808 => -18446744073709.551616
            5e5 | 500000 => 1
            500000.5 | 1000001 => 2
            3 | 1 => ≈ 0.333333333
            3 | -2 => ≈ -0.666666667
            0 | 1 => none
            -500000 | 1 => none
            0.0000001 | 1 => none
            NaN | 1 => none
            "##,
            |line| {
                let [rate, units] = parts(line);
                let units = QuotaUnits(units.parse().expect("units"));
                let money = QuotaRate::read(rate).and_then(|rate| rate.money(units));
                money.map_or("none".to_owned(), |money| {
                    let mark = match money.precision {
                        super::Precision::Exact => "",
                        _ => "≈ ",
                    };
                    format!("{mark}{}", money.value.plain())
                })
            },
        );
    }
}

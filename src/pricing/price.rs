//! Prices in money, and the ratios that stand for them: a ratio is the number of quota units that a
//! token costs (one-api contract 3.1.5).

use crate::domain::exact::{Exact, Quotient};

/// For how many tokens a price is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// For a thousand tokens.
    Thousand,
    /// For a million tokens.
    Million,
}

impl Per {
    const fn tokens(self) -> u64 {
        match self {
            Self::Thousand => 1_000,
            Self::Million => 1_000_000,
        }
    }
}

/// Returns the price of a ratio in a currency. `units` is the number of quota units of a US dollar, `rate`
/// how much of the currency a dollar costs. `None` where it cannot be computed.
#[must_use]
pub fn price(ratio: &Exact, per: Per, units: u64, rate: &Exact) -> Option<Quotient> {
    let tokens = ratio.times(&Exact::whole(per.tokens()))?;
    tokens.times(rate)?.over(&Exact::whole(units))
}

/// Returns the ratio of a price, the reverse of [`price`].
#[must_use]
pub fn ratio(of_price: &Exact, per: Per, units: u64, rate: &Exact) -> Option<Quotient> {
    let tokens = rate.times(&Exact::whole(per.tokens()))?;
    of_price.times(&Exact::whole(units))?.over(&tokens)
}

#[cfg(test)]
mod tests {
    use super::{Per, price, ratio};
    use crate::domain::exact::{Exact, Quotient};
    use crate::domain::table::{check_table, parts};

    fn said(found: Option<Quotient>) -> String {
        match found {
            Some(Quotient { value, exact: true }) => value.plain(),
            Some(Quotient { value, .. }) => format!("≈ {}", value.plain()),
            None => "-".to_owned(),
        }
    }

    fn of(line: &str, convert: fn(&Exact, Per, u64, &Exact) -> Option<Quotient>) -> String {
        let [number, per, rate] = parts(line);
        let read = |text: &str| Exact::read(text).expect("a number");
        let per = match per {
            "1k" => Per::Thousand,
            _ => Per::Million,
        };
        said(convert(&read(number), per, 500_000, &read(rate)))
    }

    #[test]
    fn prices_of_ratios() {
        check_table(
            r##"
            1 | 1M | 1 => 2
            1.25 | 1M | 1 => 2.5
            1.3 | 1k | 1 => 0.0026
            1.3 | 1M | 1 => 2.6
            1 | 1M | 7 => 14
            2e-7 | 1M | 1 => 0.0000004
            "##,
            |line| of(line, price),
        );
    }

    #[test]
    fn ratios_of_prices() {
        check_table(
            r##"
            14 | 1M | 7 => 1
            2 | 1M | 1 => 1
            0.002 | 1k | 1 => 1
            2.5 | 1M | 1 => 1.25
            10 | 1M | 7.3 => ≈ 0.684931506849
            1 | 1M | 0 => -
            "##,
            |line| of(line, ratio),
        );
    }
}

//! Prices in money, and the ratios that stand for them: a ratio is the number of quota units that a
//! token costs (one-api contract 3.1.5).

use crate::domain::exact::{Exact, Quotient};

/// The digits of a short price: fewer than a ratio is rounded to.
const SHORT: u32 = 11;

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
pub fn price(ratio: &Exact, per: Per, units: &Exact, rate: &Exact) -> Option<Quotient> {
    let tokens = ratio.times(&Exact::whole(per.tokens()))?;
    tokens.times(rate)?.over(units)
}

/// Returns the price as it is shown: exact, or the short one that stands for the same ratio, where a ratio
/// that was itself rounded would show a tail of nines.
#[must_use]
pub fn shown_price(of: &Exact, per: Per, units: &Exact, rate: &Exact) -> Option<Exact> {
    let exact = price(of, per, units, rate)?.value;
    let short = exact.rounded(SHORT);
    let is_same = ratio(&short, per, units, rate).is_some_and(|found| found.value == *of);
    Some(if is_same { short } else { exact })
}

/// Returns the ratio of a price, the reverse of [`price`].
#[must_use]
pub fn ratio(of_price: &Exact, per: Per, units: &Exact, rate: &Exact) -> Option<Quotient> {
    let tokens = rate.times(&Exact::whole(per.tokens()))?;
    of_price.times(units)?.over(&tokens)
}

#[cfg(test)]
mod tests {
    use super::{Per, price, ratio, shown_price};
    use crate::domain::exact::{Exact, Quotient};
    use crate::domain::table::{check_table, parts};

    fn said(found: Option<Quotient>) -> String {
        match found {
            Some(Quotient { value, exact: true }) => value.plain(),
            Some(Quotient { value, .. }) => format!("≈ {}", value.plain()),
            None => "-".to_owned(),
        }
    }

    fn of(line: &str, convert: fn(&Exact, Per, &Exact, &Exact) -> Option<Quotient>) -> String {
        let [number, per, rate] = parts(line);
        let read = |text: &str| Exact::read(text).expect("a number");
        let per = match per {
            "1k" => Per::Thousand,
            _ => Per::Million,
        };
        said(convert(
            &read(number),
            per,
            &Exact::whole(500_000),
            &read(rate),
        ))
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
    fn a_rounded_ratio_shows_a_short_price() {
        let read = |text: &str| Exact::read(text).expect("a number");
        let check = |of: &str, rate: &str, expect: &str| {
            let shown = shown_price(&read(of), Per::Million, &read("500000"), &read(rate));
            assert_eq!(shown.map(|price| price.plain()).as_deref(), Some(expect));
        };
        check("0.684931506849", "7.3", "10");
        check("1.25", "1", "2.5");
        check("1.234567890123456", "1", "2.469135780246912");
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

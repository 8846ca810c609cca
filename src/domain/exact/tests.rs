//! Exact decimals against a table, and against a decimal library.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::Exact;
use crate::domain::table::{check_table, parts};

fn exact(text: &str) -> Exact {
    Exact::read(text).unwrap_or_else(|| panic!("{text} is a number"))
}

#[test]
fn numbers_are_read_and_written() {
    check_table(
        r##"
        1.30 => 1.3
        2.50 => 2.5
        0 => 0
        -0.0 => 0
        2e-7 => 0.0000002
        1E3 => 1000
        0.005 => 0.005
        15 => 15
        -0.5 => -0.5
        1e300 => 1e300
        1e-300 => 1e-300
        123456789012345678901234567890.12345678 => 123456789012345678901234567890.12345678
        99999999999999999999999999999999999999999 => -
        . => -
        1. => -
        .5 => -
        1e => -
        0x1 => -
        １ => -
         => -
        "##,
        |text| Exact::read(text).map_or_else(|| "-".to_owned(), |number| number.plain()),
    );
}

#[test]
fn products_and_quotients() {
    check_table(
        r##"
        1.3 × 0.002 => 0.0026
        1.3 × 2 => 2.6
        0.0000002 × 1000000 => 0.2
        14 ÷ 7 => 2
        2 ÷ 2 => 1
        1 ÷ 3 => ≈ 0.333333333333
        2 ÷ 3 => ≈ 0.666666666667
        100 ÷ 7.3 => ≈ 13.698630137
        1 ÷ 0 => -
        0 ÷ 3 => 0
        -1 ÷ 8 => -0.125
        1 ÷ 1e30 => 0.000000000000000000000000000001
        99999999999999999999 × 99999999999999999999 => -
        "##,
        |line| {
            let words: Vec<&str> = line.split(' ').collect();
            let (a, b) = (exact(words[0]), exact(words[2]));
            let none = || "-".to_owned();
            match words[1] {
                "×" => a.times(&b).map_or_else(none, |it| it.plain()),
                _ => a.over(&b).map_or_else(none, |it| match it.exact {
                    true => it.value.plain(),
                    false => format!("≈ {}", it.value.plain()),
                }),
            }
        },
    );
}

#[test]
fn a_number_is_rounded_to_be_shown() {
    let check =
        |text, digits, expect: &str| assert_eq!(exact(text).rounded(digits).plain(), expect);
    check("0.833333333333", 4, "0.8333");
    check("0.99996", 4, "1");
    check("12345", 4, "12350");
    check("-0.8", 4, "-0.8");
    check("0", 4, "0");
}

#[test]
fn numbers_are_compared_by_value() {
    check_table(
        r##"
        2.50 | 2.5 => Equal
        0 | -0 => Equal
        1e3 | 1000.0 => Equal
        2e-7 | 0.0000002 => Equal
        0.3 | 0.29999999999999999 => Greater
        -1 | 0 => Less
        -2 | -1 => Less
        9 | 10 => Less
        1e300 | 5 => Greater
        0 | 1e-300 => Less
        "##,
        |line| {
            let [a, b] = parts(line);
            format!("{:?}", exact(a).cmp(&exact(b)))
        },
    );
}

proptest! {
    #[test]
    fn as_a_decimal_library_does(a in -1_000_000_000_i64..1_000_000_000, places in 0_u32..9, b in 1_i64..1_000_000, other in 0_u32..6) {
        let (theirs, by) = (Decimal::new(a, places), Decimal::new(b, other));
        let (ours, our_by) = (exact(&theirs.to_string()), exact(&by.to_string()));
        prop_assert_eq!(ours.plain(), theirs.normalize().to_string());
        let product = ours.times(&our_by).expect("it fits");
        prop_assert_eq!(product.plain(), (theirs * by).normalize().to_string());
        prop_assert_eq!(ours.cmp(&our_by), theirs.cmp(&by));
        let quotient = ours.over(&our_by).expect("it fits");
        if quotient.exact {
            prop_assert_eq!(quotient.value.times(&our_by), Some(ours));
        } else {
            let rounded = (theirs / by).round_sf_with_strategy(12, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
            prop_assert_eq!(quotient.value.plain(), rounded.expect("it fits").normalize().to_string());
        }
    }

    #[test]
    fn what_is_written_is_read_again(digits in any::<u128>(), exponent in -60_i32..60, negative in any::<bool>()) {
        let number = Exact::new(negative, digits, exponent);
        if let Some(again) = Exact::read(&number.plain()) {
            prop_assert_eq!(again, number);
        } else {
            // Written with its zeros it has more digits than are read.
            prop_assert!(number.plain().len() > 38);
        }
    }
}

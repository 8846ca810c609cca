//! Money's rules, a line per case, and its laws.

use super::{Amount, AmountProblem, Precision, Sum, Usd};
use proptest::prelude::*;

fn usd(text: &str) -> Usd {
    Amount::from_text(text).expect("an amount").value
}

#[test]
fn what_an_operator_may_type() {
    let check = |text, expect: Result<&str, AmountProblem>| {
        let got = Usd::from_operator(text).map(Usd::plain);
        assert_eq!(got, expect.map(str::to_owned), "{text:?}");
    };
    check("25", Ok("25"));
    check(" 25.50 ", Ok("25.5"));
    check("0.000000001", Ok("0.000000001"));
    check("999999999999.999999999", Ok("999999999999.999999999"));
    check("000000000000025", Ok("25"));
    check("1 234.56", Ok("1234.56"));
    check("1\u{a0}234\u{a0}567", Ok("1234567"));
    check("", Err(AmountProblem::Empty));
    check("   ", Err(AmountProblem::Empty));
    check("1,5", Err(AmountProblem::Comma));
    check("1,000.00", Err(AmountProblem::Comma));
    check("12 34", Err(AmountProblem::NotANumber));
    check("1.2 5", Err(AmountProblem::NotANumber));
    check("1e3", Err(AmountProblem::NotANumber));
    check("$5", Err(AmountProblem::NotANumber));
    check("5.", Err(AmountProblem::NotANumber));
    check("0.0000000001", Err(AmountProblem::TooManyDecimals));
    check("1.1000000000", Err(AmountProblem::TooManyDecimals));
    check("1000000000000", Err(AmountProblem::TooLarge));
    check("0", Err(AmountProblem::NotPositive));
    check("-5", Err(AmountProblem::NotPositive));
}

#[test]
fn what_a_short_form_rounds_up() {
    let check = |text, expect| assert_eq!(usd(text).short_rounds_up(), expect, "{text}");
    check("999999999999.999999999", true);
    check("99.995", true);
    check("-99.995", true);
    check("99.994", false);
    check("99.99", false);
    check("0.5", false);
    check("1.005", false);
    check("0.000000001", false);
    check("100", false);
}

#[test]
fn how_money_is_shown() {
    let check = |text, short: &str, exact: &str| {
        let shown = |text: String| text.replace('\u{a0}', " ");
        assert_eq!(shown(usd(text).short()), short, "{text}");
        assert_eq!(shown(usd(text).exact()), exact, "{text}");
    };
    check("0", "0.00", "0.00");
    check("0.000000001", "0.000000001", "0.000000001");
    check("-0.000000001", "\u{2212}0.000000001", "\u{2212}0.000000001");
    check("0.005", "0.01", "0.005");
    check("25.5", "25.50", "25.50");
    check("49448.845767200", "49 448.85", "49 448.8457672");
    check("-1234.5", "\u{2212}1 234.50", "\u{2212}1 234.50");
    check(
        "999999999999.999999999",
        "1 000 000 000 000.00",
        "999 999 999 999.999999999",
    );
}

#[test]
fn what_a_gateway_may_send() {
    let check = |amount: Option<Amount>, expect: &str| {
        let got = amount.map(|amount| format!("{} {:?}", amount.value.plain(), amount.precision));
        assert_eq!(got.unwrap_or_default(), expect);
    };
    check(Amount::from_text("751.154232800"), "751.1542328 Exact");
    check(Amount::from_text("-3.000000000"), "-3 Exact");
    check(Amount::from_text("1.00000000049"), "1 Rounded");
    check(Amount::from_number("25.5"), "25.5 Approximate");
    check(Amount::from_number("2.55e1"), "25.5 Approximate");
    check(Amount::from_text("lots"), "");
}

#[test]
fn what_was_kept_is_never_rounded() {
    let check = |text, expect| assert_eq!(Usd::from_wire(text), expect, "{text}");
    check("25.500000000", Some(usd("25.5")));
    check("-0.000000001", Some(usd("-0.000000001")));
    check("0.0000000001", None);
    check("", None);
}

#[test]
fn a_sum_tells_when_a_part_was_rounded() {
    let check = |parts: [&str; 2], expect: &str, exact| {
        let parts = parts.map(|part| Amount::from_text(part).expect("an amount"));
        let total = Some(usd(expect));
        assert_eq!(Sum::of(&parts), Sum { total, exact });
    };
    check(["0.1", "0.1"], "0.2", true);
    check(["0.1", "0.20000000049"], "0.3", false);
}

#[test]
fn shares() {
    let check =
        |used, limit, expect| assert_eq!(usd(used).share_of(usd(limit)), expect, "{used}/{limit}");
    check("1", "2", Some(50_000));
    check("3", "2", Some(150_000));
    check("0", "2", Some(0));
    check("1", "0", None);
}

proptest! {
    #[test]
    fn the_wire_form_reads_back(nanos in -10_i128.pow(21)..10_i128.pow(21)) {
        let usd = Usd::from_nanos(nanos);
        prop_assert_eq!(Amount::from_text(&usd.wire()).map(|amount| (amount.value, amount.precision)), Some((usd, Precision::Exact)));
        prop_assert_eq!(Usd::from_wire(&usd.wire()), Some(usd));
        prop_assert_eq!(Amount::from_text(&usd.plain()).map(|amount| amount.value), Some(usd));
    }

    #[test]
    fn what_the_console_prints_may_be_typed_back(nanos in 1..10_i128.pow(21)) {
        let usd = Usd::from_nanos(nanos);
        prop_assert_eq!(Usd::from_operator(&usd.exact()), Ok(usd));
    }

    #[test]
    fn a_sum_does_not_depend_on_order(mut parts in prop::collection::vec(-10_i128.pow(20)..10_i128.pow(20), 0..20)) {
        let sum = |parts: &[i128]| Sum::of(&parts.iter().map(|nanos| Amount::computed(Usd::from_nanos(*nanos))).collect::<Vec<_>>());
        let forward = sum(&parts);
        parts.reverse();
        prop_assert_eq!(forward, sum(&parts));
        prop_assert_eq!(forward.total, Some(Usd::from_nanos(parts.iter().sum())));
    }

    #[test]
    fn adding_then_taking_away_changes_nothing(a in -10_i128.pow(30)..10_i128.pow(30), b in -10_i128.pow(30)..10_i128.pow(30)) {
        let (a, b) = (Usd::from_nanos(a), Usd::from_nanos(b));
        prop_assert_eq!(a.plus(b).and_then(|sum| sum.minus(b)), Some(a));
    }

    #[test]
    fn nothing_but_zero_is_shown_as_zero(nanos in -10_i128.pow(21)..10_i128.pow(21)) {
        let shows_a_digit = Usd::from_nanos(nanos).short().contains(|c: char| ('1'..='9').contains(&c));
        prop_assert_eq!(shows_a_digit, nanos != 0);
    }
}

//! What must be typed, a line per case.

use super::{Confirmation, TypedAmount, required};
use crate::domain::budget::{Budget, Figures};
use crate::domain::money::{Amount, Usd};
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::gate::tests::catalogue::{BUDGET, ITEMS};
use crate::schema::{Baseline, Context, FieldValue, Locator, Prior, Record, Value};
use crate::words::Language;

fn amount(text: &str) -> Value {
    Amount::from_text(text).map_or(Value::Missing, FieldValue::value)
}

/// The first words of why an amount must be typed; nothing where it need not be.
fn why(sum: &str, limit: &str, prior: &Prior) -> String {
    let figures = Figures {
        limit: Amount::from_text(limit),
        ..Figures::default()
    };
    let action = ITEMS.action("add").expect("the sample has it");
    let context = Context {
        at: &Locator::of_id("items", "item_1"),
        who: &Record::default(),
        row: &Record::default().with(&BUDGET, Budget::Limited(figures)),
        shown: &Record::default(),
        input: &Record::default().with_value("amount".into(), amount(sum)),
        secrets: &[],
        now: UnixSeconds(0),
        seen: &[],
        baseline: &Baseline::default(),
        prior,
        fresh: "",
    };
    match required(&ITEMS, action, &context) {
        Confirmation::Review => String::new(),
        Confirmation::TypeAmount { why, .. }
        | Confirmation::TypeName { why, .. }
        | Confirmation::TypeWord { why, .. }
        | Confirmation::TypeCount { why, .. } => why.say(Language::English).replace('\u{a0}', " "),
    }
}

#[test]
fn the_rule_of_ten() {
    // An amount and the limit, the amounts before: the last one, one of which the outcome is unknown,
    // and one that was sent just before.
    let check = |sum: &str, limit: &str, [last, unresolved, twin]: [&str; 3], expect: &str| {
        let prior = Prior {
            last: Amount::from_text(last).map(FieldValue::value),
            unresolved: Amount::from_text(unresolved).map(FieldValue::value),
            twin: (!twin.is_empty()).then_some(UnixSeconds(7)),
        };
        let said = why(sum, limit, &prior);
        assert_eq!(said.is_empty(), expect.is_empty(), "{sum} {said:?}");
        assert!(said.contains(expect), "{sum} {said:?}");
    };
    check("99.999999999", "100", ["", "", ""], "");
    check("100", "100", ["", "", ""], "present limit (100.00 USD)");
    check("5", "", ["", "", ""], "nothing to compare");
    check("249.999999999", "1", ["25", "", ""], "");
    let ten = "ten times the last amount for this thing (25.00 USD)";
    check("250", "100000", ["25", "", ""], ten);
    check("6", "100", ["5", "5", ""], "(5.00 USD) is unknown");
    check("25", "100", ["25", "", "25"], "last ten minutes");
    check("5", "100", ["5", "5", "5"], "is unknown");
}

#[test]
fn ten_times_an_amount() {
    let check = |now: TypedAmount, last: TypedAmount, expect| {
        assert_eq!(now.is_ten_times(last), expect, "{now:?} {last:?}");
    };
    let units = |units| TypedAmount::Units(QuotaUnits(units));
    check(units(10), units(1), true);
    check(units(9), units(1), false);
    check(units(i64::MAX), units(i64::MAX / 9), false);
    check(units(1), TypedAmount::Usd(Usd::from_nanos(1)), true);
}

#[test]
fn what_is_accepted() {
    let check = |confirmation: &Confirmation, typed: &str, expect| {
        assert_eq!(confirmation.accepts(typed), expect, "{typed}");
    };
    let why = || crate::words::Phrase::from(crate::text!("Why" / "原因"));
    let sum = Confirmation::TypeAmount {
        amount: TypedAmount::Usd(Usd::from_operator("1234.5").expect("an amount")),
        why: why(),
    };
    let units = Confirmation::TypeAmount {
        amount: TypedAmount::Units(QuotaUnits(1_234_000)),
        why: why(),
    };
    check(&units, " 1 234 000 ", true);
    check(&units, "1234000.0", false);
    check(&units, "123400", false);
    check(&sum, "1234.5", true);
    check(&sum, " 1 234.50 ", true);
    check(&sum, "1234", false);
    check(&sum, "", false);
    let name = |name: &str, id: &str| Confirmation::TypeName {
        name: name.to_owned(),
        id: id.to_owned(),
        why: why(),
    };
    check(&name("CI ", "k1"), "CI", true);
    check(&name("CI", "k1"), " k1 ", true);
    check(&name("CI", "k1"), "ci", false);
    check(&name("CI", "k1"), "", false);
    check(&name("CI", ""), "", false);
    let list = super::type_name(&Locator::of_id("items", ""), why());
    check(&list, " items ", true);
    check(&list, "", false);
    // The names of several rows are not typed; an amount that all of them get is.
    check(&name("CI", "k1").of_rows(1), "CI", true);
    check(&name("CI", "k1").of_rows(12), "CI", false);
    check(&name("CI", "k1").of_rows(12), " 12 ", true);
    check(&name("CI", "k1").of_rows(12), "", false);
    check(&units.clone().of_rows(12), "1234000", true);
    check(&Confirmation::Review.of_rows(12), "", true);
}

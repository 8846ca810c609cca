//! What must be typed, a line per case.

use super::{Confirmation, required};
use crate::domain::budget::{Budget, Figures};
use crate::domain::money::{Amount, Usd};
use crate::domain::time::UnixSeconds;
use crate::gate::tests::catalogue::{BUDGET, ITEMS};
use crate::schema::{Baseline, Context, Known, Locator, Prior, Record};
use crate::words::Language;

fn amount(text: &str) -> Amount {
    Amount::from_text(text).expect("an amount")
}

/// Why something must be typed: the first words of the reason.
fn why(confirmation: &Confirmation) -> Option<String> {
    match confirmation {
        Confirmation::Review => None,
        Confirmation::TypeAmount { why, .. } | Confirmation::TypeName { why, .. } => {
            Some(why.say(Language::English).replace('\u{a0}', " "))
        }
    }
}

#[test]
fn the_rule_of_ten() {
    let check = |sum: &str, limit: Option<&str>, prior: &Prior, expect: Option<&str>| {
        let figures = Figures {
            limit: limit.map(amount),
            ..Figures::default()
        };
        let action = ITEMS.action("add").expect("the sample has it");
        let context = Context {
            at: &Locator::of_id("items", "item_1"),
            who: &Record::default(),
            row: &Record::default().with(&BUDGET, Budget::Limited(figures)),
            shown: &Record::default(),
            input: &Record::default().with_value("amount".into(), amount(sum).value()),
            secrets: &[],
            now: UnixSeconds(0),
            seen: &[],
            baseline: &Baseline::default(),
            prior,
            fresh: "",
        };
        let confirmation = required(&ITEMS, action, &context);
        let said = why(&confirmation);
        let begins = said.as_deref().zip(expect);
        assert_eq!(said.is_some(), expect.is_some(), "{sum} {said:?}");
        assert!(
            begins.is_none_or(|(said, begin)| said.contains(begin)),
            "{sum} {said:?}"
        );
    };
    let nothing = Prior::default();
    let last = |text: &str| Prior {
        last: Some(amount(text).value()),
        ..Prior::default()
    };
    check("99.999999999", Some("100"), &nothing, None);
    check(
        "100",
        Some("100"),
        &nothing,
        Some("present limit (100.00 USD)"),
    );
    check("5", None, &nothing, Some("nothing to compare"));
    check("249.999999999", Some("1"), &last("25"), None);
    check(
        "250",
        Some("100000"),
        &last("25"),
        Some("ten times the last amount for this thing (25.00 USD)"),
    );
    let unresolved = Prior {
        unresolved: Some(amount("5").value()),
        ..last("5")
    };
    check("6", Some("100"), &unresolved, Some("(5.00 USD) is unknown"));
    let twin = Prior {
        twin: Some(UnixSeconds(7)),
        ..last("25")
    };
    check("25", Some("100"), &twin, Some("last ten minutes"));
    let both = Prior {
        twin: Some(UnixSeconds(7)),
        ..unresolved
    };
    check("5", Some("100"), &both, Some("is unknown"));
}

#[test]
fn what_is_accepted() {
    let check = |confirmation: &Confirmation, typed: &str, expect| {
        assert_eq!(confirmation.accepts(typed), expect, "{typed}");
    };
    let why = || crate::words::Phrase::from(crate::text!("Why" / "原因"));
    let sum = Confirmation::TypeAmount {
        amount: Usd::from_operator("1234.5").expect("an amount"),
        why: why(),
    };
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
    check(&Confirmation::Review, "", true);
}

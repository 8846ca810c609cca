//! Before, change and after, a line per case.

use super::{After, Doubt, Landed, count, created, limit, reaches_known};
use crate::domain::budget::{Budget, Figures};
use crate::domain::ids::KeyId;
use crate::domain::key::{Key, KeyStatus};
use crate::domain::money::{Amount, Usd};
use crate::domain::percent::Percent;
use crate::domain::time::UnixSeconds;
use proptest::prelude::*;

fn of(limit: &str) -> Budget {
    Budget::Limited(Figures {
        limit: Amount::from_text(limit),
        ..Figures::default()
    })
}

fn share(used: &str) -> Budget {
    Budget::Limited(Figures {
        used_percent: Percent::from_text(used),
        ..Figures::default()
    })
}

fn word(landed: &Landed) -> &'static str {
    match landed {
        Landed::Once(_) => "once",
        Landed::Never => "never",
        Landed::Twice(_) => "twice",
        Landed::CannotTell(Doubt::Moved(_)) => "moved",
        Landed::CannotTell(Doubt::OnlyPercentages { fell: true }) => "fell",
        Landed::CannotTell(Doubt::OnlyPercentages { fell: false }) => "did not fall",
        Landed::CannotTell(Doubt::NowUnlimited) => "unlimited",
        Landed::CannotTell(Doubt::NothingToCompare) => "nothing to compare",
        Landed::CannotTell(Doubt::NotFound) => "not found",
        Landed::CannotTell(Doubt::Overtaken) => "overtaken",
        Landed::CannotTell(Doubt::TooEarly) => "too early",
        Landed::CannotTell(Doubt::ReadFailed(_)) => "read failed",
    }
}

#[test]
fn limits() {
    let by = Usd::from_operator("25.5").expect("an amount");
    let check = |before: Budget, after: Budget, expect| {
        assert_eq!(
            word(&limit(&before, by, &after)),
            expect,
            "{before:?} {after:?}"
        )
    };
    check(of("100"), of("125.5"), "once");
    check(of("100"), of("100.000000000"), "never");
    check(of("100"), of("151"), "twice");
    check(of("100"), of("125.500000001"), "moved");
    check(of("100"), of("74.5"), "moved");
    check(of("-10"), of("15.5"), "once");
    check(of("100"), Budget::Unlimited, "unlimited");
    check(of("100"), Budget::NotTold, "nothing to compare");
    check(Budget::NotTold, of("100"), "nothing to compare");
    check(of("100"), share("5"), "nothing to compare");
    check(share("40"), share("35"), "fell");
    check(share("40"), share("40"), "did not fall");
}

fn key(id: &str, name: &str, created_at: i64) -> Key {
    Key {
        id: KeyId(id.into()),
        name: Some(name.into()),
        redacted_value: None,
        created_at: Some(UnixSeconds(created_at)),
        last_used_at: None,
        expires_at: None,
        status: KeyStatus::Active,
        foundation: None,
        pool: None,
        owner: None,
        budget: Budget::Unlimited,
        subscription: None,
        raw: String::new(),
    }
}

#[test]
fn creations() {
    let known = [KeyId("k1".into()), KeyId("k2".into())];
    let old = || vec![key("k2", "CI", 20), key("k1", "other", 10)];
    let with = |mut new: Vec<Key>| {
        new.extend(old());
        new
    };
    let check = |seen: Vec<Key>, answered: Option<&str>, whole, expect| {
        let answered = answered.map(|id| KeyId(id.into()));
        assert_eq!(
            word(&created("CI", &known, answered.as_ref(), &seen, whole)),
            expect
        );
    };
    check(with(vec![]), None, true, "never");
    check(with(vec![]), Some("k3"), true, "never");
    check(with(vec![]), None, false, "never");
    check(with(vec![key("k3", "CI", 30)]), None, true, "once");
    check(with(vec![key("k3", "CI", 30)]), Some("k3"), false, "once");
    check(
        with(vec![key("k3", "renamed", 30)]),
        Some("k3"),
        true,
        "once",
    );
    check(
        with(vec![key("k3", "someone else's", 30)]),
        None,
        true,
        "never",
    );
    check(
        with(vec![key("k4", "CI", 31), key("k3", "CI", 30)]),
        Some("k4"),
        true,
        "twice",
    );
    check(
        with(vec![key("k3", "CI", 30), key("k3", "CI", 30)]),
        None,
        true,
        "once",
    );
    // The gateway ignored the order, and there is more: old keys of that name prove nothing.
    check(
        vec![key("k1", "x", 10), key("k7", "CI", 20)],
        None,
        false,
        "not found",
    );
    check(
        vec![key("k1", "x", 10), key("k7", "CI", 20)],
        Some("k7"),
        false,
        "once",
    );
    check(vec![], None, true, "never");
}

#[test]
fn the_newest_rows_must_fall_in_age_to_prove_anything() {
    let known = [KeyId("k1".into())];
    let check = |seen: &[Key], expect| assert_eq!(reaches_known(seen, &known), expect);
    check(&[key("k2", "", 20), key("k1", "", 10)], true);
    check(&[key("k1", "", 10), key("k2", "", 20)], false);
    check(&[key("k3", "", 20), key("k2", "", 10)], false);
    check(&[key("k1", "", 10)], false);
    check(&[], false);
}

#[test]
fn counts() {
    let check = |before, after, expect| {
        assert_eq!(word(&count(before, after)), expect, "{before:?} {after:?}")
    };
    check(Some(3), Some(4), "once");
    check(Some(3), Some(3), "never");
    check(Some(3), Some(5), "twice");
    check(Some(3), Some(2), "nothing to compare");
    check(None, Some(2), "nothing to compare");
    check(Some(3), None, "nothing to compare");
}

proptest! {
    #[test]
    fn a_limit_tells_how_often_an_amount_was_added(before in -10_i128.pow(20)..10_i128.pow(20), by in 1..10_i128.pow(20), times in 0_i128..4) {
        let budget = |nanos| Budget::Limited(Figures { limit: Some(Amount::computed(Usd::from_nanos(nanos))), ..Figures::default() });
        let after = budget(before + by * times);
        let expect = match times {
            0 => Landed::Never,
            1 => Landed::Once(After::Budget(after.clone())),
            2 => Landed::Twice(After::Budget(after.clone())),
            _ => Landed::CannotTell(Doubt::Moved(after.clone())),
        };
        prop_assert_eq!(limit(&budget(before), Usd::from_nanos(by), &after), expect);
    }
}

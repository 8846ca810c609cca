//! Before, change and after, a line per case.

use super::{After, Doubt, Landed, count, gone, limit, made, owner, pool, reaches, value};
use crate::api::gateway::Answer;
use crate::domain::budget::{Budget, Figures};
use crate::domain::ids::{PoolId, UserId};
use crate::domain::key::Key;
use crate::domain::key::tests::key as bare;
use crate::domain::money::{Amount, Usd};
use crate::domain::percent::Percent;
use crate::domain::pool::Owner;
use crate::domain::time::UnixSeconds;
use crate::gate::earlier::Earlier;
use crate::gate::seek::Sought;
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
        Landed::CannotTell(Doubt::PoolMoved(_) | Doubt::OwnerMoved(_)) => "moved",
        Landed::CannotTell(Doubt::OnlyPercentages { fell: true }) => "fell",
        Landed::CannotTell(Doubt::OnlyPercentages { fell: false }) => "did not fall",
        Landed::CannotTell(Doubt::NowUnlimited) => "unlimited",
        Landed::CannotTell(Doubt::NothingToCompare) => "nothing to compare",
        Landed::CannotTell(Doubt::NotFound) => "not found",
        Landed::CannotTell(Doubt::Overtaken) => "overtaken",
        Landed::CannotTell(Doubt::AccountNotKnown) => "account not known",
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
        name: Some(name.into()),
        created_at: Some(UnixSeconds(created_at)),
        ..bare(id)
    }
}

fn earlier(ids: &[&str], whole: bool) -> Earlier {
    Earlier {
        ids: ids.iter().map(|id| (*id).to_owned()).collect(),
        whole,
    }
}

#[test]
fn creations() {
    let earlier = earlier(&["k1", "k2"], true);
    let old = || vec![key("k2", "CI", 20), key("k1", "other", 10)];
    let with = |mut new: Vec<Key>| {
        new.extend(old());
        new
    };
    let check = |seen: Vec<Key>, answered: Option<&str>, whole, expect| {
        let seen: Vec<&Key> = seen.iter().collect();
        let landed = made("CI", &earlier, answered, &seen, whole).keys();
        assert_eq!(word(&landed), expect);
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
fn rows_past_those_that_were_read_before_may_be_old() {
    // Oldest first, whatever was asked for, and now the whole list.
    let check = |were_all, rows: &[&str], answered, expect| {
        let earlier = earlier(&["k1", "k2"], were_all);
        let known = ["k1", "k2"].map(|id| (id, "x"));
        let more = rows.iter().map(|id| (*id, "CI"));
        let rows = known.into_iter().chain(more).zip(1..);
        let rows: Vec<Key> = rows.map(|((id, name), age)| key(id, name, age)).collect();
        let landed = made(
            "CI",
            &earlier,
            answered,
            &rows.iter().collect::<Vec<_>>(),
            true,
        );
        assert_eq!(word(&landed.keys()), expect, "{were_all} {answered:?}");
    };
    check(false, &[], None, "never");
    check(false, &["old"], None, "not found");
    check(false, &["old", "new"], Some("new"), "once");
    check(true, &["new"], None, "once");
}

#[test]
fn the_newest_rows_must_fall_in_age_to_prove_anything() {
    let earlier = earlier(&["k1"], false);
    let check = |seen: &[Key], expect| {
        let seen: Vec<&Key> = seen.iter().collect();
        assert_eq!(reaches(&seen, &earlier), expect);
    };
    check(&[key("k2", "", 20), key("k1", "", 10)], true);
    check(&[key("k1", "", 10), key("k2", "", 20)], false);
    check(&[key("k3", "", 20), key("k2", "", 10)], false);
    check(&[key("k1", "", 10)], false);
    let jumbled = [key("k3", "", 30), key("k4", "", 40), key("k1", "", 10)];
    check(&jumbled, false);
    check(&[], false);
}

#[test]
fn values() {
    let answer = |redacted: &str| Answer {
        key: Some(Key {
            redacted_value: Some(redacted.into()),
            ..key("k", "CI", 1)
        }),
        ..Answer::default()
    };
    let check = |before, answered: Option<&str>, now, expect| {
        let answer = answered.map(answer);
        let landed = value(before, answer.as_ref(), now);
        assert_eq!(word(&landed), expect, "{before:?} {answered:?} {now:?}");
    };
    check(Some("…a"), Some("…b"), Some("…b"), "once");
    check(Some("…a"), None, Some("…b"), "once");
    check(Some("…a"), Some("…b"), Some("…a"), "never");
    check(Some("…a"), None, Some("…a"), "never");
    check(Some("…a"), Some("…b"), Some("…c"), "twice");
    check(None, Some("…b"), Some("…b"), "nothing to compare");
    check(Some("…a"), Some("…b"), None, "nothing to compare");
}

#[test]
fn pools_and_owners() {
    let check = |before: Option<&str>, to: Option<&str>, now: Option<&str>, expect| {
        let id = |id: Option<&str>| id.map(|id| PoolId(id.into()));
        let landed = pool(id(before).as_ref(), id(to).as_ref(), id(now).as_ref());
        assert_eq!(word(&landed), expect, "pool {before:?} {to:?} {now:?}");
        let person = |id: Option<&str>| {
            id.map(|id| Owner {
                id: Some(UserId(id.into())),
                name: None,
            })
        };
        let to = to.map(|id| UserId(id.into()));
        let landed = owner(person(before).as_ref(), to.as_ref(), person(now).as_ref());
        assert_eq!(word(&landed), expect, "owner {before:?} {to:?} {now:?}");
    };
    check(None, Some("a"), Some("a"), "once");
    check(None, Some("a"), None, "never");
    check(None, Some("a"), Some("b"), "moved");
    check(Some("a"), Some("b"), Some("a"), "never");
    check(Some("a"), Some("b"), None, "moved");
    check(Some("a"), None, None, "once");
    check(Some("a"), None, Some("a"), "never");
    let nameless = Owner {
        id: None,
        name: Some("Ada".into()),
    };
    let landed = owner(None, None, Some(&nameless));
    assert_eq!(word(&landed), "nothing to compare");
}

#[test]
fn deletions() {
    let check = |sought: Sought<Key>, expect| assert_eq!(word(&gone(&sought)), expect);
    check(Sought::Gone, "once");
    check(Sought::NotSeen, "not found");
    check(Sought::Here(Box::new(key("k", "CI", 1))), "never");
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

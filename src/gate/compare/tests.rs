//! Before, change and after, a line per case.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Made, Verdict, becomes, differs, made, reaches, rises};
use crate::call::Secret;
use crate::domain::budget::{Budget, Figures};
use crate::domain::ids::{Id, SpelledId, id};
use crate::domain::money::{Amount, Usd};
use crate::domain::percent::Percent;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::gate::tests::catalogue::{ITEMS, MADE, NAME};
use crate::gate::{After, Uncertainty};
use crate::records::{Response, Row};
use crate::schema::{Baseline, Known, Record, Ref, Value};

const FIELD: Id = id("field");

fn budget(figures: Figures) -> Value {
    Budget::Limited(figures).value()
}

fn of(limit: &str) -> Value {
    budget(Figures {
        limit: Amount::from_text(limit),
        ..Figures::default()
    })
}

fn share(used: &str) -> Value {
    budget(Figures {
        used_percent: Percent::from_text(used),
        ..Figures::default()
    })
}

fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Once(_) => "once",
        Verdict::Never => "never",
        Verdict::Twice(_) => "twice",
        Verdict::Uncertain(uncertainty) => match uncertainty {
            Uncertainty::ChangedElsewhere { .. } => "changed elsewhere",
            Uncertainty::OnlyPercentages { fell: true } => "fell",
            Uncertainty::OnlyPercentages { fell: false } => "did not fall",
            Uncertainty::NowUnlimited => "unlimited",
            Uncertainty::NothingToCompare => "nothing to compare",
            Uncertainty::Partly => "partly",
            Uncertainty::NotFound => "not found",
            Uncertainty::TooEarly
            | Uncertainty::Overtaken
            | Uncertainty::AccountNotKnown
            | Uncertainty::EarlierAttempt(_)
            | Uncertainty::ReadFailed(_) => "another",
        },
    }
}

#[test]
fn limits() {
    let by = Amount::computed(Usd::from_operator("25.5").expect("an amount")).value();
    let check = |before: Value, after: Value, expect| {
        let verdict = rises(&FIELD, &before, &by, &after);
        assert_eq!(word(&verdict), expect, "{before:?} {after:?}");
    };
    let not_told = || Budget::NotTold.value();
    check(of("100"), of("125.5"), "once");
    check(of("100"), of("100.000000000"), "never");
    check(of("100"), of("151"), "twice");
    check(of("100"), of("125.500000001"), "changed elsewhere");
    check(of("100"), of("74.5"), "changed elsewhere");
    check(of("-10"), of("15.5"), "once");
    check(of("100"), Budget::Unlimited.value(), "unlimited");
    check(of("100"), Value::Null, "unlimited");
    check(of("100"), not_told(), "nothing to compare");
    check(of("100"), Value::Missing, "nothing to compare");
    check(not_told(), of("100"), "nothing to compare");
    check(of("100"), share("5"), "nothing to compare");
    check(share("40"), share("35"), "fell");
    check(share("40"), share("40"), "did not fall");
}

#[test]
fn counts_and_quota() {
    let check = |before: Option<i64>, after: Option<i64>, expect| {
        let whole = |count: Option<i64>| count.map_or(Value::Missing, Known::value);
        let units = |count: Option<i64>| {
            count.map_or(Value::Missing, |count| QuotaUnits(count * 500).value())
        };
        let verdict = rises(&FIELD, &whole(before), &Value::Whole(1), &whole(after));
        assert_eq!(word(&verdict), expect, "{before:?} {after:?}");
        let by = QuotaUnits(500).value();
        let verdict = rises(&FIELD, &units(before), &by, &units(after));
        assert_eq!(word(&verdict), expect, "{before:?} {after:?}");
    };
    check(Some(3), Some(4), "once");
    check(Some(3), Some(3), "never");
    check(Some(3), Some(5), "twice");
    check(Some(3), Some(2), "changed elsewhere");
    check(Some(3), Some(6), "changed elsewhere");
    check(None, Some(2), "nothing to compare");
    check(Some(3), None, "nothing to compare");
    let verdict = rises(
        &FIELD,
        &Value::Whole(i64::MAX),
        &Value::Whole(i64::MAX),
        &Value::Whole(i64::MIN),
    );
    assert_eq!(word(&verdict), "changed elsewhere");
}

fn row(id: &str, name: &str, made: i64) -> Arc<Row> {
    let record = Record::default().with(&NAME, name.to_owned());
    Arc::new(Row {
        id: SpelledId::from(id),
        record: record.with(&MADE, UnixSeconds(made)),
        raw: "{}".into(),
        haystack: "".into(),
    })
}

fn baseline(ids: &[&str], whole: bool) -> Baseline {
    Baseline {
        ids: ids.iter().map(|id| (*id).to_owned()).collect(),
        whole,
    }
}

fn looked(
    baseline: &Baseline,
    answered: Option<&str>,
    rows: &[Arc<Row>],
    whole: bool,
    count: usize,
) -> &'static str {
    let seen: Vec<&Row> = rows.iter().map(AsRef::as_ref).collect();
    let made = made(&ITEMS, "CI", baseline, answered, &seen, whole);
    word(&made.verdict(count, answered))
}

#[test]
fn creations() {
    let baseline = baseline(&["k1", "k2"], true);
    let with = |mut new: Vec<Arc<Row>>| {
        new.extend([row("k2", "CI", 20), row("k1", "other", 10)]);
        new
    };
    let check = |seen: Vec<Arc<Row>>, answered: Option<&str>, whole, expect| {
        assert_eq!(looked(&baseline, answered, &seen, whole, 1), expect);
    };
    check(with(vec![]), None, true, "never");
    check(with(vec![]), Some("k3"), true, "never");
    check(with(vec![]), None, false, "never");
    check(with(vec![row("k3", "CI", 30)]), None, true, "once");
    check(with(vec![row("k3", "CI", 30)]), Some("k3"), false, "once");
    check(
        with(vec![row("k3", "renamed", 30)]),
        Some("k3"),
        true,
        "once",
    );
    check(
        with(vec![row("k3", "someone else's", 30)]),
        None,
        true,
        "never",
    );
    check(
        with(vec![row("k4", "CI", 31), row("k3", "CI", 30)]),
        Some("k4"),
        true,
        "twice",
    );
    check(
        with(vec![row("k3", "CI", 30), row("k3", "CI", 30)]),
        None,
        true,
        "once",
    );
    // The gateway ignored the order, and there is more: old rows of that name prove nothing.
    let jumbled = || vec![row("k1", "x", 10), row("k7", "CI", 20)];
    check(jumbled(), None, false, "not found");
    check(jumbled(), Some("k7"), false, "once");
    check(vec![], None, true, "never");
}

#[test]
fn several_creations() {
    let check = |names: &[&str], expect| {
        let rows = names.iter().enumerate();
        let rows: Vec<Arc<Row>> = rows
            .map(|(at, name)| row(&format!("k{at}"), name, 9))
            .collect();
        let baseline = baseline(&[], true);
        assert_eq!(looked(&baseline, None, &rows, true, 2), expect, "{names:?}");
    };
    check(&[], "never");
    check(&["other"], "never");
    check(&["CI"], "partly");
    check(&["CI", "CI"], "once");
    check(&["CI", "CI", "CI", "CI"], "twice");
}

#[test]
fn rows_past_those_that_were_read_before_may_be_old() {
    // Oldest first, whatever was asked for, and now the whole list.
    let check = |were_all, rows: &[&str], answered, expect| {
        let baseline = baseline(&["k1", "k2"], were_all);
        let known = ["k1", "k2"].map(|id| (id, "x"));
        let more = rows.iter().map(|id| (*id, "CI"));
        let rows = known.into_iter().chain(more).zip(1..);
        let rows: Vec<Arc<Row>> = rows.map(|((id, name), age)| row(id, name, age)).collect();
        let said = looked(&baseline, answered, &rows, true, 1);
        assert_eq!(said, expect, "{were_all} {answered:?}");
    };
    check(false, &[], None, "never");
    check(false, &["old"], None, "not found");
    check(false, &["old", "new"], Some("new"), "once");
    check(true, &["new"], None, "once");
}

#[test]
fn the_newest_rows_must_fall_in_age_to_prove_anything() {
    let baseline = baseline(&["k1"], false);
    let check = |seen: &[Arc<Row>], expect| {
        let seen: Vec<&Row> = seen.iter().map(AsRef::as_ref).collect();
        assert_eq!(reaches(&ITEMS, &seen, &baseline), expect);
    };
    check(&[row("k2", "", 20), row("k1", "", 10)], true);
    check(&[row("k1", "", 10), row("k2", "", 20)], false);
    check(&[row("k3", "", 20), row("k2", "", 10)], false);
    check(&[row("k1", "", 10)], false);
    let jumbled = [row("k3", "", 30), row("k4", "", 40), row("k1", "", 10)];
    check(&jumbled, false);
    check(&[], false);
}

#[test]
fn values() {
    let text = |text: Option<&str>| text.map_or(Value::Missing, |text| text.to_owned().value());
    let judged = |before: Option<&str>, response: Option<&Response>, now: Option<&str>| {
        word(&differs(&FIELD, &text(before), response, &text(now)))
    };
    let check = |before, answered: Option<&str>, now, expect| {
        let row = Row {
            record: Record::new(vec![(FIELD, text(answered))]),
            ..Row::clone(&row("k", "", 1))
        };
        let response = answered.map(|_| Response {
            row: Some(Arc::new(row)),
            ..Response::default()
        });
        let found = judged(before, response.as_ref(), now);
        assert_eq!(found, expect, "{before:?} {answered:?} {now:?}");
    };
    check(Some("…a"), Some("…b"), Some("…b"), "once");
    check(Some("…a"), None, Some("…b"), "once");
    check(Some("…a"), Some("…b"), Some("…a"), "never");
    check(Some("…a"), None, Some("…a"), "never");
    check(Some("…a"), Some("…b"), Some("…c"), "twice");
    check(None, Some("…b"), Some("…b"), "nothing to compare");
    check(Some("…a"), Some("…b"), None, "nothing to compare");
    // What the list shows is the same as before, and the response brought a value.
    let check = |shown: &str, value: &str, expect| {
        let response = Response {
            value: Some(Secret::new(value.to_owned())),
            ..Response::default()
        };
        let found = judged(Some(shown), Some(&response), Some(shown));
        assert_eq!(found, expect, "{shown} {value}");
    };
    check("sk-ok-...", "sk-ok-7719f2c", "once");
    check("sk-****f2c", "sk-ok-7719f2c", "once");
    check("********", "sk-ok-7719f2c", "once");
    check("sk-****a01", "sk-ok-7719f2c", "never");
    check("sk-live-***", "sk-ok-7719f2c", "never");
    check("sk-ok-7719f2c", "sk-ok-7719f2c", "never");
}

#[test]
fn what_becomes_of_a_field() {
    let reference = |id_text: Option<&str>| match id_text {
        None => Value::Null,
        Some(text) => Ref {
            of: id("boxes"),
            id: (text != "nameless").then(|| SpelledId::from(text)),
            name: Some("Ada".into()),
        }
        .value(),
    };
    let check = |before: Option<&str>, to: Option<&str>, now: Option<&str>, expect| {
        let [was, should, is] = [before, to, now].map(reference);
        let verdict = becomes(&FIELD, &was, &should, &is);
        assert_eq!(word(&verdict), expect, "{before:?} {to:?} {now:?}");
    };
    check(None, Some("a"), Some("a"), "once");
    check(None, Some("a"), None, "never");
    check(None, Some("a"), Some("b"), "changed elsewhere");
    check(Some("a"), Some("b"), Some("a"), "never");
    check(Some("a"), Some("b"), None, "changed elsewhere");
    check(Some("a"), None, None, "once");
    check(Some("a"), None, Some("a"), "never");
    check(None, None, Some("nameless"), "nothing to compare");
    let unreadable = Value::Unreadable("?".into());
    let verdict = becomes(&FIELD, &unreadable, &Value::Null, &unreadable);
    assert_eq!(word(&verdict), "nothing to compare");
}

#[test]
fn what_the_rows_do_not_tell() {
    assert_eq!(word(&Made::NotFound.verdict(1, None)), "not found");
}

proptest! {
    #[test]
    fn a_limit_tells_how_often_an_amount_was_added(before in -10_i128.pow(20)..10_i128.pow(20), by in 1..10_i128.pow(20), times in 0_i128..4) {
        let of = |nanos| budget(Figures {
            limit: Some(Amount::computed(Usd::from_nanos(nanos))),
            ..Figures::default()
        });
        let by_value = Amount::computed(Usd::from_nanos(by)).value();
        let verdict = rises(&FIELD, &of(before), &by_value, &of(before + by * times));
        let expect = match times {
            0 => "never",
            1 => "once",
            2 => "twice",
            _ => "changed elsewhere",
        };
        prop_assert_eq!(word(&verdict), expect);
    }
}

#[test]
fn which_of_two_the_response_named() {
    let made = Made::Rows(vec!["k3".into(), "k2".into()]);
    let check = |answered, expect: After| match made.verdict(1, answered) {
        Verdict::Twice(after) => assert_eq!(after, [expect], "{answered:?}"),
        verdict => panic!("{verdict:?}"),
    };
    let twice = |answered: &str, other: &str| After::MadeTwice {
        answered: answered.to_owned(),
        others: vec![other.to_owned()],
    };
    check(Some("k2"), twice("k2", "k3"));
    check(Some("k3"), twice("k3", "k2"));
    let both = || After::Made(vec!["k3".to_owned(), "k2".to_owned()]);
    check(None, both());
    check(Some("k9"), both());
}

//! Before, change and after, a line per case.

use std::sync::Arc;

use proptest::prelude::*;

use super::{NewRows, Verdict, becomes, differs, lists, new_rows, reaches, rises};
use crate::call::Secret;
use crate::domain::budget::{Budget, Figures};
use crate::domain::ids::{Id, SpelledId, id};
use crate::domain::money::{Amount, Usd};
use crate::domain::percent::Percent;
use crate::domain::quota::QuotaUnits;
use crate::domain::table::{check_table, parts};
use crate::domain::time::UnixSeconds;
use crate::gate::tests::catalogue::{ITEMS, MADE, NAME};
use crate::gate::{After, Uncertainty};
use crate::records::{Response, Row};
use crate::schema::{Baseline, FieldValue, Record, Ref, Value};

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

/// Makes a budget: a limit, or the share that is used.
fn reported_budget(text: &str) -> Value {
    match text {
        "unlimited" => Budget::Unlimited.value(),
        "untold" => Budget::NotTold.value(),
        "null" => Value::Null,
        "missing" => Value::Missing,
        text => text.strip_suffix('%').map_or_else(|| of(text), share),
    }
}

#[test]
fn limits() {
    let by = Amount::computed(Usd::from_operator("25.5").expect("an amount")).value();
    check_table(
        r##"
        100 | 125.5 => once
        100 | 100.000000000 => never
        100 | 151 => twice
        100 | 125.500000001 => changed elsewhere
        100 | 74.5 => changed elsewhere
        -10 | 15.5 => once
        100 | unlimited => unlimited
        100 | null => unlimited
        100 | untold => nothing to compare
        100 | missing => nothing to compare
        untold | 100 => nothing to compare
        100 | 5% => nothing to compare
        40% | 35% => fell
        40% | 40% => did not fall
        "##,
        |input| {
            let [before, after] = parts(input).map(reported_budget);
            word(&rises(&FIELD, &before, &by, &after)).to_owned()
        },
    );
}

#[test]
fn counts_and_quota() {
    let count = |text: &str| text.parse::<i64>().ok();
    let whole = |count: Option<i64>| count.map_or(Value::Missing, FieldValue::value);
    let units = |count: Option<i64>| whole_units(count.map(|count| count * 500));
    check_table(
        r##"
        3 | 4 => once
        3 | 3 => never
        3 | 5 => twice
        3 | 2 => changed elsewhere
        3 | 6 => changed elsewhere
        - | 2 => nothing to compare
        3 | - => nothing to compare
        "##,
        |input| {
            let [before, after] = parts(input).map(count);
            let counted = rises(&FIELD, &whole(before), &Value::Whole(1), &whole(after));
            let by = QuotaUnits(500).value();
            let quota = rises(&FIELD, &units(before), &by, &units(after));
            assert_eq!(word(&counted), word(&quota), "{input}");
            word(&counted).to_owned()
        },
    );
    let most = Value::Whole(i64::MAX);
    let verdict = rises(&FIELD, &most, &most, &Value::Whole(i64::MIN));
    assert_eq!(word(&verdict), "changed elsewhere");
}

fn whole_units(units: Option<i64>) -> Value {
    units.map_or(Value::Missing, |units| QuotaUnits(units).value())
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

/// What rows such as `k3 CI 30` say of an item “CI”: its id, name and age.
fn looked(baseline: &Baseline, rows: &str, returned: &str, whole: bool, count: usize) -> String {
    let rows = rows.split(',').map(str::trim).filter(|row| !row.is_empty());
    let rows: Vec<Arc<Row>> = rows
        .map(|line| {
            let [id, name, age] = line.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            row(id, name, age.parse().expect("an age"))
        })
        .collect();
    let seen: Vec<&Row> = rows.iter().map(AsRef::as_ref).collect();
    let returned = Some(returned).filter(|id| *id != "-");
    let made = new_rows(&ITEMS, "CI", baseline, returned, &seen, whole);
    word(&made.verdict(count, returned)).to_owned()
}

#[test]
fn creations() {
    // Besides what is new there are “k2 CI 20” and “k1 other 10”.
    let known = baseline(&["k1", "k2"], true);
    check_table(
        r##"
        k2 CI 20, k1 other 10 | - | whole => never
        k2 CI 20, k1 other 10 | k3 | whole => never
        k2 CI 20, k1 other 10 | - | part => never
        k3 CI 30, k2 CI 20, k1 other 10 | - | whole => once
        k3 CI 30, k2 CI 20, k1 other 10 | k3 | part => once
        k3 renamed 30, k2 CI 20, k1 other 10 | k3 | whole => once
        k3 another's 30, k2 CI 20, k1 other 10 | - | whole => never
        k4 CI 31, k3 CI 30, k2 CI 20, k1 other 10 | k4 | whole => twice
        k3 CI 30, k3 CI 30, k2 CI 20, k1 other 10 | - | whole => once
        # The gateway ignored the order, and there is more: old rows of that name prove nothing.
        k1 x 10, k7 CI 20, k2 CI 20, k1 other 10 | - | part => not found
        k1 x 10, k7 CI 20, k2 CI 20, k1 other 10 | k7 | part => once
        | - | whole => never
        "##,
        |input| {
            let [rows, returned, whole] = parts(input);
            looked(&known, rows, returned, whole == "whole", 1)
        },
    );
}

#[test]
fn several_creations() {
    let check = |rows: &str, expect| {
        let said = looked(&baseline(&[], true), rows, "-", true, 2);
        assert_eq!(said, expect, "{rows}");
    };
    check("", "never");
    check("k0 other 9", "never");
    check("k0 CI 9", "partly");
    check("k0 CI 9, k1 CI 9", "once");
    check("k0 CI 9, k1 CI 9, k2 CI 9, k3 CI 9", "twice");
}

#[test]
fn rows_past_those_that_were_read_before_may_be_old() {
    // Oldest first, whatever was asked for, and now the whole list.
    let check = |were_all, more: &str, returned, expect| {
        let baseline = baseline(&["k1", "k2"], were_all);
        let rows = format!("k1 x 1, k2 x 2{more}");
        let said = looked(&baseline, &rows, returned, true, 1);
        assert_eq!(said, expect, "{were_all} {returned:?}");
    };
    check(false, "", "-", "never");
    check(false, ", old CI 3", "-", "not found");
    check(false, ", old CI 3, new CI 4", "new", "once");
    check(true, ", new CI 3", "-", "once");
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
    // Before, in the response, and now.
    check_table(
        r##"
        …a | …b | …b => once
        …a | - | …b => once
        …a | …b | …a => never
        …a | - | …a => never
        …a | …b | …c => twice
        - | …b | …b => nothing to compare
        …a | …b | - => nothing to compare
        "##,
        |input| {
            let [before, returned, now] = parts(input).map(|text| match text {
                "-" => Value::Missing,
                text => text.to_owned().value(),
            });
            let row = Row {
                record: Record::new(vec![(FIELD, returned.clone())]),
                ..Row::clone(&row("k", "", 1))
            };
            let response = returned.is_present().then(|| Response {
                row: Some(Arc::new(row)),
                ..Response::default()
            });
            word(&differs(&FIELD, &before, response.as_ref(), &now)).to_owned()
        },
    );
    // What the list shows now as before, and the value that the response brought.
    check_table(
        r##"
        sk-ok-... | sk-ok-7719f2c => once
        sk-****f2c | sk-ok-7719f2c => once
        ******** | sk-ok-7719f2c => once
        sk-****a01 | sk-ok-7719f2c => never
        sk-live-*** | sk-ok-7719f2c => never
        sk-ok-7719f2c | sk-ok-7719f2c => never
        "##,
        |input| {
            let [shown, value] = parts(input);
            let response = Response {
                value: Some(Secret::new(value.to_owned())),
                ..Response::default()
            };
            let shown = shown.to_owned().value();
            word(&differs(&FIELD, &shown, Some(&response), &shown)).to_owned()
        },
    );
}

#[test]
fn what_becomes_of_a_field() {
    let reference = |of: &str| match of {
        "-" => Value::Null,
        "?" => Value::Unreadable("?".into()),
        "none" => Value::Missing,
        of => Value::Ref(Box::new(Ref {
            of: id("boxes"),
            id: (of != "nameless").then(|| SpelledId::from(of)),
            name: Some("Ada".into()),
        })),
    };
    // Before, as it should be, and now.
    check_table(
        r##"
        - | a | a => once
        - | a | - => never
        - | a | b => changed elsewhere
        a | b | a => never
        a | b | - => changed elsewhere
        a | - | - => once
        a | - | a => never
        - | - | nameless => nothing to compare
        ? | - | ? => nothing to compare
        # Not told at all.
        none | a | none => nothing to compare
        - | a | none => nothing to compare
        "##,
        |input| {
            let [was, should, is] = parts(input).map(reference);
            word(&becomes(&FIELD, &was, &should, &is)).to_owned()
        },
    );
}

#[test]
fn what_the_rows_do_not_tell() {
    assert_eq!(word(&NewRows::NotFound.verdict(1, None)), "not found");
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
    let made = NewRows::Found(vec!["k3".into(), "k2".into()]);
    let check = |returned, expect: After| match made.verdict(1, returned) {
        Verdict::Twice(after) => assert_eq!(after, [expect], "{returned:?}"),
        verdict => panic!("{verdict:?}"),
    };
    let twice = |returned: &str, other: &str| After::CreatedTwice {
        returned: returned.to_owned(),
        others: vec![other.to_owned()],
    };
    check(Some("k2"), twice("k2", "k3"));
    check(Some("k3"), twice("k3", "k2"));
    let both = || After::Created(vec!["k3".to_owned(), "k2".to_owned()]);
    check(None, both());
    check(Some("k9"), both());
}

#[test]
fn a_list_holds_what_it_should() {
    check_table(
        r##"
        default Azure vip | default vip Azure => as it should be
        default Azure vip | default vip svip Azure azure => besides azure svip
        default vip | default => not
        default Azure | default azure => not
         |  => as it should be
        "##,
        |line| {
            let [expected, listed] = parts(line);
            let expected: Vec<String> = expected.split_whitespace().map(str::to_owned).collect();
            let listed: Vec<&str> = listed.split_whitespace().collect();
            match lists(&expected, &listed) {
                Verdict::Once(after) => match &after[0] {
                    After::ListedBesides(ids) => format!("besides {}", ids.join(" ")),
                    _ => "as it should be".to_owned(),
                },
                _ => "not".to_owned(),
            }
        },
    );
}

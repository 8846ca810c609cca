//! Lines of a drawer and values inside sentences.

use super::{Fact, exact, exact_in, facts};
use crate::domain::time::UnixSeconds;
use crate::records::draw::{Shown, View};
use crate::records::sample::{THINGS, record};
use crate::schema::FieldSpec;
use crate::words::{Language, Say};

fn view(language: Language) -> View<'static> {
    View {
        language,
        now: UnixSeconds(1_000),
        stamp: &|at| format!("{} UTC", at.wall_clock(0)),
        label: &|resource, id| (resource == "groups" && id == "g1").then(|| "Team A".to_owned()),
    }
}

fn field(id: &str) -> &'static FieldSpec {
    THINGS.field(id).expect("the sample has the field")
}

fn line(fact: &Fact) -> String {
    let shown = match &fact.shown {
        Shown::Figure {
            text, approximate, ..
        } => format!("{}{text}", if *approximate { "≈" } else { "" }),
        Shown::Meter { percent, words } => format!("meter {percent} {words}"),
        Shown::Text(text) | Shown::Mono(text) | Shown::Faint(text) => text.clone(),
        Shown::Badge { word, .. } => word.clone(),
        Shown::Moment(at) => format!("at {}", at.0),
        Shown::Dash => "–".to_owned(),
    };
    let mut line = format!("{}: {shown}", fact.label.say(Language::English));
    if let Some(note) = &fact.note {
        line += &format!(" [{note}]");
    }
    if let Some((of, id)) = &fact.link {
        line += &format!(" → {of}/{id}");
    }
    line.replace('\u{a0}', " ")
}

#[test]
fn facts_of_each_kind() {
    let check = |fields: &str, id: &str, expect: &[&str]| {
        let got = facts(field(id), &record(fields), &view(Language::English));
        let got: Vec<String> = got.iter().map(line).collect();
        assert_eq!(got, expect, "{fields}");
    };
    check("", "name", &["Name: –"]);
    check(r#""name":"A""#, "name", &["Name: A"]);
    check(r#""name":[]"#, "name", &["Name: unreadable [[]]"]);
    check(r#""price_usd":"25.5""#, "price", &["Price: 25.50 USD"]);
    check(
        r#""price_usd":25.5"#,
        "price",
        &["Price: ≈25.50 USD [25.5 · sent as a number, so the gateway may have rounded it]"],
    );
    check(
        r#""price_usd":"1.0000000001""#,
        "price",
        &["Price: ≈1.00 USD [1.0000000001 · more than nine decimals; rounded here for sums]"],
    );
    check(r#""pace":"2.50""#, "pace", &["Pace: 2.50 s"]);
    check(r#""ends_at":7"#, "ends", &["Expires: at 7"]);
    check(
        r#""ends_at":"2024-03-26""#,
        "ends",
        &["Expires: at 1711497599 [the end of that day, UTC]"],
    );
    check(r#""ends_at":-1"#, "ends", &["Expires: Never"]);
    check(
        r#""group_id":"g1""#,
        "group",
        &["Group: Team A [g1] → groups/g1"],
    );
    check(r#""group_id":"g2""#, "group", &["Group: g2 → groups/g2"]);
    check(r#""owner":"Ada""#, "owner", &["Owner: Ada"]);
    check(r#""owner":null"#, "owner", &["Owner: No owner"]);
    check("", "owner", &["Owner: –"]);
    check(
        r#""window":{"used_percent":40,"resets_at":1001}"#,
        "window",
        &["Five hours: meter 40 40 %", "Resets: at 1001"],
    );
    check(
        r#""window":{"used_percent":40,"resets_at":999}"#,
        "window",
        &["Five hours: The window is over; its figure says nothing about now."],
    );
    check("", "remaining", &[]);
}

#[test]
fn facts_of_a_budget() {
    let check = |budget: &str, expect: &[&str]| {
        let fields = format!("\"budget\":{budget}");
        let got = facts(field("budget"), &record(&fields), &view(Language::English));
        let got: Vec<String> = got.iter().map(line).collect();
        assert_eq!(got, expect, "{budget}");
    };
    check("null", &["Limit: No limit"]);
    check("\"\"", &["Limit: not reported"]);
    check("{}", &["Limit: not reported"]);
    check("\"$5\"", &["Budget: unreadable [\"$5\"]"]);
    check(
        r#"{"limit_usd":"50200.000000000","used_usd":"751.154232800"}"#,
        &[
            "Used: meter 1 1.4 %",
            "Limit: 50 200.00 USD",
            "Spent: 751.1542328 USD",
            "Remaining: 49 448.8457672 USD",
        ],
    );
    check(
        r#"{"used_percent":40,"remaining_percent":60}"#,
        &["Used: meter 40 40 %"],
    );
    check(
        r#"{"used_percent":40,"remaining_percent":40}"#,
        &["Used: meter 40 40 % [Used and remaining do not add up. Used is shown.]"],
    );
    check(
        r#"{"limit_usd":"10","used_usd":"3","remaining_usd":"9"}"#,
        &[
            "Used: meter 30 30 % [Used and remaining do not add up. Used is shown.]",
            "Limit: 10.00 USD",
            "Spent: 3.00 USD",
            "Remaining: 9.00 USD",
        ],
    );
}

#[test]
fn values_inside_sentences() {
    let check = |fields: &str, id: &str, english: &str, chinese: &str| {
        for (language, expect) in [(Language::English, english), (Language::Chinese, chinese)] {
            let record = record(fields);
            let got = exact_in(field(id), record.value(id), &view(language));
            assert_eq!(got.replace('\u{a0}', " "), expect, "{fields}");
        }
    };
    let both = |fields: &str, id: &str, expect: &str| check(fields, id, expect, expect);
    check("", "name", "not reported", "未提供");
    check(r#""name":null"#, "name", "none", "无");
    check(r#""ends_at":0"#, "ends", "Never", "永不");
    check(r#""status":"active""#, "status", "Active", "正常");
    both(r#""status":"Odd""#, "status", "Odd");
    both(r#""price_usd":"25.5""#, "price", "25.50 USD");
    both(r#""share_percent":12.345"#, "share", "12.345 %");
    both(r#""share_percent":40"#, "share", "40 %");
    both(r#""pace":2.50"#, "pace", "2.50 s");
    both(r#""ends_at":7"#, "ends", "1970-01-01 00:00:07 UTC");
    both(r#""group_id":"g1""#, "group", "Team A");
    check(r#""tags":["a","b"]"#, "tags", "a, b", "a、b");
    check(r#""is_ready":false"#, "ready", "no", "否");
    check(r#""budget":null"#, "budget", "No limit", "无限额");
    both(r#""budget":{"limit_usd":"100"}"#, "budget", "100.00 USD");
    check(
        r#""budget":{"used_percent":40}"#,
        "budget",
        "40 % used",
        "已用 40 %",
    );
    let record = record(r#""status":"active""#);
    let raw = exact(record.value("status"), &view(Language::English));
    assert_eq!(
        raw, "active",
        "without its field a status is the gateway's word"
    );
}

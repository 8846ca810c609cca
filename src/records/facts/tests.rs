//! Lines of a drawer and values inside sentences.

use super::{Fact, exact, exact_in, facts};
use crate::domain::table::{check_table, parts};
use crate::domain::time::UnixSeconds;
use crate::records::draw::{Shown, View};
use crate::records::sample::{THINGS, record};
use crate::schema::FieldSpec;
use crate::words::{Language, Say};

fn view(language: Language) -> View<'static> {
    View {
        quota: None,
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

fn said(id: &str, fields: &str) -> String {
    let got = facts(field(id), &record(fields), &view(Language::English));
    got.iter().map(line).collect::<Vec<_>>().join(" / ")
}

#[test]
fn facts_of_each_kind() {
    check_table(
        r##"
    name |  => Name: –
    name | "name":"A" => Name: A
    name | "name":[] => Name: unreadable [[]]
    price | "price_usd":"25.5" => Price: 25.50 USD
    price | "price_usd":25.5 => Price: ≈25.50 USD [25.5 · sent as a number, so the gateway may have rounded it]
    price | "price_usd":"1.0000000001" => Price: ≈1.00 USD [1.0000000001 · more than nine decimals; rounded here for sums]
    pace | "pace":"2.50" => Pace: 2.50 s
    ends | "ends_at":7 => Expires: at 7
    ends | "ends_at":"2024-03-26" => Expires: at 1711497599 [the end of that day, UTC]
    ends | "ends_at":-1 => Expires: Never
    group | "group_id":"g1" => Group: Team A [g1] → groups/g1
    group | "group_id":"g2" => Group: g2 → groups/g2
    owner | "owner":"Ada" => Owner: Ada
    owner | "owner":null => Owner: No owner
    owner |  => Owner: not reported
    owner | "owner":"" => Owner: not reported
    window | "window":{"used_percent":40,"resets_at":1001} => Five hours: meter 40 40 % / Resets: at 1001
    window | "window":{"used_percent":40,"resets_at":999} => Five hours: The window is over; its figure says nothing about now.
    remaining |  => 
    "##,
        |input| {
            let [id, fields] = parts(input);
            said(id, fields)
        },
    );
}

#[test]
fn facts_of_a_budget() {
    check_table(
        r##"
    null => Limit: No limit
    "" => Limit: not reported
    {} => Limit: not reported
    "$5" => Budget: unreadable ["$5"]
    {"limit_usd":"50200.000000000","used_usd":"751.154232800"} => Used: meter 1 1.4 % / Limit: 50 200.00 USD / Spent: 751.1542328 USD / Remaining: 49 448.8457672 USD
    {"used_percent":40,"remaining_percent":60} => Used: meter 40 40 %
    {"used_percent":40,"remaining_percent":40} => Used: meter 40 40 % [Used and remaining do not add up. Used is shown.]
    {"limit_usd":"10","used_usd":"3","remaining_usd":"9"} => Used: meter 30 30 % [Used and remaining do not add up. Used is shown.] / Limit: 10.00 USD / Spent: 3.00 USD / Remaining: 9.00 USD
    "##,
        |budget| said("budget", &format!("\"budget\":{budget}")),
    );
}

#[test]
fn values_inside_sentences() {
    // The Chinese words stand where they differ.
    check_table(
        r##"
    name |  => not reported ~ 未提供
    name | "name":null => none ~ 无
    ends | "ends_at":0 => Never ~ 永不
    status | "status":"active" => Active ~ 正常
    status | "status":"Odd" => Odd
    price | "price_usd":"25.5" => 25.50 USD
    share | "share_percent":12.345 => 12.345 %
    share | "share_percent":40 => 40 %
    pace | "pace":2.50 => 2.50 s
    ends | "ends_at":7 => 1970-01-01 00:00:07 UTC
    group | "group_id":"g1" => Team A
    tags | "tags":["a","b"] => a, b ~ a、b
    ready | "is_ready":false => no ~ 否
    budget | "budget":null => No limit ~ 无限额
    budget | "budget":{"limit_usd":"100"} => 100.00 USD
    budget | "budget":{"used_percent":40} => 40 % used ~ 已用 40 %
    "##,
        |input| {
            let [id, fields] = parts(input);
            let record = record(fields);
            let [english, chinese] = Language::ALL.map(|language| {
                let said = exact_in(field(id), record.value(id), &view(language));
                said.replace('\u{a0}', " ")
            });
            match english == chinese {
                true => english,
                false => format!("{english} ~ {chinese}"),
            }
        },
    );

    let record = record(r#""status":"active""#);
    let raw = exact(record.value("status"), &view(Language::English));
    assert_eq!(
        raw, "active",
        "without its field a status is the gateway's word"
    );
}

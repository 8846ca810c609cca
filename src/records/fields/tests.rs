//! Rows as gateways send them: each kind of field, and what is odd.

use proptest::prelude::*;

use super::{Line, Value, read_row};
use crate::domain::table::check_table;
use crate::records::sample::{THINGS, any_json, json, record};

/// A value in one word.
fn word(value: &Value) -> String {
    match value {
        Value::Missing => "missing".to_owned(),
        Value::Null => "null".to_owned(),
        Value::Unreadable(raw) => format!("odd {raw}"),
        Value::Text(text) if text.ends_with(' ') => format!("{text:?}"),
        Value::Text(text) => text.clone(),
        Value::Truth(truth) => truth.to_string(),
        Value::Whole(whole) => whole.to_string(),
        Value::Decimal(decimal) => format!("{}{}", decimal.text, decimal.unit),
        Value::Amount(amount) => format!("{} {:?}", amount.value.plain(), amount.precision),
        Value::QuotaUnits(units) => units.0.to_string(),
        Value::Percent(percent) => percent.thousandths().to_string(),
        Value::Time(time) => time.0.to_string(),
        Value::Words(words) => words.join("|"),
        Value::Document(document) => document.0.clone(),
        Value::Budget(_) | Value::Window(_) | Value::Ref(_) => format!("{value:?}"),
    }
}

#[test]
fn each_kind_of_field() {
    check_table(
        r##"
    name |  => missing
    name | "name":"" => missing
    name | "name":null => null
    name | "name":"Ünit" => Ünit
    name | "name":7.50 => 7.50
    name | "name":{"a":1} => odd {"a":1}
    masked | "maskedValue":"sk-...a" => sk-...a
    status | "status":" Active " => active
    status | "status":"Quarantined " => "Quarantined " 
    status | "status":3 => 3
    status | "status":[] => odd []
    size | "size":"3" => 3
    size | "parts":[1,2] => 2
    size | "size":null,"parts":[1,2] => 2
    size | "size":"many" => odd "many"
    ready | "isReady":0 => false
    ready | "is_ready":"maybe" => odd "maybe"
    made | "made_at":1711471533 => 1711471533
    ends | "ends_at":0 => null
    ends | "ends_at":-1 => null
    ends | "ends_at":"2024-03-26" => 1711497599
    ends | "ends_at":253402300799 => 253402300799
    ends | "ends_at":"yesterday" => odd "yesterday"
    ends | "ends_at":1e30 => odd 1e+30
    price | "price_usd":"1.50" => 1.5 Exact
    price | "price_usd":1.50 => 1.5 Approximate
    price | "price_usd":"1.0000000001" => 1 Rounded
    price | "price_usd":"NaN" => odd "NaN"
    quota | "quota":500000 => 500000
    quota | "quota":0.5 => odd 0.5
    pace | "pace":2.50 => 2.50s
    pace | "pace":"fast" => odd "fast"
    share | "share_percent":12.5 => 12500
    share | "shareRatio":"0.125" => 12500
    window | "window":35 => odd 35
    tags | "tags":["a",1,{"name":"b"}] => a|1|b
    tags | "tags":"a, b,," => a|b
    tags | "tags":[[]] => odd [[]]
    note | "settings":"{ \"a\": 1.50 }" => { "a": 1.50 }
    note | "settings":{"a":1.50} => {"a":1.50}
    note | "settings":7 => odd 7
    large | "size":10 => true
    large | "size":10,"large":false => false
    large |  => missing
    enabled | "disabled":true,"enabled":true => false
    enabled | "enabled":true => true
    "##,
        |input| {
            let (field, fields) = input.split_once('|').expect("a field and a row");
            word(record(fields).value(field.trim()))
        },
    );
}

#[test]
fn rows_that_cannot_be_read() {
    let check = |text: &str, expect: &str| match read_row(&THINGS, &json(text)) {
        Line::Row(row) => panic!("{row:?}"),
        Line::Unreadable(unreadable) => assert_eq!(unreadable.why, expect),
    };
    check("7", "the row is no object");
    check("{}", "the row has no id");
    check(r#"{"id":null}"#, "the row has no id");
    check(r#"{"id":{},"name":"A"}"#, "the row has no id");
}

#[test]
fn secrets_never_reach_a_row() {
    let text = r#"{"id":"a","name":{"session_token":"canary"},"value":"canary","settings":{"apiKey":"canary"},"masked_value":"sk-...a","colour":"red"}"#;
    let Line::Row(row) = read_row(&THINGS, &json(text)) else {
        panic!("a row")
    };
    assert!(!format!("{row:?}").contains("canary"), "{row:?}");
    assert!(row.raw.contains("red"), "other extra fields stay");
    assert!(!row.raw.contains('\n'), "one line");
}

proptest! {
    #[test]
    fn no_row_panics(json in any_json()) {
        let _ = read_row(&THINGS, &json);
    }

    #[test]
    fn every_object_with_an_id_is_a_row(
        json in any_json(),
        field in "name|status|size|is_ready|made_at|ends_at|price_usd|quota|pace|share_percent|budget|window|owner|group_id|tags|settings",
    ) {
        let object = serde_json::json!({ "id": "a", field: json });
        prop_assert!(read_row(&THINGS, &object).row().is_some());
    }
}

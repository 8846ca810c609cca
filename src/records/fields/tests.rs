//! Rows as gateways send them: each kind of field, and what is odd.

use proptest::prelude::*;

use super::{Line, Value, read_row};
use crate::records::sample::{THINGS, any_json, json, record};

/// A value in one word.
fn word(value: &Value) -> String {
    match value {
        Value::Missing => "missing".to_owned(),
        Value::Null => "null".to_owned(),
        Value::Unreadable(raw) => format!("odd {raw}"),
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
    let check = |fields: &str, field: &str, expect: &str| {
        let record = record(fields);
        assert_eq!(word(record.value(field)), expect, "{fields}");
    };
    check("", "name", "missing");
    check(r#""name":"""#, "name", "missing");
    check(r#""name":null"#, "name", "null");
    check(r#""name":"Ünit""#, "name", "Ünit");
    check(r#""name":7.50"#, "name", "7.50");
    check(r#""name":{"a":1}"#, "name", r#"odd {"a":1}"#);
    check(r#""maskedValue":"sk-...a""#, "masked", "sk-...a");
    check(r#""status":" Active ""#, "status", "active");
    check(r#""status":"Quarantined ""#, "status", "Quarantined ");
    check(r#""status":3"#, "status", "3");
    check(r#""status":[]"#, "status", "odd []");
    check(r#""size":"3""#, "size", "3");
    check(r#""parts":[1,2]"#, "size", "2");
    check(r#""size":null,"parts":[1,2]"#, "size", "2");
    check(r#""size":"many""#, "size", r#"odd "many""#);
    check(r#""isReady":0"#, "ready", "false");
    check(r#""is_ready":"maybe""#, "ready", r#"odd "maybe""#);
    check(r#""made_at":1711471533"#, "made", "1711471533");
    check(r#""ends_at":0"#, "ends", "null");
    check(r#""ends_at":-1"#, "ends", "null");
    check(r#""ends_at":"2024-03-26""#, "ends", "1711497599");
    check(r#""ends_at":253402300799"#, "ends", "253402300799");
    check(r#""ends_at":"yesterday""#, "ends", r#"odd "yesterday""#);
    check(r#""ends_at":1e30"#, "ends", "odd 1e+30");
    check(r#""price_usd":"1.50""#, "price", "1.5 Exact");
    check(r#""price_usd":1.50"#, "price", "1.5 Approximate");
    check(r#""price_usd":"1.0000000001""#, "price", "1 Rounded");
    check(r#""price_usd":"NaN""#, "price", r#"odd "NaN""#);
    check(r#""quota":500000"#, "quota", "500000");
    check(r#""quota":0.5"#, "quota", "odd 0.5");
    check(r#""pace":2.50"#, "pace", "2.50s");
    check(r#""pace":"fast""#, "pace", r#"odd "fast""#);
    check(r#""share_percent":12.5"#, "share", "12500");
    check(r#""shareRatio":"0.125""#, "share", "12500");
    check(r#""window":35"#, "window", "odd 35");
    check(r#""tags":["a",1,{"name":"b"}]"#, "tags", "a|1|b");
    check(r#""tags":"a, b,,""#, "tags", "a|b");
    check(r#""tags":[[]]"#, "tags", "odd [[]]");
    check(
        r#""settings":"{ \"a\": 1.50 }""#,
        "note",
        r#"{ "a": 1.50 }"#,
    );
    check(r#""settings":{"a":1.50}"#, "note", r#"{"a":1.50}"#);
    check(r#""settings":7"#, "note", "odd 7");
    check(r#""size":10"#, "large", "true");
    check(r#""size":10,"large":false"#, "large", "false");
    check("", "large", "missing");
    check(r#""disabled":true,"enabled":true"#, "enabled", "false");
    check(r#""enabled":true"#, "enabled", "true");
}

#[test]
fn an_odd_field_does_not_cost_its_row() {
    let check = |budget: &str, expect: &str| {
        let record = record(&format!(r#""name":"A","budget":{budget}"#));
        assert_eq!(word(record.value("budget")), expect);
        assert_eq!(word(record.value("name")), "A");
    };
    check(r#""NaN""#, r#"odd "NaN""#);
    check(r#""$5""#, r#"odd "$5""#);
    check(
        r#"{"limit_usd":"1,000.00"}"#,
        r#"odd {"limit_usd":"1,000.00"}"#,
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

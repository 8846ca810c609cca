//! What the rules of keys say of a row.

use super::KEYS;
use super::fields::{
    CREATED_AT, EXPIRES_AT, FIVE_HOUR, FOUNDATION, LAST_USED_AT, POOL, PRODUCT, REDACTED_VALUE,
    STATUS,
};
use crate::call::Reply;
use crate::domain::budget::Budget;
use crate::domain::percent::Percent;
use crate::domain::time::UnixSeconds;
use crate::records::{read_fields, read_page, read_response};
use crate::schema::{Query, Record, Ref, Value};

use super::super::ONE_KEY_LLM;
use super::super::budgets::BUDGET;
use super::super::check_key::CHECK_KEY;
use super::super::owners::OWNER;

/// The example of contract 5.3.
const KEY: &str = r#"{"object":"organization.admin_api_key","id":"key_01","name":"Claude Prod",
 "redacted_value":"sk-lazytech-...abcd","created_at":1711471533,"last_used_at":1711555126,"expires_at":null,
 "status":"Active","foundation":"all","pool_id":"pool_01",
 "owner":{"object":"organization.user","type":"user","id":"user_01","name":"Ada"},
 "budget":{"limit_usd":"50200.000000000","used_usd":"751.154232800","remaining_usd":"49448.845767200"},
 "subscription":{"product_id":"prod_01","five_hour":{"used_percent":40,"resets_at":1711489533},"weekly":null}}"#;

fn read(body: &str) -> Record {
    let json = serde_json::from_str(&format!("[{body}]")).expect("JSON");
    let page = read_page(&KEYS, &Query::oldest(), &json).expect("a page");
    let row = page.lines[0].row().expect("a row");
    row.record.clone()
}

#[test]
fn a_key_is_read() {
    let key = read(KEY);
    assert_eq!(key.text(&STATUS), "active");
    assert_eq!(key.text(&REDACTED_VALUE), "sk-lazytech-...abcd");
    assert_eq!(key.text(&FOUNDATION), "all");
    assert_eq!(key.text(&PRODUCT), "prod_01");
    assert_eq!(key.get(&CREATED_AT), Some(&UnixSeconds(1_711_471_533)));
    assert_eq!(key.value(EXPIRES_AT.id), &Value::Null);
    assert_eq!(key.get(&OWNER).map(Ref::label), Some("Ada"));
    assert_eq!(key.get(&POOL).map(Ref::label), Some("pool_01"));
    let limit = key.get(&BUDGET).and_then(Budget::limit);
    assert_eq!(limit.map(|limit| limit.plain()).as_deref(), Some("50200"));
    let used = key.get(&FIVE_HOUR).and_then(|window| window.used);
    assert_eq!(used, Percent::from_text("40"));
}

#[test]
fn what_a_key_does_not_tell() {
    let key = read(r#"{"id":"k"}"#);
    assert_eq!(key.value(POOL.id), &Value::Null, "in no pool");
    assert_eq!(key.value(LAST_USED_AT.id), &Value::Null, "never used");
    assert_eq!(key.value(BUDGET.id), &Value::Missing);
    let check = |row: &str, pool: Option<&str>, owner: Option<&str>| {
        let key = read(row);
        assert_eq!(key.get(&POOL).map(Ref::label), pool, "{row}");
        assert_eq!(key.get(&OWNER).map(Ref::label), owner, "{row}");
    };
    check(
        r#"{"id":"k","pool":{"id":"p","name":"A"}}"#,
        Some("A"),
        None,
    );
    check(r#"{"id":"k","poolIds":["p","q"]}"#, Some("p"), None);
    check(
        r#"{"id":"k","owner_id":"u","owner_name":"Ada"}"#,
        None,
        Some("Ada"),
    );
    check(
        r#"{"id":"k","owner":{"id":"u"},"owner_id":"v"}"#,
        None,
        Some("u"),
    );
    assert_eq!(
        read(r#"{"id":"k","budget":null}"#).get(&BUDGET),
        Some(&Budget::Unlimited)
    );
}

#[test]
fn what_responses_to_writes_bring() {
    let check = |action: &str, body: &str, expect: (Option<&str>, Option<i64>)| {
        let reply = Reply {
            status: 200,
            body: body.to_owned(),
            ..Reply::default()
        };
        let action = KEYS.action(action).expect("an action");
        let response = read_response(&ONE_KEY_LLM, &KEYS, &action.yields, "/p", &reply);
        let response = response.unwrap_or_else(|error| panic!("{error:?}"));
        let value = response.value.as_ref().map(|value| value.expose());
        let ends = response.old_ends.map(|ends| ends.0);
        assert_eq!((value, ends), expect, "{body}");
    };
    check(
        "create-key",
        r#"{"id":"k","value":"sk-1"}"#,
        (Some("sk-1"), None),
    );
    check(
        "create-key",
        r#"{"key":{"id":"k"},"token":"sk-1"}"#,
        (Some("sk-1"), None),
    );
    check("create-key", "", (None, None));
    let rotated = r#"{"id":"k","value":"sk-2","previous_value_expires_at":1711560000}"#;
    check("rotate-key", rotated, (Some("sk-2"), Some(1_711_560_000)));
    check("top-up-key", r#"{"id":"k","value":"sk-3"}"#, (None, None));
}

#[test]
fn the_three_public_forms_of_usage() {
    let check = |body: &str, limit: Option<&str>, used: Option<&str>, product: &str| {
        let json = serde_json::from_str(body).expect("JSON");
        let key = read_fields(CHECK_KEY.fields, &json);
        let Some(Budget::Limited(figures)) = key.get(&BUDGET) else {
            panic!("a limited budget: {body}")
        };
        let amount = figures.limit.as_ref().map(|limit| limit.value.plain());
        assert_eq!(amount.as_deref(), limit, "{body}");
        assert_eq!(
            figures.used_percent,
            used.and_then(Percent::from_text),
            "{body}"
        );
        assert_eq!(key.text(&PRODUCT), product, "{body}");
    };
    let older = r#"{"id":"key_abc","budget":{"limit_usd":"100.000000000","used_usd":"1.0"}}"#;
    check(older, Some("100"), None, "");
    let newer = r#"{"id":"key_abc","expires_at":null,"budget":{"used_percent":40,"remaining_percent":60},"subscription":{"product_id":"prod_1","five_hour":{"used_percent":1},"weekly":null}}"#;
    check(newer, None, Some("40"), "prod_1");
    let both = r#"{"id":"k","budget":{"limit_usd":"100","used_percent":40},"subscription":{"product_id":"p"}}"#;
    check(both, Some("100"), Some("40"), "p");
}

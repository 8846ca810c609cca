//! What is made of a key that tells little.

use super::KEYS;
use super::fields::{LAST_USED_AT, POOL};
use crate::domain::budget::Budget;
use crate::records::read_fields;
use crate::schema::{Record, Ref, Value};

use super::super::budgets::BUDGET;
use super::super::owners::OWNER;

fn read(row: &str) -> Record {
    read_fields(KEYS.fields, &serde_json::from_str(row).expect("JSON"))
}

#[test]
fn what_a_key_does_not_tell() {
    let key = read("{}");
    assert_eq!(key.value(POOL.id), &Value::Null, "in no pool");
    assert_eq!(key.value(LAST_USED_AT.id), &Value::Null, "never used");
    assert_eq!(key.value(BUDGET.id), &Value::Missing);
    let key = read(r#"{"budget":null}"#);
    assert_eq!(key.get(&BUDGET), Some(&Budget::Unlimited));
    let check = |row: &str, pool: &str, owner: &str| {
        let key = read(row);
        assert_eq!(key.get(&POOL).map_or("", Ref::label), pool, "{row}");
        assert_eq!(key.get(&OWNER).map_or("", Ref::label), owner, "{row}");
    };
    check(r#"{"pool":{"id":"p","name":"A"}}"#, "A", "");
    check(r#"{"poolIds":["p","q"]}"#, "p", "");
    check(r#"{"owner_id":"u","owner_name":"Ada"}"#, "", "Ada");
    check(r#"{"owner":{"id":"u"},"owner_id":"v"}"#, "", "u");
}

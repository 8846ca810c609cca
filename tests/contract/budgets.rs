//! Budgets in every form, as the list tells them to the operator and as `GET /v1/usage` tells a
//! client's own key, in the three variants of that call.

use headgate::api::error::ApiError;
use headgate::api::gateway::Dialect;
use headgate::domain::budget::{Budget, Figures};
use headgate::domain::key::Key;
use headgate::domain::money::{Amount, Precision};
use serde_json::{Value, json};

use crate::gateway::{ADMIN, Gateway};
use crate::reads::{find, word};

const DIALECT: Dialect = Dialect::OneKeyLlm;
const KEYS: &str = "/v1/organization/admin_api_keys";

/// What a client's key says of itself.
async fn usage(gateway: &Gateway) -> Result<Key, ApiError> {
    let read = DIALECT.usage().expect("the call exists");
    gateway.ask(&read).await
}

/// A key "CI" with this limit, of which so much is used, and its value.
async fn key(limit: Option<&str>, used: Option<&str>) -> (Gateway, String) {
    let gateway = Gateway::new(0);
    let row = json!({"name": "CI", "limit_usd": limit, "foundation": "openai"});
    let made = gateway.desk("POST", KEYS, row).await;
    if let Some(used) = used {
        let spent = json!({"key_id": made["id"], "used_usd": used});
        gateway.desk("POST", "/sandbox/usage", spent).await;
    }
    (gateway, made["value"].as_str().expect("a value").to_owned())
}

fn text(amount: Option<&Amount>) -> Option<&str> {
    amount.map(|amount| amount.text.as_str())
}

/// Limit, used and remaining as they are spelled, and whether there are shares.
fn figures(budget: &Budget) -> Option<([Option<&str>; 3], bool)> {
    let Budget::Limited(Figures {
        limit,
        used,
        remaining,
        used_percent,
        remaining_percent,
    }) = budget
    else {
        return None;
    };
    let amounts = [limit, used, remaining].map(|amount| text(amount.as_ref()));
    Some((
        amounts,
        used_percent.is_some() && remaining_percent.is_some(),
    ))
}

#[tokio::test(start_paused = true)]
async fn every_form_on_keys_and_on_usage() {
    const MOST: &str = "999999999999.999999999";
    for (limit, used, expect) in [
        (None, None, None),
        (
            Some("0.000000001"),
            None,
            Some(["0.000000001", "0.000000000", "0.000000001"]),
        ),
        (Some(MOST), None, Some([MOST, "0.000000000", MOST])),
        (
            Some("100"),
            Some("751.1542328"),
            Some(["100.000000000", "751.154232800", "-651.154232800"]),
        ),
        (
            Some("50200"),
            Some("751.154232800"),
            Some(["50200.000000000", "751.154232800", "49448.845767200"]),
        ),
    ] {
        let (gateway, value) = key(limit, used).await;
        let case = format!("{limit:?} {used:?}");
        let listed = find(&gateway, "CI").await.budget;
        let expect = expect.map(|amounts| amounts.map(Some));
        let spelled = figures(&listed).map(|(amounts, _)| amounts);
        assert_eq!(spelled, expect, "{case}");
        if expect.is_none() {
            assert_eq!(listed, Budget::Unlimited, "{case}");
        }
        let gateway = gateway.asked_with(&value);
        let told = usage(&gateway).await.expect("the key tells");
        assert_eq!(told.budget, listed, "{case}: both say the same");
        for (fault, in_amounts) in [("usage-old", true), ("usage-new", false)] {
            gateway.desk("DELETE", "/sandbox/faults", Value::Null).await;
            gateway.arm(fault, "usage").await;
            let told = usage(&gateway).await.expect("the key tells").budget;
            let Some((amounts, shares)) = figures(&told) else {
                assert_eq!(told, listed, "{case}, {fault}");
                continue;
            };
            let expect = if in_amounts { expect } else { Some([None; 3]) };
            assert_eq!(Some(amounts), expect, "{case}, {fault}");
            assert_eq!(shares, !in_amounts, "{case}, {fault}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn odd_spellings_on_keys_and_on_usage() {
    for (fault, expect) in [
        ("json-numbers", Some(Precision::Approximate)),
        ("percent-only", None),
    ] {
        let (gateway, value) = key(Some("100"), Some("25.5")).await;
        gateway.arm(fault, "any").await;
        let gateway = gateway.asked_with(&value);
        let precision = |budget: &Budget| match budget {
            Budget::Limited(figures) => figures.limit.as_ref().map(|limit| limit.precision),
            other => panic!("a limit: {other:?}"),
        };
        let told = usage(&gateway).await.expect("the key tells");
        assert_eq!(precision(&told.budget), expect, "{fault}, usage");
        let gateway = gateway.asked_with(ADMIN);
        let listed = find(&gateway, "CI").await;
        assert_eq!(precision(&listed.budget), expect, "{fault}, list");
        assert_eq!(told.budget, listed.budget, "{fault}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_each_variant_of_usage_says_besides() {
    let (gateway, value) = key(Some("100"), None).await;
    let listed = find(&gateway, "CI").await;
    let gateway = gateway.asked_with(&value);
    for (fault, says_foundation) in [
        (None, true),
        (Some("usage-old"), false),
        (Some("usage-new"), true),
    ] {
        gateway.desk("DELETE", "/sandbox/faults", Value::Null).await;
        if let Some(fault) = fault {
            gateway.arm(fault, "usage").await;
        }
        let told = usage(&gateway).await.expect("the key tells");
        assert_eq!(told.id, listed.id, "{fault:?}");
        assert_eq!(told.name, listed.name, "{fault:?}");
        assert_eq!(told.redacted_value, listed.redacted_value, "{fault:?}");
        assert_eq!(told.created_at, listed.created_at, "{fault:?}");
        let foundation = listed.foundation.clone().filter(|_| says_foundation);
        assert_eq!(told.foundation, foundation, "{fault:?}");
        assert!(
            !told.raw.contains(&value),
            "{fault:?}: the value is in no answer"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn whose_key_it_must_be() {
    let (gateway, value) = key(Some("100"), None).await;
    let said = async |gateway: &Gateway| {
        usage(gateway)
            .await
            .map(|key| key.id.0)
            .map_err(|error| word(&error))
    };
    let gateway = gateway.asked_with("wrong");
    assert_eq!(
        said(&gateway).await,
        Err("signed out invalid_api_key".to_owned())
    );
    let gateway = gateway.asked_with(ADMIN);
    assert_eq!(
        said(&gateway).await,
        Err("not allowed insufficient_permissions".to_owned())
    );
    let id = find(&gateway, "CI").await.id.0;
    let gateway = gateway.asked_with(&value);
    assert_eq!(said(&gateway).await, Ok(id.clone()));
    gateway
        .desk("DELETE", &format!("{KEYS}/{id}"), Value::Null)
        .await;
    assert_eq!(
        said(&gateway).await,
        Err("signed out invalid_api_key".to_owned())
    );
    let read = DIALECT.usage().expect("the call exists");
    assert!(read.is_refusal_expected(), "the operator stays signed in");
}

//! Budgets in every form, as the list shows them to the operator and as a client's own key receives
//! them, in the three variants of that call.

use headgate::call::{ApiError, Request};
use headgate::domain::budget::{Budget, Figures};
use headgate::domain::money::{Amount, Precision};
use headgate::gate::Transport;
use headgate::records::{Row, conclude_ask};
use headgate::schema::{Ask, Field, Query, Value};
use serde_json::{Value as Json, json};

use crate::gateway::{ADMIN, DIALECT, Gateway};

const KEYS: &str = "/v1/organization/admin_api_keys";
const BUDGET: Field<Budget> = Field::new("budget");

fn ask() -> &'static Ask {
    DIALECT.asks.first().expect("a key can be checked")
}

/// Returns what the gateway says about a client's key.
async fn usage(gateway: &Gateway) -> Result<Row, ApiError> {
    let request = (ask().read)().request(Some(DIALECT.credential));
    let request: Request = request.expect("an address");
    let attempt = gateway.read(&request).await;
    conclude_ask(DIALECT, ask(), request.path(), attempt)
}

/// Returns the only key of the list.
async fn listed(gateway: &Gateway) -> Row {
    let resource = DIALECT.resource(ask().of).expect("it is listed");
    let page = gateway.page(resource, &Query::newest()).await;
    let page = page.expect("a page");
    let mut rows = page.rows();
    let row = rows.next().expect("a key");
    (**row).clone()
}

/// Makes a key "CI" with this limit and this used amount, and returns its value.
async fn key(limit: Option<&str>, used: Option<&str>) -> (Gateway, String) {
    let gateway = Gateway::of(0, 0, 0, 0);
    let row = json!({"name": "CI", "limit_usd": limit, "foundation": "openai"});
    let made = gateway.call("POST", KEYS, row).await;
    if let Some(used) = used {
        let spent = json!({"key_id": made["id"], "used_usd": used});
        gateway.call("POST", "/sandbox/usage", spent).await;
    }
    (gateway, made["value"].as_str().expect("a value").to_owned())
}

fn budget(row: &Row) -> Budget {
    row.record.get(&BUDGET).expect("a budget").clone()
}

fn figures(budget: &Budget) -> Option<&Figures> {
    match budget {
        Budget::Limited(figures) => Some(figures),
        Budget::NotTold | Budget::Unlimited => None,
    }
}

/// Returns limit, used and remaining as spelled.
fn amounts(figures: &Figures) -> [Option<&str>; 3] {
    let all = [&figures.limit, &figures.used, &figures.remaining];
    all.map(|amount| amount.as_ref().map(|amount| amount.text.as_str()))
}

#[tokio::test(start_paused = true)]
async fn every_form_on_keys_and_on_usage() {
    const MOST: &str = "999999999999.999999999";
    const ZERO: &str = "0.000000000";
    for (limit, used, expect) in [
        (None, None, None),
        (
            Some("0.000000001"),
            None,
            Some(["0.000000001", ZERO, "0.000000001"]),
        ),
        (Some(MOST), None, Some([MOST, ZERO, MOST])),
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
        let expect = expect.map(|amounts| amounts.map(Some));
        let listed = budget(&listed(&gateway).await);
        assert_eq!(figures(&listed).map(amounts), expect, "{case}");
        assert!(expect.is_some() || listed == Budget::Unlimited, "{case}");
        let gateway = gateway.asked_with(&value);
        let told = budget(&usage(&gateway).await.expect("the key tells"));
        assert_eq!(told, listed, "{case}: both say the same");
        for (fault, in_amounts) in [("usage-old", true), ("usage-new", false)] {
            gateway.clear().await;
            gateway.arm(fault, "usage").await;
            let told = budget(&usage(&gateway).await.expect("the key tells"));
            let Some(figures) = figures(&told) else {
                assert_eq!(told, listed, "{case}, {fault}");
                continue;
            };
            let expect = if in_amounts { expect } else { Some([None; 3]) };
            assert_eq!(Some(amounts(figures)), expect, "{case}, {fault}");
            let shares = figures.used_percent.is_some() && figures.remaining_percent.is_some();
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
        let told = budget(&usage(&gateway).await.expect("the key tells"));
        let gateway = gateway.asked_with(ADMIN);
        let listed = budget(&listed(&gateway).await);
        assert_eq!(told, listed, "{fault}");
        let limit: Option<&Amount> = figures(&told).expect("a limit").limit.as_ref();
        assert_eq!(limit.map(|limit| limit.precision), expect, "{fault}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_each_variant_of_usage_says_besides() {
    let (gateway, value) = key(Some("100"), None).await;
    let listed = listed(&gateway).await;
    let gateway = gateway.asked_with(&value);
    for (fault, untold) in [
        // Usage has no status: a key that gets a response is active.
        ("", &["status"][..]),
        (
            "usage-old",
            &["status", "foundation", "expires_at", "product"],
        ),
        ("usage-new", &["status"]),
    ] {
        gateway.clear().await;
        if !fault.is_empty() {
            gateway.arm(fault, "usage").await;
        }
        let told = usage(&gateway).await.expect("the key tells");
        assert_eq!(told.id, listed.id, "{fault}");
        for field in ask().fields.iter().filter(|field| field.id != "budget") {
            let (told, listed) = (field.value(&told.record), field.value(&listed.record));
            let expect = if untold.contains(&field.id) {
                &Value::Missing
            } else {
                listed
            };
            assert!(told.is_same(expect), "{fault} {}: {told:?}", field.id);
        }
        assert!(!format!("{told:?}").contains(&value), "{fault}: no value");
    }
}

/// Describes the result of the read.
async fn said(gateway: &Gateway) -> String {
    match usage(gateway).await {
        Ok(row) => row.id.to_string(),
        Err(ApiError::SignedOut(refusal)) => format!("signed out {:?}", refusal.code),
        Err(ApiError::NotAllowed(refusal)) => format!("not allowed {:?}", refusal.code),
        Err(ApiError::Refused(refusal)) => format!("refused {}", refusal.status),
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn whose_key_it_must_be() {
    let (gateway, value) = key(Some("100"), None).await;
    let unknown = r#"signed out Some("invalid_api_key")"#;
    let gateway = gateway.asked_with("wrong");
    assert_eq!(said(&gateway).await, unknown);
    let gateway = gateway.asked_with(ADMIN);
    let admin = r#"not allowed Some("insufficient_permissions")"#;
    assert_eq!(said(&gateway).await, admin);
    let id = listed(&gateway).await.id.to_string();
    let gateway = gateway.asked_with(&value);
    assert_eq!(said(&gateway).await, id);
    gateway.arm("not-offered", "usage").await;
    assert_eq!(said(&gateway).await, "refused 404");
    gateway.clear().await;
    gateway
        .call("DELETE", &format!("{KEYS}/{id}"), Json::Null)
        .await;
    assert_eq!(said(&gateway).await, unknown);
}

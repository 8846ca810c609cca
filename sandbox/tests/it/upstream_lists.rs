//! Lists of upstreams: filters, the sample's rows, and altered lists.

use serde_json::{Value, json};

use crate::test_gateway::{TestGateway, TestRequest, UPSTREAMS, rows};

async fn names(gateway: &TestGateway, query: &str) -> Vec<String> {
    let list = gateway
        .send(TestRequest::get(format!("{UPSTREAMS}?limit=100&{query}")))
        .await
        .ok();
    let name = |row: &Value| row["name"].as_str().expect("a name").to_owned();
    rows(&list).iter().map(name).collect()
}

#[tokio::test]
async fn filters_narrow_the_list() {
    let gateway = TestGateway::new(1);
    assert_eq!(
        names(&gateway, "status=disabled").await,
        ["Former reseller"]
    );
    assert_eq!(names(&gateway, "status=error").await, ["上海中转站"]);
    assert_eq!(
        names(&gateway, "status=exhausted").await,
        ["Night batch relay", "Lab cluster"]
    );
    assert_eq!(names(&gateway, "status=active").await.len(), 8);
    assert_eq!(
        names(&gateway, "status=active&q=RELAY").await,
        ["Campus relay", "Metered relay", "Silent relay"]
    );
    assert_eq!(names(&gateway, "q=up_00000002").await, ["Anthropic direct"]);
    let tail = gateway.upstream("up_00000003").await.expect("the row")["redacted_value"].clone();
    let by_tail = names(&gateway, &format!("q={}", tail.as_str().expect("a text"))).await;
    assert_eq!(by_tail, ["Router EU"]);
    assert!(names(&gateway, "status=nonsense").await.is_empty());
    let unfiltered =
        TestRequest::get(format!("{UPSTREAMS}?status=disabled&q=x")).fault("no-filter");
    assert_eq!(rows(&gateway.send(unfiltered).await.ok()).len(), 12);
}

#[tokio::test]
async fn sample_upstreams_are_of_every_kind() {
    let gateway = TestGateway::new(1);
    let list = gateway.send(TestRequest::get(UPSTREAMS)).await.ok();
    assert_eq!(rows(&list).len(), 12);
    let row = |name: &str| {
        rows(&list)
            .iter()
            .find(|row| row["name"] == name)
            .expect("the row")
    };
    let budget = |name: &str| &row(name)["budget"];
    assert!(budget("Anthropic direct").is_null(), "unlimited");
    assert_eq!(
        *budget("Backup provider"),
        json!({"limit_usd": "500.000000000", "used_usd": "12.500000000", "remaining_usd": "487.500000000",
               "used_percent": 2.5, "remaining_percent": 97.5})
    );
    assert_eq!(
        *budget("Lab cluster"),
        json!({"limit_usd": "0.000000000", "used_usd": "0.000000000", "remaining_usd": "0.000000000",
               "used_percent": 100, "remaining_percent": 0})
    );
    let remaining = budget("Night batch relay")["remaining_usd"].as_str();
    assert!(remaining.is_some_and(|text| text.starts_with('-')), "over");
    assert_eq!(budget("Trial account")["used_usd"], "0.000000001");
    assert_eq!(
        budget("Enterprise contract, paid a year ahead")["limit_usd"],
        "123456789012.500000000"
    );
    let percent = budget("Campus relay").as_object().expect("an object");
    assert!(percent.keys().eq(["used_percent", "remaining_percent"]));
    assert!(budget("Metered relay")["limit_usd"].is_number());
    assert_eq!(
        *budget("Silent relay"),
        json!({}),
        "neither amount nor percent"
    );
    let off = row("Former reseller");
    assert_eq!(
        (&off["enabled"], &off["status"]),
        (&json!(false), &json!("disabled"))
    );
    let broken = row("上海中转站");
    assert_eq!(broken["status_reason"], broken["last_error"]["message"]);
    assert!(broken["last_error"]["at"].is_i64() && broken["last_error"]["code"].is_string());
    let recovered = row("Metered relay");
    assert_eq!(
        (&recovered["status"], &recovered["status_reason"]),
        (&json!("active"), &Value::Null)
    );
    assert!(recovered["last_error"].is_object());
    for provider in ["openai_compatible", "anthropic_compatible"] {
        assert!(rows(&list).iter().any(|row| row["provider"] == provider));
    }
}

#[tokio::test]
async fn the_list_may_be_altered() {
    let gateway = TestGateway::new(1);
    let request =
        |fault: &str, query: &str| TestRequest::get(format!("{UPSTREAMS}?{query}")).fault(fault);
    let unknown = gateway.send(request("unknown-enum", "")).await.ok();
    assert!(
        rows(&unknown)
            .iter()
            .all(|row| row["status"] == "quarantined")
    );
    let broken = gateway.send(request("bad-row", "")).await.ok();
    assert!(rows(&broken).len() == 12 && rows(&broken)[1].get("id").is_none());
    let percent = gateway.send(request("percent-only", "")).await.ok();
    assert!(!percent.to_string().contains("_usd"));
    let numbers = gateway.send(request("json-numbers", "limit=1")).await.ok();
    assert!(rows(&numbers)[0]["budget"]["limit_usd"].is_number());
    let unordered = gateway.send(request("no-order", "order=desc")).await.ok();
    assert_eq!(unordered["first_id"], "up_00000001");
    let extra = gateway.send(request("extra-fields", "")).await.ok();
    for row in rows(&extra) {
        assert_eq!(row["api_key"], "canary-api_key");
        assert_eq!(row["client_secret"], "canary-client_secret");
    }
    let last_error = &rows(&extra)[7]["last_error"];
    assert_eq!(last_error["session_token"], "canary-session_token");
    assert!(last_error.get("api_key").is_none());
    let refused = gateway.send(request("forbidden", "")).await;
    assert_eq!(
        (refused.status, refused.code()),
        (403, "insufficient_permissions")
    );
}

//! `GET /v1/usage` in its three forms, for every budget of the sample.

use serde_json::{Value, json};

use crate::test_gateway::{KEYS, TestGateway, TestRequest, id, rows};

/// Reads the usage of a key.
async fn usage(gateway: &TestGateway, secret: &str, fault: &str) -> Value {
    gateway
        .send(TestRequest::get("/v1/usage").bearer(secret).fault(fault))
        .await
        .ok()
}

fn names(object: &Value) -> Vec<&str> {
    let fields = object.as_object().into_iter().flatten();
    let mut names: Vec<&str> = fields.map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names
}

fn is_amount(name: &&str) -> bool {
    name.ends_with("_usd")
}

/// Compares the union with the key's row in the list, less the fields that a key holder does not
/// see.
fn check_union(union: &Value, row: &Value) {
    for name in [
        "id",
        "name",
        "redacted_value",
        "created_at",
        "last_used_at",
        "foundation",
        "expires_at",
        "budget",
    ] {
        assert_eq!(union[name], row[name], "{name}");
    }
    assert_eq!(union["object"], "api_key.usage");
    for name in ["status", "owner", "pool_id", "value"] {
        assert!(union.get(name).is_none(), "{name}");
    }
    let (own, full) = (&union["subscription"], &row["subscription"]);
    assert_eq!(own.is_null(), full.is_null());
    assert_eq!(own["product_id"], full["product_id"]);
    for window in ["five_hour", "weekly"] {
        assert_eq!(own[window]["used_percent"], full[window]["used_percent"]);
        assert!(own[window].get("resets_at").is_none());
    }
}

/// Checks the older form: always with amounts, without percentages and subscription.
fn check_old(old: &Value, row: &Value) {
    assert_eq!(
        names(old),
        [
            "budget",
            "created_at",
            "id",
            "last_used_at",
            "name",
            "object",
            "redacted_value"
        ]
    );
    if !row["budget"].is_null() {
        assert_eq!(
            names(&old["budget"]),
            ["limit_usd", "remaining_usd", "used_usd"]
        );
    }
}

/// Checks the newer form: the union without amounts.
fn check_new(new: &Value, union: &Value) {
    assert_eq!(names(new), names(union));
    let budget = &union["budget"];
    assert_eq!(new["budget"].is_null(), budget.is_null());
    assert!(!names(&new["budget"]).iter().any(is_amount));
    for name in ["used_percent", "remaining_percent"] {
        assert_eq!(new["budget"][name], budget[name]);
    }
    assert_eq!(new["subscription"], union["subscription"]);
}

#[tokio::test]
async fn every_sample_budget_in_three_forms() {
    let gateway = TestGateway::new(48);
    let list = gateway
        .send(TestRequest::get(format!("{KEYS}?limit=48")))
        .await
        .ok();
    let mut subscriptions = 0;
    // Sample keys have no secret until they are rotated.
    for row in rows(&list) {
        let rotate = TestRequest::post(format!("{KEYS}/{}/rotate", id(row)), &json!({}));
        let turned = gateway.send(rotate).await.ok();
        let secret = turned["value"].as_str().expect("the secret");
        let union = usage(&gateway, secret, "none").await;
        check_union(&union, &turned);
        check_old(&usage(&gateway, secret, "usage-old").await, row);
        check_new(&usage(&gateway, secret, "usage-new").await, &union);
        subscriptions += u32::from(!union["subscription"].is_null());
    }
    assert!(subscriptions > 0);
}

#[tokio::test]
async fn the_smallest_and_the_largest_budget() {
    let gateway = TestGateway::new(0);
    for (limit, used, remaining, percent) in [
        ("0.000000001", "0.000000001", "0.000000000", json!(100)),
        ("0.000000001", "0.000000002", "-0.000000001", json!(200)),
        (
            "999999999999.999999999",
            "0.000000001",
            "999999999999.999999998",
            json!(0),
        ),
    ] {
        let made = gateway
            .create(json!({"name": "CI", "limit_usd": limit}))
            .await;
        let spent = json!({"key_id": made["id"], "used_usd": used});
        gateway
            .send(TestRequest::post("/sandbox/usage", &spent))
            .await
            .ok();
        let secret = made["value"].as_str().expect("the secret");
        let budget = usage(&gateway, secret, "none").await["budget"].clone();
        assert_eq!(budget["limit_usd"], limit);
        assert_eq!(budget["used_usd"], used);
        assert_eq!(
            (&budget["remaining_usd"], &budget["used_percent"]),
            (&json!(remaining), &percent)
        );
    }
}

//! Bodies compared with the contract's as JSON values. Values that differ from run to run are
//! checked for their form, then copied from the response.

use serde_json::{Value, json};

use crate::test_gateway::{KEYS, MY_KEYS, POOL, POOLS, TestGateway, TestRequest, id, rows};

#[tokio::test]
async fn a_key_is_created_with_all_its_fields() {
    let gateway = TestGateway::new(8);
    let end = 4_000_000_000_i64;
    let body = json!({"name": " CI ", "limit_usd": "100", "foundation": "openai", "expires_at": end,
                      "pool_id": "pool_00000001"});
    let made = gateway.create(body).await;
    let value = made["value"].as_str().expect("the secret");
    assert!(value.starts_with("sk-lazytech-"));
    let created_at = made["created_at"].as_i64().expect("a time");
    assert!(
        (1_700_000_000..100_000_000_000).contains(&created_at),
        "seconds, not milliseconds"
    );
    assert_eq!(
        made,
        json!({
            "object": "organization.admin_api_key", "id": "key_00000009", "name": "CI", "value": value,
            "redacted_value": format!("sk-lazytech-...{}", &value[value.len() - 4..]),
            "created_at": created_at, "last_used_at": null, "expires_at": end, "status": "active",
            "foundation": "openai", "pool_id": "pool_00000001", "owner": null,
            "budget": {"limit_usd": "100.000000000", "used_usd": "0.000000000", "remaining_usd": "100.000000000",
                       "used_percent": 0, "remaining_percent": 100},
            "subscription": null,
        })
    );
    let mut listed = gateway.row(&id(&made)).await.expect("in the list");
    listed["value"] = json!(value);
    assert_eq!(listed, made);
}

#[tokio::test]
async fn a_key_without_a_limit_has_no_budget() {
    let gateway = TestGateway::new(0);
    let made = gateway
        .create(json!({"name": "CI", "limit_usd": null, "expires_in_seconds": 60}))
        .await;
    assert_eq!(made["budget"], Value::Null);
    assert_eq!(made["foundation"], "all");
    let life = made["expires_at"].as_i64().zip(made["created_at"].as_i64());
    assert_eq!(life.map(|(end, start)| end - start), Some(60));
}

#[tokio::test]
async fn my_key_is_created_in_my_pool() {
    let gateway = TestGateway::new(8);
    let made = gateway
        .send(TestRequest::post(MY_KEYS, &json!({"name": "Mine"})).bearer(POOL))
        .await
        .ok();
    assert_eq!(made["pool_id"], "pool_00000001");
    assert!(made["value"].is_string());
}

#[tokio::test]
async fn a_top_up_raises_only_the_limit() {
    let gateway = TestGateway::new(0);
    let made = gateway
        .create(json!({"name": "CI", "limit_usd": "50200"}))
        .await;
    let key = id(&made);
    let used = json!({"key_id": key, "used_usd": "751.1542328"});
    gateway
        .send(TestRequest::post("/sandbox/usage", &used))
        .await
        .ok();
    let raised = gateway
        .send(TestRequest::post(
            format!("{KEYS}/{key}/topup"),
            &json!({"amount_usd": "25.5"}),
        ))
        .await
        .ok();
    assert_eq!(
        raised["budget"],
        json!({"limit_usd": "50225.500000000", "used_usd": "751.154232800", "remaining_usd": "49474.345767200",
               "used_percent": 1.5, "remaining_percent": 98.5})
    );
    assert_eq!(
        raised["topup"],
        json!({"id": "top_00000001", "amount_usd": "25.500000000", "created_at": raised["topup"]["created_at"]})
    );
    assert!(raised.get("value").is_none());
    assert_eq!(raised["redacted_value"], made["redacted_value"]);
}

#[tokio::test]
async fn a_rotation_changes_only_the_secret() {
    let gateway = TestGateway::new(0);
    let made = gateway
        .create(json!({"name": "CI", "limit_usd": "5"}))
        .await;
    let path = format!("{KEYS}/{}/rotate", id(&made));
    let mut turned = gateway
        .send(TestRequest::post(
            path,
            &json!({"grace_period_seconds": 600}),
        ))
        .await
        .ok();
    assert_ne!(turned["value"], made["value"]);
    assert_ne!(turned["redacted_value"], made["redacted_value"]);
    let grace = turned["previous_value_expires_at"]
        .as_i64()
        .zip(turned["rotated_at"].as_i64());
    assert_eq!(grace.map(|(end, start)| end - start), Some(600));
    for name in ["rotated_at", "previous_value_expires_at"] {
        turned.as_object_mut().expect("an object").remove(name);
    }
    turned["value"] = made["value"].clone();
    turned["redacted_value"] = made["redacted_value"].clone();
    assert_eq!(turned, made);
}

#[tokio::test]
async fn the_old_secret_works_during_the_grace_period() {
    let gateway = TestGateway::new(0);
    let made = gateway.create(json!({"name": "CI"})).await;
    let old = made["value"].as_str().expect("the secret");
    let usage = |secret: &str| TestRequest::get("/v1/usage").bearer(secret);
    let path = format!("{KEYS}/{}/rotate", id(&made));
    let turned = gateway
        .send(TestRequest::post(
            &path,
            &json!({"grace_period_seconds": 600}),
        ))
        .await
        .ok();
    assert_eq!(gateway.send(usage(old)).await.status, 200);
    gateway.advance(601).await;
    assert_eq!(gateway.send(usage(old)).await.status, 401);
    let new = turned["value"].as_str().expect("the secret");
    assert_eq!(gateway.send(usage(new)).await.status, 200);
    gateway.send(TestRequest::post(path, &json!({}))).await.ok();
    assert_eq!(
        gateway.send(usage(new)).await.status,
        401,
        "no grace period unless requested"
    );
}

#[tokio::test]
async fn a_deleted_key_is_gone() {
    let gateway = TestGateway::new(0);
    let key = gateway.key("5").await;
    let path = format!("{KEYS}/{key}");
    let deleted = gateway.send(TestRequest::delete(&path)).await.ok();
    assert_eq!(
        deleted,
        json!({"id": key, "object": "organization.admin_api_key.deleted", "deleted": true})
    );
    assert_eq!(
        gateway.send(TestRequest::delete(&path)).await.code(),
        "key_not_found"
    );
    assert!(gateway.row(&key).await.is_none());
    assert_ne!(gateway.key("5").await, key, "an id is never used twice");
}

#[tokio::test]
async fn the_status_is_computed() {
    let gateway = TestGateway::new(0);
    let made = gateway
        .create(json!({"name": "CI", "limit_usd": "5", "expires_in_seconds": 60}))
        .await;
    let key = id(&made);
    gateway
        .send(TestRequest::post(
            "/sandbox/usage",
            &json!({"key_id": key, "used_usd": "7"}),
        ))
        .await
        .ok();
    let row = gateway.row(&key).await.expect("the row");
    assert_eq!(row["status"], "exhausted");
    assert_eq!(row["budget"]["remaining_usd"], "-2.000000000");
    assert_eq!(
        (
            &row["budget"]["used_percent"],
            &row["budget"]["remaining_percent"]
        ),
        (&json!(140), &json!(0))
    );
    let raised = gateway
        .send(TestRequest::post(
            format!("{KEYS}/{key}/topup"),
            &json!({"amount_usd": "3"}),
        ))
        .await
        .ok();
    assert_eq!(raised["status"], "active");
    gateway.advance(60).await;
    assert_eq!(
        gateway.row(&key).await.expect("the row")["status"],
        "expired"
    );
}

#[tokio::test]
async fn a_key_holder_sees_its_usage() {
    let gateway = TestGateway::new(0);
    let made = gateway
        .create(json!({"name": "Claude Prod", "limit_usd": "100"}))
        .await;
    let secret = made["value"].as_str().expect("the secret");
    gateway
        .send(TestRequest::post(
            "/sandbox/usage",
            &json!({"key_id": id(&made), "used_usd": "40"}),
        ))
        .await
        .ok();
    let budget = json!({"limit_usd": "100.000000000", "used_usd": "40.000000000", "remaining_usd": "60.000000000",
                        "used_percent": 40, "remaining_percent": 60});
    let usage = json!({
        "object": "api_key.usage", "id": made["id"], "name": "Claude Prod", "redacted_value": made["redacted_value"],
        "created_at": made["created_at"], "last_used_at": null, "foundation": "all", "expires_at": null,
        "budget": budget, "subscription": null,
    });
    let request = || TestRequest::get("/v1/usage").bearer(secret);
    assert_eq!(gateway.send(request()).await.ok(), usage);
    let old = gateway.send(request().fault("usage-old")).await.ok();
    assert!(old.get("foundation").is_none() && old["budget"].get("used_percent").is_none());
    assert_eq!(old["budget"]["limit_usd"], "100.000000000");
    let new = gateway.send(request().fault("usage-new")).await.ok();
    assert_eq!(
        new["budget"],
        json!({"used_percent": 40, "remaining_percent": 60})
    );
}

#[tokio::test]
async fn pools_are_listed_with_their_owner() {
    let gateway = TestGateway::new(48);
    let list = gateway.send(TestRequest::get(POOLS)).await.ok();
    assert_eq!(rows(&list).len(), 6);
    let first = &rows(&list)[0];
    let owner = &first["owner"];
    assert_eq!(
        *first,
        json!({
            "object": "organization.pool", "id": "pool_00000001", "name": "Platform",
            "created_at": first["created_at"], "is_default": false, "api_key_count": first["api_key_count"],
            "owner": {"object": "organization.user", "type": "user", "id": "user_00000001", "name": "Platform lead",
                      "role": "owner", "created_at": owner["created_at"]},
        })
    );
    let keys = gateway
        .send(TestRequest::get(format!(
            "{KEYS}?limit=100&pool_id=pool_00000001"
        )))
        .await
        .ok();
    assert_eq!(first["api_key_count"], rows(&keys).len());
    let mine = gateway
        .send(TestRequest::get(format!("{POOLS}/default")).bearer(POOL))
        .await
        .ok();
    assert_eq!(
        (&mine["id"], &mine["is_default"]),
        (&json!("pool_00000001"), &json!(true))
    );
}

#[tokio::test]
async fn a_key_moves_between_pools() {
    let gateway = TestGateway::new(8);
    let key = gateway.key("5").await;
    let path = |pool: &str| format!("{POOLS}/{pool}/api_keys/{key}");
    let request = |pool: &str| TestRequest::post(path(pool), &json!({}));
    let first = gateway.send(request("pool_00000001")).await.ok();
    assert_eq!(
        first,
        json!({"object": "organization.pool.api_key", "pool_id": "pool_00000001", "api_key_id": key,
               "assigned_at": first["assigned_at"], "previous_pool_id": null})
    );
    let moved = gateway.send(request("pool_00000002")).await.ok();
    assert_eq!(moved["previous_pool_id"], "pool_00000001");
    let again = gateway
        .send(TestRequest::post(path("pool_00000002"), &json!({})).raw(""))
        .await
        .ok();
    assert_eq!(again["previous_pool_id"], Value::Null);
    let wrong = gateway
        .send(TestRequest::delete(path("pool_00000001")))
        .await;
    assert_eq!((wrong.status, wrong.code()), (404, "key_not_in_pool"));
    let removed = gateway
        .send(TestRequest::delete(path("pool_00000002")))
        .await
        .ok();
    assert_eq!(
        removed,
        json!({"object": "organization.pool.api_key.deleted", "pool_id": "pool_00000002", "api_key_id": key,
               "deleted": true})
    );
    assert_eq!(
        gateway.row(&key).await.expect("the row")["pool_id"],
        Value::Null
    );
}

#[tokio::test]
async fn anyone_may_ping() {
    let gateway = TestGateway::new(0);
    let ping = gateway
        .send(TestRequest::get("/v1/ping").without_bearer())
        .await
        .ok();
    assert_eq!(ping, json!({"object": "ping", "status": "ok"}));
    let models = gateway
        .send(TestRequest::get("/v1/models").without_bearer())
        .await
        .ok();
    assert_eq!(rows(&models)[0]["id"], "gpt-5.4");
}

//! The permissions of each bearer.

use serde_json::json;

use crate::test_gateway::{KEYS, MY_KEYS, POOL, POOLS, TestGateway, TestRequest, id, rows};

#[tokio::test]
async fn without_a_known_bearer_everything_is_unauthorized() {
    let gateway = TestGateway::new(1);
    for path in [
        KEYS.to_owned(),
        POOLS.to_owned(),
        format!("{POOLS}/default"),
        "/v1/usage".to_owned(),
    ] {
        let missing = gateway.send(TestRequest::get(&path).without_bearer()).await;
        assert_eq!((missing.status, missing.code()), (401, "missing_api_key"));
        let wrong = gateway.send(TestRequest::get(&path).bearer("nobody")).await;
        assert_eq!((wrong.status, wrong.code()), (401, "invalid_api_key"));
        let basic = gateway
            .send(
                TestRequest::get(&path)
                    .without_bearer()
                    .header("authorization", "Basic eDp5"),
            )
            .await;
        assert_eq!(basic.code(), "missing_api_key");
    }
}

#[tokio::test]
async fn a_one_pool_bearer_uses_only_its_pool() {
    let gateway = TestGateway::new(0);
    gateway
        .send(TestRequest::post("/sandbox/reset", &json!({"seed": 1})))
        .await
        .ok();
    let own = gateway
        .send(TestRequest::post(MY_KEYS, &json!({"name": "Mine", "limit_usd": "5"})).bearer(POOL))
        .await
        .ok();
    let own = id(&own);
    let other = gateway.key("5").await;
    let amount = json!({"amount_usd": "1"});
    let forbidden = [
        TestRequest::get(KEYS),
        TestRequest::get(POOLS),
        TestRequest::post(KEYS, &json!({"name": "CI"})),
        TestRequest::post(format!("{KEYS}/{other}/topup"), &amount),
        TestRequest::post(format!("{KEYS}/{other}/rotate"), &json!({})),
        TestRequest::delete(format!("{KEYS}/{other}")),
        TestRequest::post(
            format!("{POOLS}/pool_00000001/api_keys/{other}"),
            &json!({}),
        ),
        TestRequest::get("/v1/usage"),
    ];
    for request in forbidden {
        let response = gateway.send(request.bearer(POOL)).await;
        assert_eq!(
            (response.status, response.code()),
            (403, "insufficient_permissions"),
            "{}",
            response.text
        );
    }
    let foreign = gateway
        .send(
            TestRequest::post(format!("{POOLS}/pool_00000002/api_keys/{own}"), &json!({}))
                .bearer(POOL),
        )
        .await;
    assert_eq!((foreign.status, foreign.code()), (403, "not_pool_owner"));
    let allowed = [
        TestRequest::get(format!("{POOLS}/default")),
        TestRequest::post(format!("{KEYS}/{own}/topup"), &amount),
        TestRequest::post(format!("{KEYS}/{own}/rotate"), &json!({})),
        TestRequest::post(format!("{POOLS}/pool_00000001/api_keys/{own}"), &json!({})),
        TestRequest::delete(format!("{KEYS}/{own}")),
    ];
    for request in allowed {
        assert_eq!(gateway.send(request.bearer(POOL)).await.status, 200);
    }
}

#[tokio::test]
async fn a_default_pool_can_be_cleared_and_set() {
    let gateway = TestGateway::new(1);
    let mine = || TestRequest::get(format!("{POOLS}/default"));
    gateway
        .send(TestRequest::post(
            "/sandbox/default-pool",
            &json!({"bearer": "pool", "pool_id": null}),
        ))
        .await
        .ok();
    let none = gateway.send(mine().bearer(POOL)).await;
    assert_eq!(
        (none.status, none.code()),
        (404, "default_pool_not_assigned")
    );
    let given = json!({"bearer": "admin", "pool_id": "pool_00000003"});
    gateway
        .send(TestRequest::post("/sandbox/default-pool", &given))
        .await
        .ok();
    assert_eq!(gateway.send(mine()).await.ok()["id"], "pool_00000003");
    let made = gateway
        .send(TestRequest::post(MY_KEYS, &json!({"name": "CI"})))
        .await
        .ok();
    assert_eq!(made["pool_id"], "pool_00000003");
    let pools = gateway.send(TestRequest::get(POOLS)).await.ok();
    let default = |row: &&serde_json::Value| row["is_default"] == json!(true);
    assert_eq!(rows(&pools).iter().filter(default).count(), 1);
}

#[tokio::test]
async fn a_client_key_is_no_admin_key() {
    let gateway = TestGateway::new(1);
    let made = gateway.create(json!({"name": "CI"})).await;
    let secret = made["value"].as_str().expect("the secret");
    let requests = [
        TestRequest::get(KEYS),
        TestRequest::get(format!("{POOLS}/default")),
        TestRequest::post(MY_KEYS, &json!({"name": "CI"})),
        TestRequest::delete(format!("{KEYS}/{}", id(&made))),
        TestRequest::post(
            format!("{POOLS}/pool_00000001/api_keys/{}", id(&made)),
            &json!({}),
        ),
    ];
    for request in requests {
        let response = gateway.send(request.bearer(secret)).await;
        assert_eq!(
            (response.status, response.code()),
            (403, "insufficient_permissions")
        );
    }
    assert_eq!(
        gateway.send(TestRequest::get("/v1/usage")).await.status,
        403,
        "nor is an admin key a client key"
    );
}

#[tokio::test]
async fn only_an_organization_wide_bearer_changes_pools() {
    let gateway = TestGateway::new(1);
    let pool = format!("{POOLS}/pool_00000001");
    let requests = || {
        [
            TestRequest::post(POOLS, &json!({"name": "Mine"})),
            TestRequest::delete(&pool),
            TestRequest::post(format!("{pool}/owner/user_00000001"), &json!({})),
            TestRequest::delete(format!("{pool}/owner")),
        ]
    };
    let client = gateway.create(json!({"name": "CI"})).await;
    for bearer in [POOL, client["value"].as_str().expect("the secret")] {
        for request in requests() {
            let response = gateway.send(request.bearer(bearer)).await;
            assert_eq!(
                (response.status, response.code()),
                (403, "insufficient_permissions")
            );
        }
    }
    for request in requests() {
        assert_eq!(gateway.send(request.without_bearer()).await.status, 401);
    }
}

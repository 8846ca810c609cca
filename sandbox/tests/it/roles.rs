//! Who may do what.

use serde_json::json;

use crate::desk::{Ask, Desk, KEYS, MY_KEYS, POOL, POOLS, id, rows};

#[tokio::test]
async fn without_a_known_bearer_nothing_is_told() {
    let desk = Desk::new(1);
    for path in [
        KEYS.to_owned(),
        POOLS.to_owned(),
        format!("{POOLS}/default"),
        "/v1/usage".to_owned(),
    ] {
        let missing = desk.ask(Ask::get(&path).without_bearer()).await;
        assert_eq!((missing.status, missing.code()), (401, "missing_api_key"));
        let wrong = desk.ask(Ask::get(&path).bearer("nobody")).await;
        assert_eq!((wrong.status, wrong.code()), (401, "invalid_api_key"));
        let basic = desk
            .ask(
                Ask::get(&path)
                    .without_bearer()
                    .header("authorization", "Basic eDp5"),
            )
            .await;
        assert_eq!(basic.code(), "missing_api_key");
    }
}

#[tokio::test]
async fn a_one_pool_bearer_keeps_to_its_pool() {
    let desk = Desk::new(0);
    desk.ask(Ask::post("/sandbox/reset", &json!({"seed": 1})))
        .await
        .ok();
    let own = desk
        .ask(Ask::post(MY_KEYS, &json!({"name": "Mine", "limit_usd": "5"})).bearer(POOL))
        .await
        .ok();
    let own = id(&own);
    let other = desk.key("5").await;
    let amount = json!({"amount_usd": "1"});
    let forbidden = [
        Ask::get(KEYS),
        Ask::get(POOLS),
        Ask::post(KEYS, &json!({"name": "CI"})),
        Ask::post(format!("{KEYS}/{other}/topup"), &amount),
        Ask::post(format!("{KEYS}/{other}/rotate"), &json!({})),
        Ask::delete(format!("{KEYS}/{other}")),
        Ask::post(
            format!("{POOLS}/pool_00000001/api_keys/{other}"),
            &json!({}),
        ),
        Ask::get("/v1/usage"),
    ];
    for ask in forbidden {
        let reply = desk.ask(ask.bearer(POOL)).await;
        assert_eq!(
            (reply.status, reply.code()),
            (403, "insufficient_permissions"),
            "{}",
            reply.text
        );
    }
    let foreign = desk
        .ask(Ask::post(format!("{POOLS}/pool_00000002/api_keys/{own}"), &json!({})).bearer(POOL))
        .await;
    assert_eq!((foreign.status, foreign.code()), (403, "not_pool_owner"));
    let allowed = [
        Ask::get(format!("{POOLS}/default")),
        Ask::post(format!("{KEYS}/{own}/topup"), &amount),
        Ask::post(format!("{KEYS}/{own}/rotate"), &json!({})),
        Ask::post(format!("{POOLS}/pool_00000001/api_keys/{own}"), &json!({})),
        Ask::delete(format!("{KEYS}/{own}")),
    ];
    for ask in allowed {
        assert_eq!(desk.ask(ask.bearer(POOL)).await.status, 200);
    }
}

#[tokio::test]
async fn a_default_pool_can_be_taken_and_given() {
    let desk = Desk::new(1);
    let mine = || Ask::get(format!("{POOLS}/default"));
    desk.ask(Ask::post(
        "/sandbox/default-pool",
        &json!({"bearer": "pool", "pool_id": null}),
    ))
    .await
    .ok();
    let none = desk.ask(mine().bearer(POOL)).await;
    assert_eq!(
        (none.status, none.code()),
        (404, "default_pool_not_assigned")
    );
    let given = json!({"bearer": "admin", "pool_id": "pool_00000003"});
    desk.ask(Ask::post("/sandbox/default-pool", &given))
        .await
        .ok();
    assert_eq!(desk.ask(mine()).await.ok()["id"], "pool_00000003");
    let made = desk
        .ask(Ask::post(MY_KEYS, &json!({"name": "CI"})))
        .await
        .ok();
    assert_eq!(made["pool_id"], "pool_00000003");
    let pools = desk.ask(Ask::get(POOLS)).await.ok();
    let default = |row: &&serde_json::Value| row["is_default"] == json!(true);
    assert_eq!(rows(&pools).iter().filter(default).count(), 1);
}

#[tokio::test]
async fn a_client_key_is_no_admin_key() {
    let desk = Desk::new(1);
    let made = desk.create(json!({"name": "CI"})).await;
    let secret = made["value"].as_str().expect("the secret");
    let asks = [
        Ask::get(KEYS),
        Ask::get(format!("{POOLS}/default")),
        Ask::post(MY_KEYS, &json!({"name": "CI"})),
        Ask::delete(format!("{KEYS}/{}", id(&made))),
        Ask::post(
            format!("{POOLS}/pool_00000001/api_keys/{}", id(&made)),
            &json!({}),
        ),
    ];
    for ask in asks {
        let reply = desk.ask(ask.bearer(secret)).await;
        assert_eq!(
            (reply.status, reply.code()),
            (403, "insufficient_permissions")
        );
    }
    assert_eq!(
        desk.ask(Ask::get("/v1/usage")).await.status,
        403,
        "nor is an admin key a client key"
    );
}

#[tokio::test]
async fn only_an_organization_wide_bearer_changes_pools() {
    let desk = Desk::new(1);
    let pool = format!("{POOLS}/pool_00000001");
    let asks = || {
        [
            Ask::post(POOLS, &json!({"name": "Mine"})),
            Ask::delete(&pool),
            Ask::post(format!("{pool}/owner/user_00000001"), &json!({})),
            Ask::delete(format!("{pool}/owner")),
        ]
    };
    let client = desk.create(json!({"name": "CI"})).await;
    for bearer in [POOL, client["value"].as_str().expect("the secret")] {
        for ask in asks() {
            let reply = desk.ask(ask.bearer(bearer)).await;
            assert_eq!(
                (reply.status, reply.code()),
                (403, "insufficient_permissions")
            );
        }
    }
    for ask in asks() {
        assert_eq!(desk.ask(ask.without_bearer()).await.status, 401);
    }
}

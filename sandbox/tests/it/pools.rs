//! Pools: created, given an owner, deleted, with every error.

use serde_json::{Value, json};

use crate::test_gateway::{KEYS, POOLS, TestGateway, TestRequest, TestResponse, id, rows};

const FIRST: &str = "pool_00000001";

fn create(body: &Value) -> TestRequest {
    TestRequest::post(POOLS, body)
}

fn delete(pool: &str) -> TestRequest {
    TestRequest::delete(format!("{POOLS}/{pool}"))
}

fn set_owner(pool: &str, owner: &str) -> TestRequest {
    TestRequest::post(format!("{POOLS}/{pool}/owner/{owner}"), &json!({}))
}

fn remove_owner(pool: &str) -> TestRequest {
    TestRequest::delete(format!("{POOLS}/{pool}/owner"))
}

fn check(response: &TestResponse, status: u16, code: &str, param: Option<&str>) {
    let actual = (response.status, response.code());
    assert_eq!(actual, (status, code), "{}", response.text);
    assert_eq!(
        response.body["error"]["param"].as_str(),
        param,
        "{}",
        response.text
    );
}

#[tokio::test]
async fn a_pool_is_created_with_all_its_fields() {
    let gateway = TestGateway::new(8);
    let body = json!({"name": " Team A ", "owner_id": "user_00000002"});
    let made = gateway.send(create(&body)).await.ok();
    let owner = &made["owner"];
    assert_eq!(
        made,
        json!({
            "object": "organization.pool", "id": "pool_00000007", "name": "Team A",
            "created_at": made["created_at"], "is_default": false, "api_key_count": 0,
            "owner": {"object": "organization.user", "type": "user", "id": "user_00000002",
                      "name": "Research lead", "role": "owner", "created_at": owner["created_at"]},
        })
    );
    assert_eq!(gateway.pool("pool_00000007").await, Some(made));
    let bare = gateway
        .send(create(&json!({"name": "Team B", "owner_id": null})))
        .await;
    assert_eq!(bare.ok()["owner"], Value::Null);
}

#[tokio::test]
async fn bodies_of_create() {
    let gateway = TestGateway::new(1);
    let cases: [(Value, u16, &str, &str); 10] = [
        (json!({}), 400, "missing_parameter", "name"),
        (json!({"name": 7}), 400, "invalid_name", "name"),
        (json!({"name": " "}), 400, "invalid_name", "name"),
        (
            json!({"name": "x".repeat(129)}),
            400,
            "invalid_name",
            "name",
        ),
        (
            json!({"name": "A", "owner_id": 1}),
            400,
            "invalid_parameter",
            "owner_id",
        ),
        (
            json!({"name": "A", "owner": "user_00000001"}),
            400,
            "unknown_parameter",
            "owner",
        ),
        (
            json!({"name": "A", "owner_id": "user_0000ffff"}),
            404,
            "owner_not_found",
            "owner_id",
        ),
        (
            json!({"name": "A", "owner_id": "Ada"}),
            404,
            "owner_not_found",
            "owner_id",
        ),
        (json!({"name": "Platform"}), 409, "name_taken", "name"),
        (json!({"name": " Platform "}), 409, "name_taken", "name"),
    ];
    for (body, status, code, param) in cases {
        check(
            &gateway.send(create(&body)).await,
            status,
            code,
            Some(param),
        );
    }
    gateway
        .send(create(&json!({"name": "platform"})))
        .await
        .ok();
}

#[tokio::test]
async fn a_repeat_is_refused_or_replayed() {
    let gateway = TestGateway::new(0);
    let body = json!({"name": "Team A"});
    let request = || create(&body).idempotency_key("k1");
    let first = gateway.send(request()).await.ok();
    let again = gateway.send(request()).await;
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(again.ok(), first);
    check(
        &gateway.send(create(&body)).await,
        409,
        "name_taken",
        Some("name"),
    );
    let other = gateway
        .send(create(&json!({"name": "B"})).idempotency_key("k1"))
        .await;
    check(&other, 409, "idempotency_key_reused", None);
    let ignored = gateway.send(request().fault("ignore-idempotency")).await;
    check(&ignored, 409, "name_taken", Some("name"));
    assert_eq!(
        rows(&gateway.send(TestRequest::get(POOLS)).await.ok()).len(),
        1
    );
}

#[tokio::test]
async fn an_empty_pool_is_deleted() {
    let gateway = TestGateway::new(0);
    let pool = gateway.make_pool("Team A").await;
    let deleted = json!({"id": pool, "object": "organization.pool.deleted", "deleted": true});
    assert_eq!(gateway.send(delete(&pool)).await.ok(), deleted);
    check(
        &gateway.send(delete(&pool)).await,
        404,
        "pool_not_found",
        Some("pool_id"),
    );
    assert_eq!(gateway.pool(&pool).await, None);
    let next = gateway.make_pool("Team A").await;
    assert_ne!(next, pool, "a name may be used again, an id never is");
}

#[tokio::test]
async fn a_pool_in_use_is_not_deleted() {
    let gateway = TestGateway::new(0);
    let pool = gateway.make_pool("Team A").await;
    let key = gateway.create(json!({"name": "CI", "pool_id": pool})).await;
    check(
        &gateway.send(delete(&pool)).await,
        409,
        "pool_not_empty",
        Some("pool_id"),
    );
    gateway
        .send(TestRequest::delete(format!(
            "{POOLS}/{pool}/api_keys/{}",
            id(&key)
        )))
        .await
        .ok();
    for bearer in ["pool", "admin"] {
        let assign = |pool: &Value| {
            TestRequest::post(
                "/sandbox/default-pool",
                &json!({"bearer": bearer, "pool_id": pool}),
            )
        };
        gateway.send(assign(&json!(pool))).await.ok();
        check(
            &gateway.send(delete(&pool)).await,
            409,
            "pool_is_default",
            Some("pool_id"),
        );
        gateway.send(assign(&Value::Null)).await.ok();
    }
    assert_eq!(gateway.send(delete(&pool)).await.status, 200);
}

#[tokio::test]
async fn faults_delete_a_pool_with_keys() {
    for (fault, expect) in [
        ("delete-orphans", Some(Value::Null)),
        ("delete-drops", None),
    ] {
        let gateway = TestGateway::new(0);
        let pool = gateway.make_pool("Team A").await;
        let key = id(&gateway.create(json!({"name": "CI", "pool_id": pool})).await);
        let other = gateway.key("5").await;
        assert_eq!(gateway.send(delete(&pool).fault(fault)).await.status, 200);
        let row = gateway.row(&key).await;
        assert_eq!(row.map(|row| row["pool_id"].clone()), expect, "{fault}");
        assert!(gateway.row(&other).await.is_some());
        assert_eq!(gateway.pool(&pool).await, None);
        assert_eq!(gateway.last_write().await["faults"], json!([fault]));
        let kept = TestGateway::new(8);
        let refused = kept.send(delete(FIRST).fault(fault)).await;
        check(&refused, 409, "pool_is_default", Some("pool_id"));
    }
}

#[tokio::test]
async fn an_owner_is_set_and_removed() {
    let gateway = TestGateway::new(1);
    let pool = gateway.make_pool("Team A").await;
    let owner = |response: &Value| response["owner"]["id"].clone();
    let applied = async || gateway.last_write().await["applied"].clone();

    let given = gateway.send(set_owner(&pool, "user_00000001")).await.ok();
    assert_eq!(
        (owner(&given), applied().await),
        (json!("user_00000001"), json!(1))
    );
    let again = gateway
        .send(set_owner(&pool, "user_00000001").raw(""))
        .await
        .ok();
    assert_eq!((&again, applied().await), (&given, json!(0)));
    let replaced = gateway.send(set_owner(&pool, "user_00000002")).await.ok();
    assert_eq!(
        (owner(&replaced), applied().await),
        (json!("user_00000002"), json!(1))
    );
    assert_eq!(gateway.pool(&pool).await.as_ref(), Some(&replaced));
    let none = gateway.send(remove_owner(&pool)).await.ok();
    assert_eq!((&none["owner"], applied().await), (&Value::Null, json!(1)));
    let still = gateway.send(remove_owner(&pool)).await.ok();
    assert_eq!((still, applied().await), (none, json!(0)));
}

#[tokio::test]
async fn missing_owners_and_pools_are_not_found() {
    let gateway = TestGateway::new(1);
    for pool in ["pool_0000ffff", "nonsense", "key_00000001"] {
        for request in [
            delete(pool),
            set_owner(pool, "user_00000001"),
            remove_owner(pool),
        ] {
            check(
                &gateway.send(request).await,
                404,
                "pool_not_found",
                Some("pool_id"),
            );
        }
    }
    for owner in ["user_0000ffff", "nonsense"] {
        let response = gateway.send(set_owner(FIRST, owner)).await;
        check(&response, 404, "owner_not_found", Some("owner_id"));
    }
    let extra = TestRequest::post(
        format!("{POOLS}/{FIRST}/owner/user_00000001"),
        &json!({"role": "x"}),
    );
    check(
        &gateway.send(extra).await,
        400,
        "unknown_parameter",
        Some("role"),
    );
}

#[tokio::test]
async fn a_pool_s_name_can_carry_a_fault() {
    let gateway = TestGateway::new(1);
    let dropped = gateway
        .send(create(&json!({"name": "Team [fault:drop-after]"})))
        .await;
    assert!(dropped.dropped, "its own creation included");
    let pool = "pool_00000007";
    assert!(
        gateway.pool(pool).await.is_some(),
        "it was made all the same"
    );
    let key = gateway.key("5").await;
    let member = format!("{POOLS}/{pool}/api_keys/{key}");
    for request in [
        set_owner(pool, "user_00000001"),
        remove_owner(pool),
        TestRequest::post(&member, &json!({})),
        TestRequest::delete(&member),
        delete(pool),
    ] {
        assert!(gateway.send(request).await.dropped);
        let write = gateway.last_write().await;
        assert_eq!(
            (&write["status"], &write["applied"]),
            (&json!("dropped"), &json!(1))
        );
    }
    assert_eq!(gateway.pool(pool).await, None);
    assert_eq!(gateway.send(TestRequest::get(KEYS)).await.status, 200);
}

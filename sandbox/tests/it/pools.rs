//! Pools whole: made, given an owner, deleted, and every refusal on the way.

use serde_json::{Value, json};

use crate::desk::{Ask, Desk, KEYS, POOLS, Reply, id, rows};

const FIRST: &str = "pool_00000001";

fn create(body: &Value) -> Ask {
    Ask::post(POOLS, body)
}

fn delete(pool: &str) -> Ask {
    Ask::delete(format!("{POOLS}/{pool}"))
}

fn set_owner(pool: &str, owner: &str) -> Ask {
    Ask::post(format!("{POOLS}/{pool}/owner/{owner}"), &json!({}))
}

fn remove_owner(pool: &str) -> Ask {
    Ask::delete(format!("{POOLS}/{pool}/owner"))
}

fn check(reply: &Reply, status: u16, code: &str, param: Option<&str>) {
    let seen = (reply.status, reply.code());
    assert_eq!(seen, (status, code), "{}", reply.text);
    assert_eq!(
        reply.body["error"]["param"].as_str(),
        param,
        "{}",
        reply.text
    );
}

#[tokio::test]
async fn a_pool_is_made_with_all_its_fields() {
    let desk = Desk::new(8);
    let body = json!({"name": " Team A ", "owner_id": "user_00000002"});
    let made = desk.ask(create(&body)).await.ok();
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
    assert_eq!(desk.pool("pool_00000007").await, Some(made));
    let bare = desk
        .ask(create(&json!({"name": "Team B", "owner_id": null})))
        .await;
    assert_eq!(bare.ok()["owner"], Value::Null);
}

#[tokio::test]
async fn bodies_of_create() {
    let desk = Desk::new(1);
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
        check(&desk.ask(create(&body)).await, status, code, Some(param));
    }
    desk.ask(create(&json!({"name": "platform"}))).await.ok();
}

#[tokio::test]
async fn a_repeat_is_refused_or_replayed() {
    let desk = Desk::new(0);
    let body = json!({"name": "Team A"});
    let ask = || create(&body).idempotency_key("k1");
    let first = desk.ask(ask()).await.ok();
    let again = desk.ask(ask()).await;
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(again.ok(), first);
    check(
        &desk.ask(create(&body)).await,
        409,
        "name_taken",
        Some("name"),
    );
    let other = desk
        .ask(create(&json!({"name": "B"})).idempotency_key("k1"))
        .await;
    check(&other, 409, "idempotency_key_reused", None);
    let ignored = desk.ask(ask().fault("ignore-idempotency")).await;
    check(&ignored, 409, "name_taken", Some("name"));
    assert_eq!(rows(&desk.ask(Ask::get(POOLS)).await.ok()).len(), 1);
}

#[tokio::test]
async fn an_empty_pool_is_deleted() {
    let desk = Desk::new(0);
    let pool = desk.make_pool("Team A").await;
    let deleted = json!({"id": pool, "object": "organization.pool.deleted", "deleted": true});
    assert_eq!(desk.ask(delete(&pool)).await.ok(), deleted);
    check(
        &desk.ask(delete(&pool)).await,
        404,
        "pool_not_found",
        Some("pool_id"),
    );
    assert_eq!(desk.pool(&pool).await, None);
    let next = desk.make_pool("Team A").await;
    assert_ne!(next, pool, "a name may be used again, an id never is");
}

#[tokio::test]
async fn a_pool_in_use_is_not_deleted() {
    let desk = Desk::new(0);
    let pool = desk.make_pool("Team A").await;
    let key = desk.create(json!({"name": "CI", "pool_id": pool})).await;
    check(
        &desk.ask(delete(&pool)).await,
        409,
        "pool_not_empty",
        Some("pool_id"),
    );
    desk.ask(Ask::delete(format!("{POOLS}/{pool}/api_keys/{}", id(&key))))
        .await
        .ok();
    for bearer in ["pool", "admin"] {
        let assign = |pool: &Value| {
            Ask::post(
                "/sandbox/default-pool",
                &json!({"bearer": bearer, "pool_id": pool}),
            )
        };
        desk.ask(assign(&json!(pool))).await.ok();
        check(
            &desk.ask(delete(&pool)).await,
            409,
            "pool_is_default",
            Some("pool_id"),
        );
        desk.ask(assign(&Value::Null)).await.ok();
    }
    assert_eq!(desk.ask(delete(&pool)).await.status, 200);
}

#[tokio::test]
async fn some_servers_delete_a_pool_with_its_keys_in_it() {
    for (fault, expect) in [
        ("delete-orphans", Some(Value::Null)),
        ("delete-drops", None),
    ] {
        let desk = Desk::new(0);
        let pool = desk.make_pool("Team A").await;
        let key = id(&desk.create(json!({"name": "CI", "pool_id": pool})).await);
        let other = desk.key("5").await;
        assert_eq!(desk.ask(delete(&pool).fault(fault)).await.status, 200);
        let row = desk.row(&key).await;
        assert_eq!(row.map(|row| row["pool_id"].clone()), expect, "{fault}");
        assert!(desk.row(&other).await.is_some());
        assert_eq!(desk.pool(&pool).await, None);
        assert_eq!(desk.last_write().await["faults"], json!([fault]));
        let kept = Desk::new(8);
        let refused = kept.ask(delete(FIRST).fault(fault)).await;
        check(&refused, 409, "pool_is_default", Some("pool_id"));
    }
}

#[tokio::test]
async fn an_owner_comes_and_goes() {
    let desk = Desk::new(1);
    let pool = desk.make_pool("Team A").await;
    let owner = |reply: &Value| reply["owner"]["id"].clone();
    let applied = async || desk.last_write().await["applied"].clone();

    let given = desk.ask(set_owner(&pool, "user_00000001")).await.ok();
    assert_eq!(
        (owner(&given), applied().await),
        (json!("user_00000001"), json!(1))
    );
    let again = desk
        .ask(set_owner(&pool, "user_00000001").raw(""))
        .await
        .ok();
    assert_eq!((&again, applied().await), (&given, json!(0)));
    let replaced = desk.ask(set_owner(&pool, "user_00000002")).await.ok();
    assert_eq!(
        (owner(&replaced), applied().await),
        (json!("user_00000002"), json!(1))
    );
    assert_eq!(desk.pool(&pool).await.as_ref(), Some(&replaced));
    let none = desk.ask(remove_owner(&pool)).await.ok();
    assert_eq!((&none["owner"], applied().await), (&Value::Null, json!(1)));
    let still = desk.ask(remove_owner(&pool)).await.ok();
    assert_eq!((still, applied().await), (none, json!(0)));
}

#[tokio::test]
async fn owners_and_pools_that_are_not_there() {
    let desk = Desk::new(1);
    for pool in ["pool_0000ffff", "nonsense", "key_00000001"] {
        for ask in [
            delete(pool),
            set_owner(pool, "user_00000001"),
            remove_owner(pool),
        ] {
            check(&desk.ask(ask).await, 404, "pool_not_found", Some("pool_id"));
        }
    }
    for owner in ["user_0000ffff", "nonsense"] {
        let reply = desk.ask(set_owner(FIRST, owner)).await;
        check(&reply, 404, "owner_not_found", Some("owner_id"));
    }
    let extra = Ask::post(
        format!("{POOLS}/{FIRST}/owner/user_00000001"),
        &json!({"role": "x"}),
    );
    check(
        &desk.ask(extra).await,
        400,
        "unknown_parameter",
        Some("role"),
    );
}

#[tokio::test]
async fn a_pool_s_name_can_carry_a_fault() {
    let desk = Desk::new(1);
    let dropped = desk
        .ask(create(&json!({"name": "Team [fault:drop-after]"})))
        .await;
    assert!(dropped.dropped, "its own creation included");
    let pool = "pool_00000007";
    assert!(desk.pool(pool).await.is_some(), "it was made all the same");
    let key = desk.key("5").await;
    let member = format!("{POOLS}/{pool}/api_keys/{key}");
    for ask in [
        set_owner(pool, "user_00000001"),
        remove_owner(pool),
        Ask::post(&member, &json!({})),
        Ask::delete(&member),
        delete(pool),
    ] {
        assert!(desk.ask(ask).await.dropped);
        let write = desk.last_write().await;
        assert_eq!(
            (&write["status"], &write["applied"]),
            (&json!("dropped"), &json!(1))
        );
    }
    assert_eq!(desk.pool(pool).await, None);
    assert_eq!(desk.ask(Ask::get(KEYS)).await.status, 200);
}

//! Pending charges: single ones and sums, of existing and of deleted keys.

use serde_json::{Value, json};

use crate::test_gateway::{CHARGES, KEYS, POOL, POOLS, TestGateway, TestRequest, id, rows};

fn pending() -> TestRequest {
    TestRequest::get(format!("{CHARGES}?limit=100"))
}

fn totals() -> TestRequest {
    pending().fault("charges-totals")
}

#[tokio::test]
async fn a_charge_has_all_its_fields() {
    let gateway = TestGateway::new(0);
    let key = gateway.key("5").await;
    let charged = gateway
        .charge(json!({"key_id": key, "amount_usd": "0.012345678", "model": "gpt-5.4", "foundation": "openai",
                       "request_id": "req_01", "age_seconds": 60, "expires_in_seconds": 600}))
        .await;
    let created_at = charged["created_at"].as_i64().expect("a time");
    assert_eq!(
        charged,
        json!({"object": "organization.pending_charge", "id": "chg_00000001", "kind": "request", "api_key_id": key,
               "api_key_name": "CI", "amount_usd": "0.012345678", "status": "pending", "model": "gpt-5.4",
               "foundation": "openai", "request_id": "req_01", "created_at": created_at,
               "expires_at": created_at + 600})
    );
    let state = gateway.send(TestRequest::get("/sandbox/state")).await.ok();
    assert_eq!(
        state["now"]
            .as_i64()
            .map(|now| (59..=70).contains(&(now - created_at))),
        Some(true)
    );
    assert_eq!(
        gateway.send(pending()).await.ok(),
        json!({"object": "list", "data": [charged], "first_id": "chg_00000001", "last_id": "chg_00000001",
               "has_more": false})
    );
    assert_eq!(
        gateway.row(&key).await.expect("the row")["budget"]["used_usd"],
        "0.000000000",
        "what is pending is not used yet"
    );
}

#[tokio::test]
async fn unknown_fields_are_left_out() {
    let gateway = TestGateway::new(0);
    let charge = gateway
        .charge(json!({"key_id": "key_0000ffff", "amount_usd": "5"}))
        .await;
    let fields = charge.as_object().expect("an object");
    for name in ["model", "foundation", "request_id", "expires_at"] {
        assert!(!fields.contains_key(name), "{name}");
    }
    assert_eq!(charge["api_key_name"], Value::Null);
}

#[tokio::test]
async fn sample_charges_are_of_every_kind() {
    let gateway = TestGateway::new(48);
    let list = gateway.send(pending()).await.ok();
    let now = gateway.send(TestRequest::get("/sandbox/state")).await.ok()["now"].clone();
    let age = |row: &Value| {
        now.as_i64()
            .zip(row["created_at"].as_i64())
            .map(|(now, at)| now - at)
    };
    let has = |predicate: &dyn Fn(&Value) -> bool| rows(&list).iter().any(predicate);
    for kind in ["request", "topup", "subscription", "reversal"] {
        assert!(has(&|row| row["kind"] == kind), "{kind}");
    }
    assert!(has(&|row| row.get("kind").is_none()), "no kind at all");
    assert!(has(&|row| row["amount_usd"] == "0.000000001"), "tiny");
    assert!(has(&|row| age(row) < Some(60)), "seconds");
    assert!(has(&|row| age(row) > Some(10 * 24 * 3600)), "days");
    assert!(has(
        &|row| row.get("model").is_none() && row.get("expires_at").is_none()
    ));
    let keys = gateway
        .send(TestRequest::get(format!("{KEYS}?limit=100")))
        .await
        .ok();
    let (mut known, mut deleted) = (0, 0);
    for row in rows(&list) {
        match rows(&keys)
            .iter()
            .find(|key| key["id"] == row["api_key_id"])
        {
            Some(key) => {
                assert_eq!(row["api_key_name"], key["name"]);
                assert!(key["created_at"].as_i64() <= row["created_at"].as_i64());
                known += 1;
            }
            None => {
                assert_eq!(row["api_key_name"], Value::Null);
                deleted += 1;
            }
        }
    }
    assert_eq!((known, deleted), (16, 2));
}

#[tokio::test]
async fn charges_outlive_their_key() {
    let gateway = TestGateway::new(0);
    let key = gateway.key("5").await;
    let mut charge = gateway
        .charge(json!({"key_id": key, "amount_usd": "1"}))
        .await;
    gateway
        .send(TestRequest::delete(format!("{KEYS}/{key}")))
        .await
        .ok();
    charge["api_key_name"] = Value::Null;
    assert_eq!(rows(&gateway.send(pending()).await.ok()), [charge]);
    let settle = json!({"charge_id": "chg_00000001"});
    gateway
        .send(TestRequest::post("/sandbox/settle", &settle))
        .await
        .ok();
    assert!(rows(&gateway.send(pending()).await.ok()).is_empty());
    let next = gateway
        .charge(json!({"key_id": key, "amount_usd": "1"}))
        .await;
    assert_eq!(next["id"], "chg_00000002", "an id is never used twice");
}

#[tokio::test]
async fn charges_are_filtered_by_key() {
    let gateway = TestGateway::new(0);
    let (one, two) = (gateway.key("5").await, gateway.key("5").await);
    for key in [&one, &two, &one] {
        gateway
            .charge(json!({"key_id": key, "amount_usd": "1"}))
            .await;
    }
    let request = |key: &str| TestRequest::get(format!("{CHARGES}?api_key_id={key}"));
    let count = async |request: TestRequest| rows(&gateway.send(request).await.ok()).len();
    assert_eq!(count(request(&one)).await, 2);
    assert_eq!(count(request(&two)).await, 1);
    assert_eq!(count(request("key_0000ffff")).await, 0);
    assert_eq!(count(request("nonsense")).await, 0);
    assert_eq!(count(request(&two).fault("no-filter")).await, 3);
    assert_eq!(count(request(&one).fault("charges-totals")).await, 1);
    let newest = gateway
        .send(TestRequest::get(format!("{CHARGES}?order=desc")))
        .await
        .ok();
    assert_eq!(newest["first_id"], "chg_00000003");
}

#[tokio::test]
async fn sums_are_exact() {
    let gateway = TestGateway::new(0);
    let key = gateway.key("5").await;
    for amount in ["0.1", "0.2", "0.000000001", "123456789012"] {
        gateway
            .charge(json!({"key_id": key, "amount_usd": amount}))
            .await;
    }
    gateway
        .charge(json!({"key_id": "key_00000000", "amount_usd": "0"}))
        .await;
    assert_eq!(
        gateway.send(totals()).await.ok(),
        json!({"object": "list", "first_id": "key_00000000", "last_id": key, "has_more": false, "data": [
            {"api_key_id": "key_00000000", "pending_usd": "0.000000000", "count": 1},
            {"api_key_id": key, "pending_usd": "123456789012.300000001", "count": 4},
        ]})
    );
    let careless = pending().fault("charges-totals,json-numbers");
    let numbers = gateway.send(careless).await.ok();
    assert!(rows(&numbers)[0]["pending_usd"].is_number());
    let cursor = TestRequest::get(format!("{CHARGES}?after=chg_00000001")).fault("charges-totals");
    assert_eq!(gateway.send(cursor).await.code(), "invalid_cursor");
}

#[tokio::test]
async fn sums_equal_their_charges() {
    let gateway = TestGateway::new(48);
    let (list, sums) = (
        gateway.send(pending()).await.ok(),
        gateway.send(totals()).await.ok(),
    );
    let counted: u64 = rows(&sums)
        .iter()
        .filter_map(|row| row["count"].as_u64())
        .sum();
    assert_eq!(counted, 18);
    for sum in rows(&sums) {
        let of_key = |row: &&Value| row["api_key_id"] == sum["api_key_id"];
        assert_eq!(
            rows(&list).iter().filter(of_key).count() as u64,
            sum["count"]
        );
    }
}

#[tokio::test]
async fn a_one_pool_bearer_sees_its_own_charges() {
    let gateway = TestGateway::sized(1, 2, 0);
    let pool = "pool_00000001";
    let (own, other) = (gateway.key("5").await, gateway.key("5").await);
    gateway
        .send(TestRequest::post(
            format!("{POOLS}/{pool}/api_keys/{own}"),
            &json!({}),
        ))
        .await
        .ok();
    for key in [&own, &other, "key_0000ffff"] {
        gateway
            .charge(json!({"key_id": key, "amount_usd": "1"}))
            .await;
    }
    for request in [pending(), totals()] {
        let mine = gateway.send(request.bearer(POOL)).await.ok();
        assert_eq!(rows(&mine).len(), 1);
        assert_eq!(rows(&mine)[0]["api_key_id"], own);
    }
    let foreign = TestRequest::get(format!("{CHARGES}?api_key_id={other}")).bearer(POOL);
    assert!(rows(&gateway.send(foreign).await.ok()).is_empty());
    gateway
        .send(TestRequest::delete(format!("{KEYS}/{own}")))
        .await
        .ok();
    assert!(rows(&gateway.send(pending().bearer(POOL)).await.ok()).is_empty());
    gateway
        .send(TestRequest::post(
            "/sandbox/default-pool",
            &json!({"bearer": "pool"}),
        ))
        .await
        .ok();
    let none = gateway.send(pending().bearer(POOL)).await;
    assert_eq!(
        (none.status, none.code()),
        (404, "default_pool_not_assigned")
    );
}

#[tokio::test]
async fn charges_may_be_forbidden() {
    let gateway = TestGateway::new(1);
    let secret = gateway.create(json!({"name": "CI"})).await["value"].clone();
    let client = gateway
        .send(pending().bearer(secret.as_str().expect("the secret")))
        .await;
    assert_eq!(
        (client.status, client.code()),
        (403, "insufficient_permissions")
    );
    gateway
        .arm(json!({"fault": "forbidden", "on": "charges"}))
        .await;
    assert_eq!(gateway.send(pending().bearer(POOL)).await.status, 403);
    assert_eq!(gateway.send(TestRequest::get(KEYS)).await.status, 200);
    assert_eq!(
        id(&gateway.create(json!({"name": "CI"})).await),
        "key_00000003"
    );
}

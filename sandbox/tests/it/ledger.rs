//! The ledger: what the gateway applied, whatever the client saw.

use serde_json::{Value, json};

use crate::test_gateway::{KEYS, TestGateway, TestRequest, id, rows, until};

fn topup(key: &str) -> TestRequest {
    TestRequest::post(format!("{KEYS}/{key}/topup"), &json!({"amount_usd": "5"}))
        .idempotency_key("k1")
}

#[tokio::test]
async fn a_write_is_recorded_with_all_fields() {
    let gateway = TestGateway::new(0);
    let body = "{ \"name\": \"CI\" }";
    let request = TestRequest::post(KEYS, &Value::Null)
        .raw(body)
        .idempotency_key("k1");
    let made = gateway.send(request).await.ok();
    let ledger = gateway.ledger().await;
    let entry = &rows(&ledger)[0];
    assert_eq!(
        *entry,
        json!({"object": "sandbox.write", "sequence": 1, "at": entry["at"], "operation": "create", "method": "POST",
               "path": KEYS, "caller": "admin", "body": body, "idempotency_key": "k1", "faults": [],
               "status": 200, "applied": 1, "replayed": false})
    );
    let secret = made["value"].as_str().expect("the secret");
    assert!(!ledger.to_string().contains(secret));
}

#[tokio::test]
async fn reads_are_not_recorded() {
    let gateway = TestGateway::new(3);
    gateway.send(TestRequest::get(KEYS)).await.ok();
    assert!(rows(&gateway.ledger().await).is_empty());
}

#[tokio::test]
async fn a_dropped_repeat_is_applied_once() {
    let gateway = TestGateway::new(0);
    let key = gateway.key("10").await;
    gateway
        .arm(json!({"fault": "drop-after", "on": "topup"}))
        .await;
    for _ in 0..2 {
        assert!(gateway.send(topup(&key)).await.dropped);
    }
    let ledger = gateway.ledger().await;
    let [_, first, second] = rows(&ledger) else {
        panic!("three writes: {ledger}")
    };
    assert_eq!(
        (&first["status"], &first["applied"], &first["replayed"]),
        (&json!("dropped"), &json!(1), &json!(false))
    );
    assert_eq!(
        (&second["status"], &second["applied"], &second["replayed"]),
        (&json!("dropped"), &json!(0), &json!(true))
    );
    assert_eq!(
        ledger["idempotency_keys"]["k1"],
        json!({"requests": 2, "applied": 1})
    );
}

#[tokio::test]
async fn with_keys_ignored_it_is_applied_twice() {
    let gateway = TestGateway::new(0);
    let key = gateway.key("10").await;
    gateway
        .arm(json!({"fault": "drop-after", "on": "write"}))
        .await;
    gateway
        .arm(json!({"fault": "ignore-idempotency", "on": "write"}))
        .await;
    for _ in 0..2 {
        gateway.send(topup(&key)).await;
    }
    let ledger = gateway.ledger().await;
    assert_eq!(
        ledger["idempotency_keys"]["k1"],
        json!({"requests": 2, "applied": 2})
    );
    assert_eq!(
        rows(&ledger)[1]["faults"],
        json!(["drop-after", "ignore-idempotency"])
    );
    assert_eq!(
        gateway.row(&key).await.expect("the row")["budget"]["limit_usd"],
        "20.000000000"
    );
}

#[tokio::test]
async fn writes_without_a_change_are_not_applied() {
    let gateway = TestGateway::new(1);
    let key = gateway.key("10").await;
    for fault in ["no-effect", "drop-before", "server-error"] {
        gateway.send(topup(&key).fault(fault)).await;
    }
    gateway
        .send(TestRequest::post(KEYS, &json!({"name": ""})))
        .await;
    gateway
        .send(TestRequest::post(KEYS, &json!({"name": "CI"})).without_bearer())
        .await;
    let assign = format!("/v1/organization/pools/pool_00000001/api_keys/{key}");
    for _ in 0..2 {
        gateway
            .send(TestRequest::post(&assign, &json!({})))
            .await
            .ok();
    }
    let ledger = gateway.ledger().await;
    let actual: Vec<_> = rows(&ledger)[1..]
        .iter()
        .map(|entry| (entry["status"].clone(), entry["applied"].clone()))
        .collect();
    let expect = [
        (json!(200), json!(0)),
        (json!("dropped"), json!(0)),
        (json!(500), json!(0)),
        (json!(400), json!(0)),
        (json!(401), json!(0)),
        (json!(200), json!(1)),
        (json!(200), json!(0)),
    ];
    assert_eq!(actual, expect);
}

#[tokio::test]
async fn an_abandoned_write_is_recorded() {
    for (fault, applied) in [("latency", 0), ("latency-after", 1)] {
        let gateway = TestGateway::new(0);
        gateway
            .arm(json!({"fault": fault, "ms": 600_000, "on": "create"}))
            .await;
        let waiting = tokio::spawn({
            let gateway = gateway.clone();
            async move { gateway.create(json!({"name": "CI"})).await }
        });
        gateway.until_fired().await;
        until(async || gateway.last_write().await["applied"] == json!(applied)).await;
        waiting.abort();
        assert!(waiting.await.is_err_and(|end| end.is_cancelled()));
        let ledger = gateway.ledger().await;
        let entry = &rows(&ledger)[0];
        assert_eq!(
            (&entry["status"], &entry["applied"]),
            (&json!("abandoned"), &json!(applied)),
            "{fault}"
        );
    }
}

#[tokio::test]
async fn the_ledger_can_be_cleared() {
    let gateway = TestGateway::new(0);
    gateway.key("5").await;
    assert!(
        rows(
            &gateway
                .send(TestRequest::delete("/sandbox/ledger"))
                .await
                .ok()
        )
        .is_empty()
    );
    let made = gateway.create(json!({"name": "CI"})).await;
    let ledger = gateway.ledger().await;
    assert_eq!(rows(&ledger)[0]["sequence"], 2, "numbers go on");
    assert_eq!(id(&made), "key_00000002");
}

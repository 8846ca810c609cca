//! The ledger tells the truth that a client cannot see.

use serde_json::{Value, json};

use crate::desk::{Ask, Desk, KEYS, id, rows, until};

fn topup(key: &str) -> Ask {
    Ask::post(format!("{KEYS}/{key}/topup"), &json!({"amount_usd": "5"})).idempotency_key("k1")
}

#[tokio::test]
async fn a_write_is_written_down_whole() {
    let desk = Desk::new(0);
    let body = "{ \"name\": \"CI\" }";
    let ask = Ask::post(KEYS, &Value::Null)
        .raw(body)
        .idempotency_key("k1");
    let made = desk.ask(ask).await.ok();
    let ledger = desk.ledger().await;
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
async fn reads_are_not_in_it() {
    let desk = Desk::new(3);
    desk.ask(Ask::get(KEYS)).await.ok();
    assert!(rows(&desk.ledger().await).is_empty());
}

#[tokio::test]
async fn a_dropped_repeat_is_applied_once() {
    let desk = Desk::new(0);
    let key = desk.key("10").await;
    desk.arm(json!({"fault": "drop-after", "on": "topup"}))
        .await;
    for _ in 0..2 {
        assert!(desk.ask(topup(&key)).await.dropped);
    }
    let ledger = desk.ledger().await;
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
    let desk = Desk::new(0);
    let key = desk.key("10").await;
    desk.arm(json!({"fault": "drop-after", "on": "write"}))
        .await;
    desk.arm(json!({"fault": "ignore-idempotency", "on": "write"}))
        .await;
    for _ in 0..2 {
        desk.ask(topup(&key)).await;
    }
    let ledger = desk.ledger().await;
    assert_eq!(
        ledger["idempotency_keys"]["k1"],
        json!({"requests": 2, "applied": 2})
    );
    assert_eq!(
        rows(&ledger)[1]["faults"],
        json!(["drop-after", "ignore-idempotency"])
    );
    assert_eq!(
        desk.row(&key).await.expect("the row")["budget"]["limit_usd"],
        "20.000000000"
    );
}

#[tokio::test]
async fn what_changed_nothing_was_not_applied() {
    let desk = Desk::new(1);
    let key = desk.key("10").await;
    for fault in ["no-effect", "drop-before", "server-error"] {
        desk.ask(topup(&key).fault(fault)).await;
    }
    desk.ask(Ask::post(KEYS, &json!({"name": ""}))).await;
    desk.ask(Ask::post(KEYS, &json!({"name": "CI"})).without_bearer())
        .await;
    let assign = format!("/v1/organization/pools/pool_00000001/api_keys/{key}");
    for _ in 0..2 {
        desk.ask(Ask::post(&assign, &json!({}))).await.ok();
    }
    let ledger = desk.ledger().await;
    let seen: Vec<_> = rows(&ledger)[1..]
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
    assert_eq!(seen, expect);
}

#[tokio::test]
async fn a_client_that_goes_away_is_noticed() {
    for (fault, applied) in [("latency", 0), ("latency-after", 1)] {
        let desk = Desk::new(0);
        desk.arm(json!({"fault": fault, "ms": 600_000, "on": "create"}))
            .await;
        let waiting = tokio::spawn({
            let desk = desk.clone();
            async move { desk.create(json!({"name": "CI"})).await }
        });
        desk.until_fired().await;
        until(async || desk.last_write().await["applied"] == json!(applied)).await;
        waiting.abort();
        assert!(waiting.await.is_err_and(|end| end.is_cancelled()));
        let ledger = desk.ledger().await;
        let entry = &rows(&ledger)[0];
        assert_eq!(
            (&entry["status"], &entry["applied"]),
            (&json!("abandoned"), &json!(applied)),
            "{fault}"
        );
    }
}

#[tokio::test]
async fn it_can_be_forgotten() {
    let desk = Desk::new(0);
    desk.key("5").await;
    assert!(rows(&desk.ask(Ask::delete("/sandbox/ledger")).await.ok()).is_empty());
    let made = desk.create(json!({"name": "CI"})).await;
    let ledger = desk.ledger().await;
    assert_eq!(rows(&ledger)[0]["sequence"], 2, "numbers go on");
    assert_eq!(id(&made), "key_00000002");
}

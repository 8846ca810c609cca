//! Every write with every fault that matters to it: the response, the state afterwards, and the
//! ledger.

use serde_json::{Value, json};

use crate::test_gateway::{POOLS, TestGateway, TestRequest, TestResponse, until};
use crate::write_setup::{Setup, WORDS};

/// Sends one write with `fault`; returns the response, how often it was applied, and whether the
/// state changed.
async fn send_with_fault(word: &str, fault: &str) -> (TestResponse, u64, bool) {
    let setup = Setup::new().await;
    let before = setup.state().await;
    let response = setup.gateway.send(setup.request(word).fault(fault)).await;
    let entry = setup.gateway.last_write().await;
    assert_eq!(entry["operation"], word);
    let faults = if fault == "none" {
        json!([])
    } else {
        json!([fault])
    };
    assert_eq!(entry["faults"], faults, "{word}");
    let ending = if response.dropped {
        json!("dropped")
    } else {
        json!(response.status)
    };
    assert_eq!(entry["status"], ending, "{word} with {fault}");
    let applied = entry["applied"].as_u64().expect("a number");
    (response, applied, setup.state().await != before)
}

#[tokio::test]
async fn every_fault_has_its_effect() {
    for (fault, status, applied) in [
        ("none", 200, 1),
        ("no-effect", 200, 0),
        ("refuse", 400, 0),
        ("forbidden", 403, 0),
        ("server-error", 500, 0),
        ("server-error-after", 500, 1),
        ("bad-gateway-html", 502, 0),
        ("bad-gateway-after", 502, 1),
        ("empty-204", 204, 1),
        ("body-cut", 200, 1),
        ("string-error", 400, 0),
        ("detail-array", 422, 0),
        ("unauthorized", 401, 0),
        ("rate-limited", 429, 0),
        ("rate-limited-bare", 429, 0),
        ("success-false", 200, 0),
    ] {
        for word in WORDS {
            let (response, times_applied, changed) = send_with_fault(word, fault).await;
            assert_eq!(
                (response.status, times_applied),
                (status, applied),
                "{word} with {fault}"
            );
            assert_eq!(changed, applied == 1, "{word} with {fault}");
        }
    }
}

#[tokio::test]
async fn a_drop_is_before_or_after_every_write() {
    for (fault, applied) in [("drop-before", 0), ("drop-after", 1)] {
        for word in WORDS {
            let (response, times_applied, changed) = send_with_fault(word, fault).await;
            assert!(response.dropped, "{word} with {fault}");
            assert_eq!(
                (times_applied, changed),
                (applied, applied == 1),
                "{word} with {fault}"
            );
        }
    }
}

#[tokio::test]
async fn a_late_write_is_applied_after_its_connection_closed() {
    for word in WORDS {
        let setup = Setup::new().await;
        let request = |key, fault| setup.request(word).idempotency_key(key).fault(fault);
        let applied = async |key| {
            let ledger = setup.gateway.ledger().await;
            ledger["idempotency_keys"][key]["applied"].clone()
        };
        let late = setup
            .gateway
            .send(request("late", "drop-late=600000"))
            .await;
        assert!(late.dropped, "{word}");
        assert_eq!(applied("late").await, json!(0), "{word}");
        if word == "topup" {
            let repeat = setup.gateway.send(request("late", "none")).await;
            assert_eq!(repeat.status, 409, "it is still running");
        }

        let soon = setup.gateway.send(request("soon", "drop-late=10")).await;
        assert!(soon.dropped, "{word}");
        until(async || applied("soon").await == json!(1)).await;
    }
}

/// Sends a write twice with one key; returns both statuses, and how often they were applied
/// together.
async fn twice(word: &str, fault: &str) -> (u16, u16, Value) {
    let setup = Setup::new().await;
    let request = || setup.request(word).idempotency_key("k1").fault(fault);
    let first = setup.gateway.send(request()).await.status;
    let second = setup.gateway.send(request()).await.status;
    let ledger = setup.gateway.ledger().await;
    let applied = ledger["idempotency_keys"]["k1"]["applied"].clone();
    (first, second, applied)
}

#[tokio::test]
async fn a_repeat_of_every_write() {
    for (word, honoured, ignored) in [
        ("create", (200, 1), (200, 2)),
        ("create-pool", (200, 1), (409, 1)),
        ("topup", (200, 1), (200, 2)),
        ("rotate", (200, 1), (200, 2)),
        ("delete", (404, 1), (404, 1)),
        ("delete-pool", (404, 1), (404, 1)),
        ("assign", (200, 1), (200, 1)),
        ("set-owner", (200, 1), (200, 1)),
        ("remove", (404, 1), (404, 1)),
        ("create-upstream", (200, 1), (409, 1)),
        ("topup-upstream", (200, 1), (200, 2)),
        ("disable", (200, 1), (200, 1)),
        ("enable", (200, 1), (200, 1)),
        ("delete-upstream", (404, 1), (404, 1)),
        ("start-codex", (200, 1), (200, 2)),
        ("disable-codex", (200, 1), (200, 1)),
        ("enable-codex", (200, 1), (200, 1)),
        ("delete-codex", (404, 1), (404, 1)),
        ("start-claude", (200, 1), (200, 2)),
        ("complete-claude", (200, 1), (409, 1)),
        ("delete-claude", (404, 1), (404, 1)),
        ("refresh-capacity", (429, 1), (429, 1)),
    ] {
        for (fault, (second, applied)) in [("none", honoured), ("ignore-idempotency", ignored)] {
            let expect = (200, second, json!(applied));
            assert_eq!(twice(word, fault).await, expect, "{word} with {fault}");
        }
    }
}

#[tokio::test]
async fn a_switch_applies_to_every_write_by_its_word() {
    let setup = Setup::new().await;
    for word in WORDS {
        setup
            .gateway
            .arm(json!({"fault": "drop-before", "on": word}))
            .await;
        for other in WORDS {
            let request = setup.request(other).fault("refuse");
            let dropped = setup.gateway.send(request).await.dropped;
            assert_eq!(dropped, other == word, "{other} with a switch on {word}");
        }
        setup
            .gateway
            .send(TestRequest::delete("/sandbox/faults"))
            .await
            .ok();
    }
}

#[tokio::test]
async fn an_owner_is_removed_like_every_write() {
    for (fault, status, applied) in [
        ("none", 200, 1),
        ("no-effect", 200, 0),
        ("server-error-after", 500, 1),
    ] {
        let gateway = TestGateway::new(1);
        let path = format!("{POOLS}/pool_00000001/owner");
        let response = gateway.send(TestRequest::delete(&path).fault(fault)).await;
        let entry = gateway.last_write().await;
        assert_eq!(entry["operation"], "remove-owner");
        assert_eq!(
            (response.status, &entry["applied"]),
            (status, &json!(applied)),
            "{fault}"
        );
        let owner = gateway.pool("pool_00000001").await.expect("the pool")["owner"].clone();
        assert_eq!(owner.is_null(), applied == 1, "{fault}");
    }
}

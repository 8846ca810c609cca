//! The usage windows of all accounts in one list, and their refresh.

use sandbox::Options;
use serde_json::{Value, json};

use crate::test_gateway::{CAPACITY, CODEX, TestGateway, TestRequest, rows};

async fn list(gateway: &TestGateway, query: &str) -> Vec<Value> {
    let request = TestRequest::get(format!("{CAPACITY}?{query}"));
    rows(&gateway.send(request).await.ok()).to_vec()
}

fn refresh() -> TestRequest {
    TestRequest::post(format!("{CAPACITY}/refresh"), &json!({}))
}

#[tokio::test]
async fn every_account_has_a_capacity() {
    let gateway = TestGateway::new(1);
    let all = list(&gateway, "limit=100").await;
    assert_eq!(all.len(), 18);
    let account = gateway
        .row_of(CODEX, "codex_00000003")
        .await
        .expect("the row");
    assert_eq!(
        all[2],
        json!({"object": "account_capacity", "account_id": "codex_00000003", "provider": "codex",
               "label": "Night batch", "status": "rate_limited", "five_hour": account["usage"]["five_hour"],
               "weekly": account["usage"]["weekly"], "monthly": null,
               "estimated_remaining_usd": "0.000000000", "updated_at": account["usage"]["updated_at"]})
    );
    assert_eq!(all[1]["label"], "ada@example.com", "without a name");
    let setup = &all[14];
    assert_eq!(setup["account_id"], "claude_00000003");
    for name in [
        "five_hour",
        "weekly",
        "estimated_remaining_usd",
        "updated_at",
    ] {
        assert_eq!(setup[name], Value::Null, "{name}");
    }
}

#[tokio::test]
async fn pages_go_from_codex_to_claude() {
    let gateway = TestGateway::new(1);
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let path = format!("{CAPACITY}?limit=7&after={after}");
        let page = gateway.send(TestRequest::get(path)).await.ok();
        let ids = rows(&page).iter().map(|row| row["account_id"].clone());
        seen.extend(ids);
        if page["has_more"] == json!(false) {
            break;
        }
        after = page["last_id"].as_str().expect("an id").to_owned();
    }
    assert_eq!(seen.len(), 18);
    assert_eq!(
        (&seen[0], &seen[17]),
        (&json!("codex_00000001"), &json!("claude_00000006"))
    );
    let newest = list(&gateway, "order=desc&limit=1&after=claude_00000001").await;
    assert_eq!(newest[0]["account_id"], "codex_0000000c");
    assert_eq!(list(&gateway, "status=reauth_required").await.len(), 2);
    let cursor = TestRequest::get(format!("{CAPACITY}?after=key_00000001"));
    assert_eq!(gateway.send(cursor).await.code(), "invalid_cursor");
}

#[tokio::test]
async fn a_refresh_takes_a_new_snapshot() {
    let gateway = TestGateway::new(1);
    gateway.hold_clock().await;
    gateway.advance(1).await;
    let before = list(&gateway, "limit=100").await;
    let after = gateway.send(refresh()).await.ok();
    let now = gateway.send(TestRequest::get("/sandbox/state")).await.ok()["now"].clone();
    let stale: Vec<&Value> = rows(&after)
        .iter()
        .filter(|row| row["updated_at"] != now)
        .map(|row| &row["account_id"])
        .collect();
    assert_eq!(
        stale,
        [
            "codex_00000005",
            "codex_00000006",
            "codex_00000007",
            "codex_00000009",
            "claude_00000003",
            "claude_00000004",
            "claude_00000005"
        ]
    );
    let reset = &rows(&after)[10];
    assert_eq!(before[10]["weekly"]["used_percent"], 64);
    assert_eq!(
        reset["weekly"]["used_percent"], 0,
        "a window past its reset starts anew"
    );
    assert!(reset["weekly"]["resets_at"].as_i64() > now.as_i64());
    assert_eq!(list(&gateway, "").await, rows(&after));
    assert_eq!(gateway.last_write().await["operation"], "refresh-capacity");
}

#[tokio::test]
async fn refreshes_are_limited() {
    let gateway = TestGateway::new(1);
    gateway.hold_clock().await;
    gateway.send(refresh()).await.ok();
    gateway.advance(13).await;
    let refused = gateway.send(refresh()).await;
    assert_eq!(
        (refused.status, refused.code()),
        (429, "rate_limit_exceeded")
    );
    assert_eq!(refused.header("retry-after"), Some("47"));
    gateway.advance(47).await;
    gateway.send(refresh()).await.ok();
}

#[tokio::test]
async fn a_gateway_may_lack_it() {
    let gateway = TestGateway::new(1);
    for (on, list, refreshed) in [("capacity", 404, 200), ("refresh-capacity", 200, 404)] {
        gateway.arm(json!({"fault": "not-offered", "on": on})).await;
        let response = gateway.send(TestRequest::get(CAPACITY)).await;
        assert_eq!(response.status, list, "{on}");
        let response = gateway.send(refresh()).await;
        assert_eq!(response.status, refreshed, "{on}");
        gateway
            .send(TestRequest::delete("/sandbox/faults"))
            .await
            .ok();
    }
    let empty = TestGateway::open(Options {
        seed: Some(0),
        ..Options::default()
    });
    assert!(list(&empty, "").await.is_empty());
}

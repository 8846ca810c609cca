//! The sample accounts: their fields, and every status and window among them.

use serde_json::{Value, json};

use crate::test_gateway::{CLAUDE, CODEX, TestGateway, TestRequest, rows};

async fn list(gateway: &TestGateway, path: &str) -> Vec<Value> {
    let list = gateway.send(TestRequest::get(path)).await.ok();
    rows(&list).to_vec()
}

#[tokio::test]
async fn accounts_have_the_fields_of_the_contract() {
    let gateway = TestGateway::new(1);
    let fields = |row: &Value| {
        row.as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect()
    };
    let codex: Vec<String> = fields(&list(&gateway, CODEX).await[1]);
    assert_eq!(
        codex.join(" "),
        "object id name email workspace_id workspace_name member_id plan_type enabled status \
         status_reason created_at last_used_at last_refreshed_at token_expires_at \
         rate_limited_until usage last_error"
    );
    let claude = &list(&gateway, CLAUDE).await[0];
    assert_eq!(
        (
            &claude["object"],
            &claude["auth_type"],
            &claude["plan_type"]
        ),
        (
            &json!("organization.claude_account"),
            &json!("oauth"),
            &json!("max_20x")
        )
    );
    let usage: Vec<String> = fields(&claude["usage"]);
    assert_eq!(
        usage,
        [
            "updated_at",
            "five_hour",
            "weekly",
            "weekly_opus",
            "weekly_sonnet"
        ]
    );
    let window: Vec<String> = fields(&claude["usage"]["weekly_opus"]);
    assert_eq!(
        window,
        [
            "used_percent",
            "remaining_percent",
            "resets_at",
            "window_seconds"
        ]
    );
}

#[tokio::test]
async fn sample_codex_accounts_are_of_every_kind() {
    let gateway = TestGateway::new(1);
    let all = list(&gateway, CODEX).await;
    let statuses: Vec<&str> = all
        .iter()
        .filter_map(|row| row["status"].as_str())
        .collect();
    assert_eq!(
        statuses,
        [
            "active",
            "active",
            "rate_limited",
            "quota_exceeded",
            "reauth_required",
            "disabled",
            "blocked",
            "refreshing",
            "error",
            "warming_up",
            "active",
            "active"
        ]
    );
    let now = gateway.send(TestRequest::get("/sandbox/state")).await.ok()["now"].as_i64();
    let (mail, workspace) = (
        |row: usize| &all[row]["email"],
        |row: usize| &all[row]["workspace_id"],
    );
    assert!(mail(0) == mail(1) && workspace(0) != workspace(1));
    assert!(mail(1) == mail(11) && workspace(1) == workspace(11));
    assert!(all[2]["rate_limited_until"].as_i64() > now);
    let monthly = &all[3]["usage"];
    assert!(monthly["five_hour"].is_null() && monthly["weekly"].is_null());
    assert_eq!(monthly["monthly"]["window_seconds"], 30 * 24 * 3600);
    assert_eq!(all[4]["last_error"]["code"], "refresh_token_reused");
    assert_eq!(all[4]["status_reason"], all[4]["last_error"]["message"]);
    assert!(all[7]["usage"]["five_hour"].is_null() && all[7]["usage"]["weekly"].is_object());
    assert!(all[8]["usage"].is_null());
    assert!(all[10]["usage"]["weekly"]["resets_at"].as_i64() < now);
    assert!(all[11]["token_expires_at"].as_i64() < now);
}

#[tokio::test]
async fn sample_claude_accounts_are_of_every_kind() {
    let gateway = TestGateway::new(1);
    let all = list(&gateway, CLAUDE).await;
    let now = gateway.send(TestRequest::get("/sandbox/state")).await.ok()["now"].as_i64();
    let now = now.expect("a time");
    let days = |row: &Value| (row["token_expires_at"].as_i64().expect("a time") - now) / 86_400;
    for row in &all[2..4] {
        assert_eq!(row["auth_type"], "setup_token");
        assert_eq!(
            (&row["email"], &row["plan_type"], &row["usage"]),
            (&Value::Null, &Value::Null, &Value::Null)
        );
    }
    assert!(days(&all[2]) > 300 && days(&all[3]) < 30);
    assert_eq!(all[4]["status"], "reauth_required");
    assert_eq!(all[5]["status"], "rate_limited");
    assert_eq!(all[1]["usage"]["five_hour"]["used_percent"], 97);
}

//! Writing users, with the traps of each version: names that find root, statuses that lock nobody
//! out, credits for nobody, and sums that break every list.

use axum::http::Method;
use serde_json::{Value, json};

use crate::one_api_gateway::OneApi;
use crate::test_gateway::{TestRequest, TestResponse};

const TOKEN: &str = "0000000000000000000000000000c0de";
const UUID: &str = "01a200da-84ca-7792-97a5-ddada8e2caca";
const VERSIONS: [&str; 3] = ["f2", "f1", "u"];

async fn with_alice(version: &str) -> OneApi {
    let gateway = OneApi::empty(version);
    let row = json!({"id": 7, "uuid": UUID, "username": "alice", "display_name": "Alice",
        "quota": 100, "group": "vip", "access_token": TOKEN, "email": "a@example.com"});
    gateway.plant("users", row).await;
    gateway
        .plant("tokens", json!({"user_id": 7, "key": "k", "name": "relay"}))
        .await;
    gateway
}

fn path(version: &str) -> String {
    match version {
        "f2" => format!("/api/user/{UUID}"),
        _ => "/api/user/7".to_owned(),
    }
}

/// A body that names alice.
fn alice(version: &str, fields: Value) -> Value {
    let mut body = match version {
        "f2" => json!({"uuid": UUID}),
        _ => json!({"id": 7}),
    };
    for (field, value) in fields.as_object().cloned().unwrap_or_default() {
        body[field] = value;
    }
    body
}

/// The row of alice, whatever she is called now.
async fn row(gateway: &OneApi, version: &str) -> Value {
    gateway.get(&path(version)).await["data"].clone()
}

async fn put(gateway: &OneApi, version: &str, fields: Value) -> Value {
    let body = alice(version, fields);
    gateway.send(Method::PUT, "/api/user/", &body).await.body
}

async fn manage(gateway: &OneApi, username: &str, action: &str) -> Value {
    let body = json!({"username": username, "action": action});
    let path = "/api/user/manage";
    gateway.send(Method::POST, path, &body).await.body
}

async fn as_alice(gateway: &OneApi) -> TestResponse {
    let request = TestRequest::get("/api/user/self")
        .without_bearer()
        .header("authorization", TOKEN);
    gateway.0.send(request).await
}

/// The newest log row.
async fn newest(gateway: &OneApi) -> Value {
    gateway.get("/api/log/").await["data"][0].clone()
}

#[tokio::test]
async fn an_empty_name_finds_root_and_an_unknown_action_succeeds() {
    for version in VERSIONS {
        let gateway = with_alice(version).await;
        let refused = manage(&gateway, "", "disable").await;
        assert_eq!(refused["success"], false, "{version}");
        let done = manage(&gateway, "", "enable").await;
        assert_eq!(done["data"]["role"], 100, "{version}");
        let nothing = manage(&gateway, "alice", "explode").await;
        assert_eq!(nothing["success"], true, "{version}");
        assert_eq!(row(&gateway, version).await["status"], 1);
    }
}

#[tokio::test]
async fn status_3_hides_and_locks_nobody_out() {
    for version in VERSIONS {
        let gateway = with_alice(version).await;
        put(&gateway, version, json!({"status": 3, "quota": 9_000_000})).await;
        let list = gateway.get("/api/user/").await.to_string();
        assert!(!list.contains("alice"), "{version}");
        assert_eq!(as_alice(&gateway).await.status, 200, "{version}");
        // The relay goes on as well: what is missing is a channel.
        assert_eq!(gateway.chat("k", "gpt-4o").await.status, 503, "{version}");
    }
}

#[tokio::test]
async fn a_deleted_user_is_renamed_banned_and_revived_with_everything() {
    for version in VERSIONS {
        let gateway = with_alice(version).await;
        let deleted = gateway
            .send(Method::DELETE, &path(version), &Value::Null)
            .await;
        assert_eq!(deleted.status, 200);
        assert_eq!(deleted.text.is_empty(), version == "u", "{version}");
        let name = row(&gateway, version).await["username"].clone();
        let name = name.as_str().expect("a name");
        assert_eq!(name.len(), "deleted_".len() + 32, "{version}: {name}");
        let refused = as_alice(&gateway).await;
        assert_eq!(refused.body["success"], false, "{version}");
        assert_eq!(gateway.chat("k", "gpt-4o").await.status, 401, "{version}");
        manage(&gateway, name, "enable").await;
        assert_eq!(as_alice(&gateway).await.body["success"], true, "{version}");
        assert_eq!(gateway.chat("k", "gpt-4o").await.status, 503, "{version}");
    }
}

#[tokio::test]
async fn the_original_credits_nobody_and_says_success() {
    for (version, body, is_success) in [
        ("u", json!({"user_uuid": UUID, "quota": 5}), true),
        ("u", json!({"user_id": 999, "quota": 5}), true),
        ("u", json!({"quota": 5}), true),
        ("f1", json!({"user_id": 999, "quota": 5}), true),
        ("f2", json!({"user_id": 7, "quota": 5}), false),
        ("f2", json!({"quota": 5}), false),
    ] {
        let gateway = with_alice(version).await;
        let reply = gateway.send(Method::POST, "/api/topup", &body).await.body;
        assert_eq!(reply["success"], is_success, "{version} {body}");
        assert_eq!(row(&gateway, version).await["quota"], 100);
        let log = newest(&gateway).await;
        assert_eq!(log["quota"] == 5, is_success, "{version} {body}: {log}");
    }
}

#[tokio::test]
async fn top_ups_add_and_leave_a_row() {
    for version in VERSIONS {
        let gateway = with_alice(version).await;
        let body = match version {
            "f2" => json!({"user_uuid": UUID, "quota": 50, "remark": "ticket <81>"}),
            _ => json!({"user_id": 7, "quota": 50, "remark": "ticket <81>"}),
        };
        for sum in [150, 200] {
            gateway.send(Method::POST, "/api/topup", &body).await;
            assert_eq!(row(&gateway, version).await["quota"], sum, "{version}");
        }
        let log = newest(&gateway).await;
        assert_eq!(log["content"], "ticket <81>", "{version}");
        assert_eq!((&log["type"], &log["quota"]), (&json!(1), &json!(50)));
    }
}

#[tokio::test]
async fn an_overflow_breaks_every_list_for_good() {
    for version in VERSIONS {
        let gateway = with_alice(version).await;
        let user = json!({"id": 7, "username": "alice", "quota": i64::MAX});
        gateway.plant("users", user).await;
        let mut body = json!({"quota": 1});
        match version {
            "f2" => body["user_uuid"] = json!(UUID),
            _ => body["user_id"] = json!(7),
        }
        let credited = gateway.send(Method::POST, "/api/topup", &body).await.body;
        assert_eq!(credited["success"], true, "{version}");
        put(&gateway, version, json!({"quota": 5})).await;
        for path in [
            "/api/user/",
            "/api/user/search?keyword=alice",
            "/api/user/dashboard?from_date=2026-11-22&to_date=2026-11-22",
        ] {
            let reply = gateway.get(path).await;
            let is_broken = version != "u" || !path.contains("dashboard");
            assert_eq!(reply["success"], !is_broken, "{version} {path}: {reply}");
            if is_broken {
                let message = reply["message"].as_str().expect("a message");
                assert!(message.contains("sql: Scan error"), "{path}: {message}");
            }
        }
    }
}

#[tokio::test]
async fn the_original_stores_what_nobody_should_write() {
    let gateway = with_alice("u").await;
    let fields = json!({"quota": -5, "status": 9, "used_quota": 3, "access_token": "canary-set"});
    put(&gateway, "u", fields).await;
    let stored = row(&gateway, "u").await;
    assert_eq!(stored["quota"], -5);
    assert_eq!(
        (&stored["status"], &stored["used_quota"]),
        (&json!(9), &json!(3))
    );
    let list = gateway.get("/api/user/search?keyword=alice").await;
    assert_eq!(list["data"][0]["access_token"], "canary-set");
    // A change without a quota tells of one to 0, which did not happen.
    put(&gateway, "u", json!({"group": "svip", "quota": 0})).await;
    assert_eq!(row(&gateway, "u").await["quota"], -5);
    assert_eq!(
        newest(&gateway).await["content"],
        "管理员将用户额度从 ＄-0.000010 额度修改为 ＄0.000000 额度"
    );
}

#[tokio::test]
async fn the_fork_writes_each_field_by_itself() {
    for version in ["f2", "f1"] {
        let gateway = with_alice(version).await;
        put(
            &gateway,
            version,
            json!({"quota": 0, "email": "", "role": 7}),
        )
        .await;
        let stored = row(&gateway, version).await;
        assert_eq!(stored["quota"], 0, "{version}");
        assert_eq!((&stored["email"], &stored["role"]), (&json!(""), &json!(7)));
        assert_eq!(
            (&stored["username"], &stored["group"]),
            (&json!("alice"), &json!("vip"))
        );
        assert_eq!(
            newest(&gateway).await["content"],
            "Field quota changed from ＄0.000200 quota to ＄0.000000 quota (admin_id=1)"
        );
    }
}

#[tokio::test]
async fn a_new_user_has_role_1_a_token_and_the_gift() {
    for (version, quota, group) in [
        ("f2", 70, "nosuch"),
        ("f1", 70, "nosuch"),
        ("u", 1234, "default"),
    ] {
        let gateway = with_alice(version).await;
        gateway.set_option("QuotaForNewUser", "1234").await;
        let body = json!({"username": "zoe", "password": "correct-horse", "role": 10,
            "quota": 70, "group": "nosuch"});
        let made = gateway.send(Method::POST, "/api/user/", &body).await.body;
        assert_eq!(made, json!({"message": "", "success": true}), "{version}");
        let found = gateway.get("/api/user/search?keyword=zoe").await["data"][0].clone();
        assert_eq!(found["role"], 1, "{version}");
        assert_eq!(
            (&found["quota"], &found["group"]),
            (&json!(quota), &json!(group))
        );
        assert_eq!(newest(&gateway).await["type"], 4, "{version}");
        let again = gateway.send(Method::POST, "/api/user/", &body).await.body;
        assert_eq!(again["success"], false, "{version}");
        if version != "u" {
            let tokens = gateway
                .get("/api/admin/tokens/search?keyword=default")
                .await;
            assert_eq!(tokens["total"], 1, "{version}");
            assert_eq!(tokens["data"][0]["remain_quota"], -1);
        }
    }
}

#[tokio::test]
async fn secrets_in_writes_stay_out_of_the_ledger() {
    let gateway = with_alice("u").await;
    put(
        &gateway,
        "u",
        json!({"access_token": "canary-a", "password": "canary-p"}),
    )
    .await;
    let redeemed = json!({"key": "canary-code"});
    gateway
        .send(Method::POST, "/api/user/topup", &redeemed)
        .await;
    let ledger = gateway.0.ledger().await.to_string();
    assert!(
        ledger.contains("set-user") && ledger.contains("redeem"),
        "{ledger}"
    );
    assert!(!ledger.contains("canary"), "{ledger}");
}

#[tokio::test]
async fn faults_act_on_top_ups() {
    for (fault, quota) in [
        ("refuse", 100),
        ("no-effect", 100),
        ("refuse-after", 150),
        ("drop-after", 150),
    ] {
        let gateway = with_alice("f2").await;
        let body = json!({"user_uuid": UUID, "quota": 50});
        let request = TestRequest::post("/api/topup", &body).fault(fault);
        gateway.0.send(request).await;
        assert_eq!(row(&gateway, "f2").await["quota"], quota, "{fault}");
    }
}

//! The dashboard: whose calls it sums up, for how many days, and in which names.

use serde_json::{Value, json};

use crate::one_api_gateway::OneApi;
use crate::test_gateway::TestRequest;

const TOKEN: &str = "0000000000000000000000000000c0de";
const UUID: &str = "01a200da-84ca-7792-97a5-ddada8e2caca";
const DAY: &str = "from_date=2026-11-22&to_date=2026-11-22";

async fn with_calls(version: &str) -> OneApi {
    let gateway = OneApi::empty(version);
    let alice = json!({"id": 7, "uuid": UUID, "username": "alice", "quota": 100, "used_quota": 9,
        "role": 10, "access_token": TOKEN});
    gateway.plant("users", alice).await;
    let gone = json!({"username": "gone", "status": 3, "quota": 1});
    gateway.plant("users", gone).await;
    for (user, name, model, quota, kind, cached) in [
        (7, "alice", "gpt-4o", 5, 2, 0),
        (7, "alice", "gpt-4o", 6, 2, 40),
        (1, "root", "o1", 7, 2, 0),
        (7, "alice", "", 900, 1, 0),
    ] {
        let row = json!({"user_id": user, "user_uuid": if user == 7 { json!(UUID) } else { Value::Null },
            "username": name, "token_name": "relay", "model_name": model, "quota": quota,
            "type": kind, "created_at": 1_795_348_800, "prompt_tokens": 10, "completion_tokens": 3,
            "cached_prompt_tokens": cached});
        gateway.plant("logs", row).await;
    }
    gateway
}

async fn as_alice(gateway: &OneApi, query: &str) -> Value {
    let request = TestRequest::get(format!("/api/user/dashboard{query}"))
        .without_bearer()
        .header("authorization", TOKEN);
    gateway.0.send(request).await.body
}

#[tokio::test]
async fn root_sees_everybody_in_the_names_of_go() {
    for version in ["f2", "f1"] {
        let gateway = with_calls(version).await;
        let data = gateway.get(&format!("/api/user/dashboard?{DAY}")).await["data"].clone();
        assert_eq!(
            data["logs"],
            json!([
                {"Day": "2026-11-22", "ModelName": "gpt-4o", "RequestCount": 2, "Quota": 11,
                 "PromptTokens": 20, "CompletionTokens": 6, "CachedPromptTokens": 40,
                 "CacheHitCount": 1, "CacheHitQuota": 6},
                {"Day": "2026-11-22", "ModelName": "o1", "RequestCount": 1, "Quota": 7,
                 "PromptTokens": 10, "CompletionTokens": 3, "CachedPromptTokens": 0,
                 "CacheHitCount": 0, "CacheHitQuota": 0},
            ]),
            "{version}"
        );
        assert_eq!(data["user_logs"][0]["Username"], "alice", "{version}");
        assert_eq!(data["token_logs"][0]["TokenName"], "relay", "{version}");
        assert_eq!(data["tool_logs"], Value::Null, "{version}");
        assert_eq!(data["status"], "2/3 Active", "{version}");
        assert_eq!(data["total_quota"], 500_000_000_000_101_i64, "{version}");
        assert_eq!(data["used_quota"], 9, "{version}");
    }
}

#[tokio::test]
async fn others_see_themselves_for_a_week() {
    let gateway = with_calls("f2").await;
    let own = as_alice(&gateway, &format!("?{DAY}")).await["data"].clone();
    assert_eq!(own["logs"].as_array().map(Vec::len), Some(1), "{own}");
    assert_eq!(
        (&own["status"], &own["total_quota"]),
        (&json!("Active"), &json!(100))
    );
    let named = as_alice(&gateway, &format!("?{DAY}&user_id={UUID}")).await;
    assert_eq!(named["data"], own);
    for (query, message) in [
        ("/users", "No permission to access user list"),
        (
            "?user_id=all",
            "No permission to view other users' dashboard data",
        ),
        (
            "?from_date=2026-11-15&to_date=2026-11-22",
            "maximum allowed: 7 days: date range too large",
        ),
    ] {
        let refused = as_alice(&gateway, query).await;
        let expect = json!({"data": null, "message": message, "success": false});
        assert_eq!(refused, expect, "{query}");
    }
    for query in [
        "?user_id=7",
        "?user_id=0198c7a2-4b10-7c31-9a55-1f0c2d3e4aff",
    ] {
        let refused = gateway.get(&format!("/api/user/dashboard{query}")).await;
        assert_eq!(refused["message"], "Invalid user_id parameter", "{query}");
    }
}

#[tokio::test]
async fn the_original_has_an_array_and_no_list_of_users() {
    let gateway = with_calls("u").await;
    let now = gateway.get("/sandbox/state").await["now"].clone();
    let row =
        json!({"user_id": 1, "type": 2, "created_at": now, "model_name": "today", "quota": 3});
    gateway.plant("logs", row).await;
    let data = gateway.get("/api/user/dashboard").await["data"].clone();
    let rows = data.as_array().expect("an array");
    let today = rows
        .iter()
        .find(|row| row["ModelName"] == "today")
        .expect("today");
    assert_eq!(today["Quota"], 3);
    assert_eq!(today.get("CacheHitCount"), None);
}

//! Logs as they are purged and counted, and what the sample tells about who spent what.

use std::collections::BTreeMap;

use axum::http::Method;
use sandbox::{Dialect, OneApiVersion, Options};
use serde_json::{Value, json};

use crate::one_api_gateway::OneApi;
use crate::test_gateway::TestGateway;

async fn with_logs(version: &str) -> OneApi {
    let gateway = OneApi::empty(version);
    for (kind, at, quota) in [(1, 1000, 70), (2, 2000, 5), (2, 3000, 6), (4, 4000, 0)] {
        let row = json!({"type": kind, "created_at": at, "quota": quota, "username": "alice",
            "content": "some quota"});
        gateway.plant("logs", row).await;
    }
    gateway
}

#[tokio::test]
async fn a_purge_in_milliseconds_deletes_everything() {
    for version in ["f2", "f1", "u"] {
        for (query, deleted) in [
            ("?target_timestamp=3000", Some(2)),
            ("?target_timestamp=1795311370000", Some(4)),
            ("?target_timestamp=0", None),
            ("?target_timestamp=x", None),
            ("", None),
        ] {
            let gateway = with_logs(version).await;
            let path = format!("/api/log/{query}");
            let reply = gateway.send(Method::DELETE, &path, &Value::Null).await.body;
            assert_eq!(reply["data"].as_i64(), deleted, "{version} {query}");
            if deleted.is_none() {
                assert_eq!(reply["message"], "target timestamp is required");
            }
        }
    }
}

#[tokio::test]
async fn statistics_count_calls_alone() {
    for version in ["f2", "f1", "u"] {
        let gateway = with_logs(version).await;
        for (query, quota) in [
            ("", 11),
            ("?type=1", 11),
            ("?start_timestamp=3000", 6),
            ("?username=al", 0),
        ] {
            let path = format!("/api/log/stat{query}");
            assert_eq!(
                gateway.get(&path).await["data"]["quota"],
                quota,
                "{version} {query}"
            );
        }
    }
}

#[tokio::test]
async fn the_sample_shows_who_used_up_the_balance_of_alice() {
    let gateway = OneApi::seeded("f2", 60);
    let now = gateway.get("/sandbox/state").await["now"]
        .as_i64()
        .expect("the time");
    let path = |start: i64| format!("/api/log/stat?username=alice&start_timestamp={start}");
    let spent = |reply: Value| reply["data"]["quota"].as_i64().expect("a sum");
    let month = spent(gateway.get(&path(now - 31 * 86_400)).await);
    let burst = spent(gateway.get(&path(now - 2 * 86_400 - 60)).await);
    assert!(burst * 10 > month * 9, "{burst} of {month}");
    let rows = gateway
        .get("/api/log/?username=alice&type=2&size=100")
        .await;
    let mut by_token: BTreeMap<String, i64> = BTreeMap::new();
    for row in rows["data"].as_array().expect("rows") {
        let name = row["token_name"].as_str().unwrap_or_default().to_owned();
        *by_token.entry(name).or_default() += row["quota"].as_i64().unwrap_or(0);
    }
    assert!(
        by_token["alice-laptop"] > by_token["alice-ci"],
        "{by_token:?}"
    );
    for kind in [1, 3] {
        let path = format!("/api/log/?username=alice&type={kind}");
        assert_eq!(gateway.get(&path).await["total"], 1, "{kind}");
    }
}

#[tokio::test]
async fn a_month_of_logs_is_made_on_request() {
    for version in ["f2", "f1", "u"] {
        let gateway = OneApi(TestGateway::open(Options {
            dialect: Dialect::OneApi(OneApiVersion::from_word(version).expect("a version")),
            logs: Some(5000),
            tokens: Some(50),
            ..Options::default()
        }));
        let state = gateway.get("/sandbox/state").await;
        assert!(state["logs"].as_i64() > Some(5000), "{state}");
        assert_eq!(state["tokens"], 50);
        let text = gateway.get("/api/log/?type=4").await.to_string();
        assert!(text.contains("canary-log"), "{version}");
        let reset = json!({"seed": 3, "tokens": 20, "logs": 700});
        let state = gateway.0.switch("reset", &reset).await;
        assert!(state["logs"].as_i64() < Some(1100), "{state}");
        assert_eq!(state["tokens"], 20);
    }
}

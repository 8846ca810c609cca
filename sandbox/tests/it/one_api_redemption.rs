//! Redemption codes: what is accepted, what a change overwrites, and redeeming.

use axum::http::Method;
use serde_json::{Value, json};

use crate::one_api_gateway::OneApi;

const PATH: &str = "/api/redemption/";

async fn create(gateway: &OneApi, body: Value) -> Vec<Value> {
    let made = gateway.send(Method::POST, PATH, &body).await.body;
    made["data"].as_array().cloned().unwrap_or_default()
}

async fn redeem(gateway: &OneApi, key: &Value) -> (u16, Value) {
    let body = json!({"key": key});
    let reply = gateway.send(Method::POST, "/api/user/topup", &body).await;
    (reply.status, reply.body)
}

async fn balance(gateway: &OneApi) -> i64 {
    let own = gateway.get("/api/user/self").await;
    own["data"]["quota"].as_i64().expect("a balance")
}

#[tokio::test]
async fn a_negative_code_takes_and_an_absent_quota_is_a_hundred() {
    for version in ["f2", "f1", "u"] {
        for (body, change) in [
            (json!({"name": "a", "count": 1, "quota": 777}), 777),
            (json!({"name": "a", "count": 1, "quota": -5}), -5),
            (json!({"name": "a", "count": 1, "quota": 0}), 100),
            (json!({"name": "a", "count": 1}), 100),
        ] {
            let gateway = OneApi::empty(version);
            let keys = create(&gateway, body.clone()).await;
            let before = balance(&gateway).await;
            let (_, redeemed) = redeem(&gateway, &keys[0]).await;
            assert_eq!(redeemed["data"], change, "{version} {body}");
            assert_eq!(balance(&gateway).await, before + change, "{version} {body}");
            let log = gateway.get("/api/log/").await["data"][0].clone();
            assert_eq!((&log["type"], &log["quota"]), (&json!(1), &json!(0)));
            let (_, again) = redeem(&gateway, &keys[0]).await;
            assert_eq!(again["success"], false, "{version}");
        }
    }
}

#[tokio::test]
async fn a_batch_may_be_refused_halfway() {
    for version in ["f2", "f1", "u"] {
        let gateway = OneApi::empty(version);
        let armed = json!({"fault": "refuse-halfway", "on": "any", "times": 1});
        gateway.0.switch("faults", &armed).await;
        let body = json!({"name": "a", "count": 5, "quota": 7});
        let refused = gateway.send(Method::POST, PATH, &body).await;
        assert_eq!(refused.status, 200, "{version}");
        assert_eq!(refused.body["success"], false, "{version}");
        assert_eq!(refused.body["data"].as_array().map(Vec::len), Some(2));
        let listed = gateway.get(PATH).await;
        assert_eq!(
            listed["data"].as_array().map(Vec::len),
            Some(2),
            "{version}"
        );
    }
}

#[tokio::test]
async fn five_failures_are_enough_in_the_fork() {
    for (version, last) in [("f2", 429), ("f1", 429), ("u", 200)] {
        let gateway = OneApi::empty(version);
        gateway.0.hold_clock().await;
        for _ in 0..5 {
            assert_eq!(redeem(&gateway, &json!("wrong")).await.0, 200);
        }
        assert_eq!(redeem(&gateway, &json!("wrong")).await.0, last, "{version}");
        gateway.0.advance(601).await;
        assert_eq!(redeem(&gateway, &json!("wrong")).await.0, 200, "{version}");
    }
}

#[tokio::test]
async fn a_change_overwrites_the_quota_also_with_zero() {
    for version in ["f2", "f1", "u"] {
        let gateway = OneApi::empty(version);
        assert_eq!(
            create(&gateway, json!({"name": "a", "count": 3, "quota": 9}))
                .await
                .len(),
            3
        );
        let list = gateway.get(PATH).await;
        let identifier = if version == "f2" { "uuid" } else { "id" };
        let id = &list["data"][0][identifier];
        let body = json!({identifier: id, "name": "b"});
        let changed = gateway.send(Method::PUT, PATH, &body).await.body;
        assert_eq!(
            (&changed["data"]["name"], &changed["data"]["quota"]),
            (&json!("b"), &json!(0))
        );
        let body = json!({identifier: id, "status": 2});
        let path = format!("{PATH}?status_only=1");
        let changed = gateway.send(Method::PUT, &path, &body).await.body;
        assert_eq!(changed["data"]["status"], 2, "{version}");
        let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
        let path = format!("{PATH}{id}");
        gateway.send(Method::DELETE, &path, &Value::Null).await;
        let left = gateway.get(&format!("{PATH}search?keyword=a")).await;
        assert_eq!(left["data"].as_array().map(Vec::len), Some(2), "{version}");
    }
}

#[tokio::test]
async fn the_sample_has_codes_in_every_state() {
    let list = OneApi::seeded("f2", 60)
        .get("/api/redemption/?size=100")
        .await;
    let text = list.to_string();
    for part in [
        "\"status\":1",
        "\"status\":2",
        "\"status\":3",
        "-500000",
        "canary-code",
        "<b>",
    ] {
        assert!(text.contains(part), "{part}");
    }
}

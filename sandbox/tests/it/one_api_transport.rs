//! Transport of the one-api dialect: refusals, limits, sessions, faults, the ledger, and switches.

use axum::http::Method;
use sandbox::Options;
use serde_json::{Value, json};

use crate::one_api_gateway::OneApi;
use crate::test_gateway::{TestGateway, TestRequest, rows, until};

const RATIOS: &str = r#"{"default":1,"vip":0.4}"#;

fn save(value: &str) -> TestRequest {
    let body = json!({"key": "GroupRatio", "value": value});
    TestRequest::new(Method::PUT, "/api/option/").raw(body.to_string())
}

/// Who asks, what for, and the status and text of the refusal in each version.
#[tokio::test]
async fn refusals_have_a_status_in_the_fork_and_none_in_the_original() {
    const NOBODY: &str =
        "No permission to perform this operation, not logged in and no access token provided";
    for (version, authorization, path, status, message) in [
        ("f2", "", "/api/user/self", 401, NOBODY),
        ("f1", "", "/api/user/self", 401, NOBODY),
        (
            "u",
            "",
            "/api/user/self",
            401,
            "无权进行此操作，未登录且未提供 access token",
        ),
        (
            "f1",
            "wrong",
            "/api/user/self",
            401,
            "No permission to perform this operation, access token is invalid",
        ),
        (
            "u",
            "wrong",
            "/api/user/self",
            200,
            "无权进行此操作，access token 无效",
        ),
        (
            "f1",
            "banned",
            "/api/user/self",
            403,
            "User has been banned",
        ),
        ("u", "banned", "/api/user/self", 200, "用户已被封禁"),
        (
            "f1",
            "common",
            "/api/option/",
            403,
            "No permission to perform this operation, insufficient permissions",
        ),
        (
            "u",
            "common",
            "/api/option/",
            200,
            "无权进行此操作，权限不足",
        ),
        ("f2", "Bearer common", "/api/user/self", 200, ""),
        (
            "f2",
            "bearer common",
            "/api/user/self",
            401,
            "No permission to perform this operation, access token is invalid",
        ),
    ] {
        let gateway = OneApi::empty(version);
        for (name, status) in [("banned", 2), ("common", 1)] {
            let user = json!({"username": name, "access_token": name, "status": status});
            gateway.plant("users", user).await;
        }
        let mut request = TestRequest::get(path).without_bearer();
        if !authorization.is_empty() {
            request = request.header("authorization", authorization);
        }
        let response = gateway.0.send(request).await;
        let case = format!("{version} {authorization:?} {path}");
        assert_eq!(response.status, status, "{case}");
        assert_eq!(response.body["message"], message, "{case}");
        assert_eq!(response.body["success"], message.is_empty(), "{case}");
    }
}

#[tokio::test]
async fn a_path_without_its_slash_is_lost_in_the_fork_and_redirected_in_the_original() {
    for (version, method, path, status, cached, location) in [
        ("f2", Method::GET, "/api/option", 404, true, None),
        ("f1", Method::PUT, "/api/option", 404, true, None),
        (
            "u",
            Method::GET,
            "/api/option",
            301,
            false,
            Some("/api/option/"),
        ),
        (
            "u",
            Method::PUT,
            "/api/option?a=1",
            307,
            false,
            Some("/api/option/?a=1"),
        ),
        ("u", Method::GET, "/api/nothing", 404, true, None),
        ("f2", Method::PATCH, "/api/option/", 404, true, None),
    ] {
        let gateway = OneApi::empty(version);
        let sent = gateway.send(method, path, &Value::Null).await;
        let case = format!("{version} {path}");
        assert_eq!(sent.status, status, "{case}");
        let cache = sent.header("cache-control");
        assert_eq!(cache.is_some(), cached, "{case}");
        assert_eq!(sent.header("location"), location, "{case}");
        assert!(sent.header("x-oneapi-request-id").is_some(), "{case}");
        assert_eq!(
            sent.header("ratelimit-limit").is_some(),
            version == "f2",
            "{case}"
        );
    }
}

#[tokio::test]
async fn limits_are_off_until_they_are_switched_on() {
    for (version, has_body, has_headers) in
        [("f2", true, true), ("f1", true, false), ("u", false, false)]
    {
        let gateway = OneApi::empty(version);
        gateway.0.hold_clock().await;
        let limits = json!({"limits": true, "allowed": 2});
        gateway.0.switch("one-api", &limits).await;
        for _ in 0..2 {
            assert_eq!(gateway.get("/api/user/self").await["success"], true);
        }
        let refused = gateway
            .send(Method::GET, "/api/user/self", &Value::Null)
            .await;
        assert_eq!(refused.status, 429, "{version}");
        assert_eq!(refused.body["error"].is_object(), has_body, "{version}");
        let wait = refused.header("retry-after");
        assert_eq!(wait, has_headers.then_some("180"), "{version}");
        // Another client is counted by itself, and so is this one after the window.
        let other = TestRequest::get("/api/user/self").header("x-forwarded-for", "192.0.2.7");
        assert_eq!(gateway.0.send(other).await.status, 200, "{version}");
        gateway.0.advance(180).await;
        assert_eq!(gateway.get("/api/user/self").await["success"], true);
        gateway.0.switch("one-api", &json!({"limits": false})).await;
        for _ in 0..5 {
            assert_eq!(gateway.get("/api/user/self").await["success"], true);
        }
    }
}

#[tokio::test]
async fn a_session_goes_before_the_header() {
    for (version, status) in [("f2", 403), ("f1", 403), ("u", 200)] {
        let gateway = OneApi::empty(version);
        let user = gateway.plant("users", json!({"username": "alice"})).await;
        let session = json!({"user": user, "role": 1});
        let session = gateway.0.switch("one-api/session", &session).await;
        let cookie = session["cookie"].as_str().expect("a cookie");
        let ask = |path: &str, cookie: &str| TestRequest::get(path).header("cookie", cookie);
        let own = gateway.0.send(ask("/api/user/self", cookie)).await;
        assert_eq!(own.body["data"]["username"], "alice", "{version}");
        let refused = gateway.0.send(ask("/api/option/", cookie)).await;
        assert_eq!(refused.status, status, "{version}");
        assert_eq!(refused.body["success"], false, "{version}");
        let unreadable = gateway.0.send(ask("/api/option/", "session=x")).await;
        assert_eq!(unreadable.body["success"], true, "{version}");
    }
}

/// The fault, the status, whether the connection drops, and whether the change is stored.
#[tokio::test]
async fn faults_lose_responses_and_effects() {
    for (fault, status, dropped, stored) in [
        ("drop-before", 0, true, false),
        ("drop-after", 0, true, true),
        ("no-effect", 200, false, false),
        ("bad-gateway-html", 502, false, false),
        ("bad-gateway-after", 502, false, true),
        ("server-error", 500, false, false),
        ("refuse-after", 200, false, true),
        ("server-error-after", 500, false, true),
        ("rate-limited=7", 429, false, false),
        ("success-false", 200, false, false),
        ("unauthorized", 401, false, false),
        ("forbidden", 403, false, false),
        ("not-offered", 404, false, false),
        ("empty-204", 204, false, true),
        ("none", 200, false, true),
    ] {
        let gateway = OneApi::empty("f2");
        let sent = gateway.0.send(save(RATIOS).fault(fault)).await;
        assert_eq!(sent.dropped, dropped, "{fault}");
        if !dropped {
            assert_eq!(sent.status, status, "{fault}: {}", sent.text);
        }
        let is_stored = gateway.option("GroupRatio").await == RATIOS;
        assert_eq!(is_stored, stored, "{fault}");
        let entry = gateway.0.last_write().await;
        assert_eq!(entry["applied"], u32::from(stored), "{fault}: {entry}");
    }
}

#[tokio::test]
async fn a_dropped_change_can_be_applied_later() {
    let gateway = OneApi::empty("f2");
    let late = save(RATIOS).fault("drop-late=1");
    assert!(gateway.0.send(late).await.dropped);
    until(async || gateway.option("GroupRatio").await == RATIOS).await;
    until(async || gateway.0.last_write().await["applied"] == 1).await;
    assert_eq!(gateway.0.last_write().await["status"], "dropped");
}

#[tokio::test]
async fn a_change_takes_effect_after_the_delay() {
    let gateway = OneApi::empty("f2");
    let before = gateway.option("GroupRatio").await;
    let delay = json!({"effective_after_ms": 600_000});
    gateway.0.switch("one-api", &delay).await;
    let sent = gateway.0.send(save(RATIOS)).await.ok();
    assert_eq!(sent["success"], true);
    assert_eq!(gateway.option("GroupRatio").await, before);
    // Reads that change something, such as minting a token, wait for nothing.
    let minted = gateway.get("/api/user/token").await;
    let token = minted["data"].as_str().expect("a token").to_owned();
    let own = TestRequest::get("/api/user/self").bearer(&token);
    assert_eq!(gateway.0.send(own).await.body["success"], true);

    let gateway = OneApi::empty("f2");
    let delay = json!({"effective_after_ms": 1});
    gateway.0.switch("one-api", &delay).await;
    gateway.0.send(save(RATIOS)).await.ok();
    until(async || gateway.option("GroupRatio").await == RATIOS).await;
    until(async || gateway.0.last_write().await["applied"] == 1).await;
}

#[tokio::test]
async fn a_switch_reaches_the_routes_it_names() {
    let gateway = OneApi::empty("u");
    let fault = json!({"fault": "success-false", "on": "set-option"});
    gateway.0.arm(fault).await;
    assert_eq!(gateway.0.send(save(RATIOS)).await.body["success"], false);
    assert_eq!(gateway.get("/api/option/").await["success"], true);
    let known = gateway.get("/sandbox/faults").await["on"].clone();
    let known: Vec<String> = serde_json::from_value(known).expect("words");
    for word in ["any", "write", "set-option", "list-users", "relay"] {
        assert!(known.iter().any(|known| known == word), "{word}");
    }
    assert!(!known.iter().any(|known| known == "topup"));
}

#[tokio::test]
async fn the_ledger_keeps_no_secret() {
    let gateway = OneApi::empty("f2");
    gateway.set_option("SMTPToken", "canary-token").await;
    gateway.set_option("GroupRatio", RATIOS).await;
    let wrong = json!({"username": "root", "password": "canary-password"});
    gateway
        .send(Method::POST, "/api/user/login", &wrong)
        .await
        .ok();
    let ledger = gateway.0.ledger().await;
    assert!(!ledger.to_string().contains("canary"), "{ledger}");
    let entries = rows(&ledger);
    assert_eq!(entries.len(), 3);
    assert_eq!(entries[1]["caller"], "root");
    assert_eq!(entries[1]["operation"], "set-option");
    let kept = json!({"key": "GroupRatio", "value": RATIOS}).to_string();
    assert_eq!(entries[1]["body"], kept);
}

#[tokio::test]
async fn extra_fields_carry_canaries() {
    let gateway = OneApi::empty("f2");
    let own = TestRequest::get("/api/user/self").fault("extra-fields");
    let own = gateway.0.send(own).await.ok();
    assert_eq!(own["data"]["session_token"], "canary-session_token");
    // One is unknown, and the other is about the other dialect.
    for word in ["explode", "usage-old"] {
        let mistaken = TestRequest::get("/api/user/self").fault(word);
        assert_eq!(gateway.0.send(mistaken).await.status, 400, "{word}");
        let armed = TestRequest::post("/sandbox/faults", &json!({"fault": word}));
        assert_eq!(gateway.0.send(armed).await.status, 400, "{word}");
    }
}

#[tokio::test]
async fn the_switch_page_is_about_this_dialect() {
    let gateway = OneApi::seeded("f1", 3);
    let page = gateway.0.send(TestRequest::get("/sandbox/")).await.text;
    assert!(page.contains("one-api, version f1. Channels: 3. Users: 1001."));
    assert!(page.contains("<option>set-option</option>"));
    assert!(!page.contains("default-pool"));
    let form =
        "limits=true&allowed=7&effective_after_ms=5&unstable_paging=true&secure_cookie=false";
    let set = TestRequest::post("/sandbox/one-api", &Value::Null)
        .raw(form)
        .header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(gateway.0.send(set).await.status, 303);
    assert_eq!(
        gateway.get("/sandbox/one-api").await,
        json!({"object": "sandbox.one_api", "version": "f1", "limits": true, "allowed": 7,
               "effective_after_ms": 5, "unstable_paging": true, "secure_cookie": false})
    );
}

#[tokio::test]
async fn the_switches_refuse_other_origins_and_other_dialects() {
    let gateway = OneApi::empty("f2");
    let foreign = TestRequest::post("/sandbox/one-api/rows", &json!({}))
        .header("origin", "http://evil.example")
        .header("host", "127.0.0.1:8080");
    assert_eq!(gateway.0.send(foreign).await.status, 403);
    let other = TestGateway::open(Options::default());
    let absent = other.send(TestRequest::get("/sandbox/one-api")).await;
    assert_eq!(absent.status, 404);
}

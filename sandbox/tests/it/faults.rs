//! Every fault: what the client sees, and what is true.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::desk::{Ask, Desk, KEYS, POOLS, Reply, id, rows, until};

fn create() -> Ask {
    Ask::post(KEYS, &json!({"name": "CI", "limit_usd": "10"}))
}

async fn count(desk: &Desk) -> Value {
    desk.ask(Ask::get("/sandbox/state")).await.ok()["keys"].clone()
}

/// What one faulty create answers, and how many keys there are afterwards.
async fn faulty_create(fault: &str) -> (Reply, Value) {
    let desk = Desk::new(0);
    let reply = desk.ask(create().fault(fault)).await;
    let keys = count(&desk).await;
    (reply, keys)
}

#[tokio::test]
async fn refusals_do_nothing() {
    for (fault, status, code) in [
        ("refuse", 400, "invalid_parameter"),
        ("unauthorized", 401, "invalid_api_key"),
        ("forbidden", 403, "insufficient_permissions"),
        ("not-offered", 404, "route_not_found"),
        ("rate-limited", 429, "rate_limit_exceeded"),
        ("rate-limited-bare", 429, "rate_limit_exceeded"),
        ("server-error", 500, "internal_error"),
    ] {
        let (reply, keys) = faulty_create(fault).await;
        assert_eq!(
            (reply.status, reply.code(), keys),
            (status, code, json!(0)),
            "{fault}"
        );
        let read = Desk::new(0).ask(Ask::get(KEYS).fault(fault)).await;
        assert_eq!(
            (read.status, read.code()),
            (status, code),
            "{fault} of a list"
        );
    }
}

#[tokio::test]
async fn refusals_in_other_tongues_do_nothing() {
    let (text, keys) = faulty_create("string-error").await;
    assert!(text.status == 400 && text.body["error"].is_string() && keys == 0);
    let (detail, keys) = faulty_create("detail-array").await;
    assert!(detail.status == 422 && detail.body["detail"].is_array() && keys == 0);
    let (polite, keys) = faulty_create("success-false").await;
    assert!(polite.status == 200 && polite.body["success"] == json!(false) && keys == 0);
}

#[tokio::test]
async fn rate_limits_say_how_long_or_do_not() {
    let after = |reply: &Reply| reply.header("retry-after").map(str::to_owned);
    assert_eq!(
        after(&faulty_create("rate-limited").await.0).as_deref(),
        Some("2")
    );
    assert_eq!(
        after(&faulty_create("rate-limited=7").await.0).as_deref(),
        Some("7")
    );
    assert_eq!(after(&faulty_create("rate-limited-bare").await.0), None);
}

#[tokio::test]
async fn a_bad_gateway_speaks_html() {
    for (fault, expect) in [("bad-gateway-html", 0), ("bad-gateway-after", 1)] {
        let (reply, keys) = faulty_create(fault).await;
        assert_eq!((reply.status, keys), (502, json!(expect)), "{fault}");
        assert_eq!(reply.header("content-type"), Some("text/html"));
        assert!(reply.text.contains("<h1>502 Bad Gateway</h1>"));
    }
}

#[tokio::test]
async fn an_answer_may_be_lost_after_the_write() {
    let (error, keys) = faulty_create("server-error-after").await;
    assert_eq!((error.status, keys), (500, json!(1)));
    let (empty, keys) = faulty_create("empty-204").await;
    assert_eq!(
        (empty.status, empty.text.as_str(), keys),
        (204, "", json!(1))
    );
    let (cut, keys) = faulty_create("body-cut").await;
    assert!(cut.status == 200 && cut.broken && keys == 1);
    let promised: Option<usize> = cut
        .header("content-length")
        .and_then(|text| text.parse().ok());
    assert!(promised.is_some_and(|promised| promised > 100));
}

#[tokio::test]
async fn a_drop_is_before_or_after_the_write() {
    for (fault, expect) in [("drop-before", 0), ("drop-after", 1)] {
        let (reply, keys) = faulty_create(fault).await;
        assert!(reply.dropped, "{fault}");
        assert_eq!(keys, expect, "{fault}");
    }
    assert!(
        Desk::new(0)
            .ask(Ask::get(KEYS).fault("drop-after"))
            .await
            .dropped
    );
}

#[tokio::test]
async fn latency_is_before_or_after_the_write() {
    for (fault, meanwhile) in [("latency", 0), ("latency-after", 1)] {
        let desk = Desk::new(0);
        let started = Instant::now();
        let reply = desk.ask(create().fault(&format!("{fault}=200"))).await;
        assert!(started.elapsed() >= Duration::from_millis(200), "{fault}");
        assert_eq!((reply.status, count(&desk).await), (200, json!(1)));

        desk.arm(json!({"fault": fault, "ms": 600_000, "on": "create"}))
            .await;
        let never = tokio::spawn({
            let desk = desk.clone();
            async move { desk.ask(create()).await.status }
        });
        desk.until_fired().await;
        until(async || count(&desk).await == json!(1 + meanwhile)).await;
        assert!(!never.is_finished(), "{fault}");
        never.abort();
    }
}

#[tokio::test]
async fn no_effect_claims_everything_and_does_nothing() {
    let desk = Desk::new(1);
    let key = desk.key("10").await;
    let before = desk.row(&key).await;
    let ask = |ask: Ask| desk.ask(ask.fault("no-effect"));

    let claimed = ask(create()).await.ok();
    assert!(claimed["value"].is_string() && claimed["budget"]["limit_usd"] == "10.000000000");
    let topup = ask(Ask::post(
        format!("{KEYS}/{key}/topup"),
        &json!({"amount_usd": "5"}),
    ))
    .await
    .ok();
    assert_eq!(topup["budget"]["limit_usd"], "15.000000000");
    assert_eq!(topup["topup"]["amount_usd"], "5.000000000");
    let rotated = ask(Ask::post(format!("{KEYS}/{key}/rotate"), &json!({})))
        .await
        .ok();
    assert!(rotated["value"].is_string());
    let assigned = ask(Ask::post(
        format!("{POOLS}/pool_00000001/api_keys/{key}"),
        &json!({}),
    ))
    .await
    .ok();
    assert_eq!(assigned["pool_id"], "pool_00000001");
    assert_eq!(
        ask(Ask::delete(format!("{KEYS}/{key}"))).await.ok()["deleted"],
        json!(true)
    );

    assert_eq!(desk.row(&key).await, before);
    assert_eq!(count(&desk).await, 2);
    assert_eq!(desk.row(&id(&claimed)).await, None);
    let real = desk.create(json!({"name": "CI"})).await;
    assert_ne!(
        real["id"], claimed["id"],
        "an id that was shown is never given again"
    );
    let refused = ask(Ask::post(KEYS, &json!({"name": ""}))).await;
    assert_eq!(refused.code(), "invalid_name");
}

#[tokio::test]
async fn no_effect_does_not_count_as_the_first_answer() {
    let desk = Desk::new(0);
    let ask = || create().idempotency_key("k1");
    desk.ask(ask().fault("no-effect")).await.ok();
    let real = desk.ask(ask()).await;
    assert_eq!(real.header("idempotent-replayed"), None);
    assert_eq!(count(&desk).await, 1);
}

#[tokio::test]
async fn idempotency_keys_may_be_ignored() {
    let desk = Desk::new(0);
    let ask = || create().idempotency_key("k1");
    desk.ask(ask()).await.ok();
    let dropped = desk.ask(ask().fault("drop-after,ignore-idempotency")).await;
    assert!(dropped.dropped);
    assert_eq!(count(&desk).await, 2);
}

#[tokio::test]
async fn lists_may_be_odd() {
    let desk = Desk::new(30);
    let list =
        |fault: &'static str, query: &'static str| Ask::get(format!("{KEYS}?{query}")).fault(fault);
    let bare = desk.ask(list("bare-array", "")).await.ok();
    assert_eq!(bare.as_array().map(Vec::len), Some(20));
    let unknown = desk.ask(list("unknown-enum", "")).await.ok();
    assert!(
        rows(&unknown)
            .iter()
            .all(|row| row["status"] == "quarantined")
    );
    let broken = desk.ask(list("bad-row", "")).await.ok();
    assert!(rows(&broken).len() == 20 && rows(&broken)[1].get("id").is_none());
    let percent = desk.ask(list("percent-only", "limit=30")).await.ok();
    assert!(!percent.to_string().contains("_usd"));
    let numbers = desk.ask(list("json-numbers", "q=Claude%20Prod")).await.ok();
    assert!(rows(&numbers)[0]["budget"]["limit_usd"].is_number());
    let unordered = desk.ask(list("no-order", "order=desc")).await.ok();
    assert_eq!(unordered["first_id"], "key_00000001");
    let unfiltered = desk
        .ask(list(
            "no-filter",
            "status=disabled&pool_id=pool_00000001&q=x",
        ))
        .await
        .ok();
    assert_eq!(rows(&unfiltered).len(), 20);
    let extra = desk.ask(list("extra-fields", "")).await.ok();
    assert_eq!(extra["password_hash"], "canary-password_hash");
    assert_eq!(rows(&extra)[0]["session_token"], "canary-session_token");
    assert_eq!(rows(&extra)[0]["region"], "eu-central-1");
}

#[tokio::test]
async fn a_name_can_carry_a_fault() {
    let desk = Desk::new(1);
    let named = |name: &str| Ask::post(KEYS, &json!({"name": name, "limit_usd": "10"}));
    assert!(desk.ask(named("CI [fault:drop-after]")).await.dropped);
    assert_eq!(count(&desk).await, 2, "it was made all the same");
    let list = desk.ask(Ask::get(format!("{KEYS}?order=desc"))).await.ok();
    let key = id(&rows(&list)[0]);
    let amount = json!({"amount_usd": "5"});
    let topup = || Ask::post(format!("{KEYS}/{key}/topup"), &amount);
    assert!(desk.ask(topup()).await.dropped);
    assert_eq!(
        desk.row(&key).await.expect("the row")["budget"]["limit_usd"],
        "15.000000000"
    );
    assert_eq!(
        desk.ask(topup().fault("none")).await.status,
        200,
        "the header can say: none"
    );
    assert!(
        desk.ask(Ask::post(
            format!("{POOLS}/pool_00000001/api_keys/{key}"),
            &json!({})
        ))
        .await
        .dropped
    );
    assert_eq!(desk.ask(named("CI [fault:no-effect]")).await.status, 200);
    assert_eq!(count(&desk).await, 2);
    assert_eq!(
        desk.ask(named("CI [fault:lunch]")).await.status,
        200,
        "a name is free text"
    );
}

#[tokio::test]
async fn a_typing_mistake_in_the_header_is_told() {
    let reply = Desk::new(0).ask(Ask::get(KEYS).fault("drop-befor")).await;
    assert_eq!((reply.status, reply.code()), (400, "invalid_parameter"));
    assert_eq!(reply.body["error"]["param"], "X-Sandbox-Fault");
}

//! The switches at `/sandbox/`: as JSON, and as a page.

use axum::http::Method;
use serde_json::{Value, json};

use crate::desk::{Ask, CHARGES, Desk, KEYS, POOLS, UPSTREAMS, rows};

#[tokio::test]
async fn a_fault_stays_until_it_is_cleared() {
    let desk = Desk::new(1);
    let armed = desk
        .arm(json!({"fault": "rate-limited", "on": "list", "retry_after": 9}))
        .await;
    assert_eq!(
        armed,
        json!({"object": "sandbox.fault", "index": 1, "fault": "rate-limited", "on": "list", "ms": null,
               "retry_after": 9, "times": null, "fired": 0})
    );
    for _ in 0..3 {
        let reply = desk.ask(Ask::get(KEYS)).await;
        assert_eq!(
            (reply.status, reply.header("retry-after")),
            (429, Some("9"))
        );
    }
    assert_eq!(desk.ask(Ask::get("/v1/ping")).await.status, 200);
    let all = desk.ask(Ask::get("/sandbox/faults")).await.ok();
    assert_eq!(rows(&all)[0]["fired"], 3);
    assert!(
        all["kinds"]
            .as_array()
            .is_some_and(|kinds| kinds.contains(&json!("no-effect")))
    );
    desk.ask(Ask::delete("/sandbox/faults/1")).await.ok();
    assert_eq!(desk.ask(Ask::get(KEYS)).await.status, 200);
    assert_eq!(desk.ask(Ask::delete("/sandbox/faults/1")).await.status, 400);
}

#[tokio::test]
async fn a_fault_can_be_told_how_often() {
    let desk = Desk::new(1);
    desk.arm(json!({"fault": "server-error", "times": 2})).await;
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(desk.ask(Ask::get(KEYS)).await.status);
    }
    assert_eq!(seen, [500, 500, 200]);
}

#[tokio::test]
async fn all_are_cleared_at_once() {
    let desk = Desk::new(1);
    desk.arm(json!({"fault": "drop-before", "on": "any"})).await;
    desk.arm(json!({"fault": "latency", "ms": 1})).await;
    assert!(desk.ask(Ask::get(KEYS)).await.dropped);
    assert!(rows(&desk.ask(Ask::delete("/sandbox/faults")).await.ok()).is_empty());
    assert_eq!(desk.ask(Ask::get(KEYS)).await.status, 200);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused() {
    let desk = Desk::new(1);
    for (path, body) in [
        ("faults", json!({})),
        ("faults", json!({"fault": "lunch"})),
        ("faults", json!({"fault": "refuse", "on": "sunday"})),
        ("faults", json!({"fault": "refuse", "times": -1})),
        ("faults", json!({"fault": "refuse", "when": "now"})),
        ("reset", json!({"seed": 100_001})),
        ("reset", json!({"seed": 1, "pools": 100_001})),
        ("reset", json!({"seed": 1, "upstreams": 100_001})),
        (
            "usage",
            json!({"upstream_id": "up_00000001", "used_usd": 5}),
        ),
        ("usage", json!({"used_usd": "5"})),
        ("charge", json!({"key_id": "key_00000001", "amount_usd": 5})),
        ("charge", json!({"key_id": "key_00000001"})),
        ("settle", json!({"charge_id": "chg_0000ffff"})),
        ("default-pool", json!({"bearer": "somebody"})),
        ("usage", json!({"key_id": "key_00000001", "used_usd": 5})),
        ("usage", json!({"key_id": "key_00000001", "used_usd": "-5"})),
        ("clock", json!({"advance_seconds": -5})),
    ] {
        let reply = desk.ask(Ask::post(format!("/sandbox/{path}"), &body)).await;
        assert_eq!(reply.status, 400, "{path} {body}");
    }
    let nobody = json!({"key_id": "key_0000ffff", "used_usd": "5"});
    assert_eq!(
        desk.ask(Ask::post("/sandbox/usage", &nobody)).await.code(),
        "key_not_found"
    );
}

#[tokio::test]
async fn a_reset_starts_anew() {
    let desk = Desk::new(5);
    desk.key("5").await;
    desk.arm(json!({"fault": "server-error"})).await;
    let state = desk
        .ask(Ask::post("/sandbox/reset", &json!({"seed": 3})))
        .await
        .ok();
    let expect = json!({"object": "sandbox.state", "now": state["now"], "keys": 3, "pools": 6, "users": 5,
                        "topups": 0, "charges": 18, "upstreams": 12, "faults": 0, "writes": 0});
    assert_eq!(state, expect);
    assert_eq!(
        desk.ask(Ask::get(KEYS)).await.status,
        200,
        "the bearer still works"
    );
    let made = desk.create(json!({"name": "CI"})).await;
    assert_eq!(made["id"], "key_00000004");
}

#[tokio::test]
async fn a_reset_can_be_told_how_much() {
    let desk = Desk::new(5);
    for (body, expect) in [
        (json!({}), [0, 0, 0, 0]),
        (json!({"seed": 1}), [1, 6, 18, 12]),
        (
            json!({"seed": 3, "pools": 0, "charges": 0, "upstreams": 0}),
            [3, 0, 0, 0],
        ),
        (
            json!({"seed": 0, "pools": 2, "charges": 4, "upstreams": 5}),
            [0, 2, 4, 5],
        ),
        (json!({"seed": 3, "pools": 21}), [3, 21, 18, 12]),
    ] {
        let state = desk.ask(Ask::post("/sandbox/reset", &body)).await.ok();
        let counts = ["keys", "pools", "charges", "upstreams"].map(|name| state[name].clone());
        assert_eq!(counts, expect, "{body}");
        assert_eq!(state["users"], 5, "there are always people");
    }
}

#[tokio::test]
async fn lists_have_words_of_their_own() {
    let desk = Desk::new(1);
    for (on, expect) in [
        ("list", [500, 500, 200, 500]),
        ("list-keys", [500, 200, 200, 200]),
        ("list-pools", [200, 500, 200, 200]),
        ("charges", [200, 200, 500, 200]),
        ("list-upstreams", [200, 200, 200, 500]),
    ] {
        desk.arm(json!({"fault": "server-error", "on": on})).await;
        let mut seen = Vec::new();
        for list in [KEYS, POOLS, CHARGES, UPSTREAMS] {
            seen.push(desk.ask(Ask::get(list)).await.status);
        }
        assert_eq!(seen, expect, "{on}");
        desk.ask(Ask::delete("/sandbox/faults")).await.ok();
    }
}

#[tokio::test]
async fn the_page_shows_what_is_armed_and_written() {
    let desk = Desk::new(2);
    desk.arm(json!({"fault": "latency", "on": "topup", "ms": 40}))
        .await;
    desk.create(json!({"name": "<script>alert(1)</script>"}))
        .await;
    let page = desk.ask(Ask::get("/sandbox/").without_bearer()).await;
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
    assert!(page.text.contains(
        "Keys: 3. Pools: 6. Pending charges: 18. Upstreams: 12. Writes in the ledger: 1."
    ));
    assert!(page.text.contains("<code>40 ms</code>") && page.text.contains("<code>topup</code>"));
    assert!(!page.text.contains("<script>") && page.text.contains("&lt;script&gt;"));
    assert_eq!(
        desk.ask(Ask::get("/sandbox/page.css"))
            .await
            .header("content-type"),
        Some("text/css; charset=utf-8")
    );
    let door = desk.ask(Ask::get("/").without_bearer()).await;
    assert_eq!(
        (door.status, door.header("location")),
        (307, Some("/sandbox/"))
    );
}

#[tokio::test]
async fn the_page_s_forms_work() {
    let desk = Desk::new(2);
    let form = |path: &str, body: &str| {
        Ask::new(Method::POST, path)
            .without_bearer()
            .header("content-type", "application/x-www-form-urlencoded")
            .raw(body)
    };
    let armed = desk
        .ask(form(
            "/sandbox/faults",
            "fault=refuse&on=create&ms=&retry_after=&times=2",
        ))
        .await;
    assert_eq!(
        (armed.status, armed.header("location")),
        (303, Some("/sandbox/"))
    );
    let all = desk.ask(Ask::get("/sandbox/faults")).await.ok();
    assert_eq!(
        (&rows(&all)[0]["on"], &rows(&all)[0]["times"]),
        (&json!("create"), &json!(2))
    );
    assert_eq!(
        desk.ask(form("/sandbox/faults/clear", "index=1"))
            .await
            .status,
        303
    );
    assert!(rows(&desk.ask(Ask::get("/sandbox/faults")).await.ok()).is_empty());
    for (path, body) in [
        ("/sandbox/faults/clear", ""),
        ("/sandbox/ledger/clear", ""),
        ("/sandbox/expire-secrets", ""),
        (
            "/sandbox/default-pool",
            "bearer=admin&pool_id=pool_00000002",
        ),
        ("/sandbox/usage", "key_id=key_00000001&used_usd=5"),
        (
            "/sandbox/charge",
            "key_id=key_00000001&amount_usd=5&kind=&age_seconds=60",
        ),
        ("/sandbox/settle", "charge_id=chg_00000001"),
        ("/sandbox/usage", "upstream_id=up_00000001&used_usd=5"),
        ("/sandbox/reset", "seed=7&pools=&charges=3&upstreams=4"),
    ] {
        assert_eq!(desk.ask(form(path, body)).await.status, 303, "{path}");
    }
    let state = desk.ask(Ask::get("/sandbox/state")).await.ok();
    let counts = ["keys", "pools", "charges", "upstreams"].map(|name| state[name].clone());
    assert_eq!(counts, [7, 6, 3, 4]);
    let by_curl = desk.ask(form("/sandbox/reset", "{\"seed\":2}")).await.ok();
    assert_eq!(by_curl["keys"], 2);
}

#[tokio::test]
async fn a_page_elsewhere_cannot_reach_them() {
    let desk = Desk::new(1);
    let reset = |origin: &str| {
        Ask::post("/sandbox/reset", &Value::Null)
            .raw("{}")
            .header("host", "127.0.0.1:8080")
            .header("origin", origin)
    };
    for origin in ["http://elsewhere.example", "null", "https://127.0.0.1:8080"] {
        assert_eq!(desk.ask(reset(origin)).await.status, 403, "{origin}");
    }
    assert_eq!(desk.ask(reset("http://127.0.0.1:8080")).await.status, 200);
}

//! Every write with every fault that matters to it: what is claimed, what is true, and what the
//! ledger says of it.

use serde_json::{Value, json};

use crate::desk::{Ask, Desk, KEYS, POOLS, Reply, UPSTREAMS, id, until, upstream_body};

const WORDS: [&str; 14] = [
    "create",
    "create-pool",
    "topup",
    "rotate",
    "delete",
    "delete-pool",
    "assign",
    "set-owner",
    "remove",
    "create-upstream",
    "topup-upstream",
    "disable",
    "enable",
    "delete-upstream",
];

/// A gateway with one key in one pool, a pool with nothing in it, and two upstreams, one of them
/// disabled.
struct Stage {
    desk: Desk,
    key: String,
    full: String,
    empty: String,
    enabled: String,
    disabled: String,
}

impl Stage {
    async fn set() -> Self {
        let desk = Desk::new(0);
        let (full, empty) = (desk.make_pool("Full").await, desk.make_pool("Empty").await);
        let body = json!({"name": "CI", "limit_usd": "10", "pool_id": full});
        let key = id(&desk.create(body).await);
        let enabled = desk.make_upstream("On", "10").await;
        let disabled = desk.make_upstream("Off", "10").await;
        let disable = Ask::post(format!("{UPSTREAMS}/{disabled}/disable"), &json!({}));
        desk.ask(disable).await.ok();
        Self {
            desk,
            key,
            full,
            empty,
            enabled,
            disabled,
        }
    }

    /// The write that goes by `word` in the ledger.
    fn ask(&self, word: &str) -> Ask {
        let Self {
            key, full, empty, ..
        } = self;
        let (enabled, disabled) = (&self.enabled, &self.disabled);
        let nothing = json!({});
        match word {
            "create" => Ask::post(KEYS, &json!({"name": "Second"})),
            "create-pool" => Ask::post(POOLS, &json!({"name": "Third"})),
            "topup" => Ask::post(format!("{KEYS}/{key}/topup"), &json!({"amount_usd": "5"})),
            "rotate" => Ask::post(format!("{KEYS}/{key}/rotate"), &nothing),
            "delete" => Ask::delete(format!("{KEYS}/{key}")),
            "delete-pool" => Ask::delete(format!("{POOLS}/{empty}")),
            "assign" => Ask::post(format!("{POOLS}/{empty}/api_keys/{key}"), &nothing),
            "set-owner" => Ask::post(format!("{POOLS}/{full}/owner/user_00000001"), &nothing),
            "remove" => Ask::delete(format!("{POOLS}/{full}/api_keys/{key}")),
            "create-upstream" => Ask::post(UPSTREAMS, &upstream_body("New")),
            "topup-upstream" => Ask::post(
                format!("{UPSTREAMS}/{enabled}/topup"),
                &json!({"amount_usd": "5"}),
            ),
            "disable" => Ask::post(format!("{UPSTREAMS}/{enabled}/disable"), &nothing),
            "enable" => Ask::post(format!("{UPSTREAMS}/{disabled}/enable"), &nothing),
            "delete-upstream" => Ask::delete(format!("{UPSTREAMS}/{disabled}")),
            other => panic!("no write goes by {other}"),
        }
    }

    /// All keys, pools and upstreams as they are.
    async fn truth(&self) -> [Value; 3] {
        let read = async |list: &str| self.desk.ask(Ask::get(list).fault("none")).await.ok();
        [read(KEYS).await, read(POOLS).await, read(UPSTREAMS).await]
    }
}

/// What one write with `fault` answered, how often it was applied, and whether anything is
/// another now.
async fn try_out(word: &str, fault: &str) -> (Reply, u64, bool) {
    let stage = Stage::set().await;
    let before = stage.truth().await;
    let reply = stage.desk.ask(stage.ask(word).fault(fault)).await;
    let entry = stage.desk.last_write().await;
    assert_eq!(entry["operation"], word);
    let faults = if fault == "none" {
        json!([])
    } else {
        json!([fault])
    };
    assert_eq!(entry["faults"], faults, "{word}");
    let ending = if reply.dropped {
        json!("dropped")
    } else {
        json!(reply.status)
    };
    assert_eq!(entry["status"], ending, "{word} with {fault}");
    let applied = entry["applied"].as_u64().expect("a number");
    (reply, applied, stage.truth().await != before)
}

#[tokio::test]
async fn what_happens_is_what_the_fault_says() {
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
            let (reply, seen, changed) = try_out(word, fault).await;
            assert_eq!(
                (reply.status, seen),
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
            let (reply, seen, changed) = try_out(word, fault).await;
            assert!(reply.dropped, "{word} with {fault}");
            assert_eq!(
                (seen, changed),
                (applied, applied == 1),
                "{word} with {fault}"
            );
        }
    }
}

#[tokio::test]
async fn a_late_write_is_done_after_its_connection_closed() {
    for word in WORDS {
        let stage = Stage::set().await;
        let ask = |key, fault| stage.ask(word).idempotency_key(key).fault(fault);
        let applied = async |key| {
            let ledger = stage.desk.ledger().await;
            ledger["idempotency_keys"][key]["applied"].clone()
        };
        let late = stage.desk.ask(ask("late", "drop-late=600000")).await;
        assert!(late.dropped, "{word}");
        assert_eq!(applied("late").await, json!(0), "{word}");
        if word == "topup" {
            let repeat = stage.desk.ask(ask("late", "none")).await;
            assert_eq!(repeat.status, 409, "it is still running");
        }

        let soon = stage.desk.ask(ask("soon", "drop-late=10")).await;
        assert!(soon.dropped, "{word}");
        until(async || applied("soon").await == json!(1)).await;
    }
}

/// The status of the first and second request with the same key, and how often both were applied.
async fn twice(word: &str, fault: &str) -> (u16, u16, Value) {
    let stage = Stage::set().await;
    let ask = || stage.ask(word).idempotency_key("k1").fault(fault);
    let first = stage.desk.ask(ask()).await.status;
    let second = stage.desk.ask(ask()).await.status;
    let ledger = stage.desk.ledger().await;
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
    ] {
        for (fault, (second, applied)) in [("none", honoured), ("ignore-idempotency", ignored)] {
            let expect = (200, second, json!(applied));
            assert_eq!(twice(word, fault).await, expect, "{word} with {fault}");
        }
    }
}

#[tokio::test]
async fn a_switch_reaches_every_write_by_its_word() {
    let stage = Stage::set().await;
    for word in WORDS {
        stage
            .desk
            .arm(json!({"fault": "drop-before", "on": word}))
            .await;
        for other in WORDS {
            let ask = stage.ask(other).fault("refuse");
            let dropped = stage.desk.ask(ask).await.dropped;
            assert_eq!(dropped, other == word, "{other} with a switch on {word}");
        }
        stage.desk.ask(Ask::delete("/sandbox/faults")).await.ok();
    }
}

#[tokio::test]
async fn an_owner_is_removed_like_every_write() {
    for (fault, status, applied) in [
        ("none", 200, 1),
        ("no-effect", 200, 0),
        ("server-error-after", 500, 1),
    ] {
        let desk = Desk::new(1);
        let path = format!("{POOLS}/pool_00000001/owner");
        let reply = desk.ask(Ask::delete(&path).fault(fault)).await;
        let entry = desk.last_write().await;
        assert_eq!(entry["operation"], "remove-owner");
        assert_eq!(
            (reply.status, &entry["applied"]),
            (status, &json!(applied)),
            "{fault}"
        );
        let owner = desk.pool("pool_00000001").await.expect("the pool")["owner"].clone();
        assert_eq!(owner.is_null(), applied == 1, "{fault}");
    }
}

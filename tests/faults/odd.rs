//! What can be said where reading back fails, or where the gateway is odd in all its answers.

use headgate::gate::asking::Asking;
use headgate::gate::confirmation::Known;
use serde_json::{Value, json};

use crate::desk::{KEYS, WRITES, What, gateway, plan, send};
use crate::gateway::Gateway;
use crate::told::{ended, ledger};

#[tokio::test(start_paused = true)]
async fn without_sight_nothing_is_claimed() {
    for fault in [
        "latency=40000",
        "refuse",
        "success-false",
        "unauthorized",
        "forbidden",
        "rate-limited",
        "server-error",
        "bad-gateway-html",
        "empty-204",
        "body-cut",
        "drop-before",
        "drop-after",
    ] {
        for what in WRITES {
            let gateway = gateway(what).await;
            let plan = plan(what, &gateway).await;
            gateway.arm(fault, "read").await;
            let settled = send(Asking::new(plan, Known::default()), what, &gateway).await;
            assert_eq!(ended(&settled), "cannot-tell", "{what:?} under {fault}");
            assert_eq!(
                ledger(what, &gateway).await,
                (1, 1),
                "{what:?} under {fault}"
            );
        }
    }
}

/// Gateways that always answer so, in what is read before and after as well. Each is followed by
/// the writes of which it shows too little to tell.
#[tokio::test(start_paused = true)]
async fn gateways_that_are_odd_all_the_time() {
    for (fault, in_doubt) in [
        ("bare-array", &[][..]),
        ("unknown-enum", &[]),
        ("extra-fields", &[]),
        // A row that cannot be read may be the one that should be gone.
        ("bad-row", &[What::Delete, What::DeletePool]),
        ("json-numbers", &[]),
        ("no-order", &[]),
        ("no-filter", &[]),
        ("delete-orphans", &[]),
        ("delete-drops", &[]),
        ("percent-only", &[What::TopUp]),
    ] {
        for what in WRITES {
            let gateway = gateway(what).await;
            gateway.arm(fault, "any").await;
            let plan = plan(what, &gateway).await;
            let settled = send(Asking::new(plan, Known::default()), what, &gateway).await;
            let told = !in_doubt.contains(&what);
            let expect = if told { "applied" } else { "cannot-tell" };
            assert_eq!(ended(&settled), expect, "{what:?} at {fault}");
            assert_eq!(ledger(what, &gateway).await, (1, 1), "{what:?} at {fault}");
        }
    }
}

/// Oldest first, whatever was asked for: the page of known rows ends long before the newest, and an
/// old row of the same name is on none of the known ones.
#[tokio::test(start_paused = true)]
async fn an_old_key_of_the_same_name_is_not_taken_for_the_new_one() {
    for (fault, expect, applied) in [
        ("drop-before", "cannot-tell", 0),
        ("drop-after", "cannot-tell", 1),
        // The answer names the new key.
        ("latency", "applied", 1),
    ] {
        let gateway = Gateway::new(150);
        gateway.desk("POST", KEYS, json!({"name": "Fresh"})).await;
        gateway.desk("DELETE", "/sandbox/ledger", Value::Null).await;
        gateway.arm("no-order", "list").await;
        let plan = plan(What::Create, &gateway).await;
        gateway.arm(fault, "create").await;
        let asking = Asking::new(plan, Known::default());
        let settled = send(asking, What::Create, &gateway).await;
        assert_eq!(ended(&settled), expect, "{fault}");
        assert_eq!(
            ledger(What::Create, &gateway).await,
            (1, applied),
            "{fault}"
        );
    }
}

//! The fault matrix: every way in which the rehearsal gateway can fail, against every call of the
//! console. One line says what the operator is told and what the ledger holds.
//! Opens no socket: a dropped connection is what the router marks as one.

#[path = "faults/desk.rs"]
mod desk;
#[path = "contract/gateway.rs"]
mod gateway;

use desk::{DIALECT, WRITES, What, ended, gateway, ledger, list, listed, plan, send, word};
use gateway::Gateway;
use headgate::gate::asking::Asking;
use headgate::gate::check::Check;
use headgate::gate::confirmation::Known;
use headgate::gate::perform::{LOOK_AGAIN_MILLIS, Settled, reconcile};
use serde_json::{Value, json};

/// Milliseconds after which a write is not on its way any more.
const LATER: i64 = 60_000;

/// One line of the matrix: the fault, what the list says, how each write ends, and how often it
/// was applied. A write ends alike wherever one cell stands for all.
struct Line {
    fault: &'static str,
    list: &'static str,
    write: &'static str,
    applied: u64,
}

const fn line(fault: &'static str, list: &'static str, write: &'static str, applied: u64) -> Line {
    Line {
        fault,
        list,
        write,
        applied,
    }
}

const ALL_ROWS: &str = "3 rows, 0 unreadable";

/// The fault on the call itself; every read besides is sound. `latency=…` is in milliseconds, and
/// an answer is waited for 30 s.
const MATRIX: [Line; 35] = [
    line("latency", ALL_ROWS, "applied", 1),
    line("latency=40000", "unreachable, TimedOut", "cannot tell", 0),
    line("latency-after", ALL_ROWS, "applied", 1),
    line(
        "latency-after=40000",
        "unreachable, TimedOut",
        "applied, answer lost",
        1,
    ),
    line("refuse", "refused 400", "refused", 0),
    line("string-error", "refused 400", "refused", 0),
    line("detail-array", "refused 422", "refused", 0),
    line("success-false", "refused 200", "refused", 0),
    line("unauthorized", "signed out", "refused", 0),
    line("forbidden", "not allowed", "refused", 0),
    line("rate-limited", "limited, Some(2)", "refused", 0),
    line("rate-limited-bare", "limited, None", "refused", 0),
    line(
        "server-error",
        "unreachable, ServerError(500)",
        "not landed",
        0,
    ),
    line(
        "server-error-after",
        "unreachable, ServerError(500)",
        "applied, answer lost",
        1,
    ),
    line(
        "bad-gateway-html",
        "unreachable, ServerError(502)",
        "not landed",
        0,
    ),
    line(
        "bad-gateway-after",
        "unreachable, ServerError(502)",
        "applied, answer lost",
        1,
    ),
    line("empty-204", "unreadable", "applied", 1),
    line("body-cut", "unreadable", "applied, answer lost", 1),
    line("drop-before", "unreachable, Network", "not landed", 0),
    line(
        "drop-after",
        "unreachable, Network",
        "applied, answer lost",
        1,
    ),
    line("no-effect", ALL_ROWS, "not applied", 0),
    line("ignore-idempotency", ALL_ROWS, "applied", 1),
    line("bare-array", ALL_ROWS, "applied", 1),
    line("unknown-enum", ALL_ROWS, "applied", 1),
    line("extra-fields", ALL_ROWS, "applied", 1),
    line("bad-row", "3 rows, 1 unreadable", "applied", 1),
    line("percent-only", ALL_ROWS, "applied", 1),
    line("json-numbers", ALL_ROWS, "applied", 1),
    line("usage-old", ALL_ROWS, "applied", 1),
    line("usage-new", ALL_ROWS, "applied", 1),
    line("no-order", ALL_ROWS, "applied", 1),
    line("no-filter", ALL_ROWS, "applied", 1),
    line("charges-totals", ALL_ROWS, "applied", 1),
    line("delete-orphans", ALL_ROWS, "applied", 1),
    line("delete-drops", ALL_ROWS, "applied", 1),
];

#[tokio::test(start_paused = true)]
async fn the_matrix_has_a_line_for_every_fault() {
    let gateway = gateway(What::Create).await;
    let faults = gateway.desk("GET", "/sandbox/faults", Value::Null).await;
    for kind in faults["kinds"].as_array().expect("a list") {
        assert!(
            MATRIX.iter().any(|line| *kind == line.fault),
            "{kind} has no line"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn lists() {
    for line in MATRIX {
        let gateway = gateway(What::Create).await;
        gateway.arm(line.fault, "list").await;
        assert_eq!(listed(&list(&gateway).await), line.list, "{}", line.fault);
    }
}

/// What is found later by an entry that was left open: the truth, by what was applied.
const fn found_later(applied: u64) -> &'static str {
    match applied {
        0 => "not landed",
        1 => "applied, answer lost",
        _ => "landed twice",
    }
}

/// Looks at an entry whose end was never written down, with nothing failing any more.
async fn look_later(check: &Check, age_millis: i64, gateway: &Gateway) -> &'static str {
    gateway.desk("DELETE", "/sandbox/faults", Value::Null).await;
    word(&reconcile(check, DIALECT, false, age_millis, gateway).await)
}

/// Sends one plan under faults on its own call.
async fn fail(what: What, faults: &[&str], repeats: bool) -> (Gateway, Settled) {
    let mut gateway = gateway(what).await;
    gateway.repeats = repeats;
    let plan = plan(what, &gateway).await;
    for fault in faults {
        gateway.arm(fault, what.target()).await;
    }
    let settled = send(Asking::new(plan, Known::default()), what, &gateway).await;
    (gateway, settled)
}

#[tokio::test(start_paused = true)]
async fn writes() {
    for (line, what) in MATRIX
        .iter()
        .flat_map(|line| WRITES.map(|what| (line, what)))
    {
        for faults in [&[line.fault][..], &[line.fault, "ignore-idempotency"]] {
            let (gateway, settled) = fail(what, faults, false).await;
            let case = format!("{what:?} under {faults:?}");
            assert_eq!(ended(&settled), line.write, "{case}");
            assert_eq!(
                ledger(&gateway).await,
                (1, line.applied),
                "{case}: sent once"
            );
            let looked_again = line.applied == 0 && line.write != "refused";
            let pauses = if looked_again {
                LOOK_AGAIN_MILLIS.len()
            } else {
                0
            };
            assert_eq!(usize::try_from(gateway.pauses()), Ok(pauses), "{case}");
            let check = settled.plan().steps().first().expect("a step").check();
            let early = if line.applied == 0 {
                "cannot tell"
            } else {
                found_later(line.applied)
            };
            assert_eq!(
                look_later(check, 0, &gateway).await,
                early,
                "{case}, at once"
            );
            assert_eq!(
                look_later(check, LATER, &gateway).await,
                found_later(line.applied),
                "{case}, later"
            );
            assert_eq!(
                ledger(&gateway).await,
                (1, line.applied),
                "{case}: looking never sends"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_browser_that_repeats_a_post_by_itself() {
    for (faults, expect, applied) in [
        (&["drop-after"][..], "applied, answer lost", 1),
        (&["drop-after", "ignore-idempotency"], "landed twice", 2),
        (&["drop-before"], "not landed", 0),
        (&["drop-before", "ignore-idempotency"], "not landed", 0),
    ] {
        for what in WRITES {
            let (gateway, settled) = fail(what, faults, true).await;
            let case = format!("{what:?} under {faults:?}");
            assert_eq!(ended(&settled), expect, "{case}");
            assert_eq!(ledger(&gateway).await, (2, applied), "{case}");
            let check = settled.plan().steps().first().expect("a step").check();
            assert_eq!(
                look_later(check, LATER, &gateway).await,
                found_later(applied),
                "{case}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_repeat_by_the_browser_that_is_answered() {
    for (fault, ignored, expect, applied) in [
        ("drop-after", false, "applied", 1),
        ("drop-after", true, "landed twice", 2),
        ("drop-before", false, "applied", 1),
        ("drop-before", true, "applied", 1),
    ] {
        for what in WRITES {
            let mut gateway = gateway(what).await;
            gateway.repeats = true;
            let plan = plan(what, &gateway).await;
            let once = json!({"fault": fault, "on": what.target(), "times": 1});
            gateway.desk("POST", "/sandbox/faults", once).await;
            if ignored {
                gateway.arm("ignore-idempotency", what.target()).await;
            }
            let settled = send(Asking::new(plan, Known::default()), what, &gateway).await;
            let case = format!("{what:?} under {fault}, ignored: {ignored}");
            assert_eq!(ended(&settled), expect, "{case}");
            assert_eq!(ledger(&gateway).await, (2, applied), "{case}");
            assert_eq!(
                settled.secret.is_some(),
                what != What::TopUp,
                "{case}: the value arrived"
            );
        }
    }
}

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
            assert_eq!(ended(&settled), "cannot tell", "{what:?} under {fault}");
            assert_eq!(ledger(&gateway).await, (1, 1), "{what:?} under {fault}");
        }
    }
}

/// Gateways that always answer so, in what is read before and after as well.
#[tokio::test(start_paused = true)]
async fn gateways_that_are_odd_all_the_time() {
    for (fault, create, create_mine, top_up) in [
        ("bare-array", "applied", "applied", "applied"),
        ("unknown-enum", "applied", "applied", "applied"),
        ("extra-fields", "applied", "applied", "applied"),
        ("bad-row", "applied", "applied", "applied"),
        ("json-numbers", "applied", "applied", "applied"),
        ("no-order", "applied", "applied", "applied"),
        ("no-filter", "applied", "applied", "applied"),
        ("percent-only", "applied", "applied", "cannot tell"),
    ] {
        for (what, expect) in WRITES.into_iter().zip([create, create_mine, top_up]) {
            let gateway = gateway(what).await;
            gateway.arm(fault, "any").await;
            let plan = plan(what, &gateway).await;
            let settled = send(Asking::new(plan, Known::default()), what, &gateway).await;
            assert_eq!(ended(&settled), expect, "{what:?} at {fault}");
            assert_eq!(ledger(&gateway).await, (1, 1), "{what:?} at {fault}");
        }
    }
}

/// Sends a plan under a fault, then again by hand with the fault gone. Gives how often it was
/// applied in all, or nothing where no repeat is offered.
async fn repeat(what: What, fault: &str, ignored: bool) -> Option<u64> {
    let (gateway, settled) = fail(what, &[fault], false).await;
    gateway.desk("DELETE", "/sandbox/faults", Value::Null).await;
    if ignored {
        gateway.arm("ignore-idempotency", what.target()).await;
    }
    let again = settled.again()?;
    send(again, what, &gateway).await;
    let exchanges = gateway.exchanges();
    let mut posts = exchanges
        .iter()
        .filter(|it| it.arrived.method == "POST")
        .map(|it| &it.arrived);
    let (first, second) = (
        posts.next().expect("the first"),
        posts.next().expect("the repeat"),
    );
    assert_eq!(first, second, "{what:?} under {fault}: the same bytes");
    assert_eq!(second.header("idempotency-key"), Some("intent-1"));
    let (requests, applied) = ledger(&gateway).await;
    assert_eq!(requests, 2, "{what:?} under {fault}");
    Some(applied)
}

/// `None` where the first attempt is known to have landed, and so no repeat is offered.
#[tokio::test(start_paused = true)]
async fn a_repeat_by_hand_keeps_the_idempotency_key() {
    for (fault, ignored, create, top_up) in [
        ("refuse", false, Some(1), Some(1)),
        ("rate-limited", false, Some(1), Some(1)),
        ("server-error", false, Some(1), Some(1)),
        ("drop-before", false, Some(1), Some(1)),
        ("no-effect", false, Some(1), Some(1)),
        // A key whose value was lost may be asked for again; the money of a top-up is there.
        ("drop-after", false, Some(1), None),
        ("drop-after", true, Some(2), None),
        ("body-cut", false, Some(1), None),
        ("ignore-idempotency", false, None, None),
    ] {
        for (what, expect) in WRITES.into_iter().zip([create, create, top_up]) {
            assert_eq!(
                repeat(what, fault, ignored).await,
                expect,
                "{what:?} under {fault}, ignored: {ignored}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_value_that_was_lost_comes_with_the_repeat() {
    for what in [What::Create, What::CreateMine] {
        let (gateway, settled) = fail(what, &["drop-after"], false).await;
        assert!(settled.secret.is_none() && settled.lost_its_secret());
        gateway.desk("DELETE", "/sandbox/faults", Value::Null).await;
        let asking = settled.again().expect("a repeat is offered");
        assert!(
            !asking.accepts(""),
            "it may land twice, so the name is typed"
        );
        let settled = send(asking, what, &gateway).await;
        assert!(
            settled.secret.is_some(),
            "{what:?}: the gateway still knew it"
        );
        assert_eq!(ended(&settled), "applied", "{what:?}");
        let last = gateway
            .exchanges()
            .into_iter()
            .rfind(|it| it.arrived.method == "POST");
        assert!(
            last.is_some_and(|it| it.reply.is_ok_and(|reply| reply.replayed)),
            "{what:?}"
        );
    }
}

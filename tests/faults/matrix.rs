//! Every fault against every write and against the list of keys.

use headgate::gate::asking::Asking;
use headgate::gate::confirmation::Known;
use headgate::gate::perform::{LOOK_AGAIN_MILLIS, Settled};
use serde_json::Value;

use crate::desk::{WRITES, What, gateway, plan, send};
use crate::gateway::Gateway;
use crate::told::{LATER, ended, ledger, list, listed, look_later};

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
    line("latency=40000", "unreachable, TimedOut", "cannot-tell", 0),
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
        "not-landed",
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
        "not-landed",
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
    line("drop-before", "unreachable, Network", "not-landed", 0),
    line(
        "drop-after",
        "unreachable, Network",
        "applied, answer lost",
        1,
    ),
    line("no-effect", ALL_ROWS, "not-applied", 0),
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

/// Sends one plan under faults on its own call.
pub(crate) async fn fail(what: What, faults: &[&str], repeats: bool) -> (Gateway, Settled) {
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
            let sent_once = (1, line.applied);
            assert_eq!(ledger(what, &gateway).await, sent_once, "{case}");
            let looked_again = line.applied == 0 && line.write != "refused";
            let pauses = if looked_again {
                LOOK_AGAIN_MILLIS.len()
            } else {
                0
            };
            assert_eq!(usize::try_from(gateway.pauses()), Ok(pauses), "{case}");
            let check = settled.plan().steps().first().expect("a step").check();
            let late = what.found(line.applied);
            let early = if line.applied == 0 {
                "cannot-tell"
            } else {
                late
            };
            assert_eq!(
                look_later(check, 0, &gateway).await,
                early,
                "{case}, at once"
            );
            assert_eq!(
                look_later(check, LATER, &gateway).await,
                late,
                "{case}, later"
            );
            let looking_never_sends = ledger(what, &gateway).await;
            assert_eq!(looking_never_sends, sent_once, "{case}");
        }
    }
}

//! When reading fails after the write, or the gateway is odd in all its responses, the console
//! claims nothing that is not true, and reports the outcome once it can be read.

use headgate::call::{Lost, Reply};
use headgate::gate::Stop;
use headgate::schema::{Check, Value};

use crate::cases::{Case, sample, send, ways};
use crate::gateway::{FIXED_MASK, Gateway};
use crate::journal::{AT, check, later, only, starting, stored, verified};
use crate::ledger::counted;
use crate::sending::{Failing, Sent, sent};
use crate::truth::{expected, refuses_inside, value, word};

/// Oddities that do not prevent a review.
const HARMLESS: [&str; 10] = [
    "bare-array",
    "capped",
    "numbered-pages",
    "camel-case",
    "unknown-enum",
    "extra-fields",
    "json-numbers",
    "no-order",
    "no-filter",
    "percent-only",
];

/// Returns whether a list can be read from a reply.
fn is_readable(reply: &Result<Reply, Lost>) -> bool {
    let Ok(reply) = reply else { return false };
    (200..300).contains(&reply.status) && !reply.body.is_empty() && !refuses_inside(reply)
}

/// Returns whether a gateway with this oddity shows too little to judge a check.
fn hides(fault: &str, check: &Check, applied: u64, reads: &[Result<Reply, Lost>]) -> bool {
    match (fault, check) {
        // An unreadable row may be the one that should be gone, or the new one.
        ("bad-row", Check::Goes { .. }) if applied > 0 => true,
        ("bad-row", Check::Appears { .. }) => applied == 0,
        ("bad-row", check) => check
            .at()
            .is_some_and(|at| !is_present(at.id.as_str(), reads)),
        // Percentages change with every request, and an unreadable budget has no limit.
        ("percent-only" | "odd-fields", Check::Rises { before, .. }) => {
            matches!(before, Value::Budget(_))
        }
        _ => false,
    }
}

/// Returns whether a reply contains a row.
fn is_present(id: &str, reads: &[Result<Reply, Lost>]) -> bool {
    let ids = ["id", "account_id"].map(|name| format!(r#""{name}":"{id}""#));
    let bodies = reads.iter().filter_map(|read| read.as_ref().ok());
    bodies
        .map(|reply| &reply.body)
        .any(|body| ids.iter().any(|id| body.contains(id)))
}

/// Tests every case with every fault of the reads that follow a write with these faults.
async fn hold(write: &[&str]) {
    for fault in sample().faults().await {
        for case in ways() {
            let failing = Failing {
                write,
                read: &[&fault],
                ..Failing::default()
            };
            let sent = sent(case, failing).await;
            let label = &sent.label;
            let readable = sent.reads.iter().filter(|reply| is_readable(reply)).count();
            let check = check(&sent.entry);
            let wanted = match readable {
                0 => "unknown",
                _ if hides(&fault, check, sent.applied, &sent.reads) => "unknown",
                _ => expected(&sent.reply, sent.applied, check),
            };
            assert_eq!(sent.word(), wanted, "{label}: {:?}", sent.outcome());
            assert!(readable == 0 || readable == sent.reads.len(), "{label}");
            the_truth_is_found_later(&sent).await;
        }
    }
}

async fn the_truth_is_found_later(sent: &Sent) {
    let label = &sent.label;
    let value = value(sent.case.action, &sent.reply);
    let ended = sent.entry.clone().performed(&sent.performed, AT);
    let ended = stored(&ended, value.as_deref(), label);
    let seen = verified(&ended, later(), &sent.gateway).await;
    let wanted = match sent.reply {
        Ok(_) => expected(&sent.reply, sent.applied, check(&sent.entry)),
        Err(_) => sent.truth(),
    };
    assert_eq!(word(only(&seen)), wanted, "{label}: later");
    assert_eq!(counted(&sent.gateway).await, (1, sent.applied), "{label}");
}

#[tokio::test(start_paused = true)]
async fn nothing_is_claimed_of_an_answered_write_that_is_not_seen() {
    hold(&[]).await;
}

#[tokio::test(start_paused = true)]
async fn nothing_is_claimed_of_a_lost_write_that_is_not_seen() {
    hold(&["drop-before"]).await;
}

fn reads(gateway: &Gateway) -> Vec<Result<Reply, Lost>> {
    let exchanges = gateway.exchanges().into_iter();
    let reads = exchanges.filter(|exchange| !exchange.arrived.is_write());
    reads.map(|read| read.reply).collect()
}

/// Tests a case on a gateway with a fault from the start, and returns whether it reached a review.
async fn at_odds(case: &'static Case, fault: &str) -> bool {
    let label = format!("{} at {fault}", case.label());
    let gateway = case.gateway();
    gateway.arm(fault, "any").await;
    let review = match case.prepare(&gateway).await {
        Ok(review) => review,
        Err(stop) => {
            let is_sound = match stop {
                Stop::Failed(_) => reads(&gateway).iter().any(|read| !is_readable(read)),
                Stop::NotSeen(at) => !is_present(at.id.as_str(), &reads(&gateway)),
                Stop::Refused(_) => fault == "odd-fields",
                _ => false,
            };
            assert!(is_sound, "{label}");
            assert_eq!(counted(&gateway).await, (0, 0), "{label}: nothing is sent");
            return false;
        }
    };
    let entry = starting(review.plan());
    gateway.forget_exchanges();
    let performed = send(review, &gateway).await;
    let write = gateway.writes().remove(0);
    let (requests, applied) = counted(&gateway).await;
    assert_eq!(requests, 1, "{label}");
    let wanted = match hides(fault, check(&entry), applied, &reads(&gateway)) {
        true => "unknown",
        false => expected(&write.reply, applied, check(&entry)),
    };
    let outcome = &performed.outcomes[0];
    assert_eq!(word(outcome), wanted, "{label}: {outcome:?}");
    let value = value(case.action, &write.reply);
    stored(&entry.performed(&performed, AT), value.as_deref(), &label);
    true
}

#[tokio::test(start_paused = true)]
async fn a_gateway_that_is_odd_all_the_time() {
    let faults = sample().faults().await.into_iter();
    for fault in faults.chain([FIXED_MASK.to_owned()]) {
        for case in ways() {
            let reviewed = at_odds(case, &fault).await;
            assert!(reviewed || !HARMLESS.contains(&fault.as_str()), "{fault}");
        }
    }
}

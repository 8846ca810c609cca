//! Changes by somebody else between the review and the sending: if the row is as the operator
//! wanted, it does not matter who changed it; and an unexplained refusal is final.

use headgate::gate::Outcome;
use headgate::schema::{Check, Value};

use crate::cases::{Case, send, ways};
use crate::gateway::Gateway;
use crate::journal::{check, starting};
use crate::ledger::noted;
use crate::truth::{expected, word};
use crate::undo::{changes_since, undoable};

/// Makes a gateway that ignores idempotency keys, so that two people are not taken for one.
async fn gateway(case: &Case) -> Gateway {
    let gateway = case.gateway();
    gateway.arm("ignore-idempotency", "write").await;
    gateway
}

/// Somebody made the same change just before: what is so already is not sent; of anything else only their
/// number tells the two apart.
#[tokio::test(start_paused = true)]
async fn what_somebody_did_just_before_is_said_to_be_done() {
    for case in ways() {
        let (label, gateway) = (case.label(), gateway(case).await);
        let review = case.review(&gateway).await;
        let check = check(&starting(review.plan())).clone();
        // Money is not added over it: a law of its own, below.
        if adds_money(&check) {
            is_not_claimed_unseen(case, false).await;
            continue;
        }
        send(case.review(&gateway).await, &gateway).await;
        gateway.forget_exchanges();
        let performed = send(review, &gateway).await;
        // What is so already is not set once more: it would be told as this account's change.
        if gateway.writes().is_empty() {
            let outcome = &performed.outcomes[0];
            let is_outdated = matches!(outcome, Outcome::Outdated { .. });
            assert!(is_outdated, "{label}: {outcome:?}");
            continue;
        }
        let reply = gateway.writes().remove(0).reply;
        let noted = noted(&gateway).await;
        assert_eq!(noted.len(), 2, "{label}: one each");
        let applied = noted.iter().map(|noted| noted.applied).sum();
        let outcome = &performed.outcomes[0];
        let wanted = expected(&reply, applied, &check);
        assert_eq!(word(outcome), wanted, "{label}: {outcome:?}");
        assert_eq!(gateway.pauses(), 0, "{label}: one look is enough");
        is_not_claimed_unseen(case, wanted == "refused").await;
    }
}

/// If nothing can be read afterwards, a refusal is reported as received, or its outcome is unknown.
async fn is_not_claimed_unseen(case: &Case, stands: bool) {
    let gateway = gateway(case).await;
    let review = case.review(&gateway).await;
    send(case.review(&gateway).await, &gateway).await;
    gateway.arm("drop-before", "read").await;
    let performed = send(review, &gateway).await;
    let expect = if stands { "refused" } else { "unknown" };
    assert_eq!(word(&performed.outcomes[0]), expect, "{}", case.label());
}

/// Somebody changed the same row just before: what changed the same field, to the same value too, keeps it
/// from being sent.
#[tokio::test(start_paused = true)]
async fn what_somebody_else_set_is_not_written_over() {
    let (mut tried, mut outdated) = (0, 0);
    for case in undoable() {
        for other in changes_since(case) {
            let gateway = gateway(case).await;
            let review = case.review(&gateway).await;
            let check = check(&starting(review.plan())).clone();
            let Ok(others) = other.prepare(&gateway).await else {
                continue;
            };
            let label = format!("{}, then {}", other.label(), case.label());
            send(others, &gateway).await;
            gateway.forget_exchanges();
            let performed = send(review, &gateway).await;
            tried += 1;
            // What somebody else set is not written over: the review no longer told the truth.
            if gateway.writes().is_empty() {
                let outcome = &performed.outcomes[0];
                let is_outdated = matches!(outcome, Outcome::Outdated { .. });
                assert!(is_outdated, "{label}: {outcome:?}");
                outdated += 1;
                continue;
            }
            let reply = gateway.writes().remove(0).reply;
            let noted = noted(&gateway).await;
            // The other change may be the same already.
            let same = noted[0].call == noted[1].call;
            let applied = noted[1].applied + if same { noted[0].applied } else { 0 };
            let wanted = expected(&reply, applied.min(1), &check);
            let outcome = &performed.outcomes[0];
            assert_eq!(word(outcome), wanted, "{label}: {outcome:?}");
        }
    }
    assert!(
        tried > 0 && outdated > 0,
        "{outdated} of {tried} are not sent"
    );
}

/// The values in the repeat's review are no longer true, so it must be reviewed again.
#[tokio::test(start_paused = true)]
async fn a_repeat_is_not_sent_over_what_somebody_changed() {
    let mut tried = 0;
    for case in ways() {
        let (label, gateway) = (case.label(), case.gateway());
        let review = case.review(&gateway).await;
        if !matches!(check(&starting(review.plan())), Check::Rises { .. }) {
            continue;
        }
        gateway.arm("drop-before", "write").await;
        let performed = send(review, &gateway).await;
        gateway.clear().await;
        gateway.arm("ignore-idempotency", "write").await;
        // Three times, so that the number matches neither one nor two attempts.
        for _ in 0..3 {
            send(case.review(&gateway).await, &gateway).await;
        }
        let before = noted(&gateway).await.len();
        let repeat = performed.again().expect("its outcome is unknown");
        let performed = send(repeat, &gateway).await;
        let outcome = &performed.outcomes[0];
        assert!(
            matches!(outcome, Outcome::Outdated { .. }),
            "{label}: {outcome:?}"
        );
        assert_eq!(
            noted(&gateway).await.len(),
            before,
            "{label}: nothing was sent"
        );
        assert!(
            !performed.must_repeat() && performed.again().is_none(),
            "{label}"
        );
        tried += 1;
    }
    assert!(tried >= 2, "{tried}");
}

/// Money is not added to a limit that somebody has changed since the review, by the same amount or by
/// another.
#[tokio::test(start_paused = true)]
async fn money_is_added_to_what_the_review_showed() {
    let mut tried = 0;
    for case in ways() {
        for times in 1..=3 {
            let (label, gateway) = (case.label(), gateway(case).await);
            let review = case.review(&gateway).await;
            if !adds_money(check(&starting(review.plan()))) {
                continue;
            }
            for _ in 0..times {
                send(case.review(&gateway).await, &gateway).await;
            }
            let before = noted(&gateway).await.len();
            let performed = send(review, &gateway).await;
            let outcome = &performed.outcomes[0];
            let is_outdated = matches!(outcome, Outcome::Outdated { .. });
            assert!(is_outdated, "{label}, {times}: {outcome:?}");
            let after = noted(&gateway).await.len();
            assert_eq!(after, before, "{label}, {times}: nothing was sent");
            tried += 1;
        }
    }
    assert!(tried >= 6, "{tried}");
}

const fn adds_money(check: &Check) -> bool {
    matches!(
        check,
        Check::Rises {
            by: Value::Amount(_),
            ..
        }
    )
}

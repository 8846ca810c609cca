//! Every action under every fault of the sandbox on the write itself, while reads work. The
//! reported outcome is true at once, after a reload, and for the write and its repeat together.

use headgate::gate::{After, Outcome, VERIFY_PAUSES_MILLIS};
use headgate::history::{Entry, lost_value, undo_offer};
use headgate::schema::{SAME_TWICE, Undo, Yields};

use crate::cases::{sample, send, ways};
use crate::gateway::{DIALECT, LATE};
use crate::journal::{AT, attempts_add_up, check, later, only, repeating, stored, verified};
use crate::ledger::counted;
use crate::sending::{Failing, Sent, sent};
use crate::truth::{expected, found, is_quoted, old_ends, value, word};

const IGNORED: &str = "ignore-idempotency";

/// Tests every case with every fault, and these faults in addition.
async fn hold(besides: &[&str]) {
    for fault in sample().faults().await {
        for case in ways() {
            let write = [&[fault.as_str()], besides].concat();
            let failing = Failing {
                write: &write,
                ..Failing::default()
            };
            let sent = sent(case, failing).await;
            told_truly(&sent);
            value_is_told(&sent);
            // The result is the same, whatever the gateway does with idempotency keys.
            if besides.is_empty() {
                journal_tells(&sent).await;
            }
            repeated_truly(sent, besides).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_said_is_what_is_so() {
    hold(&[]).await;
}

#[tokio::test(start_paused = true)]
async fn what_is_said_is_what_is_so_where_idempotency_keys_are_ignored() {
    hold(&[IGNORED]).await;
}

fn told_truly(sent: &Sent) {
    let (label, outcome) = (&sent.label, sent.outcome());
    assert_eq!(sent.requests, 1, "{label}: one for one confirmation");
    let wanted = expected(&sent.reply, sent.applied, check(&sent.entry));
    assert_eq!(sent.word(), wanted, "{label}: {outcome:?}");
    if let Ok(reply) = &sent.reply {
        is_quoted(outcome, reply, label);
        // A refusal that does not depend on the state is not verified. A limit may depend on it.
        let is_plain = match reply.status {
            400 | 401 | 403 | 422 => true,
            429 => !sent.is_limited,
            _ => false,
        };
        assert!(!is_plain || sent.reads.is_empty(), "{label}: it was read");
    }
    // It is verified again while nothing shows, and no longer.
    let unseen = sent.applied == 0 && wanted != "refused";
    let pauses = if unseen {
        VERIFY_PAUSES_MILLIS.len()
    } else {
        0
    };
    assert_eq!(sent.gateway.pauses(), pauses, "{label}");
}

/// A value in the response is shown, and is known to be lost otherwise.
fn value_is_told(sent: &Sent) {
    let (label, action) = (&sent.label, sent.case.action);
    let came = sent.performed.value.as_ref().map(|value| value.expose());
    assert_eq!(came, value(action, &sent.reply).as_deref(), "{label}");
    let yields = matches!(action.yields, Yields::Value { .. });
    let lost = yields && sent.applied > 0 && came.is_none();
    assert_eq!(sent.performed.lost_its_value(), lost, "{label}");
    let ended = sent.entry.clone().performed(&sent.performed, AT);
    assert_eq!(lost_value(&ended).is_some(), lost, "{label}");
}

/// After a reload the journal reports the same, or more; verifying sends nothing.
async fn journal_tells(sent: &Sent) {
    let (label, gateway) = (&sent.label, &sent.gateway);
    let value = value(sent.case.action, &sent.reply);
    let value = value.as_deref();
    let early = if sent.applied == 0 {
        "unknown"
    } else {
        sent.truth()
    };
    let open = stored(&sent.entry, value, label);
    for (now, expect) in [(AT, early), (later(), sent.truth())] {
        let seen = verified(&open, now, gateway).await;
        let seen = stored(&seen, value, label);
        assert_eq!(word(only(&seen)), expect, "{label}: open");
    }
    let ended = sent.entry.clone().performed(&sent.performed, AT);
    let ended = stored(&ended, value, label);
    let seen = verified(&ended, later(), gateway).await;
    if sent.word() == "unknown" {
        assert_eq!(word(only(&seen)), sent.truth(), "{label}: later");
    } else {
        assert_eq!(only(&seen), sent.outcome(), "{label}: later");
    }
    let counted = counted(gateway).await;
    assert_eq!(counted, (1, sent.applied), "{label}: it was only read");
    undone_only_if_applied(sent, &ended);
}

fn undone_only_if_applied(sent: &Sent, ended: &Entry) {
    let offered = undo_offer(ended, &[ended], DIALECT).is_ok();
    let can = !matches!(sent.case.action.undo, Undo::Not(_));
    assert_eq!(offered, can && sent.applied > 0, "{}: undo", sent.label);
}

/// The plan is offered again if that makes sense, and the outcomes of both attempts are true.
async fn repeated_truly(sent: Sent, faults: &[&str]) {
    let (word_before, lost) = (sent.word(), sent.performed.lost_its_value());
    let Sent {
        case,
        label,
        gateway,
        performed,
        entry: first_entry,
        was_typed,
        ..
    } = sent;
    let first_entry = first_entry.performed(&performed, AT);
    let may = !word_before.starts_with("applied") || lost;
    let first = gateway.writes().remove(0).arrived;
    let Some(review) = performed.again() else {
        assert!(!may, "{label}: a repeat is offered");
        return;
    };
    assert!(may && review.is_repeat(), "{label}: it is done");
    let is_harmful = case.action.if_applied_twice != SAME_TWICE;
    let surely_first = ["refused", "not-applied"].contains(&word_before);
    let is_typed = was_typed || (is_harmful && !surely_first);
    assert_eq!(!review.accepts(""), is_typed, "{label}: what may double");
    let entry = repeating(review.plan(), &first_entry);
    for fault in faults {
        gateway.arm(fault, "write").await;
    }
    let performed = send(review, &gateway).await;
    let second = gateway.writes().pop().expect("the repeat");
    assert_eq!(second.arrived, first, "{label}: the same bytes and key");
    let (requests, all) = counted(&gateway).await;
    assert_eq!(requests, 2, "{label}: one for one confirmation");
    let heeded = !faults.contains(&IGNORED);
    assert!(all < 2 || !heeded, "{label}: a key is applied once");
    let outcome = &performed.outcomes[0];
    let wanted = expected(&second.reply, all, check(&entry));
    assert_eq!(word(outcome), wanted, "{label}, again: {outcome:?}");
    let value = value(case.action, &second.reply);
    let came = performed.value.as_ref().map(|value| value.expose());
    assert_eq!(came, value.as_deref(), "{label}, again");
    if let (Outcome::Applied { after, .. }, Ok(reply)) = (outcome, &second.reply)
        && let Some(After::Replaced { old_ends: told, .. }) = after.first()
    {
        // If nobody may have seen a value, the time at which it expires says nothing.
        let is_known = surely_first || performed.replayed;
        let wanted = old_ends(case.action, reply).filter(|_| is_known);
        assert_eq!(told.map(|at| at.0), wanted, "{label}, again");
    }
    let ended = entry.performed(&performed, AT);
    let ended = stored(&ended, value.as_deref(), &label);
    // What was surely not applied at first leaves nothing to tell apart.
    if !surely_first {
        let wanted = found(all, check(&ended));
        attempts_add_up((&first_entry, &ended), wanted, &gateway, &label).await;
    }
}

/// A refused repeat does not hide that the first attempt was applied, although it was not visible:
/// each attempt has its own outcome.
#[tokio::test(start_paused = true)]
async fn a_refused_repeat_tells_of_the_first_attempt() {
    for refusal in ["refuse", "unauthorized", "forbidden", "rate-limited"] {
        for lost in ["drop-before", "drop-after"] {
            for case in ways() {
                let failing = Failing {
                    write: &[lost],
                    read: &["drop-before"],
                    ..Failing::default()
                };
                let Sent {
                    label,
                    gateway,
                    performed,
                    entry,
                    applied,
                    ..
                } = sent(case, failing).await;
                let first = entry.performed(&performed, AT);
                let review = performed.again().expect("its outcome is unknown");
                let entry = repeating(review.plan(), &first);
                gateway.arm(refusal, "write").await;
                let performed = send(review, &gateway).await;
                let reply = gateway.writes().pop().expect("the repeat").reply;
                // An attempt that does not show is still unknown.
                let wanted = match applied {
                    0 => "unknown",
                    _ => expected(&reply, applied, check(&entry)),
                };
                let outcome = &performed.outcomes[0];
                assert_eq!(word(outcome), wanted, "{label}, {refusal}: {outcome:?}");
                let ended = stored(&entry.performed(&performed, AT), None, &label);
                assert_eq!(word(only(&ended)), "refused", "{label}, {refusal}");
                let label = format!("{label}, {refusal}");
                let wanted = found(applied, check(&ended));
                attempts_add_up((&first, &ended), wanted, &gateway, &label).await;
            }
        }
    }
}

/// A write that is applied after its connection was closed is not reported as failed, and is found
/// once it shows.
#[tokio::test(start_paused = true)]
async fn what_is_applied_late_is_never_said_to_have_failed() {
    for case in ways() {
        let late = format!("{LATE}=20000");
        let failing = Failing {
            write: &[late.as_str()],
            ..Failing::default()
        };
        let sent = sent(case, failing).await;
        let (label, gateway) = (&sent.label, &sent.gateway);
        assert_eq!(sent.word(), "unknown", "{label}");
        let ended = sent.entry.clone().performed(&sent.performed, AT);
        let ended = stored(&ended, None, label);
        assert!(!ended.is_settled(), "{label}");
        tokio::time::sleep(std::time::Duration::from_secs(21)).await;
        while counted(gateway).await.1 == 0 {
            tokio::task::yield_now().await;
        }
        let seen = verified(&ended, AT, gateway).await;
        assert_eq!(word(only(&seen)), found(1, check(&ended)), "{label}");
    }
}

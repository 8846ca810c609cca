//! A browser that repeats a request by itself when a kept connection dies, for POST and DELETE
//! alike: only the second response, if there is one, arrives.

use serde_json::json;

use crate::cases::{send, ways};
use crate::journal::{check, later, only, stored, verified};
use crate::ledger::counted;
use crate::sending::{Failing, sent};
use crate::truth::{expected, value, word};

/// Tests every case with a connection that dies this often.
async fn hold(times: Option<u32>) {
    for lost in ["drop-before", "drop-after"] {
        for besides in [&[][..], &["ignore-idempotency"]] {
            for case in ways() {
                let write = [&[lost], besides].concat();
                let failing = Failing {
                    write: &write,
                    times,
                    browser_repeats: true,
                    ..Failing::default()
                };
                let sent = sent(case, failing).await;
                let label = &sent.label;
                assert_eq!(sent.requests, 2, "{label}: the browser sent it twice");
                let wanted = expected(&sent.reply, sent.applied, check(&sent.entry));
                assert_eq!(sent.word(), wanted, "{label}: {:?}", sent.outcome());
                let wanted = value(case.action, &sent.reply);
                let came = sent.performed.value.as_ref().map(|value| value.expose());
                assert_eq!(came, wanted.as_deref(), "{label}");
                let open = stored(&sent.entry, came, label);
                let seen = verified(&open, later(), &sent.gateway).await;
                assert_eq!(word(only(&seen)), sent.truth(), "{label}: open");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn both_responses_are_lost() {
    hold(None).await;
}

#[tokio::test(start_paused = true)]
async fn the_second_is_answered() {
    hold(Some(1)).await;
}

/// A gateway remembers a value for five minutes (contract 5.10); after that a repeat returns none.
#[tokio::test(start_paused = true)]
async fn a_value_that_nobody_remembers_stays_lost() {
    let failing = Failing {
        write: &["drop-after"],
        ..Failing::default()
    };
    let mut tried = 0;
    for case in ways() {
        for (seconds, comes) in [(299, true), (301, false)] {
            let sent = sent(case, failing).await;
            if !sent.performed.lost_its_value() {
                continue;
            }
            tried += 1;
            let label = format!("{} after {seconds} s", sent.label);
            let later = json!({"advance_seconds": seconds});
            sent.gateway.call("POST", "/sandbox/clock", later).await;
            let review = sent.performed.again().expect("a repeat is offered");
            let performed = send(review, &sent.gateway).await;
            assert!(performed.replayed, "{label}");
            assert_eq!(performed.value.is_some(), comes, "{label}");
            assert_eq!(performed.lost_its_value(), !comes, "{label}");
            assert_eq!(word(&performed.outcomes[0]), "applied", "{label}");
            assert_eq!(counted(&sent.gateway).await, (2, 1), "{label}");
        }
    }
    assert!(tried > 0, "some action makes a value");
}

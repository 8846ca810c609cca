//! The same plan once more, by the operator's hand: the same bytes, and what came of the two.

use headgate::gate::asking::Asking;
use headgate::gate::confirmation::Known;
use headgate::gate::judge::After;
use headgate::gate::outcome::Outcome;
use headgate::gate::perform::Settled;
use serde_json::{Value, json};

use crate::desk::{WRITES, What, gateway, plan, send};
use crate::gateway::Gateway;
use crate::matrix::fail;
use crate::told::{ended, ledger, writes};

/// Clears every fault and sends again. Nothing where no repeat is offered.
async fn repeat(
    what: What,
    (gateway, settled): (Gateway, Settled),
    ignored: bool,
) -> Option<(Gateway, Settled)> {
    gateway.desk("DELETE", "/sandbox/faults", Value::Null).await;
    if ignored {
        gateway.arm("ignore-idempotency", what.target()).await;
    }
    let settled = send(settled.again()?, what, &gateway).await;
    let exchanges = gateway.exchanges();
    let mut sent = exchanges
        .iter()
        .map(|exchange| &exchange.arrived)
        .filter(|arrived| arrived.method != "GET");
    let (first, second) = (sent.next(), sent.next().expect("the repeat"));
    assert_eq!(first, Some(second), "{what:?}: the same bytes");
    let key = what.is_keyed().then_some("intent-1");
    assert_eq!(second.header("idempotency-key"), key, "{what:?}");
    Some((gateway, settled))
}

/// How often a write was applied in all when it is sent under a fault, and again without it.
#[tokio::test(start_paused = true)]
async fn it_is_offered_where_it_makes_sense_and_lands_once() {
    for (fault, ignored) in [
        ("refuse", false),
        ("rate-limited", false),
        ("server-error", false),
        ("drop-before", false),
        ("no-effect", false),
        ("drop-after", false),
        ("drop-after", true),
        ("body-cut", false),
        ("ignore-idempotency", false),
    ] {
        for what in WRITES {
            let expect = match fault {
                "ignore-idempotency" => None,
                // What landed is done, but a value that was lost may be asked for again.
                "drop-after" | "body-cut" => {
                    what.makes_a_secret().then(|| what.applied_by_two(ignored))
                }
                _ => Some(1),
            };
            let case = format!("{what:?} under {fault}, ignored: {ignored}");
            let repeated = repeat(what, fail(what, &[fault], false).await, ignored).await;
            let Some((gateway, _)) = repeated else {
                assert_eq!(expect, None, "{case}");
                continue;
            };
            let (requests, applied) = ledger(what, &gateway).await;
            assert_eq!((requests, Some(applied)), (2, expect), "{case}");
        }
    }
}

/// The answer was lost and nothing could be read: the operator sends again without knowing that it
/// was done, and is told the truth then, also where the repeat is refused for it.
#[tokio::test(start_paused = true)]
async fn a_repeat_in_the_dark() {
    for ignored in [false, true] {
        for what in WRITES {
            let dark = gateway(what).await;
            let plan = plan(what, &dark).await;
            dark.arm("drop-after", what.target()).await;
            dark.arm("drop-before", "read").await;
            let settled = send(Asking::new(plan, Known::default()), what, &dark).await;
            let case = format!("{what:?}, ignored: {ignored}");
            assert_eq!(ended(&settled), "cannot-tell", "{case}");
            let repeated = repeat(what, (dark, settled), ignored).await;
            let (gateway, settled) = repeated.expect("what is not known may be repeated");
            let applied = what.applied_by_two(ignored);
            let expect = match what {
                _ if what.refuses_the_second(ignored) => "applied, answer lost",
                What::Rotate => "applied",
                _ if applied == 2 => "landed-twice",
                _ => "applied",
            };
            assert_eq!(ended(&settled), expect, "{case}");
            assert_eq!(ledger(what, &gateway).await, (2, applied), "{case}");
            assert_eq!(settled.secret.is_some(), what.makes_a_secret(), "{case}");
        }
    }
}

const SECRETS: [What; 3] = [What::Create, What::CreateMine, What::Rotate];

#[tokio::test(start_paused = true)]
async fn a_value_that_was_lost_comes_with_the_repeat() {
    for what in SECRETS {
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
        let mut exchanges = gateway.exchanges().into_iter();
        let last = exchanges.rfind(|exchange| exchange.arrived.method != "GET");
        let replayed = last.is_some_and(|last| last.reply.is_ok_and(|reply| reply.replayed));
        assert!(settled.replayed && replayed, "{what:?}");
    }
}

/// A gateway remembers a value for five minutes (contract 5.10); then the repeat brings none.
#[tokio::test(start_paused = true)]
async fn a_value_that_nobody_remembers_stays_lost() {
    for what in SECRETS {
        for (seconds, expect) in [(299, true), (301, false)] {
            let failed = fail(what, &["drop-after"], false).await;
            let later = json!({"advance_seconds": seconds});
            failed.0.desk("POST", "/sandbox/clock", later).await;
            let repeated = repeat(what, failed, false).await;
            let (gateway, settled) = repeated.expect("a repeat is offered");
            let case = format!("{what:?} after {seconds} s");
            assert!(settled.replayed, "{case}");
            assert_eq!(settled.secret.is_some(), expect, "{case}");
            assert_eq!(settled.lost_its_secret(), !expect, "{case}");
            assert_eq!(ended(&settled), "applied", "{case}");
            assert_eq!(ledger(what, &gateway).await, (2, 1), "{case}");
        }
    }
}

/// The old value ends at the moment that the first answer told. A gateway without idempotency keys
/// has made yet another value by then, and the moment in its answer is about one that nobody saw.
#[tokio::test(start_paused = true)]
async fn a_repeated_rotation_tells_when_the_old_value_ends() {
    let old_ends = |settled: &Settled| match settled.outcomes.as_slice() {
        [
            Outcome::Applied {
                after: After::Value { old_ends, .. },
                ..
            },
        ] => *old_ends,
        other => panic!("a new value, not {other:?}"),
    };
    for ignored in [false, true] {
        let failed = fail(What::Rotate, &["drop-after"], false).await;
        assert_eq!(old_ends(&failed.1), None, "the answer was lost");
        let first = writes(&failed.0).await.remove(0);
        let rotated_at = first["at"].as_i64().expect("a moment");
        let later = json!({"advance_seconds": 30});
        failed.0.desk("POST", "/sandbox/clock", later).await;
        let repeated = repeat(What::Rotate, failed, ignored).await;
        let (_, settled) = repeated.expect("a repeat is offered");
        let grace = old_ends(&settled).map(|ends| ends.0 - rotated_at);
        assert_eq!(grace.is_none(), ignored, "{grace:?}");
        assert!(
            grace.is_none_or(|seconds| (60..62).contains(&seconds)),
            "{grace:?}"
        );
    }
}

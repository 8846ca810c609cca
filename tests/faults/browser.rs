//! A browser that repeats a request by itself when a kept connection dies unanswered, POST and
//! DELETE alike: the second answer, where there is one, is the only one to arrive.

use headgate::domain::key::Key;
use headgate::domain::pool::Pool;
use headgate::gate::asking::Asking;
use headgate::gate::confirmation::Known;
use headgate::gate::judge::After;
use headgate::gate::outcome::Outcome;
use serde_json::{Value, json};

use crate::desk::{KEYS, POOLS, WRITES, What, gateway, named, plan, rows, send};
use crate::matrix::fail;
use crate::told::{LATER, ended, ledger, look_later};

/// How an answer is lost, and whether the gateway ignores idempotency keys.
const LOSSES: [(&str, bool); 4] = [
    ("drop-after", false),
    ("drop-after", true),
    ("drop-before", false),
    ("drop-before", true),
];

#[tokio::test(start_paused = true)]
async fn both_answers_are_lost() {
    for (fault, ignored) in LOSSES {
        for what in WRITES {
            let faults = [fault, "ignore-idempotency"];
            let faults = if ignored { &faults[..] } else { &faults[..1] };
            let (gateway, settled) = fail(what, faults, true).await;
            let case = format!("{what:?} under {faults:?}");
            let applied = match fault {
                "drop-after" => what.applied_by_two(ignored),
                _ => 0,
            };
            assert_eq!(ended(&settled), what.found(applied), "{case}");
            assert_eq!(ledger(what, &gateway).await, (2, applied), "{case}");
            let check = settled.plan().steps().first().expect("a step").check();
            let late = look_later(check, LATER, &gateway).await;
            assert_eq!(late, what.found(applied), "{case}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_second_is_answered() {
    for (fault, ignored) in LOSSES {
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
            let applied = match fault {
                "drop-after" => what.applied_by_two(ignored),
                _ => 1,
            };
            let first_landed = fault == "drop-after";
            let expect = match what {
                // "No such key" and "that name is taken" are the answers to what this very write did.
                _ if first_landed && what.refuses_the_second(ignored) => "applied, answer lost",
                // The value in the second answer is the one that works, so nothing shows the first.
                What::Rotate => "applied",
                _ if applied == 2 => "landed-twice",
                _ => "applied",
            };
            assert_eq!(ended(&settled), expect, "{case}");
            assert_eq!(ledger(what, &gateway).await, (2, applied), "{case}");
            let arrived = settled.secret.is_some();
            assert_eq!(arrived, what.makes_a_secret(), "{case}: the value");
        }
    }
}

/// Someone else took the key out of the pool before, and put it into another.
#[tokio::test(start_paused = true)]
async fn a_refusal_that_nothing_explains_stands() {
    let gateway = gateway(What::Remove).await;
    let plan = plan(What::Remove, &gateway).await;
    let (key, pools) = (
        named::<Key>(&gateway, "CI").await,
        rows::<Pool>(&gateway).await,
    );
    let other = pools.last().expect("a sample pool");
    let path = format!("{POOLS}/{}/api_keys/{}", other.id, key.id);
    gateway.desk("POST", &path, Value::Null).await;
    let asking = Asking::new(plan, Known::default());
    let settled = send(asking, What::Remove, &gateway).await;
    assert_eq!(ended(&settled), "refused");
}

/// The thing is as the operator wanted it: that is said, whoever did it.
#[tokio::test(start_paused = true)]
async fn what_someone_else_deleted_just_before_is_said_to_be_gone() {
    let gateway = gateway(What::Delete).await;
    let plan = plan(What::Delete, &gateway).await;
    let key: Key = named(&gateway, "CI").await;
    gateway
        .desk("DELETE", &format!("{KEYS}/{}", key.id), Value::Null)
        .await;
    let asking = Asking::new(plan, Known::default());
    let settled = send(asking, What::Delete, &gateway).await;
    let gone = Outcome::Applied {
        after: After::Gone,
        answered: false,
    };
    assert_eq!(settled.outcomes, [gone]);
    assert_eq!(gateway.pauses(), 0, "one look is enough");
}

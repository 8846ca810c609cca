//! Plans of several steps: which step's end stops the rest, and that sending again sends only what
//! has not happened.

use std::cell::Cell;

use headgate::api::call::{Lost, Reply, Request};
use headgate::domain::key::Key;
use headgate::domain::pool::{Pool, PoolRef};
use headgate::gate::asking::Asking;
use headgate::gate::confirmation::Known;
use headgate::gate::perform::{Settled, Transport, perform};
use headgate::gate::plan::{Moving, Plan};
use serde_json::{Value, json};

use crate::desk::{DIALECT, KEYS, POOLS, named};
use crate::gateway::Gateway;
use crate::told::{counted, word, writes};

/// The keys that are moved, in the order of the steps.
const NAMES: [&str; 4] = ["A", "B", "C", "D"];

/// A way to the gateway on which one write of all, counted from 1, meets a fault.
struct Failing<'a> {
    gateway: &'a Gateway,
    fault: &'static str,
    at: u32,
    sent: Cell<u32>,
}

impl Transport for Failing<'_> {
    async fn read(&self, request: &Request) -> Result<Reply, Lost> {
        self.gateway.read(request).await
    }

    async fn write(&self, request: &Request) -> Result<Reply, Lost> {
        self.sent.set(self.sent.get() + 1);
        if self.sent.get() != self.at {
            return self.gateway.write(request).await;
        }
        self.gateway.arm(self.fault, "write").await;
        let reply = self.gateway.write(request).await;
        let clear = self.gateway.desk("DELETE", "/sandbox/faults", Value::Null);
        clear.await;
        reply
    }

    async fn pause(&self, millis: u32) {
        self.gateway.pause(millis).await;
    }
}

/// A gateway with four keys without a pool and the empty pool "Team".
async fn gateway() -> Gateway {
    let gateway = Gateway::new(2);
    gateway.desk("POST", POOLS, json!({"name": "Team"})).await;
    for name in NAMES {
        gateway.desk("POST", KEYS, json!({"name": name})).await;
    }
    gateway.desk("DELETE", "/sandbox/ledger", Value::Null).await;
    gateway
}

/// A plan to move all four into "Team".
async fn plan(gateway: &Gateway) -> Plan {
    let team = PoolRef::from(&named::<Pool>(gateway, "Team").await);
    let mut moving = Vec::new();
    for name in NAMES {
        moving.push(Moving {
            key: named(gateway, name).await,
            cursor: None,
            from: None,
            to: Some(team.clone()),
        });
    }
    Plan::move_keys(DIALECT, moving).expect("they move")
}

async fn send(asking: Asking, transport: &impl Transport) -> Settled {
    let confirmed = asking.confirm("", 0).ok().expect("confirmed");
    perform(confirmed, transport, &|_, _| {}).await
}

fn words(settled: &Settled) -> Vec<&'static str> {
    settled.outcomes.iter().map(word).collect()
}

/// Which of the four are in "Team" now.
async fn members(gateway: &Gateway) -> String {
    let team: Pool = named(gateway, "Team").await;
    let mut members = String::new();
    for name in NAMES {
        let key: Key = named(gateway, name).await;
        if key.pool == Some(team.id.clone()) {
            members.push_str(name);
        }
    }
    members
}

/// The second of four steps fails; then the plan is sent again, where that is offered, with nothing
/// failing any more. Each key is moved once, whatever happens.
#[tokio::test(start_paused = true)]
async fn one_step_fails() {
    const LOST: &str = "applied, answer lost";
    const REST: [&str; 2] = ["not-sent", "not-sent"];
    for (fault, second, rest, moved, again) in [
        // A no that is about this key only, and an end that reading back tells: it goes on.
        ("refuse", "refused", ["applied"; 2], "ACD", Some(1)),
        ("drop-after", LOST, ["applied"; 2], "ABCD", None),
        ("server-error-after", LOST, ["applied"; 2], "ABCD", None),
        ("empty-204", "applied", ["applied"; 2], "ABCD", None),
        // A no that would be said to the next one too, and every other end: it stops.
        ("unauthorized", "refused", REST, "A", Some(3)),
        ("forbidden", "refused", REST, "A", Some(3)),
        ("rate-limited", "refused", REST, "A", Some(3)),
        ("drop-before", "not-landed", REST, "A", Some(3)),
        ("server-error", "not-landed", REST, "A", Some(3)),
        ("no-effect", "not-applied", REST, "A", Some(3)),
        ("latency=40000", "cannot-tell", REST, "A", Some(3)),
    ] {
        let gateway = gateway().await;
        let asking = Asking::new(plan(&gateway).await, Known::default());
        let failing = Failing {
            gateway: &gateway,
            fault,
            at: 2,
            sent: Cell::new(0),
        };
        let settled = send(asking, &failing).await;
        let [third, fourth] = rest;
        assert_eq!(
            words(&settled),
            ["applied", second, third, fourth],
            "{fault}"
        );
        assert_eq!(members(&gateway).await, moved, "{fault}");
        let sent = if rest == REST { 2 } else { 4 };
        assert_eq!(
            counted(&gateway).await,
            (sent, moved.len() as u64),
            "{fault}"
        );
        let Some(asking) = settled.again() else {
            assert_eq!(again, None, "{fault}: nothing is left to do");
            continue;
        };
        let settled = send(asking, &gateway).await;
        assert_eq!(words(&settled), ["applied"; 4], "{fault}, again");
        assert_eq!(members(&gateway).await, "ABCD", "{fault}, again");
        let all = sent + again.expect("it is offered");
        assert_eq!(counted(&gateway).await, (all, 4), "{fault}, again");
    }
}

/// A key that is gone by now is refused; the others move.
#[tokio::test(start_paused = true)]
async fn a_key_that_is_gone_does_not_stop_the_others() {
    let gateway = gateway().await;
    let asking = Asking::new(plan(&gateway).await, Known::default());
    let gone: Key = named(&gateway, "B").await;
    let path = format!("{KEYS}/{}", gone.id);
    gateway.desk("DELETE", &path, Value::Null).await;
    gateway.desk("DELETE", "/sandbox/ledger", Value::Null).await;
    let settled = send(asking, &gateway).await;
    let expect = ["applied", "refused", "applied", "applied"];
    assert_eq!(words(&settled), expect);
    assert_eq!(counted(&gateway).await, (4, 3));
    let repeated = settled.again().expect("the refused step may be repeated");
    let settled = send(repeated, &gateway).await;
    assert_eq!(words(&settled), expect, "the same no once more");
    assert_eq!(counted(&gateway).await, (5, 3), "only that step was sent");
}

/// A step whose end was found out later leaves the steps after it, which may be sent then.
#[tokio::test(start_paused = true)]
async fn what_was_never_sent_can_be_sent_after_a_look() {
    let gateway = gateway().await;
    let asking = Asking::new(plan(&gateway).await, Known::default());
    gateway.arm("latency-after=40000", "assign").await;
    gateway.arm("drop-before", "read").await;
    let mut settled = send(asking, &gateway).await;
    let stopped = ["cannot-tell", "not-sent", "not-sent", "not-sent"];
    assert_eq!(words(&settled), stopped);
    gateway.desk("DELETE", "/sandbox/faults", Value::Null).await;
    let check = settled.plan().steps().first().expect("a step").check();
    let found = headgate::gate::perform::reconcile(check, DIALECT, false, 0, &gateway).await;
    assert_eq!(word(&found), "applied, answer lost");
    settled.outcomes[0] = found;
    let rest = settled.again().expect("three keys are left");
    let settled = send(rest, &gateway).await;
    let expect = ["applied, answer lost", "applied", "applied", "applied"];
    assert_eq!(words(&settled), expect);
    let paths: Vec<Value> = writes(&gateway).await;
    let mut paths: Vec<&str> = paths.iter().filter_map(|it| it["path"].as_str()).collect();
    paths.dedup();
    assert_eq!(paths.len(), 4, "each key was sent once: {paths:?}");
    assert_eq!(counted(&gateway).await, (4, 4));
}

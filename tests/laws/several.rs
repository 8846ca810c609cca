//! Plans of several rows: which outcome stops the rest, and that sending again sends only the steps
//! that were not applied.

use std::cell::Cell;

use headgate::call::{ApiError, Lost, Reply, Request};
use headgate::gate::{Live, Outcome, Performed, Transport};
use headgate::schema::{Resource, Str, Target};

use crate::cases::{Case, rows, send, ways};
use crate::gateway::Gateway;
use crate::journal::{AT, later, starting, stored, verified};
use crate::ledger::{forget, noted};
use crate::lists::take_away;
use crate::truth::{expected, word};

/// The number of rows in a plan.
const ROWS: usize = 4;

/// A transport on which one of all writes, counted from 1, meets a fault.
struct FailingAt<'a> {
    gateway: &'a Gateway,
    fault: &'a str,
    at: usize,
    sent: Cell<usize>,
}

impl Transport for FailingAt<'_> {
    async fn read(&self, request: &Request) -> Result<Reply, Lost> {
        self.gateway.read(request).await
    }

    async fn write(&self, request: &Request, live: Live<'_>) -> Result<Reply, Lost> {
        self.sent.set(self.sent.get() + 1);
        if self.sent.get() != self.at {
            return self.gateway.write(request, live).await;
        }
        self.gateway.arm(self.fault, "write").await;
        let reply = self.gateway.write(request, live).await;
        self.gateway.clear().await;
        reply
    }

    async fn pause(&self, millis: u32) {
        self.gateway.pause(millis).await;
    }
}

pub(crate) fn gateway(case: &Case) -> Gateway {
    let gateway = Gateway::of(16, 8, 4, 4).asked_with(case.bearer);
    gateway.fill_with(&case.filled.secrets);
    gateway
}

async fn all_rows(gateway: &Gateway, resource: &Resource) -> Vec<String> {
    let rows = rows(gateway, resource).await.into_iter();
    rows.map(|(at, _)| at.id.to_string()).collect()
}

/// Returns the actions on several rows, each with rows for which it is available.
pub(crate) async fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let on_several = |case: &&&'static Case| matches!(case.action.on, Target::Rows { .. });
    for case in ways().iter().filter(on_several) {
        let gateway = gateway(case);
        let mut fit = Vec::new();
        for row in all_rows(&gateway, case.resource).await {
            let one = Case {
                rows: vec![row.clone()],
                ..(*case).clone()
            };
            if fit.len() < ROWS && one.prepare(&gateway).await.is_ok() {
                fit.push(row);
            }
        }
        assert_eq!(fit.len(), ROWS, "{}: rows of the sample", case.label());
        cases.push(Case {
            rows: fit,
            ..(*case).clone()
        });
    }
    assert!(!cases.is_empty(), "some action is done to several rows");
    cases
}

fn words(performed: &Performed) -> Vec<Str> {
    performed.outcomes.iter().map(word).collect()
}

/// Returns whether the next step is sent after this outcome: a refusal that concerns only this row.
fn goes_on(outcome: &Outcome) -> bool {
    let for_itself = |error: &ApiError| matches!(error, ApiError::Refused(_));
    match outcome {
        Outcome::Refused { error } => for_itself(error),
        outcome => outcome.was_applied(),
    }
}

/// The second of four rows fails in every way; then the plan is sent again, if that is offered,
/// without faults. Each row is changed once in any case.
#[tokio::test(start_paused = true)]
async fn one_row_fails() {
    for case in cases().await {
        for fault in gateway(&case).faults().await {
            let label = format!("{} under {fault}", case.label());
            let gateway = gateway(&case);
            let review = case.review(&gateway).await;
            let entry = starting(review.plan());
            gateway.forget_exchanges();
            let failing = FailingAt {
                gateway: &gateway,
                fault: &fault,
                at: 2,
                sent: Cell::new(0),
            };
            let performed = send(review, &failing).await;
            let writes = gateway.writes();
            let first = noted(&gateway).await;
            assert_eq!(writes.len(), first.len(), "{label}");
            let said = words(&performed);
            let mut open = true;
            for (step, outcome) in performed.outcomes.iter().enumerate() {
                let sent = writes.get(step).zip(first.get(step));
                assert_eq!(sent.is_some(), open, "{label}: {said:?}");
                let Some((write, noted)) = sent else {
                    assert_eq!(*outcome, Outcome::NotSent, "{label}");
                    continue;
                };
                let check = &entry.steps[step].checks[0];
                let wanted = expected(&write.reply, noted.applied, check);
                assert_eq!(word(outcome), wanted, "{label}: {said:?}");
                assert_eq!(
                    entry.steps[step].sent.method, write.arrived.method,
                    "{label}"
                );
                open = goes_on(outcome);
            }
            let ended = stored(&entry.performed(&performed, AT), None, &label);
            stored(&verified(&ended, later(), &gateway).await, None, &label);
            let left = said
                .iter()
                .filter(|word| !word.starts_with("applied"))
                .count();
            let Some(review) = performed.again() else {
                assert_eq!(left, 0, "{label}: something is left to do");
                continue;
            };
            assert!(left > 0, "{label}: nothing is left to do");
            let performed = send(review, &gateway).await;
            let said = words(&performed);
            assert!(
                said.iter().all(|word| word.starts_with("applied")),
                "{label}: {said:?}"
            );
            let all = noted(&gateway).await;
            assert_eq!(
                all.len(),
                first.len() + left,
                "{label}: only what is left is sent"
            );
            let applied: u64 = all.iter().map(|noted| noted.applied).sum();
            assert_eq!(applied, ROWS as u64, "{label}: each row once");
            let mut calls: Vec<&str> = all.iter().map(|noted| noted.call.as_str()).collect();
            calls.sort_unstable();
            calls.dedup();
            assert_eq!(calls.len(), ROWS, "{label}: each row");
        }
    }
}

/// A row that is deleted between the review and the sending is refused, and the others are changed.
/// If the gateway refuses in the same way what is already done, the outcome is unknown, and the
/// others wait.
#[tokio::test(start_paused = true)]
async fn a_row_that_is_gone_does_not_stop_the_others() {
    let mut refused = 0;
    for case in cases().await {
        let (label, gateway) = (case.label(), gateway(&case));
        let review = case.review(&gateway).await;
        take_away(&gateway, case.resource, &case.rows[1]).await;
        forget(&gateway).await;
        let performed = send(review, &gateway).await;
        let said = words(&performed);
        if said[1] != "refused" {
            assert_eq!(
                said,
                ["applied", "unknown", "not-sent", "not-sent"],
                "{label}"
            );
            continue;
        }
        refused += 1;
        assert_eq!(
            said,
            ["applied", "refused", "applied", "applied"],
            "{label}"
        );
        assert_eq!(noted(&gateway).await.len(), ROWS, "{label}");
        let again = performed
            .again()
            .expect("the refused row may be sent again");
        let performed = send(again, &gateway).await;
        assert_eq!(words(&performed), said, "{label}: the same once more");
        assert_eq!(
            noted(&gateway).await.len(),
            ROWS + 1,
            "{label}: that row only"
        );
    }
    assert!(refused > 0, "some action is refused for a row that is gone");
}

/// When a row's outcome is found later, the rows after it can be sent then.
#[tokio::test(start_paused = true)]
async fn what_was_never_sent_can_be_sent_after_a_look() {
    for case in cases().await {
        let (label, gateway) = (case.label(), gateway(&case));
        let review = case.review(&gateway).await;
        let entry = starting(review.plan());
        gateway.arm("latency-after=40000", "write").await;
        gateway.arm("drop-before", "read").await;
        let mut performed = send(review, &gateway).await;
        let stopped = ["unknown", "not-sent", "not-sent", "not-sent"];
        assert_eq!(words(&performed), stopped, "{label}");
        gateway.clear().await;
        let ended = entry.performed(&performed, AT);
        let seen = verified(&ended, AT, &gateway).await;
        let outcomes = seen.steps.iter().filter_map(|step| step.outcome.clone());
        performed.outcomes = outcomes.collect();
        let found = ["applied, response lost", "not-sent", "not-sent", "not-sent"];
        assert_eq!(words(&performed), found, "{label}");
        let rest = performed.again().expect("three rows are left");
        let performed = send(rest, &gateway).await;
        let said = words(&performed);
        assert_eq!(said[1..], ["applied"; 3], "{label}");
        let noted = noted(&gateway).await;
        let applied: Vec<u64> = noted.iter().map(|noted| noted.applied).collect();
        assert_eq!(applied, [1; ROWS], "{label}: each row was sent once");
    }
}

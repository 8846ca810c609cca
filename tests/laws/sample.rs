//! Every action on every row of a large sample with differing budgets, windows and states: the
//! outcome agrees with the ledger, and is unknown only for a budget without amounts.

use headgate::domain::budget::Budget;
use headgate::gate::{Outcome, Stop, Uncertainty};
use headgate::schema::{Check, Value};

use crate::cases::{Case, rows, send, ways};
use crate::gateway::Gateway;
use crate::journal::{AT, check, starting, stored};
use crate::ledger::counted;
use crate::truth::{value, word};

/// Returns whether a check compares a budget without a limit in money.
fn is_of_percentages(check: &Check) -> bool {
    match check {
        Check::Rises {
            before: Value::Budget(budget),
            ..
        } => matches!(&**budget, Budget::Limited(figures) if figures.limit.is_none()),
        _ => false,
    }
}

async fn hold(case: &Case, gateway: &Gateway) -> bool {
    let label = case.label();
    let review = match case.prepare(gateway).await {
        Ok(review) => review,
        Err(Stop::Refused(_)) => return false,
        Err(stop) => panic!("{label}: {stop:?}"),
    };
    let entry = starting(review.plan());
    let before = counted(gateway).await;
    let performed = send(review, gateway).await;
    let after = counted(gateway).await;
    assert_eq!(after, (before.0 + 1, before.1 + 1), "{label}");
    let (check, outcome) = (check(&entry), &performed.outcomes[0]);
    if is_of_percentages(check) {
        let only = matches!(
            outcome,
            Outcome::Unknown {
                uncertainty: Uncertainty::OnlyPercentages { .. } | Uncertainty::NothingToCompare,
                ..
            }
        );
        assert!(only, "{label}: {outcome:?}");
    } else {
        assert_eq!(word(outcome), "applied", "{label}: {check:?} {outcome:?}");
    }
    let reply = gateway.writes().pop().expect("it was sent").reply;
    let value = value(case.action, &reply);
    stored(&entry.performed(&performed, AT), value.as_deref(), &label);
    true
}

#[tokio::test(start_paused = true)]
async fn every_action_on_every_row() {
    for case in ways()
        .into_iter()
        .filter(|case| case.action.on.is_of_rows())
    {
        let gateway = Gateway::of(24, 12, 12, 24).asked_with(case.bearer);
        let mut done = 0;
        for (at, _) in rows(&gateway, case.resource).await {
            let case = Case {
                rows: vec![at.id.to_string()],
                ..case.clone()
            };
            gateway.forget_exchanges();
            // Each row is a change of its own: the same random word would make it a repeat.
            gateway.clear().await;
            gateway.arm("ignore-idempotency", "write").await;
            done += usize::from(hold(&case, &gateway).await);
        }
        assert!(done > 0, "{}", case.label());
    }
}

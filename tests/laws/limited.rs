//! Permissions: an operator of one pool is offered nothing that the gateway then refuses, and the
//! journal is judged only by its own account's lists.

use headgate::call::ApiError;
use headgate::gate::{Outcome, Stop, Uncertainty, needs_list};
use headgate::history::{Entry, lost_value, verify};
use headgate::profile::SameAccount;
use headgate::schema::Check;

use crate::cases::{rows, sample, send, ways, who};
use crate::gateway::{ADMIN, DIALECT, Gateway, POOL};
use crate::journal::{check, later, only, stored, verified};
use crate::ledger::counted;
use crate::sending::{Failing, sent};
use crate::truth::word;

#[tokio::test(start_paused = true)]
async fn nothing_is_offered_that_the_gateway_refuses() {
    let limited = who(&sample().asked_with(POOL)).await.expect("it is known");
    let mut refused = 0;
    for case in ways().into_iter().filter(|case| case.bearer == ADMIN) {
        let label = case.label();
        let gateway = case.gateway();
        let review = case.review(&gateway).await;
        let offered = case.prepare_as(&limited, &gateway).await;
        let gateway = gateway.asked_with(POOL);
        let performed = send(review, &gateway).await;
        if let Outcome::Refused {
            error: ApiError::NotAllowed(_),
        } = &performed.outcomes[0]
        {
            assert!(matches!(offered, Err(Stop::Refused(_))), "{label}");
            assert_eq!(counted(&gateway).await, (1, 0), "{label}");
            refused += 1;
        }
    }
    assert!(refused > 0, "the gateway refuses something");
}

#[tokio::test(start_paused = true)]
async fn what_a_limited_operator_is_offered_is_applied() {
    let mut offered = 0;
    for case in ways() {
        let gateway = case.gateway().asked_with(POOL);
        let limited = who(&gateway).await.expect("it is known");
        if let Ok(review) = case.prepare_as(&limited, &gateway).await {
            let performed = send(review, &gateway).await;
            let word = word(&performed.outcomes[0]);
            assert_eq!(word, "applied", "{}", case.label());
            offered += 1;
        }
    }
    assert!(
        offered > 0,
        "something is offered to an operator of one pool"
    );
}

const LOST: Failing<'static> = Failing {
    write: &["drop-after"],
    read: &["drop-before"],
    times: None,
    browser_repeats: false,
};

async fn seen_by(entry: &Entry, account: SameAccount, gateway: &Gateway) -> Outcome {
    let seen = verify(entry, &[entry], account, later(), DIALECT, gateway).await;
    only(&seen).clone()
}

/// If it is unknown whether a key belongs to the same account, only rows that are found prove
/// anything; another organization has neither the old rows nor the new ones.
#[tokio::test(start_paused = true)]
async fn only_its_own_list_tells_what_is_missing_or_new() {
    for case in ways() {
        let sent = sent(case, LOST).await;
        let (label, entry) = (&sent.label, &sent.entry);
        let own = seen_by(entry, SameAccount::Yes, &sent.gateway).await;
        assert_eq!(word(&own), sent.truth(), "{label}");
        let said = seen_by(entry, SameAccount::NotKnown, &sent.gateway).await;
        if needs_list(check(entry)) {
            let unknown = Outcome::Unknown {
                uncertainty: Uncertainty::AccountNotKnown,
                reported_success: false,
            };
            assert_eq!(said, unknown, "{label}");
        } else {
            assert_eq!(said, own, "{label}");
        }
        let other = Gateway::of(0, 0, 0, 0).asked_with(case.bearer);
        let said = seen_by(entry, SameAccount::NotKnown, &other).await;
        assert_eq!(word(&said), "unknown", "{label}");
    }
}

/// The page was closed before the response arrived: verifying later finds the row whose value was
/// lost.
#[tokio::test(start_paused = true)]
async fn a_value_that_never_came_is_known_by_its_row() {
    let mut tried = 0;
    for case in ways() {
        let sent = sent(case, LOST).await;
        let label = &sent.label;
        assert_eq!(
            lost_value(&sent.entry),
            None,
            "{label}: its end is not known"
        );
        let seen = verified(&sent.entry, later(), &sent.gateway).await;
        let seen = stored(&seen, None, label);
        let Some(lost) = lost_value(&seen) else {
            assert_eq!(seen.value_received, None, "{label}: it makes no value");
            continue;
        };
        assert_eq!(lost_value(&seen.clone().with_value(true)), None, "{label}");
        tried += 1;
        // A row that is only counted is not known.
        if matches!(check(&seen), Check::Rises { .. }) {
            assert_eq!(lost.len(), 0, "{label}");
            continue;
        }
        let listed = rows(&sent.gateway, case.resource).await;
        let id = case
            .rows
            .first()
            .map_or_else(|| listed[0].0.id.as_str(), String::as_str);
        let lost: Vec<&str> = lost.iter().map(|at| at.id.as_str()).collect();
        assert_eq!(lost, [id], "{label}");
    }
    assert!(tried > 0, "some action makes a value");
}

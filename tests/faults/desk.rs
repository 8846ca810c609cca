//! What every line of the fault matrix starts from: a gateway, a plan made from what it says, and
//! the words for how the plan ends. Judges nothing.

use headgate::api::error::ApiError;
use headgate::api::gateway::{Dialect, ListQuery};
use headgate::domain::access::Role;
use headgate::domain::key::{Key, NewKey};
use headgate::domain::money::Usd;
use headgate::domain::page::{Page, Row};
use headgate::gate::asking::Asking;
use headgate::gate::outcome::Outcome;
use headgate::gate::perform::{Settled, perform};
use headgate::gate::plan::{BeforeCreate, Plan};
use serde_json::{Value, json};

use crate::gateway::{Gateway, POOL};

pub(crate) const DIALECT: Dialect = Dialect::OneKeyLlm;

/// The writes of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Create,
    CreateMine,
    TopUp,
}

pub(crate) const WRITES: [What; 3] = [What::Create, What::CreateMine, What::TopUp];

impl What {
    /// The sandbox's word for the call.
    pub(crate) const fn target(self) -> &'static str {
        match self {
            Self::Create | Self::CreateMine => "create",
            Self::TopUp => "topup",
        }
    }

    /// What an operator types where something has to be typed.
    pub(crate) const fn typed(self) -> &'static str {
        match self {
            Self::Create | Self::CreateMine => "Fresh",
            Self::TopUp => "25",
        }
    }
}

/// A gateway with two sample keys and one with a limit of 100 USD, and nothing in its ledger.
pub(crate) async fn gateway(what: What) -> Gateway {
    let gateway = Gateway::new(2);
    let row = json!({"name": "CI", "limit_usd": "100"});
    gateway
        .desk("POST", "/v1/organization/admin_api_keys", row)
        .await;
    gateway.desk("DELETE", "/sandbox/ledger", Value::Null).await;
    match what {
        What::CreateMine => gateway.asked_with(POOL),
        What::Create | What::TopUp => gateway,
    }
}

pub(crate) async fn list(gateway: &Gateway) -> Result<Page<Key>, ApiError> {
    let read = DIALECT.keys(&ListQuery::newest(None));
    gateway.ask(&read.expect("the dialect lists keys")).await
}

/// The plan, made from what the gateway says just before.
pub(crate) async fn plan(what: What, gateway: &Gateway) -> Plan {
    let intent = || "intent-1".to_owned();
    let new = NewKey {
        name: "Fresh".to_owned(),
        limit: None,
        foundation: None,
        expires_at: None,
        pool: None,
    };
    let made = match what {
        What::CreateMine => {
            let my_pool = DIALECT.my_pool().expect("the call exists");
            let pool = gateway
                .ask(&my_pool)
                .await
                .expect("an answer")
                .expect("a pool");
            let before = BeforeCreate::MyPool(pool.id, pool.key_count);
            Plan::create_key(DIALECT, Role::Pool, new, before, intent())
        }
        What::Create => {
            let keys = read(list(gateway).await.expect("a page"));
            let before = BeforeCreate::Newest(keys.into_iter().map(|key| key.id).collect());
            Plan::create_key(DIALECT, Role::Organization, new, before, intent())
        }
        What::TopUp => {
            let keys = read(list(gateway).await.expect("a page"));
            let key = keys
                .into_iter()
                .find(|key| key.name.as_deref() == Some("CI"));
            let amount = Usd::from_operator("25").expect("an amount");
            Plan::top_up(DIALECT, &key.expect("the key"), None, amount, intent())
        }
    };
    made.expect("the dialect has the call")
}

fn read(page: Page<Key>) -> Vec<Key> {
    page.rows.iter().filter_map(Row::read).cloned().collect()
}

pub(crate) async fn send(asking: Asking, what: What, gateway: &Gateway) -> Settled {
    let confirmed = asking.confirm(what.typed()).ok().expect("confirmed");
    perform(confirmed, gateway, &|_, _| {}).await
}

pub(crate) fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Applied { answered: true, .. } => "applied",
        Outcome::Applied {
            answered: false, ..
        } => "applied, answer lost",
        Outcome::Refused { .. } => "refused",
        Outcome::NotApplied => "not applied",
        Outcome::LandedTwice { .. } => "landed twice",
        Outcome::NotLanded => "not landed",
        Outcome::CannotTell { .. } => "cannot tell",
        Outcome::NotSent => "not sent",
    }
}

/// How a plan of one step ended.
pub(crate) fn ended(settled: &Settled) -> &'static str {
    match settled.outcomes.as_slice() {
        [outcome] => word(outcome),
        other => panic!("one outcome for one step, not {other:?}"),
    }
}

/// How many writes came, and how often one was applied.
pub(crate) async fn ledger(gateway: &Gateway) -> (usize, u64) {
    let ledger = gateway.desk("GET", "/sandbox/ledger", Value::Null).await;
    let entries = ledger["data"].as_array().expect("a list");
    assert!(
        entries
            .iter()
            .all(|entry| entry["idempotency_key"] == "intent-1"),
        "one key for one intent"
    );
    let applied = entries
        .iter()
        .filter_map(|entry| entry["applied"].as_u64())
        .sum();
    (entries.len(), applied)
}

/// How a list ended.
pub(crate) fn listed(result: &Result<Page<Key>, ApiError>) -> String {
    match result {
        Ok(page) => {
            let bad = page.rows.iter().filter(|row| row.read().is_none()).count();
            format!("{} rows, {bad} unreadable", page.rows.len())
        }
        Err(ApiError::Unreachable(why)) => format!("unreachable, {why:?}"),
        Err(ApiError::SignedOut(_)) => "signed out".to_owned(),
        Err(ApiError::NotAllowed(_)) => "not allowed".to_owned(),
        Err(ApiError::Refused(refusal)) => format!("refused {}", refusal.status),
        Err(ApiError::Limited { retry_after }) => format!("limited, {retry_after:?}"),
        Err(ApiError::Unreadable { .. }) => "unreadable".to_owned(),
        Err(ApiError::OutcomeUnknown(_)) => "a read has no outcome".to_owned(),
    }
}

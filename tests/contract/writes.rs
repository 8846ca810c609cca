//! What keys are after each write, and what the gateway's refusals say.

use headgate::api::gateway::Dialect;
use headgate::domain::access::Role;
use headgate::domain::ids::{KeyId, PoolId};
use headgate::domain::key::{Foundation, NewKey};
use headgate::domain::money::Usd;
use headgate::domain::time::UnixSeconds;
use headgate::gate::asking::Asking;
use headgate::gate::confirmation::Known;
use headgate::gate::earlier::Earlier;
use headgate::gate::outcome::Outcome;
use headgate::gate::perform::{Settled, perform};
use headgate::gate::plan::{BeforeCreate, Plan};
use serde_json::{Value, json};

use crate::gateway::{ADMIN, Gateway, POOL};
use crate::reads::{find, keys};

const DIALECT: Dialect = Dialect::OneKeyLlm;
/// Letters that JSON and an address each treat in their own way.
const ODD: &str = r#"O'Brien "CI" $HOME `x` \n & 密钥"#;

fn new(name: &str) -> NewKey {
    NewKey {
        name: name.to_owned(),
        limit: None,
        foundation: None,
        expires_at: None,
        pool: None,
    }
}

fn usd(text: &str) -> Usd {
    Usd::from_operator(text).expect("an amount")
}

fn create(role: Role, new: NewKey, before: BeforeCreate) -> Plan {
    let plan = Plan::create_key(DIALECT, role, new, before, "intent-1".to_owned());
    plan.expect("the dialect creates keys")
}

async fn send(plan: Plan, gateway: &Gateway) -> Settled {
    let confirmed = Asking::new(plan, Known::default()).confirm("", 0);
    perform(confirmed.ok().expect("confirmed"), gateway, &|_, _| {}).await
}

/// The ledger's only entry.
async fn ledger(gateway: &Gateway) -> Value {
    let ledger = gateway.desk("GET", "/sandbox/ledger", Value::Null).await;
    let entries = ledger["data"].as_array().expect("a list");
    assert_eq!(entries.len(), 1, "{entries:?}");
    entries[0].clone()
}

#[tokio::test(start_paused = true)]
async fn a_key_is_created_and_its_value_is_shown_once() {
    let gateway = Gateway::new(3);
    let known = keys(&gateway).await.into_iter().map(|key| key.id.0);
    let earlier = Earlier {
        ids: known.collect(),
        whole: true,
    };
    let wanted = NewKey {
        limit: Some(usd("100")),
        foundation: Some(Foundation("openai".to_owned())),
        expires_at: Some(UnixSeconds(4_102_444_800)),
        ..new(ODD)
    };
    let plan = create(Role::Organization, wanted, BeforeCreate::Keys(earlier));
    let settled = send(plan, &gateway).await;
    assert!(matches!(
        settled.outcomes.as_slice(),
        [Outcome::Applied { answered: true, .. }]
    ));
    let value = settled
        .secret
        .as_ref()
        .expect("the value")
        .expose()
        .to_owned();
    assert!(value.starts_with("sk-lazytech-"));
    let made = find(&gateway, ODD).await;
    assert_eq!(made.name.as_deref(), Some(ODD));
    assert_eq!(made.budget.limit(), Some(usd("100")));
    assert_eq!(made.foundation, Some(Foundation("openai".to_owned())));
    assert_eq!(made.expires_at, Some(UnixSeconds(4_102_444_800)));
    assert!(
        !format!("{made:?}").contains(&value),
        "the value stays out of the row"
    );
    let entry = ledger(&gateway).await;
    assert_eq!(entry["applied"], 1);
    assert_eq!(entry["idempotency_key"], "intent-1");
    let body: Value = serde_json::from_str(entry["body"].as_str().expect("a body")).expect("JSON");
    let expect = json!({"name": ODD, "limit_usd": "100", "foundation": "openai", "expires_at": 4_102_444_800_u64});
    assert_eq!(body, expect);
}

#[tokio::test(start_paused = true)]
async fn a_pool_limited_operator_creates_in_the_own_pool() {
    let gateway = Gateway::new(3).asked_with(POOL);
    let my_pool = DIALECT.my_pool().expect("the call exists");
    let pool = gateway
        .ask(&my_pool)
        .await
        .expect("an answer")
        .expect("a pool");
    let before = BeforeCreate::MyPool(pool.id.clone(), pool.key_count);
    let settled = send(create(Role::Pool, new("Mine"), before), &gateway).await;
    assert!(matches!(
        settled.outcomes.as_slice(),
        [Outcome::Applied { answered: true, .. }]
    ));
    assert!(settled.secret.is_some());
    assert_eq!(
        ledger(&gateway).await["path"],
        "/v1/organization/my/admin_api_keys"
    );
    let made = find(&gateway.asked_with(ADMIN), "Mine").await;
    assert_eq!(made.pool, Some(pool.id));
    assert_eq!(made.budget, headgate::domain::budget::Budget::Unlimited);
}

#[tokio::test(start_paused = true)]
async fn a_limit_rises_by_the_amount() {
    let gateway = Gateway::new(3);
    let row = json!({"name": "CI", "limit_usd": "0.000000001"});
    gateway
        .desk("POST", "/v1/organization/admin_api_keys", row)
        .await;
    gateway.desk("DELETE", "/sandbox/ledger", Value::Null).await;
    let key = find(&gateway, "CI").await;
    let by = usd("999999999999.999999998");
    let plan = Plan::top_up(DIALECT, &key, None, by, "intent-1".to_owned());
    let asking = Asking::new(plan.expect("the dialect tops up"), Known::default());
    let confirmed = asking.confirm(&by.plain(), 0).ok().expect("typed");
    let settled = perform(confirmed, &gateway, &|_, _| {}).await;
    assert!(matches!(
        settled.outcomes.as_slice(),
        [Outcome::Applied { answered: true, .. }]
    ));
    assert!(settled.secret.is_none());
    assert_eq!(gateway.pauses(), 0, "it shows at once");
    let raised = find(&gateway, "CI").await.budget.limit();
    assert_eq!(raised, Some(usd("999999999999.999999999")));
    assert_eq!(ledger(&gateway).await["applied"], 1);
}

#[tokio::test(start_paused = true)]
async fn what_the_gateway_refuses_is_said_in_its_words() {
    let gateway = Gateway::new(3);
    let unlimited = json!({"name": "Free"});
    gateway
        .desk("POST", "/v1/organization/admin_api_keys", unlimited)
        .await;
    let free = find(&gateway, "Free").await;
    let answer = |gateway: Gateway, write: headgate::api::call::Write<_>| async move {
        use headgate::gate::perform::Transport;
        let reply = gateway.write(write.request()).await;
        let said = write.conclude(reply).map(|_| ()).expect_err("a refusal");
        (crate::reads::word(&said), gateway)
    };
    let write = |write: Result<_, _>| write.expect("the call exists");
    let (said, gateway) = answer(gateway, write(DIALECT.top_up(&free.id, usd("1")))).await;
    assert_eq!(said, "refused 409 budget_unlimited");
    let missing = KeyId("key_999".to_owned());
    let (said, gateway) = answer(gateway, write(DIALECT.top_up(&missing, usd("1")))).await;
    assert_eq!(said, "refused 404 key_not_found");
    let elsewhere = NewKey {
        pool: Some(PoolId("pool_999".to_owned())),
        ..new("CI")
    };
    let (said, gateway) = answer(
        gateway,
        write(DIALECT.create_key(Role::Organization, &elsewhere)),
    )
    .await;
    assert_eq!(said, "refused 404 pool_not_found");
    let gateway = gateway.asked_with(POOL);
    let (said, gateway) = answer(
        gateway,
        write(DIALECT.create_key(Role::Organization, &new("CI"))),
    )
    .await;
    assert_eq!(said, "not allowed insufficient_permissions");
    let (said, _) = answer(
        gateway.asked_with("wrong"),
        write(DIALECT.create_key(Role::Pool, &new("CI"))),
    )
    .await;
    assert_eq!(said, "signed out invalid_api_key");
}

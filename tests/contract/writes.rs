//! What leaves with each write: the bytes at the router are the text that the gate drew, and the
//! copied command line says the same.

use headgate::api::gateway::Dialect;
use headgate::domain::access::Role;
use headgate::domain::ids::{ChangeId, KeyId, PoolId, ProfileId};
use headgate::domain::key::{Foundation, NewKey};
use headgate::domain::money::Usd;
use headgate::domain::time::{UnixMillis, UnixSeconds};
use headgate::gate::asking::Asking;
use headgate::gate::confirmation::Known;
use headgate::gate::outcome::Outcome;
use headgate::gate::perform::{Settled, perform};
use headgate::gate::plan::{BeforeCreate, Plan};
use headgate::history::change::{Change, Sent};
use headgate::profile::{Environment, Profile};
use serde_json::{Value, json};

use crate::gateway::{ADMIN, Arrived, Gateway, POOL};
use crate::reads::{find, keys};
use crate::shell;

const DIALECT: Dialect = Dialect::OneKeyLlm;
/// A gateway behind a path, so that the path is seen to be drawn too.
const ADDRESS: &str = "https://gateway.example/g/prod";
/// Letters that JSON, a shell and an address each treat in their own way.
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

/// The journal's entry for a plan, as it stands before anything is sent.
fn drawn(plan: &Plan) -> Vec<Sent> {
    let profile = Profile {
        id: ProfileId("p".to_owned()),
        name: "Prod".to_owned(),
        base: "/g/prod/".to_owned(),
        dialect: DIALECT,
        environment: Environment::Sandbox,
    };
    let id = ChangeId("c".to_owned());
    let change = Change::starting(id, UnixMillis(0), &profile, ADDRESS, plan);
    change.steps.into_iter().map(|step| step.sent).collect()
}

/// Reads the drawn text back, the one hole filled.
fn read_back(drawn: &str, bearer: &str) -> Arrived {
    let (head, body) = drawn.split_once("\n\n").unwrap_or((drawn, ""));
    let mut lines = head.lines();
    let (method, url) = lines
        .next()
        .and_then(|line| line.split_once(' '))
        .expect("a first line");
    let mut headers: Vec<_> = lines.map(shell::header).collect();
    for (_, value) in &mut headers {
        *value = value.replace("‹admin key›", bearer);
    }
    headers.sort();
    Arrived {
        method: method.to_owned(),
        target: url
            .strip_prefix(ADDRESS)
            .expect("it goes to the gateway")
            .to_owned(),
        headers,
        body: body.to_owned(),
    }
}

async fn send(plan: Plan, gateway: &Gateway) -> Settled {
    let confirmed = Asking::new(plan, Known::default()).confirm("");
    perform(confirmed.ok().expect("confirmed"), gateway, &|_, _| {}).await
}

#[tokio::test(start_paused = true)]
async fn bytes_sent_are_the_text_drawn() {
    let admin = Gateway::new(3);
    let pool = Gateway::new(3).asked_with(POOL);
    let in_use = PoolId("pool_odd/1 ?".to_owned());
    let full = NewKey {
        limit: Some(usd("100.000000001")),
        foundation: Some(Foundation("all".to_owned())),
        expires_at: Some(UnixSeconds(4_102_444_800)),
        pool: Some(in_use.clone()),
        ..new(ODD)
    };
    let mut odd = keys(&admin).await.into_iter().next().expect("a sample key");
    odd.id = KeyId("key/1 ?é".to_owned());
    let top_up = Plan::top_up(DIALECT, &odd, None, usd("25.5"), "intent-1".to_owned());
    let newest = || BeforeCreate::Newest(Vec::new());
    let mine = || BeforeCreate::MyPool(in_use.clone(), None);
    for (plan, gateway, bearer) in [
        (
            create(Role::Organization, new("CI"), newest()),
            &admin,
            ADMIN,
        ),
        (create(Role::Organization, full, newest()), &admin, ADMIN),
        (create(Role::Pool, new("CI"), mine()), &pool, POOL),
        (create(Role::Pool, new(ODD), mine()), &pool, POOL),
        (top_up.expect("the dialect tops up"), &admin, ADMIN),
    ] {
        let sent = drawn(&plan);
        send_and_compare(plan, &sent, gateway, bearer).await;
    }
}

async fn send_and_compare(plan: Plan, drawn: &[Sent], gateway: &Gateway, bearer: &str) {
    let before = gateway.exchanges().len();
    let confirmed = Asking::new(
        plan,
        Known {
            last_top_up: Some(usd("25.5")),
            ..Known::default()
        },
    );
    let confirmed = confirmed.confirm("").ok().expect("confirmed");
    perform(confirmed, gateway, &|_, _| {}).await;
    let exchanges = gateway.exchanges();
    let writes = exchanges
        .iter()
        .skip(before)
        .filter(|it| it.arrived.method != "GET");
    let arrived: Vec<Arrived> = writes.map(|exchange| exchange.arrived.clone()).collect();
    let shown: Vec<Arrived> = drawn
        .iter()
        .map(|sent| read_back(&sent.drawn(), bearer))
        .collect();
    assert_eq!(arrived, shown);
    for (sent, arrived) in drawn.iter().zip(arrived) {
        assert!(!sent.curl.contains(bearer), "the command line holds no key");
        let mut typed = shell::request(&sent.curl, ADDRESS);
        for (_, value) in &mut typed.headers {
            *value = value.replace(ADMIN, bearer);
        }
        assert_eq!(typed, arrived, "{}", sent.curl);
    }
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
    let known = keys(&gateway).await.into_iter().map(|key| key.id).collect();
    let wanted = NewKey {
        limit: Some(usd("100")),
        foundation: Some(Foundation("openai".to_owned())),
        expires_at: Some(UnixSeconds(4_102_444_800)),
        ..new(ODD)
    };
    let plan = create(Role::Organization, wanted, BeforeCreate::Newest(known));
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
    let confirmed = asking.confirm(&by.plain()).ok().expect("typed");
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

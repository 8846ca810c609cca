//! The bytes at the router are the text that the gate drew, for every write, and the copied command
//! line says the same.

use headgate::api::gateway::Dialect;
use headgate::domain::access::Role;
use headgate::domain::ids::{ChangeId, KeyId, PoolId, ProfileId, UserId};
use headgate::domain::key::{Foundation, Key, NewKey};
use headgate::domain::money::Usd;
use headgate::domain::pool::{NewPool, Owner, Pool, PoolRef};
use headgate::domain::time::{UnixMillis, UnixSeconds};
use headgate::gate::asking::Asking;
use headgate::gate::confirmation::Known;
use headgate::gate::earlier::Earlier;
use headgate::gate::perform::perform;
use headgate::gate::plan::{BeforeCreate, Moving, Plan};
use headgate::history::change::{Change, Sent};
use headgate::profile::{Account, Environment, Profile};

use crate::gateway::{ADMIN, Arrived, Gateway, POOL};
use crate::reads::keys;
use crate::shell;

const DIALECT: Dialect = Dialect::OneKeyLlm;
/// A gateway behind a path, so that the path is seen to be drawn too.
const ADDRESS: &str = "https://gateway.example/g/prod";
/// Letters that JSON, a shell and an address each treat in their own way.
const ODD: &str = r#"O'Brien "CI" $HOME `x` \n & 密钥"#;

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
    let change = Change::starting(
        id,
        UnixMillis(0),
        &profile,
        Account::default(),
        ADDRESS,
        plan,
    );
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

/// Ids that no sandbox gives, with letters that a path has to escape.
async fn odd_key(gateway: &Gateway) -> Key {
    let key = keys(gateway).await.into_iter().next();
    Key {
        id: KeyId("key/1 ?é".to_owned()),
        name: Some(ODD.to_owned()),
        ..key.expect("a sample key")
    }
}

fn odd_pool() -> Pool {
    Pool {
        id: PoolId("pool_odd/1 ?".to_owned()),
        name: Some(ODD.to_owned()),
        created_at: None,
        is_default: None,
        key_count: None,
        owner: Some(odd_owner("user/1 #")),
        raw: String::new(),
    }
}

fn odd_owner(id: &str) -> Owner {
    Owner {
        id: Some(UserId(id.to_owned())),
        name: None,
    }
}

fn intent() -> String {
    "intent-1".to_owned()
}

/// Every plan to create a key, with as little and with as much as can be said.
fn creations(role: Role) -> Vec<Plan> {
    let least = NewKey {
        name: "CI".to_owned(),
        limit: None,
        foundation: None,
        expires_at: None,
        pool: None,
    };
    let most = NewKey {
        name: ODD.to_owned(),
        limit: Usd::from_operator("100.000000001").ok(),
        foundation: Some(Foundation("all".to_owned())),
        expires_at: Some(UnixSeconds(4_102_444_800)),
        pool: Some(odd_pool().id),
    };
    let plan = |new| {
        let before = match role {
            Role::Organization => BeforeCreate::Keys(Earlier::default()),
            Role::Pool => BeforeCreate::MyPool(odd_pool().id, None),
        };
        Plan::create_key(DIALECT, role, new, before, intent()).expect("the call exists")
    };
    vec![plan(least), plan(most)]
}

/// A plan for every other write, the moves with a step each.
async fn others(gateway: &Gateway) -> Vec<Plan> {
    let (key, pool) = (odd_key(gateway).await, odd_pool());
    let amount = Usd::from_operator("25.5").expect("an amount");
    let team = || Some(PoolRef::from(&pool));
    let moving = |from, to| Moving {
        key: key.clone(),
        cursor: None,
        from,
        to,
    };
    let moves = vec![moving(None, team()), moving(team(), None)];
    let new = |owner| NewPool {
        name: ODD.to_owned(),
        owner,
    };
    let owner = odd_owner("b c/ü");
    let plans = [
        Plan::top_up(DIALECT, &key, None, amount, intent()),
        Plan::rotate(DIALECT, &key, None, 0, intent()),
        Plan::rotate(DIALECT, &key, None, 86_400, intent()),
        Plan::delete_key(DIALECT, &key, None),
        Plan::move_keys(DIALECT, moves),
        Plan::create_pool(DIALECT, new(None), Earlier::default(), intent()),
        Plan::create_pool(DIALECT, new(owner.id.clone()), Earlier::default(), intent()),
        Plan::delete_pool(DIALECT, &pool, None, 0),
        Plan::set_owner(DIALECT, &pool, None, Some(owner)),
        Plan::set_owner(DIALECT, &pool, None, None),
    ];
    let plans = plans.into_iter();
    plans.map(|plan| plan.expect("the call exists")).collect()
}

#[tokio::test(start_paused = true)]
async fn bytes_sent_are_the_text_drawn() {
    let admin = Gateway::new(3);
    let mut targets = Vec::new();
    for plan in creations(Role::Organization) {
        targets.extend(send_and_compare(plan, &admin, ADMIN).await);
    }
    for plan in others(&admin).await {
        targets.extend(send_and_compare(plan, &admin, ADMIN).await);
    }
    let pool = Gateway::new(3).asked_with(POOL);
    for plan in creations(Role::Pool) {
        targets.extend(send_and_compare(plan, &pool, POOL).await);
    }
    targets.sort();
    targets.dedup();
    let (key, pool) = (
        "/admin_api_keys/key%2F1%20%3F%C3%A9",
        "/pools/pool_odd%2F1%20%3F",
    );
    let member = format!("{pool}/api_keys/key%2F1%20%3F%C3%A9");
    let mut expect = [
        "POST /admin_api_keys".to_owned(),
        "POST /my/admin_api_keys".to_owned(),
        "POST /pools".to_owned(),
        format!("POST {key}/topup"),
        format!("POST {key}/rotate"),
        format!("DELETE {key}"),
        format!("POST {member}"),
        format!("DELETE {member}"),
        format!("DELETE {pool}"),
        format!("POST {pool}/owner/b%20c%2F%C3%BC"),
        format!("DELETE {pool}/owner"),
    ];
    expect.sort();
    assert_eq!(targets, expect, "every write of the dialect");
}

/// Sends a plan, compares what arrived with what was drawn, and says where it went.
async fn send_and_compare(plan: Plan, gateway: &Gateway, bearer: &str) -> Vec<String> {
    let drawn = drawn(&plan);
    let before = gateway.exchanges().len();
    let asking = Asking::new(plan, Known::default());
    let typed = if asking.accepts("25.5") { "25.5" } else { ODD };
    let confirmed = asking.confirm(typed, 0).ok().expect("confirmed");
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
    for (sent, arrived) in drawn.iter().zip(&arrived) {
        assert!(!sent.curl.contains(bearer), "the command line holds no key");
        let mut typed = shell::request(&sent.curl, ADDRESS);
        for (_, value) in &mut typed.headers {
            *value = value.replace(ADMIN, bearer);
        }
        assert_eq!(typed, *arrived, "{}", sent.curl);
    }
    let place = |arrived: Arrived| {
        let target = arrived.target.strip_prefix("/v1/organization");
        format!("{} {}", arrived.method, target.expect("an admin path"))
    };
    arrived.into_iter().map(place).collect()
}

//! What every line of the fault matrix starts from: the writes of the console, a gateway with
//! something to write to, and a plan made from what it says. Judges nothing.

use headgate::api::gateway::{Dialect, ListQuery, Paged};
use headgate::domain::access::{Role, WhyNot};
use headgate::domain::ids::{ChangeId, ProfileId, UserId};
use headgate::domain::key::{Key, NewKey};
use headgate::domain::money::Usd;
use headgate::domain::page::{Page, Row};
use headgate::domain::pool::{NewPool, Owner, Pool, PoolRef};
use headgate::domain::time::UnixMillis;
use headgate::gate::asking::Asking;
use headgate::gate::earlier::Earlier;
use headgate::gate::perform::{Settled, Transport, perform};
use headgate::gate::plan::{BeforeCreate, Moving, Plan};
use headgate::history::change::Change;
use headgate::profile::{Account, Environment, Profile};
use serde_json::{Value, json};

use crate::gateway::{Gateway, POOL};

pub(crate) const DIALECT: Dialect = Dialect::OneKeyLlm;
pub(crate) const KEYS: &str = "/v1/organization/admin_api_keys";
pub(crate) const POOLS: &str = "/v1/organization/pools";

/// The writes of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Create,
    CreateMine,
    TopUp,
    Rotate,
    Delete,
    Assign,
    Remove,
    CreatePool,
    DeletePool,
    SetOwner,
    RemoveOwner,
}

pub(crate) const WRITES: [What; 11] = [
    What::Create,
    What::CreateMine,
    What::TopUp,
    What::Rotate,
    What::Delete,
    What::Assign,
    What::Remove,
    What::CreatePool,
    What::DeletePool,
    What::SetOwner,
    What::RemoveOwner,
];

impl What {
    /// The sandbox's word for the call.
    pub(crate) const fn target(self) -> &'static str {
        match self {
            Self::Create | Self::CreateMine => "create",
            Self::TopUp => "topup",
            Self::Rotate => "rotate",
            Self::Delete => "delete",
            Self::Assign => "assign",
            Self::Remove => "remove",
            Self::CreatePool => "create-pool",
            Self::DeletePool => "delete-pool",
            Self::SetOwner => "set-owner",
            Self::RemoveOwner => "remove-owner",
        }
    }

    /// What an operator types where something has to be typed.
    pub(crate) const fn typed(self) -> &'static str {
        match self {
            Self::Create | Self::CreateMine | Self::CreatePool => "Fresh",
            Self::TopUp => "25",
            Self::DeletePool | Self::SetOwner | Self::RemoveOwner => "Team",
            Self::Rotate | Self::Delete | Self::Assign | Self::Remove => "CI",
        }
    }

    /// Whether it travels with a key by which the gateway recognises a repeat (contract 5.10).
    pub(crate) const fn is_keyed(self) -> bool {
        matches!(
            self,
            Self::Create | Self::CreateMine | Self::TopUp | Self::Rotate | Self::CreatePool
        )
    }

    /// Whether its answer holds a value that exists nowhere else.
    pub(crate) const fn makes_a_secret(self) -> bool {
        matches!(self, Self::Create | Self::CreateMine | Self::Rotate)
    }

    /// How often two sends of it are applied. A gateway without idempotency keys does again what
    /// can be done twice; it refuses a name that is taken and a thing that is gone, and finds the
    /// rest done already.
    pub(crate) const fn applied_by_two(self, ignored: bool) -> u64 {
        match self {
            Self::Create | Self::CreateMine | Self::TopUp | Self::Rotate if ignored => 2,
            _ => 1,
        }
    }

    /// Whether the second of two sends is refused, for what the first one did.
    pub(crate) const fn refuses_the_second(self, ignored: bool) -> bool {
        match self {
            Self::Delete | Self::Remove | Self::DeletePool => true,
            Self::CreatePool => ignored,
            _ => false,
        }
    }

    /// What is found by an entry without an answer when the write was applied so often: the truth,
    /// as far as rows show it. A key that was rotated twice looks like one that was rotated once.
    pub(crate) const fn found(self, applied: u64) -> &'static str {
        match (self, applied) {
            (_, 0) => "not-landed",
            (_, 1) | (Self::Rotate, _) => "applied, answer lost",
            _ => "landed-twice",
        }
    }
}

/// A gateway with two sample keys, the key "CI" with a limit of 100 USD and the empty pool "Team",
/// and nothing in its ledger.
pub(crate) async fn gateway(what: What) -> Gateway {
    let gateway = Gateway::new(2);
    let owner = matches!(what, What::RemoveOwner).then_some("user_00000001");
    let pool = json!({"name": "Team", "owner_id": owner});
    let pool = gateway.desk("POST", POOLS, pool).await;
    let pool = matches!(what, What::Remove).then_some(&pool["id"]);
    let key = json!({"name": "CI", "limit_usd": "100", "pool_id": pool});
    gateway.desk("POST", KEYS, key).await;
    gateway.desk("DELETE", "/sandbox/ledger", Value::Null).await;
    match what {
        What::CreateMine => gateway.asked_with(POOL),
        _ => gateway,
    }
}

/// The newest rows.
async fn page<T: Paged>(gateway: &Gateway) -> Page<T> {
    let read = T::page(DIALECT, &ListQuery::newest(None)).expect("the dialect lists them");
    gateway.ask(&read).await.expect("a page")
}

/// The newest rows that make sense.
pub(crate) async fn rows<T: Paged>(gateway: &Gateway) -> Vec<T> {
    let page = page(gateway).await;
    page.rows.iter().filter_map(Row::read).cloned().collect()
}

/// The one row of this name among the newest.
pub(crate) async fn named<T: Paged>(gateway: &Gateway, name: &str) -> T {
    let mut found = rows::<T>(gateway).await;
    found.retain(|row| row.name() == Some(name));
    assert_eq!(found.len(), 1, "one row is called {name}");
    found.remove(0)
}

/// The plan, made from what the gateway says just before.
pub(crate) async fn plan(what: What, gateway: &Gateway) -> Plan {
    let intent = || "intent-1".to_owned();
    let made = match what {
        What::Create | What::CreateMine => create(what, gateway).await,
        What::TopUp => {
            let amount = Usd::from_operator("25").expect("an amount");
            Plan::top_up(DIALECT, &named(gateway, "CI").await, None, amount, intent())
        }
        What::Rotate => Plan::rotate(DIALECT, &named(gateway, "CI").await, None, 60, intent()),
        What::Delete => Plan::delete_key(DIALECT, &named(gateway, "CI").await, None),
        What::Assign | What::Remove => {
            let pool = Some(PoolRef::from(&named::<Pool>(gateway, "Team").await));
            let (from, to) = match what {
                What::Assign => (None, pool),
                _ => (pool, None),
            };
            let key = named(gateway, "CI").await;
            move_key(key, from, to)
        }
        What::CreatePool => {
            let new = NewPool {
                name: "Fresh".to_owned(),
                owner: None,
            };
            let earlier = Earlier::of(&page::<Pool>(gateway).await);
            Plan::create_pool(DIALECT, new, earlier, intent())
        }
        What::DeletePool => delete_pool(gateway).await,
        What::SetOwner | What::RemoveOwner => {
            let owner = Owner {
                id: Some(UserId("user_00000002".to_owned())),
                name: None,
            };
            let owner = matches!(what, What::SetOwner).then_some(owner);
            Plan::set_owner(DIALECT, &named(gateway, "Team").await, None, owner)
        }
    };
    made.expect("the dialect has the call")
}

async fn create(what: What, gateway: &Gateway) -> Result<Plan, WhyNot> {
    let new = NewKey {
        name: "Fresh".to_owned(),
        limit: None,
        foundation: None,
        expires_at: None,
        pool: None,
    };
    let (role, before) = if what == What::Create {
        let earlier = Earlier::of(&page::<Key>(gateway).await);
        (Role::Organization, BeforeCreate::Keys(earlier))
    } else {
        let my_pool = DIALECT.my_pool()?;
        let pool = gateway.ask(&my_pool).await.expect("an answer");
        let pool = pool.expect("a pool");
        (Role::Pool, BeforeCreate::MyPool(pool.id, pool.key_count))
    };
    Plan::create_key(DIALECT, role, new, before, "intent-1".to_owned())
}

/// A plan to move one key.
pub(crate) fn move_key(
    key: Key,
    from: Option<PoolRef>,
    to: Option<PoolRef>,
) -> Result<Plan, WhyNot> {
    let moving = Moving {
        key,
        cursor: None,
        from,
        to,
    };
    Plan::move_keys(DIALECT, vec![moving])
}

async fn delete_pool(gateway: &Gateway) -> Result<Plan, WhyNot> {
    let pool: Pool = named(gateway, "Team").await;
    let members = rows::<Key>(gateway).await;
    let members = members
        .iter()
        .filter(|key| key.pool == Some(pool.id.clone()));
    Plan::delete_pool(DIALECT, &pool, None, members.count())
}

/// The journal's entry for a plan, before anything is known of its end.
pub(crate) fn entry(plan: &Plan) -> Change {
    let profile = Profile {
        id: ProfileId("p".to_owned()),
        name: "Prod".to_owned(),
        base: "/".to_owned(),
        dialect: DIALECT,
        environment: Environment::Sandbox,
    };
    let (id, at) = (ChangeId("c".to_owned()), UnixMillis(0));
    let (account, address) = (Account::default(), "https://gateway.example");
    Change::starting(id, at, &profile, account, address, plan)
}

/// Says yes and sends.
pub(crate) async fn send(asking: Asking, what: What, transport: &impl Transport) -> Settled {
    let confirmed = asking.confirm(what.typed(), 0).ok().expect("confirmed");
    perform(confirmed, transport, &|_, _| {}).await
}

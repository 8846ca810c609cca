//! The writes of the console, a plan for each, and the words for how one ends.

use pollster::block_on;
use proptest::prelude::*;

use super::script::{Fate, KEYS, Script};
use crate::api::gateway::Dialect;
use crate::domain::access::Role;
use crate::domain::budget::{Budget, Figures};
use crate::domain::ids::UserId;
use crate::domain::key::tests::key as bare;
use crate::domain::key::{Key, NewKey};
use crate::domain::money::{Amount, Usd};
use crate::domain::pool::tests::pool as bare_pool;
use crate::domain::pool::{NewPool, Owner, Pool, PoolRef};
use crate::domain::time::UnixSeconds;
use crate::gate::asking::Asking;
use crate::gate::earlier::Earlier;
use crate::gate::outcome::{Ending, Outcome};
use crate::gate::perform::{Settled, perform};
use crate::gate::plan::{BeforeCreate, Moving, Plan};

const DIALECT: Dialect = Dialect::OneKeyLlm;

/// The writes of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    TopUp,
    Create,
    CreateMine,
    Rotate,
    Delete,
    Assign,
    Remove,
    CreatePool,
    DeletePool,
    SetOwner,
    RemoveOwner,
}

pub(super) const ALL: [What; 11] = [
    What::TopUp,
    What::Create,
    What::CreateMine,
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
    /// What is enough wherever something must be typed.
    pub(super) const fn typed(self) -> &'static str {
        match self {
            Self::TopUp => "25",
            Self::Create | Self::CreateMine | Self::CreatePool => "Fresh",
            Self::DeletePool => "Team",
            _ => "CI",
        }
    }

    /// Whether doing it twice shows: it makes or adds something each time.
    pub(super) const fn adds_up(self) -> bool {
        matches!(
            self,
            Self::TopUp | Self::Create | Self::CreateMine | Self::CreatePool
        )
    }

    /// The gateway that it starts from.
    pub(super) fn script(self, fate: Fate) -> Script {
        let script = Script::new(fate);
        if self == Self::Remove {
            script.held.borrow_mut().members.push(1);
        }
        script
    }
}

/// The key with this number, as the made-up gateway tells it.
pub(super) fn key(number: u32) -> Key {
    let name = match number {
        1 => "CI".into(),
        _ => format!("K{number}"),
    };
    Key {
        name: Some(name),
        redacted_value: Some("sk-...0000".into()),
        created_at: Some(UnixSeconds(14 - i64::from(number))),
        budget: Budget::Limited(Figures {
            limit: Amount::from_text("100"),
            ..Figures::default()
        }),
        ..bare(&format!("key_{number}"))
    }
}

fn pool() -> Pool {
    Pool {
        name: Some("Team".into()),
        created_at: Some(UnixSeconds(10)),
        is_default: Some(false),
        key_count: Some(3),
        owner: Some(user("user_1")),
        ..bare_pool("pool_1")
    }
}

fn user(id: &str) -> Owner {
    Owner {
        id: Some(UserId(id.into())),
        name: None,
    }
}

fn moving(number: u32, from: Option<PoolRef>, to: Option<PoolRef>) -> Moving {
    Moving {
        key: key(number),
        cursor: None,
        from,
        to,
    }
}

/// A plan to move so many keys into the pool.
pub(super) fn moves(count: u32) -> Plan {
    let to = || Some(PoolRef::from(&pool()));
    let moving = (1..=count.min(KEYS)).map(|number| moving(number, None, to()));
    Plan::move_keys(DIALECT, moving.collect()).expect("they move")
}

pub(super) fn plan(what: What) -> Plan {
    let new = NewKey {
        name: "Fresh".into(),
        limit: None,
        foundation: None,
        expires_at: None,
        pool: None,
    };
    let intent = "same".to_owned();
    let team = || Some(PoolRef::from(&pool()));
    match what {
        What::TopUp => {
            let amount = Usd::from_operator("25").expect("an amount");
            Plan::top_up(DIALECT, &key(1), None, amount, intent)
        }
        What::Create => {
            let before = BeforeCreate::Keys(Earlier {
                ids: (1..=KEYS).map(|number| key(number).id.0).collect(),
                whole: true,
            });
            Plan::create_key(DIALECT, Role::Organization, new, before, intent)
        }
        What::CreateMine => {
            let before = BeforeCreate::MyPool(pool().id, Some(3));
            Plan::create_key(DIALECT, Role::Pool, new, before, intent)
        }
        What::Rotate => Plan::rotate(DIALECT, &key(1), None, 60, intent),
        What::Delete => Plan::delete_key(DIALECT, &key(1), None),
        What::Assign => Plan::move_keys(DIALECT, vec![moving(1, None, team())]),
        What::Remove => Plan::move_keys(DIALECT, vec![moving(1, team(), None)]),
        What::CreatePool => {
            let new = NewPool {
                name: "Fresh".into(),
                owner: None,
            };
            let earlier = Earlier {
                ids: vec![pool().id.0],
                whole: true,
            };
            Plan::create_pool(DIALECT, new, earlier, intent)
        }
        What::DeletePool => Plan::delete_pool(DIALECT, &pool(), None, 0),
        What::SetOwner => Plan::set_owner(DIALECT, &pool(), None, Some(user("user_2"))),
        What::RemoveOwner => Plan::set_owner(DIALECT, &pool(), None, None),
    }
    .expect("the dialect has the call")
}

pub(super) fn send(asking: Asking, typed: &str, script: &Script) -> Settled {
    let confirmed = asking.confirm(typed, 0).ok().expect("confirmed");
    block_on(perform(confirmed, script, &|_, _| {}))
}

pub(super) fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Applied {
            answered: false, ..
        } => "applied, answer lost",
        outcome => Ending::of(Some(outcome)).word(),
    }
}

pub(super) fn words(settled: &Settled) -> Vec<&'static str> {
    settled.outcomes.iter().map(word).collect()
}

pub(super) fn any_fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        Just(Fate::Fine),
        Just(Fate::LostAfter),
        Just(Fate::TwiceAndLost),
        Just(Fate::LostBefore),
        Just(Fate::Silent),
        Just(Fate::Pretends),
        Just(Fate::Garbles),
        (200_u16..600).prop_map(Fate::Status),
    ]
}

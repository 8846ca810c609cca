//! The way back of a move and of an owner, from the entry that the journal keeps to what the
//! gateway holds; refused where live is no longer what the change left.

use headgate::domain::ids::{ChangeId, UserId};
use headgate::domain::key::Key;
use headgate::domain::page::Cursor;
use headgate::domain::pool::{Owner, Pool, PoolRef};
use headgate::domain::time::UnixMillis;
use headgate::gate::asking::Asking;
use headgate::gate::confirmation::Known;
use headgate::gate::perform::perform;
use headgate::gate::plan::{Moving, Plan};
use headgate::gate::seek::seek;
use headgate::history::change::Change;
use headgate::history::undo::{NoWayBack, Undo, undo};
use headgate::history::way_back::{LeftOut, UndoProblem, WayBack, way_back};
use serde_json::{Value, json};

use crate::desk::{DIALECT, KEYS, POOLS, entry, move_key, named};
use crate::gateway::Gateway;
use crate::told::word;

/// Sends a plan and gives the journal's entry for it.
async fn change(plan: Plan, gateway: &Gateway) -> Change {
    let entry = entry(&plan);
    let confirmed = Asking::new(plan, Known::default()).confirm("", 0);
    let confirmed = confirmed.ok().expect("confirmed");
    let settled = perform(confirmed, gateway, &|_, _| {}).await;
    entry.ended(&settled.outcomes, UnixMillis(1))
}

fn ended(change: &Change) -> Vec<&'static str> {
    let outcomes = change.steps.iter().filter_map(|step| step.outcome.as_ref());
    outcomes.map(word).collect()
}

/// The plan that takes an entry back, from what the gateway holds now: without the keys that have
/// moved on, and nothing where nothing is left of the change.
async fn back(change: &Change, gateway: &Gateway) -> Option<Plan> {
    match undo(change) {
        Undo::MoveKeys(moves) => {
            let mut moving = Vec::new();
            for one in moves {
                let found = seek::<Key>(DIALECT, &one.key, gateway).await;
                let key = found.expect("it can be read").here();
                let here = key.filter(|key| one.still_holds(key.pool.as_ref()));
                moving.extend(here.map(|key| Moving {
                    key,
                    cursor: one.key.cursor.map(Cursor),
                    from: one.left_in,
                    to: one.to,
                }));
            }
            Plan::move_keys(DIALECT, moving).ok()
        }
        Undo::SetOwner(owner) => {
            let found = seek::<Pool>(DIALECT, &owner.pool, gateway).await;
            let pool = found.expect("it can be read").here()?;
            let holds = owner.still_holds(pool.owner.as_ref());
            let plan = Plan::set_owner(DIALECT, &pool, None, owner.to);
            holds.then(|| plan.expect("it has another owner now"))
        }
        Undo::Not(why) => panic!("there is a way back: {why:?}"),
    }
}

/// A gateway with the key "CI" in the pool "Old", of which user 1 is the owner, and the empty pool
/// "New".
async fn gateway() -> Gateway {
    let gateway = Gateway::new(2);
    let old = json!({"name": "Old", "owner_id": "user_00000001"});
    let old = gateway.desk("POST", POOLS, old).await;
    gateway.desk("POST", POOLS, json!({"name": "New"})).await;
    let key = json!({"name": "CI", "pool_id": old["id"]});
    gateway.desk("POST", KEYS, key).await;
    gateway
}

async fn pool(gateway: &Gateway, name: Option<&str>) -> Option<PoolRef> {
    match name {
        Some(name) => Some(PoolRef::from(&named::<Pool>(gateway, name).await)),
        None => None,
    }
}

/// The name of the pool that "CI" is in.
async fn place(gateway: &Gateway) -> Option<&'static str> {
    let key: Key = named(gateway, "CI").await;
    for name in ["Old", "New"] {
        let pool: Pool = named(gateway, name).await;
        if key.pool == Some(pool.id) {
            return Some(name);
        }
    }
    assert_eq!(key.pool, None);
    None
}

/// Moves "CI" behind the console's back.
async fn move_on(gateway: &Gateway, from: Option<&str>, to: Option<&str>) {
    let key: Key = named(gateway, "CI").await;
    let (method, pool) = match (from, to) {
        (_, Some(to)) => ("POST", named::<Pool>(gateway, to).await),
        (Some(from), None) => ("DELETE", named::<Pool>(gateway, from).await),
        (None, None) => return,
    };
    let path = format!("{POOLS}/{}/api_keys/{}", pool.id, key.id);
    gateway.desk(method, &path, Value::Null).await;
}

#[tokio::test(start_paused = true)]
async fn a_key_goes_back_to_where_it_was() {
    const OLD: Option<&str> = Some("Old");
    const NEW: Option<&str> = Some("New");
    for (before, after) in [(OLD, NEW), (OLD, None), (None, NEW)] {
        for moved_on in [None, Some(OLD), Some(NEW), Some(None)] {
            let gateway = gateway().await;
            move_on(&gateway, OLD, before).await;
            let from = pool(&gateway, before).await;
            let to = pool(&gateway, after).await;
            let plan = move_key(named(&gateway, "CI").await, from, to);
            let entry = change(plan.expect("it moves"), &gateway).await;
            assert_eq!(ended(&entry), ["applied"]);
            assert_eq!(place(&gateway).await, after);
            let now = moved_on.unwrap_or(after);
            if now != after {
                move_on(&gateway, after, now).await;
            }
            let case = format!("{before:?} to {after:?}, then {moved_on:?}");
            match back(&entry, &gateway).await {
                Some(plan) => {
                    assert_eq!(now, after, "{case}: it is where the change left it");
                    let entry = change(plan, &gateway).await;
                    assert_eq!(ended(&entry), ["applied"], "{case}");
                    assert_eq!(place(&gateway).await, before, "{case}");
                }
                None => assert_ne!(now, after, "{case}: it has moved on"),
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_key_that_is_gone_has_no_way_back() {
    let gateway = gateway().await;
    let (from, to) = (
        pool(&gateway, Some("Old")).await,
        pool(&gateway, Some("New")).await,
    );
    let key: Key = named(&gateway, "CI").await;
    let path = format!("{KEYS}/{}", key.id);
    let entry = change(move_key(key, from, to).expect("it moves"), &gateway).await;
    gateway.desk("DELETE", &path, Value::Null).await;
    assert!(back(&entry, &gateway).await.is_none());
}

#[tokio::test(start_paused = true)]
async fn what_did_not_happen_is_not_taken_back() {
    let gateway = gateway().await;
    let (from, to) = (
        pool(&gateway, Some("Old")).await,
        pool(&gateway, Some("New")).await,
    );
    let plan = move_key(named(&gateway, "CI").await, from, to).expect("it moves");
    gateway.arm("drop-before", "assign").await;
    let entry = change(plan, &gateway).await;
    assert_eq!(ended(&entry), ["not-landed"]);
    assert_eq!(undo(&entry), Undo::Not(NoWayBack::NotKnownToHaveHappened));
}

/// The running number of the owner of "Old".
async fn owner(gateway: &Gateway) -> Option<String> {
    let pool: Pool = named(gateway, "Old").await;
    let id = pool.owner?.id.expect("the sandbox names ids");
    id.as_str().strip_prefix("user_0000000").map(str::to_owned)
}

#[tokio::test(start_paused = true)]
async fn an_owner_comes_back() {
    let person = |number: &str| Owner {
        id: Some(UserId(format!("user_0000000{number}"))),
        name: None,
    };
    let set = async |gateway: &Gateway, number: Option<&str>| {
        let pool: Pool = named(gateway, "Old").await;
        let (method, path) = match number {
            Some(number) => ("POST", format!("/owner/user_0000000{number}")),
            None => ("DELETE", "/owner".to_owned()),
        };
        let path = format!("{POOLS}/{}{path}", pool.id);
        gateway.desk(method, &path, Value::Null).await;
    };
    for (before, after) in [(Some("1"), Some("2")), (Some("1"), None), (None, Some("2"))] {
        for moved_on in [after, Some("3"), before] {
            let gateway = gateway().await;
            set(&gateway, before).await;
            let pool: Pool = named(&gateway, "Old").await;
            let plan = Plan::set_owner(DIALECT, &pool, None, after.map(person));
            let entry = change(plan.expect("it changes"), &gateway).await;
            assert_eq!(ended(&entry), ["applied"]);
            set(&gateway, moved_on).await;
            let case = format!("{before:?} to {after:?}, then {moved_on:?}");
            match back(&entry, &gateway).await {
                Some(plan) => {
                    assert_eq!(moved_on, after, "{case}: it is as the change left it");
                    assert_eq!(ended(&change(plan, &gateway).await), ["applied"], "{case}");
                    assert_eq!(owner(&gateway).await.as_deref(), before, "{case}");
                }
                None => assert_ne!(moved_on, after, "{case}: it has moved on"),
            }
        }
    }
}

/// The entry of a way back that was sent, `at` that moment.
async fn taken(of: &Change, way: WayBack, at: i64, gateway: &Gateway) -> Change {
    let entry = entry(way.asking.plan());
    let confirmed = way.asking.confirm("", 0).ok().expect("confirmed");
    let settled = perform(confirmed, gateway, &|_, _| {}).await;
    Change {
        id: ChangeId(format!("back-{at}")),
        at: UnixMillis(at),
        takes_back: Some(of.id.clone()),
        ..entry.ended(&settled.outcomes, UnixMillis(at))
    }
}

/// What is not taken back, and why nothing is, where that is so.
fn left_out(way: Result<WayBack, UndoProblem>) -> (bool, LeftOut) {
    match way {
        Ok(way) => (true, way.left_out),
        Err(UndoProblem::NothingLeft(left_out)) => (false, left_out),
        Err(other) => panic!("there was a way back: {other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_taken_back_is_not_taken_back_again() {
    let gateway = gateway().await;
    let (old, new) = (
        pool(&gateway, Some("Old")).await,
        pool(&gateway, Some("New")).await,
    );
    gateway.desk("POST", KEYS, json!({"name": "Second"})).await;
    let moving = |key: Key, from: &Option<PoolRef>| Moving {
        key,
        cursor: None,
        from: from.clone(),
        to: new.clone(),
    };
    let both = vec![
        moving(named(&gateway, "CI").await, &old),
        moving(named(&gateway, "Second").await, &None),
    ];
    let both = Plan::move_keys(DIALECT, both).expect("they move");
    let entry = change(both, &gateway).await;
    assert_eq!(ended(&entry), ["applied", "applied"]);

    // One has moved on, so the other goes back alone.
    move_on(&gateway, Some("New"), None).await;
    let way = way_back(&entry, [&entry], &gateway).await.ok();
    let way = way.expect("one goes back");
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let moved_on = LeftOut {
        moved_on: names(&["CI"]),
        ..LeftOut::default()
    };
    assert_eq!(way.left_out, moved_on);
    let first = taken(&entry, way, 1, &gateway).await;
    assert_eq!(ended(&first), ["applied"]);

    // It came back to where that change had put it: now it is all that is asked.
    move_on(&gateway, None, Some("New")).await;
    let all = [entry.clone(), first.clone()];
    let way = way_back(&entry, &all, &gateway).await.ok();
    let way = way.expect("the rest goes back");
    assert_eq!(way.asking.plan().steps().len(), 1);
    assert_eq!(way.left_out.taken_back, ["Second"]);
    let second = taken(&entry, way, 2, &gateway).await;
    assert_eq!(place(&gateway).await, Some("Old"));

    // All is back; nobody else is said to have changed it.
    let all = [entry.clone(), first, second];
    let (asked, left) = left_out(way_back(&entry, &all, &gateway).await);
    let back = LeftOut {
        taken_back: names(&["CI", "Second"]),
        ..LeftOut::default()
    };
    assert_eq!((asked, left), (false, back));
}

//! Sample data that looks like a working organization: the same for the same number of keys,
//! with every time relative to now.
//!
//! Sample keys have no secret at all: nobody can call with one.

mod budgets;
mod names;

use rusqlite::{Connection, Result};
use serde_json::json;

use crate::ids::Number;
use crate::random::Dice;
use crate::store::bearers::{self, Role};
use crate::store::keys::{self, NewKey};
use crate::store::{self, pools};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// How far back the oldest key goes.
const HISTORY: i64 = 400 * DAY;

/// A pool of the sample, and its owner.
type SamplePool = (Number, Option<Number>);

/// Empties `connection` and makes `count` keys with the pools and people around them; for 0
/// there is nothing at all. The first pool becomes the one-pool bearer's own.
pub(crate) fn fill(connection: &mut Connection, count: u32, now: i64) -> Result<()> {
    let transaction = connection.transaction()?;
    store::wipe(&transaction)?;
    if count > 0 {
        let pools = pools(&transaction, now)?;
        bearers::set_default_pool(&transaction, Role::Pool, Some(pools[0].0))?;
        let mut dice = Dice::new(u64::from(count));
        for index in 0..count {
            let key = key(&mut dice, (index, count), &pools, now);
            keys::insert(&transaction, &key)?;
        }
    }
    transaction.commit()
}

fn pools(db: &Connection, now: i64) -> Result<Vec<SamplePool>> {
    let made_at =
        |index: usize| now - HISTORY - DAY * 30 + HOUR * i64::try_from(index).unwrap_or(0);
    let mut owners = Vec::new();
    for (index, name) in names::PEOPLE.iter().enumerate() {
        owners.push(pools::insert_user(db, name, made_at(index))?);
    }
    let mut made = Vec::new();
    for (index, (name, owner)) in names::POOLS.iter().enumerate() {
        let owner = owner.map(|person| owners[person]);
        made.push((
            pools::insert(db, name, made_at(index + owners.len()), owner)?,
            owner,
        ));
    }
    Ok(made)
}

fn key(dice: &mut Dice, (index, count): (u32, u32), pools: &[SamplePool], now: i64) -> NewKey {
    let step = HISTORY / i64::from(count);
    let created_at = now - HISTORY + step * i64::from(index) + dice.below_signed(step);
    let age = now - created_at;
    let (pool, pool_owner) = if dice.chance(15) {
        (None, None)
    } else {
        with_pool(*dice.pick(pools))
    };
    let budget = budgets::budget(dice, index);
    let expires_at = expiry(dice, created_at, now);
    NewKey {
        number: i64::from(index) + 1,
        name: names::key_name(dice, index),
        redacted: format!("sk-lazytech-...{:04x}", dice.below(0x1_0000)),
        hash: None,
        created_at,
        last_used_at: last_use(dice, &budget, age).map(|ago| now - ago),
        expires_at,
        disabled: dice.chance(5),
        foundation: (*dice.pick(&["all", "all", "openai", "anthropic"])).to_owned(),
        pool,
        owner: pool_owner.filter(|_| dice.chance(60)),
        limit: budget.limit,
        used: budget.used,
        spelling: budget.spelling,
        subscription: dice.chance(25).then(|| subscription(dice, now)),
    }
}

fn with_pool((pool, owner): SamplePool) -> (Option<Number>, Option<Number>) {
    (Some(pool), owner)
}

/// Seconds since the last use; none for a key that spent nothing and for a few others.
fn last_use(dice: &mut Dice, budget: &budgets::Budget, age: i64) -> Option<i64> {
    if budget.is_untouched() || dice.chance(8) {
        return None;
    }
    let span = *dice.pick(&[90, HOUR, DAY, 14 * DAY]);
    Some(dice.below_signed(span.min(age)))
}

/// Most keys never end; some have, some soon will.
fn expiry(dice: &mut Dice, created_at: i64, now: i64) -> Option<i64> {
    match dice.below(100) {
        0..6 => Some(created_at + dice.below_signed(now - created_at)),
        6..14 => Some(now + HOUR + dice.below_signed(7 * DAY)),
        14..40 => Some(now + 7 * DAY + dice.below_signed(300 * DAY)),
        _ => None,
    }
}

/// A subscription with its two windows, one of which may be missing.
fn subscription(dice: &mut Dice, now: i64) -> String {
    let mut window = |seconds: i64| {
        let used = dice.below(101);
        json!({
            "used_percent": used,
            "remaining_percent": 100 - used,
            "resets_at": now + 60 + dice.below_signed(seconds - 60),
            "window_seconds": seconds,
        })
    };
    let (five_hour, weekly) = (window(5 * HOUR), window(7 * DAY));
    let lacks_five_hour = dice.chance(20);
    json!({
        "product_id": format!("prod_{:02}", 1 + dice.below(4)),
        "status": if dice.chance(85) { "active" } else { "past_due" },
        "expires_at": now + DAY + dice.below_signed(30 * DAY),
        "five_hour": if lacks_five_hour { serde_json::Value::Null } else { five_hour },
        "weekly": weekly,
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::fill;
    use crate::store::{Store, keys};

    fn story(count: u32) -> Vec<String> {
        let (store, _) = Store::open(None, false).expect("a database in RAM");
        let mut connection = store.lock();
        fill(&mut connection, count, 1_711_471_533).expect("sample data");
        rows(&connection)
    }

    fn rows(db: &Connection) -> Vec<String> {
        let all = keys::list(db, (None, false), None, usize::MAX, |_| true).expect("rows");
        all.iter().map(|key| format!("{key:?}")).collect()
    }

    #[test]
    fn the_same_number_tells_the_same_story() {
        assert_eq!(story(48), story(48));
        assert_eq!(story(48).len(), 48);
        assert!(story(0).is_empty());
    }

    #[test]
    fn ids_and_times_grow_together() {
        let (store, _) = Store::open(None, false).expect("a database in RAM");
        let mut connection = store.lock();
        fill(&mut connection, 300, 1_711_471_533).expect("sample data");
        let all = keys::list(&connection, (None, false), None, usize::MAX, |_| true).expect("rows");
        assert!(all.is_sorted_by(|one, two| one.row.created_at <= two.row.created_at));
        assert!(all.iter().all(|key| key.row.created_at <= 1_711_471_533));
        assert!(all.iter().all(|key| {
            key.row
                .expires_at
                .is_none_or(|end| end >= key.row.created_at)
        }));
    }
}

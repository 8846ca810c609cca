//! Sample data that looks like a working organization: the same for the same numbers of
//! rows, with every time relative to now.
//!
//! Sample keys have no secret at all: nobody can call with one.

mod budgets;
mod charges;
mod names;
mod upstreams;

use rusqlite::{Connection, Result};
use serde_json::json;

use crate::ids::Number;
use crate::random::Dice;
use crate::store::bearers::{self, Role};
use crate::store::keys::{self, NewKey};
use crate::store::pools::{self, NewPool};
use crate::store::{self, users};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// How far back the oldest key goes.
const HISTORY: i64 = 400 * DAY;

/// The pools that keys are in; the others are empty.
const USED_POOLS: u32 = 6;
/// Pools, charges and upstreams in a sample with keys that was not told how many.
const DEFAULT_POOLS: u32 = USED_POOLS;
const DEFAULT_CHARGES: u32 = 18;
const DEFAULT_UPSTREAMS: u32 = 12;
/// The most sample rows of a kind that can be asked for.
pub(crate) const MAX_ROWS: u32 = 100_000;

/// More sample rows than there can be; holds what was asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TooMany(pub(crate) u32);

/// How much sample data to make.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    keys: u32,
    pools: u32,
    charges: u32,
    upstreams: u32,
}

impl Sample {
    /// A sample with so many rows. What is not told is the usual number where there are keys, and
    /// nothing where there are none.
    pub(crate) fn new(
        keys: u32,
        pools: Option<u32>,
        charges: Option<u32>,
        upstreams: Option<u32>,
    ) -> Result<Self, TooMany> {
        let usual = |number: u32| if keys > 0 { number } else { 0 };
        let sample = Self {
            keys,
            pools: pools.unwrap_or_else(|| usual(DEFAULT_POOLS)),
            charges: charges.unwrap_or_else(|| usual(DEFAULT_CHARGES)),
            upstreams: upstreams.unwrap_or_else(|| usual(DEFAULT_UPSTREAMS)),
        };
        let most = keys.max(sample.pools).max(sample.charges);
        match most.max(sample.upstreams) {
            most if most > MAX_ROWS => Err(TooMany(most)),
            _ => Ok(sample),
        }
    }
}

/// A pool of the sample, and its owner.
type SamplePool = (Number, Option<Number>);

/// Empties `connection` and makes a sample in it; there are always people. The first pool becomes
/// the one-pool bearer's own.
pub(crate) fn fill(connection: &mut Connection, sample: Sample, now: i64) -> Result<()> {
    let transaction = connection.transaction()?;
    store::wipe(&transaction)?;
    let people = people(&transaction, now)?;
    let pools = pools(&transaction, sample.pools, &people, now)?;
    if let Some((first, _)) = pools.first() {
        bearers::set_default_pool(&transaction, Role::Pool, Some(*first))?;
    }
    let used = &pools[..pools.len().min(USED_POOLS as usize)];
    let mut dice = Dice::new(u64::from(sample.keys));
    for index in 0..sample.keys {
        let key = key(&mut dice, (index, sample.keys), used, now);
        keys::insert(&transaction, &key)?;
    }
    for index in 0..sample.charges {
        let charge = charges::charge(&mut dice, (index, sample.charges), sample.keys, now);
        store::charges::insert(&transaction, &charge)?;
    }
    // With dice of their own, so that the other rows stay as they are however many there are.
    let mut dice = Dice::new(u64::from(sample.upstreams));
    for index in 0..sample.upstreams {
        let upstream = upstreams::upstream(&mut dice, (index, sample.upstreams), now);
        store::upstreams::insert(&transaction, &upstream)?;
    }
    transaction.commit()
}

/// Unix seconds at which the person or pool at `index` was made, all of them before any key.
fn made_at(index: usize, now: i64) -> i64 {
    let index = i64::try_from(index).unwrap_or(0);
    now - HISTORY - DAY * 30 + (HOUR * index).min(DAY * 29)
}

fn people(db: &Connection, now: i64) -> Result<Vec<Number>> {
    let people = names::PEOPLE.iter().enumerate();
    people
        .map(|(index, name)| users::insert(db, name, made_at(index, now)))
        .collect()
}

fn pools(db: &Connection, count: u32, people: &[Number], now: i64) -> Result<Vec<SamplePool>> {
    let mut made = Vec::new();
    for (number, index) in (1..=Number::from(count)).zip(0..) {
        let owner = names::pool_owner(index).map(|person| people[person]);
        let pool = NewPool {
            number,
            name: &names::pool_name(index),
            created_at: made_at(index + people.len(), now),
            owner,
        };
        pools::insert(db, &pool)?;
        made.push((number, owner));
    }
    Ok(made)
}

fn key(dice: &mut Dice, (index, count): (u32, u32), pools: &[SamplePool], now: i64) -> NewKey {
    let step = HISTORY / i64::from(count);
    let created_at = now - HISTORY + step * i64::from(index) + dice.below_signed(step);
    let age = now - created_at;
    let (pool, pool_owner) = if dice.chance(15) || pools.is_empty() {
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

    use super::{Sample, fill};
    use crate::store::{Store, keys};

    fn story(count: u32) -> Vec<String> {
        let (store, _) = Store::open(None, false).expect("a database in RAM");
        let mut connection = store.lock();
        let sample = Sample::new(count, None, None, None).expect("not too many");
        fill(&mut connection, sample, 1_711_471_533).expect("sample data");
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
        let sample = Sample::new(300, None, None, None).expect("not too many");
        fill(&mut connection, sample, 1_711_471_533).expect("sample data");
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

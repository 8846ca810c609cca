//! Sample data that looks like a working organization. The same counts give the same rows, with all
//! times relative to now.
//!
//! Sample keys have no secret, so they cannot be used.

mod account_cases;
mod accounts;
mod budgets;
mod charges;
mod names;
mod upstreams;

use rusqlite::{Connection, Result};
use serde_json::json;

use crate::ids::Number;
use crate::oneapi::seed::{Amounts, DEFAULT_LOGS, DEFAULT_TOKENS};
use crate::random::Generator;
use crate::store::accounts::Provider;
use crate::store::bearers::{self, Role};
use crate::store::keys::{self, NewKey};
use crate::store::pools::{self, NewPool};
use crate::store::{self, users};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// The age of the oldest key, in seconds.
const HISTORY: i64 = 400 * DAY;

/// How many pools have keys; the others are empty.
const USED_POOLS: u32 = 6;
/// The default numbers of the other rows in a sample with keys.
const DEFAULT_POOLS: u32 = USED_POOLS;
const DEFAULT_CHARGES: u32 = 18;
const DEFAULT_UPSTREAMS: u32 = 12;
const DEFAULT_CODEX: u32 = 12;
const DEFAULT_CLAUDE: u32 = 6;
/// The largest number of sample rows of a kind.
pub(crate) const MAX_ROWS: u32 = 100_000;

/// Error for a number of sample rows that is too large.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TooMany(pub(crate) u32);

/// The numbers of sample rows that are asked for. Missing counts get their defaults where there are
/// keys, and are 0 where there are none.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) keys: u32,
    pub(crate) pools: Option<u32>,
    pub(crate) charges: Option<u32>,
    pub(crate) upstreams: Option<u32>,
    pub(crate) codex_accounts: Option<u32>,
    pub(crate) claude_accounts: Option<u32>,
    /// Tokens and log rows of the other dialect.
    pub(crate) tokens: Option<u32>,
    pub(crate) logs: Option<u32>,
}

/// The numbers of sample rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    keys: u32,
    pools: u32,
    charges: u32,
    upstreams: u32,
    codex_accounts: u32,
    claude_accounts: u32,
    tokens: u32,
    logs: u32,
}

impl Sample {
    /// The numbers of rows in the other dialect, where the rows of the first kind are channels.
    pub(crate) fn one_api(self) -> Amounts {
        Amounts {
            channels: self.keys,
            tokens: self.tokens,
            logs: self.logs,
        }
    }

    /// A sample with so many rows.
    pub(crate) fn new(wanted: Wanted) -> Result<Self, TooMany> {
        let or_usual = |count: Option<u32>, usual: u32| {
            count.unwrap_or(if wanted.keys > 0 { usual } else { 0 })
        };
        let sample = Self {
            keys: wanted.keys,
            pools: or_usual(wanted.pools, DEFAULT_POOLS),
            charges: or_usual(wanted.charges, DEFAULT_CHARGES),
            upstreams: or_usual(wanted.upstreams, DEFAULT_UPSTREAMS),
            codex_accounts: or_usual(wanted.codex_accounts, DEFAULT_CODEX),
            claude_accounts: or_usual(wanted.claude_accounts, DEFAULT_CLAUDE),
            tokens: or_usual(wanted.tokens, DEFAULT_TOKENS),
            logs: or_usual(wanted.logs, DEFAULT_LOGS),
        };
        let all = [
            sample.keys,
            sample.pools,
            sample.charges,
            sample.upstreams,
            sample.codex_accounts,
            sample.claude_accounts,
            sample.tokens,
            sample.logs,
        ];
        match all.into_iter().find(|count| *count > MAX_ROWS) {
            Some(count) => Err(TooMany(count)),
            None => Ok(sample),
        }
    }
}

/// A pool of the sample, and its owner.
type SamplePool = (Number, Option<Number>);

/// Replaces the rows in `connection` with a sample, which always includes people. The first pool
/// becomes the default of the one-pool bearer.
pub(crate) fn fill(connection: &mut Connection, sample: Sample, now: i64) -> Result<()> {
    let transaction = connection.transaction()?;
    store::wipe(&transaction)?;
    let people = people(&transaction, now)?;
    let pools = pools(&transaction, sample.pools, &people, now)?;
    if let Some((first, _)) = pools.first() {
        bearers::set_default_pool(&transaction, Role::Pool, Some(*first))?;
    }
    let used = &pools[..pools.len().min(USED_POOLS as usize)];
    let mut generator = Generator::new(u64::from(sample.keys));
    for index in 0..sample.keys {
        let key = key(&mut generator, (index, sample.keys), used, now);
        keys::insert(&transaction, &key)?;
    }
    for index in 0..sample.charges {
        let charge = charges::charge(&mut generator, (index, sample.charges), sample.keys, now);
        store::charges::insert(&transaction, &charge)?;
    }
    // A generator of their own keeps the other rows independent of the number of upstreams.
    let mut generator = Generator::new(u64::from(sample.upstreams));
    for index in 0..sample.upstreams {
        let upstream = upstreams::upstream(&mut generator, (index, sample.upstreams), now);
        store::upstreams::insert(&transaction, &upstream)?;
    }
    for (provider, count) in [
        (Provider::Codex, sample.codex_accounts),
        (Provider::Claude, sample.claude_accounts),
    ] {
        let mut generator = Generator::new(u64::from(count));
        for index in 0..count {
            let account = accounts::account(&mut generator, provider, (index, count), now);
            store::accounts::put(&transaction, provider, &account)?;
        }
    }
    transaction.commit()
}

/// When the person or pool at `index` was created, always before the first key.
fn creation(index: usize, now: i64) -> i64 {
    let index = i64::try_from(index).unwrap_or(0);
    now - HISTORY - DAY * 30 + (HOUR * index).min(DAY * 29)
}

fn people(db: &Connection, now: i64) -> Result<Vec<Number>> {
    let people = names::PEOPLE.iter().enumerate();
    people
        .map(|(index, name)| users::insert(db, name, creation(index, now)))
        .collect()
}

fn pools(db: &Connection, count: u32, people: &[Number], now: i64) -> Result<Vec<SamplePool>> {
    let mut made = Vec::new();
    for (number, index) in (1..=Number::from(count)).zip(0..) {
        let owner = names::pool_owner(index).map(|person| people[person]);
        let pool = NewPool {
            number,
            name: &names::pool_name(index),
            created_at: creation(index + people.len(), now),
            owner,
        };
        pools::insert(db, &pool)?;
        made.push((number, owner));
    }
    Ok(made)
}

fn key(
    generator: &mut Generator,
    (index, count): (u32, u32),
    pools: &[SamplePool],
    now: i64,
) -> NewKey {
    let step = HISTORY / i64::from(count);
    let created_at = now - HISTORY + step * i64::from(index) + generator.below_signed(step);
    let age = now - created_at;
    let (pool, pool_owner) = if generator.chance(15) || pools.is_empty() {
        (None, None)
    } else {
        with_pool(*generator.pick(pools))
    };
    let budget = budgets::budget(generator, index);
    let expires_at = expiry(generator, created_at, now);
    NewKey {
        number: i64::from(index) + 1,
        name: names::key_name(generator, index),
        redacted: format!("sk-lazytech-...{:04x}", generator.below(0x1_0000)),
        hash: None,
        created_at,
        last_used_at: last_use(generator, &budget, age).map(|ago| now - ago),
        expires_at,
        disabled: generator.chance(5),
        foundation: (*generator.pick(&["all", "all", "openai", "anthropic"])).to_owned(),
        pool,
        owner: pool_owner.filter(|_| generator.chance(60)),
        limit: budget.limit,
        used: budget.used,
        spelling: budget.spelling,
        subscription: generator.chance(25).then(|| subscription(generator, now)),
    }
}

fn with_pool((pool, owner): SamplePool) -> (Option<Number>, Option<Number>) {
    (Some(pool), owner)
}

/// Seconds since the last use; `None` for a key that spent nothing and for a few others.
fn last_use(generator: &mut Generator, budget: &budgets::Budget, age: i64) -> Option<i64> {
    if budget.is_untouched() || generator.chance(8) {
        return None;
    }
    let span = *generator.pick(&[90, HOUR, DAY, 14 * DAY]);
    Some(generator.below_signed(span.min(age)))
}

/// When a key expires: mostly never, sometimes in the past or soon.
fn expiry(generator: &mut Generator, created_at: i64, now: i64) -> Option<i64> {
    match generator.below(100) {
        0..6 => Some(created_at + generator.below_signed(now - created_at)),
        6..14 => Some(now + HOUR + generator.below_signed(7 * DAY)),
        14..40 => Some(now + 7 * DAY + generator.below_signed(300 * DAY)),
        _ => None,
    }
}

/// A subscription with two windows, one of which may be missing.
fn subscription(generator: &mut Generator, now: i64) -> String {
    let mut window = |seconds: i64| {
        let used = generator.below(101);
        json!({
            "used_percent": used,
            "remaining_percent": 100 - used,
            "resets_at": now + 60 + generator.below_signed(seconds - 60),
            "window_seconds": seconds,
        })
    };
    let (five_hour, weekly) = (window(5 * HOUR), window(7 * DAY));
    let lacks_five_hour = generator.chance(20);
    json!({
        "product_id": format!("prod_{:02}", 1 + generator.below(4)),
        "status": if generator.chance(85) { "active" } else { "past_due" },
        "expires_at": now + DAY + generator.below_signed(30 * DAY),
        "five_hour": if lacks_five_hour { serde_json::Value::Null } else { five_hour },
        "weekly": weekly,
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{Sample, Wanted, fill};
    use crate::store::{Store, keys};

    fn story(count: u32) -> Vec<String> {
        let (store, _) = Store::open(None, false).expect("a database in RAM");
        let mut connection = store.lock();
        let sample = Sample::new(Wanted {
            keys: count,
            ..Wanted::default()
        });
        let sample = sample.expect("not too many");
        fill(&mut connection, sample, 1_711_471_533).expect("sample data");
        rows(&connection)
    }

    fn rows(db: &Connection) -> Vec<String> {
        let all = keys::list(db, (None, false), None, usize::MAX, |_| true).expect("rows");
        all.iter().map(|key| format!("{key:?}")).collect()
    }

    #[test]
    fn the_same_counts_give_the_same_rows() {
        assert_eq!(story(48), story(48));
        assert_eq!(story(48).len(), 48);
        assert!(story(0).is_empty());
    }

    #[test]
    fn ids_and_times_grow_together() {
        let (store, _) = Store::open(None, false).expect("a database in RAM");
        let mut connection = store.lock();
        let sample = Sample::new(Wanted {
            keys: 300,
            ..Wanted::default()
        });
        let sample = sample.expect("not too many");
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

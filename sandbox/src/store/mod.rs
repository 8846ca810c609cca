//! The gateway's storage: one SQLite database, in a file or in memory.
//!
//! Only SQL is here: no JSON field names, no status codes, no clock. Money is text, secrets are
//! hashes.

pub(crate) mod accounts;
pub(crate) mod bearers;
pub(crate) mod budget;
pub(crate) mod charges;
pub(crate) mod device_logins;
pub(crate) mod idempotency;
pub(crate) mod keys;
pub(crate) mod oauth_logins;
pub(crate) mod pools;
mod schema;
pub(crate) mod upstreams;
pub(crate) mod users;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Result};

use self::accounts::Provider;
use crate::ids::Number;

/// The connection, and the running numbers. They outlive a rolled-back write, so that an id that
/// was shown once is never given to another row.
pub(crate) struct Store {
    connection: Mutex<Connection>,
    numbers: Mutex<Numbers>,
}

#[derive(Clone, Copy, Default)]
struct Numbers {
    key: Number,
    topup: Number,
    pool: Number,
    upstream: Number,
    codex: Number,
    claude: Number,
    login: Number,
}

/// Where a page of a list starts: the row before it, and whether the newest row comes first.
pub(crate) type Cursor = (Option<Number>, bool);

/// The end of a query for the rows after `cursor` that `filter` accepts, in the order of `column`,
/// and the value of its `?1`. A list from the start uses a number below 0, because a sample charge
/// may belong to key 0.
fn after_cursor((after, descending): Cursor, column: &str, filter: &str) -> (String, Number) {
    let (comparison, order, start) = if descending {
        ("<", "DESC", Number::MAX)
    } else {
        (">", "ASC", -1)
    };
    (
        format!("WHERE {column} {comparison} ?1 AND {filter} ORDER BY {column} {order}"),
        after.unwrap_or(start),
    )
}

impl Store {
    /// Opens or creates the database at `path`, or one in memory; `reset` empties it first. Also
    /// returns whether it is new.
    pub(crate) fn open(path: Option<&Path>, reset: bool) -> Result<(Self, bool)> {
        let mut connection = match path {
            Some(path) => Connection::open(path)?,
            None => Connection::open_in_memory()?,
        };
        let is_new = schema::prepare(&mut connection, reset)?;
        let store = Self {
            connection: Mutex::new(connection),
            numbers: Mutex::default(),
        };
        store.reread_numbers()?;
        Ok((store, is_new))
    }

    /// Locks the connection.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the running numbers from the database again, after it was filled anew.
    pub(crate) fn reread_numbers(&self) -> Result<()> {
        let connection = self.lock();
        let read = Numbers {
            key: schema::last_number(&connection, "keys")?,
            topup: schema::last_number(&connection, "topups")?,
            pool: schema::last_number(&connection, "pools")?,
            upstream: schema::last_number(&connection, "upstreams")?,
            codex: schema::last_number(&connection, Provider::Codex.table())?,
            claude: schema::last_number(&connection, Provider::Claude.table())?,
            login: schema::last_number(&connection, "device_logins")?
                .max(schema::last_number(&connection, "oauth_logins")?),
        };
        *self.numbers() = read;
        Ok(())
    }

    /// A number that no key ever had.
    pub(crate) fn next_key(&self) -> Number {
        let mut numbers = self.numbers();
        numbers.key += 1;
        numbers.key
    }

    /// A number that no top-up ever had.
    pub(crate) fn next_topup(&self) -> Number {
        let mut numbers = self.numbers();
        numbers.topup += 1;
        numbers.topup
    }

    /// A number that no pool ever had.
    pub(crate) fn next_pool(&self) -> Number {
        let mut numbers = self.numbers();
        numbers.pool += 1;
        numbers.pool
    }

    /// A number that no upstream ever had.
    pub(crate) fn next_upstream(&self) -> Number {
        let mut numbers = self.numbers();
        numbers.upstream += 1;
        numbers.upstream
    }

    /// A number that no account of this provider ever had.
    pub(crate) fn next_account(&self, provider: Provider) -> Number {
        let mut numbers = self.numbers();
        let number = match provider {
            Provider::Codex => &mut numbers.codex,
            Provider::Claude => &mut numbers.claude,
        };
        *number += 1;
        *number
    }

    /// A number that no login of any provider ever had.
    pub(crate) fn next_login(&self) -> Number {
        let mut numbers = self.numbers();
        numbers.login += 1;
        numbers.login
    }

    fn numbers(&self) -> MutexGuard<'_, Numbers> {
        self.numbers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) use schema::wipe;

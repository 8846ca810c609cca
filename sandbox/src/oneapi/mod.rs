//! The one-api dialect of the sandbox, in three versions, with the traps of the real servers.
//!
//! How to add a route: write a [`routes::Handler`] in the folder of its area, put a [`Route`] into the area's
//! `ROUTES`, and list the area in [`routes::all`]. A handler gets a [`Context`]: the request with its
//! path parameter, query and body, the caller (already checked for the route's role), the database
//! inside a transaction, the version, and the running gateway. It returns a [`Reply`]; one that
//! changed something says so with `changing()`, which the ledger counts. An error of the database is
//! told as the real servers tell it, with its text in a refusal.
//!
//! A change is rolled back where a fault asks for that, so a handler keeps nothing outside of the
//! database but what [`OneApi::reload`] reads again.

pub(crate) mod arrived;
pub(crate) mod bound;
pub(crate) mod caller;
pub(crate) mod catalogue;
pub(crate) mod channels;
mod control;
pub(crate) mod dashboard;
pub(crate) mod faults;
pub(crate) mod filter;
pub(crate) mod go_json;
pub(crate) mod limits;
pub(crate) mod listing;
pub(crate) mod logs;
pub(crate) mod models;
pub(crate) mod options;
mod pipeline;
mod prepared;
mod redacted;
pub(crate) mod redemptions;
pub(crate) mod reference;
pub(crate) mod relay;
pub(crate) mod reply;
pub(crate) mod routes;
mod rows;
pub(crate) mod schema;
pub(crate) mod seed;
pub(crate) mod tokens;
pub(crate) mod topups;
mod unrouted;
pub(crate) mod users;
pub(crate) mod version;

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};

use rusqlite::{Connection, Result};

pub(crate) use arrived::Arrived;
pub(crate) use caller::{Caller, Role};
pub(crate) use control::{routes as control_routes, settings};
pub(crate) use limits::Limiter;
pub(crate) use pipeline::run;
pub(crate) use reply::Reply;
pub(crate) use routes::{Handler, Route};
pub(crate) use version::Version;

use crate::clock::Clock;

/// A running gateway of this dialect: what it holds beside the database.
pub(crate) struct OneApi {
    pub(crate) version: Version,
    pub(crate) limits: limits::Limits,
    /// Milliseconds between the success of a write and its effect.
    effective_after: AtomicU64,
    /// Whether rows that sort alike come in another order each time.
    unstable_paging: AtomicBool,
    /// Until when a sweep of tests goes on, in unix seconds.
    sweeps_until: AtomicI64,
    /// Whether the session cookie of the fork is marked as one for TLS only, as it is by default.
    secure_cookie: AtomicBool,
    started_at: AtomicI64,
    requests: AtomicU64,
}

impl OneApi {
    /// Starts a gateway on a database that is filled.
    pub(crate) fn start(connection: &Connection, version: Version, clock: &Clock) -> Result<Self> {
        let gateway = Self {
            version,
            limits: limits::Limits::default(),
            effective_after: AtomicU64::new(0),
            unstable_paging: AtomicBool::new(false),
            sweeps_until: AtomicI64::new(0),
            secure_cookie: AtomicBool::new(true),
            started_at: AtomicI64::new(clock.now()),
            requests: AtomicU64::new(0),
        };
        gateway.restart(connection)?;
        Ok(gateway)
    }

    /// Reads what is held in memory again, as at a start: no sweep goes on.
    pub(crate) fn reload(&self, _connection: &Connection) -> Result<()> {
        self.sweep_until(0);
        Ok(())
    }

    /// Takes over what is stored, as the server does at its start.
    pub(crate) fn restart(&self, connection: &Connection) -> Result<()> {
        options::Options::new(connection, self.version).start()?;
        self.reload(connection)
    }

    /// Whether the session cookie of the fork is marked as one for TLS only.
    pub(crate) fn has_secure_cookie(&self) -> bool {
        self.secure_cookie.load(Ordering::Relaxed)
    }

    /// Replaces all rows with a sample. Root keeps its access token.
    pub(crate) fn fill(
        &self,
        connection: &mut Connection,
        amounts: seed::Amounts,
        now: i64,
    ) -> Result<()> {
        let transaction = connection.transaction()?;
        let token: String = transaction.query_row(
            "SELECT access_token FROM oneapi_users WHERE id = 1",
            (),
            |row| row.get(0),
        )?;
        transaction.execute_batch(schema::WIPE)?;
        seed::create_root(&transaction, &token, now)?;
        seed::fill(&transaction, self.version, amounts, now)?;
        self.restart(&transaction)?;
        transaction.commit()
    }

    /// Whether a sweep of tests goes on, so that another one is refused.
    pub(crate) fn is_sweeping(&self, now: i64) -> bool {
        now < self.sweeps_until.load(Ordering::Relaxed)
    }

    /// Notes until when a sweep goes on.
    pub(crate) fn sweep_until(&self, at: i64) {
        self.sweeps_until.store(at, Ordering::Relaxed);
    }

    /// When it was started, in unix seconds.
    pub(crate) fn started_at(&self) -> i64 {
        self.started_at.load(Ordering::Relaxed)
    }

    /// Whether rows that sort alike come in another order each time.
    pub(crate) fn has_unstable_paging(&self) -> bool {
        self.unstable_paging.load(Ordering::Relaxed)
    }

    /// A fresh request id: the time in digits, then a running number.
    fn request_id(&self, now: i64) -> String {
        let number = self.requests.fetch_add(1, Ordering::Relaxed);
        format!("{now}{number:012}")
    }
}

/// What a handler works with.
pub(crate) struct Context<'a> {
    pub(crate) api: &'a OneApi,
    pub(crate) version: Version,
    /// The database, inside a transaction.
    pub(crate) db: &'a Connection,
    pub(crate) request: &'a Arrived,
    /// The caller; nobody on a public route.
    pub(crate) caller: Option<&'a Caller>,
    /// The time in unix seconds.
    pub(crate) now: i64,
    /// Whether a batch is refused after half of it.
    pub(crate) halfway: bool,
}

impl Context<'_> {
    /// The time in unix milliseconds.
    pub(crate) fn now_millis(&self) -> i64 {
        self.now * 1000
    }
}

/// A fresh UUID of version 7: its time, then random digits.
pub(crate) fn fresh_uuid(millis: i64) -> String {
    let random = crate::random::secret_hex(10);
    let time = format!("{:012x}", millis.max(0));
    let variant = ["8", "9", "a", "b"][usize::from(random.as_bytes()[19]) % 4];
    format!(
        "{}-{}-7{}-{variant}{}-{}",
        &time[..8],
        &time[8..],
        &random[..3],
        &random[3..6],
        &random[6..18]
    )
}

#[cfg(test)]
mod tests {
    use super::fresh_uuid;

    #[test]
    fn uuids_are_of_version_seven() {
        let uuid = fresh_uuid(1_795_309_880_357);
        let parts: Vec<usize> = uuid.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12], "{uuid}");
        assert!(uuid.starts_with("01a200ce-c425-7"), "{uuid}");
        assert_ne!(uuid, fresh_uuid(1_795_309_880_357));
    }
}

//! Device logins of Codex accounts: start one, poll it, and settle what happened at the provider.
//!
//! The gateway itself waits for the provider, so a poll only reads. All times are those of the
//! gateway's clock.

mod object;
pub(super) mod poll;
pub(crate) mod settle;
pub(super) mod start;

pub(crate) use object::object;
pub(super) use object::outcome;

use crate::store::device_logins::DeviceLogin;

/// How long a code works, in seconds.
const LIFETIME: i64 = 900;
/// How long a result can be read after the end, in seconds.
const RETENTION: i64 = 900;
/// The interval between polls at the start, and what slowing down adds to it, in seconds.
const INTERVAL: i64 = 5;

/// Whether a result is too old to be read.
fn is_forgotten(row: &DeviceLogin, now: i64) -> bool {
    row.ended_at.is_some_and(|end| now > end + RETENTION)
}

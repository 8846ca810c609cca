//! OAuth logins of Claude accounts: start one, and complete it with what the provider showed.

pub(super) mod complete;
pub(crate) mod object;
mod paste;
pub(super) mod start;

use crate::store::oauth_logins::OauthLogin;

/// How long a login can be completed, in seconds.
const LIFETIME: i64 = 600;
/// How long a login is known after its end, in seconds.
const RETENTION: i64 = 900;

/// Whether a login can still be completed.
pub(crate) fn is_open(row: &OauthLogin, now: i64) -> bool {
    row.ended_at.is_none() && now < row.expires_at
}

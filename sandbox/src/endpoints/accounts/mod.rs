//! Accounts at providers: list, disable, enable and delete, and their capacity. All of them require
//! an organization-wide bearer.

pub(super) mod capacity;
pub(super) mod delete;
pub(super) mod list;
pub(super) mod object;
pub(super) mod sign_in;
pub(super) mod switch;

use rusqlite::Connection;

use crate::error::ApiError;
use crate::store::accounts::{self, Account, Provider};

/// The account of this provider with this id.
pub(super) fn find(db: &Connection, provider: Provider, id: &str) -> Result<Account, ApiError> {
    let found = match provider.kind().number(id) {
        Some(number) => accounts::find(db, provider, number)?,
        None => None,
    };
    found.ok_or_else(|| ApiError::account_not_found(id))
}

//! `POST codex_accounts/device_code`.

use super::super::accounts;
use super::{INTERVAL, LIFETIME, object};
use crate::endpoints::Context;
use crate::error::ApiError;
use crate::fields::{self, Fields};
use crate::random;
use crate::store::accounts::Provider;
use crate::store::device_logins::{self, DeviceLogin};
use crate::success::{EndpointResult, Success};

/// How many logins of a provider may be open at once.
pub(in crate::endpoints) const MAX_OPEN: usize = 5;
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// Starts a login for a new account, or for one that is to be signed in again.
pub(in crate::endpoints) fn start(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    let mut fields = Fields::read(&context.call.body)?;
    let name = fields.take("name");
    let name = name.map(|name| fields::name("name", &name)).transpose()?;
    let account = fields.text("account_id", "invalid_parameter")?;
    fields.finish()?;
    let account = match account {
        Some(id) => Some(accounts::find(context.db, Provider::Codex, &id)?.number),
        None => None,
    };
    let all = device_logins::all(context.db)?;
    let open = all.iter().filter(|row| row.ended_at.is_none());
    let ends: Vec<i64> = open.map(|row| row.expires_at).collect();
    if ends.len() >= MAX_OPEN {
        let next = ends.iter().min().copied().unwrap_or(context.now);
        return Err(ApiError::too_many_logins(next - context.now));
    }
    let row = DeviceLogin {
        number: context.store.next_login(),
        name,
        account,
        user_code: user_code(),
        interval: INTERVAL,
        slow_downs: 0,
        polls: "[]".to_owned(),
        created_at: context.now,
        expires_at: context.now + LIFETIME,
        decision: None,
        decided_at: None,
        ended_at: None,
        outcome: None,
    };
    device_logins::put(context.db, &row)?;
    Ok(Success::changed(object(&row, false, context.now)))
}

/// A code such as `FWK1-91A0I`.
fn user_code() -> String {
    let letter = |byte: u8| char::from(LETTERS[usize::from(byte) % LETTERS.len()]);
    let letters: String = random::secret_bytes::<9>().map(letter).iter().collect();
    format!("{}-{}", &letters[..4], &letters[4..])
}

//! `POST claude_accounts/oauth/start`.

use super::super::accounts;
use super::super::device_login::start::MAX_OPEN;
use super::object::{DEAD_ADDRESS, SHOWS_CODE, object};
use super::{LIFETIME, is_open};
use crate::endpoints::Context;
use crate::error::ApiError;
use crate::faults::Kind as Fault;
use crate::fields::{self, Fields};
use crate::pkce;
use crate::store::accounts::Provider;
use crate::store::oauth_logins::{self, OauthLogin};
use crate::success::{EndpointResult, Success};

/// Starts a login for a new account, or for one that is to be signed in again.
pub(in crate::endpoints) fn start(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    let mut fields = Fields::read(&context.call.body)?;
    let name = fields.take("name");
    let name = name.map(|name| fields::name("name", &name)).transpose()?;
    let mode = mode(&mut fields)?;
    let account = fields.text("account_id", "invalid_parameter")?;
    fields.finish()?;
    let account = match account {
        Some(id) => Some(accounts::find(context.db, Provider::Claude, &id)?.number),
        None => None,
    };
    let all = oauth_logins::all(context.db)?;
    let open = all.iter().filter(|row| is_open(row, context.now));
    let ends: Vec<i64> = open.map(|row| row.expires_at).collect();
    if ends.len() >= MAX_OPEN {
        let next = ends.iter().min().copied().unwrap_or(context.now);
        return Err(ApiError::too_many_logins(next - context.now));
    }
    let redirect_uri = if context.faults.has(Fault::LocalhostRedirect) {
        DEAD_ADDRESS
    } else {
        SHOWS_CODE
    };
    let row = OauthLogin {
        number: context.store.next_login(),
        name,
        account,
        mode,
        redirect_uri: redirect_uri.to_owned(),
        state: pkce::token(),
        verifier: pkce::token(),
        code: pkce::token(),
        used_code: pkce::token(),
        created_at: context.now,
        expires_at: context.now + LIFETIME,
        person: None,
        ended_at: None,
        outcome: None,
        completed_account: None,
    };
    oauth_logins::put(context.db, &row)?;
    Ok(Success::changed(object(&row, context.now)))
}

fn mode(fields: &mut Fields) -> Result<String, ApiError> {
    let word = fields.text("mode", "invalid_parameter")?;
    let word = word.unwrap_or_else(|| "oauth".to_owned());
    if matches!(word.as_str(), "oauth" | "setup_token") {
        Ok(word)
    } else {
        let message = "mode must be oauth or setup_token.";
        Err(ApiError::invalid("invalid_parameter", "mode", message))
    }
}

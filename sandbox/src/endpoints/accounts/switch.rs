//! `POST codex_accounts/{account_id}/disable` and `enable`. Claude accounts have neither.

use super::object::object;
use crate::endpoints::Context;
use crate::error::ApiError;
use crate::fields::Fields;
use crate::store::accounts::{self, Provider};
use crate::success::{EndpointResult, Success};

/// Disables a Codex account.
pub(in crate::endpoints) fn disable(context: &Context<'_>) -> EndpointResult {
    set(context, false)
}

/// Enables a Codex account; a limit of the provider stays.
pub(in crate::endpoints) fn enable(context: &Context<'_>) -> EndpointResult {
    set(context, true)
}

/// Returns the account after the change; the same state again changes nothing.
fn set(context: &Context<'_>, enabled: bool) -> EndpointResult {
    context.caller.organization_wide()?;
    Fields::read(&context.call.body)?.finish()?;
    let mut row = super::find(context.db, Provider::Codex, &context.call.account_id)?;
    if row.enabled == enabled {
        return Ok(Success::unchanged(object(
            Provider::Codex,
            &row,
            context.now,
        )));
    }
    if enabled && row.trouble.as_deref() == Some("reauth_required") {
        let message = "The person must sign in again before this account can be enabled.";
        return Err(ApiError::conflict("account_reauth_required", message).about("account_id"));
    }
    row.enabled = enabled;
    accounts::put(context.db, Provider::Codex, &row)?;
    Ok(Success::changed(object(Provider::Codex, &row, context.now)))
}

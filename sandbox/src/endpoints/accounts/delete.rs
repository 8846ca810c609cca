//! `DELETE codex_accounts/{account_id}` and `DELETE claude_accounts/{account_id}`.

use serde_json::json;

use crate::endpoints::Context;
use crate::store::accounts::{self, Provider};
use crate::success::{EndpointResult, Success};

/// Deletes an account permanently, enabled or not; its id still works as a cursor.
pub(in crate::endpoints) fn delete(context: &Context<'_>, provider: Provider) -> EndpointResult {
    context.caller.organization_wide()?;
    let id = &context.call.account_id;
    let row = super::find(context.db, provider, id)?;
    accounts::delete(context.db, provider, row.number)?;
    let object = format!("organization.{}_account.deleted", provider.word());
    Ok(Success::changed(
        json!({"id": id, "object": object, "deleted": true}),
    ))
}

//! `POST upstreams/{upstream_id}/disable` and `enable`.

use super::object::object;
use crate::caller;
use crate::endpoints::Context;
use crate::fields::Fields;
use crate::store::upstreams;
use crate::success::{EndpointResult, Success};

/// Disables an upstream.
pub(in crate::endpoints) fn disable(context: &Context<'_>) -> EndpointResult {
    set(context, false)
}

/// Enables an upstream; the provider's last error stays.
pub(in crate::endpoints) fn enable(context: &Context<'_>) -> EndpointResult {
    set(context, true)
}

/// Returns the upstream after the change; the same state again changes nothing.
fn set(context: &Context<'_>, enabled: bool) -> EndpointResult {
    context.caller.organization_wide()?;
    Fields::read(&context.call.body)?.finish()?;
    let mut row = caller::find_upstream(context.db, &context.call.upstream_id)?;
    if row.enabled == enabled {
        return Ok(Success::unchanged(object(&row)));
    }
    upstreams::set_enabled(context.db, row.number, enabled)?;
    row.enabled = enabled;
    Ok(Success::changed(object(&row)))
}

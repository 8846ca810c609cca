//! `POST upstreams/{upstream_id}/disable` and `enable`.

use super::object::object;
use crate::answer::{Answer, Reply};
use crate::caller;
use crate::endpoints::Context;
use crate::fields::Fields;
use crate::store::upstreams;

/// Takes an upstream out of use.
pub(in crate::endpoints) fn disable(context: &Context<'_>) -> Reply {
    set(context, false)
}

/// Puts an upstream back into use; what its provider did stays on record.
pub(in crate::endpoints) fn enable(context: &Context<'_>) -> Reply {
    set(context, true)
}

/// Answers the upstream as it is then; where it is so already, nothing changes.
fn set(context: &Context<'_>, enabled: bool) -> Reply {
    context.caller.organization_wide()?;
    Fields::read(&context.call.body)?.finish()?;
    let mut row = caller::find_upstream(context.db, &context.call.upstream_id)?;
    if row.enabled == enabled {
        return Ok(Answer::unchanged(object(&row)));
    }
    upstreams::set_enabled(context.db, row.number, enabled)?;
    row.enabled = enabled;
    Ok(Answer::changed(object(&row)))
}

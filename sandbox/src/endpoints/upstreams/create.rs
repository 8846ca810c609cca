//! `POST upstreams`.

use super::base_url::base_url;
use super::object::object;
use super::secret;
use crate::endpoints::Context;
use crate::error::ApiError;
use crate::fields::{self, Fields};
use crate::money::Usd;
use crate::store::budget::Spelling;
use crate::store::upstreams::{self, Upstream};
use crate::success::{EndpointResult, Success};

/// Creates an upstream. Only the redacted form of its secret is stored.
pub(in crate::endpoints) fn create(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    let mut fields = Fields::read(&context.call.body)?;
    let name = fields::name("name", &fields.require("name")?)?;
    let provider = provider(&mut fields)?;
    let base_url = base_url(&fields.require("base_url")?)?;
    let redacted = secret::redacted(&fields.require("api_key")?)?;
    let foundation = fields.foundation()?;
    let limit = fields.limit()?;
    fields.finish()?;
    if upstreams::is_name_taken(context.db, &name)? {
        return Err(ApiError::name_taken("upstream"));
    }
    let row = Upstream {
        number: context.store.next_upstream(),
        name,
        provider,
        base_url,
        redacted,
        foundation,
        enabled: true,
        trouble: None,
        status_reason: None,
        last_error: None,
        limit,
        used: Usd::ZERO,
        spelling: Spelling::Amounts,
        created_at: context.now,
        last_used_at: None,
    };
    upstreams::insert(context.db, &row)?;
    Ok(Success::changed(object(&row)))
}

fn provider(fields: &mut Fields) -> Result<String, ApiError> {
    let sent = fields.require("provider")?;
    match sent.as_str() {
        Some(word @ ("openai_compatible" | "anthropic_compatible")) => Ok(word.to_owned()),
        _ => Err(ApiError::invalid(
            "invalid_parameter",
            "provider",
            "provider must be openai_compatible or anthropic_compatible.",
        )),
    }
}

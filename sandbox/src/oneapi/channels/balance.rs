//! The balance that a provider tells (contract 3.1.8).

use axum::http::StatusCode;
use rusqlite::Result;
use serde_json::json;

use super::reading::by_reference;
use super::types::has_balance;
use crate::oneapi::{Context, Reply};

/// What every provider behind the sandbox tells.
const BALANCE: i64 = 100;

/// `GET /api/channel/update_balance/:id`.
pub(super) fn one(context: &Context) -> Result<Reply> {
    let channel = match by_reference(context, &context.request.id)? {
        Ok(channel) => channel,
        Err(message) => return Ok(Reply::refused(message)),
    };
    // The server looks up the type beyond the end of its table.
    if !channel.has_known_type(context.version) {
        return Ok(Reply::empty(StatusCode::INTERNAL_SERVER_ERROR));
    }
    if !has_balance(channel.kind) {
        let words = context.version.say("Not yet implemented", "尚未实现");
        return Ok(Reply::refused(words));
    }
    let base = channel.address(context.version);
    let host = base.split("://").nth(1).unwrap_or(base);
    if host.split('/').next().unwrap_or_default().ends_with(":9") {
        let url = format!("{base}/v1/dashboard/billing/subscription");
        let refused = format!("Get {url:?}: dial tcp {host}: connect: connection refused");
        return Ok(Reply::refused(match context.version.is_fork() {
            true => format!(
                "get OpenAI subscription response: upstream request failed for channel {}: {refused}",
                channel.id
            ),
            false => refused,
        }));
    }
    context.db.execute(
        "UPDATE oneapi_channels SET balance = ?1, balance_updated_time = ?2, updated_at = ?3 WHERE id = ?4",
        [BALANCE, context.now, context.now_millis(), channel.id],
    )?;
    let body = json!({"balance": BALANCE, "message": "", "success": true});
    Ok(Reply::plain(StatusCode::OK, body).changing())
}

/// `GET /api/channel/update_balance`: does nothing.
pub(super) fn all(_: &Context) -> Result<Reply> {
    Ok(Reply::done())
}

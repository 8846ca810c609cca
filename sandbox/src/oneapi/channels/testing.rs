//! Tests of one channel and of all (contract 3.1.7). A single test never changes the status; a sweep
//! may, in both directions.

use axum::http::StatusCode;
use rusqlite::Result;
use serde_json::{Value, json};

use super::reading::by_reference;
use super::row::{COLUMNS, Channel};
use super::trial::{log, model, test};
use crate::oneapi::options::Options;
use crate::oneapi::{Context, Reply};

/// `GET /api/channel/test/:id`.
pub(super) fn one(context: &Context) -> Result<Reply> {
    let channel = match by_reference(context, &context.request.id)? {
        Ok(channel) => channel,
        Err(message) => return Ok(Reply::refused(message)),
    };
    let asked = context.request.param("model").unwrap_or_default();
    // The server looks up the address of the type, beyond the end of its table.
    if !channel.has_known_type(context.version) && channel.address(context.version).is_empty() {
        return Ok(Reply::empty(StatusCode::INTERNAL_SERVER_ERROR));
    }
    let model = match model(context, &channel, &asked) {
        Ok(model) => model,
        Err(message) => return Ok(Reply::refused(message)),
    };
    let tested = test(context, &channel, model);
    let is_good = tested.said.is_ok();
    let time = if is_good { tested.took } else { 0 };
    log(context, &channel, &tested)?;
    note(context, channel.id, time)?;
    let named = match context.version.is_fork() {
        true => tested.model.as_str(),
        // The original only repeats what it was asked for.
        false => asked.as_str(),
    };
    let message = tested.said.unwrap_or_else(|(error, _)| error);
    let seconds = milliseconds_as_seconds(time);
    let body = json!({"message": message, "modelName": named, "success": is_good, "time": seconds});
    let wait = u64::try_from(tested.took).unwrap_or(0);
    let wait = std::time::Duration::from_millis(if wait >= 1000 { wait } else { 0 });
    Ok(Reply::plain(StatusCode::OK, body).changing().after(wait))
}

fn milliseconds_as_seconds(millis: i64) -> Value {
    match millis {
        0 => json!(0),
        millis => {
            #[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
            let seconds = millis as f64 / 1000.0;
            json!(seconds)
        }
    }
}

/// Notes when a channel was tested and how long it took.
fn note(context: &Context, id: i64, took: i64) -> Result<()> {
    context.db.execute(
        "UPDATE oneapi_channels SET test_time = ?1, response_time = ?2, updated_at = ?3 WHERE id = ?4",
        [context.now, took, context.now_millis(), id],
    )?;
    Ok(())
}

/// `GET /api/channel/test`: a sweep over all channels, or over those that are disabled. An unknown
/// scope tests nothing and says success.
pub(super) fn sweep(context: &Context) -> Result<Reply> {
    if context.api.is_sweeping(context.now) {
        let words = context
            .version
            .say("Test is already running", "测试已在运行中");
        return Ok(Reply::refused(words));
    }
    let scope = context.request.param("scope").unwrap_or_default();
    let condition = match scope.as_str() {
        "" | "all" => "1",
        "disabled" => "c.status IN (2, 3)",
        _ => return Ok(Reply::done()),
    };
    let sql =
        format!("SELECT {COLUMNS} FROM oneapi_channels c WHERE {condition} ORDER BY c.id DESC");
    let mut statement = context.db.prepare(&sql)?;
    let channels: Result<Vec<Channel>> = statement.query_map((), Channel::read)?.collect();
    let options = Options::of(context);
    let policy = Policy {
        disables: options.flag("AutomaticDisableChannelEnabled")?,
        enables: options.flag("AutomaticEnableChannelEnabled")?,
        #[expect(clippy::cast_possible_truncation, reason = "seconds")]
        most_millis: (options.number("ChannelDisableThreshold")? * 1000.0) as i64,
    };
    let mut took = 0;
    for channel in channels? {
        took += swept(context, &channel, &policy)?;
    }
    // The real server goes on in the background for as long as the providers take.
    context.api.sweep_until(context.now + took / 1000);
    Ok(Reply::done().changing())
}

/// What a sweep may change.
struct Policy {
    disables: bool,
    enables: bool,
    /// 0 switches the limit off.
    most_millis: i64,
}

/// Tests one channel of a sweep, and returns how long its provider took in milliseconds.
fn swept(context: &Context, channel: &Channel, policy: &Policy) -> Result<i64> {
    let mut took = 0;
    let status = match model(context, channel, "") {
        // What cannot chat is switched off without a test.
        Err(_) => {
            note(context, channel.id, 0)?;
            policy.disables.then_some(3)
        }
        Ok(model) => {
            let tested = test(context, channel, model);
            took = tested.took;
            log(context, channel, &tested)?;
            note(context, channel.id, tested.took)?;
            let is_slow = policy.most_millis > 0 && tested.took > policy.most_millis;
            match &tested.said {
                Ok(_) if is_slow && channel.status == 1 => policy.disables.then_some(3),
                Ok(_) if channel.status != 1 => policy.enables.then_some(1),
                Err((_, true)) => policy.disables.then_some(3),
                _ => None,
            }
        }
    };
    // Only an enabled channel is disabled.
    let status = status.filter(|status| *status == 1 || channel.status == 1);
    if let Some(status) = status {
        context.db.execute(
            "UPDATE oneapi_channels SET status = ?1, updated_at = ?2 WHERE id = ?3",
            [status, context.now_millis(), channel.id],
        )?;
    }
    Ok(took)
}

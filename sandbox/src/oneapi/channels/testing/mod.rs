//! Tests of one channel and of all (contract 3.1.7). A single test never changes the status; a sweep
//! may, in both directions.

mod call;
mod sweep;

use axum::http::StatusCode;
use rusqlite::Result;
use serde_json::{Value, json};

use self::call::{Tested, address, model, test};
pub(super) use self::sweep::sweep;
use super::reading::by_reference;
use super::row::Channel;
use crate::oneapi::{Answer, Context, fresh_uuid};

/// `GET /api/channel/test/:id`.
pub(super) fn one(context: &Context) -> Result<Answer> {
    let channel = match by_reference(context, &context.request.id)? {
        Ok(channel) => channel,
        Err(message) => return Ok(Answer::refused(message)),
    };
    let asked = context.request.param("model").unwrap_or_default();
    // The table of addresses ends before such a type, and the server panics.
    let Some(address) = address(context, &channel) else {
        return Ok(Answer::empty(StatusCode::INTERNAL_SERVER_ERROR));
    };
    let model = match model(context, &channel, &asked) {
        Ok(model) => model,
        Err(message) => return Ok(Answer::refused(message)),
    };
    let tested = test(context, &channel, address, model);
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
    Ok(Answer::plain(StatusCode::OK, body).changing().after(wait))
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

/// Writes the log row of a test, which no user is charged for.
fn log(context: &Context, channel: &Channel, tested: &Tested) -> Result<()> {
    let name = &channel.name;
    let content = match (&tested.said, context.version.is_fork()) {
        (Ok(said), true) => format!("test channel {name} succeed，response: {said}"),
        (Ok(said), false) => format!("渠道 {name} 测试成功，响应：{said}"),
        (Err((error, _)), true) => format!("test channel {name} failed, error: {error}"),
        (Err((error, _)), false) => format!("渠道 {name} 测试失败，错误：{error}"),
    };
    context.db.execute(
        "INSERT INTO oneapi_logs (uuid, created_at, type, content, model_name, origin_model_name, channel_id,
           channel_uuid, channel_name, elapsed_time, updated_at)
         VALUES (?1, ?2, 5, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?9)",
        (
            fresh_uuid(context.now_millis()),
            context.now,
            content,
            &tested.model,
            channel.id,
            &channel.uuid,
            name,
            tested.took,
            context.now_millis(),
        ),
    )?;
    Ok(())
}

/// Notes when a channel was tested and how long it took.
fn note(context: &Context, id: i64, took: i64) -> Result<()> {
    context.db.execute(
        "UPDATE oneapi_channels SET test_time = ?1, response_time = ?2, updated_at = ?3 WHERE id = ?4",
        [context.now, took, context.now_millis(), id],
    )?;
    Ok(())
}

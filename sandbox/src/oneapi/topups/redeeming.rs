//! A user redeems a code.

use axum::http::StatusCode;
use rusqlite::{OptionalExtension, Result};
use serde_json::json;

use crate::oneapi::bound::{Bound, Fields, Holds};
use crate::oneapi::logs::notes::{Note, TOP_UP, amount, write};
use crate::oneapi::{Context, Reply};

const FIELDS: &Fields = &[("key", Holds::Text)];
/// How many failures the fork allows, and within how many seconds.
const ALLOWED_FAILURES: i64 = 5;
const WINDOW: i64 = 600;

/// Grants the quota of a code, which may be negative. Its log row has quota 0.
pub(super) fn redeem(context: &Context) -> Result<Reply> {
    let body = match Bound::read(&context.request.body, "controller.topUpRequest", FIELDS) {
        Ok(body) => body,
        Err(message) => return Ok(Reply::refused(message)),
    };
    let user_id = context.caller.map_or(0, |caller| caller.id);
    let is_fork = context.version.is_fork();
    if is_fork && has_failed_too_often(context, user_id)? {
        let words = "too many failed redemption attempts, please try again later";
        let status = StatusCode::TOO_MANY_REQUESTS;
        return Ok(Reply::refused_with(status, words));
    }
    let key = body.text("key");
    if key.is_empty() {
        return Ok(Reply::refused(
            context
                .version
                .say("No redemption code provided", "未提供兑换码"),
        ));
    }
    let code = context
        .db
        .query_row(
            "SELECT id, status, quota FROM oneapi_redemptions WHERE key = ?1",
            [key],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    let refusal = match code {
        Some((id, 1, quota)) => return grant(context, user_id, id, quota),
        Some((_, _, _)) => context.version.say(
            "Redeem failed: The redemption code has been used",
            "兑换失败，该兑换码已被使用",
        ),
        None => context.version.say(
            "Redeem failed: Invalid redemption code",
            "兑换失败，无效的兑换码",
        ),
    };
    if is_fork {
        context.db.execute(
            "INSERT INTO oneapi_failed_redemptions (user_id, at) VALUES (?1, ?2)",
            (user_id, context.now),
        )?;
    }
    Ok(Reply::refused(refusal))
}

fn grant(context: &Context, user_id: i64, code: i64, quota: i64) -> Result<Reply> {
    context.db.execute(
        "UPDATE oneapi_users SET quota = quota + ?2 WHERE id = ?1",
        (user_id, quota),
    )?;
    context.db.execute(
        "UPDATE oneapi_redemptions SET status = 3, redeemed_time = ?2, updated_at = ?3 WHERE id = ?1",
        (code, context.now, context.now_millis()),
    )?;
    let added = amount(context, quota)?;
    let content = match context.version.is_fork() {
        true => format!("Recharged {added} using redemption code"),
        false => format!("通过兑换码充值 {added}"),
    };
    let note = Note {
        user_id,
        kind: TOP_UP,
        content: &content,
        quota: 0,
    };
    write(context, &note)?;
    Ok(Reply::data(json!(quota)).changing())
}

fn has_failed_too_often(context: &Context, user_id: i64) -> Result<bool> {
    let failures: i64 = context.db.query_row(
        "SELECT count(*) FROM oneapi_failed_redemptions WHERE user_id = ?1 AND at > ?2",
        (user_id, context.now - WINDOW),
        |row| row.get(0),
    )?;
    Ok(failures >= ALLOWED_FAILURES)
}

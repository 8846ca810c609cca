//! Changing and deleting own tokens. A full change replaces every field, so what is absent becomes
//! zero: an expiry of 0 is in the past, and in the fork a status of 0 is dead.

use rusqlite::{Result, params};

use super::create::body_of;
use super::reading::{foreign, own_id};
use super::row::{Token, by_id};
use crate::oneapi::bound::Bound;
use crate::oneapi::listing::Query;
use crate::oneapi::reference::{self, Table};
use crate::oneapi::{Context, Reply, Version};

const ENABLED: i64 = 1;
const EXPIRED: i64 = 3;
const EXHAUSTED: i64 = 4;

/// Replaces the fields of a token, or with `status_only` its status, which is not checked.
pub(super) fn put(context: &Context) -> Result<Reply> {
    let version = context.version;
    let is_status_only = Query::of(context)
        .get("status_only")
        .is_some_and(|text| !text.is_empty());
    let body = match body_of(context) {
        Ok(body) => body,
        Err(message) => return Ok(Reply::refused(message)),
    };
    let id = match reference::in_body(context, Table::Tokens, &body)? {
        Ok(0) => {
            let words = version.say("id or userId is empty!", "id 或 userId 为空！");
            return Ok(Reply::refused(words));
        }
        Ok(id) => id,
        Err(message) => return Ok(Reply::refused(message)),
    };
    let user = own_id(context);
    let Some(mut token) = by_id(context.db, id)?.filter(|token| token.user_id == user) else {
        return Ok(Reply::refused(foreign(version, id, user)));
    };
    if version.is_fork() && !is_status_only && body.text("name").is_empty() {
        return Ok(Reply::refused("Token name cannot be empty"));
    }
    let status = body.number("status");
    // The original looks at the stored expiry and quota, the fork at those that are sent.
    let is_checked_before = version == Version::U;
    if is_checked_before && let Some(words) = refusal(context, &token, token.status, status) {
        return Ok(Reply::refused(words));
    }
    let before = token.status;
    if !is_status_only {
        replace(&mut token, &body);
    }
    if !is_checked_before && let Some(words) = refusal(context, &token, before, status) {
        return Ok(Reply::refused(words));
    }
    if is_status_only || version.is_fork() {
        token.status = resulting(context, &token, status);
    }
    store(context, &token)?;
    let row = by_id(context.db, id)?.map(|token| token.object(version));
    Ok(Reply::data(row.unwrap_or_default()).changing())
}

/// Puts what was sent in place of what is stored; what is absent is zero.
fn replace(token: &mut Token, body: &Bound) {
    token.name = body.text("name").to_owned();
    token.expired_time = body.number("expired_time");
    token.remain_quota = body.number("remain_quota");
    token.unlimited_quota = body.flag("unlimited_quota");
    token.models = body.sent_text("models").map(str::to_owned);
    token.subnet = body.sent_text("subnet").map(str::to_owned);
}

const fn has_expired(token: &Token, now: i64) -> bool {
    token.expired_time != -1 && token.expired_time <= now
}

const fn is_used_up(token: &Token) -> bool {
    !token.unlimited_quota && token.remain_quota <= 0
}

/// Why a token cannot be enabled, if so.
fn refusal(context: &Context, token: &Token, before: i64, wanted: i64) -> Option<&'static str> {
    let say = |fork, original| Some(context.version.say(fork, original));
    match (before, wanted) {
        (EXPIRED, ENABLED) if has_expired(token, context.now) => say(
            "The token has expired and cannot be enabled. Please modify the expiration time of the token, or set it to never expire.",
            "令牌已过期，无法启用，请先修改令牌过期时间，或者设置为永不过期",
        ),
        (EXHAUSTED, ENABLED) if is_used_up(token) => say(
            "The available quota of the token has been used up and cannot be enabled. Please modify the remaining quota of the token, or set it to unlimited quota",
            "令牌可用额度已用尽，无法启用，请先修改令牌剩余额度，或者设置为无限额度",
        ),
        _ => None,
    }
}

/// The status that is stored: the fork enables a token whose cause for 3 or 4 is gone.
fn resulting(context: &Context, token: &Token, wanted: i64) -> i64 {
    let is_fixed = match wanted {
        EXPIRED => !has_expired(token, context.now),
        EXHAUSTED => !is_used_up(token),
        _ => false,
    };
    if is_fixed && context.version.is_fork() {
        ENABLED
    } else {
        wanted
    }
}

fn store(context: &Context, token: &Token) -> Result<()> {
    context.db.execute(
        "UPDATE oneapi_tokens SET name = ?2, status = ?3, expired_time = ?4, remain_quota = ?5,
           unlimited_quota = ?6, models = ?7, subnet = ?8, updated_at = ?9 WHERE id = ?1",
        params![
            token.id,
            token.name,
            token.status,
            token.expired_time,
            token.remain_quota,
            token.unlimited_quota,
            token.models,
            token.subnet,
            context.now_millis(),
        ],
    )?;
    Ok(())
}

/// Deletes a token of the caller.
pub(super) fn delete(context: &Context) -> Result<Reply> {
    let id = match reference::in_path(context, Table::Tokens, &context.request.id)? {
        Ok(id) => id,
        Err(message) => return Ok(Reply::refused(message)),
    };
    let user = own_id(context);
    let deleted = context.db.execute(
        "DELETE FROM oneapi_tokens WHERE id = ?1 AND user_id = ?2",
        (id, user),
    )?;
    if deleted == 0 {
        return Ok(Reply::refused(match context.version {
            Version::U => "record not found".to_owned(),
            Version::F1 | Version::F2 => {
                format!(
                    "failed to find token for deletion: id={id}, userId={user}: record not found"
                )
            }
        }));
    }
    Ok(Reply::done().changing())
}

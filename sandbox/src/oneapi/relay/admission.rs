//! Who may call: the owner of a relay key, if the token is enabled, not expired and not used up.

use rusqlite::{OptionalExtension, Result};

use crate::oneapi::{Context, Version};

/// The owner of a relay key, with the key.
pub(super) struct Owner {
    pub(super) token_id: i64,
    pub(super) token_uuid: String,
    pub(super) token_name: String,
    pub(super) user_id: i64,
    pub(super) user_uuid: String,
    pub(super) username: String,
    pub(super) group: String,
    quota: i64,
    /// What a limited token has left.
    pub(super) remain_quota: Option<i64>,
    /// The models that the token may use; all of them where it is empty.
    models: String,
}

impl Owner {
    /// Why the owner may not call a model, if so. A token without a limit is bounded by the
    /// owner's quota as well.
    pub(super) fn refusal(&self, version: Version, model: &str) -> Option<String> {
        let mut models = self.models.split(',').map(str::trim);
        if !self.models.is_empty() && !models.any(|known| known == model) {
            return Some(match version.is_fork() {
                true => format!("This API key does not have permission to use the model: {model}"),
                false => format!("该令牌无权使用模型：{model}"),
            });
        }
        (self.quota <= 0).then(|| "user quota is not enough".to_owned())
    }
}

/// A token that was found, with what decides about it.
struct Found {
    owner: Owner,
    status: i64,
    expired_time: i64,
    user_status: i64,
}

/// The owner of the relay key in the header, or the words that refuse it. A token found to have
/// expired or to be used up gets its status by that.
pub(super) fn owner(context: &Context) -> Result<std::result::Result<Owner, String>> {
    let say = |fork: &'static str, original: &'static str| {
        Ok(Err(context.version.say(fork, original).to_owned()))
    };
    let header = context.request.header("authorization").unwrap_or_default();
    let key = header.strip_prefix("Bearer ").unwrap_or(header);
    let key = key.strip_prefix("sk-").unwrap_or(key);
    if key.is_empty() {
        return say("No token provided", "未提供令牌");
    }
    let found = context.db.query_row(OWNER, [key], read).optional()?;
    let Some(found) = found else {
        return say("Invalid token", "无效的令牌");
    };
    let is_expired = found.expired_time != -1 && found.expired_time < context.now;
    let is_used_up = found
        .owner
        .remain_quota
        .is_some_and(|remaining| remaining <= 0);
    match found.status {
        4 => return say("The token quota has been used up", "该令牌额度已用尽"),
        3 => return say("The token has expired", "该令牌已过期"),
        1 => {}
        _ => return say("The token status is not available", "该令牌状态不可用"),
    }
    if is_expired {
        set_status(context, &found.owner, 3)?;
        return say("The token has expired", "该令牌已过期");
    }
    if is_used_up {
        set_status(context, &found.owner, 4)?;
        return say("The token quota has been used up", "该令牌额度已用尽");
    }
    // A deleted account is renamed. Status 3 alone locks nobody out.
    let is_deleted = found.user_status == 3 && found.owner.username.starts_with("deleted_");
    if found.user_status == 2 || is_deleted {
        return say("User has been banned", "用户已被封禁");
    }
    Ok(Ok(found.owner))
}

fn set_status(context: &Context, owner: &Owner, status: i64) -> Result<()> {
    context.db.execute(
        "UPDATE oneapi_tokens SET status = ?2, updated_at = ?3 WHERE id = ?1",
        (owner.token_id, status, context.now_millis()),
    )?;
    Ok(())
}

fn read(row: &rusqlite::Row<'_>) -> Result<Found> {
    let is_unlimited: bool = row.get(10)?;
    let remaining: i64 = row.get(11)?;
    Ok(Found {
        owner: Owner {
            token_id: row.get(0)?,
            token_uuid: row.get(1)?,
            token_name: row.get(2)?,
            user_id: row.get(3)?,
            user_uuid: row.get(4)?,
            username: row.get(5)?,
            group: row.get(6)?,
            quota: row.get(7)?,
            remain_quota: (!is_unlimited).then_some(remaining),
            models: row.get(13)?,
        },
        status: row.get(8)?,
        expired_time: row.get(12)?,
        user_status: row.get(9)?,
    })
}

const OWNER: &str = r#"
SELECT t.id, t.uuid, t.name, u.id, u.uuid, u.username, u."group", CAST(u.quota AS INTEGER),
  t.status, u.status, t.unlimited_quota, t.remain_quota, t.expired_time, coalesce(t.models, '')
FROM oneapi_tokens t JOIN oneapi_users u ON u.id = t.user_id WHERE t.key = ?1"#;

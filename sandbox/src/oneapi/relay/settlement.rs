//! What a call leaves behind: counters, a log row, or a channel that is switched off.

use std::time::Duration;

use rusqlite::{Result, params};
use serde_json::json;

use super::admission::Owner;
use super::choice::Serving;
use super::prices::Price;
use super::provider::{COMPLETION_TOKENS, PROMPT_TOKENS};
use crate::oneapi::options::Options;
use crate::oneapi::{Context, Version, fresh_uuid};

/// The tokens that are reserved before a call, with those of a short prompt.
const RESERVED_TOKENS: f64 = 515.0;

/// A call that is settled.
pub(super) struct Settlement<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) owner: &'a Owner,
    pub(super) channel: &'a Serving,
    /// The name of the model at the provider.
    pub(super) model: &'a str,
    /// The name in the request.
    pub(super) origin_model: &'a str,
    pub(super) base_url: &'a str,
}

impl Settlement<'_> {
    /// The factor that is billed: the lowest of all groups of the channel in the fork, the user's
    /// own in the original.
    fn group_ratio(&self) -> Result<f64> {
        let table = Options::of(self.context).group_ratios()?;
        // A group that is not in the table is billed at 1.
        let ratio = |group: &str| table.get(group).unwrap_or(1.0);
        if !self.context.version.is_fork() {
            return Ok(ratio(&self.owner.group));
        }
        let ratios = self
            .channel
            .groups
            .split(',')
            .map(|group| ratio(group.trim()));
        Ok(ratios.min_by(f64::total_cmp).unwrap_or(1.0))
    }

    fn price(&self) -> Result<Price> {
        Ok(match self.context.version {
            Version::U => {
                let (ratio, completion) = Options::of(self.context).prices(self.model)?;
                Price::of_original(ratio, completion, self.model)
            }
            Version::F1 | Version::F2 => {
                Price::of_channel(Some(&self.channel.model_configs), self.model)
            }
        })
    }

    /// Charges a call that succeeded, and returns its cost.
    pub(super) fn charge(&self, wait: Duration) -> Result<i64> {
        let (group, price) = (self.group_ratio()?, self.price()?);
        let quota = price.cost(group);
        let charged = self.charged(quota, price.ratio * group);
        let connection = self.context.db;
        connection.execute(
            "UPDATE oneapi_users SET quota = quota - ?2, used_quota = used_quota + ?2,
               request_count = request_count + 1 WHERE id = ?1",
            (self.owner.user_id, charged),
        )?;
        connection.execute(
            "UPDATE oneapi_tokens SET remain_quota = remain_quota - ?2,
               used_quota = used_quota + ?2, accessed_time = ?3
             WHERE id = ?1 AND unlimited_quota = 0",
            (self.owner.token_id, charged, self.context.now),
        )?;
        connection.execute(
            "UPDATE oneapi_channels SET used_quota = used_quota + ?2, updated_at = ?3 WHERE id = ?1",
            (self.channel.id, quota, self.context.now_millis()),
        )?;
        if Options::of(self.context).flag("LogConsumeEnabled")? {
            self.log((group, price, quota), wait)?;
        }
        Ok(quota)
    }

    /// What is taken of a cost: only the reservation, where a limited token cannot cover it. The
    /// log row shows the full cost, and the token keeps status 1.
    fn charged(&self, quota: i64, ratio: f64) -> i64 {
        match self.owner.remain_quota {
            Some(remaining) if remaining < quota => {
                #[expect(clippy::cast_possible_truncation, reason = "the server truncates")]
                let reserved = (RESERVED_TOKENS * ratio) as i64;
                reserved.min(remaining)
            }
            _ => quota,
        }
    }

    fn log(&self, (group, price, quota): (f64, Price, i64), wait: Duration) -> Result<()> {
        let Price { ratio, completion } = price;
        let content = if self.context.version.is_fork() {
            format!(
                "model rate {ratio:.2}, group rate {group:.2}, completion rate {completion:.2}, cached_prompt 0, cache_write_5m 0, cache_write_1h 0"
            )
        } else {
            format!("倍率：{ratio:.2} × {group:.2} × {completion:.2}")
        };
        let metadata = json!({
            "upstream_api_format": if self.channel.kind == 3 { "azure" } else { "openai" },
            "upstream_endpoint": format!("{}/v1/chat/completions", self.base_url),
            "user_api_format": "chat",
        });
        self.context.db.execute(
            INSERT,
            params![
                fresh_uuid(self.context.now_millis()),
                self.owner.user_id,
                self.owner.user_uuid,
                self.context.now,
                content,
                self.owner.username,
                self.owner.token_name,
                self.owner.token_uuid,
                self.model,
                self.origin_model,
                quota,
                PROMPT_TOKENS,
                COMPLETION_TOKENS,
                self.channel.id,
                self.channel.uuid,
                self.channel.name,
                self.context.request.request_id,
                self.context.now_millis(),
                i64::try_from(wait.as_millis()).unwrap_or(0) + 3,
                metadata.to_string(),
            ],
        )?;
        Ok(())
    }

    /// Switches the channel off. Nothing else tells of it: no row, no test time.
    pub(super) fn disable(&self) -> Result<()> {
        self.context.db.execute(
            "UPDATE oneapi_channels SET status = 3, updated_at = ?2 WHERE id = ?1 AND status = 1",
            (self.channel.id, self.context.now_millis()),
        )?;
        Ok(())
    }
}

const INSERT: &str = "
INSERT INTO oneapi_logs (
  uuid, user_id, user_uuid, created_at, type, content, username, token_name, token_uuid,
  model_name, origin_model_name, quota, prompt_tokens, completion_tokens, channel_id, channel_uuid,
  channel_name, request_id, updated_at, elapsed_time, metadata
) VALUES (
  ?1, ?2, ?3, ?4, 2, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20
)";

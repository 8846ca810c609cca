//! Sample logs: what was spent, why channels were disabled, and what was changed by hand.

use rusqlite::{Connection, Result, params};

use super::channels::{SampleChannel, Trace};
use super::tokens::SampleToken;
use super::users::SampleUser;
use super::{DAY, traffic, uuid};
use crate::oneapi::version::Version;
use crate::random::Generator;

/// How many rows of traffic are spread over the newest days, half an hour apart.
const RECENT: i64 = 600;
/// What the fork adds to every row of a call.
const METADATA: &str = r#"{"upstream_api_format":"openai","upstream_endpoint":"http://10.0.0.7:8000/canary-endpoint/v1/chat/completions","user_api_format":"chat"}"#;
/// What the rows are about.
pub(super) struct Sample<'a> {
    pub(super) version: Version,
    pub(super) channels: &'a [SampleChannel],
    pub(super) users: &'a [SampleUser],
    /// The tokens of `alice`.
    pub(super) tokens: &'a [SampleToken],
    pub(super) now: i64,
}

/// Inserts so many rows of traffic, and those of tests, edits and `alice`, the oldest first.
pub(super) fn fill(connection: &Connection, sample: &Sample, count: i64) -> Result<()> {
    let Sample {
        version,
        channels,
        users,
        now,
        ..
    } = *sample;
    let mut rows = Vec::new();
    let mut generator = Generator::new(0x1065);
    if !users.is_empty() {
        changes(version, users, now, &mut rows);
    }
    if !channels.is_empty() && !users.is_empty() {
        let recent = count.min(RECENT);
        traffic::recent(sample, recent, &mut generator, &mut rows);
        traffic::month(sample, count - recent, &mut rows);
        traffic::of_alice(sample, &mut rows);
    }
    rows.extend(channels.iter().filter_map(|channel| test(version, channel)));
    rows.sort_by_key(|row| row.created_at);
    let mut insert = connection.prepare(INSERT)?;
    for row in rows {
        let content = row.content;
        let channel = row.channel;
        let user = row.user;
        insert.execute(params![
            uuid(row.created_at, &mut generator),
            user.map_or(0, |user| user.id),
            user.map(|user| &user.uuid),
            row.created_at,
            row.kind,
            content,
            user.map_or("", |user| &user.username),
            row.model,
            row.quota,
            row.tokens.0,
            row.tokens.1,
            channel.map_or(0, |channel| channel.id),
            channel.map(|channel| &channel.uuid),
            channel.map(|channel| &channel.name),
            match row.token {
                Some(token) => &token.name,
                None if row.kind == 2 => "production",
                None => "",
            },
            if row.kind == 2 {
                format!("{}000000000000", row.created_at)
            } else {
                String::new()
            },
            row.created_at * 1000,
            if matches!(row.kind, 2 | 5) { 42 } else { 0 },
            (row.kind == 2).then_some(METADATA),
            row.token.map(|token| &token.uuid),
        ])?;
    }
    Ok(())
}

/// A row to be inserted.
pub(super) struct LogRow<'a> {
    pub(super) created_at: i64,
    pub(super) kind: i64,
    pub(super) content: String,
    pub(super) user: Option<&'a SampleUser>,
    pub(super) channel: Option<&'a SampleChannel>,
    pub(super) model: String,
    pub(super) quota: i64,
    pub(super) tokens: (i64, i64),
    pub(super) token: Option<&'a SampleToken>,
}

/// A plain row about a user.
pub(super) fn about(user: &SampleUser, kind: i64, created_at: i64, content: String) -> LogRow<'_> {
    LogRow {
        created_at,
        kind,
        content,
        user: Some(user),
        channel: None,
        model: String::new(),
        quota: 0,
        tokens: (0, 0),
        token: None,
    }
}

/// Top-ups and edits.
fn changes<'a>(version: Version, users: &'a [SampleUser], now: i64, rows: &mut Vec<LogRow<'a>>) {
    for (index, user) in users.iter().take(40).enumerate() {
        let at = now - 20 * DAY + i64::try_from(index).unwrap_or(0) * 900;
        let (top_up, edit) = if version.is_fork() {
            (
                "Recharged via API ＄1.000000 quota".to_owned(),
                "Field quota changed from ＄3.000000 quota to ＄4.000000 quota (admin_id=1)"
                    .to_owned(),
            )
        } else {
            (
                "通过 API 充值 ＄1.000000 额度".to_owned(),
                "管理员将用户额度从 ＄3.000000 额度修改为 ＄4.000000 额度".to_owned(),
            )
        };
        rows.push(LogRow {
            quota: 500_000,
            ..about(user, 1, at, top_up)
        });
        if index % 4 == 0 {
            rows.push(about(user, 3, at + 60, edit));
        }
    }
}

/// The row of a channel's newest test.
fn test(version: Version, channel: &SampleChannel) -> Option<LogRow<'_>> {
    let name = &channel.name;
    let content = match (channel.trace, version.is_fork()) {
        (Trace::None, _) => return None,
        (Trace::Failure(text), true) => format!("test channel {name} failed, error: {text}"),
        (Trace::Success, true) => format!("test channel {name} succeed，response: 2 + 2 = 4"),
        (Trace::Failure(text), false) => {
            format!("渠道 {name} 测试失败，错误：http status code: 401, error message: {text}")
        }
        (Trace::Success, false) => format!("渠道 {name} 测试成功，响应：2 + 2 = 4"),
    };
    Some(LogRow {
        created_at: channel.test_time,
        kind: 5,
        content,
        user: None,
        channel: Some(channel),
        model: "gpt-4o".to_owned(),
        quota: 0,
        tokens: (0, 0),
        token: None,
    })
}

const INSERT: &str = "
INSERT INTO oneapi_logs (
  uuid, user_id, user_uuid, created_at, type, content, username, model_name, origin_model_name,
  quota, prompt_tokens, completion_tokens, channel_id, channel_uuid, channel_name, token_name,
  request_id, updated_at, elapsed_time, metadata, token_uuid
) VALUES (
  ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20
)";

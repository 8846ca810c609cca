//! A log row as lists show it.

use rusqlite::{Result, Row};
use serde_json::{Map, Value, json};

use crate::oneapi::version::Version;

/// A stored log row.
pub(super) struct Log {
    id: i64,
    uuid: String,
    user_id: i64,
    user_uuid: Option<String>,
    created_at: i64,
    kind: i64,
    content: String,
    username: String,
    token_name: String,
    token_uuid: Option<String>,
    model_name: String,
    origin_model_name: String,
    quota: i64,
    prompt_tokens: i64,
    completion_tokens: i64,
    channel_id: i64,
    channel_uuid: Option<String>,
    channel_name: Option<String>,
    request_id: String,
    trace_id: String,
    updated_at: i64,
    elapsed_time: i64,
    is_stream: bool,
    metadata: Option<String>,
}

/// What is selected for a [`Log`].
pub(super) const COLUMNS: &str = "
l.id, coalesce(l.uuid, ''), coalesce(l.user_id, 0), l.user_uuid, l.created_at, l.type,
coalesce(l.content, ''), coalesce(l.username, ''), coalesce(l.token_name, ''), l.token_uuid,
coalesce(l.model_name, ''), coalesce(l.origin_model_name, ''), coalesce(l.quota, 0),
coalesce(l.prompt_tokens, 0), coalesce(l.completion_tokens, 0), coalesce(l.channel_id, 0),
l.channel_uuid, l.channel_name, coalesce(l.request_id, ''), coalesce(l.trace_id, ''),
coalesce(l.updated_at, 0), coalesce(l.elapsed_time, 0), coalesce(l.is_stream, 0), l.metadata";

impl Log {
    pub(super) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            uuid: row.get(1)?,
            user_id: row.get(2)?,
            user_uuid: row.get(3)?,
            created_at: row.get(4)?,
            kind: row.get(5)?,
            content: row.get(6)?,
            username: row.get(7)?,
            token_name: row.get(8)?,
            token_uuid: row.get(9)?,
            model_name: row.get(10)?,
            origin_model_name: row.get(11)?,
            quota: row.get(12)?,
            prompt_tokens: row.get(13)?,
            completion_tokens: row.get(14)?,
            channel_id: row.get(15)?,
            channel_uuid: row.get(16)?,
            channel_name: row.get(17)?,
            request_id: row.get(18)?,
            trace_id: row.get(19)?,
            updated_at: row.get(20)?,
            elapsed_time: row.get(21)?,
            is_stream: row.get(22)?,
            metadata: row.get(23)?,
        })
    }

    /// The row as JSON. The original hides the identifier from the row's own user.
    pub(super) fn object(&self, version: Version, is_own: bool) -> Value {
        let mut object = Map::new();
        let mut set = |name: &str, value: Value| {
            object.insert(name.to_owned(), value);
        };
        let is_fork = version.is_fork();
        if version == Version::F2 {
            set("uuid", json!(self.uuid));
            set("user_uuid", json!(self.user_uuid));
        } else {
            let id = if is_own && !is_fork { 0 } else { self.id };
            set("id", json!(id));
            set("user_id", json!(self.user_id));
        }
        set("created_at", json!(self.created_at));
        set("type", json!(self.kind));
        set("content", json!(self.content));
        set("username", json!(self.username));
        set("token_name", json!(self.token_name));
        if version == Version::F2 {
            set("token_uuid", json!(self.token_uuid));
        }
        set("model_name", json!(self.model_name));
        if is_fork {
            set("origin_model_name", json!(self.origin_model_name));
        }
        set("quota", json!(self.quota));
        set("prompt_tokens", json!(self.prompt_tokens));
        set("completion_tokens", json!(self.completion_tokens));
        if version == Version::F2 {
            set("channel_uuid", json!(self.channel_uuid));
        } else {
            set("channel", json!(self.channel_id));
        }
        let channel_name = self.channel_name.as_deref().filter(|name| !name.is_empty());
        if let Some(name) = channel_name.filter(|_| is_fork) {
            set("channel_name", json!(name));
        }
        set("request_id", json!(self.request_id));
        if is_fork {
            set("trace_id", json!(self.trace_id));
            set("updated_at", json!(self.updated_at));
        }
        set("elapsed_time", json!(self.elapsed_time));
        set("is_stream", json!(self.is_stream));
        set("system_prompt_reset", json!(false));
        if is_fork {
            set("cached_prompt_tokens", json!(0));
            let metadata = self.metadata.as_deref().filter(|text| !text.is_empty());
            let metadata = metadata.and_then(|text| serde_json::from_str(text).ok());
            if let Some(metadata) = metadata {
                set("metadata", metadata);
            }
        }
        Value::Object(object)
    }
}

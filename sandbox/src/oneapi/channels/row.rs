//! A channel as lists, searches and reads show it.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Result, Row};
use serde_json::{Map, Value, json};

use crate::oneapi::catalogue;
use crate::oneapi::version::Version;

/// A stored channel.
#[derive(Clone, Debug, Default)]
pub(crate) struct Channel {
    pub(crate) id: i64,
    pub(crate) uuid: String,
    pub(crate) kind: i64,
    pub(crate) key: String,
    pub(crate) status: i64,
    pub(crate) name: String,
    pub(crate) weight: Option<i64>,
    pub(crate) created_time: i64,
    pub(crate) test_time: i64,
    pub(crate) response_time: i64,
    pub(crate) base_url: Option<String>,
    pub(crate) other: Option<String>,
    pub(crate) balance: f64,
    pub(crate) balance_updated_time: i64,
    pub(crate) models: String,
    pub(crate) hidden_models: Option<String>,
    pub(crate) model_configs: Option<String>,
    pub(crate) group: String,
    pub(crate) used_quota: i64,
    pub(crate) model_mapping: Option<String>,
    pub(crate) priority: Option<i64>,
    pub(crate) config: String,
    pub(crate) system_prompt: Option<String>,
    pub(crate) ratelimit: Option<i64>,
    pub(crate) testing_model: Option<String>,
    pub(crate) model_ratio: Option<String>,
    pub(crate) completion_ratio: Option<String>,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
    pub(crate) inference_profile_arn_map: Option<String>,
}

/// What is selected for a [`Channel`].
pub(crate) const COLUMNS: &str = r#"
c.id, c.uuid, c.type, c.key, c.status, c.name, c.weight, c.created_time, c.test_time, c.response_time,
c.base_url, c.other, c.balance, c.balance_updated_time, c.models, c.hidden_models, c.model_configs,
c."group", c.used_quota, c.model_mapping, c.priority, c.config, c.system_prompt, c.ratelimit,
c.testing_model, c.model_ratio, c.completion_ratio, c.created_at, c.updated_at,
c.inference_profile_arn_map"#;

impl Channel {
    pub(crate) fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            uuid: row.get(1)?,
            kind: row.get(2)?,
            key: row.get(3)?,
            status: row.get(4)?,
            name: row.get(5)?,
            weight: row.get(6)?,
            created_time: row.get(7)?,
            test_time: row.get(8)?,
            response_time: row.get(9)?,
            base_url: row.get(10)?,
            other: row.get(11)?,
            balance: row.get(12)?,
            balance_updated_time: row.get(13)?,
            models: row.get(14)?,
            hidden_models: row.get(15)?,
            model_configs: row.get(16)?,
            group: row.get(17)?,
            used_quota: row.get(18)?,
            model_mapping: row.get(19)?,
            priority: row.get(20)?,
            config: row.get(21)?,
            system_prompt: row.get(22)?,
            ratelimit: row.get(23)?,
            testing_model: row.get(24)?,
            model_ratio: row.get(25)?,
            completion_ratio: row.get(26)?,
            created_at: row.get(27)?,
            updated_at: row.get(28)?,
            inference_profile_arn_map: row.get(29)?,
        })
    }

    /// The channel with this integer id.
    pub(crate) fn by_id(connection: &Connection, id: i64) -> Result<Option<Self>> {
        let sql = format!("SELECT {COLUMNS} FROM oneapi_channels c WHERE c.id = ?1");
        connection.query_row(&sql, [id], Self::read).optional()
    }

    /// Where the provider is asked: at the address of the type where the channel has none.
    pub(crate) fn address(&self, version: Version) -> &str {
        match self.base_url.as_deref().unwrap_or_default() {
            "" => super::types::default_address(version, self.kind).unwrap_or_default(),
            own => own,
        }
    }

    /// Whether the type is in the tables of a version. Routes that look up others crash.
    pub(crate) fn has_known_type(&self, version: Version) -> bool {
        self.kind == 0 || catalogue::types(version).contains(&self.kind)
    }

    /// The listed models.
    pub(crate) fn models(&self) -> impl Iterator<Item = &str> {
        let models = self.models.split(',').map(str::trim);
        models.filter(|model| !model.is_empty())
    }

    /// The models that a test may use; without models those of the type.
    pub(crate) fn test_models(&self, version: Version) -> Vec<&str> {
        let mut models: Vec<&str> = self.models().collect();
        if models.is_empty() {
            models = catalogue::models(version, self.kind).to_vec();
        }
        models.retain(|model| catalogue::can_chat(self.kind, model));
        models.sort_unstable();
        models
    }

    /// The fields in the order of the server's struct, with this text as the key.
    pub(crate) fn fields(&self, version: Version, key: &str) -> Map<String, Value> {
        let mut fields = Map::new();
        let mut put = |name: &str, value: Value| {
            fields.insert(name.to_owned(), value);
        };
        if version.has_uuids() {
            put("uuid", json!(self.uuid));
        } else {
            put("id", json!(self.id));
        }
        put("type", json!(self.kind));
        put("key", json!(key));
        put("status", json!(self.status));
        put("name", json!(self.name));
        put("weight", json!(self.weight));
        put("created_time", json!(self.created_time));
        put("test_time", json!(self.test_time));
        put("response_time", json!(self.response_time));
        put("base_url", json!(self.base_url));
        put("other", json!(self.other));
        put("balance", number(self.balance));
        put("balance_updated_time", json!(self.balance_updated_time));
        put("models", json!(self.models));
        if version.is_fork() {
            put("hidden_models", json!(self.hidden_models));
            put("model_configs", json!(self.model_configs));
        }
        put("group", json!(self.group));
        put("used_quota", json!(self.used_quota));
        let mapping = match (version.is_fork(), &self.model_mapping) {
            (false, None) => json!(""),
            (_, mapping) => json!(mapping),
        };
        put("model_mapping", mapping);
        put("priority", json!(self.priority));
        put("config", json!(self.config));
        put("system_prompt", json!(self.system_prompt));
        if version.is_fork() {
            put("ratelimit", json!(self.ratelimit));
            put("testing_model", json!(self.testing_model));
            put("model_ratio", json!(self.model_ratio));
            put("completion_ratio", json!(self.completion_ratio));
            put("created_at", json!(self.created_at));
            put("updated_at", json!(self.updated_at));
            put(
                "inference_profile_arn_map",
                json!(self.inference_profile_arn_map),
            );
        }
        fields
    }

    /// The channel in a list, without its key.
    pub(crate) fn listed(&self, version: Version) -> Value {
        let mut fields = self.fields(version, "");
        if version.has_uuids() {
            fields.insert("test_models".to_owned(), json!(self.test_models(version)));
        }
        Value::Object(fields)
    }

    /// The channel on its own: the fork sorts the keys and adds the tooling, where there is one.
    pub(crate) fn single(&self, version: Version, key: &str) -> Value {
        let mut fields = self.fields(version, key);
        if !version.is_fork() {
            return Value::Object(fields);
        }
        if let Some(tooling) = self.tooling() {
            fields.insert("tooling".to_owned(), json!(tooling.to_string()));
        }
        let sorted: BTreeMap<String, Value> = fields.into_iter().collect();
        Value::Object(sorted.into_iter().collect())
    }

    /// The tooling inside the configuration.
    pub(crate) fn tooling(&self) -> Option<Value> {
        let config: Value = serde_json::from_str(&self.config).ok()?;
        config
            .get("tooling")
            .filter(|value| !value.is_null())
            .cloned()
    }
}

/// Writes a float as Go does: a whole one without a point.
pub(crate) fn number(value: f64) -> Value {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a whole number of this size fits"
    )]
    if value.fract() == 0.0 && value.abs() < 1e15 {
        json!(value as i64)
    } else {
        json!(value)
    }
}

//! How a channel calls its provider (contract 3.1.1).

use serde_json::Value as Json;

use super::super::canonical_prices::meant;
use super::super::config;
use crate::schema::{Column, Document, DocumentKind, FieldSpec, Value, Versions};
use crate::text;

/// Where calls are forwarded to.
pub const BASE_URL: Column<String> =
    FieldSpec::mono("base_url", text!("Base URL" / "基础地址"), &["base_url"])
        .declared()
        .searched();

/// Calls with one key in 180 s; 0 is no limit.
pub const RATE_LIMIT: Column<i64> = FieldSpec::count(
    "ratelimit",
    text!("Calls per key in 180 s" / "每密钥 180 秒请求数"),
    &["ratelimit"],
)
.declared()
.none(text!("no limit" / "不限"))
.read_by(|row| {
    let is_zero = row.get("ratelimit").and_then(Json::as_i64) == Some(0);
    is_zero.then_some(Value::Null)
});

/// The model a test asks for.
pub const TESTING_MODEL: Column<String> = FieldSpec::mono(
    "testing_model",
    text!("Model for tests" / "测试模型"),
    &["testing_model"],
)
.declared();

/// Names of models, and what they are called at the provider.
pub const MODEL_MAPPING: Column<Document> = FieldSpec::document(
    "model_mapping",
    text!("Model mapping" / "模型重定向"),
    &["model_mapping"],
    DocumentKind::Json,
)
.declared()
.nowhere()
.read_by(|row| {
    row.get("model_mapping")?
        .as_str()?
        .is_empty()
        .then_some(Value::Null)
})
.versions(Versions::OnceOpened);

/// The prices of its models; empty where the provider's usual prices apply.
pub const PRICES: Column<Document> = FieldSpec::document(
    "model_configs",
    text!("Prices" / "价格"),
    &["model_configs"],
    DocumentKind::Json,
)
.declared()
.nowhere();

/// The prices as the gateway reads them, to be compared: it writes their text anew.
pub const OWN_PRICES: Column<Document> = FieldSpec::document(
    "own_prices",
    text!("Prices" / "价格"),
    &["model_configs"],
    DocumentKind::Json,
)
.declared()
.nowhere()
.read_by(|row| {
    let text = match row.get("model_configs")? {
        Json::String(text) => text.clone(),
        Json::Null => String::new(),
        other => other.to_string(),
    };
    Some(meant(&text))
})
.versions(Versions::OnceOpened);

/// What is configured beside the key, without secrets.
pub const CONFIG: Column<Vec<String>> =
    FieldSpec::words("config", text!("Configuration" / "配置"), &["config"])
        .declared()
        .read_by(|row| Some(config::plain(row).unwrap_or(Value::Missing)));

/// The names of configured secrets.
pub const CONFIG_SECRETS: Column<Vec<String>> = FieldSpec::words(
    "config_secrets",
    text!("Configured, not shown" / "已配置（不显示）"),
    &["config_secrets"],
)
.read_by(config::hidden);

/// The prompt put before each call's own.
pub const SYSTEM_PROMPT: Column<String> = FieldSpec::text(
    "system_prompt",
    text!("System prompt" / "系统提示词"),
    &["system_prompt"],
)
.declared();

/// Models served but not listed.
pub const HIDDEN_MODELS: Column<String> = FieldSpec::mono(
    "hidden_models",
    text!("Hidden models" / "隐藏模型"),
    &["hidden_models"],
)
.declared();

/// What was configured before there was a configuration. Gateways still read it where that is silent.
pub const OTHER: Column<String> = FieldSpec::mono(
    "other",
    text!("Other, deprecated" / "其他（已弃用）"),
    &["other"],
);

/// The names of inference profiles by model, at AWS.
pub const PROFILES: Column<String> = FieldSpec::mono(
    "inference_profile_arn_map",
    text!("Inference profiles" / "推理配置文件"),
    &["inference_profile_arn_map"],
);

/// Input prices as they were before a channel had prices. No longer billed once they were taken over.
pub const LEGACY_RATIOS: Column<String> = FieldSpec::mono(
    "model_ratio",
    text!("Model ratios, deprecated" / "模型倍率（已弃用）"),
    &["model_ratio"],
);

/// Output prices of that time.
pub const LEGACY_COMPLETIONS: Column<String> = FieldSpec::mono(
    "completion_ratio",
    text!("Completion ratios, deprecated" / "补全倍率（已弃用）"),
    &["completion_ratio"],
);

/// Models that a test can ask for.
pub const TEST_MODELS: Column<Vec<String>> = FieldSpec::words(
    "test_models",
    text!("Models that can be tested" / "可测试的模型"),
    &["test_models"],
);

//! The parts of a channel's configuration that are no secrets (contract 3.1.1a), each a field, so that a
//! form can set it and a check can compare it.

use serde_json::Value as Json;

use crate::schema::{
    All, Choices, Column, Document, DocumentKind, FieldSpec, FieldValue, Str, Value,
};
use crate::text;
use crate::words::Text;

/// Begins the id of each of these fields; the rest is the name in the configuration.
const PREFIX: Str = "config_";

/// How calls of Coze sign in.
pub const AUTH_TYPES: Choices = &[
    (
        "personal_access_token",
        text!("personal access token" / "个人访问令牌"),
    ),
    ("oauth_jwt", text!("OAuth with a JWT" / "OAuth（JWT）")),
];

/// Which calls a provider that is compatible with OpenAI takes.
pub const API_FORMATS: Choices = &[
    ("chat_completion", Text::name("Chat Completions")),
    ("response", Text::name("Responses")),
];

macro_rules! texts {
    ($($(#[$meta:meta])* $name:ident = $key:literal, $label:expr;)+) => {
        $(
            $(#[$meta])*
            pub const $name: Column<String> =
                FieldSpec::mono(concat!("config_", $key), $label, &["config"])
                    .declared()
                    .nowhere()
                    .read_by(|row| Some(text(row, $key)));
        )+
    };
}

texts! {
    /// The region of Bedrock.
    REGION = "region", text!("Region" / "区域");
    /// The version of Azure's API, and of others that have one.
    API_VERSION = "api_version", text!("API version" / "API 版本");
    /// The account at Cloudflare.
    USER_ID = "user_id", text!("Account id" / "账户 ID");
    /// The library of AI Proxy.
    LIBRARY = "library_id", text!("Library id" / "知识库 ID");
    /// The plugin of DashScope.
    PLUGIN = "plugin", text!("Plugin" / "插件");
    /// The project of Vertex AI.
    PROJECT = "vertex_ai_project_id", text!("Project id" / "项目 ID");
    /// One of [`AUTH_TYPES`].
    AUTH_TYPE = "auth_type", text!("Signs in by" / "认证方式");
    /// One of [`API_FORMATS`].
    API_FORMAT = "api_format", text!("Calls as" / "请求格式");
}

/// Tools of MCP servers that are not offered.
pub const BLACKLIST: Column<Vec<String>> = FieldSpec::words(
    "config_mcp_tool_blacklist",
    text!("MCP tools left out" / "屏蔽的 MCP 工具"),
    &["config"],
)
.declared()
.nowhere()
.read_by(|row| Some(words(row, "mcp_tool_blacklist")));

/// The endpoints that the channel serves; none for the usual ones of the type.
pub const ENDPOINTS: Column<Vec<String>> = FieldSpec::words(
    "config_supported_endpoints",
    text!("Endpoints" / "端点"),
    &["config"],
)
.declared()
.nowhere()
.read_by(|row| Some(words(row, "supported_endpoints")));

/// The tools that the provider runs, and their prices.
pub const TOOLING: Column<Document> = FieldSpec::document(
    "config_tooling",
    text!("Tools" / "工具"),
    &["config"],
    DocumentKind::Json,
)
.declared()
.nowhere()
.read_by(|row| {
    let tooling = part(row, "tooling").filter(|json| !json.is_null());
    Some(tooling.map_or(Value::Null, |json| Document(json.to_string()).value()))
});

/// The names of everything that is configured, secrets too.
pub const NAMES: Column<Vec<String>> = FieldSpec::words(
    "config_names",
    text!("The set of configured names" / "配置项名称"),
    &["config"],
)
.nowhere()
.read_by(|row| {
    let names = row.get("config")?.as_object()?.keys().cloned();
    Some(some(names.collect()))
});

/// All of these fields.
pub const FIELDS: All<FieldSpec> = &[
    REGION.spec,
    API_VERSION.spec,
    USER_ID.spec,
    LIBRARY.spec,
    PLUGIN.spec,
    PROJECT.spec,
    AUTH_TYPE.spec,
    API_FORMAT.spec,
    BLACKLIST.spec,
    ENDPOINTS.spec,
    TOOLING.spec,
    NAMES.spec,
];

/// Returns the name in the configuration that a field stands for.
pub fn name_of(field: Str) -> Str {
    field.strip_prefix(PREFIX).unwrap_or(field)
}

fn part<'a>(row: &'a Json, name: &str) -> Option<&'a Json> {
    row.get("config")?.as_object()?.get(name)
}

fn text(row: &Json, name: &str) -> Value {
    match part(row, name).and_then(Json::as_str) {
        Some(text) if !text.is_empty() => text.to_owned().value(),
        _ => Value::Null,
    }
}

fn words(row: &Json, name: &str) -> Value {
    let all = part(row, name).and_then(Json::as_array);
    let all = all.into_iter().flatten().filter_map(Json::as_str);
    some(all.map(str::to_owned).collect())
}

fn some(words: Vec<String>) -> Value {
    match words.is_empty() {
        true => Value::Null,
        false => words.value(),
    }
}

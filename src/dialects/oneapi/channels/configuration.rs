//! The form of a channel's configuration (contract 3.1.1a, 3.1.3): what the type asks for, and what is
//! configured already.

use serde_json::Value as Json;

use super::fields::TYPE;
use super::fields::configured::{API_FORMATS, AUTH_TYPES};
use super::fields::setup::CONFIG_SECRETS;
use crate::schema::{Asked, Document, DocumentKind, Hidden, Input, TypedInput, Value};
use crate::text;
use crate::words::Text;

/// Whether the channel is of one of these types, or has such a part already.
fn is_for(asked: &Asked, types: &[&str], field: &str) -> bool {
    types.contains(&asked.row.text(&TYPE)) || asked.row.value(field).is_present()
}

fn has_secret(asked: &Asked, name: &str) -> bool {
    let names = asked.row.get(&CONFIG_SECRETS);
    names.is_some_and(|names| names.iter().any(|known| known == name))
}

macro_rules! inputs {
    ($($(#[$meta:meta])* $name:ident: $type:ty = $field:literal, $make:expr, $types:expr;)+) => {
        $(
            $(#[$meta])*
            pub const $name: TypedInput<$type> = $make
                .initial(|context| context.row.value($field).clone())
                .shown(|asked| is_for(asked, $types, $field));
        )+
    };
}

inputs! {
    /// The region of Bedrock.
    REGION_TO: String = "config_region",
        Input::text("config_region", text!("Region" / "区域"), 100), &["33"];
    /// The version of the API.
    API_VERSION_TO: String = "config_api_version",
        Input::text("config_api_version", text!("API version" / "API 版本"), 100)
            .hint(text!("For example 2024-10-21." / "例如 2024-10-21。")), &["3", "18", "24"];
    /// The account at Cloudflare.
    USER_ID_TO: String = "config_user_id",
        Input::text("config_user_id", text!("Account id" / "账户 ID"), 200), &["37"];
    /// The library of AI Proxy.
    LIBRARY_TO: String = "config_library_id",
        Input::text("config_library_id", text!("Library id" / "知识库 ID"), 200), &["21"];
    /// The plugin of DashScope.
    PLUGIN_TO: String = "config_plugin",
        Input::text("config_plugin", text!("Plugin" / "插件"), 200), &["17"];
    /// The project of Vertex AI.
    PROJECT_TO: String = "config_vertex_ai_project_id",
        Input::text("config_vertex_ai_project_id", text!("Project id" / "项目 ID"), 200), &["42"];
    /// How calls of Coze sign in.
    AUTH_TYPE_TO: String = "config_auth_type",
        Input::select("config_auth_type", text!("Signs in by" / "认证方式"), AUTH_TYPES), &["34"];
    /// Which calls the provider takes.
    API_FORMAT_TO: String = "config_api_format",
        Input::select("config_api_format", text!("Calls as" / "请求格式"), API_FORMATS), &["50"];
}

const LEFT_EMPTY: Text = text!("Empty: the stored one stays." / "留空则保持已存储的值。");

/// The access key of Bedrock.
pub const ACCESS_KEY: TypedInput<Hidden> =
    Input::secret("ak", text!("New access key" / "新 Access Key"))
        .hint(LEFT_EMPTY)
        .shown(|asked| is_for(asked, &["33"], "") || has_secret(asked, "ak"));

/// The secret of the access key.
pub const SECRET_KEY: TypedInput<Hidden> =
    Input::secret("sk", text!("New secret key" / "新 Secret Key"))
        .hint(LEFT_EMPTY)
        .shown(|asked| is_for(asked, &["33"], "") || has_secret(asked, "sk"));

/// The credentials of Vertex AI.
pub const CREDENTIALS: TypedInput<Hidden> =
    Input::secret("vertex_ai_adc", text!("New credentials" / "新凭据"))
        .hint(text!(
            "The JSON of the service account, pasted whole. Empty: the stored one stays."
                / "服务账户的完整 JSON。留空则保持已存储的值。"
        ))
        .shown(|asked| is_for(asked, &["42"], "") || has_secret(asked, "vertex_ai_adc"));

/// The names of endpoints that a channel can serve.
const ENDPOINTS: &[&str] = &[
    "chat_completions",
    "completions",
    "embeddings",
    "moderations",
    "images_generations",
    "images_edits",
    "audio_speech",
    "audio_transcription",
    "audio_translation",
    "rerank",
    "response_api",
    "claude_messages",
    "realtime",
    "videos",
    "ocr",
];

/// The endpoints that the channel serves.
pub const ENDPOINTS_TO: TypedInput<Vec<String>> = Input::words(
    "config_supported_endpoints",
    text!("Endpoints" / "端点"),
    50,
)
.hint(text!(
    "Empty: the usual ones of the type. For example chat_completions, embeddings, rerank."
        / "留空则使用该类型的默认端点。例如 chat_completions、embeddings、rerank。"
))
.initial(|context| context.row.value("config_supported_endpoints").clone())
.check(|value, _| {
    let Value::Words(names) = value else {
        return None;
    };
    let is_known = |name: &String| ENDPOINTS.contains(&name.as_str());
    (!names.iter().all(is_known)).then_some(text!(
        "One of these is no endpoint that the gateway knows." / "其中有网关不认识的端点。"
    ))
});

/// Tools of MCP servers that are not offered.
pub const BLACKLIST_TO: TypedInput<Vec<String>> = Input::words(
    "config_mcp_tool_blacklist",
    text!("MCP tools left out" / "屏蔽的 MCP 工具"),
    500,
)
.initial(|context| context.row.value("config_mcp_tool_blacklist").clone());

/// The tools that the provider runs.
pub const TOOLING_TO: TypedInput<Document> =
    Input::document("config_tooling", text!("Tools" / "工具"), DocumentKind::Json)
        .hint(text!(
            "A JSON object: whitelist, a list of names; pricing, for each name usd_per_call or quota_per_call."
                / "JSON 对象：whitelist 为名称列表；pricing 为每个名称的 usd_per_call 或 quota_per_call。"
        ))
        .initial(|context| context.row.value("config_tooling").clone())
        .check(|value, _| tooling_problem(value));

/// Says what is wrong with tools: inside a configuration the gateway does not check them.
pub fn tooling_problem(value: &Value) -> Option<Text> {
    let Value::Document(Document(text)) = value else {
        return None;
    };
    let tooling = serde_json::from_str(text).ok();
    let is_fit = tooling
        .as_ref()
        .and_then(Json::as_object)
        .is_some_and(|parts| {
            parts.iter().all(|(name, part)| match name.as_str() {
                "whitelist" => part
                    .as_array()
                    .is_some_and(|names| names.iter().all(is_name)),
                "pricing" => part.as_object().is_some_and(|tools| {
                    tools
                        .iter()
                        .all(|(name, price)| !name.trim().is_empty() && is_price(price))
                }),
                _ => false,
            })
        });
    (!is_fit).then_some(text!(
        "Only whitelist, a list of names, and pricing, with amounts of 0 or more: the gateway does not check it here."
            / "仅可包含名称列表 whitelist 和非负金额的 pricing：网关在此不会校验。"
    ))
}

fn is_name(name: &Json) -> bool {
    name.as_str().is_some_and(|name| !name.trim().is_empty())
}

fn is_price(price: &Json) -> bool {
    let amount = |(name, amount): (&String, &Json)| match name.as_str() {
        "usd_per_call" => amount.is_number() && !amount.to_string().starts_with('-'),
        "quota_per_call" => amount.as_u64().is_some(),
        _ => false,
    };
    price
        .as_object()
        .is_some_and(|price| price.iter().all(amount))
}

//! One test of a channel: its model, the provider's words as the server gives them, and the log row
//! (contract 3.1.7).

use rusqlite::{Result, params};
use serde_json::Value;

use super::row::Channel;
use crate::oneapi::catalogue::can_chat;
use crate::oneapi::relay::prices::Price;
use crate::oneapi::relay::provider::{
    self, COMPLETION_TOKENS, PROMPT_TOKENS, ProviderResponse, Unreachable,
};
use crate::oneapi::{Context, fresh_uuid, go_json};

/// How a test ended.
pub(super) struct Tested {
    pub(super) model: String,
    /// The reply, or the error and whether it is of the kind that disables.
    pub(super) said: std::result::Result<String, (String, bool)>,
    /// How long the provider took, in milliseconds.
    pub(super) took: i64,
}

/// The model to test with, or the refusal of the check that comes before.
pub(super) fn model(
    context: &Context,
    channel: &Channel,
    asked: &str,
) -> std::result::Result<String, String> {
    let candidates = channel.test_models(context.version);
    if !context.version.is_fork() {
        // What is not listed is replaced by the first model that is.
        let asked = if asked.is_empty() {
            "gpt-3.5-turbo"
        } else {
            asked
        };
        let is_listed = channel.models().any(|model| model == asked);
        let first = channel.models().next().filter(|_| !is_listed);
        return Ok(first.unwrap_or(asked).to_owned());
    }
    if channel.kind == 38 {
        let words =
            "channel does not support the Chat Completions endpoint required for channel testing";
        return Err(words.to_owned());
    }
    if !asked.is_empty() {
        let is_listed = channel.models().any(|model| model == asked) || candidates.contains(&asked);
        if !is_listed {
            return Err(format!("test model {asked:?} is not supported by channel"));
        }
        if !can_chat(channel.kind, asked) {
            return Err(format!(
                "test model {asked:?} does not support both text input and text output through Chat Completions"
            ));
        }
        return Ok(asked.to_owned());
    }
    let stored = channel.testing_model.as_deref();
    let stored = stored.filter(|model| candidates.contains(model) && can_chat(channel.kind, model));
    let cheapest = || {
        let chat = candidates.iter().copied();
        let configs = channel.model_configs.as_deref();
        let price = |model: &str| Price::of_channel(configs, model).ratio;
        chat.filter(|model| can_chat(channel.kind, model))
            .min_by(|one, other| price(one).total_cmp(&price(other)))
    };
    stored.or_else(cheapest).map(str::to_owned).ok_or_else(|| {
        "channel has no model that supports both text input and text output through Chat Completions for testing".to_owned()
    })
}

/// Asks the provider behind a channel.
pub(super) fn test(context: &Context, channel: &Channel, model: String) -> Tested {
    let address = channel.address(context.version);
    let (said, took) = match provider::ask(address, &channel.key, &model) {
        Ok(response) => {
            let wait = i64::try_from(response.wait.as_millis()).unwrap_or(0);
            (read(context, &response), wait + 2)
        }
        Err(cause) => (Err((unreachable(context, channel, &model, cause), true)), 3),
    };
    Tested { model, said, took }
}

/// What the server makes of a response: the provider's words alone, in the original with the status.
fn read(
    context: &Context,
    response: &ProviderResponse,
) -> std::result::Result<String, (String, bool)> {
    let json: std::result::Result<Value, _> = serde_json::from_str(&response.body);
    let is_fork = context.version.is_fork();
    let status = response.status;
    match (&json, status) {
        (Ok(json), 200) => {
            let said = &json["choices"][0]["message"]["content"];
            Ok(said.as_str().unwrap_or_default().to_owned())
        }
        (Ok(json), _) => {
            let error = &json["error"];
            let words = error["message"].as_str().unwrap_or_default();
            let kind = error["type"].as_str().unwrap_or_default();
            let is_fatal = status == 401
                || [
                    "insufficient_quota",
                    "authentication_error",
                    "permission_error",
                ]
                .contains(&kind);
            Err((
                match is_fork {
                    true => words.to_owned(),
                    false => format!("http status code: {status}, error message: {words}"),
                },
                is_fatal,
            ))
        }
        (Err(_), _) => {
            let why = go_json::check(response.body.as_bytes()).err();
            let why = why.unwrap_or_default();
            Err((
                match (status, is_fork) {
                    (200, _) => why,
                    (_, true) => format!(
                        "failed to unmarshal response body: {why}\n\n{}",
                        response.body
                    ),
                    (_, false) => format!(
                        "http status code: {status}, error message: bad response status code {status}"
                    ),
                },
                false,
            ))
        }
    }
}

fn unreachable(context: &Context, channel: &Channel, model: &str, cause: Unreachable) -> String {
    let base = channel.address(context.version);
    let url = if channel.kind == 3 {
        let config: Value = serde_json::from_str(&channel.config).unwrap_or_default();
        let version = config["api_version"].as_str().unwrap_or_default();
        format!("{base}/openai/deployments/{model}/chat/completions?api-version={version}")
    } else {
        format!("{base}/v1/chat/completions")
    };
    let host = base.split("://").nth(1).unwrap_or(base);
    let host = host.split('/').next().unwrap_or_default();
    let why = match cause {
        Unreachable::NoScheme => "unsupported protocol scheme \"\"".to_owned(),
        Unreachable::Refused => format!("dial tcp {host}: connect: connection refused"),
    };
    if !context.version.is_fork() {
        return format!("do request failed: Post {url:?}: {why}");
    }
    let adaptor = if channel.kind == 3 { "azure" } else { "openai" };
    let id = channel.id;
    format!(
        "failed to do request: upstream request failed for channel {adaptor} (id: {id}): perform upstream request: Post {url:?}: {why}"
    )
}

/// Writes the log row of a test, which no user is charged for. The fork prices it all the same.
pub(super) fn log(context: &Context, channel: &Channel, tested: &Tested) -> Result<()> {
    let name = &channel.name;
    let is_fork = context.version.is_fork();
    let content = match (&tested.said, is_fork) {
        (Ok(said), true) => format!("test channel {name} succeed，response: {said}"),
        (Ok(said), false) => format!("渠道 {name} 测试成功，响应：{said}"),
        (Err((error, _)), true) => format!("test channel {name} failed, error: {error}"),
        (Err((error, _)), false) => format!("渠道 {name} 测试失败，错误：{error}"),
    };
    let (quota, prompt, completion) = if is_fork && tested.said.is_ok() {
        let price = Price::of_channel(channel.model_configs.as_deref(), &tested.model);
        (price.cost(1.0), PROMPT_TOKENS, COMPLETION_TOKENS)
    } else {
        (0, 0, 0)
    };
    // Only the original tells which request the test belongs to.
    let request_id = if is_fork {
        ""
    } else {
        &context.request.request_id
    };
    context.db.execute(
        "INSERT INTO oneapi_logs (uuid, created_at, type, content, model_name, origin_model_name,
           channel_id, channel_uuid, channel_name, elapsed_time, updated_at, quota, prompt_tokens,
           completion_tokens, request_id)
         VALUES (?1, ?2, 5, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            fresh_uuid(context.now_millis()),
            context.now,
            content,
            tested.model,
            channel.id,
            channel.uuid,
            name,
            tested.took,
            context.now_millis(),
            quota,
            prompt,
            completion,
            request_id,
        ],
    )?;
    Ok(())
}

//! The call of a test: its model, what the provider responds, and how the server reads that.

use serde_json::Value;

use crate::oneapi::Context;
use crate::oneapi::catalogue::can_chat;
use crate::oneapi::channels::row::Channel;
use crate::oneapi::channels::types::default_address;
use crate::oneapi::relay::provider::{self, ProviderResponse, Unreachable};

/// How a test ended.
pub(super) struct Tested {
    pub(super) model: String,
    /// The reply, or the error and whether it is of the kind that disables.
    pub(super) said: std::result::Result<String, (String, bool)>,
    /// How long the provider took, in milliseconds.
    pub(super) took: i64,
}

/// Where a channel's provider is: its own address or that of its type; none where the type has no
/// entry in the table of addresses.
pub(super) fn address<'a>(context: &Context, channel: &'a Channel) -> Option<&'a str> {
    match channel.base_url.as_deref() {
        None | Some("") => default_address(context.version, channel.kind),
        own => own,
    }
}

/// The model to test with, or the refusal of the check that comes before.
pub(super) fn model(
    context: &Context,
    channel: &Channel,
    asked: &str,
) -> std::result::Result<String, String> {
    let candidates = channel.test_models(context.version);
    if !context.version.is_fork() {
        let first = channel.models().next().unwrap_or("gpt-3.5-turbo");
        return Ok(if asked.is_empty() { first } else { asked }.to_owned());
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
    let first = || {
        candidates
            .iter()
            .copied()
            .find(|model| can_chat(channel.kind, model))
    };
    stored.or_else(first).map(str::to_owned).ok_or_else(|| {
        "channel has no model that supports both text input and text output through Chat Completions for testing".to_owned()
    })
}

/// Tests a channel at this address with this model.
pub(super) fn test(context: &Context, channel: &Channel, address: &str, model: String) -> Tested {
    let (said, took) = match provider::ask(address, &channel.key, &model) {
        Ok(response) => {
            let wait = i64::try_from(response.wait.as_millis()).unwrap_or(0);
            (read(context, &response), wait + 2)
        }
        Err(cause) => (
            Err((unreachable(context, channel, address, &model, cause), true)),
            3,
        ),
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
            let why = crate::oneapi::go_json::check(response.body.as_bytes()).err();
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

/// How the server words that a provider could not be reached.
fn unreachable(
    context: &Context,
    channel: &Channel,
    base: &str,
    model: &str,
    cause: Unreachable,
) -> String {
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

//! The relay: chat completions with a user's relay key, through a channel that serves the user's
//! group, to the stand-in provider.

mod admission;
mod choice;
pub(crate) mod ledger;
pub(crate) mod prices;
pub(crate) mod provider;
mod settlement;

use axum::http::{Method, StatusCode};
use rusqlite::Result;
use serde_json::{Value, json};

use self::admission::Owner;
use self::choice::Serving;
use self::ledger::RelayedCall;
use self::provider::{ProviderResponse, Unreachable};
use self::settlement::Settlement;
use super::channels::types::default_address;
use super::options::Options;
use super::routes::EVERY;
use super::{Context, Limiter, Reply, Role, Route};
use crate::random;

/// The routes.
pub(crate) const ROUTES: &[Route] = &[Route {
    method: Method::POST,
    path: "/v1/chat/completions",
    // A relay key is no access token, so the relay looks at it itself.
    role: Role::Guest,
    word: "relay",
    writes: true,
    limiter: Limiter::Relay,
    versions: EVERY,
    handle: |context| Relay(context).chat(),
}];

/// A call to the relay.
struct Relay<'a>(&'a Context<'a>);

/// Why no response of a provider is passed on.
struct Failure {
    status: StatusCode,
    error: Value,
}

impl Relay<'_> {
    /// Sends the request through one channel after the other, as often as retries are allowed.
    fn chat(&self) -> Result<Reply> {
        let owner = match admission::owner(self.0)? {
            Ok(owner) => owner,
            Err(words) => return Ok(self.own_error(StatusCode::UNAUTHORIZED, &words)),
        };
        let request: Value = serde_json::from_slice(&self.0.request.body).unwrap_or_default();
        let model = request["model"].as_str().unwrap_or_default().to_owned();
        if model.is_empty() || !request["messages"].is_array() {
            return Ok(self.own_error(StatusCode::BAD_REQUEST, "field messages is required"));
        }
        if let Some(words) = owner.refusal(self.0.version, &model) {
            return Ok(self.own_error(StatusCode::FORBIDDEN, &words));
        }
        let retries = Options::of(self.0).integer("RetryTimes")?.clamp(0, 10);
        let mut tried = Vec::new();
        let mut failure = None;
        for _ in 0..=retries {
            let group = &*owner.group;
            let chosen = choice::choose(self.0.db, (group, &model), &tried, below)?;
            let Some(channel) = chosen else { break };
            tried.push(channel.id);
            match self.send(&owner, &channel, &model)? {
                Ok(reply) => return Ok(reply),
                Err(refused) => {
                    let is_final = refused.status == StatusCode::BAD_REQUEST;
                    failure = Some(refused);
                    if is_final {
                        break;
                    }
                }
            }
        }
        Ok(match failure {
            Some(Failure { status, error }) => {
                Reply::plain(status, json!({"error": error})).changing()
            }
            None => {
                let group = &owner.group;
                let words = if self.0.version.is_fork() {
                    format!("No available channels for Model {model} under Group {group}")
                } else {
                    format!("当前分组 {group} 下对于模型 {model} 无可用渠道")
                };
                self.own_error(StatusCode::SERVICE_UNAVAILABLE, &words)
            }
        })
    }

    /// Sends a call through a channel, and settles it.
    fn send(
        &self,
        owner: &Owner,
        channel: &Serving,
        model: &str,
    ) -> Result<std::result::Result<Reply, Failure>> {
        let mapped = channel.mapped(model);
        let base_url = match &*channel.base_url {
            "" => default_address(self.0.version, channel.kind).unwrap_or_default(),
            own => own,
        };
        let asked = provider::ask(base_url, &channel.key, &mapped);
        let settlement = Settlement {
            context: self.0,
            owner,
            channel,
            model: &mapped,
            origin_model: model,
            base_url,
        };
        let status = asked.as_ref().map_or(0, |response| response.status);
        let is_completion = |response: &ProviderResponse| {
            response.status == 200 && serde_json::from_str::<Value>(&response.body).is_ok()
        };
        let reply = match asked {
            Ok(response) if is_completion(&response) => {
                let quota = settlement.charge(response.wait)?;
                self.record(owner, channel, &mapped, (status, quota))?;
                let body = serde_json::from_str(&response.body).unwrap_or_default();
                let reply = Reply::plain(StatusCode::OK, body).changing();
                return Ok(Ok(reply.after(response.wait)));
            }
            Ok(response) => failure_of(&response),
            Err(cause) => unreachable(cause, base_url),
        };
        self.record(owner, channel, &mapped, (status, 0))?;
        if Options::of(self.0).flag("AutomaticDisableChannelEnabled")? && is_fatal(&reply) {
            settlement.disable()?;
        }
        Ok(Err(self.with_request_id(reply)))
    }

    fn record(
        &self,
        owner: &Owner,
        channel: &Serving,
        model: &str,
        (status, quota): (u16, i64),
    ) -> Result<()> {
        let call = RelayedCall {
            at: self.0.now,
            user: &owner.username,
            group: &owner.group,
            model,
            channel_id: channel.id,
            channel_uuid: &channel.uuid,
            channel_name: &channel.name,
            key: &channel.key,
            status,
            quota,
        };
        ledger::record(self.0.db, &call)
    }

    fn own_error(&self, status: StatusCode, words: &str) -> Reply {
        let message = format!("{words} (request id: {})", self.0.request.request_id);
        let body = json!({"error": {"message": message, "type": "one_api_error"}});
        Reply::plain(status, body)
    }

    fn with_request_id(&self, mut failure: Failure) -> Failure {
        let message = failure.error["message"].as_str().unwrap_or_default();
        failure.error["message"] = json!(format!(
            "{message} (request id: {})",
            self.0.request.request_id
        ));
        failure
    }
}

/// A random number below `bound`.
fn below(bound: u64) -> u64 {
    u64::from_be_bytes(random::secret_bytes()) % bound.max(1)
}

/// A provider's refusal, as it is passed on.
fn failure_of(response: &ProviderResponse) -> Failure {
    let status = match StatusCode::from_u16(response.status) {
        Ok(status) if status != StatusCode::OK => status,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    let body: Value = serde_json::from_str(&response.body).unwrap_or_default();
    let error = match body.get("error") {
        Some(error) => error.clone(),
        None => json!({
            "message": format!("bad response status code {}", response.status),
            "type": "upstream_error",
            "param": response.status.to_string(),
            "code": "bad_response_status_code",
        }),
    };
    Failure { status, error }
}

fn unreachable(cause: Unreachable, base_url: &str) -> Failure {
    let why = match cause {
        Unreachable::NoScheme => "unsupported protocol scheme \"\"".to_owned(),
        Unreachable::Refused => {
            let host = base_url.split("://").nth(1).unwrap_or(base_url);
            format!("dial tcp {host}: connect: connection refused")
        }
    };
    Failure {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        error: json!({
            "message": format!("do request failed: {why}"),
            "type": "one_api_error",
            "param": "",
            "code": "do_request_failed",
        }),
    }
}

/// Whether live traffic switches a channel off for this.
fn is_fatal(failure: &Failure) -> bool {
    let text = |name: &str| failure.error[name].as_str().unwrap_or_default();
    let types = [
        "insufficient_quota",
        "authentication_error",
        "permission_error",
        "forbidden",
    ];
    let codes = ["invalid_api_key", "account_deactivated"];
    let message = text("message").to_lowercase();
    failure.status == StatusCode::UNAUTHORIZED
        || types.contains(&text("type"))
        || codes.contains(&text("code"))
        || message.contains("credit")
        || message.contains("balance")
}

//! The gateway's errors as one type, and their JSON envelope.
//!
//! The codes are those of the contract. A message repeats nothing that the caller sent, except ids
//! and field names.

use axum::http::StatusCode;
use serde_json::{Value, json};

/// An error: HTTP status, `type`, `code`, `param` and a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiError {
    pub(crate) status: StatusCode,
    kind: &'static str,
    code: &'static str,
    param: Option<String>,
    message: String,
    /// Seconds for a `Retry-After` header.
    pub(crate) retry_after: Option<u64>,
    /// Whether what was changed before the error stays, as a code that was used up.
    pub(crate) keeps_changes: bool,
}

impl ApiError {
    fn new(
        status: StatusCode,
        kind: &'static str,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            status,
            kind,
            code,
            param: None,
            message: message.into(),
            retry_after: None,
            keeps_changes: false,
        }
    }

    /// The body or the query is wrong; `param` names the field.
    pub(crate) fn invalid(code: &'static str, param: &str, message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "invalid_request_error",
            code,
            message,
        )
        .about(param)
    }

    /// The body is not a JSON object.
    pub(crate) fn invalid_json(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "invalid_request_error",
            "invalid_json",
            message,
        )
    }

    /// The bearer is missing or unknown.
    pub(crate) fn unauthorized(code: &'static str, message: &str) -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "authentication_error",
            code,
            message,
        )
    }

    /// The bearer is known and may not do this.
    pub(crate) fn forbidden(code: &'static str, message: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, "permission_error", code, message)
    }

    /// The thing named by the path, the body or the caller's settings does not exist.
    pub(crate) fn not_found(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "invalid_request_error",
            code,
            message,
        )
    }

    /// No API key has this id.
    pub(crate) fn key_not_found(id: &str) -> Self {
        Self::not_found("key_not_found", format!("No API key with id {id}.")).about("id")
    }

    /// No pool has this id.
    pub(crate) fn pool_not_found(id: &str) -> Self {
        Self::not_found("pool_not_found", format!("No pool with id {id}.")).about("pool_id")
    }

    /// No user has this id.
    pub(crate) fn owner_not_found(id: &str) -> Self {
        Self::not_found("owner_not_found", format!("No user with id {id}.")).about("owner_id")
    }

    /// No upstream has this id.
    pub(crate) fn upstream_not_found(id: &str) -> Self {
        Self::not_found("upstream_not_found", format!("No upstream with id {id}."))
            .about("upstream_id")
    }

    /// No account of the provider has this id.
    pub(crate) fn account_not_found(id: &str) -> Self {
        Self::not_found("account_not_found", format!("No account with id {id}."))
            .about("account_id")
    }

    /// No login has this id, or it ended too long ago.
    pub(crate) fn login_not_found(id: &str) -> Self {
        Self::not_found("login_not_found", format!("No login {id} is known.")).about("login_id")
    }

    /// The login is too old to be completed.
    pub(crate) fn login_expired() -> Self {
        Self::new(
            StatusCode::GONE,
            "invalid_request_error",
            "login_expired",
            "This login expired. Start a new one.",
        )
    }

    /// Too many logins are open; the first of them ends in `seconds`.
    pub(crate) fn too_many_logins(seconds: i64) -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "rate_limit_error",
            "too_many_logins",
            "Too many logins are open. Wait until one of them ends.",
        )
        .retry_after(u64::try_from(seconds).unwrap_or(0).max(1))
    }

    /// The provider behind the gateway failed; `status` is 502 or 503.
    pub(crate) fn upstream(status: StatusCode, code: &'static str, message: &str) -> Self {
        Self::new(status, "upstream_error", code, message)
    }

    /// A field is missing.
    pub(crate) fn missing(name: &str) -> Self {
        Self::invalid("missing_parameter", name, format!("{name} is required."))
    }

    /// Another thing of this kind has the name; `what` names the kind.
    pub(crate) fn name_taken(what: &str) -> Self {
        Self::conflict("name_taken", format!("Another {what} has this name.")).about("name")
    }

    pub(crate) fn route_not_found(path: &str) -> Self {
        Self::not_found("route_not_found", format!("No route at {path}."))
    }

    /// The path exists, but not with this method.
    pub(crate) fn method_not_allowed() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "invalid_request_error",
            "method_not_allowed",
            "This route does not take this method.",
        )
    }

    /// The state of the thing does not allow the request.
    pub(crate) fn conflict(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "invalid_request_error", code, message)
    }

    pub(crate) fn body_too_large(most: usize) -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "invalid_request_error",
            "body_too_large",
            format!("A request body may have at most {most} bytes."),
        )
    }

    /// Too many requests, with `retry_after` in seconds, if any.
    pub(crate) fn rate_limited(retry_after: Option<u64>) -> Self {
        let error = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "rate_limit_error",
            "rate_limit_exceeded",
            "Too many requests. Slow down.",
        );
        Self {
            retry_after,
            ..error
        }
    }

    /// The gateway itself failed.
    pub(crate) fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "server_error",
            "internal_error",
            "The gateway failed. Try again later.",
        )
    }

    /// Adds the name of the field that the error is about.
    pub(crate) fn about(self, param: &str) -> Self {
        Self {
            param: Some(param.to_owned()),
            ..self
        }
    }

    /// Adds a `Retry-After` of `seconds`.
    pub(crate) fn retry_after(self, seconds: u64) -> Self {
        Self {
            retry_after: Some(seconds),
            ..self
        }
    }

    /// Keeps what was changed before the error.
    pub(crate) fn keeping_changes(self) -> Self {
        Self {
            keeps_changes: true,
            ..self
        }
    }

    /// The error in the envelope of OpenAI's API.
    pub(crate) fn envelope(&self) -> Value {
        json!({"error": {"message": self.message, "type": self.kind, "param": self.param, "code": self.code}})
    }
}

impl From<rusqlite::Error> for ApiError {
    /// Logs the cause; the caller is never told.
    fn from(cause: rusqlite::Error) -> Self {
        eprintln!("sandbox: the database failed: {cause}");
        Self::internal()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::ApiError;

    #[test]
    fn the_envelope_follows_the_contract() {
        assert_eq!(
            ApiError::key_not_found("key_x").envelope(),
            json!({"error": {"message": "No API key with id key_x.", "type": "invalid_request_error",
                             "param": "id", "code": "key_not_found"}})
        );
    }
}

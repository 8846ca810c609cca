//! The success of an endpoint before it becomes HTTP: a JSON value, the secret kept apart from it,
//! and whether anything changed.

use serde_json::{Value, json};

use crate::error::ApiError;

/// The result of an endpoint.
pub(crate) type EndpointResult = Result<Success, ApiError>;

/// A success.
#[derive(Debug)]
pub(crate) struct Success {
    /// The body, without the secret.
    pub(crate) body: Value,
    /// The `value` of a key that was just created; it is never stored in the database.
    pub(crate) secret: Option<String>,
    /// Whether the request changed the gateway's state.
    pub(crate) changed: bool,
}

impl Success {
    /// A read, or a write that changed nothing.
    pub(crate) fn unchanged(body: Value) -> Self {
        Self {
            body,
            secret: None,
            changed: false,
        }
    }

    /// A write that changed something.
    pub(crate) fn changed(body: Value) -> Self {
        Self {
            body,
            secret: None,
            changed: true,
        }
    }

    /// Adds `secret`, which the response shows once as `value`.
    pub(crate) fn with_secret(self, secret: String) -> Self {
        Self {
            secret: Some(secret),
            ..self
        }
    }

    /// The body to send, with `value` where there is a secret.
    pub(crate) fn sent_body(mut self) -> Value {
        if let Some(secret) = self.secret.take() {
            self.body["value"] = json!(secret);
        }
        self.body
    }

    /// The body to store, in which `value` is null where there was a secret.
    pub(crate) fn stored_body(&self) -> Value {
        let mut body = self.body.clone();
        if self.secret.is_some() {
            body["value"] = Value::Null;
        }
        body
    }
}

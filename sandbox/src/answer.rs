//! What an endpoint answers before it becomes HTTP: a JSON value, the secret apart from it, and
//! whether anything changed.

use serde_json::{Value, json};

use crate::error::ApiError;

/// What every endpoint returns.
pub(crate) type Reply = Result<Answer, ApiError>;

/// A success.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The body, without the secret.
    pub(crate) body: Value,
    /// The `value` of a key that was just made; it never reaches the database.
    pub(crate) secret: Option<String>,
    /// Whether the state of the gateway is another one now.
    pub(crate) changed: bool,
}

impl Answer {
    /// The answer to a read, or to a write that found nothing to do.
    pub(crate) fn unchanged(body: Value) -> Self {
        Self {
            body,
            secret: None,
            changed: false,
        }
    }

    /// The answer to a write that did something.
    pub(crate) fn changed(body: Value) -> Self {
        Self {
            body,
            secret: None,
            changed: true,
        }
    }

    /// The same answer, showing `secret` once as `value`.
    pub(crate) fn showing(self, secret: String) -> Self {
        Self {
            secret: Some(secret),
            ..self
        }
    }

    /// The body as it travels: with `value` where there is a secret.
    pub(crate) fn shown(mut self) -> Value {
        if let Some(secret) = self.secret.take() {
            self.body["value"] = json!(secret);
        }
        self.body
    }

    /// The body as it may be kept: `value` is null where there was a secret.
    pub(crate) fn kept(&self) -> Value {
        let mut body = self.body.clone();
        if self.secret.is_some() {
            body["value"] = Value::Null;
        }
        body
    }
}

//! What a handler responds with, before it becomes HTTP: most failures are a 200, and bodies have
//! shapes of their own.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

/// The body of a response.
#[derive(Debug)]
pub(crate) enum Payload {
    Json(Value),
    /// Text with its content type.
    Text(String, &'static str),
    Empty,
}

/// A response.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) payload: Payload,
    pub(crate) headers: Vec<(HeaderName, String)>,
    /// Whether the request changed something.
    pub(crate) changed: bool,
    /// How long the provider behind the gateway takes before the response is sent.
    pub(crate) wait: Duration,
}

impl Reply {
    /// Responds with this JSON as it is.
    pub(crate) const fn plain(status: StatusCode, body: Value) -> Self {
        Self {
            status,
            payload: Payload::Json(body),
            headers: Vec::new(),
            changed: false,
            wait: Duration::ZERO,
        }
    }

    /// Responds with data in the usual envelope.
    pub(crate) fn data(data: Value) -> Self {
        let body = json!({"data": data, "message": "", "success": true});
        Self::plain(StatusCode::OK, body)
    }

    /// Responds with rows and their total, where the version sends it.
    pub(crate) fn rows(rows: Vec<Value>, total: Option<i64>) -> Self {
        let mut body = json!({"data": rows, "message": "", "success": true});
        if let Some(total) = total {
            body["total"] = json!(total);
        }
        Self::plain(StatusCode::OK, body)
    }

    /// Acknowledges without data.
    pub(crate) fn done() -> Self {
        Self::plain(StatusCode::OK, json!({"message": "", "success": true}))
    }

    /// Refuses with HTTP 200, as nearly all refusals are.
    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self::refused_with(StatusCode::OK, message)
    }

    /// Refuses in the usual envelope with this status.
    pub(crate) fn refused_with(status: StatusCode, message: impl Into<String>) -> Self {
        let message: String = message.into();
        Self::plain(status, json!({"message": message, "success": false}))
    }

    /// Responds without a body.
    pub(crate) const fn empty(status: StatusCode) -> Self {
        Self {
            status,
            payload: Payload::Empty,
            headers: Vec::new(),
            changed: false,
            wait: Duration::ZERO,
        }
    }

    /// The same, for a request that changed something.
    pub(crate) fn changing(self) -> Self {
        Self {
            changed: true,
            ..self
        }
    }

    /// The same after the provider took this long.
    pub(crate) fn after(self, wait: Duration) -> Self {
        Self { wait, ..self }
    }

    /// The same with a header.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers
            .push((HeaderName::from_static(name), value.into()));
        self
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        match &self.payload {
            Payload::Json(body) => spelled(body),
            Payload::Text(text, _) => text.clone(),
            Payload::Empty => String::new(),
        }
    }

    /// The response as HTTP.
    pub(crate) fn into_response(self) -> Response {
        let (body, kind) = match self.payload {
            Payload::Json(body) => (spelled(&body), Some("application/json; charset=utf-8")),
            Payload::Text(text, kind) => (text, Some(kind)),
            Payload::Empty => (String::new(), None),
        };
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = self.status;
        if let Some(kind) = kind {
            let kind = HeaderValue::from_static(kind);
            response.headers_mut().insert(header::CONTENT_TYPE, kind);
        }
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().append(name, value);
            }
        }
        response
    }
}

/// Writes JSON as Go does: without spaces, and with escapes for `&`, `<` and `>`, which stand in
/// strings only.
pub(crate) fn spelled(body: &Value) -> String {
    body.to_string()
        .replace('&', "\\u0026")
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::spelled;

    #[test]
    fn strings_are_escaped_as_in_go() {
        assert_eq!(
            spelled(&json!({"a": "1 < 2 & <b>", "n": i64::MAX})),
            r#"{"a":"1 \u003c 2 \u0026 \u003cb\u003e","n":9223372036854775807}"#
        );
    }
}

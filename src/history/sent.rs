//! Requests as the journal stores them: as drawn, with holes in place of secrets.

use crate::call::{Body, Request, command};

/// A request as it was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The method.
    pub method: String,
    /// The full address with the query.
    pub target: String,
    /// Header names and values, without the key.
    pub headers: Vec<(String, String)>,
    /// The body's text, with holes; `None` if there is no body.
    pub body: Option<String>,
    /// The request as a curl command.
    pub curl: String,
}

impl Sent {
    /// Draws a request to the gateway at `address`.
    #[must_use]
    pub fn of(request: &Request, address: &str) -> Self {
        let headers = request.headers_drawn().into_iter();
        Self {
            method: request.method.word().to_owned(),
            target: format!("{}{}", address.trim_end_matches('/'), request.target),
            headers: headers
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            body: request.body.as_ref().map(Body::drawn),
            curl: command(request, address),
        }
    }

    /// Returns whether it carries an idempotency key.
    #[must_use]
    pub fn is_keyed(&self) -> bool {
        self.headers
            .iter()
            .any(|(name, _)| name == "Idempotency-Key")
    }

    /// Returns the method and the path, without the gateway's address.
    #[must_use]
    pub fn line(&self) -> String {
        let address = self.target.split_once("://");
        let path = address.and_then(|(_, rest)| Some(&rest[rest.find('/')?..]));
        format!("{} {}", self.method, path.unwrap_or(&self.target))
    }

    /// Returns the request as text: method and address, headers, a blank line, the body.
    #[must_use]
    pub fn drawn(&self) -> String {
        let mut lines = vec![format!("{} {}", self.method, self.target)];
        let headers = self.headers.iter();
        lines.extend(headers.map(|(name, value)| format!("{name}: {value}")));
        if let Some(body) = &self.body {
            lines.push(String::new());
            lines.push(body.clone());
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::Sent;
    use crate::call::{Body, Credential, Hole, Write};
    use crate::domain::ids::id;

    #[test]
    fn a_secret_is_a_hole_in_what_is_kept() {
        let bearer = Credential {
            header: "Authorization",
            prefix: "Bearer ",
        };
        let body = Body::object([("value", Body::Hole(Hole::Secret(id("value"))))]);
        let request = Write::post("/things", []).body(body).drawn(bearer, 30);
        let sent = Sent::of(&request.expect("an address"), "https://h.example/g/");
        let expect = concat!(
            "POST https://h.example/g/things\nAccept: application/json\n",
            "Authorization: Bearer ‹admin key›\nContent-Type: application/json\n\n",
            "{\"value\":\"‹value›\"}",
        );
        assert_eq!(sent.drawn(), expect);
        assert!(sent.curl.contains("$ADMIN_KEY"), "{}", sent.curl);
    }
}

//! A request as a command line. Secrets are left out: the command reads the key from the environment.

use super::body::Body;
use super::request::Request;

/// Returns the command that sends `request` to `base`, e.g. `https://gateway.example/g/prod`.
#[must_use]
pub fn command(request: &Request, base: &str) -> String {
    let base = base.trim_end_matches('/');
    let mut parts = vec![format!("curl -X {}", request.method.word())];
    let credential = request.credential.map(|credential| credential.header);
    for (name, value) in request.headers_drawn() {
        if Some(name) != credential {
            parts.push(format!("-H {}", quoted(&format!("{name}: {value}"))));
        }
    }
    if let Some(credential) = request.credential {
        let (header, prefix) = (credential.header, credential.prefix);
        parts.push(format!("-H \"{header}: {prefix}$ADMIN_KEY\""));
    }
    if let Some(body) = request.body.as_ref().map(Body::drawn) {
        parts.push(format!("--data-raw {}", quoted(&body)));
    }
    parts.push(quoted(&format!("{base}{}", request.target)));
    parts.join(" \\\n  ")
}

/// Quotes a word for a POSIX shell; a quote inside ends, escapes and reopens the quotes.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::command;
    use crate::call::{Body, Credential, Method, Request};

    #[test]
    fn commands() {
        let check =
            |request: Request, expect: &str| assert_eq!(command(&request, "http://h:1/"), expect);
        check(
            Request::anonymous("/v1/ping"),
            "curl -X GET \\\n  -H 'Accept: application/json' \\\n  'http://h:1/v1/ping'",
        );
        check(
            Request {
                method: Method::Post,
                credential: Some(Credential {
                    header: "Authorization",
                    prefix: "Bearer ",
                }),
                body: Some(Body::object([("name", Body::text("it's $HOME"))])),
                ..Request::anonymous("/v1/k")
            },
            concat!(
                "curl -X POST \\\n  -H 'Accept: application/json' \\\n  -H 'Content-Type: application/json' \\\n",
                "  -H \"Authorization: Bearer $ADMIN_KEY\" \\\n  --data-raw '{\"name\":\"it'\\''s $HOME\"}' \\\n  'http://h:1/v1/k'"
            ),
        );
    }
}

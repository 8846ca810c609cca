//! A request as a command line that a person can run. The secret is left out: the command reads
//! it from the environment.

use super::call::{Credential, Request};

/// The command for `request` against `base`, e.g. `https://gateway.example` or `…/g/prod`.
#[must_use]
pub fn command(request: &Request, base: &str) -> String {
    let base = base.trim_end_matches('/');
    let mut parts = vec![format!("curl -X {}", request.method.word())];
    for (name, value) in request.headers_drawn() {
        if name == "Authorization" {
            continue;
        }
        parts.push(format!("-H {}", quoted(&format!("{name}: {value}"))));
    }
    if request.credential == Credential::AdminBearer {
        parts.push("-H \"Authorization: Bearer $ADMIN_KEY\"".to_owned());
    }
    if let Some(body) = &request.body {
        parts.push(format!("--data-raw {}", quoted(&body.drawn())));
    }
    parts.push(quoted(&format!("{base}{}", request.target())));
    parts.join(" \\\n  ")
}

/// A word in single quotes for a POSIX shell; a quote inside ends, escapes and reopens them.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::command;
    use crate::api::body::Body;
    use crate::api::call::Request;

    #[test]
    fn commands() {
        let check =
            |request: Request, expect: &str| assert_eq!(command(&request, "http://h:1/"), expect);
        check(
            Request::get("/v1/ping").anonymous(),
            "curl -X GET \\\n  -H 'Accept: application/json' \\\n  'http://h:1/v1/ping'",
        );
        check(
            Request::post(
                "/v1/k",
                Body::Object(vec![("name", Body::Text("it's $HOME".into()))]),
            ),
            concat!(
                "curl -X POST \\\n  -H 'Accept: application/json' \\\n  -H 'Content-Type: application/json' \\\n",
                "  -H \"Authorization: Bearer $ADMIN_KEY\" \\\n  --data-raw '{\"name\":\"it'\\''s $HOME\"}' \\\n  'http://h:1/v1/k'"
            ),
        );
    }
}

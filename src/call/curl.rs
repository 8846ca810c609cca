//! A request as a curl command. Secrets are left out: the command reads the key from the
//! environment.

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

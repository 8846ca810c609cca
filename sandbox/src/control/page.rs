//! The switch page: plain HTML rendered here, without any script.

use std::fmt::Write as _;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde_json::Value;

use super::{actions, logins, logins_page, one_api};
use crate::error::ApiError;
use crate::faults::Kind;
use crate::faults::switch::Switch;
use crate::faults::target::Target;
use crate::http;
use crate::state::{AppState, Gateway};

const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// How many writes the page shows; the JSON has all of them.
const WRITES_SHOWN: usize = 50;

/// Serves the page.
pub(super) async fn show(State(state): State<AppState>) -> Response {
    match state.blocking(draw).await.and_then(|page| page) {
        Ok(page) => text("text/html; charset=utf-8", page),
        Err(error) => http::error(&error),
    }
}

/// Serves the page's style sheet.
pub(super) async fn style() -> Response {
    text(
        "text/css; charset=utf-8",
        include_str!("page.css").to_owned(),
    )
}

fn text(kind: &'static str, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn draw(gateway: &Gateway) -> Result<String, ApiError> {
    let counts = actions::counts(gateway)?;
    let ledger = gateway.ledger.object();
    let writes = ledger["data"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let is_one_api = gateway.one_api.is_some();
    let (summary, forms) = if is_one_api {
        (
            one_api::summary(gateway, &counts)?,
            one_api::forms(gateway)?,
        )
    } else {
        let logins = logins_page::logins(&logins::logins(gateway)?);
        (summary(&counts), format!("{logins}{}", sample_forms()))
    };
    Ok(format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
<meta name=\"viewport\" content=\"width=device-width\"><title>Sandbox switches</title>\
<link rel=\"stylesheet\" href=\"/sandbox/page.css\"></head><body><main><h1>Sandbox switches</h1>\
{summary}{}{}{forms}{}</main></body></html>",
        armed(&gateway.switches.armed(), is_one_api),
        arm_form(gateway),
        writes_table(writes)
    ))
}

fn summary(counts: &Value) -> String {
    format!(
        "<p>Keys: {}. Pools: {}. Pending charges: {}. Upstreams: {}. Codex accounts: {}. \
Claude accounts: {}. Writes in the ledger: {}.</p>",
        counts["keys"],
        counts["pools"],
        counts["charges"],
        counts["upstreams"],
        counts["codex_accounts"],
        counts["claude_accounts"],
        counts["writes"],
    )
}

fn armed(switches: &[Switch], is_one_api: bool) -> String {
    let mut html = String::from("<h2>Armed faults</h2>");
    if switches.is_empty() {
        let named = if is_one_api {
            "A channel"
        } else {
            "A key, pool, upstream or account"
        };
        push(
            &mut html,
            format_args!(
                "<p>None: the gateway works normally. {named} named like <code>CI [fault:drop-after]</code> fails by itself.</p>"
            ),
        );
        return html;
    }
    html.push_str("<div class=\"scroll\"><table><tr><th>Fault</th><th>On</th><th>Measure</th><th>Times left</th><th>Fired</th><td></td></tr>");
    for switch in switches {
        let times = switch
            .times
            .map_or_else(|| "until cleared".to_owned(), |times| times.to_string());
        let measure = match switch.fault.kind {
            Kind::Latency | Kind::LatencyAfter | Kind::DropLate => {
                format!("{} ms", switch.fault.ms)
            }
            Kind::RateLimited => format!("{} s", switch.fault.retry_after),
            _ => String::new(),
        };
        let row = [
            switch.fault.kind.word(),
            switch.on.word(),
            &measure,
            &times,
            &switch.fired.to_string(),
        ];
        html.push_str("<tr>");
        row.iter().for_each(|cell| push_cell(&mut html, cell));
        html.push_str("<td><form method=\"post\" action=\"/sandbox/faults/clear\">");
        push_hidden_text(&mut html, "index", &switch.index.to_string());
        html.push_str("<button>Clear</button></form></td></tr>");
    }
    html.push_str("</table></div><form method=\"post\" action=\"/sandbox/faults/clear\"><button>Clear all</button></form>");
    html
}

fn arm_form(gateway: &Gateway) -> String {
    let mut kinds = String::new();
    for (_, word, sentence) in actions::kinds(gateway) {
        push(
            &mut kinds,
            format_args!(
                "<option value=\"{word}\">{word}: {}</option>",
                escape(sentence)
            ),
        );
    }
    let targets: String = Target::words(gateway.one_api.is_some())
        .iter()
        .map(|word| format!("<option>{word}</option>"))
        .collect();
    format!(
        "<h2>Arm a fault</h2><form method=\"post\" action=\"/sandbox/faults\">\
<label>Fault<select name=\"fault\">{kinds}</select></label><label>On<select name=\"on\">{targets}</select></label>\
<label>Milliseconds<input name=\"ms\" type=\"number\" min=\"0\"></label>\
<label>Retry-After, s<input name=\"retry_after\" type=\"number\" min=\"0\"></label>\
<label>Times<input name=\"times\" type=\"number\" min=\"1\"></label><button>Arm</button></form>\
<p>It stays armed until it is cleared, unless a number of times is given.</p>"
    )
}

fn sample_forms() -> String {
    "<h2>Sample data</h2><form method=\"post\" action=\"/sandbox/reset\">\
<label>Keys<input name=\"seed\" type=\"number\" min=\"0\" max=\"100000\" value=\"48\"></label>\
<label>Pools, empty for 6<input name=\"pools\" type=\"number\" min=\"0\" max=\"100000\"></label>\
<label>Charges, empty for 18<input name=\"charges\" type=\"number\" min=\"0\" max=\"100000\"></label>\
<label>Upstreams, empty for 12<input name=\"upstreams\" type=\"number\" min=\"0\" max=\"100000\"></label>\
<label>Codex accounts, empty for 12<input name=\"codex_accounts\" type=\"number\" min=\"0\" max=\"100000\"></label>\
<label>Claude accounts, empty for 6<input name=\"claude_accounts\" type=\"number\" min=\"0\" max=\"100000\"></label>\
<button>Reset</button></form><form method=\"post\" action=\"/sandbox/default-pool\">\
<label>Bearer<select name=\"bearer\"><option>pool</option><option>admin</option></select></label>\
<label>Default pool, empty for none<input name=\"pool_id\" placeholder=\"pool_00000001\"></label>\
<button>Set</button></form><form method=\"post\" action=\"/sandbox/usage\">\
<label>Key<input name=\"key_id\" placeholder=\"key_00000001\"></label>\
<label>Has spent, USD<input name=\"used_usd\" placeholder=\"25.5\"></label>\
<button>Set</button></form><form method=\"post\" action=\"/sandbox/usage\">\
<label>Upstream<input name=\"upstream_id\" placeholder=\"up_00000001\"></label>\
<label>Has spent, USD<input name=\"used_usd\" placeholder=\"25.5\"></label>\
<button>Set</button></form><form method=\"post\" action=\"/sandbox/charge\">\
<label>Key, existing or deleted<input name=\"key_id\" placeholder=\"key_00000001\"></label>\
<label>Pending, USD<input name=\"amount_usd\" placeholder=\"0.000000001\"></label>\
<label>Kind<input name=\"kind\" placeholder=\"request\"></label>\
<label>Age, s<input name=\"age_seconds\" type=\"number\" min=\"0\"></label>\
<button>Charge</button></form><form method=\"post\" action=\"/sandbox/settle\">\
<label>Charge<input name=\"charge_id\" placeholder=\"chg_00000001\"></label>\
<button>Settle</button></form><form method=\"post\" action=\"/sandbox/expire-secrets\">\
<button>Forget the secrets kept for repeats</button></form>"
        .to_owned()
}

fn writes_table(writes: &[Value]) -> String {
    let mut html = String::from("<h2>Ledger</h2>");
    if writes.is_empty() {
        html.push_str("<p>No writes yet.</p>");
        return html;
    }
    html.push_str("<div class=\"scroll\"><table><tr><th>No.</th><th>Write</th><th>Body</th><th>Idempotency key</th><th>Status</th><th>Applied</th><th>Replayed</th></tr>");
    for write in writes.iter().rev().take(WRITES_SHOWN) {
        let request = format!("{} {}", plain(&write["method"]), plain(&write["path"]));
        let cells = [
            "sequence",
            "body",
            "idempotency_key",
            "status",
            "applied",
            "replayed",
        ]
        .map(|name| plain(&write[name]));
        let [sequence, rest @ ..] = cells;
        html.push_str("<tr>");
        [sequence, request]
            .iter()
            .chain(&rest)
            .for_each(|cell| push_cell(&mut html, cell));
        html.push_str("</tr>");
    }
    html.push_str("</table></div><form method=\"post\" action=\"/sandbox/ledger/clear\"><button>Clear the ledger</button></form>");
    html
}

/// Formats a JSON value for people.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

pub(super) fn push_cell(html: &mut String, text: &str) {
    push(html, format_args!("<td><code>{}</code></td>", escape(text)));
}

pub(super) fn push_hidden_text(html: &mut String, name: &str, value: &str) {
    push(
        html,
        format_args!(
            "<input type=\"hidden\" name=\"{name}\" value=\"{}\">",
            escape(value)
        ),
    );
}

pub(super) fn push(html: &mut String, piece: std::fmt::Arguments<'_>) {
    html.write_fmt(piece)
        .expect("writing to a string cannot fail");
}

/// Escapes text that a client sent, for use in HTML.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn html_is_escaped() {
        assert_eq!(
            escape("<b a=\"x\">'&"),
            "&lt;b a=&quot;x&quot;&gt;&#39;&amp;"
        );
    }
}

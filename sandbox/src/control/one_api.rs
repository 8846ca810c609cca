//! The parts of the switch page that are about a gateway of the one-api dialect.

use serde_json::{Value, json};

use super::page::{escape, plain};
use crate::error::ApiError;
use crate::oneapi;
use crate::state::Gateway;

/// Counts the rows of every table, the ledger's entries and the armed faults.
pub(super) fn counts(gateway: &Gateway) -> Result<Value, ApiError> {
    Ok(json!({
        "object": "sandbox.state",
        "now": gateway.clock.now(),
        "channels": gateway.count("oneapi_channels")?,
        "users": gateway.count("oneapi_users")?,
        "tokens": gateway.count("oneapi_tokens")?,
        "redemptions": gateway.count("oneapi_redemptions")?,
        "options": gateway.count("oneapi_options")?,
        "logs": gateway.count("oneapi_logs")?,
        "calls": gateway.count("oneapi_relayed_calls")?,
        "faults": gateway.switches.armed().len(),
        "writes": gateway.ledger.len(),
    }))
}

/// One sentence about what the gateway holds.
pub(super) fn summary(gateway: &Gateway, counts: &Value) -> Result<String, ApiError> {
    let settings = oneapi::settings(gateway)?;
    Ok(format!(
        "<p>one-api, version {}. Channels: {}. Users: {}. Log rows: {}. Writes in the ledger: {}.</p>",
        escape(&plain(&settings["version"])),
        counts["channels"],
        counts["users"],
        counts["logs"],
        counts["writes"],
    ))
}

/// The forms that change how the gateway behaves, and its sample rows.
pub(super) fn forms(gateway: &Gateway) -> Result<String, ApiError> {
    let settings = oneapi::settings(gateway)?;
    let choice = |name: &str| {
        let (yes, no) = if settings[name] == json!(true) {
            (" selected", "")
        } else {
            ("", " selected")
        };
        format!(
            "<select name=\"{name}\"><option value=\"true\"{yes}>on</option><option value=\"false\"{no}>off</option></select>"
        )
    };
    Ok(format!(
        "<h2>Behaviour</h2><form method=\"post\" action=\"/sandbox/one-api\">\
<label>Rate limits{}</label>\
<label>Requests allowed, empty for the usual<input name=\"allowed\" type=\"number\" min=\"0\" value=\"{}\"></label>\
<label>Changes take effect after, ms<input name=\"effective_after_ms\" type=\"number\" min=\"0\" value=\"{}\"></label>\
<label>Unstable paging{}</label>\
<label>Session cookie for TLS only{}</label>\
<button>Set</button></form>\
<h2>Sample data</h2><form method=\"post\" action=\"/sandbox/reset\">\
<label>Channels<input name=\"seed\" type=\"number\" min=\"0\" max=\"100000\" value=\"60\"></label>\
<label>Tokens<input name=\"tokens\" type=\"number\" min=\"0\" max=\"100000\" value=\"3000\"></label>\
<label>Log rows<input name=\"logs\" type=\"number\" min=\"0\" max=\"100000\" value=\"600\"></label>\
<button>Reset</button></form>",
        choice("limits"),
        plain(&settings["allowed"]),
        settings["effective_after_ms"],
        choice("unstable_paging"),
        choice("secure_cookie"),
    ))
}

//! The part of the switch page that plays the person at the provider.

use serde_json::Value;

use super::logins::{DEVICE_ACTIONS, OAUTH_ACTIONS, OWN_STYLE};
use super::page::{escape, plain, push, push_cell, push_hidden_text};
use crate::faults::login_style::STYLES;

/// What is pasted, in the words of the page.
const PASTES: [(&str, &str); 8] = [
    ("code_and_state", "Code and state"),
    ("callback", "Whole address"),
    ("dead_address", "Dead local address"),
    ("bare_code", "Code alone"),
    ("other_login", "Another login's code"),
    ("other_bare_code", "Another login's code alone"),
    ("used_code", "Used code"),
    ("refusal", "Refusal"),
];

/// Renders the open logins, with a button for everything that can happen to them.
pub(super) fn logins(logins: &Value) -> String {
    let mut html = String::from("<h2>Sign-ins at providers</h2>");
    push_styles(&mut html, &plain(&logins["poll_style"]));
    let device = open(&logins["device_logins"], &["authorization_pending"]);
    let oauth = open(&logins["oauth_logins"], &["open"]);
    html.push_str("<h3>Codex: device logins</h3>");
    if device.is_empty() {
        html.push_str("<p>None is open. Start one in the console, then decide here.</p>");
    }
    for login in device {
        push_login(&mut html, login, "device-login", &DEVICE_ACTIONS);
    }
    html.push_str("<h3>Claude: OAuth logins</h3>");
    if oauth.is_empty() {
        html.push_str(
            "<p>None is open. Start one in the console, then copy what to paste here.</p>",
        );
    }
    for login in oauth {
        push_login(&mut html, login, "oauth-login", &OAUTH_ACTIONS);
        html.push_str("<div class=\"scroll\"><table><tr><th>To paste</th><th>Text</th></tr>");
        for (name, label) in PASTES {
            push(&mut html, format_args!("<tr><td>{}</td>", escape(label)));
            push_cell(&mut html, &plain(&login["pastes"][name]));
            html.push_str("</tr>");
        }
        html.push_str("</table></div>");
    }
    html.push_str("<p>A provider that fails is a fault on <code>complete-claude</code> or <code>start-codex</code>: <code>network-rejected</code>, <code>exchange-failed</code>, <code>provider-unavailable</code>, <code>login-unavailable</code>.</p>");
    html
}

/// The logins with one of these words as their status.
fn open<'a>(logins: &'a Value, words: &[&str]) -> Vec<&'a Value> {
    let all = logins.as_array().map(Vec::as_slice).unwrap_or_default();
    let is_open = |login: &&Value| {
        login["status"]
            .as_str()
            .is_some_and(|it| words.contains(&it))
    };
    all.iter().filter(is_open).collect()
}

fn push_styles(html: &mut String, chosen: &str) {
    html.push_str("<form method=\"post\" action=\"/sandbox/poll-style\"><label>Style of login responses<select name=\"style\">");
    let words = STYLES.iter().map(|kind| kind.word());
    for word in [OWN_STYLE].into_iter().chain(words) {
        let selected = if word == chosen { " selected" } else { "" };
        push(html, format_args!("<option{selected}>{word}</option>"));
    }
    html.push_str("</select></label><button>Set</button></form><form method=\"post\" action=\"/sandbox/clock\"><label>Move the clock forward, s<input name=\"advance_seconds\" type=\"number\" min=\"0\" value=\"60\"></label><button>Move</button></form>");
}

/// One login: who and how long, and its buttons.
fn push_login(html: &mut String, login: &Value, path: &str, actions: &[(&str, &str)]) {
    let id = plain(&login["login_id"]);
    let details = [
        ("Code", plain(&login["user_code"])),
        ("Name", plain(&login["name"])),
        ("Signs in again", plain(&login["account_id"])),
        ("Mode", plain(&login["mode"])),
        ("Seconds left", plain(&login["expires_in"])),
    ];
    push(html, format_args!("<p><b>{}</b>", escape(&id)));
    for (label, value) in details.iter().filter(|(_, value)| !value.is_empty()) {
        push(
            html,
            format_args!(". {label}: <code>{}</code>", escape(value)),
        );
    }
    push(
        html,
        format_args!("</p><form method=\"post\" action=\"/sandbox/{path}\">"),
    );
    push_hidden_text(html, "login_id", &id);
    html.push_str("<label>E-mail, empty for one made up<input name=\"email\" placeholder=\"ada@example.com\"></label><label>Workspace<input name=\"workspace_id\" placeholder=\"ws_5c1\"></label>");
    for (word, label) in actions {
        push(
            html,
            format_args!("<button name=\"action\" value=\"{word}\">{label}</button>"),
        );
    }
    html.push_str("</form>");
}

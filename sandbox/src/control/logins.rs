//! The person at the provider, played by hand or by a test: what happens to open logins, and what
//! an admin could paste.

use serde_json::{Value, json};

use super::actions::{count, unknown};
use super::people;
use crate::endpoints::{device_login, oauth_login};
use crate::error::ApiError;
use crate::faults::target::Target;
use crate::faults::{Fault, Kind as FaultKind, login_style};
use crate::fields::Fields;
use crate::ids::Kind;
use crate::pkce;
use crate::state::Gateway;
use crate::store::accounts::Provider;
use crate::store::device_logins::{self, DeviceLogin};
use crate::store::oauth_logins::{self, OauthLogin};

/// The word for the gateway's own style of polls.
pub(super) const OWN_STYLE: &str = "gateway";
/// What a person can do with a device code.
pub(super) const DEVICE_ACTIONS: [(&str, &str); 8] = [
    ("approve", "Approve"),
    ("approve-new", "Approve as a new person"),
    ("approve-reconnected", "Approve as a known person"),
    ("approve-without-workspace", "Approve without workspace"),
    ("deny", "Deny"),
    ("expire", "Let it expire"),
    ("slow-down", "Slow down"),
    ("fail", "Fail the exchange"),
];
/// What can happen to an OAuth login besides a paste.
pub(super) const OAUTH_ACTIONS: [(&str, &str); 3] = [
    ("person-new", "Sign in as a new person"),
    ("person-reconnected", "Sign in as a known person"),
    ("expire", "Let it expire"),
];

/// Lists all logins, with the times of their polls and with what a person would paste.
pub(super) fn logins(gateway: &Gateway) -> Result<Value, ApiError> {
    let (connection, now) = (gateway.store.lock(), gateway.clock.now());
    device_login::settle::settle(&connection, &gateway.store, now)?;
    let device = device_logins::all(&connection)?;
    let device: Vec<Value> = device.iter().map(|row| device_object(row, now)).collect();
    let oauth = oauth_logins::all(&connection)?;
    let objects = oauth.iter().map(|row| oauth_object(row, &oauth, now));
    let objects: Vec<Value> = objects.collect();
    let style = style(gateway);
    Ok(
        json!({"object": "sandbox.logins", "poll_style": style, "device_logins": device, "oauth_logins": objects}),
    )
}

fn device_object(row: &DeviceLogin, now: i64) -> Value {
    let mut object = device_login::object(row, false, now);
    let polls: Option<Value> = serde_json::from_str(&row.polls).ok();
    object["object"] = json!("sandbox.device_login");
    object["user_code"] = json!(row.user_code);
    object["name"] = json!(row.name);
    object["account_id"] = json!(row.account.map(|number| Kind::Codex.id(number)));
    object["polls"] = polls.unwrap_or_default();
    object
}

fn oauth_object(row: &OauthLogin, all: &[OauthLogin], now: i64) -> Value {
    let status = match row.outcome.as_deref() {
        Some(word) => word,
        None if oauth_login::is_open(row, now) => "open",
        None => "expired",
    };
    json!({
        "object": "sandbox.oauth_login",
        "login_id": Kind::Login.id(row.number),
        "name": row.name,
        "account_id": row.account.map(|number| Kind::Claude.id(number)),
        "mode": row.mode,
        "status": status,
        "redirect_uri": row.redirect_uri,
        "expires_in": (row.expires_at - now).max(0),
        "pastes": pastes(row, all),
    })
}

/// What a person would paste, right and wrong, by name.
fn pastes(row: &OauthLogin, all: &[OauthLogin]) -> Value {
    let OauthLogin { code, state, .. } = row;
    let dead = oauth_login::object::DEAD_ADDRESS;
    let other = all.iter().rev().find(|other| other.number != row.number);
    // Without another login, one that never was.
    let (other_code, other_state) = match other {
        Some(other) => (other.code.clone(), other.state.clone()),
        None => (pkce::challenge(code), pkce::challenge(state)),
    };
    json!({
        "code_and_state": format!("{code}#{state}"),
        "bare_code": code,
        "callback": format!("{}?code={code}&state={state}", oauth_login::object::SHOWS_CODE),
        "dead_address": format!("{dead}?code={code}&state={state}"),
        "other_login": format!("{other_code}#{other_state}"),
        "other_bare_code": other_code,
        "used_code": format!("{}#{state}", row.used_code),
        "refusal": format!("{dead}?error=access_denied&error_description=User+denied&state={state}"),
    })
}

/// Plays the person with a device code: `{"login_id", "action"}`. Without an id it is the newest
/// open login. `after_seconds` delays the action, `times` repeats a slow-down, `code` names a
/// failure, and `email`, `workspace_id`, `workspace_name`, `member_id` and `plan_type` say who
/// approves.
pub(super) fn device_login(gateway: &Gateway, fields: &mut Fields) -> Result<Value, ApiError> {
    let id = fields.text("login_id", "invalid_parameter")?;
    let action = fields.require("action")?;
    let after = count(fields, "after_seconds")?.unwrap_or(0);
    let times = count(fields, "times")?.unwrap_or(1);
    let code = fields.text("code", "invalid_parameter")?;
    let details = people::Details::take(fields)?;
    let (connection, now) = (gateway.store.lock(), gateway.clock.now());
    device_login::settle::settle(&connection, &gateway.store, now)?;
    let open = device_logins::all(&connection)?.into_iter();
    let mut open = open.filter(|row| row.ended_at.is_none());
    let row = match &id {
        Some(id) => open.find(|row| Kind::Login.id(row.number) == *id),
        None => open.next_back(),
    };
    let mut row = row.ok_or_else(|| not_open("device"))?;
    let known = people::Known {
        provider: Provider::Codex,
        account: row.account,
        login: row.number,
    };
    let decision = match action.as_str().unwrap_or_default() {
        "slow-down" => {
            row.slow_downs += i64::from(times);
            None
        }
        "deny" => Some(json!({"error": "access_denied"})),
        "expire" => Some(json!({"error": "expired_token"})),
        "fail" => {
            let code = code.as_deref().unwrap_or("token_exchange_failed");
            Some(json!({"error": code}))
        }
        word => {
            let person = people::person(&connection, word, &known, &details)?;
            let person = person.ok_or_else(|| unknown("action", &action))?;
            Some(json!({"person": person.object()}))
        }
    };
    if let Some(decision) = decision {
        row.decision = Some(decision.to_string());
        row.decided_at = Some(now + i64::from(after));
    }
    device_logins::put(&connection, &row)?;
    device_login::settle::settle(&connection, &gateway.store, now)?;
    let row = device_logins::find(&connection, row.number)?.unwrap_or(row);
    Ok(device_object(&row, now))
}

/// Chooses who signs in at the link of an OAuth login, or ends it: `{"login_id", "action"}`, with
/// the details of [`device_login`].
pub(super) fn oauth_login(gateway: &Gateway, fields: &mut Fields) -> Result<Value, ApiError> {
    let id = fields.text("login_id", "invalid_parameter")?;
    let action = fields.require("action")?;
    let details = people::Details::take(fields)?;
    let (connection, now) = (gateway.store.lock(), gateway.clock.now());
    let all = oauth_logins::all(&connection)?;
    let mut open = all.iter().filter(|row| oauth_login::is_open(row, now));
    let row = match &id {
        Some(id) => open.find(|row| Kind::Login.id(row.number) == *id),
        None => open.next_back(),
    };
    let mut row = row.cloned().ok_or_else(|| not_open("OAuth"))?;
    let known = people::Known {
        provider: Provider::Claude,
        account: row.account,
        login: row.number,
    };
    let word = match action.as_str().unwrap_or_default() {
        "person-new" => "approve-new",
        "person-reconnected" => "approve-reconnected",
        "expire" => "expire",
        _ => return Err(unknown("action", &action)),
    };
    match people::person(&connection, word, &known, &details)? {
        Some(person) => row.person = Some(person.object().to_string()),
        None => row.expires_at = now,
    }
    oauth_logins::put(&connection, &row)?;
    Ok(oauth_object(&row, &all, now))
}

fn not_open(kind: &str) -> ApiError {
    let message = format!("There is no such open {kind} login.");
    ApiError::invalid("invalid_parameter", "login_id", message)
}

/// Chooses the style of logins: `{"style"}`, which is `gateway` or the word of a fault. It clears the
/// switches of the other styles.
pub(super) fn poll_style(gateway: &Gateway, fields: &mut Fields) -> Result<Value, ApiError> {
    let word = fields.require("style")?;
    let text = word.as_str().unwrap_or_default();
    let kind = FaultKind::from_word(text).filter(|kind| login_style::STYLES.contains(kind));
    if kind.is_none() && text != OWN_STYLE {
        return Err(unknown("style", &word));
    }
    for switch in gateway.switches.armed() {
        if login_style::STYLES.contains(&switch.fault.kind) {
            gateway.switches.clear_one(switch.index);
        }
    }
    if let Some(kind) = kind {
        gateway.switches.arm(Fault::new(kind), Target::Any, None);
    }
    logins(gateway)
}

/// The word of the style that holds now.
fn style(gateway: &Gateway) -> &'static str {
    let armed = gateway.switches.armed();
    let kinds = armed.iter().map(|switch| switch.fault.kind);
    let style = kinds.rev().find(|kind| login_style::STYLES.contains(kind));
    style.map_or(OWN_STYLE, FaultKind::word)
}

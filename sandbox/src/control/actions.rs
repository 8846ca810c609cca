//! The actions of the switches, independent of HTTP.

use serde_json::{Value, json};

use super::one_api;
use crate::caller::{find_pool, find_upstream};
use crate::error::ApiError;
use crate::faults::target::Target;
use crate::faults::{Fault, Kind};
use crate::fields::Fields;
use crate::ids;
use crate::money::Usd;
use crate::oneapi::faults::KINDS;
use crate::seed::{MAX_ROWS, Sample, Wanted};
use crate::state::Gateway;
use crate::store::bearers::{self, Role};
use crate::store::{keys, upstreams};

/// Lists the armed faults, and all faults and operations there are.
pub(super) fn faults(gateway: &Gateway) -> Value {
    let armed: Vec<Value> = gateway
        .switches
        .armed()
        .iter()
        .map(|switch| switch.object())
        .collect();
    let kinds: Vec<&str> = kinds(gateway).map(|(_, word, _)| word).collect();
    json!({"object": "list", "data": armed, "kinds": kinds, "on": Target::words(gateway.one_api.is_some())})
}

/// The kinds that act in the gateway's dialect, with their words and descriptions.
pub(super) fn kinds(gateway: &Gateway) -> impl Iterator<Item = (Kind, &'static str, &'static str)> {
    let is_one_api = gateway.one_api.is_some();
    Kind::ALL
        .into_iter()
        .filter(move |(kind, ..)| match is_one_api {
            true => KINDS.contains(kind),
            // This dialect's gateway refuses before it stores.
            false => !matches!(kind, Kind::RefuseAfter | Kind::RefuseHalfway),
        })
}

/// Arms `{"fault", "on", "ms", "retry_after", "times"}`. Only `fault` is required; `on` defaults to
/// `any`.
pub(super) fn arm(gateway: &Gateway, fields: &mut Fields) -> Result<Value, ApiError> {
    let word = fields.require("fault")?;
    let kind = word
        .as_str()
        .and_then(Kind::from_word)
        .filter(|kind| kinds(gateway).any(|(known, ..)| known == *kind))
        .ok_or_else(|| unknown("fault", &word))?;
    let word = fields.take("on").unwrap_or_else(|| json!("any"));
    let on = word
        .as_str()
        .and_then(Target::from_word)
        .ok_or_else(|| unknown("on", &word))?;
    let mut fault = Fault::new(kind);
    if let Some(ms) = count(fields, "ms")? {
        fault = fault.lasting(ms.into());
    }
    if let Some(seconds) = count(fields, "retry_after")? {
        fault.retry_after = seconds.into();
    }
    let times = count(fields, "times")?;
    Ok(gateway.switches.arm(fault, on, times).object())
}

/// Clears the switch with this index.
pub(super) fn clear_one(gateway: &Gateway, index: &str) -> Result<Value, ApiError> {
    let found = index
        .parse()
        .is_ok_and(|index| gateway.switches.clear_one(index));
    if found {
        Ok(faults(gateway))
    } else {
        Err(ApiError::invalid(
            "invalid_parameter",
            "index",
            format!("No fault with index {index} is armed."),
        ))
    }
}

/// Clears the switch that `index` names, or all.
pub(super) fn clear_by_form(gateway: &Gateway, fields: &mut Fields) -> Result<Value, ApiError> {
    match count(fields, "index")? {
        Some(index) => clear_one(gateway, &index.to_string()),
        None => {
            gateway.switches.clear();
            Ok(faults(gateway))
        }
    }
}

/// Deletes all entries of the ledger.
pub(super) fn clear_ledger(gateway: &Gateway, _: &mut Fields) -> Result<Value, ApiError> {
    gateway.ledger.clear();
    Ok(gateway.ledger.object())
}

/// Counts the rows of every table, the ledger's entries and the armed faults.
pub(super) fn counts(gateway: &Gateway) -> Result<Value, ApiError> {
    if gateway.one_api.is_some() {
        return one_api::counts(gateway);
    }
    Ok(json!({
        "object": "sandbox.state",
        "now": gateway.clock.now(),
        "keys": gateway.count("keys")?,
        "pools": gateway.count("pools")?,
        "users": gateway.count("users")?,
        "topups": gateway.count("topups")?,
        "charges": gateway.count("charges")?,
        "upstreams": gateway.count("upstreams")?,
        "codex_accounts": gateway.count("codex_accounts")?,
        "claude_accounts": gateway.count("claude_accounts")?,
        "device_logins": gateway.count("device_logins")?,
        "oauth_logins": gateway.count("oauth_logins")?,
        "faults": gateway.switches.armed().len(),
        "writes": gateway.ledger.len(),
    }))
}

/// Replaces the rows with a new sample of `{"seed"}` keys, `{"pools"}`, `{"charges"}`,
/// `{"upstreams"}`, `{"codex_accounts"}` and `{"claude_accounts"}`, in the other dialect of
/// `{"seed"}` channels, `{"tokens"}` and `{"logs"}`. It also clears the ledger, the faults and what is stored for repeats. Only the
/// bearers and the clock stay.
pub(super) fn reset(gateway: &Gateway, fields: &mut Fields) -> Result<Value, ApiError> {
    let wanted = Wanted {
        keys: count(fields, "seed")?.unwrap_or(0),
        pools: count(fields, "pools")?,
        charges: count(fields, "charges")?,
        upstreams: count(fields, "upstreams")?,
        codex_accounts: count(fields, "codex_accounts")?,
        claude_accounts: count(fields, "claude_accounts")?,
        tokens: count(fields, "tokens")?,
        logs: count(fields, "logs")?,
    };
    let sample = Sample::new(wanted).map_err(|_| {
        ApiError::invalid(
            "invalid_parameter",
            "seed",
            format!("Each number of sample rows must be 0 to {MAX_ROWS}."),
        )
    })?;
    gateway.fill(sample)?;
    gateway.switches.clear();
    gateway.ledger.clear();
    gateway.repeats.forget_secrets();
    counts(gateway)
}

/// Deletes the secrets that the gateway would show again to a repeat.
pub(super) fn expire_secrets(gateway: &Gateway, _: &mut Fields) -> Result<Value, ApiError> {
    gateway.repeats.forget_secrets();
    counts(gateway)
}

/// Sets or clears a bearer's default pool: `{"bearer": "admin" or "pool", "pool_id"}`.
pub(super) fn default_pool(gateway: &Gateway, fields: &mut Fields) -> Result<Value, ApiError> {
    let word = fields
        .take("bearer")
        .unwrap_or_else(|| json!(Role::Pool.word()));
    let role = word
        .as_str()
        .and_then(Role::from_word)
        .ok_or_else(|| unknown("bearer", &word))?;
    let id = fields.text("pool_id", "invalid_parameter")?;
    let connection = gateway.store.lock();
    let pool = id
        .as_deref()
        .map(|id| find_pool(&connection, id))
        .transpose()?;
    bearers::set_default_pool(&connection, role, pool.map(|pool| pool.number))?;
    Ok(json!({"object": "sandbox.default_pool", "bearer": role.word(), "pool_id": id}))
}

/// Sets what a key or an upstream has spent: `{"key_id" or "upstream_id", "used_usd"}`.
pub(super) fn usage(gateway: &Gateway, fields: &mut Fields) -> Result<Value, ApiError> {
    let upstream = fields.text("upstream_id", "invalid_parameter")?;
    let id = match &upstream {
        Some(_) => Value::Null,
        None => fields.require("key_id")?,
    };
    let amount = fields.require("used_usd")?;
    let used = amount
        .as_str()
        .and_then(|text| Usd::from_stored(text).ok())
        .filter(|used| *used >= Usd::ZERO);
    let used = used.ok_or_else(|| {
        ApiError::invalid(
            "invalid_amount",
            "used_usd",
            "used_usd must be a string like \"25.5\" or \"0\".",
        )
    })?;
    let connection = gateway.store.lock();
    if let Some(id) = upstream {
        let number = find_upstream(&connection, &id)?.number;
        upstreams::set_used(&connection, number, used)?;
        return Ok(
            json!({"object": "sandbox.usage", "upstream_id": id, "used_usd": used.to_string()}),
        );
    }
    let missing = || ApiError::key_not_found(id.as_str().unwrap_or_default());
    let number = id
        .as_str()
        .and_then(|id| ids::Kind::Key.number(id))
        .ok_or_else(missing)?;
    keys::find(&connection, number)?.ok_or_else(missing)?;
    keys::set_used(&connection, number, used)?;
    Ok(json!({"object": "sandbox.usage", "key_id": id, "used_usd": used.to_string()}))
}

/// Moves the clock forward: `{"advance_seconds"}`; or holds it, and lets it go: `{"held"}`.
pub(super) fn clock(gateway: &Gateway, fields: &mut Fields) -> Result<Value, ApiError> {
    if let Some(held) = fields.take("held") {
        let is_held = matches!(held.as_str(), Some("true")) || held == json!(true);
        gateway.clock.hold(is_held);
        if !fields.has("advance_seconds") {
            return counts(gateway);
        }
    }
    let seconds = fields
        .require("advance_seconds")?
        .as_u64()
        .and_then(|seconds| u32::try_from(seconds).ok());
    let seconds = seconds.ok_or_else(|| {
        ApiError::invalid(
            "invalid_parameter",
            "advance_seconds",
            "advance_seconds must be a whole number.",
        )
    })?;
    gateway.clock.advance(seconds);
    counts(gateway)
}

pub(super) fn count(fields: &mut Fields, name: &str) -> Result<Option<u32>, ApiError> {
    let number = fields.integer(name, "invalid_parameter")?;
    number.map(u32::try_from).transpose().map_err(|_| {
        ApiError::invalid(
            "invalid_parameter",
            name,
            format!("{name} must be a whole number from 0."),
        )
    })
}

pub(super) fn unknown(name: &str, word: &Value) -> ApiError {
    ApiError::invalid(
        "invalid_parameter",
        name,
        format!("{name} cannot be {word}."),
    )
}

//! The device login object as JSON.

use serde_json::{Value, json};

use super::super::accounts::object::parsed;
use crate::ids::Kind;
use crate::store::device_logins::DeviceLogin;

/// The page at the provider where the person types the code.
const VERIFICATION_URI: &str = "https://auth.openai.com/codex/device";

/// The login object. `slowed` says that this poll came too early.
pub(crate) fn object(row: &DeviceLogin, slowed: bool, now: i64) -> Value {
    let is_open = row.ended_at.is_none();
    let waiting = if slowed {
        "slow_down"
    } else {
        "authorization_pending"
    };
    let mut object = json!({
        "object": "organization.codex_account.device_code_login",
        "login_id": Kind::Login.id(row.number),
        "status": waiting,
        "user_code": is_open.then_some(&row.user_code),
        "verification_uri": VERIFICATION_URI,
        "verification_uri_complete": null,
        "interval": row.interval,
        "expires_in": if is_open { (row.expires_at - now).max(0) } else { 0 },
        "expires_at": row.expires_at,
        "created_at": row.created_at,
        "account": null,
        "error": null,
    });
    let outcome = parsed(row.outcome.as_deref());
    if let (false, Some(fields)) = (is_open, outcome.as_object()) {
        for (name, value) in fields {
            object[name.as_str()] = value.clone();
        }
    }
    object
}

/// The result of a login that ended with an error.
pub(in crate::endpoints) fn outcome(code: &str) -> Value {
    let (status, kind, message) = match code {
        "access_denied" => (
            code,
            "invalid_request_error",
            "The person refused the request at the provider.",
        ),
        "expired_token" => (
            code,
            "invalid_request_error",
            "The code expired before it was entered.",
        ),
        "identity_mismatch" => (
            "failed",
            "invalid_request_error",
            "Another person signed in than the one of this account.",
        ),
        "workspace_not_allowed" => (
            "failed",
            "invalid_request_error",
            "The workspace does not allow device codes; its admin can change that.",
        ),
        "token_exchange_failed" => (
            "failed",
            "upstream_error",
            "The provider did not exchange the code for tokens.",
        ),
        _ => (
            "failed",
            "upstream_error",
            "The provider could not be reached.",
        ),
    };
    json!({
        "status": status,
        "error": {"message": message, "type": kind, "param": null, "code": code},
    })
}

//! The state that a recording presumes: rows to plant, requests that came before it, and who asks.
//!
//! Most of it follows from the recording itself: what a list showed was there, and what a change
//! responded with was there before, apart from what the request changed.

mod callers;
mod channels;
mod dashboards;
mod holdings;
mod lists;
mod user_writes;

use serde_json::{Map, Value, json};

use super::comparison::Values;
use super::recording::Recording;

pub(super) type Row = Map<String, Value>;

/// The access token of root in all recordings.
pub(super) const ROOT_TOKEN: &str = "00000000000000000000000000000001";

/// What has to be so before the recorded request is sent.
pub(super) struct Presumed {
    /// Rows with their tables, in the order in which they are planted.
    pub(super) rows: Vec<(&'static str, Row)>,
    /// Recorded requests that came before.
    pub(super) before: Vec<Recording>,
    /// Options with their texts.
    pub(super) options: Vec<(String, String)>,
    /// The header `Authorization`.
    pub(super) authorization: Option<String>,
    /// Whose session the cookie names; outside, whether there is a cookie at all.
    pub(super) cookie: Option<Cookie>,
    /// How many requests use up the limit first.
    pub(super) requests_before: usize,
    pub(super) values: Values,
}

/// The session cookie of a request.
pub(super) enum Cookie {
    /// Nobody can read it.
    Unreadable,
    /// It was given to the user with this integer identifier, in this role.
    Session { user: i64, role: i64 },
}

/// The state that a recording presumes.
pub(super) fn presumed(recording: &Recording) -> Presumed {
    let mut presumed = Presumed {
        rows: Vec::new(),
        before: Vec::new(),
        options: Vec::new(),
        authorization: Some(ROOT_TOKEN.to_owned()),
        cookie: None,
        requests_before: limited(&recording.name),
        values: match recording.path() {
            _ if recording.note.starts_with("shortened") => Values::Shortened,
            "/api/user/token" => Values::Messages,
            path if path.ends_with("/duplicate") => Values::Messages,
            "/api/token/" | "/api/redemption/" if recording.method() == "POST" => Values::Messages,
            _ => Values::All,
        },
    };
    callers::plant(recording, &mut presumed);
    let path = recording.path();
    if path.starts_with("/api/channel") || path.starts_with("/api/status/") {
        channels::plant(recording, &mut presumed);
    } else if path.starts_with("/api/log/") {
        logs(recording, &mut presumed);
    } else if path.starts_with("/api/token/") || path.starts_with("/api/admin/tokens/") {
        holdings::plant("tokens", recording, &mut presumed);
    } else if path.starts_with("/api/redemption/") || path == "/api/user/topup" {
        holdings::plant("redemptions", recording, &mut presumed);
    } else if path.starts_with("/api/user/dashboard") {
        dashboards::plant(recording, &mut presumed);
    } else if path == "/api/topup" || is_user_write(recording) {
        user_writes::plant(recording, &mut presumed);
    } else if path.starts_with("/api/user/") {
        users(recording, &mut presumed);
    } else {
        settings(recording, &mut presumed);
    }
    presumed
}

fn is_user_write(recording: &Recording) -> bool {
    let path = recording.path();
    path.starts_with("/api/user/") && recording.method() != "GET" && path != "/api/user/login"
}

/// Requests that use up the limiter before the recorded one.
fn limited(name: &str) -> usize {
    match name {
        "error-rate-limited" | "error-rate-limited-status" => 480,
        "error-unknown-route-limited" => 240,
        "error-login-rate-limited" => 20,
        "login-totp-limited" => 1,
        "user-topup-limited" => 5,
        _ => 0,
    }
}

/// Users in lists and in reads by identifier. A caller's own row is planted with the caller.
fn users(recording: &Recording, presumed: &mut Presumed) {
    if recording.name.starts_with("available-models") {
        presumed.rows.push(("channels", channel_of(recording)));
        return;
    }
    if recording.name.contains("after-overflow") {
        let named = recording.path().rsplit('/').next().unwrap_or_default();
        let mut row = object(
            json!({"id": 77, "username": "overflown", "group": "default",
            "uuid": named, "role": 1, "status": 1}),
        );
        row.insert("quota".to_owned(), json!(9.223_372_036_854_776e18));
        presumed.rows.push(("users", row));
        return;
    }
    let is_row_of_others = !matches!(recording.path(), "/api/user/self" | "/api/user/login");
    if recording.method() == "GET" && is_row_of_others {
        lists::plant("users", recording, presumed);
    }
}

/// A channel that offers what the caller was told it may use.
fn channel_of(recording: &Recording) -> Row {
    let models = recording.received()["data"].clone();
    let models: Vec<&str> = models
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    object(
        json!({"id": 900, "type": 1, "key": "good", "name": "offering", "status": 1,
        "group": "default", "models": models.join(","),
        "uuid": "0198c7a2-4b10-7c31-9a55-1f0c2d3e4b90"}),
    )
}

fn logs(recording: &Recording, presumed: &mut Presumed) {
    let data = &recording.received()["data"];
    let row = |kind: i64, quota: &Value| {
        object(
            json!({"type": kind, "quota": quota, "username": "root", "created_at": 1_795_309_900,
            "content": "", "user_id": 1}),
        )
    };
    if let Some(quota) = data.get("quota") {
        presumed.rows.push(("logs", row(2, quota)));
        presumed.rows.push(("logs", row(1, &json!(70_000))));
    } else if let (true, Some(count)) = (recording.name == "log-delete-ms", data.as_i64()) {
        presumed
            .rows
            .extend((0..count).map(|_| ("logs", row(4, &json!(0)))));
    } else if recording.method() == "DELETE" {
        presumed.rows.push(("logs", row(2, &json!(1))));
    } else {
        if let Some(uuid) = recording.query("channel").filter(|text| text.contains('-')) {
            presumed
                .rows
                .push(("channels", object(json!({"id": 900, "uuid": uuid}))));
        }
        let before = presumed.rows.len();
        lists::plant("logs", recording, presumed);
        let Some(Cookie::Session { user, .. }) = presumed.cookie else {
            return;
        };
        for (_, row) in presumed.rows.iter_mut().skip(before) {
            row.insert("user_id".to_owned(), json!(user));
        }
    }
}

/// Options, groups and the public status.
fn settings(recording: &Recording, presumed: &mut Presumed) {
    let earlier = match recording.name.as_str() {
        "status-quota-per-unit-zero" => Some("option-put-quota-per-unit-zero".to_owned()),
        name => name
            .strip_prefix("option-groups-after-")
            .map(|which| format!("option-put-{which}")),
    };
    if let Some(name) = earlier {
        presumed
            .before
            .push(Recording::named(recording.dialect, &name));
    }
    if recording.name == "option-list-after" {
        let listed = recording.rows();
        let pairs = listed.iter().filter_map(|row| {
            let text = |name: &str| row.get(name).and_then(Value::as_str).map(str::to_owned);
            Some((text("key")?, text("value")?))
        });
        presumed.options.extend(pairs);
        presumed
            .options
            .push(("SMTPToken".to_owned(), "s3cret-canary".to_owned()));
    }
    if matches!(
        recording.name.as_str(),
        "option-put-empty-key" | "option-put-missing-key"
    ) {
        presumed
            .options
            .push(("About".to_owned(), "first".to_owned()));
    }
}

/// The fields of a JSON object.
pub(super) fn object(value: Value) -> Row {
    match value {
        Value::Object(fields) => fields,
        other => panic!("{other} is not an object"),
    }
}

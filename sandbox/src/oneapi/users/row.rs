//! A user as lists, searches and reads show it.

use rusqlite::types::ValueRef;
use rusqlite::{Result, Row};
use serde_json::{Map, Value, json};

use crate::oneapi::version::Version;

/// A stored user.
pub(crate) struct User {
    pub(crate) id: i64,
    pub(crate) uuid: String,
    pub(crate) username: String,
    display_name: String,
    pub(crate) role: i64,
    pub(crate) status: i64,
    email: String,
    access_token: String,
    pub(crate) totp_secret: String,
    /// Nothing where the sum left the range: SQLite then stores a floating-point number, which the
    /// server cannot read.
    pub(crate) quota: std::result::Result<i64, f64>,
    used_quota: i64,
    request_count: i64,
    pub(crate) group: String,
    aff_code: String,
    inviter_id: i64,
    inviter_uuid: Option<String>,
    mcp_tool_blacklist: Option<String>,
    metadata: Option<String>,
    created_at: i64,
    updated_at: i64,
}

/// What is selected for a [`User`].
pub(crate) const COLUMNS: &str = r#"
u.id, coalesce(u.uuid, ''), u.username, coalesce(u.display_name, ''), u.role, u.status,
coalesce(u.email, ''), coalesce(u.access_token, ''), coalesce(u.totp_secret, ''), u.quota,
coalesce(u.used_quota, 0), coalesce(u.request_count, 0), coalesce(u."group", 'default'),
coalesce(u.aff_code, ''), coalesce(u.inviter_id, 0),
u.inviter_uuid, coalesce(u.created_at, 0),
coalesce(u.updated_at, 0), u.mcp_tool_blacklist, u.metadata"#;

/// Whose eyes a row is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A list or a search. Before UUIDs it leaks every access token.
    Listed,
    /// One row.
    Single,
    /// What signing in responds with: most of it is blank.
    SignedIn,
    /// What managing responds with: all but role and status is blank.
    Managed,
}

impl User {
    pub(crate) fn read(row: &Row<'_>) -> Result<Self> {
        let quota = match row.get_ref(9)? {
            ValueRef::Real(quota) => Err(quota),
            _ => Ok(row.get::<_, Option<i64>>(9)?.unwrap_or(0)),
        };
        Ok(Self {
            id: row.get(0)?,
            uuid: row.get(1)?,
            username: row.get(2)?,
            display_name: row.get(3)?,
            role: row.get(4)?,
            status: row.get(5)?,
            email: row.get(6)?,
            access_token: row.get(7)?,
            totp_secret: row.get(8)?,
            quota,
            used_quota: row.get(10)?,
            request_count: row.get(11)?,
            group: row.get(12)?,
            aff_code: row.get(13)?,
            inviter_id: row.get(14)?,
            inviter_uuid: row.get(15)?,
            created_at: row.get(16)?,
            updated_at: row.get(17)?,
            mcp_tool_blacklist: row.get(18)?,
            metadata: row.get(19)?,
        })
    }

    /// The message of a row that cannot be read, for a column at this place of the query.
    pub(crate) fn unreadable(&self, column: u8) -> Option<String> {
        self.quota.err().map(|quota| unreadable(quota, column))
    }

    /// The row as JSON.
    pub(crate) fn object(&self, version: Version, shape: Shape) -> Value {
        let is_managed = shape == Shape::Managed;
        let is_blank = is_managed || shape == Shape::SignedIn;
        let mut object = Map::new();
        let mut set = |name: &str, value: Value| {
            object.insert(name.to_owned(), value);
        };
        let text = |text: &str| json!(if is_blank { "" } else { text });
        let number = |number: i64| json!(if is_blank { 0 } else { number });
        let name = |text: &str| json!(if is_managed { "" } else { text });
        match version {
            Version::F2 => set("uuid", name(&self.uuid)),
            Version::F1 | Version::U => set("id", json!(if is_managed { 0 } else { self.id })),
        }
        set("username", name(&self.username));
        if version != Version::F2 {
            set("password", json!(""));
        }
        set("display_name", name(&self.display_name));
        set("role", json!(self.role));
        set("status", json!(self.status));
        set("email", text(&self.email));
        for name in ["github_id", "wechat_id", "lark_id", "oidc_id"] {
            set(name, json!(""));
        }
        if version != Version::F2 {
            set("verification_code", json!(""));
            let is_leak = shape == Shape::Listed;
            set(
                "access_token",
                json!(if is_leak { &*self.access_token } else { "" }),
            );
            if version == Version::F1 && is_leak && !self.totp_secret.is_empty() {
                set("totp_secret", json!(self.totp_secret));
            }
        }
        set("quota", number(self.quota.unwrap_or(0)));
        set("used_quota", number(self.used_quota));
        set("request_count", number(self.request_count));
        set("group", text(&self.group));
        set("aff_code", text(&self.aff_code));
        if version == Version::F2 {
            set(
                "inviter_uuid",
                json!(self.inviter_uuid.as_ref().filter(|_| !is_managed)),
            );
            let stored = |text: &Option<String>, blank: Value| match text {
                Some(text) if !is_blank => serde_json::from_str(text).unwrap_or(blank),
                _ => blank,
            };
            set(
                "mcp_tool_blacklist",
                stored(&self.mcp_tool_blacklist, json!([])),
            );
            set("metadata", stored(&self.metadata, json!({})));
        } else {
            set("inviter_id", number(self.inviter_id));
        }
        if version.is_fork() {
            set("created_at", number(self.created_at));
            set("updated_at", number(self.updated_at));
        }
        Value::Object(object)
    }
}

/// The message about a quota that left the range of integers.
pub(crate) fn unreadable(quota: f64, column: u8) -> String {
    let shown = exponent(quota);
    format!(
        "sql: Scan error on column index {column}, name \"quota\": converting driver.Value type float64 (\"{shown}\") to a int64: invalid syntax"
    )
}

/// A large number as Go prints it: `9.223372036854776e+18`.
fn exponent(number: f64) -> String {
    let text = format!("{number:e}");
    match text.split_once('e') {
        Some((digits, power)) if !power.starts_with('-') => format!("{digits}e+{power:0>2}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::exponent;

    #[test]
    fn exponents_are_spelled_as_go_does() {
        assert_eq!(exponent(9.223_372_036_854_776e18), "9.223372036854776e+18");
        assert_eq!(exponent(1e9), "1e+09");
    }
}

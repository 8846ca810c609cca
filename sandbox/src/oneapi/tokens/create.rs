//! Creating tokens. The response is the token with its key.

use rusqlite::{Result, params};
use serde_json::Value;

use super::reading::own_id;
use super::row::by_id;
use super::subnets;
use crate::oneapi::bound::{Bound, Fields, Holds};
use crate::oneapi::{Context, Reply, Version, fresh_uuid};
use crate::random;

/// The fields of a token.
const FIELDS: &Fields = &[
    ("uuid", Holds::Text),
    ("id", Holds::Int),
    ("name", Holds::Text),
    ("status", Holds::Int),
    ("expired_time", Holds::Int64),
    ("remain_quota", Holds::Int64),
    ("unlimited_quota", Holds::Flag),
    ("models", Holds::Text),
    ("subnet", Holds::Text),
];

/// A token to be inserted, always with status 1.
struct NewToken<'a> {
    user_id: i64,
    name: &'a str,
    expired_time: i64,
    remain_quota: i64,
    unlimited_quota: bool,
    models: Option<&'a str>,
    subnet: &'a str,
}

/// Reads the body of a token, or refuses a wrong type, a name or a network.
pub(super) fn body_of(context: &Context) -> std::result::Result<Bound, String> {
    let body = Bound::read(&context.request.body, "model.Token", FIELDS)?;
    let version = context.version;
    // The length counts bytes.
    if body.text("name").len() > 30 {
        return Err(match version.is_fork() {
            true => "invalid token: Token name is too long".to_owned(),
            false => "参数错误：令牌名称过长".to_owned(),
        });
    }
    let subnet = body.sent_text("subnet").filter(|text| !text.is_empty());
    if let Some(bad) = subnet.and_then(subnets::invalid) {
        let why = format!(
            "invalid subnet in list: {bad}: failed to parse subnet: {bad}: invalid CIDR address: {bad}"
        );
        return Err(match version.is_fork() {
            true => format!("invalid token: invalid network segment: {why}"),
            false => format!("参数错误：无效的网段：{why}"),
        });
    }
    Ok(body)
}

/// Creates a token of the caller.
pub(super) fn create(context: &Context) -> Result<Reply> {
    let body = match body_of(context) {
        Ok(body) => body,
        Err(message) => return Ok(Reply::refused(message)),
    };
    if context.version != Version::U && body.text("name").is_empty() {
        return Ok(Reply::refused("Token name is required"));
    }
    let token = NewToken {
        user_id: own_id(context),
        name: body.text("name"),
        expired_time: match body.number("expired_time") {
            0 => -1,
            at => at,
        },
        remain_quota: body.number("remain_quota"),
        unlimited_quota: body.flag("unlimited_quota"),
        models: body.sent_text("models"),
        subnet: body.text("subnet"),
    };
    let id = insert(context, &token)?;
    let row = by_id(context.db, id)?.map_or(Value::Null, |token| token.object(context.version));
    Ok(Reply::data(row).changing())
}

/// The token that every new user has.
pub(crate) fn create_default(context: &Context, user_id: i64) -> Result<()> {
    let token = NewToken {
        user_id,
        name: "default",
        expired_time: -1,
        remain_quota: -1,
        unlimited_quota: true,
        models: None,
        subnet: "",
    };
    insert(context, &token).map(|_| ())
}

fn insert(context: &Context, token: &NewToken) -> Result<i64> {
    context.db.execute(
        "INSERT INTO oneapi_tokens (uuid, user_id, key, name, created_time, accessed_time, expired_time,
           remain_quota, unlimited_quota, models, subnet, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)",
        params![
            fresh_uuid(context.now_millis()),
            token.user_id,
            // A key has 48 characters.
            random::secret_hex(24),
            token.name,
            context.now,
            token.expired_time,
            token.remain_quota,
            token.unlimited_quota,
            token.models,
            token.subnet,
            context.now_millis(),
        ],
    )?;
    Ok(context.db.last_insert_rowid())
}

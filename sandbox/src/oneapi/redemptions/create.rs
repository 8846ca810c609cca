//! Creating redemption codes. The response is the list of codes.

use axum::http::StatusCode;
use rusqlite::{Result, params};
use serde_json::json;

use crate::oneapi::bound::{Bound, Fields, Holds};
use crate::oneapi::faults::TOLD;
use crate::oneapi::{Context, Reply, fresh_uuid};
use crate::random;

/// The fields of a code.
pub(super) const FIELDS: &Fields = &[
    ("uuid", Holds::Text),
    ("id", Holds::Int),
    ("name", Holds::Text),
    ("status", Holds::Int),
    ("quota", Holds::Int64),
    ("count", Holds::Int),
];
/// What a code grants where no quota is given, or 0.
const USUAL_QUOTA: i64 = 100;

/// Creates up to a hundred codes. A negative quota is accepted.
pub(super) fn create(context: &Context) -> Result<Reply> {
    let body = match Bound::read(&context.request.body, "model.Redemption", FIELDS) {
        Ok(body) => body,
        Err(message) => return Ok(Reply::refused(message)),
    };
    if let Some(words) = refusal(context, &body) {
        return Ok(Reply::refused(words));
    }
    let quota = match body.number("quota") {
        0 => USUAL_QUOTA,
        quota => quota,
    };
    let mut insert = context.db.prepare(
        "INSERT INTO oneapi_redemptions (uuid, user_id, key, name, quota, created_time, created_at,
           updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
    )?;
    let mut keys = Vec::new();
    let count = body.number("count");
    for _ in 0..if context.halfway { count / 2 } else { count } {
        let key = random::secret_hex(16);
        insert.execute(params![
            fresh_uuid(context.now_millis()),
            context.caller.map_or(0, |caller| caller.id),
            key,
            body.text("name"),
            quota,
            context.now,
            context.now_millis(),
        ])?;
        keys.push(key);
    }
    if context.halfway {
        let refused = json!({"data": keys, "message": TOLD, "success": false});
        return Ok(Reply::plain(StatusCode::OK, refused).changing());
    }
    Ok(Reply::data(json!(keys)).changing())
}

fn refusal(context: &Context, body: &Bound) -> Option<&'static str> {
    let say = |fork, original| Some(context.version.say(fork, original));
    let (name, count) = (body.text("name"), body.number("count"));
    if context.version.is_fork() && name.is_empty() {
        return Some("Redemption name is required");
    }
    // The length counts bytes.
    if !(1..=20).contains(&name.len()) {
        return say(
            "The length of the redemption code name must be between 1-20",
            "兑换码名称长度必须在1-20之间",
        );
    }
    if count <= 0 {
        return say(
            "The number of redemption codes must be greater than 0",
            "兑换码个数必须大于0",
        );
    }
    if count > 100 {
        return say(
            "The number of redemption codes generated in a batch cannot be greater than 100",
            "一次兑换码批量生成的个数不能大于 100",
        );
    }
    None
}

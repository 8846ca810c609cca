//! An admin adds to the quota of anybody. Before UUIDs a user who does not exist is a success that
//! credits nobody.

use rusqlite::Result;

use crate::oneapi::bound::{Bound, Fields, Holds};
use crate::oneapi::logs::notes::{Note, TOP_UP, amount, write};
use crate::oneapi::users::by_reference;
use crate::oneapi::{Context, Reply, Version};

/// The fields with UUIDs.
const BY_UUID: &Fields = &[
    ("user_uuid", Holds::Text),
    ("quota", Holds::Int),
    ("remark", Holds::Text),
];
/// The fields before.
const BY_ID: &Fields = &[
    ("user_id", Holds::Int),
    ("quota", Holds::Int),
    ("remark", Holds::Text),
];

/// Adds to a quota. Nothing guards the sum: beyond the range of integers the database stores a
/// float, which no list can read any more.
pub(super) fn top_up(context: &Context) -> Result<Reply> {
    let fields = match context.version {
        Version::F2 => BY_UUID,
        Version::F1 | Version::U => BY_ID,
    };
    let body = match Bound::read(
        &context.request.body,
        "controller.adminTopUpRequest",
        fields,
    ) {
        Ok(body) => body,
        Err(message) => return Ok(Reply::refused(message)),
    };
    let user_id = match named(context, &body)? {
        Ok(id) => id,
        Err(message) => return Ok(Reply::refused(message)),
    };
    let quota = body.number("quota");
    if quota < 0 {
        return Ok(Reply::refused(
            context
                .version
                .say("quota cannot be negative!", "quota 不能为负数！"),
        ));
    }
    context.db.execute(
        "UPDATE oneapi_users SET quota = quota + ?2 WHERE id = ?1",
        (user_id, quota),
    )?;
    let usual;
    let content = match body.text("remark") {
        "" => {
            let added = amount(context, quota)?;
            usual = match context.version.is_fork() {
                true => format!("Recharged via API {added}"),
                false => format!("通过 API 充值 {added}"),
            };
            &*usual
        }
        remark => remark,
    };
    let note = Note {
        user_id,
        kind: TOP_UP,
        content,
        quota,
    };
    write(context, &note)?;
    Ok(Reply::done().changing())
}

/// Who is credited.
fn named(context: &Context, body: &Bound) -> Result<std::result::Result<i64, String>> {
    match (context.version, body.text("user_uuid")) {
        (Version::F1 | Version::U, _) => Ok(Ok(body.number("user_id"))),
        (Version::F2, "") => Ok(Err("resource uuid is required".to_owned())),
        (Version::F2, uuid) => {
            Ok(by_reference(context.db, context.version, uuid)?.map(|user| user.id))
        }
    }
}

//! `POST /api/user/manage`: one action on the user with a name. A name that is empty finds the first
//! user, root on a fresh server, and an unknown action succeeds.

use rusqlite::{OptionalExtension, Result};

use super::create::MALFORMED;
use super::permission::{ROOT, change_refusal, own_role};
use super::removal::delete_softly;
use super::{Shape, User, by_id};
use crate::oneapi::bound::{Bound, Fields, Holds};
use crate::oneapi::{Context, Reply};

const FIELDS: &Fields = &[("username", Holds::Text), ("action", Holds::Text)];

/// Does what `action` says.
pub(super) fn manage(context: &Context) -> Result<Reply> {
    let version = context.version;
    let Ok(body) = Bound::read(&context.request.body, "controller.ManageRequest", FIELDS) else {
        return Ok(Reply::refused(MALFORMED));
    };
    let Some(mut user) = named(context, body.text("username"))? else {
        return Ok(Reply::refused(
            version.say("User does not exist", "用户不存在"),
        ));
    };
    if let Some(words) = change_refusal(context, &user) {
        return Ok(Reply::refused(words));
    }
    if let Some(words) = refusal(context, &user, body.text("action")) {
        return Ok(Reply::refused(words));
    }
    let has_changed = match body.text("action") {
        "disable" => set(context, &mut user, |user| user.status = 2)?,
        "enable" => set(context, &mut user, |user| user.status = 1)?,
        "promote" => set(context, &mut user, |user| user.role = 10)?,
        "demote" => set(context, &mut user, |user| user.role = 1)?,
        "delete" => {
            delete_softly(context, user.id)?;
            user.status = 3;
            true
        }
        _ => false,
    };
    let reply = Reply::data(user.object(version, Shape::Managed));
    Ok(if has_changed { reply.changing() } else { reply })
}

/// The user with this name, the first of all where it is empty.
fn named(context: &Context, username: &str) -> Result<Option<User>> {
    let id = context.db.query_row(
        "SELECT id FROM oneapi_users WHERE username = ?1 OR ?1 = '' ORDER BY id LIMIT 1",
        [username],
        |row| row.get(0),
    );
    id.optional()?.map_or(Ok(None), |id| by_id(context.db, id))
}

fn refusal(context: &Context, user: &User, action: &str) -> Option<&'static str> {
    let say = |fork, original| Some(context.version.say(fork, original));
    let is_root = user.role == ROOT;
    match action {
        "disable" if is_root => say(
            "Unable to disable super administrator user",
            "无法禁用超级管理员用户",
        ),
        "delete" if is_root => say(
            "Unable to delete super administrator user",
            "无法删除超级管理员用户",
        ),
        "demote" if is_root => say(
            "Unable to downgrade super administrator user",
            "无法降级超级管理员用户",
        ),
        "demote" if user.role == 1 => say(
            "The user is already an ordinary user",
            "该用户已经是普通用户",
        ),
        "promote" if own_role(context) != ROOT => say(
            "Ordinary administrator users cannot promote other users to administrators",
            "普通管理员用户无法提升其他用户为管理员",
        ),
        "promote" if user.role >= 10 => {
            say("The user is already an administrator", "该用户已经是管理员")
        }
        _ => None,
    }
}

fn set(context: &Context, user: &mut User, change: fn(&mut User)) -> Result<bool> {
    change(user);
    context.db.execute(
        "UPDATE oneapi_users SET role = ?2, status = ?3, updated_at = ?4 WHERE id = ?1",
        (user.id, user.role, user.status, context.now_millis()),
    )?;
    Ok(true)
}

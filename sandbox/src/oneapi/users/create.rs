//! Creating users. The response names no identifier.

use rusqlite::{ErrorCode, Result, params};

use super::signing_in::stored_password;
use crate::oneapi::bound::{Bound, Fields, Holds};
use crate::oneapi::logs::notes::{Note, SYSTEM, amount, write};
use crate::oneapi::options::Options;
use crate::oneapi::tokens::create_default;
use crate::oneapi::{Context, Reply, Version, fresh_uuid};
use crate::random;

const FIELDS: &Fields = &[
    ("username", Holds::Text),
    ("password", Holds::Text),
    ("display_name", Holds::Text),
    ("email", Holds::Text),
    ("role", Holds::Int),
    ("quota", Holds::Int64),
    ("group", Holds::Text),
];

/// The refusal of a body that does not fit.
pub(super) const MALFORMED: &str = "invalid parameter";
/// The refusal of texts that are too short or too long.
pub(super) const INVALID: &str = "Invalid input, please check your input";

/// The most characters of a user name.
pub(super) const fn longest_name(version: Version) -> usize {
    if version.is_fork() { 30 } else { 12 }
}

/// Whether a text has more characters than allowed.
pub(super) fn is_longer(text: &str, most: usize) -> bool {
    text.chars().count() > most
}

/// Creates a user of role 1, whatever lower role is asked for.
pub(super) fn create(context: &Context) -> Result<Reply> {
    let body = match Bound::read(&context.request.body, "model.User", FIELDS) {
        Ok(body) if !body.text("username").is_empty() && !body.text("password").is_empty() => body,
        _ => return Ok(Reply::refused(MALFORMED)),
    };
    let (username, password) = (body.text("username"), body.text("password"));
    let has_fitting_texts = !is_longer(username, longest_name(context.version))
        && (8..=20).contains(&password.chars().count())
        && !is_longer(body.text("display_name"), 20)
        && !is_longer(body.text("email"), 50);
    if !has_fitting_texts {
        return Ok(Reply::refused(INVALID));
    }
    let own_role = context.caller.map_or(0, |caller| caller.role);
    if body.number("role") >= own_role {
        return Ok(Reply::refused(context.version.say(
            "Unable to create users with permissions greater than or equal to your own",
            "无法创建权限大于等于自己的用户",
        )));
    }
    match insert(context, &body) {
        Ok(()) => Ok(Reply::done().changing()),
        Err(error) if is_taken(&error) => Ok(Reply::refused(taken(context.version))),
        Err(error) => Err(error),
    }
}

/// Whether the database refused a name that another user has.
pub(super) fn is_taken(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
}

/// The words about a name that another user has.
pub(super) const fn taken(version: Version) -> &'static str {
    version.say(
        "Username already exists",
        "UNIQUE constraint failed: users.username",
    )
}

fn insert(context: &Context, body: &Bound) -> Result<()> {
    let gift = Options::of(context).integer("QuotaForNewUser")?;
    let username = body.text("username");
    let shown = match body.text("display_name") {
        "" => username,
        name => name,
    };
    // Only the fork has a mail address to create with, and applies a quota and a group afterwards.
    let is_fork = context.version.is_fork();
    let quota = body.sent_number("quota").filter(|quota| *quota > 0);
    let group = body.sent_text("group").filter(|group| !group.is_empty());
    context.db.execute(
        r#"INSERT INTO oneapi_users (uuid, username, password, display_name, email, access_token, quota,
             "group", aff_code, created_at, updated_at)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)"#,
        params![
            fresh_uuid(context.now_millis()),
            username,
            stored_password(body.text("password")),
            shown,
            if is_fork { body.text("email") } else { "" },
            random::secret_hex(16),
            quota.filter(|_| is_fork).unwrap_or(gift),
            group.filter(|_| is_fork).unwrap_or("default"),
            &random::secret_hex(2),
            context.now_millis(),
        ],
    )?;
    let id = context.db.last_insert_rowid();
    if gift > 0 {
        let given = amount(context, gift)?;
        let content = match context.version.is_fork() {
            true => format!("New user registration gift {given}"),
            false => format!("新用户注册赠送 {given}"),
        };
        let note = Note {
            user_id: id,
            kind: SYSTEM,
            content: &content,
            quota: 0,
        };
        write(context, &note)?;
    }
    create_default(context, id)
}

//! `PUT /api/user/` of the original: every field of the row that is not zero is stored, also those
//! that nobody should write. Without a quota it still tells of a change to 0.

use rusqlite::types::Value as Stored;
use rusqlite::{Result, params_from_iter};

use super::by_id;
use super::create::{INVALID, MALFORMED, is_longer, is_taken, longest_name, taken};
use super::permission::{change_refusal, role_refusal};
use super::signing_in::stored_password;
use crate::oneapi::bound::{Bound, Fields, Holds};
use crate::oneapi::logs::notes::{MANAGE, Note, amount, write};
use crate::oneapi::{Context, Reply};

const FIELDS: &Fields = &[
    ("id", Holds::Int),
    ("username", Holds::Text),
    ("password", Holds::Text),
    ("display_name", Holds::Text),
    ("role", Holds::Int),
    ("status", Holds::Int),
    ("email", Holds::Text),
    ("github_id", Holds::Text),
    ("wechat_id", Holds::Text),
    ("lark_id", Holds::Text),
    ("oidc_id", Holds::Text),
    ("access_token", Holds::Text),
    ("quota", Holds::Int64),
    ("used_quota", Holds::Int64),
    ("request_count", Holds::Int),
    ("group", Holds::Text),
    ("aff_code", Holds::Text),
    ("inviter_id", Holds::Int),
];

/// Changes the fields that are not zero.
pub(super) fn put(context: &Context) -> Result<Reply> {
    let body = match Bound::read(&context.request.body, "model.User", FIELDS) {
        Ok(body) if body.number("id") != 0 => body,
        _ => return Ok(Reply::refused(MALFORMED)),
    };
    let password = body.text("password");
    let has_fitting_texts = !is_longer(body.text("username"), longest_name(context.version))
        && (password.is_empty() || (8..=20).contains(&password.chars().count()))
        && !is_longer(body.text("display_name"), 20)
        && !is_longer(body.text("email"), 50);
    if !has_fitting_texts {
        return Ok(Reply::refused(INVALID));
    }
    let Some(user) = by_id(context.db, body.number("id"))? else {
        return Ok(Reply::refused("record not found"));
    };
    if let Some(message) = user.unreadable(11) {
        return Ok(Reply::refused(message));
    }
    let refusal = change_refusal(context, &user);
    if let Some(words) = refusal.or_else(|| role_refusal(context, body.number("role"))) {
        return Ok(Reply::refused(words));
    }
    match store(context, &body) {
        Ok(()) => {}
        Err(error) if is_taken(&error) => return Ok(Reply::refused(taken(context.version))),
        Err(error) => return Err(error),
    }
    let (before, after) = (user.quota.unwrap_or(0), body.number("quota"));
    if before != after {
        let content = format!(
            "管理员将用户额度从 {}修改为 {}",
            amount(context, before)?,
            amount(context, after)?
        );
        let note = Note {
            user_id: user.id,
            kind: MANAGE,
            content: &content,
            quota: 0,
        };
        write(context, &note)?;
    }
    Ok(Reply::done().changing())
}

fn store(context: &Context, body: &Bound) -> Result<()> {
    let mut columns = Vec::new();
    let mut values = vec![Stored::Integer(body.number("id"))];
    for (name, holds) in &FIELDS[1..] {
        let value = match holds {
            Holds::Text if *name == "password" => body
                .sent_text(name)
                .filter(|text| !text.is_empty())
                .map(|text| Stored::Text(stored_password(text))),
            Holds::Text => body
                .sent_text(name)
                .filter(|text| !text.is_empty())
                .map(|text| Stored::Text(text.to_owned())),
            _ => body
                .sent_number(name)
                .filter(|number| *number != 0)
                .map(Stored::Integer),
        };
        if let Some(value) = value {
            values.push(value);
            columns.push(format!("\"{name}\" = ?{}", values.len()));
        }
    }
    if columns.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "UPDATE oneapi_users SET {} WHERE id = ?1",
        columns.join(", ")
    );
    context
        .db
        .execute(&sql, params_from_iter(values))
        .map(|_| ())
}

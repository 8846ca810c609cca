//! The caller's own account (contract 1.9).

use axum::http::Method;
use rusqlite::Result;
use serde_json::json;

use super::routes::EVERY;
use super::{Answer, Context, Limiter, Role, Route};

/// The routes.
pub(crate) const ROUTES: &[Route] = &[Route {
    method: Method::GET,
    path: "/api/user/self",
    role: Role::Common,
    word: "self",
    writes: false,
    limiter: Limiter::Api,
    versions: EVERY,
    handle: own,
}];

fn own(context: &Context) -> Result<Answer> {
    let id = context.caller.map_or(0, |caller| caller.id);
    let row = context.db.query_row(
        r#"SELECT uuid, username, display_name, role, status, email, quota, used_quota, request_count, "group"
           FROM oneapi_users WHERE id = ?1"#,
        [id],
        |row| {
            Ok(json!({
                "uuid": row.get::<_, String>(0)?,
                "username": row.get::<_, String>(1)?,
                "display_name": row.get::<_, String>(2)?,
                "role": row.get::<_, i64>(3)?,
                "status": row.get::<_, i64>(4)?,
                "email": row.get::<_, String>(5)?,
                "quota": row.get::<_, i64>(6)?,
                "used_quota": row.get::<_, i64>(7)?,
                "request_count": row.get::<_, i64>(8)?,
                "group": row.get::<_, String>(9)?,
            }))
        },
    )?;
    let mut row = row;
    if !context.version.has_uuids()
        && let Some(fields) = row.as_object_mut()
    {
        fields.remove("uuid");
        fields.insert("id".to_owned(), json!(id));
    }
    Ok(Answer::data(row))
}

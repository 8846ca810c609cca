//! Rows that the server writes about users: top-ups, edits by hand, gifts.

use rusqlite::{Result, params};

use crate::oneapi::options::Options;
use crate::oneapi::{Context, fresh_uuid};

/// The kind of a row about a top-up.
pub(crate) const TOP_UP: i64 = 1;
/// The kind of a row about an edit by hand.
pub(crate) const MANAGE: i64 = 3;
/// The kind of a row that the system writes by itself.
pub(crate) const SYSTEM: i64 = 4;

/// A row about a user.
pub(crate) struct Note<'a> {
    pub(crate) user_id: i64,
    pub(crate) kind: i64,
    pub(crate) content: &'a str,
    pub(crate) quota: i64,
}

/// Writes a row. A user who does not exist has no name in it.
pub(crate) fn write(context: &Context, note: &Note) -> Result<()> {
    // The fork leaves the request out of these rows.
    let request_id = if context.version.is_fork() {
        ""
    } else {
        &*context.request.request_id
    };
    context.db.execute(
        "INSERT INTO oneapi_logs (uuid, user_id, user_uuid, username, created_at, type, content, quota,
           request_id, updated_at)
         VALUES (?1, ?2, (SELECT uuid FROM oneapi_users WHERE id = ?2),
           coalesce((SELECT username FROM oneapi_users WHERE id = ?2), ''), ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            fresh_uuid(context.now_millis()),
            note.user_id,
            context.now,
            note.kind,
            note.content,
            note.quota,
            request_id,
            context.now_millis(),
        ],
    )?;
    Ok(())
}

/// A quota in words: `＄0.002000 quota`, or units where no currency is displayed.
pub(crate) fn amount(context: &Context, quota: i64) -> Result<String> {
    let options = Options::of(context);
    let unit = context.version.say("quota", "额度");
    if !options.flag("DisplayInCurrencyEnabled")? {
        return Ok(match context.version.is_fork() {
            true => format!("{quota} {unit}"),
            false => format!("{quota} 点额度"),
        });
    }
    #[expect(clippy::cast_precision_loss, reason = "the server divides floats")]
    let money = quota as f64 / options.number("QuotaPerUnit")?;
    Ok(format!("＄{} {unit}", fixed(money)))
}

/// Six digits behind the point, as Go prints them.
fn fixed(number: f64) -> String {
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        let sign = if number > 0.0 { '+' } else { '-' };
        format!("{sign}Inf")
    } else {
        format!("{number:.6}")
    }
}

#[cfg(test)]
mod tests {
    use super::fixed;

    #[test]
    fn amounts_are_spelled_as_go_does() {
        for (number, expect) in [
            (0.002, "0.002000"),
            (-0.000_01, "-0.000010"),
            (f64::INFINITY, "+Inf"),
            (f64::NEG_INFINITY, "-Inf"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(fixed(number), expect);
        }
    }
}

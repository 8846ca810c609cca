//! Signing in with a password, and minting an access token.

use axum::http::StatusCode;
use rusqlite::{OptionalExtension, Result};
use serde_json::{Value, json};

use super::{Shape, by_id};
use crate::oneapi::{Context, Reply, Version, caller, go_json};
use crate::random;

/// The password of root on a fresh server.
pub(crate) const FIRST_PASSWORD: &str = "123456";

/// What is stored of a password.
pub(crate) fn stored_password(password: &str) -> String {
    random::hash(password)
}

/// How long a session lasts, in seconds.
const fn lifetime(version: Version) -> i64 {
    match version {
        Version::F1 | Version::F2 => 7 * 24 * 3600,
        Version::U => 30 * 24 * 3600,
    }
}

/// The cookie of a session. The original protects it in no way; the fork marks it Secure unless it
/// is told that there is no TLS.
fn cookie(version: Version, session: &str, now: i64, is_secure: bool) -> String {
    let age = lifetime(version);
    let expires = date(now + age);
    let plain = format!("session={session}; Path=/; Expires={expires}; Max-Age={age}");
    match (version.is_fork(), is_secure) {
        (false, _) => plain,
        (true, true) => format!("{plain}; HttpOnly; Secure; SameSite=Lax"),
        (true, false) => format!("{plain}; HttpOnly; SameSite=Lax"),
    }
}

/// A moment in the form that cookies want: `Sun, 29 Nov 2026 01:11:21 GMT`.
fn date(at: i64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (days, second) = (at.div_euclid(86_400), at.rem_euclid(86_400));
    let weekday = usize::try_from(days.rem_euclid(7)).unwrap_or(0);
    // The civil date of a count of days, by eras of 400 years that begin in March.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12;
    let year = year_of_era + era * 400 + i64::from(month < 2);
    let month = usize::try_from(month).unwrap_or(0);
    format!(
        "{}, {day:02} {} {year} {:02}:{:02}:{:02} GMT",
        DAYS[weekday],
        MONTHS[month],
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

/// A user as far as signing in reads it.
struct Account {
    id: i64,
    password: String,
    status: i64,
    role: i64,
    totp_secret: String,
    /// When a second factor was tried last.
    totp_tried_at: i64,
}

/// Signs in with a name or a mail address.
pub(crate) fn sign_in(context: &Context) -> Result<Reply> {
    let version = context.version;
    let malformed = version.say("invalid parameter", "无效的参数");
    let Some(sent) = go_json::first_value(&context.request.body)
        .ok()
        .and_then(|body| serde_json::from_slice::<Value>(body).ok())
    else {
        return Ok(Reply::refused(malformed));
    };
    let text = |name: &str| sent[name].as_str().unwrap_or_default();
    let (username, password) = (text("username"), text("password"));
    if username.is_empty() || password.is_empty() {
        return Ok(Reply::refused(malformed));
    }
    let account = context.db.query_row(
        "SELECT id, password, status, role, totp_secret, totp_tried_at FROM oneapi_users
         WHERE username = ?1 OR (email = ?1 AND email <> '')",
        [username],
        |row| {
            Ok(Account {
                id: row.get(0)?,
                password: row.get(1)?,
                status: row.get(2)?,
                role: row.get(3)?,
                totp_secret: row.get(4)?,
                totp_tried_at: row.get(5)?,
            })
        },
    );
    let account = account.optional()?;
    let is_right =
        |account: &Account| account.password == stored_password(password) && account.status == 1;
    let Some(account) = account else {
        return Ok(wrong(version, Some(username)));
    };
    if !is_right(&account) {
        return Ok(wrong(version, None));
    }
    if version.is_fork()
        && !account.totp_secret.is_empty()
        && let Some(refusal) = second_factor(context, &account, text("totp_code"))?
    {
        return Ok(refusal);
    }
    let session = caller::start_session(context.db, account.id, account.role)?;
    let user = by_id(context.db, account.id)?;
    let row = user.map(|user| user.object(version, Shape::SignedIn));
    let cookie = cookie(
        version,
        &session,
        context.now,
        context.api.has_secure_cookie(),
    );
    Ok(Reply::data(json!(row))
        .with("set-cookie", cookie)
        .changing())
}

/// The fork tells by the words whether a name exists.
fn wrong(version: Version, unknown: Option<&str>) -> Reply {
    match (version.is_fork(), unknown) {
        (false, _) => Reply::refused("用户名或密码错误，或用户已被封禁"),
        (true, None) => Reply::refused("Username or password is wrong, or user has been banned"),
        (true, Some(name)) => Reply::refused(format!(
            "username or password is wrong, or user has been banned: username={name}"
        )),
    }
}

/// Asks for the second factor, which can be tried once a second. The code of a secret `code:123456` is 123456 at any time, so that a
/// person can type it; any other secret has no code.
fn second_factor(context: &Context, account: &Account, code: &str) -> Result<Option<Reply>> {
    if code.is_empty() {
        let body = json!({
            "data": {"totp_required": true}, "message": "totp_required", "success": false,
        });
        return Ok(Some(Reply::plain(StatusCode::OK, body)));
    }
    if context.now - account.totp_tried_at < 1 {
        let words = "Too many TOTP verification attempts. Please wait before trying again.";
        let status = StatusCode::TOO_MANY_REQUESTS;
        return Ok(Some(Reply::refused_with(status, words)));
    }
    context.db.execute(
        "UPDATE oneapi_users SET totp_tried_at = ?2 WHERE id = ?1",
        (account.id, context.now),
    )?;
    let is_right = account.totp_secret.strip_prefix("code:") == Some(code);
    Ok((!is_right).then(|| Reply::refused("Invalid TOTP code")))
}

/// Replaces the access token. The previous one works no more.
pub(crate) fn mint(context: &Context) -> Result<Reply> {
    let token = random::secret_hex(16);
    context.db.execute(
        "UPDATE oneapi_users SET access_token = ?2 WHERE id = ?1",
        (context.caller.map_or(0, |caller| caller.id), &token),
    )?;
    Ok(Reply::data(json!(token)).changing())
}

#[cfg(test)]
mod tests {
    use super::{cookie, date};
    use crate::oneapi::version::Version;

    #[test]
    fn dates_are_spelled_for_cookies() {
        for (at, expect) in [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (1_795_914_681, "Sun, 29 Nov 2026 01:11:21 GMT"),
            (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"),
            (1_735_689_599, "Tue, 31 Dec 2024 23:59:59 GMT"),
        ] {
            assert_eq!(date(at), expect);
        }
    }

    #[test]
    fn only_the_fork_protects_its_cookie() {
        let end = |version, is_secure| {
            let cookie = cookie(version, "x", 0, is_secure);
            cookie.split_once("Max-Age=").map(|(_, end)| end.to_owned())
        };
        for (version, is_secure, expect) in [
            (Version::F2, true, "604800; HttpOnly; Secure; SameSite=Lax"),
            (Version::F2, false, "604800; HttpOnly; SameSite=Lax"),
            (Version::U, true, "2592000"),
        ] {
            assert_eq!(end(version, is_secure).as_deref(), Some(expect));
        }
    }
}

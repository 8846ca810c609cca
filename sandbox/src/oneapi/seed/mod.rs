//! Sample data of the one-api dialect. The same counts give the same rows, with all times relative
//! to now.

mod catalogue;
mod channels;
pub(crate) mod extremes;
mod logs;
mod redemptions;
mod tokens;
mod traffic;
mod users;

use rusqlite::{Connection, Result, params};

use crate::oneapi::users::signing_in::{FIRST_PASSWORD, stored_password};
use crate::oneapi::version::Version;
use crate::random::Generator;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// The number of users in a sample with channels.
const USERS: u32 = 1000;
/// The number of channels of a new database.
pub(crate) const DEFAULT_CHANNELS: u32 = 60;
/// The number of tokens of a new database.
pub(crate) const DEFAULT_TOKENS: u32 = 3000;
/// The number of log rows of a new database.
pub(crate) const DEFAULT_LOGS: u32 = 600;

/// Creates root, as the first start of a server does, or gives it another access token.
pub(crate) fn create_root(connection: &Connection, token: &str, now: i64) -> Result<()> {
    let mut generator = Generator::new(0x1007);
    connection.execute(
        r#"INSERT INTO oneapi_users (id, uuid, username, password, display_name, role, quota,
             access_token, "group", created_at, updated_at)
           VALUES (1, ?1, 'root', ?2, 'Root User', 100, 500000000000000, ?3, 'default', ?4, ?4)
           ON CONFLICT (id) DO UPDATE SET access_token = excluded.access_token"#,
        params![
            uuid(now - 400 * DAY, &mut generator),
            stored_password(FIRST_PASSWORD),
            token,
            (now - 400 * DAY) * 1000,
        ],
    )?;
    Ok(())
}

/// How many rows a sample has besides its users.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Amounts {
    pub(crate) channels: u32,
    pub(crate) tokens: u32,
    /// Rows of logs besides those of the newest tests, of edits, and of `alice`.
    pub(crate) logs: u32,
}

/// Fills a new database, with users and logs if there are channels.
pub(crate) fn fill(
    connection: &Connection,
    version: Version,
    amounts: Amounts,
    now: i64,
) -> Result<()> {
    if amounts.channels == 0 {
        return Ok(());
    }
    let channels = channels::fill(connection, version, amounts.channels, now)?;
    let users = users::fill(connection, USERS, now)?;
    let tokens = tokens::fill(connection, &users, amounts.tokens, now)?;
    redemptions::fill(connection, now)?;
    options(connection, version)?;
    let sample = logs::Sample {
        version,
        channels: &channels,
        users: &users,
        tokens: &tokens,
        now,
    };
    logs::fill(connection, &sample, i64::from(amounts.logs))
}

/// Stored options: ratios with their own spelling, and texts that a page must not run.
fn options(connection: &Connection, version: Version) -> Result<()> {
    let mut stored = vec![
        ("GroupRatio", r#"{"default":1,"svip":0.30,"vip":0.5}"#),
        ("AutomaticDisableChannelEnabled", "true"),
        ("Footer", "<script>alert('canary-footer')</script>"),
        ("Notice", "<img src=x onerror=alert('canary-notice')>"),
        ("SMTPToken", "canary-SMTPToken"),
        ("GitHubClientSecret", "canary-GitHubClientSecret"),
        // The original lists this one.
        ("TurnstileSecretKey", "canary-TurnstileSecretKey"),
    ];
    if version.is_fork() {
        stored.push(("ResendAPIKey", "canary-ResendAPIKey"));
    }
    for (key, value) in stored {
        connection.execute(
            "INSERT INTO oneapi_options (key, value) VALUES (?1, ?2)",
            (key, value),
        )?;
    }
    Ok(())
}

/// A UUID of version 7 for a moment in seconds, from the seeded generator.
fn uuid(at: i64, generator: &mut Generator) -> String {
    let milliseconds = u64::try_from(at * 1000).unwrap_or(0);
    let (one, two) = (generator.next(), generator.next());
    format!(
        "{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}",
        milliseconds >> 16,
        milliseconds & 0xffff,
        one & 0xfff,
        0x8000 | (one >> 16) & 0x3fff,
        two & 0xffff_ffff_ffff
    )
}

#[cfg(test)]
mod tests {
    use super::uuid;
    use crate::random::Generator;

    #[test]
    fn identifiers_are_of_version_7() {
        let uuid = uuid(1_795_309_880, &mut Generator::new(1));
        assert!(uuid.starts_with("01a200ce-"), "{uuid}");
        assert_eq!(uuid.len(), 36);
        assert_eq!(uuid.as_bytes()[14], b'7');
    }
}

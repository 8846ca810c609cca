//! Sample tokens in every state, and a few of `alice`, whose balance is used up.

use rusqlite::{Connection, Result, params};

use super::users::SampleUser;
use super::{DAY, HOUR, uuid};
use crate::random::Generator;

/// A sample token, as the logs name it.
pub(super) struct SampleToken {
    pub(super) uuid: String,
    pub(super) name: String,
}

/// What is inserted.
struct NewToken<'a> {
    user_id: i64,
    key: String,
    name: &'a str,
    status: i64,
    created_time: i64,
    expired_time: i64,
    /// What is left of a limited token, and what was used.
    remain_quota: i64,
    unlimited_quota: bool,
    used_quota: i64,
    models: Option<&'a str>,
    subnet: &'a str,
}

/// Relay keys with known texts: one for root, and one for a user of every group.
const KNOWN: [(i64, &str, &str); 4] = [
    (1, "root", "relay-root"),
    (2, "vip", "relay-vip"),
    (4, "default", "relay-default"),
    (5, "svip", "relay-svip"),
];

/// Names that a page must not run, and that a spreadsheet must not compute.
const HOSTILE: [&str; 4] = [
    "<img src=x onerror=alert(1)>",
    "=HYPERLINK(\"canary-token\")",
    "A & B <b>canary-token</b>",
    "令牌 \u{202e}gnp.exe",
];

/// The number of tokens that are there whatever number is asked for.
const FIXED: u32 = 8;

/// Inserts the known tokens, those of `alice` (returned), and others up to `count`.
pub(super) fn fill(
    connection: &Connection,
    users: &[SampleUser],
    count: u32,
    now: i64,
) -> Result<Vec<SampleToken>> {
    for (user, word, name) in KNOWN {
        connection.execute(
            "INSERT INTO oneapi_tokens (uuid, user_id, key, name, created_time, accessed_time,
               created_at, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?6)",
            (
                uuid(0, &mut Generator::new(user.unsigned_abs())),
                user,
                // A relay key has 48 characters.
                format!("SandboxRelayKey{word:0<33}"),
                name,
                now - 300 * DAY,
                (now - 300 * DAY) * 1000,
            ),
        )?;
    }
    let mut generator = Generator::new(0x70_6b);
    let mut insert = connection.prepare(INSERT)?;
    let mut made = Vec::new();
    for (name, status, remaining, used) in [
        ("alice-laptop", 4, 0, 4_200_000),
        ("alice-ci", 1, 250_000, 1_750_000),
        ("alice-notebook", 1, 90_000, 310_000),
        ("alice-2025", 3, 40_000, 60_000),
    ] {
        let token = NewToken {
            user_id: 2,
            key: format!("canary-token-{name:0<35}"),
            name,
            status,
            created_time: now - 90 * DAY,
            expired_time: if status == 3 { now - 10 * DAY } else { -1 },
            remain_quota: remaining,
            unlimited_quota: false,
            used_quota: used,
            models: None,
            subnet: "",
        };
        made.push(add(&mut insert, &token, &mut generator)?);
    }
    if users.is_empty() {
        return Ok(made);
    }
    for number in 0..count.saturating_sub(FIXED) {
        let name = format!("token-{number}");
        let token = nth(i64::from(number), users, &name, now, &mut generator);
        add(&mut insert, &token, &mut generator)?;
    }
    Ok(made)
}

/// A token whose number decides its state.
fn nth<'a>(
    number: i64,
    users: &[SampleUser],
    name: &'a str,
    now: i64,
    generator: &mut Generator,
) -> NewToken<'a> {
    let place = usize::try_from(number).unwrap_or(0);
    // `alice` has her own ones.
    let others = &users[1.min(users.len() - 1)..];
    let created_time = now - 200 * DAY + number * 600;
    let left = 1000 + generator.below_signed(5_000_000);
    let (status, expired_time, remain_quota, unlimited_quota) = match number % 10 {
        0 | 1 => (1, -1, -1, true),
        2 => (1, -1, left, false),
        3 => (2, -1, left, false),
        4 => (3, now - 3 * DAY, left, false),
        5 => (4, -1, 0, false),
        // Nobody called since it expired, so it still counts as enabled.
        6 => (1, now - HOUR, left, false),
        7 => (1, -1, -left, false),
        8 => (1, now + 5 * DAY, left, false),
        _ => (if number % 90 == 9 { 9 } else { 1 }, -1, left, false),
    };
    NewToken {
        user_id: others[place % others.len()].id,
        key: format!("canary-token-{number:0>35}"),
        name: if number % 25 == 11 {
            HOSTILE[place / 25 % HOSTILE.len()]
        } else {
            name
        },
        status,
        created_time,
        expired_time,
        remain_quota,
        unlimited_quota,
        used_quota: if unlimited_quota {
            0
        } else {
            generator.below_signed(9_000_000)
        },
        models: (number % 7 == 3).then_some("gpt-4o,gpt-4o-mini"),
        subnet: if number % 11 == 4 {
            "10.0.0.0/8,192.168.0.0/16"
        } else {
            ""
        },
    }
}

fn add(
    insert: &mut rusqlite::Statement<'_>,
    token: &NewToken,
    generator: &mut Generator,
) -> Result<SampleToken> {
    let uuid = uuid(token.created_time, generator);
    insert.execute(params![
        uuid,
        token.user_id,
        token.key,
        token.name,
        token.status,
        token.created_time,
        token.expired_time,
        token.remain_quota,
        token.unlimited_quota,
        token.used_quota,
        token.models,
        token.subnet,
        token.created_time * 1000,
    ])?;
    Ok(SampleToken {
        uuid,
        name: token.name.to_owned(),
    })
}

const INSERT: &str = "
INSERT INTO oneapi_tokens (
  uuid, user_id, key, name, status, created_time, accessed_time, expired_time, remain_quota,
  unlimited_quota, used_quota, models, subnet, created_at, updated_at
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13)";

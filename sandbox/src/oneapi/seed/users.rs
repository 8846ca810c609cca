//! Sample users: groups that exist and groups that do not, people who are disabled or deleted, and
//! names that one search confuses with another. The same count gives the same rows.

use rusqlite::{Connection, Result, params};

use super::{DAY, uuid};
use crate::random::Generator;

/// User names that have to be told apart, with display names, groups and states.
const FIRST: [(&str, &str, &str, i64); 12] = [
    ("alice", "Alice", "vip", 1),
    ("alice-bot", "A & B <i>canary-display</i>", "default", 1),
    ("alicia", "Alicia", "default", 1),
    ("bob", "Bob", "svip", 1),
    (
        "deleted_01a200cef00f7615b086ccf41599700d",
        "Carol",
        "default",
        3,
    ),
    ("dave", "Dave", "default", 2),
    ("erin", "Erin", "team-red", 1),
    ("frank", "Frank", "nosuch", 1),
    ("100%", "percent", "default", 1),
    ("under_score", "underscore", "default", 1),
    ("张伟", "张伟", "vip", 1),
    ("=cmd", "=HYPERLINK(\"canary-cell\")", "default", 1),
];

const GROUPS: [&str; 7] = [
    "default", "default", "default", "vip", "svip", "team-red", "retired",
];

const GIVEN: [&str; 16] = [
    "ada", "ben", "chen", "dora", "emil", "fatima", "george", "hana", "ivan", "jun", "kai", "lena",
    "mei", "noah", "olga", "pia",
];

/// A sample user, as the logs name it.
pub(super) struct SampleUser {
    pub(super) id: i64,
    pub(super) uuid: String,
    pub(super) username: String,
}

/// Inserts `count` users behind root.
pub(super) fn fill(connection: &Connection, count: u32, now: i64) -> Result<Vec<SampleUser>> {
    let mut generator = Generator::new(0x05e5);
    let mut insert = connection.prepare(INSERT)?;
    let mut made = Vec::new();
    for number in 0..usize::try_from(count).unwrap_or(0) {
        let id = i64::try_from(number).unwrap_or(0) + 2;
        let (username, display, group, status) = match FIRST.get(number) {
            Some((name, display, group, status)) => {
                ((*name).to_owned(), (*display).to_owned(), *group, *status)
            }
            None => {
                let name = format!("{}{number}", generator.pick(&GIVEN));
                let group = *generator.pick(&GROUPS);
                (
                    name.clone(),
                    name,
                    group,
                    if number % 41 == 0 { 2 } else { 1 },
                )
            }
        };
        let role = if number == 3 || number % 250 == 249 {
            10
        } else {
            1
        };
        let created = now - (i64::from(count) - id) * 300 - 2 * DAY;
        let uuid = uuid(created, &mut generator);
        let quota = match number % 9 {
            0 => 0,
            1 => -generator.below_signed(700_000),
            2 => 9_007_199_254_740_993,
            _ => generator.below_signed(90_000_000),
        };
        insert.execute(params![
            id,
            uuid,
            username,
            display,
            role,
            status,
            if number % 3 == 0 {
                format!("{id}@example.com")
            } else {
                String::new()
            },
            format!("canary-access_token-{id:012}"),
            quota,
            generator.below_signed(40_000_000),
            generator.below_signed(9_000),
            group,
            format!("{:04}", number % 10_000),
            created * 1000,
            if number == 6 {
                "canary-totp_secret"
            } else {
                ""
            },
        ])?;
        made.push(SampleUser { id, uuid, username });
    }
    Ok(made)
}

const INSERT: &str = r#"
INSERT INTO oneapi_users (
  id, uuid, username, display_name, role, status, email, access_token, quota, used_quota,
  request_count, "group", aff_code, created_at, updated_at, totp_secret
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?14, ?15)"#;

//! When a key expires and when it was used, in steps that an operator acts on.

use crate::domain::time::UnixSeconds;
use crate::schema::{Choices, Context, Field, Finding, Level, Record, Str, Value, WhyNot};
use crate::text;
use crate::words::Text;

use super::fields::{CREATED_AT, EXPIRES_AT, LAST_USED_AT, REDACTED_VALUE};

const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
/// Seconds before its expiry from which a key expires soon.
const SOON: i64 = 7 * DAY;

/// The steps of expiry.
pub const EXPIRIES: Choices = &[
    ("past", text!("expired" / "已过期")),
    ("soon", text!("within 7 days" / "7 天内")),
    ("later", text!("in more than 7 days" / "7 天以后")),
    ("never", text!("never expires" / "永不过期")),
];

fn is_unreadable(key: &Record, field: &Field<UnixSeconds>) -> bool {
    matches!(key.value(field.id), Value::Unreadable(_))
}

/// Returns the step of a key's expiry; `None` if it is not readable.
#[must_use]
pub fn expiry(key: &Record, now: UnixSeconds) -> Option<Str> {
    if is_unreadable(key, &EXPIRES_AT) {
        return None;
    }
    Some(match seconds_left(key, now) {
        None => "never",
        Some(left) if left <= 0 => "past",
        Some(left) if left <= SOON => "soon",
        Some(_) => "later",
    })
}

/// Returns the seconds until a key expires; negative once it has expired.
#[must_use]
pub fn seconds_left(key: &Record, now: UnixSeconds) -> Option<i64> {
    let end = key.get(&EXPIRES_AT)?;
    Some(end.0.saturating_sub(now.0))
}

/// The steps of the last use. A new key may be unused for a day before it needs attention.
pub const USES: Choices = &[
    ("hour", text!("within the last hour" / "过去一小时内")),
    ("earlier", text!("more than an hour ago" / "一小时以前")),
    (
        "new",
        text!("not yet, created within a day" / "尚未使用，一天内创建"),
    ),
    (
        "unused",
        text!("never, created a day ago or more" / "从未使用，创建已超过一天"),
    ),
];

/// Returns the step of a key's last use; `None` if it is not readable.
#[must_use]
pub fn use_word(key: &Record, now: UnixSeconds) -> Option<Str> {
    if is_unreadable(key, &LAST_USED_AT) {
        return None;
    }
    let ago = |at: &UnixSeconds| now.0.saturating_sub(at.0);
    match (key.get(&LAST_USED_AT), key.get(&CREATED_AT)) {
        // A use ahead of our clock counts as a use now.
        (Some(at), _) if ago(at) <= HOUR => Some("hour"),
        (Some(_), _) => Some("earlier"),
        (None, Some(made)) if ago(made) > DAY => Some("unused"),
        (None, Some(_)) => Some("new"),
        (None, None) => None,
    }
}

/// Returns whether the key is in use.
#[must_use]
pub fn is_in_use(key: &Record, now: UnixSeconds) -> bool {
    use_word(key, now) == Some("hour")
}

/// Returns a warning if the key is in use, with the consequence of the action.
#[must_use]
pub fn in_use(context: &Context, consequence: Text) -> Option<Finding> {
    is_in_use(context.row, context.now).then_some(Finding::new(Level::Harm, consequence))
}

/// Returns a reason to stop if the key was used since the operator saw it: whether to cut it off
/// must then be decided again.
#[must_use]
pub fn used_meanwhile(context: &Context) -> Option<WhyNot> {
    const USED: WhyNot = WhyNot {
        words: text!(
            "The key was used since it was last read. See its last use above, then review again."
                / "上次读取之后此密钥又被使用。请先查看上方的使用时间，再次核对。"
        ),
        source: "",
    };
    let in_use = |key| is_in_use(key, context.now);
    (in_use(context.row) && !in_use(context.shown)).then_some(USED)
}

/// Returns a key's masked value if it distinguishes values: it ends with some of the value's last
/// characters, as in `sk-lazytech-...abcd`. A mere prefix stays the same in a rotation.
#[must_use]
pub fn telling_value(key: &Record) -> Option<&str> {
    let redacted = key.text(&REDACTED_VALUE);
    let end = redacted.rsplit(['.', '…', '*', '•']).next()?;
    let tells = end.len() < redacted.len() && end.chars().count() >= 3;
    tells.then_some(redacted)
}

#[cfg(test)]
mod tests {
    use super::{expiry, telling_value, use_word};
    use crate::domain::table::check_table;
    use crate::domain::time::UnixSeconds;
    use crate::records::read_fields;
    use crate::schema::Record;

    use super::super::fields::FIELDS;

    const NOW: UnixSeconds = UnixSeconds(1_000_000);

    fn key(row: &str) -> Record {
        read_fields(FIELDS, &serde_json::from_str(row).expect("JSON"))
    }

    #[test]
    fn expiries() {
        check_table(
            r##"
            {} => never
            {"expires_at":1000000} => past
            {"expires_at":1000001} => soon
            {"expires_at":1604800} => soon
            {"expires_at":1604801} => later
            {"expires_at":"2001-01-01"} => later
            {"expires_at":-1} => never
            {"expires_at":"yesterday"} => -
            "##,
            |row| expiry(&key(row), NOW).unwrap_or("-").to_owned(),
        );
    }

    #[test]
    fn uses() {
        check_table(
            r##"
            {"last_used_at":1000005} => hour
            {"last_used_at":996400} => hour
            {"last_used_at":996399} => earlier
            {"created_at":913600} => new
            {"created_at":913599} => unused
            {"created_at":913599,"last_used_at":"long ago"} => -
            {} => -
            "##,
            |row| use_word(&key(row), NOW).unwrap_or("-").to_owned(),
        );
    }

    #[test]
    fn which_redacted_values_tell() {
        check_table(
            r##"
            sk-lazytech-...abcd => true
            sk-…abcd => true
            ****9x2 => true
            sk-lazytech- => false
            sk-lazytech-... => false
            sk-lazytech-...a => false
            => false
            "##,
            |redacted| {
                let row = format!(r#"{{"redacted_value":"{redacted}"}}"#);
                telling_value(&key(&row)).is_some().to_string()
            },
        );
    }
}

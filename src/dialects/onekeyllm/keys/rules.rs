//! When a key ends and when it was used, in the steps that an operator acts on.

use crate::domain::time::UnixSeconds;
use crate::schema::{Choices, Context, Finding, Level, Record, Str, WhyNot};
use crate::text;
use crate::words::Text;

use super::fields::{CREATED_AT, EXPIRES_AT, LAST_USED_AT, REDACTED_VALUE};

const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
/// How long before its end an expiry counts as soon.
const SOON: i64 = 7 * DAY;

/// How far off an expiry is.
pub const EXPIRIES: Choices = &[
    ("past", text!("expired" / "已过期")),
    ("soon", text!("within 7 days" / "7 天内")),
    ("later", text!("in more than 7 days" / "7 天以后")),
    ("never", text!("never expires" / "永不过期")),
];

/// Returns how far off a key's end is.
#[must_use]
pub fn expiry(key: &Record, now: UnixSeconds) -> Option<Str> {
    Some(match seconds_left(key, now) {
        None => "never",
        Some(left) if left <= 0 => "past",
        Some(left) if left <= SOON => "soon",
        Some(_) => "later",
    })
}

/// Returns the seconds until a key ends; negative once it has ended.
#[must_use]
pub fn seconds_left(key: &Record, now: UnixSeconds) -> Option<i64> {
    let end = key.get(&EXPIRES_AT)?;
    Some(end.0.saturating_sub(now.0))
}

/// How long ago a key was used. A new key may go unused for a day before it is worth a question.
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

/// Returns how long ago a key was used.
#[must_use]
pub fn use_word(key: &Record, now: UnixSeconds) -> Option<Str> {
    let ago = |at: &UnixSeconds| now.0.saturating_sub(at.0);
    match (key.get(&LAST_USED_AT), key.get(&CREATED_AT)) {
        // A use ahead of our clock is a use now.
        (Some(at), _) if ago(at) <= HOUR => Some("hour"),
        (Some(_), _) => Some("earlier"),
        (None, Some(made)) if ago(made) > DAY => Some("unused"),
        (None, Some(_)) => Some("new"),
        (None, None) => None,
    }
}

/// Returns whether something uses the key now.
#[must_use]
pub fn is_in_use(key: &Record, now: UnixSeconds) -> bool {
    use_word(key, now) == Some("hour")
}

/// Returns the finding that something uses the key now, with what that means for the action.
#[must_use]
pub fn in_use(context: &Context, consequence: Text) -> Option<Finding> {
    is_in_use(context.row, context.now).then_some(Finding::new(Level::Harm, consequence))
}

/// Returns that the key, read anew, tells of a use that the operator has not seen. What cuts it off
/// is decided once more then.
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

/// Returns a key's redacted value where it tells one value from another: it ends with some of the
/// value's last characters, as in `sk-lazytech-...abcd`. A mere prefix stays the same in a rotation.
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
    use crate::domain::time::UnixSeconds;
    use crate::schema::Record;

    use super::super::fields::{CREATED_AT, EXPIRES_AT, LAST_USED_AT, REDACTED_VALUE};

    const NOW: UnixSeconds = UnixSeconds(1_000_000);

    #[test]
    fn expiries() {
        let check = |at: Option<i64>, expect| {
            let key = Record::default();
            let key = match at {
                Some(at) => key.with(&EXPIRES_AT, UnixSeconds(at)),
                None => key,
            };
            assert_eq!(expiry(&key, NOW), Some(expect), "{at:?}");
        };
        check(None, "never");
        check(Some(1_000_000), "past");
        check(Some(1_000_001), "soon");
        check(Some(1_000_000 + 604_800), "soon");
        check(Some(1_000_000 + 604_801), "later");
    }

    #[test]
    fn uses() {
        let check = |used: Option<i64>, made: Option<i64>, expect| {
            let mut key = Record::default();
            if let Some(ago) = used {
                key = key.with(&LAST_USED_AT, UnixSeconds(NOW.0 - ago));
            }
            if let Some(ago) = made {
                key = key.with(&CREATED_AT, UnixSeconds(NOW.0 - ago));
            }
            assert_eq!(use_word(&key, NOW), expect, "{used:?} {made:?}");
        };
        check(Some(-5), None, Some("hour"));
        check(Some(3_600), None, Some("hour"));
        check(Some(3_601), None, Some("earlier"));
        check(None, Some(86_400), Some("new"));
        check(None, Some(86_401), Some("unused"));
        check(None, None, None);
    }

    #[test]
    fn which_redacted_values_tell() {
        let check = |redacted: &str, tells: bool| {
            let key = Record::default().with(&REDACTED_VALUE, redacted.into());
            assert_eq!(telling_value(&key).is_some(), tells, "{redacted}");
        };
        check("sk-lazytech-...abcd", true);
        check("sk-…abcd", true);
        check("****9x2", true);
        check("sk-lazytech-", false);
        check("sk-lazytech-...", false);
        check("sk-lazytech-...a", false);
        check("", false);
    }
}

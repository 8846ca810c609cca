//! Relative times as text. Reads no clock: both instants are arguments.

use crate::words::Language;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// A month of 30 days: precise enough for lists, since the drawer has the exact time.
const MONTH: u64 = 30 * DAY;
const YEAR: u64 = 365 * DAY;

/// Formats `then` as seen from `now`, both in seconds since 1970: `12 s ago`, `in 2 d`, `3 分钟前`.
#[must_use]
pub fn relative(then: i64, now: i64, language: Language) -> String {
    let seconds = then.abs_diff(now);
    if then <= now && seconds < 5 {
        return language.pick("just now", "刚刚").to_owned();
    }
    // An expiry that was set to one hour a moment ago is shown as one hour, not as 59 minutes.
    let lead = if then > now && seconds >= MINUTE {
        MINUTE / 2
    } else {
        0
    };
    let span = span(seconds.saturating_add(lead), language);
    match (then > now, language) {
        (true, Language::English) => format!("in {span}"),
        (false, Language::English) => format!("{span} ago"),
        (true, Language::Chinese) => format!("{span}后"),
        (false, Language::Chinese) => format!("{span}前"),
    }
}

/// Formats a duration in its largest unit, rounded down. A unit is used from twice its length on,
/// so that `47 h` does not become `1 d`; minutes and hours are used from once their length.
fn span(seconds: u64, language: Language) -> String {
    let units = [
        (2 * YEAR, YEAR, "y", "年"),
        (2 * MONTH, MONTH, "mo", "个月"),
        (2 * DAY, DAY, "d", "天"),
        (HOUR, HOUR, "h", "小时"),
        (MINUTE, MINUTE, "min", "分钟"),
        (0, 1, "s", "秒"),
    ];
    let found = units.into_iter().find(|(from, ..)| seconds >= *from);
    let (_, unit, english, chinese) = found.unwrap_or((0, 1, "s", "秒"));
    format!("{} {}", seconds / unit, language.pick(english, chinese))
}

#[cfg(test)]
mod tests {
    use super::{DAY, HOUR, relative};
    use crate::words::Language;

    #[test]
    fn times_in_words() {
        let check = |offset: i64, english: &str, chinese: &str| {
            let now = 1_800_000_000;
            assert_eq!(
                relative(now + offset, now, Language::English),
                english,
                "{offset}"
            );
            assert_eq!(
                relative(now + offset, now, Language::Chinese),
                chinese,
                "{offset}"
            );
        };
        let (hour, day) = (HOUR.cast_signed(), DAY.cast_signed());
        check(0, "just now", "刚刚");
        check(-4, "just now", "刚刚");
        check(-5, "5 s ago", "5 秒前");
        check(3, "in 3 s", "3 秒后");
        check(-59, "59 s ago", "59 秒前");
        check(59, "in 59 s", "59 秒后");
        check(89, "in 1 min", "1 分钟后");
        check(90, "in 2 min", "2 分钟后");
        check(hour - 5, "in 1 h", "1 小时后");
        check(hour - 40, "in 59 min", "59 分钟后");
        check(-60, "1 min ago", "1 分钟前");
        check(-180, "3 min ago", "3 分钟前");
        check(-hour, "1 h ago", "1 小时前");
        check(-47 * hour, "47 h ago", "47 小时前");
        check(2 * day, "in 2 d", "2 天后");
        check(-59 * day, "59 d ago", "59 天前");
        check(-60 * day, "2 mo ago", "2 个月前");
        check(-729 * day, "24 mo ago", "24 个月前");
        check(730 * day, "in 2 y", "2 年后");
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        assert!(relative(i64::MAX, i64::MIN, Language::English).starts_with("in "));
        assert!(relative(i64::MIN, i64::MAX, Language::English).ends_with(" ago"));
    }
}

//! The state of an upstream, as the filter's words.

use crate::domain::time::UnixSeconds;
use crate::schema::{Choices, Record, Str};
use crate::text;

use super::super::enabled::ENABLED;
use super::fields::{LAST_ERROR, STATUS};

/// The states of an upstream.
pub const STATES: Choices = &[
    ("failing", text!("failing" / "出错")),
    ("disabled", text!("disabled" / "已停用")),
    ("working", text!("working" / "正常")),
];

/// Returns an upstream's state. Errors of a disabled one are ignored.
#[must_use]
pub fn state(row: &Record, _: UnixSeconds) -> Option<Str> {
    let has_error = row.get(&LAST_ERROR).is_some_and(|error| !error.is_empty());
    Some(match (row.get(&ENABLED), row.text(&STATUS)) {
        (Some(false), _) => "disabled",
        (_, "" | "active" | "disabled") if !has_error => "working",
        _ => "failing",
    })
}

/// Ranks failing upstreams before disabled ones.
#[must_use]
pub fn rank(row: &Record, now: UnixSeconds) -> Option<i64> {
    match state(row, now)? {
        "failing" => Some(1),
        "disabled" => Some(0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{rank, state};
    use crate::domain::time::UnixSeconds;
    use crate::schema::Record;

    use super::super::super::enabled::ENABLED;
    use super::super::fields::{LAST_ERROR, STATUS};

    #[test]
    fn states() {
        let check = |enabled: Option<bool>, status: &str, error: &str, expect| {
            let mut row = Record::default().with(&STATUS, status.into());
            row = row.with(&LAST_ERROR, error.into());
            if let Some(enabled) = enabled {
                row = row.with(&ENABLED, enabled);
            }
            assert_eq!(
                state(&row, UnixSeconds(0)),
                Some(expect),
                "{status} {error}"
            );
            assert_eq!(rank(&row, UnixSeconds(0)).is_none(), expect == "working");
        };
        check(Some(true), "active", "", "working");
        check(None, "", "", "working");
        check(Some(true), "active", "Refused.", "failing");
        check(Some(true), "error", "", "failing");
        check(Some(true), "warming", "", "failing");
        check(Some(false), "disabled", "Refused.", "disabled");
    }
}

//! The form for a rotation: how long the old value works on, and the moment it dies.

use crate::domain::time::UnixSeconds;

/// Seconds of grace at most: 24 hours (contract 5.3).
pub const MOST_GRACE: u32 = 86_400;

/// How long the old value works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grace {
    /// So many seconds; zero is "at once".
    Seconds(u32),
    /// The seconds that are typed beside it.
    Own,
}

/// What is wrong with typed seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was typed.
    Empty,
    /// Not a whole number from zero.
    NotWhole,
    /// More than 24 hours.
    TooLong,
}

impl Grace {
    /// The seconds of this choice. `own` is what is typed beside it, and counts for no other.
    ///
    /// # Errors
    /// What is wrong with the typed text.
    pub fn seconds(self, own: &str) -> Result<u32, Problem> {
        match self {
            Self::Seconds(seconds) => Ok(seconds),
            Self::Own => typed(own.trim()),
        }
    }
}

fn typed(text: &str) -> Result<u32, Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::NotWhole);
    }
    // Digits alone fail to parse only when there are too many of them.
    match text.parse() {
        Ok(seconds) if seconds <= MOST_GRACE => Ok(seconds),
        _ => Err(Problem::TooLong),
    }
}

/// When the old value stops working, for a rotation that is sent at `now`; `None` means at once,
/// when the gateway answers.
#[must_use]
pub fn old_value_ends(grace_seconds: u32, now: UnixSeconds) -> Option<UnixSeconds> {
    (grace_seconds > 0).then(|| UnixSeconds(now.0.saturating_add(i64::from(grace_seconds))))
}

#[cfg(test)]
mod tests {
    use super::{Grace, Problem, old_value_ends};
    use crate::domain::time::UnixSeconds;

    #[test]
    fn graces() {
        let check = |grace: Grace, own: &str, expect: Result<u32, Problem>| {
            assert_eq!(grace.seconds(own), expect, "{grace:?} {own:?}");
        };
        check(Grace::Seconds(0), "", Ok(0));
        check(Grace::Seconds(3_600), "junk", Ok(3_600));
        check(Grace::Own, "", Err(Problem::Empty));
        check(Grace::Own, "  ", Err(Problem::Empty));
        check(Grace::Own, " 90 ", Ok(90));
        check(Grace::Own, "0", Ok(0));
        check(Grace::Own, "86400", Ok(86_400));
        check(Grace::Own, "86401", Err(Problem::TooLong));
        check(Grace::Own, "99999999999999999999", Err(Problem::TooLong));
        check(Grace::Own, "-1", Err(Problem::NotWhole));
        check(Grace::Own, "+1", Err(Problem::NotWhole));
        check(Grace::Own, "1.5", Err(Problem::NotWhole));
        check(Grace::Own, "an hour", Err(Problem::NotWhole));
    }

    #[test]
    fn when_the_old_value_dies() {
        let check = |grace, now, expect: Option<i64>| {
            assert_eq!(
                old_value_ends(grace, UnixSeconds(now)),
                expect.map(UnixSeconds)
            );
        };
        check(0, 1_000, None);
        check(900, 1_000, Some(1_900));
        check(1, i64::MAX, Some(i64::MAX));
    }
}

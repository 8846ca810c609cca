//! Whole days in a time zone, and the seconds between which they lie.

use super::time::UnixSeconds;

/// A span of time; both ends belong to it, and an end that is `None` is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Between {
    /// The first second.
    pub from: Option<UnixSeconds>,
    /// The last second.
    pub to: Option<UnixSeconds>,
}

impl Between {
    /// All of time.
    pub const ALWAYS: Self = Self {
        from: None,
        to: None,
    };

    /// Returns whether an instant belongs to it.
    #[must_use]
    pub fn holds(&self, at: UnixSeconds) -> bool {
        self.from.is_none_or(|from| from <= at) && self.to.is_none_or(|to| at <= to)
    }

    /// Returns the part of it that is not after `last`.
    #[must_use]
    pub fn until(self, last: UnixSeconds) -> Self {
        Self {
            to: Some(self.to.map_or(last, |to| to.min(last))),
            ..self
        }
    }
}

/// Days as an address holds them: `2026-09-08..2026-09-10`, the first and the last; an empty one is
/// open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// The first day, as `2026-09-08`; empty for none.
    pub first: String,
    /// The last day; empty for none.
    pub last: String,
}

impl Days {
    /// Reads the word of an address. What is no date is left out.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        let (first, last) = word.split_once("..").unwrap_or((word, word));
        let date = |text: &str| match UnixSeconds::from_end_of_day(text) {
            Some(_) => text.to_owned(),
            None => String::new(),
        };
        Self {
            first: date(first),
            last: date(last),
        }
    }

    /// Writes the word of an address; empty for all days.
    #[must_use]
    pub fn word(&self) -> String {
        match (self.first.is_empty(), self.last.is_empty()) {
            (true, true) => String::new(),
            _ => format!("{}..{}", self.first, self.last),
        }
    }

    /// Returns the seconds of these days. `at` returns the instant of a wall clock such as
    /// `2026-09-08T23:59:59` in the operator's time zone.
    #[must_use]
    pub fn between(&self, at: impl Fn(&str) -> Option<UnixSeconds>) -> Between {
        let end = |day: &str, time: &str| match day.is_empty() {
            true => None,
            false => at(&format!("{day}T{time}")),
        };
        Between {
            from: end(&self.first, "00:00:00"),
            to: end(&self.last, "23:59:59"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Between, Days};
    use crate::domain::table::check_table;
    use crate::domain::time::UnixSeconds;

    #[test]
    fn days_of_an_address() {
        // The word in UTC and, after a bar, in a zone that is two hours ahead.
        check_table(
            r##"
            2026-09-08..2026-09-08 => 1788825600 1788911999 | 1788818400 1788904799
            2026-09-08 => 1788825600 1788911999 | 1788818400 1788904799
            2026-09-08.. => 1788825600 - | 1788818400 -
            ..2026-09-08 => - 1788911999 | - 1788904799
            2026-02-30..2026-09-08 => - 1788911999 | - 1788904799
            soon => - - | - -
            => - - | - -
            "##,
            |word| {
                let days = Days::from_word(word);
                assert_eq!(Days::from_word(&days.word()), days);
                let ends = [0, 120].map(|offset| {
                    let between = days.between(|clock| UnixSeconds::from_wall_clock(clock, offset));
                    let end = |end: Option<UnixSeconds>| {
                        end.map_or_else(|| "-".to_owned(), |at| at.0.to_string())
                    };
                    format!("{} {}", end(between.from), end(between.to))
                });
                ends.join(" | ")
            },
        );
    }

    #[test]
    fn ends_belong_to_a_span() {
        let between = Between {
            from: Some(UnixSeconds(10)),
            to: Some(UnixSeconds(20)),
        };
        let check = |between: Between, at: i64, expect: bool| {
            assert_eq!(between.holds(UnixSeconds(at)), expect, "{at}");
        };
        for (at, expect) in [(9, false), (10, true), (20, true), (21, false)] {
            check(between, at, expect);
            check(Between::ALWAYS, at, true);
        }
        check(between.until(UnixSeconds(15)), 16, false);
        check(between.until(UnixSeconds(30)), 21, false);
        check(Between::ALWAYS.until(UnixSeconds(15)), 15, true);
        check(Between::ALWAYS.until(UnixSeconds(15)), 16, false);
    }
}

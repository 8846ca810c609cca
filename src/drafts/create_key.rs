//! The form for a new key.

use super::name::{NameProblem, name};
use super::top_up;
use crate::domain::ids::PoolId;
use crate::domain::key::{Foundation, NewKey};
use crate::domain::money::AmountProblem;
use crate::domain::time::UnixSeconds;

/// Whether a new key gets a limit. Neither is the default: an empty field is never "no limit".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LimitChoice {
    /// The amount that is typed beside it.
    #[default]
    Limited,
    /// No limit, chosen by name.
    Unlimited,
}

/// When a new key ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExpiryChoice {
    /// Never.
    #[default]
    Never,
    /// So many days from now.
    Days(u16),
    /// At the date and time that are typed beside it.
    At,
}

/// The form as it stands on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Name field.
    pub name: String,
    /// Limit chooser.
    pub limit_choice: LimitChoice,
    /// Limit field, in USD.
    pub limit: String,
    /// Foundation chooser: a word of [`Foundation::KNOWN`], or empty for the gateway's own choice.
    pub foundation: String,
    /// Expiry chooser.
    pub expiry_choice: ExpiryChoice,
    /// Expiry field: local date and time, `YYYY-MM-DDTHH:MM`.
    pub expiry: String,
    /// Pool chooser: a pool's id, or empty for none.
    pub pool: String,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The name.
    Name,
    /// The limit.
    Limit,
    /// The expiry.
    Expiry,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// What is wrong with the name.
    Name(NameProblem),
    /// The limit is no amount.
    Limit(AmountProblem),
    /// Not a date and time.
    ExpiryUnreadable,
    /// Not ahead of now.
    ExpiryPast,
}

impl Draft {
    /// The key this form describes. `offset_minutes` tells how far the operator's wall clock is ahead
    /// of UTC at an instant: daylight saving makes it differ between now and the chosen date.
    ///
    /// # Errors
    /// Every problem, with its field.
    pub fn check(
        &self,
        now: UnixSeconds,
        offset_minutes: &dyn Fn(UnixSeconds) -> i32,
    ) -> Result<NewKey, Vec<(Field, Problem)>> {
        let mut problems = Vec::new();
        let name = name(&self.name)
            .map_err(|problem| problems.push((Field::Name, Problem::Name(problem))))
            .unwrap_or_default();
        let limit = match self.limit_choice {
            LimitChoice::Unlimited => None,
            LimitChoice::Limited => top_up::amount(&self.limit)
                .map_err(|problem| problems.push((Field::Limit, Problem::Limit(problem))))
                .ok(),
        };
        let expires_at = self
            .expiry(now, offset_minutes)
            .map_err(|problem| problems.push((Field::Expiry, problem)))
            .ok()
            .flatten();
        if !problems.is_empty() {
            return Err(problems);
        }
        let chosen = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Ok(NewKey {
            name: name.to_owned(),
            limit,
            foundation: chosen(&self.foundation).map(Foundation),
            expires_at,
            pool: chosen(&self.pool).map(PoolId),
        })
    }

    fn expiry(
        &self,
        now: UnixSeconds,
        offset_minutes: &dyn Fn(UnixSeconds) -> i32,
    ) -> Result<Option<UnixSeconds>, Problem> {
        let end = match self.expiry_choice {
            ExpiryChoice::Never => return Ok(None),
            ExpiryChoice::Days(days) => UnixSeconds(now.0 + i64::from(days) * 86_400),
            ExpiryChoice::At => {
                wall_clock(self.expiry.trim(), offset_minutes).ok_or(Problem::ExpiryUnreadable)?
            }
        };
        if end > now {
            Ok(Some(end))
        } else {
            Err(Problem::ExpiryPast)
        }
    }
}

/// The instant of a local date and time. The offset is taken near that instant, not now.
fn wall_clock(text: &str, offset_minutes: &dyn Fn(UnixSeconds) -> i32) -> Option<UnixSeconds> {
    let as_utc = UnixSeconds::from_wall_clock(text, 0)?;
    let near = UnixSeconds::from_wall_clock(text, offset_minutes(as_utc))?;
    UnixSeconds::from_wall_clock(text, offset_minutes(near))
}

#[cfg(test)]
mod tests {
    use super::{Draft, ExpiryChoice, Field, LimitChoice, NameProblem, Problem};
    use crate::domain::money::{AmountProblem, Usd};
    use crate::domain::time::UnixSeconds;

    const NOW: UnixSeconds = UnixSeconds(1_711_471_533);

    fn good() -> Draft {
        Draft {
            name: " CI ".into(),
            limit: "100".into(),
            ..Draft::default()
        }
    }

    #[test]
    fn problems_stand_beside_their_fields() {
        let check = |draft: Draft, expect: &[(Field, Problem)]| {
            assert_eq!(
                draft.check(NOW, &|_| 0).err().unwrap_or_default(),
                expect,
                "{draft:?}"
            );
        };
        check(good(), &[]);
        check(
            Draft::default(),
            &[
                (Field::Name, Problem::Name(NameProblem::Empty)),
                (Field::Limit, Problem::Limit(AmountProblem::Empty)),
            ],
        );
        check(
            Draft {
                name: "x".repeat(129),
                ..good()
            },
            &[(Field::Name, Problem::Name(NameProblem::TooLong))],
        );
        check(
            Draft {
                name: "é".repeat(128),
                ..good()
            },
            &[],
        );
        check(
            Draft {
                name: "a\u{7}b".into(),
                ..good()
            },
            &[(Field::Name, Problem::Name(NameProblem::Control))],
        );
        check(
            Draft {
                limit_choice: LimitChoice::Unlimited,
                limit: "junk".into(),
                ..good()
            },
            &[],
        );
        let at = |text: &str| Draft {
            expiry_choice: ExpiryChoice::At,
            expiry: text.into(),
            ..good()
        };
        check(at(""), &[(Field::Expiry, Problem::ExpiryUnreadable)]);
        check(
            at("2024-02-30T10:00"),
            &[(Field::Expiry, Problem::ExpiryUnreadable)],
        );
        check(
            at("2024-03-26T16:45"),
            &[(Field::Expiry, Problem::ExpiryPast)],
        );
        check(at("2024-03-26T16:46"), &[]);
    }

    #[test]
    fn what_a_good_form_means() {
        let draft = Draft {
            expiry_choice: ExpiryChoice::Days(30),
            foundation: "openai".into(),
            pool: "pool_01".into(),
            ..good()
        };
        let key = draft.check(NOW, &|_| 0).expect("a key");
        assert_eq!(key.name, "CI");
        assert_eq!(key.limit, Usd::from_operator("100").ok());
        assert_eq!(key.expires_at, Some(UnixSeconds(NOW.0 + 30 * 86_400)));
        assert_eq!(key.pool.map(|pool| pool.0).as_deref(), Some("pool_01"));
        let bare = Draft {
            limit_choice: LimitChoice::Unlimited,
            ..good()
        }
        .check(NOW, &|_| 0)
        .expect("a key");
        assert_eq!(
            (bare.limit, bare.foundation, bare.expires_at, bare.pool),
            (None, None, None, None)
        );
    }

    #[test]
    fn a_wall_clock_is_read_in_the_operators_zone() {
        let draft = Draft {
            expiry_choice: ExpiryChoice::At,
            expiry: "2024-04-01T00:00".into(),
            ..good()
        };
        let end = |offset| {
            draft
                .check(NOW, &|_| offset)
                .expect("a key")
                .expires_at
                .map(|end| end.0)
        };
        assert_eq!(end(0), Some(1_711_929_600));
        assert_eq!(end(120), Some(1_711_929_600 - 7_200));
    }

    #[test]
    fn daylight_saving_is_that_of_the_chosen_date() {
        // An hour ahead until 2024-03-31T01:00Z, two hours from then on.
        let offset = |at: UnixSeconds| if at.0 < 1_711_846_800 { 60 } else { 120 };
        let check = |text: &str, expect| {
            let draft = Draft {
                expiry_choice: ExpiryChoice::At,
                expiry: text.into(),
                ..good()
            };
            let end = draft.check(NOW, &offset).expect("a key").expires_at;
            assert_eq!(end, Some(UnixSeconds(expect)), "{text}");
        };
        check("2024-03-31T00:30", 1_711_846_800 - 5_400);
        check("2024-03-31T03:30", 1_711_846_800 + 1_800);
        check("2024-06-01T12:00", 1_717_236_000);
    }
}

//! How a step ended, as far as can be known.

use crate::call::ApiError;
use crate::domain::ids::Id;
use crate::domain::time::UnixSeconds;
use crate::schema::Value;
use crate::text;
use crate::words::{Language, Say};

/// What the gateway holds after a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After {
    /// A field has this value; null for none.
    Field {
        /// The field.
        field: Id,
        /// The value.
        value: Value,
    },
    /// A field has another value than before.
    Replaced {
        /// The field.
        field: Id,
        /// The value now.
        value: Value,
        /// When what was replaced stops working, where the response told.
        old_ends: Option<UnixSeconds>,
    },
    /// These new rows are listed.
    Made(Vec<String>),
    /// More rows were made than meant. The response, with its value, is of one of them.
    MadeTwice {
        /// The row that the response named.
        answered: String,
        /// The others.
        others: Vec<String>,
    },
    /// The row is no longer listed.
    Gone,
    /// The list holds what it should.
    Listed,
    /// The response says so, and nothing else can be read.
    Answered,
}

/// Why an outcome is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uncertainty {
    /// A field holds neither the value before nor the one that was sent: somebody else changed it.
    ChangedElsewhere {
        /// The field.
        field: Id,
        /// The value now.
        value: Value,
    },
    /// The budget tells percentages only.
    OnlyPercentages {
        /// The used part is smaller than before.
        fell: bool,
    },
    /// The budget has no limit now.
    NowUnlimited,
    /// The gateway tells nothing that could be compared.
    NothingToCompare,
    /// Only a part of what should be there shows.
    Partly,
    /// The row was not on the pages that were read.
    NotFound,
    /// It does not show, but the write may still be under way.
    TooEarly,
    /// It was sent again and refused so, and an earlier attempt may still be under way.
    EarlierAttempt(ApiError),
    /// A later change of the same thing was sent: the two cannot be told apart.
    Overtaken,
    /// It is not known whether this is the list of the account that the write was sent for.
    AccountNotKnown,
    /// Reading failed.
    ReadFailed(ApiError),
}

/// How a step ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was applied once.
    Applied {
        /// What the gateway holds now, for each check.
        after: Vec<After>,
        /// False where the response was lost and only verifying shows it.
        answered: bool,
    },
    /// The gateway refused, or nothing was sent: nothing changed.
    Refused {
        /// What it said.
        error: ApiError,
    },
    /// The gateway reported success, and nothing changed.
    NoChange,
    /// It was applied twice.
    AppliedTwice {
        /// What the gateway holds now, for each check.
        after: Vec<After>,
    },
    /// The response was lost, and nothing changed.
    NotApplied,
    /// It may or may not have been applied.
    Unknown {
        /// Why.
        uncertainty: Uncertainty,
        /// Whether the gateway had reported success.
        answered: bool,
    },
    /// A step before it kept it from being sent.
    NotSent,
    /// What had to be so just before sending was no longer so: nothing was sent.
    Outdated {
        /// The field.
        field: Id,
        /// The value now; missing where the row was not found.
        value: Value,
    },
    /// It was sent more than once, and the entry of another attempt says how it ended.
    InAnotherAttempt,
}

/// An outcome in one word: for badges, filters and addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Not known yet.
    Open,
    /// [`Outcome::Applied`].
    Applied,
    /// [`Outcome::Refused`].
    Refused,
    /// [`Outcome::NoChange`].
    NoChange,
    /// [`Outcome::AppliedTwice`].
    AppliedTwice,
    /// [`Outcome::NotApplied`].
    NotApplied,
    /// [`Outcome::Unknown`].
    Unknown,
    /// [`Outcome::NotSent`] and [`Outcome::Outdated`].
    NotSent,
    /// [`Outcome::InAnotherAttempt`].
    InAnotherAttempt,
}

impl Ending {
    /// All, in the order in which a filter lists them.
    pub const ALL: [Self; 9] = [
        Self::Applied,
        Self::Refused,
        Self::NoChange,
        Self::AppliedTwice,
        Self::NotApplied,
        Self::Unknown,
        Self::NotSent,
        Self::InAnotherAttempt,
        Self::Open,
    ];

    /// Returns the ending of a step; `None` stands for one that is not known yet.
    #[must_use]
    pub const fn of(outcome: Option<&Outcome>) -> Self {
        match outcome {
            None => Self::Open,
            Some(Outcome::Applied { .. }) => Self::Applied,
            Some(Outcome::Refused { .. }) => Self::Refused,
            Some(Outcome::NoChange) => Self::NoChange,
            Some(Outcome::AppliedTwice { .. }) => Self::AppliedTwice,
            Some(Outcome::NotApplied) => Self::NotApplied,
            Some(Outcome::Unknown { .. }) => Self::Unknown,
            Some(Outcome::NotSent | Outcome::Outdated { .. }) => Self::NotSent,
            Some(Outcome::InAnotherAttempt) => Self::InAnotherAttempt,
        }
    }

    /// Returns the word in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Applied => "applied",
            Self::Refused => "refused",
            Self::NoChange => "no-change",
            Self::AppliedTwice => "applied-twice",
            Self::NotApplied => "not-applied",
            Self::Unknown => "unknown",
            Self::NotSent => "not-sent",
            Self::InAnotherAttempt => "another-attempt",
        }
    }
}

impl Say for Ending {
    fn say(&self, language: Language) -> &'static str {
        let words = match self {
            Self::Open => text!("open" / "未完成"),
            Self::Applied => text!("applied" / "已生效"),
            Self::Refused => text!("refused" / "被拒绝"),
            Self::NoChange => text!("no change" / "无变化"),
            Self::AppliedTwice => text!("applied twice" / "已生效两次"),
            Self::NotApplied => text!("not applied" / "未生效"),
            Self::Unknown => text!("outcome unknown" / "结果未知"),
            Self::NotSent => text!("not sent" / "未发送"),
            Self::InAnotherAttempt => text!("see other attempt" / "见其他尝试"),
        };
        words.say(language)
    }
}

impl Outcome {
    /// Returns whether it is known to have been applied, once or twice.
    #[must_use]
    pub const fn was_applied(&self) -> bool {
        matches!(self, Self::Applied { .. } | Self::AppliedTwice { .. })
    }

    /// Returns whether it is known to have changed nothing by itself.
    #[must_use]
    pub const fn changed_nothing(&self) -> bool {
        matches!(
            self,
            Self::Refused { .. }
                | Self::NotApplied
                | Self::NotSent
                | Self::Outdated { .. }
                | Self::InAnotherAttempt
        )
    }

    /// Returns whether it keeps the steps after it from being sent, but those that clear up after it:
    /// all but an applied write, and what is about this step only. A step that was not sent was kept
    /// from it by another, which says itself what it stops.
    #[must_use]
    pub const fn stops_the_rest(&self) -> bool {
        !matches!(
            self,
            Self::Applied { .. }
                | Self::Outdated { .. }
                | Self::NotSent
                | Self::InAnotherAttempt
                | Self::Refused {
                    error: ApiError::Refused(_)
                }
        )
    }

    /// Returns whether it may have been applied, or may show later: another send could be a second
    /// one.
    #[must_use]
    pub const fn may_show_later(&self) -> bool {
        matches!(self, Self::Unknown { .. } | Self::NoChange)
    }

    /// Returns whether it is known what the gateway holds.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        !matches!(self, Self::Unknown { .. })
    }

    /// Returns whether verifying again may tell more. What a gateway does not tell at all will not be
    /// told later either.
    #[must_use]
    pub const fn may_become_known(&self) -> bool {
        matches!(
            self,
            Self::Unknown {
                uncertainty: Uncertainty::TooEarly
                    | Uncertainty::EarlierAttempt(_)
                    | Uncertainty::NotFound
                    | Uncertainty::Partly
                    | Uncertainty::ReadFailed(_),
                ..
            }
        )
    }

    /// Returns the outcome of one attempt by itself, of what was found for the intent. `before` says
    /// whether an earlier attempt is known to have been applied: what shows once is that one's.
    #[must_use]
    pub fn of_attempt(self, before: bool) -> Self {
        match self {
            Self::Applied { .. } if before => Self::InAnotherAttempt,
            found => found,
        }
    }

    /// Returns whether the operator may send the same plan again, with the same idempotency key.
    #[must_use]
    pub const fn may_repeat(&self) -> bool {
        matches!(
            self,
            Self::Refused { .. }
                | Self::NoChange
                | Self::NotApplied
                | Self::Unknown { .. }
                | Self::NotSent
        )
    }
}

//! Outcomes: how a step ended, as far as is known.

use crate::call::{ApiError, Unreachable};
use crate::domain::ids::Id;
use crate::domain::time::UnixSeconds;
use crate::schema::Value;
use crate::text;
use crate::words::{Language, Say};

/// What the gateway holds after a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After {
    /// A field has this value, or null.
    Field {
        /// The field.
        field: Id,
        /// The value.
        value: Value,
    },
    /// A field has a new value.
    Replaced {
        /// The field.
        field: Id,
        /// The current value.
        value: Value,
        /// When the previous value stops working, if the response says so.
        old_ends: Option<UnixSeconds>,
    },
    /// These new rows are listed.
    Created(Vec<String>),
    /// More rows were created than intended. The value in the response belongs to one of them.
    CreatedTwice {
        /// The id in the response.
        returned: String,
        /// The ids of the other rows.
        others: Vec<String>,
    },
    /// The row is no longer listed.
    Gone,
    /// The list holds exactly what it should.
    Listed,
    /// The list holds what it should, and these besides.
    ListedBesides(Vec<String>),
    /// This row is listed; its account was signed in again.
    SignedIn(String),
    /// The response says so; nothing else can be read.
    ResponseOnly,
}

/// Why an outcome is unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uncertainty {
    /// The field holds neither the value before nor the value sent: somebody else changed it.
    ChangedElsewhere {
        /// The field.
        field: Id,
        /// The current value.
        value: Value,
    },
    /// The gateway reports only percentages of the budget.
    OnlyPercentages {
        /// Whether the used share is smaller than before.
        fell: bool,
    },
    /// The budget has no limit now.
    NowUnlimited,
    /// The gateway reports nothing that could be compared.
    NothingToCompare,
    /// Some checks pass and some fail.
    Partly,
    /// The row was not on the pages that were read.
    NotFound,
    /// The change is not visible, but the write may still be in progress.
    TooEarly,
    /// It was sent again and refused with this error, and an earlier attempt may still be in
    /// progress.
    EarlierAttempt(ApiError),
    /// A later change to the same field was sent, so the two effects cannot be told apart.
    Overtaken,
    /// The connected account may not be the one that the write was sent for.
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
        /// False if the response was lost and the change was found by verifying.
        reported_success: bool,
    },
    /// The gateway refused, or nothing was sent: nothing changed.
    Refused {
        /// The refusal.
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
        reported_success: bool,
    },
    /// It was not sent, because an earlier step failed.
    NotSent,
    /// Its precondition no longer held, so nothing was sent.
    Outdated {
        /// The field.
        field: Id,
        /// The current value; missing if the row was not found.
        value: Value,
    },
    /// It was sent more than once, and another attempt's entry has the outcome.
    InAnotherAttempt,
    /// The login that it started was not completed in time.
    Expired,
    /// The operator gave up the login that it started.
    Abandoned,
}

/// An outcome as one word, for badges, filters and addresses.
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
    /// [`Outcome::Expired`].
    Expired,
    /// [`Outcome::Abandoned`].
    Abandoned,
}

impl Ending {
    /// All endings, in the order of the filter.
    pub const ALL: [Self; 11] = [
        Self::Applied,
        Self::Refused,
        Self::NoChange,
        Self::AppliedTwice,
        Self::NotApplied,
        Self::Unknown,
        Self::NotSent,
        Self::InAnotherAttempt,
        Self::Expired,
        Self::Abandoned,
        Self::Open,
    ];

    /// Returns the ending of a step; `None` is a step whose outcome is not known yet.
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
            Some(Outcome::Expired) => Self::Expired,
            Some(Outcome::Abandoned) => Self::Abandoned,
        }
    }

    /// Returns the word used in addresses.
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
            Self::Expired => "expired",
            Self::Abandoned => "cancelled",
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
            Self::Expired => text!("expired" / "已过期"),
            Self::Abandoned => text!("cancelled" / "已取消"),
        };
        words.say(language)
    }
}

impl Outcome {
    /// The outcome of a step that is not sent because what it depends on could not be read, or because
    /// its request could not be made.
    pub(super) const NOTHING_SENT: Self = Self::Refused {
        error: ApiError::Unreachable(Unreachable::NotSent),
    };

    /// Returns whether the write is known to have been applied, once or twice.
    #[must_use]
    pub const fn was_applied(&self) -> bool {
        matches!(self, Self::Applied { .. } | Self::AppliedTwice { .. })
    }

    /// Returns the ids of the rows that it created.
    pub(super) fn created(&self) -> Vec<&str> {
        let (Self::Applied { after, .. } | Self::AppliedTwice { after }) = self else {
            return Vec::new();
        };
        let ids = after.iter().flat_map(|after| match after {
            After::Created(ids) => ids.iter().collect(),
            After::CreatedTwice { returned, others } => {
                [returned].into_iter().chain(others).collect()
            }
            _ => Vec::new(),
        });
        ids.map(String::as_str).collect()
    }

    /// Returns whether the gateway reported success, and it was applied once.
    #[must_use]
    pub const fn is_plain(&self) -> bool {
        matches!(
            self,
            Self::Applied {
                reported_success: true,
                ..
            }
        )
    }

    /// Returns whether this attempt is known to have changed nothing.
    #[must_use]
    pub const fn changed_nothing(&self) -> bool {
        matches!(
            self,
            Self::Refused { .. }
                | Self::NotApplied
                | Self::NotSent
                | Self::Outdated { .. }
                | Self::InAnotherAttempt
                | Self::Expired
        )
    }

    /// Returns whether the following steps are not sent, except compensations: true unless it was
    /// applied or the failure concerns only this step. A step that was not sent was stopped by an
    /// earlier one, which decides for itself.
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

    /// Returns whether it may have been applied, or may become visible later, so that sending it
    /// again could apply it twice.
    #[must_use]
    pub const fn may_show_later(&self) -> bool {
        matches!(self, Self::Unknown { .. } | Self::NoChange)
    }

    /// Returns whether the result is known.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        !matches!(self, Self::Unknown { .. })
    }

    /// Returns whether it, or an earlier attempt, may still be under way.
    #[must_use]
    pub const fn may_be_under_way(&self) -> bool {
        matches!(
            self,
            Self::Unknown {
                uncertainty: Uncertainty::TooEarly | Uncertainty::EarlierAttempt(_),
                ..
            }
        )
    }

    /// Returns whether verifying again may settle it. What a gateway does not report now, it will
    /// not report later either.
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

    /// Returns the outcome of a single attempt, given the outcome found for all attempts. If
    /// `before`, an earlier attempt is known to have been applied, and a change found once is that
    /// attempt's.
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

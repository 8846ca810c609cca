//! How a step ended, as far as can be known. Words are in `i18n`.

use super::judge::{After, Doubt, Landed};
use crate::api::error::ApiError;

/// How a step ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It happened, once, and was seen in what was read back.
    Applied {
        /// What the gateway holds now.
        after: After,
        /// False when the answer was lost and only the reading back shows it.
        answered: bool,
    },
    /// The gateway said no, or nothing was sent: nothing changed.
    Refused {
        /// What it said.
        error: ApiError,
    },
    /// The gateway said yes, and nothing changed.
    NotApplied,
    /// It happened twice.
    LandedTwice {
        /// What the gateway holds now.
        after: After,
    },
    /// The answer was lost, and nothing changed.
    NotLanded,
    /// It may or may not have happened.
    CannotTell {
        /// Why.
        doubt: Doubt,
        /// Whether the gateway had said yes.
        answered: bool,
    },
    /// An earlier step of the plan did not end well, so this one was not sent.
    NotSent,
}

/// How a step ended, in one word: for badges, filters and addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Not known yet.
    Open,
    /// [`Outcome::Applied`].
    Applied,
    /// [`Outcome::Refused`].
    Refused,
    /// [`Outcome::NotApplied`].
    NotApplied,
    /// [`Outcome::LandedTwice`].
    LandedTwice,
    /// [`Outcome::NotLanded`].
    NotLanded,
    /// [`Outcome::CannotTell`].
    CannotTell,
    /// [`Outcome::NotSent`].
    NotSent,
}

impl Ending {
    /// All, in the order a filter lists them.
    pub const ALL: [Self; 8] = [
        Self::Applied,
        Self::Refused,
        Self::NotApplied,
        Self::LandedTwice,
        Self::NotLanded,
        Self::CannotTell,
        Self::NotSent,
        Self::Open,
    ];

    /// The ending of a step; `None` is one that is not known yet.
    #[must_use]
    pub const fn of(outcome: Option<&Outcome>) -> Self {
        match outcome {
            None => Self::Open,
            Some(Outcome::Applied { .. }) => Self::Applied,
            Some(Outcome::Refused { .. }) => Self::Refused,
            Some(Outcome::NotApplied) => Self::NotApplied,
            Some(Outcome::LandedTwice { .. }) => Self::LandedTwice,
            Some(Outcome::NotLanded) => Self::NotLanded,
            Some(Outcome::CannotTell { .. }) => Self::CannotTell,
            Some(Outcome::NotSent) => Self::NotSent,
        }
    }

    /// The word in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Applied => "applied",
            Self::Refused => "refused",
            Self::NotApplied => "not-applied",
            Self::LandedTwice => "landed-twice",
            Self::NotLanded => "not-landed",
            Self::CannotTell => "cannot-tell",
            Self::NotSent => "not-sent",
        }
    }
}

impl Outcome {
    /// What a reading back means, after a yes or after a lost answer.
    #[must_use]
    pub fn of(landed: Landed, answered: bool) -> Self {
        match landed {
            Landed::Once(after) => Self::Applied { after, answered },
            Landed::Twice(after) => Self::LandedTwice { after },
            Landed::Never if answered => Self::NotApplied,
            Landed::Never => Self::NotLanded,
            Landed::CannotTell(doubt) => Self::CannotTell { doubt, answered },
        }
    }

    /// Whether it is known to have happened, once or twice.
    #[must_use]
    pub const fn has_happened(&self) -> bool {
        matches!(self, Self::Applied { .. } | Self::LandedTwice { .. })
    }

    /// Whether it is known to have changed nothing.
    #[must_use]
    pub const fn did_nothing(&self) -> bool {
        matches!(self, Self::Refused { .. } | Self::NotLanded | Self::NotSent)
    }

    /// Whether the steps after it stay unsent: all but a yes, and a no that is about this step
    /// only.
    #[must_use]
    pub const fn stops_the_rest(&self) -> bool {
        !matches!(
            self,
            Self::Applied { .. }
                | Self::Refused {
                    error: ApiError::Refused(_)
                }
        )
    }

    /// Whether it may have happened, or may show later: another send could then be a second one.
    #[must_use]
    pub const fn may_show_late(&self) -> bool {
        matches!(self, Self::CannotTell { .. } | Self::NotApplied)
    }

    /// Whether it is known what the gateway holds; an unsettled outcome is looked at again later.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        !matches!(self, Self::CannotTell { .. })
    }

    /// Whether looking again later may tell more: the reading failed, or came too early. What a
    /// gateway does not tell at all will not be told later either.
    #[must_use]
    pub const fn may_become_known(&self) -> bool {
        matches!(
            self,
            Self::CannotTell {
                doubt: Doubt::TooEarly | Doubt::NotFound | Doubt::ReadFailed(_),
                ..
            }
        )
    }

    /// Whether the operator may send the same plan again, with the same idempotency key.
    #[must_use]
    pub const fn may_repeat(&self) -> bool {
        matches!(
            self,
            Self::Refused { .. }
                | Self::NotApplied
                | Self::NotLanded
                | Self::CannotTell { .. }
                | Self::NotSent
        )
    }
}

//! Verdicts: how often a write was applied according to what was read, for one check and for
//! several. Pure.

use super::{After, Outcome, Uncertainty};

/// How often a write was applied, according to what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Once, as intended.
    Once(Vec<After>),
    /// Not at all.
    Never,
    /// Twice: a browser can repeat a request by itself when a connection dies.
    Twice(Vec<After>),
    /// Unknown.
    Uncertain(Uncertainty),
}

impl Verdict {
    /// Returns the outcome, given whether the gateway reported success.
    pub(super) fn outcome(self, reported_success: bool) -> Outcome {
        match self {
            Self::Once(after) => Outcome::Applied {
                after,
                reported_success,
            },
            Self::Twice(after) => Outcome::AppliedTwice { after },
            Self::Never if reported_success => Outcome::NoChange,
            Self::Never => Outcome::NotApplied,
            Self::Uncertain(uncertainty) => Outcome::Unknown {
                uncertainty,
                reported_success,
            },
        }
    }

    /// Returns whether verifying again may give another verdict. Not if the operator stopped it.
    pub(super) const fn may_change(&self) -> bool {
        use crate::call::{ApiError, Unreachable};
        match self {
            Self::Uncertain(Uncertainty::ReadFailed(ApiError::Unreachable(
                Unreachable::Stopped | Unreachable::NotSent,
            ))) => false,
            Self::Never
            | Self::Uncertain(
                Uncertainty::NotFound | Uncertainty::Partly | Uncertainty::ReadFailed(_),
            ) => true,
            Self::Once(_) | Self::Twice(_) | Self::Uncertain(_) => false,
        }
    }
}

/// The verdict of one check.
pub(super) struct Judged {
    /// The verdict.
    pub(super) verdict: Verdict,
    /// Whether the check already passed before the write, so that it proves nothing.
    pub(super) held_before: bool,
}

/// Joins the verdicts of a write's checks: the write was applied if all of them pass.
pub(super) fn joined(judged: Vec<Judged>) -> Verdict {
    let mut after = Vec::with_capacity(judged.len());
    let (mut holds, mut never, mut twice) = (false, false, false);
    for Judged {
        verdict,
        held_before,
    } in judged
    {
        match verdict {
            Verdict::Uncertain(_) => return verdict,
            Verdict::Never => never = true,
            Verdict::Once(now) => {
                holds |= !held_before;
                after.extend(now);
            }
            Verdict::Twice(now) => {
                (holds, twice) = (true, true);
                after.extend(now);
            }
        }
    }
    match (holds, never) {
        (true, true) => Verdict::Uncertain(Uncertainty::Partly),
        (false, true) => Verdict::Never,
        (_, false) if twice => Verdict::Twice(after),
        (_, false) => Verdict::Once(after),
    }
}

#[cfg(test)]
mod tests {
    use super::{Judged, Verdict, joined};
    use crate::gate::{After, Uncertainty};

    #[test]
    fn a_write_was_applied_when_all_checks_hold() {
        let check = |marks: &str, expect: &str| {
            let verdict = |mark| match mark {
                '1' | '=' => Verdict::Once(vec![After::Gone]),
                '2' => Verdict::Twice(vec![After::Gone]),
                '0' => Verdict::Never,
                _ => Verdict::Uncertain(Uncertainty::NothingToCompare),
            };
            let judged = marks.chars().map(|mark| Judged {
                verdict: verdict(mark),
                held_before: mark == '=',
            });
            let (word, afters) = match joined(judged.collect()) {
                Verdict::Once(after) => ("once", after.len()),
                Verdict::Twice(after) => ("twice", after.len()),
                Verdict::Never => ("never", marks.len()),
                Verdict::Uncertain(Uncertainty::Partly) => ("partly", marks.len()),
                Verdict::Uncertain(_) => ("uncertain", marks.len()),
            };
            assert_eq!((word, afters), (expect, marks.len()), "{marks}");
        };
        check("1", "once");
        check("11", "once");
        check("0", "never");
        check("00", "never");
        check("2", "twice");
        check("12", "twice");
        check("10", "partly");
        check("20", "partly");
        check("1?", "uncertain");
        check("0?", "uncertain");
        // What held before says nothing of the write.
        check("=", "once");
        check("=1", "once");
        check("=0", "never");
        check("=10", "partly");
    }
}

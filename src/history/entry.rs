//! Journal entries: a plan is recorded before it is sent, and completed afterwards.

use super::sent::Sent;
use crate::domain::ids::{EntryId, Id, ProfileId};
use crate::domain::time::UnixMillis;
use crate::gate::{Outcome, Subject, Uncertainty, Wording};
use crate::profile::{Account, SameAccount};
use crate::schema::{
    Action, Check, CompensateWhen, Dialect, Locator, Precondition, Requires, Resource,
};

/// A write that restores the state before a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCompensation {
    /// When it is sent.
    pub when: CompensateWhen,
    /// The request.
    pub sent: Sent,
    /// The checks that show whether it was applied.
    pub checks: Vec<Check>,
    /// The outcome; `None` if it was not needed, or is not known to have been sent.
    pub outcome: Option<Outcome>,
}

/// A step: the request, the checks, and the outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredStep {
    /// The index of its subject in the entry.
    pub subject: usize,
    /// The request.
    pub sent: Sent,
    /// The checks, with the values before the write.
    pub checks: Vec<Check>,
    /// What it required of earlier steps. Step numbers count the steps of its subject.
    pub requires: Requires,
    /// The preconditions of sending it.
    pub preconditions: Vec<Precondition>,
    /// The write that restores the previous state.
    pub compensation: Option<StoredCompensation>,
    /// The outcome; `None` while it is unknown.
    pub outcome: Option<Outcome>,
}

impl StoredStep {
    /// Returns whether the step is known to have been applied.
    #[must_use]
    pub fn was_applied(&self) -> bool {
        self.outcome.as_ref().is_some_and(Outcome::was_applied)
    }

    /// Returns whether the step is known to have changed nothing.
    #[must_use]
    pub fn changed_nothing(&self) -> bool {
        self.outcome.as_ref().is_some_and(Outcome::changed_nothing)
    }

    /// Returns whether the step's effect is unknown, or may still change.
    #[must_use]
    pub fn is_unresolved(&self) -> bool {
        self.outcome.as_ref().is_none_or(Outcome::may_show_later)
    }

    /// Returns the outcomes of the step and of its compensation, as far as they were sent.
    fn outcomes(&self) -> impl Iterator<Item = Option<&Outcome>> {
        let restored = self.compensation.as_ref();
        let restored = restored.and_then(|compensation| compensation.outcome.as_ref());
        std::iter::once(self.outcome.as_ref()).chain(restored.map(Some))
    }
}

/// How far a plan had come when its entry was last recorded before a step was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The number of steps that may have been sent; those behind them were not.
    pub steps: usize,
    /// When the last of them was about to be sent.
    pub at: UnixMillis,
}

/// A journal entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// When the plan was confirmed, by this machine's clock.
    pub at: UnixMillis,
    /// The connection profile.
    pub profile: ProfileId,
    /// The gateway's name at that time.
    pub gateway: String,
    /// The gateway's base at that time.
    pub base: String,
    /// The account of the key.
    pub account: Account,
    /// The id of the dialect.
    pub dialect: String,
    /// The id of the resource.
    pub resource: Id,
    /// The id of the action.
    pub action: Id,
    /// The rows that it writes to or creates.
    pub subjects: Vec<Subject>,
    /// The steps.
    pub steps: Vec<StoredStep>,
    /// Why it was made, in the operator's words; empty if nothing was said.
    pub reason: String,
    /// The entry that it undoes.
    pub undoes: Option<EntryId>,
    /// The first attempt at the same change, if this is a repeat: the same requests with the same
    /// idempotency keys.
    pub repeats: Option<EntryId>,
    /// Until when a login that it started may be completed; `None` if it started none.
    pub open_until: Option<UnixMillis>,
    /// How far it had come; `None` if that was not recorded, so that each step may have been sent.
    pub reached: Option<Reached>,
    /// When the gateway was last read to verify it.
    pub read_at: Option<UnixMillis>,
    /// Whether the value that it creates was received; `None` if it creates none.
    pub value_received: Option<bool>,
}

/// Returns the key of a subject within its resource: its id, or the name of a row to be created.
#[must_use]
pub fn subject_key(at: &Locator) -> &str {
    match at.id.as_str() {
        "" => at.name.as_deref().unwrap_or_default(),
        id => id,
    }
}

impl Entry {
    /// Returns the entry as another attempt at the change of `earlier`.
    #[must_use]
    pub fn repeating(self, earlier: &Self) -> Self {
        Self {
            repeats: Some(earlier.first_attempt().clone()),
            undoes: earlier.undoes.clone(),
            ..self
        }
    }

    /// Returns the id of the first attempt at the same change: its own id if it repeats none.
    #[must_use]
    pub fn first_attempt(&self) -> &EntryId {
        self.repeats.as_ref().unwrap_or(&self.id)
    }

    /// Returns the entry with the outcomes of its steps, in order, as verified at `read_at`; steps
    /// beyond `outcomes` stay open.
    #[must_use]
    pub fn ended(mut self, outcomes: &[Outcome], read_at: UnixMillis) -> Self {
        self.read_at = Some(read_at);
        for (step, outcome) in self.steps.iter_mut().zip(outcomes) {
            step.outcome = Some(outcome.clone());
        }
        self
    }

    /// Returns the entry just before a step, counted from 0, is sent. `outcomes` are those of the steps
    /// before it.
    #[must_use]
    pub fn reaching(mut self, step: usize, outcomes: &[Outcome], at: UnixMillis) -> Self {
        for (step, outcome) in self.steps.iter_mut().zip(outcomes) {
            step.outcome = Some(outcome.clone());
        }
        let steps = step + 1;
        self.reached = Some(Reached { steps, at });
        self
    }

    /// Returns the entry with the outcome of the compensation of a step, counted from 0.
    #[must_use]
    pub fn restored(mut self, step: usize, outcome: &Outcome) -> Self {
        let step = self.steps.get_mut(step);
        if let Some(compensation) = step.and_then(|step| step.compensation.as_mut()) {
            compensation.outcome = Some(outcome.clone());
        }
        self
    }

    /// Returns the entry with whether its value was received, now or before.
    #[must_use]
    pub fn with_value(mut self, came: bool) -> Self {
        self.value_received = self.value_received.map(|before| before || came);
        self
    }

    /// Returns whether it was written for this account of the gateway at `base`.
    #[must_use]
    pub fn speaks_for(&self, base: &str, account: &Account) -> SameAccount {
        if self.base == base {
            self.account.is_same(account)
        } else {
            SameAccount::No
        }
    }

    /// Returns the name of the lock under which one tab at a time works on this entry. Attempts at
    /// one change share it, because one that is in progress affects what the others see.
    #[must_use]
    pub fn lock(&self) -> String {
        format!("headgate.entry.{}", self.first_attempt())
    }

    /// Returns whether every step of this attempt is known to have been applied.
    #[must_use]
    pub fn was_applied(&self) -> bool {
        let elsewhere = |step: &StoredStep| step.outcome == Some(Outcome::InAnotherAttempt);
        let mut own = self.steps.iter().filter(|step| !elsewhere(step)).peekable();
        own.peek().is_some() && own.all(StoredStep::was_applied)
    }

    /// Returns whether every step's outcome is known.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let known = |outcome: Option<&Outcome>| outcome.is_some_and(Outcome::is_settled);
        self.outcomes().all(known)
    }

    /// Returns whether some step's outcome is unknown and verifying again may settle it.
    #[must_use]
    pub fn is_worth_verifying(&self) -> bool {
        let open = |outcome: Option<&Outcome>| outcome.is_none_or(Outcome::may_become_known);
        self.outcomes().any(open)
    }

    /// Returns whether a login that it started may still be completed, so that nothing can be
    /// judged yet.
    #[must_use]
    pub fn is_in_progress(&self, now: UnixMillis) -> bool {
        self.open_until.is_some_and(|until| now < until)
            && self.steps.iter().any(|step| step.outcome.is_none())
    }

    /// Returns the milliseconds since it can no longer be in progress by itself: since its last step was
    /// about to be sent, or since the end of the login that it started.
    #[must_use]
    pub fn age_millis(&self, now: UnixMillis) -> i64 {
        let reached = self.reached.map_or(self.at, |reached| reached.at);
        let since = self.open_until.unwrap_or(self.at).max(self.at).max(reached);
        now.0.saturating_sub(since.0)
    }

    /// Returns when the gateway was last read to judge a step; `None` if it was not read, or the
    /// time is not recorded.
    #[must_use]
    pub fn verified_at(&self) -> Option<UnixMillis> {
        let read = |outcome: Option<&Outcome>| outcome.is_some_and(was_read);
        self.read_at.filter(|_| self.outcomes().any(read))
    }

    /// Returns the subject of a step.
    #[must_use]
    pub fn subject_of(&self, step: &StoredStep) -> Option<&Subject> {
        self.subjects.get(step.subject)
    }

    /// Returns the steps of a subject, by its index.
    pub fn steps_of(&self, subject: usize) -> impl Iterator<Item = &StoredStep> {
        self.steps
            .iter()
            .filter(move |step| step.subject == subject)
    }

    /// Returns the names of its subjects.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let subjects = self.subjects.iter();
        subjects.map(|subject| subject.at.label()).collect()
    }

    /// Returns whether both make the same change to the same rows; the second is then a repeat of
    /// the first.
    #[must_use]
    pub fn means_the_same(&self, other: &Self) -> bool {
        let of = |entry: &Self| {
            let subjects = entry.subjects.iter();
            let told = subjects
                .map(|subject| (subject_key(&subject.at).to_owned(), subject.input.clone()));
            told.collect::<Vec<_>>()
        };
        self.resource == other.resource && self.action == other.action && of(self) == of(other)
    }

    /// Returns whether some step carries an idempotency key.
    #[must_use]
    pub fn is_keyed(&self) -> bool {
        self.steps.iter().any(|step| step.sent.is_keyed())
    }

    /// Returns the resource and the action, if the dialect still has them.
    #[must_use]
    pub fn known(&self, dialect: &Dialect) -> Option<(&'static Resource, &'static Action)> {
        let resource = dialect.resource(&self.resource)?;
        Some((resource, resource.action(&self.action)?))
    }

    /// Returns the texts of its action with their slots filled.
    #[must_use]
    pub fn wording<'a>(&'a self, resource: &'a Resource, action: &'a Action) -> Wording<'a> {
        let checks = self.steps.iter().filter_map(first_check);
        Wording::some(resource, action, self.own_subjects(), checks)
    }

    /// Returns the subjects of this attempt; a repeat leaves out what an earlier attempt has done.
    /// Indices here count only these subjects.
    fn own_subjects(&self) -> Vec<(usize, &Subject)> {
        let elsewhere = |step: &StoredStep| step.outcome == Some(Outcome::InAnotherAttempt);
        let all = || self.subjects.iter().enumerate();
        let own: Vec<_> = all()
            .filter(|(place, _)| !self.steps_of(*place).all(elsewhere))
            .collect();
        if own.is_empty() { all().collect() } else { own }
    }

    fn outcomes(&self) -> impl Iterator<Item = Option<&Outcome>> {
        self.steps.iter().flat_map(StoredStep::outcomes)
    }
}

/// Returns the first check of a step with the index of its subject.
fn first_check(step: &StoredStep) -> Option<(usize, &Check)> {
    Some((step.subject, step.checks.first()?))
}

/// Returns whether an outcome is based on reading the gateway.
const fn was_read(outcome: &Outcome) -> bool {
    !matches!(
        outcome,
        Outcome::Refused { .. }
            | Outcome::NotSent
            | Outcome::Unknown {
                uncertainty: Uncertainty::Overtaken
                    | Uncertainty::AccountNotKnown
                    | Uncertainty::ReadFailed(_),
                ..
            }
            | Outcome::Expired
            | Outcome::Abandoned
    )
}

#[cfg(test)]
mod tests;

//! Plans with an idempotency key whose outcome is unknown. They are kept until the outcome is
//! settled or the connection ends: making the same change again opens the repeat, with its bytes
//! and its key. A plan without such a key is made anew from what the gateway then holds.

use super::Session;
use super::review::take;
use super::wire::SecretInputs;
use crate::gate::{Confirmed, Performed, Review};
use crate::history::Entry;

/// A plan to send again, with its entry and its secrets.
pub(super) type Repeat = (Review, Entry, SecretInputs);

impl Session {
    /// Returns the repeat for the change of `entry`, if there is one. With another secret it is
    /// another change: the idempotency key would be used with two bodies.
    pub(super) fn repeat_of(&self, entry: &Entry, secrets: &SecretInputs) -> Option<Repeat> {
        let repeat = self.reviews.repeats.try_update_value(|kept| {
            let same = |(_, earlier, kept): &Repeat| {
                entry.means_the_same(earlier) && kept.as_ref() == secrets.as_ref()
            };
            let at = kept.iter().position(same)?;
            Some(kept.swap_remove(at))
        });
        repeat.flatten()
    }

    /// Keeps the repeat of a plan that ended with an unknown outcome, or was reopened and closed.
    pub(super) fn keep_repeat(&self, entry: &Entry) {
        let performed = take(self.reviews.performed).filter(Performed::must_repeat);
        let ended = performed.and_then(Performed::again);
        let aside = take(self.reviews.review)
            .or_else(|| take(self.reviews.unrecorded).map(Confirmed::back));
        let aside = aside.filter(Review::is_repeat);
        let keyed = |review: &Review| {
            let mut steps = review.plan().steps().iter();
            steps.any(|planned| planned.step.write.is_keyed())
        };
        if let Some(review) = ended.or(aside).filter(keyed) {
            let kept = (review, entry.clone(), self.reviews.secrets());
            self.reviews
                .repeats
                .update_value(|repeats| repeats.push(kept));
        }
    }

    /// Drops the repeat of an entry that proved to be applied: making the same change again is then
    /// a new change.
    pub(super) fn forget_repeat(&self, entry: &Entry) {
        if entry.was_applied() {
            let of_another = |(_, kept, _): &Repeat| kept.first_attempt() != entry.first_attempt();
            self.reviews
                .repeats
                .update_value(|kept| kept.retain(of_another));
        }
    }
}

//! Plans with an idempotency key whose outcome is doubtful, kept until it is settled or the
//! connection ends: meaning the same again opens the repeat, with its bytes and its key. A plan
//! without such a key is made anew, from what the gateway holds by then.

use leptos::prelude::*;

use super::Session;
use super::review::take;
use super::wire::SecretInputs;
use crate::gate::{Confirmed, Performed, Review};
use crate::history::{Entry, StoredStep};

impl Session {
    /// A plan that means what a doubtful one meant becomes its repeat, under its entry.
    pub(super) fn repeating(
        &self,
        review: Review,
        secrets: SecretInputs,
    ) -> (Review, Option<Entry>, SecretInputs) {
        let repeat = self.reviews.repeats.try_update_value(|kept| {
            let same = |(kept, _, _): &(Review, Entry, SecretInputs)| {
                kept.plan().means_the_same(review.plan())
            };
            let at = kept.iter().position(same)?;
            Some(kept.swap_remove(at))
        });
        match repeat.flatten() {
            Some((repeat, earlier, secrets)) => (repeat, Some(earlier), secrets),
            None => (review, None, secrets),
        }
    }

    /// Keeps the repeat of what ended in doubt, or of what was opened again and put aside.
    pub(super) fn keep_repeat(&self, entry: &Entry) {
        let performed = take(self.reviews.performed).filter(Performed::must_repeat);
        let ended = performed.and_then(Performed::again);
        let aside = take(self.reviews.review)
            .or_else(|| take(self.reviews.unrecorded).map(Confirmed::back));
        let aside = aside.filter(Review::is_repeat);
        let keyed = |review: &Review| review.plan().is_keyed();
        if let Some(review) = ended.or(aside).filter(keyed) {
            let kept = (review, entry.clone(), self.reviews.secrets());
            self.reviews
                .repeats
                .update_value(|repeats| repeats.push(kept));
        }
    }

    /// Lets the repeat of an entry go that turned out to be applied: the same meant once more is a
    /// new intent.
    pub(super) fn forget_repeat(&self, entry: &Entry) {
        if entry.steps.iter().all(StoredStep::was_applied) {
            self.reviews
                .repeats
                .update_value(|kept| kept.retain(|(_, kept, _)| kept.id != entry.id));
        }
    }
}

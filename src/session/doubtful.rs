//! Plans with an idempotency key whose end is doubtful, kept until it is settled or the connection
//! ends: meaning the same again asks the repeat, with its bytes and its key. What has no such key is
//! asked anew, from what the gateway holds by then. Never sends.

use leptos::prelude::*;

use super::Session;
use super::gate::take;
use crate::gate::asking::{Asking, Confirmed};
use crate::gate::perform::Settled;
use crate::history::change::{Change, Step};

impl Session {
    /// A plan that means what the last doubtful one meant becomes its repeat, under its entry.
    pub(super) fn repeating(&self, asking: Asking) -> (Asking, Option<Change>) {
        let repeat = self.gate.doubtful.try_update_value(|kept| {
            let same =
                |(kept, _): &(Asking, Change)| kept.plan().intent() == asking.plan().intent();
            let at = kept.iter().position(same)?;
            Some(kept.swap_remove(at))
        });
        match repeat.flatten() {
            Some((repeat, earlier)) => (repeat, Some(earlier)),
            None => (asking, None),
        }
    }

    /// Keeps the repeat of what ended in doubt, or of what was asked again and put aside.
    pub(super) fn keep_doubtful(&self, change: &Change) {
        let settled = take(self.gate.settled).filter(Settled::is_doubtful);
        let ended = settled.and_then(Settled::again);
        let aside =
            take(self.gate.asking).or_else(|| take(self.gate.unrecorded).map(Confirmed::take_back));
        let aside = aside.filter(Asking::is_repeat);
        let keyed = |asking: &Asking| asking.plan().intent().has_idempotency_key();
        if let Some(asking) = ended.or(aside).filter(keyed) {
            self.gate
                .doubtful
                .update_value(|kept| kept.push((asking, change.clone())));
        }
    }

    /// Lets the repeat of an entry go that turned out to have happened: the same meant once more is
    /// a new intent.
    pub(super) fn forget_settled(&self, change: &Change) {
        if change.steps.iter().all(Step::has_happened) {
            self.gate
                .doubtful
                .update_value(|kept| kept.retain(|(_, kept)| kept.id != change.id));
        }
    }
}

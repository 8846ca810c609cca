//! Plans with an idempotency key whose end is doubtful, kept until it is settled or the connection
//! ends: meaning the same again asks the repeat, with its bytes and its key. What has no such key is
//! asked anew, from what the gateway holds by then. Never sends.

use leptos::prelude::*;

use super::Session;
use super::gate::take;
use crate::domain::ids::ChangeId;
use crate::gate::asking::{Asking, Confirmed};
use crate::gate::outcome::Outcome;
use crate::gate::perform::Settled;
use crate::history::change::{Change, Step};

impl Session {
    /// A plan that means what the last doubtful one meant becomes its repeat, under its entry.
    pub(super) fn repeating(&self, asking: Asking) -> (Asking, ChangeId) {
        let repeat = self.gate.doubtful.try_update_value(|kept| {
            let same =
                |(kept, _): &(Asking, ChangeId)| kept.plan().intent() == asking.plan().intent();
            let at = kept.iter().position(same)?;
            Some(kept.swap_remove(at))
        });
        repeat
            .flatten()
            .unwrap_or_else(|| (asking, ChangeId(self.fresh_id())))
    }

    /// Keeps the repeat of what ended in doubt, or of what was asked again and put aside.
    pub(super) fn keep_doubtful(&self, id: &ChangeId) {
        let settled = take(self.gate.settled).filter(Settled::is_doubtful);
        let ended = settled.and_then(Settled::again);
        let aside =
            take(self.gate.asking).or_else(|| take(self.gate.unrecorded).map(Confirmed::take_back));
        let aside = aside.filter(Asking::is_repeat);
        let keyed = |asking: &Asking| asking.plan().intent().has_idempotency_key();
        if let Some(asking) = ended.or(aside).filter(keyed) {
            self.gate
                .doubtful
                .update_value(|kept| kept.push((asking, id.clone())));
        }
    }

    /// Lets the repeat of an entry go that turned out to have happened: the same meant once more is
    /// a new intent.
    pub(super) fn forget_settled(&self, change: &Change) {
        let happened = |step: &Step| step.outcome.as_ref().is_some_and(Outcome::has_happened);
        if change.steps.iter().all(happened) {
            self.gate
                .doubtful
                .update_value(|kept| kept.retain(|(_, id)| *id != change.id));
        }
    }
}

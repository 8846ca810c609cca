//! Until when a gateway accepts no repeat of an action that it limits by itself. Nothing but that
//! action waits.

use crate::reactive::*;

use crate::domain::ids::Id;
use crate::domain::time::UnixMillis;

/// The actions that the gateway accepts again only later.
#[derive(Clone, Copy)]
pub struct Limits(RwSignal<Vec<(Id, UnixMillis)>>);

impl Limits {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    pub(super) fn clear(self) {
        self.0.set(Vec::new());
    }

    /// Returns the seconds until the gateway accepts an action again; `None` if it does so now.
    #[must_use]
    pub fn seconds_left(self, action: &str, now: UnixMillis) -> Option<i64> {
        let left = self.0.with(|limits| until(limits, action))?.0 - now.0;
        (left > 0).then_some((left + 999) / 1000)
    }

    /// Returns until when an action waits, without following it.
    pub(super) fn until(self, action: &str) -> Option<UnixMillis> {
        self.0
            .try_with_untracked(|limits| until(limits, action))
            .flatten()
    }

    /// Notes that the gateway accepts an action again only at this time.
    pub(super) fn note(self, action: &Id, at: UnixMillis) {
        self.0.try_update(|limits| {
            limits.retain(|(known, _)| known != action);
            limits.push((action.clone(), at));
        });
    }
}

fn until(limits: &[(Id, UnixMillis)], action: &str) -> Option<UnixMillis> {
    let known = limits.iter().find(|(known, _)| known == action)?;
    Some(known.1)
}

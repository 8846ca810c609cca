//! The row that an address names and no loaded page holds: looked for by its id.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::LiveList;
use crate::api::gateway::Paged;
use crate::domain::entity::Line;
use crate::gate::looking::Looking;
use crate::gate::seek::{Sought, Whereabouts};

/// A row that an address names, and how far looking for it has come.
#[derive(Clone, PartialEq)]
pub(super) struct LookedFor<T> {
    id: String,
    looking: Looking<T>,
}

impl<T: Paged> LiveList<T> {
    /// How far looking for the row with this id has come; `None` where it is not looked for.
    #[must_use]
    pub fn looking(&self, id: &str) -> Option<Looking<T>> {
        self.looked_for.with(|looked_for| {
            let looked_for = looked_for.as_ref().filter(|it| it.id == id)?;
            Some(looked_for.looking.clone())
        })
    }

    /// Looks for the row that an address names by its id, whenever it is not among those loaded.
    pub fn look_for(self, named: Memo<Option<String>>) {
        Effect::new(move |_: Option<()>| {
            // A list that could not be read says nothing of the row either.
            let was_read = self.started.get() || self.error.with(Option::is_some);
            let Some(id) = named.get().filter(|_| was_read) else {
                return;
            };
            let is_loaded = self
                .listing
                .with(|listing| Line::find(listing, &id).is_some());
            if !is_loaded && untrack(|| self.looking(&id)).is_none() {
                self.look(id);
            }
        });
    }

    fn look(self, id: String) {
        let told = move |id: String, looking| {
            let looked_for = LookedFor { id, looking };
            self.looked_for.try_set(Some(looked_for));
        };
        told(id.clone(), Looking::Asking);
        spawn_local(async move {
            let at = Whereabouts {
                id,
                name: None,
                cursor: None,
                created_at: None,
            };
            let looking = Looking::from(self.session.reread::<T>(&at).await);
            let asked = self.looked_for.try_with_untracked(|looked_for| {
                let looked_for = looked_for.as_ref();
                looked_for.is_some_and(|it| it.id == at.id)
            });
            // Another row may be named by now.
            if asked == Some(true) {
                told(at.id, looking);
            }
        });
    }

    /// The row was read again: what was found by its id is older than that.
    pub(super) fn looked_again(&self, id: &str, sought: &Sought<T>) {
        self.looked_for.try_maybe_update(|looked_for| {
            let looked_for = looked_for.as_mut().filter(|it| it.id == id);
            let is_it = looked_for.is_some();
            if let Some(it) = looked_for {
                it.looking = Looking::Ended(sought.clone());
            }
            (is_it, ())
        });
    }
}

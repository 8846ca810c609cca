//! The pool that something is being done to, and what is read again afterwards.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::model::{Line, PoolsModel};
use super::ticks::Ticks;
use crate::domain::key::Key;
use crate::domain::order::sorted;
use crate::domain::page::Cursor;
use crate::domain::pool::{Pool, PoolRef};
use crate::gate::seek::Whereabouts;
use crate::session::listing::LiveList;

/// A pool, and the cursor of the page that brought it.
#[derive(Clone, PartialEq, Eq)]
pub struct Subject {
    /// The pool as the list has it.
    pub pool: Pool,
    /// Where it is found again.
    pub cursor: Option<Cursor>,
}

impl Subject {
    /// The pool of a line that was understood.
    #[must_use]
    pub fn of(line: &Line) -> Option<Self> {
        let Line::Row(found, cursor) = line else {
            return None;
        };
        Some(Self {
            pool: found.row.clone(),
            cursor: cursor.clone(),
        })
    }

    /// Where it is looked for.
    #[must_use]
    pub fn whereabouts(&self) -> Whereabouts {
        Whereabouts::of(&self.pool, self.cursor.as_ref())
    }
}

/// What one open drawer works with.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The page's data.
    pub model: PoolsModel,
    /// The rows of the key list that should be in this pool; a gateway may send others too.
    pub members: LiveList<Key>,
    /// The members that are ticked.
    pub ticks: Ticks,
    /// The pool that keys are being assigned to.
    pub assigning: RwSignal<Option<Subject>>,
    /// The pool whose owner is being changed.
    pub owning: RwSignal<Option<Subject>>,
    /// The pool that is being deleted.
    pub deleting: RwSignal<Option<Subject>>,
}

impl Desk {
    /// After keys were moved: the members are read again, and so is each pool that gave or took.
    pub fn settle(self, pools: Vec<PoolRef>) {
        self.ticks.clear();
        self.members.outdate();
        let mut pools = sorted(pools, |a, b| a.id.cmp(&b.id));
        pools.dedup_by(|a, b| a.id == b.id);
        for pool in pools {
            self.refresh(&pool);
        }
    }

    /// Reads the row of a pool again, if it is loaded.
    pub fn refresh(self, pool: &PoolRef) {
        let listed = self.model.list.listing.try_with_untracked(|listing| {
            let line = Line::find(listing, pool.id.as_str())?;
            Subject::of(&line)
        });
        if let Some(subject) = listed.flatten() {
            spawn_local(async move {
                // The outcome was told already; a failure here only leaves the older row in place.
                let _ = self.model.list.reread(&subject.whereabouts()).await;
            });
        }
    }
}

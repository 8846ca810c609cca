//! What the overview looks at: the keys, the pending charges, the journal. Each is read by itself,
//! so that one that fails leaves the others standing.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::gateway::ListQuery;
use crate::domain::access::Role;
use crate::domain::attention::{KeysInNeed, are_quiet};
use crate::domain::charge::PendingCharge;
use crate::domain::key::Key;
use crate::domain::time::UnixMillis;
use crate::history::problem::StoreProblem;
use crate::history::record::Entry;
use crate::history::unsettled::Unsettled;
use crate::session::Session;
use crate::session::listing::LiveList;
use crate::ui::live;

/// What the journal holds: how many entries, and those without a known end.
pub type Writes = Result<(usize, Arc<Unsettled>), StoreProblem>;

/// The overview's data.
#[derive(Clone, Copy)]
pub struct OverviewModel {
    /// Who the operator is to the gateway.
    pub role: Role,
    /// The keys, newest first; never read for a key that may not list them.
    pub keys: LiveList<Key>,
    /// The charges, oldest first.
    pub charges: LiveList<PendingCharge>,
    /// The journal; `None` until it was read.
    pub writes: RwSignal<Option<Writes>>,
    /// Which of the loaded keys want an eye.
    pub in_need: Memo<Arc<KeysInNeed>>,
    /// The session it reads through.
    pub session: Session,
}

impl OverviewModel {
    /// A model that has read nothing yet.
    #[must_use]
    pub fn new(session: Session, role: Role) -> Self {
        let keys = LiveList::<Key>::new(session, ListQuery::newest(None));
        Self {
            role,
            keys,
            charges: LiveList::new(session, ListQuery::after(None)),
            writes: RwSignal::new(None),
            in_need: live::fresh(move || {
                let now = session.now().seconds();
                Arc::new(KeysInNeed::of(&keys.rows(), now))
            }),
            session,
        }
    }

    /// Reads what the gateway holds, beside what is on the screen.
    pub fn read_lists(self) {
        if self.role == Role::Organization {
            self.keys.start();
        }
        self.charges.reload();
    }

    /// Reads the journal.
    pub fn read_writes(self) {
        let connection = self.session.connection().get_untracked();
        let (base, account) = connection
            .map(|connection| (connection.profile.base, connection.account))
            .unwrap_or_default();
        spawn_local(async move {
            let entries = self.session.journal.entries().await;
            let writes = entries.map(|entries: Vec<Entry>| {
                let open = Unsettled::of(&entries, &base, &account);
                (entries.len(), Arc::new(open))
            });
            self.writes.try_set(Some(writes));
        });
    }

    /// Whether something is being read from the gateway.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.keys.busy.get() || self.charges.busy.get()
    }

    /// When the older of the two readings was made; `None` until both are there.
    #[must_use]
    pub fn read_at(&self) -> Option<UnixMillis> {
        let charges = self.charges.read_at.get();
        match self.role {
            Role::Organization => Some(self.keys.read_at.get()?.min(charges?)),
            Role::Pool => charges,
        }
    }

    /// Whether everything was read, nothing failed, and nothing of it wants an eye.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        let now = self.session.now().seconds();
        let settled = self.writes.with(|writes| match writes {
            Some(Ok((_, open))) => **open == Unsettled::default(),
            Some(Err(_)) | None => false,
        });
        let charges = are_quiet(&self.charges.rows(), now);
        let keys = self.role == Role::Pool || is_read(self.keys) && self.in_need.get().is_quiet();
        settled && keys && is_read(self.charges) && charges
    }
}

/// Whether a list was read, and its last reading did not fail.
fn is_read<T: crate::api::gateway::Paged>(list: LiveList<T>) -> bool {
    list.started.get() && list.error.with(Option::is_none)
}

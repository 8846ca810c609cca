//! The data of the overview: its lists and the journal. Each is read separately, so that a failure
//! does not affect the others.

use std::sync::Arc;

use crate::reactive::*;

use crate::domain::time::{UnixMillis, UnixSeconds};
use crate::history::{StoreProblem, Unsettled};
use crate::records::{Section, attention};
use crate::schema::{Query, Resource};
use crate::session::Session;
use crate::session::list::LiveList;
use crate::ui::live;

/// The number of journal entries, and those that need attention.
pub(super) type Journal = Result<(usize, Arc<Unsettled>), StoreProblem>;

/// The sections of one list, as judged at a time.
#[derive(Clone)]
pub(super) struct Judged {
    /// The sections.
    pub(super) sections: Arc<Vec<Section>>,
    /// The time.
    pub(super) now: UnixSeconds,
}

/// A list of the overview. Copies refer to the same one.
#[derive(Clone, Copy)]
pub(super) struct Watched {
    /// The list.
    pub(super) list: LiveList,
    /// Its sections.
    pub(super) judged: Memo<Judged>,
}

impl std::ops::Deref for Watched {
    type Target = LiveList;

    fn deref(&self) -> &LiveList {
        &self.list
    }
}

/// The data of the overview. Copies refer to the same lists.
#[derive(Clone, Copy)]
pub(super) struct Overview {
    pub(super) session: Session,
    /// The journal; `None` until it is read.
    pub(super) journal: RwSignal<Option<Journal>>,
    lists: StoredValue<Vec<Watched>>,
    not_listed: StoredValue<Vec<&'static Resource>>,
}

impl Overview {
    /// Makes an overview of every list that has figures or sections and that the account may see.
    /// Nothing is read yet.
    pub(super) fn new(session: Session) -> Self {
        let who = session.who();
        let watched = session
            .dialect()
            .map_or(&[][..], |dialect| dialect.resources);
        let (seen, not_listed): (Vec<_>, Vec<_>) = watched
            .iter()
            .copied()
            .filter(|resource| !resource.attention.is_empty() || !resource.figures.is_empty())
            .partition(|resource| (resource.not_listed)(&who).is_none());
        let watch = |resource: &'static Resource| {
            // Judged by its first page, a long list would seem to need little attention.
            let list = LiveList::new(session, resource, first_query(resource)).covering_all();
            let judged = live::fresh(move || {
                let now = session.now_seconds();
                let sections = attention(resource, &list.rows(), now);
                Judged {
                    sections: Arc::new(sections),
                    now,
                }
            });
            Watched { list, judged }
        };
        Self {
            session,
            journal: RwSignal::new(None),
            lists: StoredValue::new(seen.into_iter().map(watch).collect()),
            not_listed: StoredValue::new(not_listed),
        }
    }

    /// Returns the lists, in the order of the catalogue.
    pub(super) fn lists(self) -> Vec<Watched> {
        self.lists.try_get_value().unwrap_or_default()
    }

    /// Returns the resources that the account may not see.
    pub(super) fn not_listed(self) -> Vec<&'static Resource> {
        self.not_listed.get_value()
    }

    /// Reads every list for the first time.
    pub(super) fn start(self) {
        for list in self.lists() {
            list.start();
        }
    }

    /// Reads every list again, while the present rows stay.
    pub(super) fn reload(self) {
        for list in self.lists() {
            list.reload();
        }
    }

    /// Reads the journal.
    pub(super) fn read_journal(self) {
        let connection = self.session.connection().get_untracked();
        let (base, account) = connection
            .map(|connection| (connection.profile.base, connection.account))
            .unwrap_or_default();
        spawn_local(async move {
            let entries = self.session.journal.entries().await;
            let journal = entries.map(|entries| {
                let open = Unsettled::of(&entries, &base, &account, self.session.now());
                (entries.len(), Arc::new(open))
            });
            self.journal.try_set(Some(journal));
        });
    }

    /// Returns whether something is being read from the gateway.
    pub(super) fn is_busy(self) -> bool {
        let mut lists = self.lists().into_iter();
        lists.any(|list| list.reading.with(|reading| reading.busy))
    }

    /// Returns when the oldest list was read; `None` until all are.
    pub(super) fn read_at(self) -> Option<UnixMillis> {
        let lists = self.lists().into_iter();
        let read = lists.map(|list| list.reading.with(|reading| reading.read_at));
        read.collect::<Option<Vec<_>>>()?.into_iter().min()
    }

    /// Returns whether everything was read without failure and nothing needs attention.
    pub(super) fn is_quiet(self) -> bool {
        let settled = self.journal.with(|journal| match journal {
            Some(Ok((_, open))) => **open == Unsettled::default(),
            Some(Err(_)) | None => false,
        });
        let mut lists = self.lists().into_iter();
        settled
            && lists.len() > 0
            && lists.all(|watched| {
                let started = watched.reading.with(|reading| reading.started);
                let judged = watched.judged.read();
                let mut sections = judged.sections.iter();
                started
                    && watched.error.with(Option::is_none)
                    && sections.all(|section| section.rows.is_empty())
            })
    }
}

/// Returns the query with which a list begins on its own screen.
fn first_query(resource: &Resource) -> Query {
    match resource.made {
        Some(made) if resource.usual_order == made => Query::oldest(),
        _ => Query::newest(),
    }
}

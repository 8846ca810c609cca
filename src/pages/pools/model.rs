//! What the pools page holds: the pools, the caller's default one, and the organization's keys once
//! they are asked for.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::error::{ApiError, Unreachable};
use crate::api::gateway::ListQuery;
use crate::domain::entity;
use crate::domain::ids::PoolId;
use crate::domain::key::Key;
use crate::domain::owners;
use crate::domain::pool::{Owner, Pool, PoolRef};
use crate::domain::reading::Ask;
use crate::parts::list::Listed;
use crate::route::List;
use crate::session::Session;
use crate::session::listing::LiveList;

/// A line of the table.
pub type Line = entity::Line<Pool>;

/// The caller's default pool as it was read: `Ok(None)` means that none is assigned.
pub type Mine = Option<Result<Option<Pool>, ApiError>>;

/// The pools page's data.
#[derive(Clone, Copy)]
pub struct PoolsModel {
    /// The session it reads through.
    pub session: Session,
    /// The pools, newest first.
    pub list: LiveList<Pool>,
    /// The organization's keys, newest first; read when a dialog first needs them.
    pub keys: LiveList<Key>,
    /// The caller's default pool; `None` while it is not read.
    pub mine: RwSignal<Mine>,
}

impl PoolsModel {
    /// A model that has read nothing yet.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self {
            session,
            list: LiveList::new(session, ListQuery::newest(None)),
            keys: LiveList::new(session, ListQuery::newest(None)),
            mine: RwSignal::new(None),
        }
    }

    /// The list without the type of its rows; reloading it reads the default pool too.
    #[must_use]
    pub fn listed(self) -> Listed {
        let list = self.list;
        Listed::new(
            List::Pools,
            list.reading,
            list.error,
            move |ask| match ask {
                Ask::Reload => self.reload(),
                ask => list.ask(ask),
            },
        )
    }

    /// Reads what is loaded again, or the first page, and the default pool.
    pub fn reload(self) {
        self.list.reload();
        spawn_local(async move {
            let mine = match self.session.connection().get_untracked() {
                Some(connection) => self.session.read(connection.dialect().my_pool()).await,
                None => Err(ApiError::Unreachable(Unreachable::NotSent)),
            };
            self.mine.try_set(Some(mine));
        });
    }

    /// Those who own a pool or a key that is loaded.
    #[must_use]
    pub fn owners(&self) -> Vec<Owner> {
        let (pools, keys) = (self.list.rows(), self.keys.rows());
        let of_pools = pools.iter().filter_map(|found| found.row.owner.as_ref());
        let of_keys = keys.iter().filter_map(|found| found.row.owner.as_ref());
        owners::known(of_pools.chain(of_keys))
    }

    /// Whether a pool that is loaded has this name, letter for letter.
    #[must_use]
    pub fn is_taken(&self, name: &str) -> bool {
        let pools = self.list.rows();
        let mut names = pools.iter().filter_map(|found| found.row.name.as_deref());
        names.any(|other| other.trim() == name)
    }

    /// A pool as it is spoken of: with its name where that is loaded.
    #[must_use]
    pub fn pool(&self, id: &PoolId) -> PoolRef {
        let line = self.list.line(id.as_str());
        line.as_ref().and_then(Line::row).map_or_else(
            || PoolRef {
                id: id.clone(),
                name: None,
            },
            PoolRef::from,
        )
    }

    /// Whether this is the caller's default pool, by the row or by the call for it.
    #[must_use]
    pub fn is_default(&self, pool: &Pool) -> Option<bool> {
        let mine = self.mine.with(|mine| {
            let mine = mine.as_ref()?.as_ref().ok()?.as_ref()?;
            (mine.id == pool.id).then_some(true)
        });
        mine.or(pool.is_default)
    }
}

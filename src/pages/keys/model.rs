//! What the keys page holds: the list of keys, and the pools for their names.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::error::ApiError;
use crate::api::gateway::ListQuery;
use crate::domain::entity;
use crate::domain::ids::PoolId;
use crate::domain::key::Key;
use crate::domain::pool::{Pool, PoolRef};
use crate::parts::list::Listed;
use crate::route::List;
use crate::session::Session;
use crate::session::listing::LiveList;

/// Pages of pools that are read for their names: 500 pools.
const MOST_POOL_PAGES: usize = 5;

/// A line of the table.
pub type Line = entity::Line<Key>;

/// The pools, as far as they were read.
#[derive(Clone, PartialEq, Eq)]
pub enum Pools {
    /// Being read.
    Reading,
    /// Could not be read.
    Failed(ApiError),
    /// Read.
    Read {
        /// In the gateway's order.
        rows: Vec<Pool>,
        /// Whether these are all.
        whole: bool,
    },
}

impl Pools {
    /// Those that were read.
    #[must_use]
    pub fn rows(&self) -> &[Pool] {
        match self {
            Self::Read { rows, .. } => rows,
            Self::Reading | Self::Failed(_) => &[],
        }
    }
}

/// The keys page's data.
#[derive(Clone, Copy)]
pub struct KeysModel {
    /// The session it reads through.
    pub session: Session,
    /// The keys, newest first.
    pub list: LiveList<Key>,
    /// The pools: for their names, and to choose one.
    pub pools: RwSignal<Pools>,
}

impl KeysModel {
    /// A model that has read nothing yet.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self {
            session,
            list: LiveList::new(session, ListQuery::newest(None)),
            pools: RwSignal::new(Pools::Reading),
        }
    }

    /// The list without the type of its rows.
    #[must_use]
    pub fn listed(self) -> Listed {
        let list = self.list;
        Listed::new(List::Keys, list.reading, list.error, move |ask| {
            list.ask(ask)
        })
    }

    /// Reads the first page of keys, and the pools.
    pub fn start(self) {
        self.list.start();
        self.read_pools();
    }

    /// Reads the pools.
    pub fn read_pools(self) {
        self.pools.set(Pools::Reading);
        spawn_local(async move {
            let query = ListQuery::after(None);
            let pools = self.session.read_all(query, MOST_POOL_PAGES).await;
            self.pools.try_set(match pools {
                Ok((rows, whole)) => Pools::Read { rows, whole },
                Err(error) => Pools::Failed(error),
            });
        });
    }

    /// A pool as it is spoken of: with its name where that is known.
    #[must_use]
    pub fn pool(&self, id: &PoolId) -> PoolRef {
        self.pools.with(|pools| {
            let known = pools.rows().iter().find(|pool| pool.id == *id);
            known.map_or_else(
                || PoolRef {
                    id: id.clone(),
                    name: None,
                },
                PoolRef::from,
            )
        })
    }

    /// A pool's name where it is known, else its id.
    #[must_use]
    pub fn pool_label(&self, id: &PoolId) -> String {
        self.pool(id).label().to_owned()
    }
}

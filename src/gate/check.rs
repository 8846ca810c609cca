//! How to see whether a write happened: what was there before, and which reads show what is there
//! now. A check is plain data, so that it outlives the tab in the journal.

use super::earlier::Earlier;
use super::judge::{self, Doubt, Landed};
use super::perform::Transport;
use super::seek::{MOST_PAGES, Sought, Whereabouts, ask, ends, seek};
use crate::api::error::ApiError;
use crate::api::gateway::{Answer, Dialect, ListQuery, Paged};
use crate::domain::budget::Budget;
use crate::domain::ids::{PoolId, UserId};
use crate::domain::key::Key;
use crate::domain::money::Usd;
use crate::domain::page::Listing;
use crate::domain::pool::{Owner, Pool};

/// What to compare after a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// A key's limit should be higher.
    LimitRises {
        /// Which key.
        key: Whereabouts,
        /// Its budget before.
        before: Budget,
        /// By how much.
        by: Usd,
    },
    /// A key of this name should be there that was not.
    KeyAppears {
        /// The name.
        name: String,
        /// The keys there were.
        earlier: Earlier,
    },
    /// A key's value should be another.
    ValueChanges {
        /// Which key.
        key: Whereabouts,
        /// The redacted value before.
        before: Option<String>,
    },
    /// A key should be gone.
    KeyGoes(Whereabouts),
    /// A key should be in another pool.
    KeyMoves {
        /// Which key.
        key: Whereabouts,
        /// The pool it was in.
        before: Option<PoolId>,
        /// The pool it should be in.
        to: Option<PoolId>,
    },
    /// The operator's own pool should hold one key more.
    PoolGrows {
        /// Which pool.
        pool: PoolId,
        /// How many keys it held, when it tells.
        before: Option<u64>,
    },
    /// A pool of this name should be there that was not.
    PoolAppears {
        /// The name.
        name: String,
        /// The pools there were.
        earlier: Earlier,
    },
    /// A pool should be gone.
    PoolGoes(Whereabouts),
    /// A pool should have another owner, or none.
    OwnerBecomes {
        /// Which pool.
        pool: Whereabouts,
        /// Who owned it.
        before: Option<Owner>,
        /// Who should own it.
        to: Option<UserId>,
    },
}

impl Check {
    /// Reads what the gateway holds now and says whether the write is in it. `answer` is what the
    /// write itself answered, when it did.
    pub async fn read_back(
        &self,
        dialect: Dialect,
        answer: Option<&Answer>,
        transport: &impl Transport,
    ) -> Landed {
        let landed = self.read(dialect, answer, transport).await;
        landed.unwrap_or_else(|error| Landed::CannotTell(Doubt::ReadFailed(error)))
    }

    /// Whether a gateway refuses in this way what is done already: it has no such key or pool any
    /// more, or has that name. The refusal may then be the answer to a second send of this very
    /// write.
    #[must_use]
    pub const fn is_refused_once_done(&self, error: &ApiError) -> bool {
        let ApiError::Refused(refusal) = error else {
            return false;
        };
        match self {
            Self::KeyGoes(_) | Self::PoolGoes(_) | Self::KeyMoves { to: None, .. } => {
                matches!(refusal.status, 404 | 410)
            }
            Self::PoolAppears { .. } => refusal.status == 409,
            Self::LimitRises { .. }
            | Self::KeyAppears { .. }
            | Self::ValueChanges { .. }
            | Self::KeyMoves { .. }
            | Self::PoolGrows { .. }
            | Self::OwnerBecomes { .. } => false,
        }
    }

    /// Whether it is judged by what a list does not hold, or by a name alone: then only the list of
    /// the account that the write was sent for tells anything.
    #[must_use]
    pub const fn needs_the_list(&self) -> bool {
        match self {
            Self::KeyAppears { .. }
            | Self::PoolAppears { .. }
            | Self::KeyGoes(_)
            | Self::PoolGoes(_) => true,
            Self::LimitRises { .. }
            | Self::ValueChanges { .. }
            | Self::KeyMoves { .. }
            | Self::PoolGrows { .. }
            | Self::OwnerBecomes { .. } => false,
        }
    }

    async fn read(
        &self,
        dialect: Dialect,
        answer: Option<&Answer>,
        transport: &impl Transport,
    ) -> Result<Landed, ApiError> {
        Ok(match self {
            Self::LimitRises { key, before, by } => {
                seen::<Key>(seek(dialect, key, transport).await?, |now| {
                    judge::limit(before, *by, &now.budget)
                })
            }
            Self::ValueChanges { key, before } => {
                seen::<Key>(seek(dialect, key, transport).await?, |now| {
                    judge::value(before.as_deref(), answer, now.redacted_value.as_deref())
                })
            }
            Self::KeyMoves { key, before, to } => {
                seen::<Key>(seek(dialect, key, transport).await?, |now| {
                    judge::pool(before.as_ref(), to.as_ref(), now.pool.as_ref())
                })
            }
            Self::OwnerBecomes { pool, before, to } => {
                seen::<Pool>(seek(dialect, pool, transport).await?, |now| {
                    judge::owner(before.as_ref(), to.as_ref(), now.owner.as_ref())
                })
            }
            Self::KeyGoes(key) => judge::gone(&seek::<Key>(dialect, key, transport).await?),
            Self::PoolGoes(pool) => judge::gone(&seek::<Pool>(dialect, pool, transport).await?),
            Self::KeyAppears { name, earlier } => {
                let named = answer.and_then(|answer| answer.key.as_ref());
                let named = named.map(|key| key.id.as_str());
                appeared::<Key>(dialect, name, earlier, named, transport)
                    .await?
                    .keys()
            }
            Self::PoolAppears { name, earlier } => {
                let named = answer.and_then(|answer| answer.pool.as_ref());
                let named = named.map(|pool| pool.id.as_str());
                appeared::<Pool>(dialect, name, earlier, named, transport)
                    .await?
                    .pools()
            }
            Self::PoolGrows { pool, before } => match ask(dialect.my_pool(), transport).await? {
                Some(now) if now.id == *pool => judge::count(*before, now.key_count),
                Some(_) | None => Landed::CannotTell(Doubt::NotFound),
            },
        })
    }
}

/// Judges what was found; a thing that is not there cannot be compared.
fn seen<T>(sought: Sought<T>, judge: impl FnOnce(T) -> Landed) -> Landed {
    sought
        .here()
        .map_or(Landed::CannotTell(Doubt::NotFound), judge)
}

/// Looks through the newest rows until one that was known before turns up.
async fn appeared<T: Paged>(
    dialect: Dialect,
    name: &str,
    earlier: &Earlier,
    answered: Option<&str>,
    transport: &impl Transport,
) -> Result<judge::Made, ApiError> {
    let mut listing: Listing<T> = Listing::default();
    let mut whole = false;
    for _ in 0..MOST_PAGES {
        let query = ListQuery::newest(listing.cursor());
        let page = ask(T::page(dialect, &query), transport).await?;
        let ends = ends(&page);
        listing = listing.with(page, T::row_id);
        whole = ends && listing.is_whole();
        if !listing.has_more() || judge::reaches(&read(&listing), earlier) {
            break;
        }
    }
    let seen = read(&listing);
    Ok(match judge::made(name, earlier, answered, &seen, whole) {
        // A row that cannot be read may be the new one.
        judge::Made::Rows(new) if new.is_empty() && seen.len() < listing.rows().len() => {
            judge::Made::NotFound
        }
        made => made,
    })
}

/// The rows that were understood.
fn read<T>(listing: &Listing<T>) -> Vec<&T> {
    let rows = listing.rows().iter();
    rows.filter_map(|listed| listed.row.read()).collect()
}

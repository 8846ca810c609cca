//! How to see whether a write happened: what was there before, and which reads show what is there
//! now. A check is plain data, so that it outlives the tab in the journal.

use super::judge::{self, Doubt, Landed};
use super::perform::Transport;
use crate::api::call::Read;
use crate::api::error::ApiError;
use crate::api::gateway::{Dialect, ListQuery};
use crate::domain::access::WhyNot;
use crate::domain::budget::Budget;
use crate::domain::ids::{KeyId, PoolId};
use crate::domain::key::Key;
use crate::domain::money::Usd;
use crate::domain::page::{Cursor, Page, Row};

/// Pages that are read at most before the answer is "cannot tell".
const MOST_PAGES: usize = 5;

/// What to compare after a write.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    target_pointer_width = "64",
    expect(
        clippy::large_enum_variant,
        reason = "a plan holds one or two checks, most of them of the large kind"
    )
)]
pub enum Check {
    /// A key's limit should be higher.
    LimitRises {
        /// Which key.
        key: KeyId,
        /// Its name, by which a gateway may find it faster.
        name: Option<String>,
        /// The cursor of the page that brought it; `None` for the first page.
        cursor: Option<String>,
        /// Its budget before.
        before: Budget,
        /// By how much.
        by: Usd,
    },
    /// A key of this name should be there that was not.
    KeyAppears {
        /// The name.
        name: String,
        /// The newest keys there were.
        known: Vec<KeyId>,
    },
    /// The operator's own pool should hold one key more.
    PoolGrows {
        /// Which pool.
        pool: PoolId,
        /// How many keys it held, when it tells.
        before: Option<u64>,
    },
}

impl Check {
    /// Reads what the gateway holds now and says whether the write is in it.
    /// `answered` is the id that the write's own answer named.
    pub async fn read_back(
        &self,
        dialect: Dialect,
        answered: Option<&KeyId>,
        transport: &impl Transport,
    ) -> Landed {
        let landed = match self {
            Self::LimitRises {
                key,
                name,
                cursor,
                before,
                by,
            } => {
                let cursor = cursor.clone().map(Cursor);
                let found = find_key(dialect, key, name.as_deref(), cursor, transport).await;
                found.map(|found| match found {
                    Some(now) => judge::limit(before, *by, &now.budget),
                    None => Landed::CannotTell(Doubt::NotFound),
                })
            }
            Self::KeyAppears { name, known } => {
                appeared(dialect, name, known, answered, transport).await
            }
            Self::PoolGrows { pool, before } => pool_grew(dialect, pool, *before, transport).await,
        };
        landed.unwrap_or_else(|error| Landed::CannotTell(Doubt::ReadFailed(error)))
    }
}

/// Sends a read and says what it came to.
async fn ask<T: 'static>(
    read: Result<Read<T>, WhyNot>,
    transport: &impl Transport,
) -> Result<T, ApiError> {
    // A plan was made with this dialect's calls, so the reads that belong to it exist.
    let read = read.map_err(|_| ApiError::Unreachable(crate::api::error::Unreachable::NotSent))?;
    read.conclude(transport.read(read.request()).await)
}

/// Finds one key where no call gives a key by its id: on the page that brought it, by its name,
/// then among the newest (see the decision record on finding a row).
///
/// # Errors
/// When a read fails for another reason than a cursor that the gateway no longer takes.
pub async fn find_key(
    dialect: Dialect,
    id: &KeyId,
    name: Option<&str>,
    cursor: Option<Cursor>,
    transport: &impl Transport,
) -> Result<Option<Key>, ApiError> {
    let matching = |page: &Page<Key>| {
        page.rows
            .iter()
            .filter_map(Row::read)
            .find(|key| key.id == *id)
            .cloned()
    };
    match ask(dialect.keys(&ListQuery::newest(cursor)), transport).await {
        Ok(page) => {
            if let Some(key) = matching(&page) {
                return Ok(Some(key));
            }
        }
        // A malformed cursor is a refusal; the other ways are still open.
        Err(ApiError::Refused(_)) => {}
        Err(error) => return Err(error),
    }
    if let Some(name) = name {
        let page = ask(
            dialect.keys(&ListQuery::containing(name.to_owned())),
            transport,
        )
        .await?;
        if let Some(key) = matching(&page) {
            return Ok(Some(key));
        }
    }
    let mut after = None;
    for _ in 0..MOST_PAGES - 2 {
        let page = ask(dialect.keys(&ListQuery::newest(after.take())), transport).await?;
        if let Some(key) = matching(&page) {
            return Ok(Some(key));
        }
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    Ok(None)
}

/// Looks through the newest keys until one that was known before turns up.
async fn appeared(
    dialect: Dialect,
    name: &str,
    known: &[KeyId],
    answered: Option<&KeyId>,
    transport: &impl Transport,
) -> Result<Landed, ApiError> {
    let mut seen: Vec<Key> = Vec::new();
    let mut after = None;
    let mut whole = false;
    for _ in 0..MOST_PAGES {
        let page = ask(dialect.keys(&ListQuery::newest(after.take())), transport).await?;
        let rows = page.rows.into_iter().filter_map(|row| match row {
            Row::Read(key) => Some(key),
            Row::Unreadable(_) => None,
        });
        seen.extend(rows);
        whole = page.next.is_none();
        if whole || judge::reaches_known(&seen, known) {
            break;
        }
        after = page.next;
    }
    Ok(judge::created(name, known, answered, &seen, whole))
}

async fn pool_grew(
    dialect: Dialect,
    pool: &PoolId,
    before: Option<u64>,
    transport: &impl Transport,
) -> Result<Landed, ApiError> {
    let now = ask(dialect.my_pool(), transport).await?;
    Ok(match now {
        Some(now) if now.id == *pool => judge::count(before, now.key_count),
        Some(_) | None => Landed::CannotTell(Doubt::NotFound),
    })
}

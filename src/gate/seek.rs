//! Looking for one thing where no call gives it by its id, and proving that it is gone (see the
//! decision record on finding a row). Reads only.

use super::perform::Transport;
use crate::api::call::Read;
use crate::api::error::{ApiError, Unreachable};
use crate::api::gateway::{Dialect, ListQuery, Paged};
use crate::domain::access::WhyNot;
use crate::domain::entity::Entity;
use crate::domain::page::{Cursor, Page, Row};
use crate::domain::time::UnixSeconds;

/// Pages that are read at most before the answer is "not seen".
pub const MOST_PAGES: usize = 5;

/// Where a thing was, which is where it is looked for first. Plain data, kept in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    /// Its id.
    pub id: String,
    /// Its name, by which a gateway may find it faster.
    pub name: Option<String>,
    /// The cursor of the page that brought it; `None` for the first page.
    pub cursor: Option<String>,
    /// When it was made: a list in that order that passes it without it proves that it is gone.
    pub created_at: Option<UnixSeconds>,
}

impl Whereabouts {
    /// Where `row` was.
    #[must_use]
    pub fn of<T: Entity>(row: &T, cursor: Option<&Cursor>) -> Self {
        Self {
            id: row.row_id().to_owned(),
            name: row.name().map(str::to_owned),
            cursor: cursor.map(|cursor| cursor.0.clone()),
            created_at: row.created_at(),
        }
    }
}

/// What looking for a thing came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought<T> {
    /// Here it is.
    Here(Box<T>),
    /// It is nowhere that it could be.
    Gone,
    /// It was not on the pages that were read; it may be on others.
    NotSeen,
}

impl<T> Sought<T> {
    /// The thing, when it was seen.
    #[must_use]
    pub fn here(self) -> Option<T> {
        match self {
            Self::Here(row) => Some(*row),
            Self::Gone | Self::NotSeen => None,
        }
    }
}

/// Sends a read and says what it came to.
pub(super) async fn ask<T: 'static>(
    read: Result<Read<T>, WhyNot>,
    transport: &impl Transport,
) -> Result<T, ApiError> {
    // A plan was made with this dialect's calls, so the reads that belong to it exist.
    let read = read.map_err(|_| ApiError::Unreachable(Unreachable::NotSent))?;
    read.conclude(transport.read(read.request()).await)
}

/// Looks for a thing: on the page that brought it, by its name, then among the newest.
///
/// # Errors
/// When a read fails for another reason than a cursor that the gateway no longer takes.
pub async fn seek<T: Paged>(
    dialect: Dialect,
    at: &Whereabouts,
    transport: &impl Transport,
) -> Result<Sought<T>, ApiError> {
    let cursor = at.cursor.clone().map(Cursor);
    match ask(T::page(dialect, &ListQuery::newest(cursor)), transport).await {
        Ok(page) => match judge(&page, at, page.next.is_none()) {
            Sought::NotSeen => {}
            known => return Ok(known),
        },
        // A malformed cursor is a refusal; the other ways are still open.
        Err(ApiError::Refused(_)) => {}
        Err(error) => return Err(error),
    }
    if let Some(name) = &at.name {
        let query = ListQuery::containing(name.clone());
        let page = ask(T::page(dialect, &query), transport).await?;
        let whole = page.next.is_none() && honours(&page, name);
        match judge(&page, at, whole) {
            Sought::NotSeen => {}
            known => return Ok(known),
        }
    }
    let mut after = None;
    for _ in 0..MOST_PAGES - 2 {
        let page = ask(
            T::page(dialect, &ListQuery::newest(after.take())),
            transport,
        )
        .await?;
        match judge(&page, at, page.next.is_none()) {
            Sought::NotSeen => {}
            known => return Ok(known),
        }
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    Ok(Sought::NotSeen)
}

/// What one page says. `whole` means that the thing would be on it if it were anywhere.
fn judge<T: Entity>(page: &Page<T>, at: &Whereabouts, whole: bool) -> Sought<T> {
    let mut rows = page.rows.iter().filter_map(Row::read);
    if let Some(row) = rows.find(|row| row.row_id() == at.id) {
        return Sought::Here(Box::new(row.clone()));
    }
    // A row that cannot be read may be the very one.
    let readable = page.rows.iter().all(|row| row.read().is_some());
    if readable && (whole || passes(page, at)) {
        Sought::Gone
    } else {
        Sought::NotSeen
    }
}

/// Whether the page is in falling order of age and ends past the thing's place. The page begins at
/// or before that place: it is the first, or its cursor is that of the row before.
fn passes<T: Entity>(page: &Page<T>, at: &Whereabouts) -> bool {
    let ages: Option<Vec<UnixSeconds>> = page
        .rows
        .iter()
        .map(|row| row.read().and_then(Entity::created_at))
        .collect();
    let (Some(ages), Some(made)) = (ages, at.created_at) else {
        return false;
    };
    let falls = ages.is_sorted_by(|newer, older| newer >= older) && ages.first() > ages.last();
    falls && ages.last().is_some_and(|oldest| *oldest < made)
}

/// Whether a gateway that was asked for rows with `text` gave only such rows.
fn honours<T: Entity>(page: &Page<T>, text: &str) -> bool {
    let text = text.to_lowercase();
    let mut rows = page.rows.iter().filter_map(Row::read);
    rows.all(|row| row.haystack().contains(&text))
}

#[cfg(test)]
mod tests {
    use super::{Sought, Whereabouts, honours, judge};
    use crate::domain::page::{Page, Row, Unreadable};
    use crate::domain::pool::Pool;
    use crate::domain::pool::tests::pool;
    use crate::domain::time::UnixSeconds;

    fn page(rows: &[(&str, i64)]) -> Page<Pool> {
        let row = |(id, made): &(&str, i64)| {
            Row::Read(Pool {
                created_at: Some(UnixSeconds(*made)),
                ..pool(id)
            })
        };
        Page {
            rows: rows.iter().map(row).collect(),
            next: None,
        }
    }

    #[test]
    fn what_a_page_proves() {
        let at = Whereabouts {
            id: "b".into(),
            name: None,
            cursor: None,
            created_at: Some(UnixSeconds(20)),
        };
        let check = |rows: &[(&str, i64)], whole, expect: &str| {
            let got = match judge(&page(rows), &at, whole) {
                Sought::Here(pool) => pool.id.0,
                Sought::Gone => "gone".to_owned(),
                Sought::NotSeen => "not seen".to_owned(),
            };
            assert_eq!(got, expect, "{rows:?} {whole}");
        };
        check(&[("c", 30), ("b", 20), ("a", 10)], false, "b");
        check(&[("c", 30), ("a", 10)], false, "gone");
        check(&[("d", 40), ("c", 30)], false, "not seen");
        check(&[("d", 40), ("c", 30)], true, "gone");
        check(&[], true, "gone");
        check(&[], false, "not seen");
        // Rising, jumbled or equal ages: the order was not kept, so nothing is proved.
        check(&[("a", 10), ("c", 30)], false, "not seen");
        check(&[("c", 30), ("d", 40), ("a", 10)], false, "not seen");
        check(&[("x", 10), ("y", 10)], false, "not seen");
        // Made in the same second as the last row: it may stand on the next page.
        check(&[("c", 30), ("x", 20)], false, "not seen");
    }

    #[test]
    fn a_row_that_cannot_be_read_proves_nothing() {
        let mut page = page(&[("c", 30), ("a", 10)]);
        page.rows.push(Row::Unreadable(Unreadable {
            raw: "{}".into(),
            why: "no id".into(),
        }));
        let at = Whereabouts {
            id: "b".into(),
            name: None,
            cursor: None,
            created_at: Some(UnixSeconds(20)),
        };
        assert_eq!(judge(&page, &at, true), Sought::NotSeen);
    }

    #[test]
    fn whether_a_filter_was_honoured() {
        let check = |ids: &[(&str, i64)], expect| {
            assert_eq!(honours(&page(ids), "Team"), expect, "{ids:?}");
        };
        check(&[], true);
        check(&[("team-1", 1), ("TEAM-2", 2)], true);
        check(&[("team-1", 1), ("other", 2)], false);
    }
}

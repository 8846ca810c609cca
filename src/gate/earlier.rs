//! What a list held before something was made in it, so that the new row can be told from the
//! others. Plain data, kept in the journal; reads nothing.

use super::seek::{ends, is_readable};
use crate::domain::entity::Entity;
use crate::domain::page::{Page, Row};

/// The rows of a list that were there before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Their ids, newest first.
    pub ids: Vec<String>,
    /// Whether these were all. Then every other row is newer; else it may be an old one that was
    /// not read.
    pub whole: bool,
}

impl Earlier {
    /// What the first page of a list says.
    #[must_use]
    pub fn of<T: Entity>(page: &Page<T>) -> Self {
        let rows = page.rows.iter().filter_map(Row::read);
        Self {
            ids: rows.map(|row| row.row_id().to_owned()).collect(),
            whole: ends(page) && is_readable(page),
        }
    }

    /// Whether the row was there.
    pub(super) fn holds<T: Entity>(&self, row: &T) -> bool {
        self.ids.iter().any(|id| id == row.row_id())
    }
}

#[cfg(test)]
mod tests {
    use super::Earlier;
    use crate::api::gateway::ListQuery;
    use crate::domain::page::{Cursor, Page, Row, Unreadable};
    use crate::domain::pool::tests::pool;

    #[test]
    fn when_the_rows_were_all() {
        let check = |count: usize, next: Option<&str>, broken: bool, expect| {
            let rows = (0..count).map(|number| Row::Read(pool(&format!("pool_{number}"))));
            let broken = broken.then(|| {
                Row::Unreadable(Unreadable {
                    raw: "{}".into(),
                    why: "no id".into(),
                })
            });
            let earlier = Earlier::of(&Page {
                rows: rows.chain(broken).collect(),
                next: next.map(|id| Cursor(id.to_owned())),
            });
            assert_eq!((earlier.ids.len(), earlier.whole), (count, expect));
        };
        check(0, None, false, true);
        check(2, None, false, true);
        check(2, Some("pool_1"), false, false);
        check(2, None, true, false);
        // A list without an envelope may have been cut off at a full page.
        check(ListQuery::MOST, None, false, false);
    }
}

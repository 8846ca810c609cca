//! One page of a list as it was read. Never fetches the next one.

use std::collections::HashSet;

/// Where the next page begins: the id of the last row seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor(pub String);

/// A row that could not be read as what it should be; kept and shown, never dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The row's JSON with secret leaves taken out, indented.
    pub raw: String,
    /// Which field was missing or wrong.
    pub why: String,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row<T> {
    /// Understood.
    Read(T),
    /// Kept as it came.
    Unreadable(Unreadable),
}

impl<T> Row<T> {
    /// The row when it was understood.
    pub const fn read(&self) -> Option<&T> {
        match self {
            Self::Read(row) => Some(row),
            Self::Unreadable(_) => None,
        }
    }
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows in the gateway's order.
    pub rows: Vec<Row<T>>,
    /// Where to go on; `None` when the gateway has no more.
    pub next: Option<Cursor>,
}

/// The pages of one list read so far, in the gateway's order, each row once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing<T> {
    rows: Vec<Listed<T>>,
    next: Next,
}

/// A row and the cursor of the page that brought it, by which it is found again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    /// The row.
    pub row: Row<T>,
    /// `None` for the first page.
    pub brought_by: Option<Cursor>,
}

/// Whether a list goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Next {
    /// Nothing was read yet.
    Start,
    /// It goes on there.
    At(Cursor),
    /// The whole list is here.
    End,
    /// The gateway gives again what it gave, or nothing: what else there is cannot be read.
    Stuck,
}

impl<T> Default for Listing<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            next: Next::Start,
        }
    }
}

impl<T> Listing<T> {
    /// The rows so far.
    #[must_use]
    pub fn rows(&self) -> &[Listed<T>] {
        &self.rows
    }

    /// Whether more can be read than is here.
    #[must_use]
    pub fn has_more(&self) -> bool {
        matches!(self.next, Next::Start | Next::At(_))
    }

    /// Whether the gateway said that this is all. Only then does a row that is not here prove
    /// anything.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.next == Next::End
    }

    /// Whether reading ended because the gateway repeated itself: there may be more.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        self.next == Next::Stuck
    }

    /// Where the next page begins; `None` for the first, or when there is none.
    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        match &self.next {
            Next::At(cursor) => Some(cursor.clone()),
            Next::Start | Next::End | Next::Stuck => None,
        }
    }

    /// Adds the page that [`Listing::cursor`] brought. Rows that were seen are not added again, and
    /// after a page that brings nothing new no other is read (contract section 6.1), so that a
    /// gateway which ignores the cursor cannot be read for ever. Such a page ends the list only
    /// where it is empty: one that repeats itself does not know where the list ends.
    #[must_use]
    pub fn with(mut self, page: Page<T>, id: impl Fn(&T) -> &str) -> Self {
        let brought_by = self.cursor();
        let repeated = self.repeated(&page.rows, id);
        let first = self.next == Next::Start;
        let repeats = !repeated.is_empty() && repeated.iter().all(|repeated| *repeated);
        let mut fresh = false;
        for (row, repeated) in page.rows.into_iter().zip(repeated) {
            if !repeated {
                fresh = fresh || row.read().is_some();
                self.rows.push(Listed {
                    row,
                    brought_by: brought_by.clone(),
                });
            }
        }
        self.next = match page.next {
            Some(next) if (fresh || first) && Some(&next) != brought_by.as_ref() => Next::At(next),
            None if !repeats => Next::End,
            _ => Next::Stuck,
        };
        self
    }

    /// For each of `coming`, whether it is here already.
    fn repeated(&self, coming: &[Row<T>], id: impl Fn(&T) -> &str) -> Vec<bool> {
        let here = self.rows.iter().filter_map(|listed| listed.row.read());
        let coming = coming.iter().map(|row| row.read().map(&id));
        repeated(&mut here.map(&id), &coming.collect::<Vec<_>>())
    }

    /// Puts a fresh reading of the first page in: rows that were here take its values, new ones go
    /// to the front. For a list that is read newest first.
    #[must_use]
    pub fn with_front(mut self, page: Page<T>, id: impl Fn(&T) -> &str) -> Self {
        let mut new = Vec::new();
        for row in page.rows {
            let Row::Read(fresh) = row else { continue };
            let at = self
                .rows
                .iter()
                .position(|listed| listed.row.read().is_some_and(|row| id(row) == id(&fresh)));
            match at.and_then(|at| self.rows.get_mut(at)) {
                Some(listed) => listed.row = Row::Read(fresh),
                None => new.push(Listed {
                    row: Row::Read(fresh),
                    brought_by: None,
                }),
            }
        }
        new.append(&mut self.rows);
        self.rows = new;
        self
    }

    /// Takes a row out: it is gone from the gateway.
    #[must_use]
    pub fn without_row(mut self, gone: &str, id: impl Fn(&T) -> &str) -> Self {
        self.rows
            .retain(|listed| listed.row.read().is_none_or(|row| id(row) != gone));
        self
    }

    /// Puts a fresh reading of one row in the place of the old one.
    #[must_use]
    pub fn with_row(mut self, fresh: T, id: impl Fn(&T) -> &str) -> Self {
        let same =
            |listed: &&mut Listed<T>| listed.row.read().is_some_and(|row| id(row) == id(&fresh));
        if let Some(listed) = self.rows.iter_mut().find(same) {
            listed.row = Row::Read(fresh);
        }
        self
    }
}

/// For each id of `coming`, whether it is `here`. A list of ten thousand grows by a hundred pages,
/// so nothing is made for each row that is here; compiled once for rows of every kind.
fn repeated(here: &mut dyn Iterator<Item = &str>, coming: &[Option<&str>]) -> Vec<bool> {
    let ids: HashSet<&str> = coming.iter().copied().flatten().collect();
    let seen: HashSet<&str> = here.filter_map(|id| ids.get(id).copied()).collect();
    let known = |id: &Option<&str>| id.is_some_and(|id| seen.contains(id));
    coming.iter().map(known).collect()
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Listing, Page, Row};

    fn page(ids: &[&str], next: Option<&str>) -> Page<String> {
        Page {
            rows: ids.iter().map(|id| Row::Read((*id).to_owned())).collect(),
            next: next.map(|id| Cursor(id.to_owned())),
        }
    }

    #[test]
    fn a_fresh_first_page_goes_to_the_front() {
        let listing = Listing::default().with(page(&["b", "a"], Some("a")), |id| id);
        let listing = listing.with_front(page(&["c", "b"], None), |id| id);
        let ids: Vec<_> = listing
            .rows()
            .iter()
            .filter_map(|listed| listed.row.read())
            .collect();
        assert_eq!(ids, ["c", "b", "a"]);
        assert!(listing.has_more(), "the front says nothing about the end");
        assert_eq!(listing.clone().with_row("b".into(), |id| id), listing);
    }

    #[test]
    fn pages_add_up() {
        let check = |pages: Vec<Page<String>>, expect: &[(&str, Option<&str>)], end| {
            let listing = pages.into_iter().fold(Listing::default(), |listing, page| {
                listing.with(page, |id| id)
            });
            let got: Vec<_> = listing
                .rows()
                .iter()
                .filter_map(|listed| {
                    Some((
                        listed.row.read()?.as_str(),
                        listed.brought_by.as_ref().map(|cursor| cursor.0.as_str()),
                    ))
                })
                .collect();
            assert_eq!(got, expect);
            let ends = [
                (listing.has_more(), "more"),
                (listing.is_whole(), "whole"),
                (listing.is_stuck(), "stuck"),
            ];
            let ends: Vec<_> = ends.iter().filter(|(is, _)| *is).collect();
            assert_eq!(ends, [&(true, end)], "{expect:?}");
        };
        check(vec![], &[], "more");
        check(vec![page(&[], None)], &[], "whole");
        check(
            vec![page(&["a", "b"], Some("b"))],
            &[("a", None), ("b", None)],
            "more",
        );
        check(
            vec![page(&["a", "b"], Some("b")), page(&["c"], None)],
            &[("a", None), ("b", None), ("c", Some("b"))],
            "whole",
        );
        check(
            vec![page(&["a"], Some("a")), page(&[], None)],
            &[("a", None)],
            "whole",
        );
        // A gateway that ignores the cursor repeats its first page, whatever it says of more.
        for next in [Some("a"), Some("b"), None] {
            check(
                vec![page(&["a"], Some("a")), page(&["a"], next)],
                &[("a", None)],
                "stuck",
            );
        }
        // Nothing came, and yet there is said to be more; or the cursor stands still.
        check(
            vec![page(&["a"], Some("a")), page(&[], Some("b"))],
            &[("a", None)],
            "stuck",
        );
        check(
            vec![page(&["a"], Some("a")), page(&["b"], Some("a"))],
            &[("a", None), ("b", Some("a"))],
            "stuck",
        );
        // A row that moved between pages is listed once.
        check(
            vec![page(&["a", "b"], Some("b")), page(&["b", "c"], Some("c"))],
            &[("a", None), ("b", None), ("c", Some("b"))],
            "more",
        );
    }
}

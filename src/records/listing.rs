//! Joins the pages of a list: each row once, with the cursor of its page, and whether there is
//! more. Never fetches a page.

use std::collections::HashSet;
use std::sync::Arc;

use super::row::{Line, Row};
use crate::schema::{Query, Record};

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The lines in the gateway's order.
    pub lines: Vec<Line>,
    /// The cursor of the next page; `None` if there is none.
    pub next: Option<String>,
    /// The total number of rows, if the gateway sends it.
    pub total: Option<usize>,
}

impl Page {
    /// Returns the rows that were read.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &Arc<Row>> {
        self.lines.iter().filter_map(Line::row)
    }

    /// Returns whether every row could be read.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.lines.iter().all(|line| line.row().is_some())
    }
}

/// A line with the cursor of its page; `None` for the first page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The line.
    pub line: Line,
    /// The cursor.
    pub brought_by: Option<String>,
}

/// What comes after the pages read so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Next {
    /// Nothing has been read yet.
    #[default]
    Start,
    /// The page after this cursor.
    At(String),
    /// Nothing: the list is complete.
    End,
    /// Unknown: the gateway repeats itself, or gives no cursor for the rest.
    Stuck,
}

/// The pages of one list read so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    lines: Vec<Listed>,
    next: Next,
    total: Option<usize>,
    /// The number of earlier lines that are no longer kept.
    dropped: usize,
}

impl Listing {
    /// Returns the lines so far.
    #[must_use]
    pub fn lines(&self) -> &[Listed] {
        &self.lines
    }

    /// Returns the number of lines that were read.
    #[must_use]
    pub fn read(&self) -> usize {
        self.dropped + self.lines.len()
    }

    /// Drops all lines but the last page's, for a list that is read on without being kept.
    pub fn drop_earlier(&mut self) {
        let last = self.lines.last().map(|listed| listed.brought_by.clone());
        let is_last = |listed: &Listed| Some(&listed.brought_by) == last.as_ref();
        let earlier = self.lines.iter().take_while(|listed| !is_last(listed));
        let earlier = earlier.count();
        self.lines.drain(..earlier);
        self.dropped += earlier;
    }

    /// Returns the readable rows.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &Arc<Row>> {
        self.lines.iter().filter_map(|listed| listed.line.row())
    }

    /// Returns the other rows that stand for the same thing as `row`, by what `twin` says of each.
    #[must_use]
    pub fn twins(&self, row: &Row, twin: fn(&Record) -> Option<String>) -> Vec<Arc<Row>> {
        let Some(own) = twin(&row.record) else {
            return Vec::new();
        };
        let others = self.rows().filter(|other| other.id != row.id);
        let same = others.filter(|other| twin(&other.record).as_ref() == Some(&own));
        same.cloned().collect()
    }

    /// Returns the rows that stand for a thing for which another row stands too.
    #[must_use]
    pub fn doubles(&self, twin: fn(&Record) -> Option<String>) -> Vec<Arc<Row>> {
        let things = || self.rows().filter_map(|row| twin(&row.record));
        let mut seen = HashSet::new();
        let twice: HashSet<String> = things()
            .filter(|thing| !seen.insert(thing.clone()))
            .collect();
        let is_double = |row: &&Arc<Row>| twin(&row.record).is_some_and(|it| twice.contains(&it));
        self.rows().filter(is_double).cloned().collect()
    }

    /// Returns the number of unreadable rows.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        self.lines.len() - self.rows().count()
    }

    /// Returns whether there is another page.
    #[must_use]
    pub const fn has_more(&self) -> bool {
        matches!(self.next, Next::Start | Next::At(_))
    }

    /// Returns whether the list is known to be complete. Only then does the absence of a row prove
    /// anything.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.next == Next::End
    }

    /// Returns whether reading ended early because the gateway repeated itself: there may be more
    /// rows.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        self.next == Next::Stuck
    }

    /// Returns the total number of rows, if the gateway sends it.
    #[must_use]
    pub const fn total(&self) -> Option<usize> {
        self.total
    }

    /// Returns the cursor of the next page; `None` for the first page, or if there is none.
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        match &self.next {
            Next::At(cursor) => Some(cursor),
            Next::Start | Next::End | Next::Stuck => None,
        }
    }

    /// Returns the row with this id and the cursor of its page.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<(&Arc<Row>, Option<&str>)> {
        self.lines.iter().find_map(|listed| {
            let row = listed.line.row().filter(|row| row.id.as_str() == id)?;
            Some((row, listed.brought_by.as_deref()))
        })
    }

    /// Adds the page after [`Listing::cursor`]. Rows that are already here are not added again.
    /// After a page without new rows no further page is read (contract 6.1), so that reading ends
    /// with a gateway that ignores the cursor; the list is complete only if that page is empty.
    #[must_use]
    pub fn with(mut self, page: Page) -> Self {
        let brought_by = self.cursor().map(str::to_owned);
        let repeated = self.repeated(&page.lines);
        let first = self.next == Next::Start;
        let repeats = !repeated.is_empty() && repeated.iter().all(|repeated| *repeated);
        let mut fresh = false;
        for (line, repeated) in page.lines.into_iter().zip(repeated) {
            if !repeated {
                fresh = fresh || line.row().is_some();
                self.lines.push(Listed {
                    line,
                    brought_by: brought_by.clone(),
                });
            }
        }
        // If a row is deleted while pages are read by number, another row moves to a page already
        // read.
        let counts = brought_by.as_deref().and_then(Query::page_of).is_some();
        let moved = counts && page.total != self.total;
        self.total = page.total.or(self.total);
        self.next = match page.next {
            Some(next) if (fresh || first) && Some(&next) != brought_by.as_ref() => Next::At(next),
            // The gateway reports a larger total but gives no cursor for the rest.
            None if self.total.is_some_and(|total| total > self.read()) => Next::Stuck,
            None if !repeats && !moved => Next::End,
            _ => Next::Stuck,
        };
        self
    }

    /// Returns for each of `coming` whether it is already here or earlier in the same page. A list
    /// of ten thousand rows has a hundred pages, so nothing is allocated for rows that are here.
    fn repeated(&self, coming: &[Line]) -> Vec<bool> {
        let ids = coming.iter().filter_map(Line::row);
        let ids: HashSet<&str> = ids.map(|row| row.id.as_str()).collect();
        let here = self.rows().map(|row| row.id.as_str());
        let mut seen: HashSet<&str> = here.filter_map(|id| ids.get(id).copied()).collect();
        let mut known = |line: &Line| match line.row() {
            // An unreadable line is never a duplicate of another.
            None => false,
            Some(row) => {
                let id = ids.get(row.id.as_str()).copied();
                id.is_some_and(|id| !seen.insert(id))
            }
        };
        coming.iter().map(&mut known).collect()
    }

    /// Merges a new first page: rows that are already here get its values, and new rows go to the
    /// front. For a list that is read newest first.
    #[must_use]
    pub fn with_front(mut self, page: Page) -> Self {
        let mut new = Vec::new();
        for fresh in page.lines.into_iter().filter_map(|line| match line {
            Line::Row(row) => Some(row),
            Line::Unreadable(_) => None,
        }) {
            if !self.replace(&fresh) {
                new.push(Listed {
                    line: Line::Row(fresh),
                    brought_by: None,
                });
            }
        }
        new.append(&mut self.lines);
        self.lines = new;
        self
    }

    /// Removes a row that is gone from the gateway.
    #[must_use]
    pub fn without_row(mut self, gone: &str) -> Self {
        self.lines.retain(|listed| {
            let row = listed.line.row();
            row.is_none_or(|row| row.id.as_str() != gone)
        });
        self
    }

    /// Replaces a row by its current version.
    #[must_use]
    pub fn with_row(mut self, fresh: &Arc<Row>) -> Self {
        self.replace(fresh);
        self
    }

    fn replace(&mut self, fresh: &Arc<Row>) -> bool {
        let same = |listed: &&mut Listed| listed.line.row().is_some_and(|row| row.id == fresh.id);
        let found = self.lines.iter_mut().find(same);
        let is_here = found.is_some();
        if let Some(listed) = found
            && listed.line.row() != Some(fresh)
        {
            listed.line = Line::Row(Arc::clone(fresh));
        }
        is_here
    }

    /// Returns this list with unchanged rows shared with `before`, so that they are not drawn
    /// again.
    #[must_use]
    pub fn sharing(mut self, before: &Self) -> Self {
        for (listed, old) in self.lines.iter_mut().zip(&before.lines) {
            if *listed == *old {
                *listed = old.clone();
            }
        }
        self
    }
}

#[cfg(test)]
mod tests;

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
mod tests {
    use std::sync::Arc;

    use super::{Line, Listing, Page, Row};
    use crate::domain::table::check_table;
    use crate::records::Unreadable;
    use crate::schema::Record;

    fn row(id: &str) -> Arc<Row> {
        Arc::new(Row {
            id: id.into(),
            record: Record::default(),
            raw: "{}".into(),
            haystack: "".into(),
        })
    }

    fn page(ids: &[&str], next: Option<&str>) -> Page {
        Page {
            lines: ids.iter().map(|id| Line::Row(row(id))).collect(),
            next: next.map(str::to_owned),
            total: None,
        }
    }

    fn ids(listing: &Listing) -> Vec<&str> {
        listing.rows().map(|row| row.id.as_str()).collect()
    }

    #[test]
    fn pages_add_up() {
        // Pages as `a b > b`: their rows, and the cursor of the next; `# 45` is how many there are.
        check_table(
            r##"
            => more
            - => whole
            a b > b => a b, more
            a b > b ; c => a b c/b, whole
            a > a ; - => a, whole
            a > a ; a > a => a, stuck
            a > a ; a > b => a, stuck
            a > a ; a => a, stuck
            a > a ; - > b => a, stuck
            a > a ; b > a => a b/a, stuck
            a b > b ; b c c > c => a b c/b, more
            a b # 45 => a b, stuck
            a b > ?page=2 # 3 ; c # 3 => a b c/?page=2, whole
            a b > ?page=2 # 4 ; d # 3 => a b d/?page=2, stuck
            a b > b # 4 ; d # 3 => a b d/b, whole
            "##,
            |pages| {
                let pages = pages
                    .split(';')
                    .filter(|page| !page.is_empty())
                    .map(|text| {
                        let (text, total) = text.split_once('#').unwrap_or((text, ""));
                        let (ids, next) = text.split_once('>').unwrap_or((text, ""));
                        let ids: Vec<&str> =
                            ids.split_whitespace().filter(|id| *id != "-").collect();
                        Page {
                            total: total.trim().parse().ok(),
                            ..page(&ids, Some(next.trim()).filter(|next| !next.is_empty()))
                        }
                    });
                let listing = pages.fold(Listing::default(), Listing::with);
                let rows = listing.lines().iter().filter_map(|listed| {
                    let by = listed.brought_by.as_deref();
                    let by = by.map_or_else(String::new, |by| format!("/{by}"));
                    Some(format!("{}{by}", listed.line.row()?.id))
                });
                let ends = [
                    (listing.has_more(), "more"),
                    (listing.is_whole(), "whole"),
                    (listing.is_stuck(), "stuck"),
                ];
                let ends = ends.iter().filter(|(is, _)| *is).map(|(_, end)| *end);
                let (rows, ends): (Vec<_>, Vec<_>) = (rows.collect(), ends.collect());
                let rows = rows.join(" ");
                let comma = if rows.is_empty() { "" } else { ", " };
                format!("{rows}{comma}{}", ends.join(" and "))
            },
        );
    }

    #[test]
    fn a_list_is_read_on_without_being_kept() {
        let total = |page: Page| Page {
            total: Some(5),
            ..page
        };
        let mut listing = Listing::default().with(total(page(&["a", "b"], Some("b"))));
        listing.drop_earlier();
        assert_eq!(ids(&listing), ["a", "b"]);
        // A row that moved to the next page, because another was made, is read once.
        listing = listing.with(total(page(&["b", "c", "d"], Some("d"))));
        listing.drop_earlier();
        assert_eq!((ids(&listing).join(" "), listing.read()), ("c d".into(), 4));
        assert!(listing.has_more());
        listing = listing.with(total(page(&["e"], None)));
        assert_eq!(
            (ids(&listing).join(" "), listing.read()),
            ("c d e".into(), 5)
        );
        assert!(listing.is_whole());
    }

    #[test]
    fn a_fresh_first_page_goes_to_the_front() {
        let listing = Listing::default().with(page(&["b", "a"], Some("a")));
        let listing = listing.with_front(page(&["c", "b"], None));
        assert_eq!(ids(&listing), ["c", "b", "a"]);
        assert!(listing.has_more(), "the front says nothing about the end");
        assert_eq!(listing.clone().with_row(&row("b")), listing);
        assert_eq!(ids(&listing.without_row("b")), ["c", "a"]);
    }

    #[test]
    fn unreadable_lines_are_kept() {
        let broken = || {
            Line::Unreadable(Unreadable {
                raw: "7".into(),
                why: "no object".into(),
            })
        };
        let page = Page {
            lines: vec![broken(), Line::Row(row("a")), broken()],
            next: None,
            total: None,
        };
        assert!(!page.is_readable());
        let listing = Listing::default().with(page);
        assert_eq!((listing.lines().len(), listing.unreadable()), (3, 2));
    }

    #[test]
    fn rows_that_stand_for_one_thing() {
        let listing = Listing::default().with(page(&["a", "b", "c"], None));
        let row = listing.rows().next().expect("a row").clone();
        let check = |twin: fn(&Record) -> Option<String>, expect: &[&str]| {
            let twins = listing.twins(&row, twin);
            let ids: Vec<&str> = twins.iter().map(|twin| twin.id.as_str()).collect();
            assert_eq!(ids, expect);
        };
        check(|_| Some("same".to_owned()), &["b", "c"]);
        check(|_| None, &[]);
    }

    #[test]
    fn what_did_not_change_is_shared() {
        let before = Listing::default().with(page(&["a", "b"], None));
        let after = Listing::default().with(page(&["a", "b", "c"], None));
        let after = after.sharing(&before);
        let shared: Vec<bool> = after
            .rows()
            .zip(before.rows())
            .map(|(a, b)| Arc::ptr_eq(a, b))
            .collect();
        assert_eq!(shared, [true, true]);
    }
}

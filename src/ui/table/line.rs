//! Rows as the table receives them: an id and a stamp each. Their cells are requested only while
//! they are in the page.

use std::any::Any;
use std::ops::Range;
use std::sync::Arc;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The id; a row with the same id keeps its element and the focus.
    pub id: Arc<str>,
    /// Changes with the row's content; only then the cells are requested again.
    pub stamp: Stamp,
}

/// The content of a line at present. Two stamps are equal if they are of the same content, at the same
/// address. A stamp keeps its content, so that nothing else can be at that address meanwhile: a row
/// that is replaced twice between two paints may otherwise be back where the painted one was.
#[derive(Clone, Debug, Default)]
pub struct Stamp {
    content: Option<Arc<dyn Any + Send + Sync>>,
    /// What changes besides the content, or without one.
    pub number: usize,
}

impl Stamp {
    /// Returns the stamp of a content, and of a number that changes besides.
    #[must_use]
    pub fn of<T: Any + Send + Sync>(content: &Arc<T>, number: usize) -> Self {
        Self {
            content: Some(content.clone()),
            number,
        }
    }

    /// Returns the stamp of a number alone.
    #[must_use]
    pub const fn number(number: usize) -> Self {
        Self {
            content: None,
            number,
        }
    }
}

impl PartialEq for Stamp {
    fn eq(&self, other: &Self) -> bool {
        let address = |stamp: &Self| {
            let content = stamp.content.as_ref();
            content.map(|content| Arc::as_ptr(content).cast::<()>())
        };
        (address(self), self.number) == (address(other), other.number)
    }
}

impl Eq for Stamp {}

/// The rows of a table, in order: all lines of a list, or some of them. Choosing others copies no
/// line, since a search does it at each keystroke.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    all: Arc<Vec<Line>>,
    /// The places in `all` of those shown; `None` for all of them.
    places: Option<Arc<Vec<usize>>>,
}

impl From<Vec<Line>> for Lines {
    fn from(all: Vec<Line>) -> Self {
        Self {
            all: Arc::new(all),
            places: None,
        }
    }
}

impl Lines {
    /// Returns the lines at these places of the list only.
    #[must_use]
    pub fn only(&self, places: Vec<usize>) -> Self {
        Self {
            all: Arc::clone(&self.all),
            places: Some(Arc::new(places)),
        }
    }

    /// Returns the number of lines.
    #[must_use]
    pub fn len(&self) -> usize {
        let places = self.places.as_ref();
        places.map_or(self.all.len(), |places| places.len())
    }

    /// Returns whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the place in the list of the line at an index.
    #[must_use]
    pub fn place(&self, at: usize) -> Option<usize> {
        match &self.places {
            Some(places) => places.get(at).copied(),
            None => (at < self.all.len()).then_some(at),
        }
    }

    /// Returns the places in the list of all lines, in order.
    pub fn places(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter_map(|at| self.place(at))
    }

    /// Returns the line at an index.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Line> {
        self.all.get(self.place(at)?)
    }

    /// Returns the lines of a window.
    pub(super) fn window(&self, window: Range<usize>) -> Vec<Line> {
        let lines = window.filter_map(|at| self.get(at));
        lines.cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Line, Lines, Stamp};

    #[test]
    fn a_content_that_is_gone_is_not_taken_for_another() {
        let painted = Stamp::of(&Arc::new(1_u64), 0);
        // Allocators give the memory that was freed last first.
        for content in 0..100_u64 {
            assert_ne!(painted, Stamp::of(&Arc::new(content), 0));
        }
        let content = Arc::new(1_u64);
        let check = |a: Stamp, b: Stamp, expect| assert_eq!(a == b, expect, "{a:?} {b:?}");
        check(Stamp::of(&content, 0), Stamp::of(&content.clone(), 0), true);
        check(Stamp::of(&content, 0), Stamp::of(&content, 1), false);
        check(Stamp::of(&content, 0), Stamp::number(0), false);
        check(Stamp::number(3), Stamp::number(3), true);
    }

    #[test]
    fn some_lines_of_a_list_keep_its_lines() {
        let line = |stamp: usize| Line {
            id: stamp.to_string().into(),
            stamp: Stamp::number(stamp),
        };
        let all = Lines::from((0..5).map(line).collect::<Vec<_>>());
        let check = |lines: &Lines, expect: &[usize]| {
            let stamps = lines
                .window(0..9)
                .iter()
                .map(|line| line.stamp.number)
                .collect::<Vec<_>>();
            assert_eq!(stamps, expect);
            assert_eq!(lines.places().collect::<Vec<_>>(), expect);
            assert_eq!(
                (lines.len(), lines.is_empty()),
                (expect.len(), expect.is_empty())
            );
            assert_eq!(lines.get(expect.len()), None);
        };
        check(&all, &[0, 1, 2, 3, 4]);
        check(&all.only(vec![1, 3]), &[1, 3]);
        check(&all.only(vec![1, 3]).only(vec![4]), &[4]);
        check(&all.only(Vec::new()), &[]);
        check(&Lines::default(), &[]);
    }
}

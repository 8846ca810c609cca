//! Which rows of a long table stand in the page, and how far it scrolls to show one.
//! Plain numbers in pixels and rows; never touches the page.

use std::ops::Range;

/// The most rows that ever stand in the page.
pub const MOST_ROWS: usize = 100;

/// The window moves in steps of so many rows, so that most scroll events change nothing, and
/// keeps at least so many drawn above and below what is seen.
const STEP: usize = 4;

/// What is seen of the table's body, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// How far it is scrolled down.
    pub top: usize,
    /// How much of it fits below the header.
    pub height: usize,
    /// How tall one row is.
    pub row: usize,
}

impl Sight {
    /// The rows to draw out of `count`.
    #[must_use]
    pub fn window(self, count: usize) -> Range<usize> {
        let start = (self.first(count) / STEP * STEP).saturating_sub(STEP);
        let length = (self.seen() + 3 * STEP).min(MOST_ROWS);
        start..(start + length).min(count)
    }

    /// The rows to draw before anything was painted: those that are seen, so that they are seen
    /// sooner.
    #[must_use]
    pub fn first_window(self, count: usize) -> Range<usize> {
        let start = self.first(count);
        start..(start + self.seen().min(MOST_ROWS)).min(count)
    }

    /// The first row that is seen.
    fn first(self, count: usize) -> usize {
        (self.top / self.row).min(count.saturating_sub(1))
    }

    /// How many rows are seen at most, the two at the edges in part.
    fn seen(self) -> usize {
        self.height / self.row + 2
    }

    /// Where to scroll so that row `index` is seen whole; `None` when it is already.
    #[must_use]
    pub fn scroll_to(self, index: usize) -> Option<usize> {
        let (above, below) = (index * self.row, (index + 1) * self.row);
        if above < self.top {
            Some(above)
        } else if below > self.top + self.height {
            Some(below.saturating_sub(self.height))
        } else {
            None
        }
    }

    /// How many rows Page Up and Page Down move: a screenful less one, so that a row stays.
    #[must_use]
    pub fn page(self) -> usize {
        (self.height / self.row).saturating_sub(1).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_ROWS, Sight};

    fn sight(top: usize, height: usize) -> Sight {
        Sight {
            top,
            height,
            row: 32,
        }
    }

    #[test]
    fn the_window_covers_what_is_seen_and_little_more() {
        let check = |top, height, count, expect| {
            assert_eq!(
                sight(top, height).window(count),
                expect,
                "{top} {height} {count}"
            );
        };
        check(0, 640, 0, 0..0);
        check(0, 640, 5, 0..5);
        check(0, 640, 10_000, 0..34);
        check(127, 640, 10_000, 0..34);
        check(128, 640, 10_000, 0..34);
        check(256, 640, 10_000, 4..38);
        check(10_000 * 32 - 640, 640, 10_000, 9_976..10_000);
        // Rows were taken away while the table was scrolled far down.
        check(320_000, 640, 30, 24..30);
    }

    #[test]
    fn every_seen_row_is_drawn_and_never_too_many() {
        for height in [0, 100, 640, 1_200, 2_160] {
            for top in (0..40_000).step_by(37) {
                let (sight, count) = (sight(top, height), 2_000);
                let seen = top / 32..((top + height) / 32 + 1).min(count);
                for window in [sight.window(count), sight.first_window(count)] {
                    assert!(window.start <= seen.start, "{top} {height}");
                    assert!(window.end >= seen.end, "{top} {height}");
                    assert!(window.len() <= MOST_ROWS, "{top} {height}");
                }
            }
        }
    }

    #[test]
    fn scrolling_moves_only_as_far_as_it_must() {
        let check = |top, index, expect| {
            assert_eq!(sight(top, 320).scroll_to(index), expect, "{top} {index}")
        };
        check(0, 0, None);
        check(0, 9, None);
        check(0, 10, Some(32));
        check(320, 9, Some(288));
        check(330, 10, Some(320));
    }
}

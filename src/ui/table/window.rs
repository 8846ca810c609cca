//! Decides which rows of a long table are in the page, and how far to scroll to show one. Plain
//! numbers in pixels and rows; never touches the page.

use std::ops::Range;

/// The most rows in the page.
pub const MOST_ROWS: usize = 100;

/// The window moves in steps of this many rows, so that most scroll events change nothing, and
/// keeps at least this many rows above and below the visible ones.
const STEP: usize = 4;

/// The visible part of the table's body, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewport {
    /// The scroll position.
    pub top: usize,
    /// The visible height below the header.
    pub height: usize,
    /// The height of a row.
    pub row: usize,
}

impl Viewport {
    /// Returns the rows to draw out of `count`.
    #[must_use]
    pub fn window(self, count: usize) -> Range<usize> {
        let start = (self.first(count) / STEP * STEP).saturating_sub(STEP);
        let length = (self.seen() + 3 * STEP).min(MOST_ROWS);
        start..(start + length).min(count)
    }

    /// Returns only the visible rows, which are painted faster.
    #[must_use]
    pub fn narrow_window(self, count: usize) -> Range<usize> {
        let start = self.first(count);
        start..(start + self.seen().min(MOST_ROWS)).min(count)
    }

    /// Returns the first visible row.
    fn first(self, count: usize) -> usize {
        (self.top / self.row).min(count.saturating_sub(1))
    }

    /// Returns the largest number of visible rows, including partly visible ones.
    fn seen(self) -> usize {
        self.height / self.row + 2
    }

    /// Returns where to scroll to show row `index` completely; `None` if it is visible.
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

    /// Returns how many rows Page Up and Page Down move: a screenful minus one, so that one row
    /// stays visible.
    #[must_use]
    pub fn page(self) -> usize {
        (self.height / self.row).saturating_sub(1).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_ROWS, Viewport};

    fn viewport(top: usize, height: usize) -> Viewport {
        Viewport {
            top,
            height,
            row: 32,
        }
    }

    #[test]
    fn the_window_covers_what_is_seen_and_little_more() {
        let check = |top, height, count, expect| {
            assert_eq!(
                viewport(top, height).window(count),
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
                let (viewport, count) = (viewport(top, height), 2_000);
                let seen = top / 32..((top + height) / 32 + 1).min(count);
                for window in [viewport.window(count), viewport.narrow_window(count)] {
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
            assert_eq!(viewport(top, 320).scroll_to(index), expect, "{top} {index}")
        };
        check(0, 0, None);
        check(0, 9, None);
        check(0, 10, Some(32));
        check(320, 9, Some(288));
        check(330, 10, Some(320));
    }
}

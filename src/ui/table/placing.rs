//! Decides which rows in the page stay, move, are added and removed. Compares ids; never touches
//! the page.

use std::ops::Range;
use std::sync::Arc;

use super::line::Line;

/// How the rows in the page are reused.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Placing {
    /// For each wanted row, the row of the page that is used for it: the one with its id, or one
    /// whose line is removed, which needs fewer changes than a new row. `None` is a new row.
    pub taken: Vec<Option<usize>>,
    /// Whether each wanted row stays where it is. The others are inserted before their successor,
    /// the last first.
    pub steady: Vec<bool>,
}

impl Placing {
    /// Returns whether the row `at` of the page keeps its line, given the ids `before`.
    pub fn keeps(&self, at: usize, before: &[Arc<str>], wanted: &[Line]) -> bool {
        let mut rows = self.taken.iter().zip(wanted);
        rows.any(|(taken, line)| *taken == Some(at) && before.get(at) == Some(&line.id))
    }
}

/// Places the `wanted` rows, given the ids `before` of the rows in the page. The row `held` has the
/// focus and never moves, since moving an element loses the focus.
pub(super) fn place(before: &[Arc<str>], wanted: &[Line], held: Option<usize>) -> Placing {
    // A row is taken only once, so that a duplicate id from a gateway gets two rows.
    let mut free = vec![true; before.len()];
    let mut from = 0;
    let mut take = |line: &Line| {
        // Rows mostly keep their order, so each search continues where the last one ended.
        let found = (from..before.len())
            .chain(0..from)
            .find(|at| free[*at] && before[*at] == line.id)?;
        free[found] = false;
        from = found + 1;
        Some(found)
    };
    let taken: Vec<_> = wanted.iter().map(&mut take).collect();
    let steady = steady(&taken, held);
    let mut placing = Placing { taken, steady };
    placing.reuse(&mut free);
    placing
}

impl Placing {
    /// Reuses for each new row one whose line is removed: the one at its position if possible, or
    /// any other.
    fn reuse(&mut self, free: &mut [bool]) {
        let mut from = 0;
        for at in 0..self.taken.len() {
            if let (Some(was), true) = (self.taken[at], self.steady[at]) {
                from = was + 1;
            }
            if self.taken[at].is_some() {
                continue;
            }
            let rest = self.taken.iter().zip(&self.steady).skip(at);
            let mut steady = rest.filter_map(|(taken, steady)| taken.filter(|_| *steady));
            let here = from..steady.next().unwrap_or(free.len());
            let found = here.clone().find(|was| free[*was]);
            if let Some(was) = found {
                (self.steady[at], from) = (true, was + 1);
            }
            let found = found.or_else(|| free.iter().rposition(|free| *free));
            self.taken[at] = found;
            if let Some(was) = found {
                free[was] = false;
            }
        }
    }
}

/// Returns the most rows that can stay while the others move around them: a longest increasing
/// subsequence through the held row.
fn steady(taken: &[Option<usize>], held: Option<usize>) -> Vec<bool> {
    let anchor = held.and_then(|held| {
        let at = taken.iter().position(|taken| *taken == Some(held))?;
        Some((at, held))
    });
    let fits = |at: usize, was: usize| {
        anchor.is_none_or(|(anchor, held)| at.cmp(&anchor) == was.cmp(&held))
    };
    let kept: Vec<(usize, usize)> = taken
        .iter()
        .enumerate()
        .filter_map(|(at, was)| was.filter(|was| fits(at, *was)).map(|was| (at, was)))
        .collect();
    // For each kept row, the length of the longest run that begins there, and the next row in it.
    let mut runs: Vec<(usize, Option<usize>)> = vec![(1, None); kept.len()];
    for first in (0..kept.len()).rev() {
        for next in first + 1..kept.len() {
            if kept[next].1 > kept[first].1 && runs[next].0 >= runs[first].0 {
                runs[first] = (runs[next].0 + 1, Some(next));
            }
        }
    }
    let mut steady = vec![false; taken.len()];
    let mut at = (0..kept.len()).max_by_key(|at| runs[*at].0);
    while let Some(found) = at {
        steady[kept[found].0] = true;
        at = runs[found].1;
    }
    steady
}

/// The row that had the focus last, by its index and its id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Active {
    /// The index, counted from 0.
    pub number: usize,
    /// The id, once a row has had the focus.
    pub id: Option<Arc<str>>,
}

impl Active {
    /// Updates the index if the row has moved within `window`, whose rows are `lines`.
    pub fn follow(&mut self, lines: &[Line], window: &Range<usize>) {
        let is_it = |line: &Line| Some(&line.id) == self.id.as_ref();
        let here = self.number.checked_sub(window.start);
        let stays = here.and_then(|here| lines.get(here)).is_some_and(is_it);
        if !stays && let Some(found) = lines.iter().position(is_it) {
            self.number = window.start + found;
        }
    }

    /// Returns the row in the tab order: the active one, or the nearest in the page.
    pub fn stop(&self, window: &Range<usize>) -> usize {
        let last = window.end.saturating_sub(1).max(window.start);
        self.number.clamp(window.start, last)
    }
}

#[cfg(test)]
mod tests;

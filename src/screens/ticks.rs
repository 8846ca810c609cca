//! The selected rows of a list, with their locators. Independent of what is done with them.

use std::sync::Arc;

use crate::reactive::*;

use crate::gate::Outcome;
use crate::records::Row;
use crate::schema::{Locator, WhyNot};
use crate::text;
use crate::words::Text;

/// The label of a row's checkbox.
pub const TICK: Text = text!("Tick {name}" / "勾选 {name}");

/// The selected rows, in the order of selection.
#[derive(Clone, Copy)]
pub struct Ticks(RwSignal<Vec<(Locator, Arc<Row>)>>);

impl Ticks {
    /// Makes an empty set.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Returns the number of selected rows.
    #[must_use]
    pub fn count(self) -> usize {
        self.0.with(Vec::len)
    }

    /// Returns the selected rows, without subscribing.
    #[must_use]
    pub fn all(self) -> Vec<(Locator, Arc<Row>)> {
        self.0.get_untracked()
    }

    /// Clears the selection.
    pub fn clear(self) {
        self.0.try_set(Vec::new());
    }

    /// Deselects rows that were left out.
    pub fn without(self, left: &[(Locator, WhyNot)]) {
        self.0.try_update(|ticks| {
            ticks.retain(|(at, _)| left.iter().all(|(left, _)| left.id != at.id));
        });
    }

    /// Deselects the rows for which something was applied: those that are left can be tried again.
    pub fn without_applied(self, rows: &[(Locator, Arc<Row>)], outcomes: &[Outcome]) {
        let applied = rows.iter().zip(outcomes);
        let applied: Vec<&Locator> = applied
            .filter(|(_, outcome)| outcome.was_applied())
            .map(|((at, _), _)| at)
            .collect();
        self.0.try_update(|ticks| {
            ticks.retain(|(at, _)| applied.iter().all(|done| done.id != at.id));
        });
    }

    /// Returns whether a row is selected.
    #[must_use]
    pub fn has(self, id: &str) -> bool {
        self.0
            .with(|ticks| ticks.iter().any(|(at, _)| at.id.as_str() == id))
    }

    /// Selects or deselects a row.
    pub fn set(self, at: Locator, row: Arc<Row>, on: bool) {
        self.0.update(|ticks| {
            ticks.retain(|(other, _)| other.id != at.id);
            if on {
                ticks.push((at, row));
            }
        });
    }
}

impl Default for Ticks {
    fn default() -> Self {
        Self::new()
    }
}

//! Rows that are ticked in a list, each with where it is found again. Knows nothing of what is to be
//! done with them.

use std::sync::Arc;

use crate::reactive::*;

use crate::records::Row;
use crate::schema::{Locator, WhyNot};

/// The rows that are ticked, in the order in which they were.
#[derive(Clone, Copy)]
pub struct Ticks(RwSignal<Vec<(Locator, Arc<Row>)>>);

impl Ticks {
    /// Makes an empty set.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Returns how many.
    #[must_use]
    pub fn count(self) -> usize {
        self.0.with(Vec::len)
    }

    /// Returns all of them, without following them.
    #[must_use]
    pub fn all(self) -> Vec<(Locator, Arc<Row>)> {
        self.0.get_untracked()
    }

    /// Unticks all.
    pub fn clear(self) {
        self.0.try_set(Vec::new());
    }

    /// Unticks rows that were left out.
    pub fn without(self, left: &[(Locator, WhyNot)]) {
        self.0.try_update(|ticks| {
            ticks.retain(|(at, _)| left.iter().all(|(left, _)| left.id != at.id));
        });
    }

    /// Returns whether a row is ticked.
    #[must_use]
    pub fn has(self, id: &str) -> bool {
        self.0
            .with(|ticks| ticks.iter().any(|(at, _)| at.id.as_str() == id))
    }

    /// Ticks or unticks a row.
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

//! The state of the painter: what is fixed, what it shows, and which rows are in the page.

use std::ops::Range;
use std::sync::Arc;

use crate::reactive::{Callback, RwSignal};

use super::header::Header;
use super::page::Said;
use super::row::{Row, Template};
use crate::device::Clock;
use crate::domain::time::UnixMillis;
use crate::ui::table::placing::Active;
use crate::ui::table::window::Viewport;
use crate::ui::table::{Cells, Head, Lines, Sort, Ticks};
use crate::words::Language;

/// The height of the header row in pixels; the style sheet's `--row` must match.
pub(super) const HEAD: usize = 32;

/// The fixed properties of a table.
pub(in crate::ui::table) struct Given {
    pub cells: Cells,
    pub ticks: Option<Ticks>,
    pub on_sort: Option<Callback<Option<Sort>>>,
    pub on_open: Option<Callback<String>>,
    pub on_edit: Option<Callback<(String, String)>>,
    pub now: RwSignal<UnixMillis>,
    pub clock: Arc<dyn Clock>,
}

/// The contents of a table, which change.
#[derive(Clone, Default)]
pub(in crate::ui::table) struct Shown {
    pub heads: Arc<Vec<Head>>,
    pub lines: Lines,
    pub sort: Option<Sort>,
    pub selected: Option<String>,
    /// Whether more rows can be loaded.
    pub more: bool,
    /// Changes when the cells of all rows must be requested again.
    pub anew: u64,
    pub language: Language,
    /// The height of a row in pixels.
    pub row: usize,
    pub caption: String,
    pub hint: &'static str,
}

/// The contents of a table, and which rows are in the page.
pub(super) struct State {
    pub shown: Option<Shown>,
    pub header: Header,
    pub template: Template,
    /// The rows in the page, and their indices among all rows.
    pub rows: Vec<Row>,
    /// Rows that were removed from the page, to be used again: filling one is faster than making one.
    pub spare: Vec<Row>,
    pub window: Range<usize>,
    pub said: Said,
    pub active: Active,
    /// The scroll position, and the visible height below the header, in pixels.
    pub top: usize,
    pub height: usize,
    /// Whether the rows around the visible ones belong in the page too. Not at first, and not when
    /// the number of rows has just changed, so that the list follows each keystroke fast.
    pub wide: bool,
    pub sideways: bool,
}

impl State {
    /// Makes a state without contents.
    pub fn new(header: Header, template: Template) -> Self {
        Self {
            shown: None,
            header,
            template,
            rows: Vec::new(),
            spare: Vec::new(),
            window: 0..0,
            said: Said::default(),
            active: Active::default(),
            top: 0,
            // A default before the first measurement: enough for most screens.
            height: 800,
            wide: false,
            sideways: false,
        }
    }

    /// Returns the number of rows.
    pub fn count(&self) -> usize {
        self.shown.as_ref().map_or(0, |shown| shown.lines.len())
    }

    /// Returns the visible part.
    pub fn viewport(&self) -> Viewport {
        Viewport {
            top: self.top,
            height: self.height,
            row: self.shown.as_ref().map_or(HEAD, |shown| shown.row),
        }
    }

    /// Returns the rows that belong in the page.
    pub fn wanted(&self) -> Range<usize> {
        match self.wide {
            true => self.viewport().window(self.count()),
            false => self.viewport().narrow_window(self.count()),
        }
    }
}

/// Converts a length from the page; a negative one (overscroll) becomes 0.
pub(super) fn pixels(length: i32) -> usize {
    usize::try_from(length).unwrap_or_default()
}

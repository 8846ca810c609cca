//! What the painter knows: what it was given once, what it is shown now, and what of that stands in
//! the page.

use std::ops::Range;
use std::sync::Arc;

use crate::reactive::{Callback, RwSignal};

use super::header::Header;
use super::page::Said;
use super::row::{Row, Template};
use crate::device::Clock;
use crate::domain::time::UnixMillis;
use crate::ui::table::placing::Active;
use crate::ui::table::window::Sight;
use crate::ui::table::{Cells, Head, Line, Sort, Ticks};
use crate::words::Language;

/// The height of the header row in pixels; the style sheet's `--row` says the same.
pub(super) const HEAD: usize = 32;

/// What a table is given once.
pub(in crate::ui::table) struct Given {
    pub cells: Cells,
    pub ticks: Option<Ticks>,
    pub on_sort: Option<Callback<Option<Sort>>>,
    pub on_open: Option<Callback<String>>,
    pub now: RwSignal<UnixMillis>,
    pub clock: Arc<dyn Clock>,
}

/// What a table is shown, again and again.
#[derive(Clone, Default)]
pub(in crate::ui::table) struct Shown {
    pub heads: Arc<Vec<Head>>,
    pub lines: Arc<Vec<Line>>,
    pub sort: Option<Sort>,
    pub selected: Option<String>,
    /// Whether more rows can be loaded.
    pub more: bool,
    /// Changes when the cells of all rows are to be asked for again.
    pub anew: u64,
    pub language: Language,
    /// The height of a row in pixels.
    pub row: usize,
    pub caption: String,
    pub hint: &'static str,
}

/// What one table is shown, and what of it stands in the page.
pub(super) struct State {
    pub shown: Option<Shown>,
    pub header: Header,
    pub template: Template,
    /// The rows in the page, and their places among all.
    pub rows: Vec<Row>,
    pub window: Range<usize>,
    pub said: Said,
    pub active: Active,
    /// How far the box is scrolled, and how much of it is seen below the header, in pixels.
    pub top: usize,
    pub height: usize,
    /// Whether the rows were painted once: before, only those that are seen are put into the page,
    /// so that they are seen sooner.
    pub painted: bool,
    pub sideways: bool,
}

impl State {
    /// Nothing is shown yet.
    pub fn new(header: Header, template: Template) -> Self {
        Self {
            shown: None,
            header,
            template,
            rows: Vec::new(),
            window: 0..0,
            said: Said::default(),
            active: Active::default(),
            top: 0,
            // Before the first measurement: enough for most screens.
            height: 800,
            painted: false,
            sideways: false,
        }
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.shown.as_ref().map_or(0, |shown| shown.lines.len())
    }

    /// What is seen now.
    pub fn sight(&self) -> Sight {
        Sight {
            top: self.top,
            height: self.height,
            row: self.shown.as_ref().map_or(HEAD, |shown| shown.row),
        }
    }

    /// The rows that belong into the page.
    pub fn wanted(&self) -> Range<usize> {
        match self.painted {
            true => self.sight().window(self.count()),
            false => self.sight().first_window(self.count()),
        }
    }
}

/// A length from the page; a negative one (overscroll) is none.
pub(super) fn pixels(length: i32) -> usize {
    usize::try_from(length).unwrap_or_default()
}

//! A column as a value, so that a page's table reads like its specification.
//! Draws cells and compares rows; knows nothing of scrolling, sorting state or the page.

use std::any::Any;
use std::cmp::Ordering;
use std::sync::Arc;

use leptos::prelude::*;

use crate::i18n::Say;
use crate::ui::grid::{Align, Priority};

type Draw<R> = Arc<dyn Fn(&R) -> AnyView + Send + Sync>;
type Text<R> = Arc<dyn Fn(&R) -> String + Send + Sync>;
type Compare<R> = Arc<dyn Fn(&R, &R) -> Ordering + Send + Sync>;

/// One column of a table over rows of type `R`.
pub struct Column<R> {
    look: Look,
    text: Text<R>,
    draw: Option<Draw<R>>,
    compare: Option<Compare<R>>,
}

/// What of a column does not depend on the row's type.
#[derive(Clone)]
pub(super) struct Look {
    pub id: &'static str,
    pub title: Arc<dyn Say + Send + Sync>,
    pub align: Align,
    pub priority: Priority,
    pub width: u16,
}

impl Look {
    /// The classes that every cell of the column carries.
    pub fn class(&self) -> &'static str {
        match (self.align, self.priority) {
            (Align::Start, Priority::High) => "cell",
            (Align::Start, Priority::Medium) => "cell medium",
            (Align::Start, Priority::Low) => "cell low",
            (Align::Start, Priority::Lowest) => "cell lowest",
            (Align::End, Priority::High) => "cell end",
            (Align::End, Priority::Medium) => "cell end medium",
            (Align::End, Priority::Low) => "cell end low",
            (Align::End, Priority::Lowest) => "cell end lowest",
        }
    }
}

impl<R: Send + Sync + 'static> Column<R> {
    /// A column whose cells show `text`, which is also what is copied and exported.
    pub fn new(
        id: &'static str,
        title: impl Say + Send + Sync + 'static,
        text: impl Fn(&R) -> String + Send + Sync + 'static,
    ) -> Self {
        let look = Look {
            id,
            title: Arc::new(title),
            align: Align::Start,
            priority: Priority::High,
            width: 120,
        };
        Self {
            look,
            text: Arc::new(text),
            draw: None,
            compare: None,
        }
    }

    /// Draws the cell with more than its text.
    #[must_use]
    pub fn cell(mut self, draw: impl Fn(&R) -> AnyView + Send + Sync + 'static) -> Self {
        self.draw = Some(Arc::new(draw));
        self
    }

    /// Makes the header a button that sorts by `compare`.
    #[must_use]
    pub fn sort(mut self, compare: impl Fn(&R, &R) -> Ordering + Send + Sync + 'static) -> Self {
        self.compare = Some(Arc::new(compare));
        self
    }

    /// Keeps the content to this edge.
    #[must_use]
    pub fn align(mut self, align: Align) -> Self {
        self.look.align = align;
        self
    }

    /// Says when the column may go.
    #[must_use]
    pub fn priority(mut self, priority: Priority) -> Self {
        self.look.priority = priority;
        self
    }

    /// The least width in pixels; columns share what is left in proportion. 120 unless said.
    #[must_use]
    pub fn width(mut self, pixels: u16) -> Self {
        self.look.width = pixels;
        self
    }

    /// The text of this column for one row, as copied and exported.
    #[must_use]
    pub fn text(&self, row: &R) -> String {
        (self.text)(row)
    }

    /// Forgets the row's type, so that the table is compiled once for all of them.
    pub(super) fn erase(self) -> Erased {
        let Self {
            look,
            text,
            draw,
            compare,
        } = self;
        let draw = draw.unwrap_or_else(|| Arc::new(move |row| text(row).into_any()));
        Erased {
            look,
            draw: Arc::new(move |row| draw(own(row))),
            compare: compare.map(|compare| {
                Arc::new(move |a: &Row, b: &Row| compare(own(a), own(b))) as Compare<Row>
            }),
        }
    }
}

/// A row whose type is known only to its columns.
pub(super) type Row = Arc<dyn Any + Send + Sync>;

/// A column that takes any row, and is only ever given its own.
#[derive(Clone)]
pub(super) struct Erased {
    pub look: Look,
    pub draw: Draw<Row>,
    pub compare: Option<Compare<Row>>,
}

/// What tells the rows of one table apart, once their type is forgotten.
pub(super) struct Identity {
    /// The row's own id.
    pub id: Box<dyn Fn(&Row) -> String + Send + Sync>,
    /// Whether two rows with one id hold the same.
    pub same: fn(&Row, &Row) -> bool,
}

impl Identity {
    /// Of rows of type `R`, by their `id`.
    pub fn of<R: PartialEq + 'static>(id: fn(&R) -> String) -> Self {
        Self {
            id: Box::new(move |row| id(own(row))),
            same: |a, b| Arc::ptr_eq(a, b) || own::<R>(a) == own::<R>(b),
        }
    }
}

/// The row as the type it was made from.
pub(super) fn own<R: 'static>(row: &Row) -> &R {
    row.downcast_ref()
        .expect("a table hands its columns the rows it was given")
}

//! The header of a table column. Compares no rows and draws no cells.

use crate::reactive::*;

/// The alignment of a column's content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// For text.
    #[default]
    Start,
    /// For numbers, in figures of equal width.
    End,
}

/// Which columns a narrow table hides. The row's drawer shows them all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Priority {
    /// Always visible.
    #[default]
    High,
    /// Hidden below 720 px.
    Medium,
    /// Hidden below 1040 px.
    Low,
    /// Hidden below 1200 px.
    Lowest,
}

/// A column: its title and its layout.
#[derive(Clone, Debug)]
pub struct Head {
    /// The id of the column in a [`Sort`](super::Sort).
    pub id: &'static str,
    /// The title; it follows the signals that it reads.
    pub title: TextProp,
    /// The minimum width in pixels; columns share the rest in proportion.
    pub width: u16,
    /// When the column is hidden.
    pub priority: Priority,
    /// The alignment.
    pub align: Align,
    /// Whether the header is a button that sorts.
    pub sorts: bool,
}

impl Head {
    /// Returns the classes of each cell in the column.
    pub(super) fn class(&self) -> &'static str {
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

    /// Returns whether cells of `other` fit under this header: all but the title is equal.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let Self {
            id,
            title: _,
            width,
            priority,
            align,
            sorts,
        } = self;
        let shape = (id, width, priority, align, sorts);
        shape
            == (
                &other.id,
                &other.width,
                &other.priority,
                &other.align,
                &other.sorts,
            )
    }
}

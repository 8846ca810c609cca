//! A column of the table, described by its header. Compares no rows and draws no cells.

use crate::reactive::*;

/// The edge that a column's content keeps to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// For words.
    #[default]
    Start,
    /// For numbers, in figures of equal width.
    End,
}

/// Which columns stay when the table gets narrow. What is hidden is still in the row's drawer.
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

/// A column: its title and how its cells are laid out.
#[derive(Clone, Debug)]
pub struct Head {
    /// The name of the column in a [`Sort`](super::Sort).
    pub id: &'static str,
    /// The words in the header; they follow the signals they read.
    pub title: TextProp,
    /// The least width in pixels; columns share what is left in proportion.
    pub width: u16,
    /// When the column is hidden.
    pub priority: Priority,
    /// The edge that the content keeps to.
    pub align: Align,
    /// Whether the header is a button that sorts.
    pub sorts: bool,
}

impl Head {
    /// The classes of each cell in the column.
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

    /// Whether cells of `other` fit under this header: all but the title is the same.
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

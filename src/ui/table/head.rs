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
        let shape = |head: &Self| (head.id, head.width, head.priority, head.align, head.sorts);
        shape(self) == shape(other)
    }
}

#[cfg(test)]
mod tests {
    use super::{Align, Head, Priority};

    fn head() -> Head {
        Head {
            id: "name",
            title: "Name".into(),
            width: 120,
            priority: Priority::High,
            align: Align::Start,
            sorts: true,
        }
    }

    #[test]
    fn only_the_title_may_differ() {
        let check = |other: Head, expect| {
            assert_eq!(head().is_like(&other), expect, "{other:?}");
        };
        let title = "名称".into();
        check(Head { title, ..head() }, true);
        check(Head { id: "a", ..head() }, false);
        check(Head { width: 1, ..head() }, false);
        let (priority, align) = (Priority::Low, Align::End);
        check(Head { priority, ..head() }, false);
        check(Head { align, ..head() }, false);
        check(
            Head {
                sorts: false,
                ..head()
            },
            false,
        );
    }
}

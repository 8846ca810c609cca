//! How a list that is read page by page stands, and what may be asked of it, whatever its rows are.
//! Never reads.

use super::time::UnixMillis;

/// How a list stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// When its first page was read last.
    pub read_at: Option<UnixMillis>,
    /// Whether anything was read yet: before that nothing is known of the list.
    pub started: bool,
    /// Whether something is being read.
    pub busy: bool,
    /// Whether it is being read to its end, until stopped.
    pub loading_all: bool,
    /// How many rows are loaded, the unreadable ones among them.
    pub loaded: usize,
    /// Whether the gateway has more.
    pub has_more: bool,
    /// Whether the gateway said that this is all. Neither is so where it repeats itself.
    pub whole: bool,
    /// How many rows there are in all, where the gateway tells.
    pub total: Option<usize>,
}

/// What may be asked of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Read what is loaded again.
    Reload,
    /// Read the next page.
    More,
    /// Read to the end.
    All,
    /// Stop reading to the end.
    Stop,
}

//! The state of a list that is read page by page, and the commands for it. Never reads.

use super::time::UnixMillis;

/// The state of a list that is read page by page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// When its first page was last read.
    pub read_at: Option<UnixMillis>,
    /// Whether anything has been read; until then nothing is known of the list.
    pub started: bool,
    /// Whether a page is being read.
    pub busy: bool,
    /// Whether it is being read to its end, until stopped.
    pub loading_all: bool,
    /// The number of loaded rows, including unreadable ones.
    pub loaded: usize,
    /// Whether there is another page.
    pub has_more: bool,
    /// Whether the list is known to be complete. A list that repeats itself is neither complete nor
    /// has more.
    pub whole: bool,
    /// The total number of rows, if the gateway sends it.
    pub total: Option<usize>,
}

/// A command for a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListCommand {
    /// Read the loaded rows again.
    Reload,
    /// Read the next page.
    More,
    /// Read to the end.
    All,
    /// Stop reading to the end.
    Stop,
}

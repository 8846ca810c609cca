//! Why the journal's store gives nothing. Said by `browser`, worded by `i18n`.

/// Why the store cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum StoreProblem {
    /// The browser gives this page no database.
    Missing,
    /// There is no room left.
    Full,
    /// Another tab holds an older version open.
    Blocked,
    /// A later version of the app wrote it.
    Newer,
    /// It was closed under this tab: a later version in another tab, or site data were cleared.
    Closed,
    /// Anything else, in the browser's words.
    Failed(String),
}

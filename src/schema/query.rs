//! Which rows of a list are requested.

use crate::domain::days::Between;
use crate::domain::ids::Id;

/// Which rows to request. A gateway may ignore `text` and `by`, so the console filters the rows
/// again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The number of rows of a page.
    pub limit: usize,
    /// The cursor to continue after: the id of a row, or the number of a page.
    pub after: Option<String>,
    /// The number of rows to skip, if the list is paged by offset.
    pub offset: usize,
    /// Whether to return the newest rows first; a gateway may not support this.
    pub newest_first: bool,
    /// A text that the rows should contain.
    pub text: Option<String>,
    /// Facets, each with the word that the gateway should filter by.
    pub by: Vec<(Id, String)>,
    /// When the rows were made.
    pub between: Between,
}

/// The prefix of a cursor that is a page number; no gateway's id begins like this.
const PAGE: &str = "?page=";

impl Query {
    /// The most rows that a gateway returns at once (contract 5.1).
    pub const MOST: usize = 100;

    /// Returns the cursor of a page number.
    #[must_use]
    pub fn cursor_of_page(number: i64) -> String {
        format!("{PAGE}{number}")
    }

    /// Returns the page number in a cursor, if the gateway counts pages.
    #[must_use]
    pub fn page_of(cursor: &str) -> Option<&str> {
        cursor.strip_prefix(PAGE)
    }

    /// Returns the requested page number, if the gateway counts pages.
    #[must_use]
    pub fn page(&self) -> Option<&str> {
        self.after.as_deref().and_then(Self::page_of)
    }

    /// Returns the id of the row to continue after.
    #[must_use]
    pub fn after_row(&self) -> Option<&str> {
        self.after.as_deref().filter(|_| self.page().is_none())
    }

    /// Requests the first page in order of creation.
    #[must_use]
    pub const fn oldest() -> Self {
        Self {
            limit: Self::MOST,
            after: None,
            offset: 0,
            newest_first: false,
            text: None,
            by: Vec::new(),
            between: Between::ALWAYS,
        }
    }

    /// Returns the word that the gateway is asked to filter by, where the query names this facet.
    #[must_use]
    pub fn asked(&self, facet: &str) -> Option<&str> {
        let asked = self.by.iter().find(|(known, _)| known == facet);
        asked.map(|(_, word)| word.as_str())
    }

    /// Requests the first page, newest rows first.
    #[must_use]
    pub fn newest() -> Self {
        Self {
            newest_first: true,
            ..Self::oldest()
        }
    }

    /// Requests rows that contain `text`.
    #[must_use]
    pub fn containing(text: &str) -> Self {
        Self {
            text: Some(text.to_owned()),
            ..Self::oldest()
        }
    }
}

//! What a row means together with other lists.

use super::action::Lookup;
use super::context::{Finding, Seen};
use super::record::{Locator, Record};
use super::{All, Str};
use crate::domain::time::UnixSeconds;
use crate::words::Text;

/// What an explanation is concluded from.
pub struct Evidence<'a> {
    /// Where the row is.
    pub at: &'a Locator,
    /// The row.
    pub row: &'a Record,
    /// The signed-in account.
    pub who: &'a Record,
    /// The results of the lookups that succeeded.
    pub seen: &'a [Seen],
    /// The time now.
    pub now: UnixSeconds,
}

impl<'a> Evidence<'a> {
    /// Returns the rows of the lookup of a resource; `None` if it failed or is not allowed.
    #[must_use]
    pub fn seen(&self, of: &str) -> Option<&'a Seen> {
        self.seen.iter().find(|seen| seen.of == of)
    }
}

/// What a row means together with other lists, shown in the drawer as an inference with its
/// evidence.
#[derive(Clone, Copy)]
pub struct Explanation {
    /// Its id.
    pub id: Str,
    /// The title.
    pub title: Text,
    /// Whether there is something to explain, from the row and the signed-in account.
    pub applies: fn(&Record, &Record) -> bool,
    /// The lists to look at.
    pub lookups: All<Lookup>,
    /// Concludes.
    pub findings: fn(&Evidence) -> Vec<Finding>,
}

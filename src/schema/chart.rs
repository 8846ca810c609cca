//! What a chart shows of rows: sums by time and by word.

use super::{All, Str};
use crate::words::Text;

/// The span of one bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Each {
    /// An hour.
    Hour,
    /// A day.
    Day,
}

/// Sums of quota by time and by word, drawn as bars with tables beside them.
#[derive(Clone, Copy)]
pub struct Chart {
    /// Its title.
    pub title: Text,
    /// The span of one bar.
    pub each: Each,
    /// The field that is a time, or the text of a date.
    pub at: Str,
    /// The field that is summed: quota.
    pub of: Str,
    /// The fields whose words are summed separately, each in a table: a model, a key, a channel.
    pub by: All<Str>,
    /// The field with the number of calls that a row stands for; a row is one call if it is empty.
    pub calls: Str,
    /// Only rows with this word in this field are summed.
    pub only: Option<(Str, Str)>,
}

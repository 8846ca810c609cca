//! A warning of what is cut off, by when it was used last.

use crate::domain::time::UnixSeconds;
use crate::schema::{Context, Field, FieldValue, Finding, Level};
use crate::words::Text;

const HOUR: i64 = 3_600;

/// Returns `words`, with the time as `{used}`, where the row was used within the last hour.
#[must_use]
pub fn used_recently(
    context: &Context,
    last_used_at: &Field<UnixSeconds>,
    words: Text,
) -> Option<Finding> {
    let used = context.row.get(last_used_at)?;
    let is_recent = context.now.0.saturating_sub(used.0) <= HOUR;
    is_recent.then(|| Finding::new(Level::Harm, words).with("used", used.value()))
}

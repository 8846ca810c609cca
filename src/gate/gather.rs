//! Reads what the rules of an action need for one row: the current row, its lookups, and the list
//! before a row is created or the list is acted on. Reads only, and decides nothing.

use std::sync::Arc;

use super::find::{Found, find};
use super::lookup::{baseline, look_up};
use super::{Intent, Stop, Transport};
use crate::call::{ApiError, is_addressable};
use crate::domain::time::UnixSeconds;
use crate::records::Row;
use crate::schema::{Baseline, Context, Locator, Prior, Record, Seen, WhyNot};

/// The data that was read for one row.
pub struct Gathered {
    /// Where the row is; for a row to be created and for a whole list, the list.
    pub at: Locator,
    /// The current row; `None` for a row to be created and for a whole list.
    pub row: Option<Arc<Row>>,
    /// What a screen showed of a whole list.
    shown: Record,
    /// The list's rows as they were sent, for an action on the list or a row to be created.
    pub(super) listed: Vec<Arc<Row>>,
    pub(super) seen: Vec<Seen>,
    pub(super) baseline: Baseline,
}

/// Reads what the rules of `intent.action` need for the row at `shown_at`.
///
/// # Errors
/// Why the action cannot be reviewed.
pub async fn gather(
    intent: &Intent<'_>,
    shown_at: &Locator,
    transport: &impl Transport,
) -> Result<Gathered, Stop> {
    let mut gathered = Gathered {
        at: shown_at.clone(),
        row: None,
        shown: Record::default(),
        listed: Vec::new(),
        seen: Vec::new(),
        baseline: Baseline::default(),
    };
    let is_of_rows = intent.action.on.is_of_rows();
    if !is_of_rows {
        let shown = intent.subjects.first().map(|(_, shown, _)| shown.clone());
        gathered.shown = shown.unwrap_or_default();
        let listed = baseline(intent, &mut gathered.seen, transport).await;
        (gathered.baseline, gathered.listed) = listed.map_err(Stop::Failed)?;
    } else {
        if !is_addressable(shown_at.id.as_str()) {
            return Err(Stop::Refused(WhyNot::NOT_ADDRESSABLE));
        }
        match find(intent.dialect, shown_at, transport).await {
            Ok(Found::Here(row)) => {
                gathered.at = row.locator(intent.resource, shown_at.cursor.as_deref());
                gathered.row = Some(row);
            }
            Ok(Found::Gone) => return Err(Stop::Gone(shown_at.clone())),
            Ok(Found::NotSeen) => return Err(Stop::NotSeen(shown_at.clone())),
            Err(error) => return Err(Stop::Failed(error)),
        }
    }
    let nothing = Record::default();
    for lookup in intent.action.lookups {
        let row = gathered.row.as_ref().map_or(&nothing, |row| &row.record);
        if !(lookup.applies)(row) {
            continue;
        }
        let is_read = |seen: &Seen| seen.of == lookup.of && seen.whole;
        if lookup.by.is_empty() && gathered.seen.iter().any(is_read) {
            continue;
        }
        let asked = is_of_rows.then(|| lookup.asked(&gathered.at, row));
        let read = look_up(intent.dialect, intent.who, lookup, asked, transport).await;
        gathered.seen.push(match read {
            Ok(seen) => seen,
            Err(error) if lookup.needed || is_about_the_key(&error) => {
                return Err(Stop::Failed(error));
            }
            Err(_) => Seen {
                of: lookup.of,
                rows: Vec::new(),
                whole: false,
            },
        });
    }
    Ok(gathered)
}

/// Whether nothing else could be read either.
const fn is_about_the_key(error: &ApiError) -> bool {
    matches!(error, ApiError::SignedOut(_) | ApiError::Proxy)
}

impl Gathered {
    /// Evaluates a rule as a form does before its review, without secrets and journal.
    pub fn evaluate<T>(
        &self,
        who: &Record,
        input: &Record,
        now: UnixSeconds,
        rule: impl FnOnce(&Context) -> T,
    ) -> T {
        let nothing = Record::default();
        let row = self.row.as_ref().map_or(&nothing, |row| &row.record);
        rule(&Context {
            at: &self.at,
            who,
            row,
            shown: self.row.as_ref().map_or(&self.shown, |row| &row.record),
            input,
            secrets: &[],
            now,
            seen: &self.seen,
            baseline: &self.baseline,
            prior: &Prior::default(),
            fresh: "",
        })
    }
}

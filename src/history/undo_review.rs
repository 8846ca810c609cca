//! Makes the review that undoes an entry: reads the gateway first, and leaves values that were
//! changed since unchanged. Reads only; the gate sends.

use super::entry::Entry;
use super::left_out::LeftOut;
use super::undo::{UndoOffer, undo_offer};
use super::undo_problem::UndoProblem;
use crate::domain::time::UnixSeconds;
use crate::gate::{Found, Intent, Review, Stop, Transport, find, prepare};
use crate::schema::{Dialect, Locator, Prior, Record, WhyNot};

/// Who undoes an entry, and on which gateway.
pub struct UndoContext<'a> {
    /// The dialect of the connected gateway.
    pub dialect: &'static Dialect,
    /// The signed-in account.
    pub who: &'a Record,
    /// The time now.
    pub now: UnixSeconds,
    /// A random word, generated once.
    pub fresh: String,
}

/// A review that undoes an entry.
pub struct UndoReview {
    /// The review.
    pub review: Review,
    /// What stays unchanged.
    pub left_out: LeftOut,
}

/// Reads the gateway and makes the review. `all` are the entries of the journal: what is already
/// undone is not undone again.
///
/// # Errors
/// Why the entry cannot be undone now.
pub async fn prepare_undo(
    entry: &Entry,
    all: &[&Entry],
    context: UndoContext<'_>,
    transport: &impl Transport,
) -> Result<UndoReview, UndoProblem> {
    let UndoOffer {
        resource,
        action,
        rows,
        mut left_out,
    } = undo_offer(entry, all, context.dialect)?;
    let mut subjects = Vec::new();
    for row in rows {
        let found = find(context.dialect, &row.at, transport).await;
        match found.map_err(UndoProblem::Failed)? {
            Found::Here(now) if row.still_holds(&now.record) => {
                subjects.push((row.at, now.record.clone(), row.input));
            }
            Found::Here(_) => left_out.changed.push(row.at.label().to_owned()),
            Found::Gone | Found::NotSeen => left_out.not_found.push(row.at.label().to_owned()),
        }
    }
    if subjects.is_empty() {
        return Err(UndoProblem::NothingLeft(left_out));
    }
    let intent = Intent {
        dialect: context.dialect,
        resource,
        action,
        who: context.who,
        subjects,
        secrets: Vec::new(),
        prior: &|_, _| Prior::default(),
        now: context.now,
        fresh: context.fresh,
    };
    match prepare(&intent, transport).await {
        Ok(prepared) => {
            left_out.add(prepared.left_out);
            Ok(UndoReview {
                review: prepared.review,
                left_out,
            })
        }
        Err(Stop::Failed(error)) => Err(UndoProblem::Failed(error)),
        Err(Stop::Refused(why)) => Err(UndoProblem::WhyNot(why)),
        Err(Stop::Gone(at) | Stop::NotSeen(at)) => {
            left_out.not_found.push(at.label().to_owned());
            Err(UndoProblem::NothingLeft(left_out))
        }
        Err(Stop::LeftOut(rows)) => {
            left_out.add(rows);
            Err(UndoProblem::NothingLeft(left_out))
        }
    }
}

impl LeftOut {
    /// Adds the rows for which the action is not available now.
    fn add(&mut self, rows: Vec<(Locator, WhyNot)>) {
        for (at, why) in rows {
            let name = at.label().to_owned();
            if why == WhyNot::GONE || why == WhyNot::NOT_SEEN {
                self.not_found.push(name);
            } else {
                self.refused.push((name, why.words));
            }
        }
    }
}

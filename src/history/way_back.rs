//! From an entry to the question that takes it back: what live holds is read first, and what moved
//! on since stays as it is. Reads only; the gate sends.

use super::change::Change;
use super::taken_back::{TakenBack, taken_back};
use super::undo::{MoveBack, NoWayBack, OwnerBack, Undo, undo};
use crate::api::error::ApiError;
use crate::domain::access::WhyNot;
use crate::domain::key::Key;
use crate::domain::page::Cursor;
use crate::domain::pool::Pool;
use crate::gate::asking::Asking;
use crate::gate::confirmation::Known;
use crate::gate::perform::Transport;
use crate::gate::plan::{Moving, Plan};
use crate::gate::seek::{Whereabouts, seek};

/// A question that takes a change back.
pub struct WayBack {
    /// The question.
    pub asking: Asking,
    /// What stays as it is.
    pub left_out: LeftOut,
}

/// What is not taken back, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Live is no longer what the change left.
    pub moved_on: Vec<String>,
    /// It was not seen, so what it is now is not known.
    pub not_found: Vec<String>,
    /// It was taken back before.
    pub taken_back: Vec<String>,
    /// It is not known to have happened at all.
    pub not_done: Vec<String>,
}

impl LeftOut {
    /// What is known before anything is read.
    fn known(change: &Change, taken: Option<&TakenBack>) -> Self {
        let steps = change.intent.targets().into_iter().zip(&change.steps);
        let undone = steps.filter(|(_, step)| !step.has_happened());
        Self {
            taken_back: taken.map(|taken| taken.names(change)).unwrap_or_default(),
            not_done: undone.map(|(name, _)| name.to_owned()).collect(),
            ..Self::default()
        }
    }

    /// Whether the whole change is taken back.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let reasons = [
            &self.moved_on,
            &self.not_found,
            &self.taken_back,
            &self.not_done,
        ];
        reasons.iter().all(|names| names.is_empty())
    }
}

/// Why there is no way back just now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoProblem {
    /// There never was one.
    Not(NoWayBack),
    /// Nothing is left of the change that could be taken back.
    NothingLeft(LeftOut),
    /// The gateway has no call for it, or nothing would change.
    WhyNot(WhyNot),
    /// What live holds could not be read.
    Failed(ApiError),
}

/// Reads what live holds and makes the question. `all` are the entries of the journal: what was
/// taken back before is not asked again.
///
/// # Errors
/// Why the change cannot be taken back now.
pub async fn way_back<'a>(
    change: &Change,
    all: impl IntoIterator<Item = &'a Change> + Clone,
    transport: &impl Transport,
) -> Result<WayBack, UndoProblem> {
    let taken = taken_back(change, all);
    let left_out = LeftOut::known(change, taken.as_ref());
    let rest = match &taken {
        Some(taken) => taken.rest(undo(change)),
        None => Some(undo(change)),
    };
    match rest {
        Some(Undo::MoveKeys(moves)) => moves_back(change, moves, left_out, transport).await,
        Some(Undo::SetOwner(back)) => owner_back(change, back, left_out, transport).await,
        Some(Undo::Not(why)) => Err(UndoProblem::Not(why)),
        None => Err(UndoProblem::NothingLeft(left_out)),
    }
}

async fn moves_back(
    change: &Change,
    moves: Vec<MoveBack>,
    mut left_out: LeftOut,
    transport: &impl Transport,
) -> Result<WayBack, UndoProblem> {
    let mut moving = Vec::new();
    for back in moves {
        let sought = seek::<Key>(change.dialect, &back.key, transport).await;
        match sought.map_err(UndoProblem::Failed)?.here() {
            Some(key) if back.still_holds(key.pool.as_ref()) => moving.push(Moving {
                key,
                cursor: cursor(&back.key),
                from: back.left_in,
                to: back.to,
            }),
            Some(_) => left_out.moved_on.push(back.name),
            None => left_out.not_found.push(back.name),
        }
    }
    if moving.is_empty() {
        return Err(UndoProblem::NothingLeft(left_out));
    }
    let plan = Plan::move_keys(change.dialect, moving).map_err(UndoProblem::WhyNot)?;
    Ok(question(plan, left_out))
}

async fn owner_back(
    change: &Change,
    back: OwnerBack,
    mut left_out: LeftOut,
    transport: &impl Transport,
) -> Result<WayBack, UndoProblem> {
    let sought = seek::<Pool>(change.dialect, &back.pool, transport).await;
    let live = sought.map_err(UndoProblem::Failed)?.here();
    let was_found = live.is_some();
    let Some(pool) = live.filter(|pool| back.still_holds(pool.owner.as_ref())) else {
        let names = change.intent.targets();
        let names = names.into_iter().map(str::to_owned).collect();
        if was_found {
            left_out.moved_on = names;
        } else {
            left_out.not_found = names;
        }
        return Err(UndoProblem::NothingLeft(left_out));
    };
    let plan = Plan::set_owner(change.dialect, &pool, cursor(&back.pool).as_ref(), back.to);
    let plan = plan.map_err(UndoProblem::WhyNot)?;
    Ok(question(plan, left_out))
}

fn question(plan: Plan, left_out: LeftOut) -> WayBack {
    WayBack {
        asking: Asking::new(plan, Known::default()),
        left_out,
    }
}

fn cursor(at: &Whereabouts) -> Option<Cursor> {
    at.cursor.clone().map(Cursor)
}

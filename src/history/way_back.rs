//! From an entry to the question that takes it back: what live holds is read first, and what moved
//! on since stays as it is. Reads only; the gate sends.

use super::change::Change;
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
}

impl LeftOut {
    /// Whether everything is taken back.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.moved_on.is_empty() && self.not_found.is_empty()
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

/// Reads what live holds and makes the question.
///
/// # Errors
/// Why the change cannot be taken back now.
pub async fn way_back(change: &Change, transport: &impl Transport) -> Result<WayBack, UndoProblem> {
    match undo(change) {
        Undo::MoveKeys(moves) => moves_back(change, moves, transport).await,
        Undo::SetOwner(back) => owner_back(change, back, transport).await,
        Undo::Not(why) => Err(UndoProblem::Not(why)),
    }
}

async fn moves_back(
    change: &Change,
    moves: Vec<MoveBack>,
    transport: &impl Transport,
) -> Result<WayBack, UndoProblem> {
    let (mut moving, mut left_out) = (Vec::new(), LeftOut::default());
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
    transport: &impl Transport,
) -> Result<WayBack, UndoProblem> {
    let sought = seek::<Pool>(change.dialect, &back.pool, transport).await;
    let live = sought.map_err(UndoProblem::Failed)?.here();
    let was_found = live.is_some();
    let Some(pool) = live.filter(|pool| back.still_holds(pool.owner.as_ref())) else {
        let names = change.intent.targets();
        let names = names.into_iter().map(str::to_owned).collect();
        let mut left_out = LeftOut::default();
        if was_found {
            left_out.moved_on = names;
        } else {
            left_out.not_found = names;
        }
        return Err(UndoProblem::NothingLeft(left_out));
    };
    let plan = Plan::set_owner(change.dialect, &pool, cursor(&back.pool).as_ref(), back.to);
    let plan = plan.map_err(UndoProblem::WhyNot)?;
    Ok(question(plan, LeftOut::default()))
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

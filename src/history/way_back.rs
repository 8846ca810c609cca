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
    /// Names of what moved on, or was not found, and so stays as it is.
    pub left_out: Vec<String>,
}

/// Why there is no way back just now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoProblem {
    /// There never was one.
    Not(NoWayBack),
    /// Live is no longer what the change left, or it was not found: these names.
    MovedOn(Vec<String>),
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
    let (mut moving, mut left_out) = (Vec::new(), Vec::new());
    for back in moves {
        let sought = seek::<Key>(change.dialect, &back.key, transport).await;
        match sought.map_err(UndoProblem::Failed)?.here() {
            Some(key) if back.still_holds(key.pool.as_ref()) => moving.push(Moving {
                key,
                cursor: cursor(&back.key),
                from: back.left_in,
                to: back.to,
            }),
            _ => left_out.push(back.name),
        }
    }
    if moving.is_empty() {
        return Err(UndoProblem::MovedOn(left_out));
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
    let Some(pool) = live.filter(|pool| back.still_holds(pool.owner.as_ref())) else {
        let names = change.intent.targets();
        let names = names.into_iter().map(str::to_owned).collect();
        return Err(UndoProblem::MovedOn(names));
    };
    let plan = Plan::set_owner(change.dialect, &pool, cursor(&back.pool).as_ref(), back.to);
    Ok(question(plan.map_err(UndoProblem::WhyNot)?, Vec::new()))
}

fn question(plan: Plan, left_out: Vec<String>) -> WayBack {
    WayBack {
        asking: Asking::new(plan, Known::default()),
        left_out,
    }
}

fn cursor(at: &Whereabouts) -> Option<Cursor> {
    at.cursor.clone().map(Cursor)
}

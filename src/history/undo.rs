//! The way back of each change, or the reason why there is none. A way back is a change like any
//! other: it goes through the gate, and only where live still equals what the change left.

use super::change::Change;
use crate::domain::ids::{PoolId, UserId};
use crate::domain::pool::{Owner, PoolRef};
use crate::gate::check::Check;
use crate::gate::intent::{Intent, KeyMove};
use crate::gate::seek::Whereabouts;

/// Why a change cannot be taken back from the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoWayBack {
    /// A top-up raises a limit; the gateway has no call that lowers one.
    NothingLowersALimit,
    /// Only deletion removes a key: a write of its own, and its value may be in use already.
    OnlyDeletionRemovesAKey,
    /// The old value is nowhere: the gateway keeps only hashes.
    OldValueIsGone,
    /// A deleted key's id and value cannot be made again.
    DeletionIsFinal,
    /// Only deletion removes a pool: a write of its own.
    OnlyDeletionRemovesAPool,
    /// A deleted pool's id cannot be made again.
    PoolDeletionIsFinal,
    /// It is not known to have happened, so there is nothing to take back.
    NotKnownToHaveHappened,
    /// The gateway named the owner before without an id, so it cannot be named again.
    OwnerHadNoId,
}

/// The way back of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undo {
    /// These keys back where they were.
    MoveKeys(Vec<MoveBack>),
    /// The owner that was there before.
    SetOwner(OwnerBack),
    /// None, and why.
    Not(NoWayBack),
}

/// A key to move back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveBack {
    /// Where it is found.
    pub key: Whereabouts,
    /// What it is called.
    pub name: String,
    /// The pool that the change put it into. It must still be there.
    pub left_in: Option<PoolRef>,
    /// The pool that it came from.
    pub to: Option<PoolRef>,
}

impl MoveBack {
    /// Whether the key is still where the change put it.
    #[must_use]
    pub fn still_holds(&self, now: Option<&PoolId>) -> bool {
        self.left_in.as_ref().map(|pool| &pool.id) == now
    }
}

/// An owner to set again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerBack {
    /// Where the pool is found.
    pub pool: Whereabouts,
    /// The owner that the change left. It must still be that.
    pub left: Option<UserId>,
    /// The owner before.
    pub to: Option<Owner>,
}

impl OwnerBack {
    /// Whether the pool still has the owner that the change left.
    #[must_use]
    pub fn still_holds(&self, now: Option<&Owner>) -> bool {
        match (&self.left, now) {
            (None, None) => true,
            (Some(left), Some(owner)) => owner.id.as_ref() == Some(left),
            _ => false,
        }
    }
}

/// The way back of what `intent` would do, before it was sent: `None` when there is one.
#[must_use]
pub const fn no_way_back(intent: &Intent) -> Option<NoWayBack> {
    Some(match intent {
        Intent::TopUpKey { .. } => NoWayBack::NothingLowersALimit,
        Intent::CreateKey { .. } => NoWayBack::OnlyDeletionRemovesAKey,
        Intent::RotateKey { .. } => NoWayBack::OldValueIsGone,
        Intent::DeleteKey { .. } => NoWayBack::DeletionIsFinal,
        Intent::CreatePool(_) => NoWayBack::OnlyDeletionRemovesAPool,
        Intent::DeletePool(_) => NoWayBack::PoolDeletionIsFinal,
        Intent::MoveKeys(_) | Intent::SetOwner { .. } => return None,
    })
}

/// The table: what takes a change back.
#[must_use]
pub fn undo(change: &Change) -> Undo {
    match &change.intent {
        Intent::MoveKeys(moves) => moves_back(change, moves),
        Intent::SetOwner { .. } => owner_back(change),
        other => Undo::Not(no_way_back(other).unwrap_or(NoWayBack::NotKnownToHaveHappened)),
    }
}

fn moves_back(change: &Change, moves: &[KeyMove]) -> Undo {
    let steps = change.steps.iter().zip(moves);
    let back = steps.filter_map(|(step, moved)| {
        let Check::KeyMoves { key, .. } = &step.check else {
            return None;
        };
        step.has_happened().then(|| MoveBack {
            key: key.clone(),
            name: moved.name.clone(),
            left_in: moved.to.clone(),
            to: moved.from.clone(),
        })
    });
    let back: Vec<MoveBack> = back.collect();
    if back.is_empty() {
        return Undo::Not(NoWayBack::NotKnownToHaveHappened);
    }
    Undo::MoveKeys(back)
}

fn owner_back(change: &Change) -> Undo {
    let Some(step) = change.steps.first() else {
        return Undo::Not(NoWayBack::NotKnownToHaveHappened);
    };
    let Check::OwnerBecomes { pool, before, to } = &step.check else {
        return Undo::Not(NoWayBack::NotKnownToHaveHappened);
    };
    if !step.has_happened() {
        return Undo::Not(NoWayBack::NotKnownToHaveHappened);
    }
    if before.as_ref().is_some_and(|owner| owner.id.is_none()) {
        return Undo::Not(NoWayBack::OwnerHadNoId);
    }
    Undo::SetOwner(OwnerBack {
        pool: pool.clone(),
        left: to.clone(),
        to: before.clone(),
    })
}

#[cfg(test)]
pub(crate) mod tests;

//! What later entries have taken back of an entry, and what is left of its way back.

use super::change::Change;
use super::undo::Undo;
use crate::domain::ids::ChangeId;
use crate::domain::time::UnixMillis;

/// What was taken back of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// The last entry that took something back.
    pub by: ChangeId,
    /// When that was confirmed.
    pub at: UnixMillis,
    /// The things that are back where they were, as [`crate::gate::intent::Intent::subjects`] tells
    /// them apart.
    pub subjects: Vec<String>,
}

/// What later entries have taken back of `change`. What was taken back and then done again by
/// taking that back is not among it.
#[must_use]
pub fn taken_back<'a>(
    change: &Change,
    all: impl IntoIterator<Item = &'a Change> + Clone,
) -> Option<TakenBack> {
    let mut found: Option<TakenBack> = None;
    // Later by its time, so that entries that name each other come to an end.
    let later =
        |other: &&Change| other.takes_back.as_ref() == Some(&change.id) && other.at > change.at;
    for other in all.clone().into_iter().filter(later) {
        let undone = taken_back(other, all.clone());
        let stands = |subject: &str| {
            let subjects = undone.as_ref().map(|undone| &undone.subjects);
            !subjects.is_some_and(|subjects| subjects.iter().any(|undone| undone == subject))
        };
        let steps = other.intent.subjects().into_iter().zip(&other.steps);
        let back = steps.filter(|(subject, step)| step.has_happened() && stands(subject));
        let back: Vec<String> = back.map(|(subject, _)| subject.to_owned()).collect();
        if back.is_empty() {
            continue;
        }
        match &mut found {
            Some(found) => {
                found.subjects.extend(back);
                if other.at > found.at {
                    (found.at, found.by) = (other.at, other.id.clone());
                }
            }
            None => {
                found = Some(TakenBack {
                    by: other.id.clone(),
                    at: other.at,
                    subjects: back,
                });
            }
        }
    }
    found
}

impl TakenBack {
    /// The names in `change` of what is back.
    #[must_use]
    pub fn names(&self, change: &Change) -> Vec<String> {
        let things = change.intent.subjects().into_iter();
        let things = things.zip(change.intent.targets());
        let back = things.filter(|(subject, _)| self.has(subject));
        back.map(|(_, name)| name.to_owned()).collect()
    }

    fn has(&self, subject: &str) -> bool {
        self.subjects.iter().any(|back| back == subject)
    }

    /// What is left of the way back; `None` when all is back.
    #[must_use]
    pub fn rest(&self, undo: Undo) -> Option<Undo> {
        match undo {
            Undo::MoveKeys(mut moves) => {
                moves.retain(|back| !self.has(&back.key.id));
                (!moves.is_empty()).then_some(Undo::MoveKeys(moves))
            }
            Undo::SetOwner(back) => (!self.has(&back.pool.id)).then_some(Undo::SetOwner(back)),
            Undo::Not(why) => Some(Undo::Not(why)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::taken_back;
    use crate::domain::ids::{ChangeId, KeyId, PoolId};
    use crate::domain::pool::PoolRef;
    use crate::gate::check::Check;
    use crate::gate::intent::{Intent, KeyMove};
    use crate::gate::judge::After;
    use crate::gate::outcome::Outcome;
    use crate::gate::seek::Whereabouts;
    use crate::history::change::{Change, Step};
    use crate::history::undo::tests::top_up_change;
    use crate::history::undo::{Undo, undo};

    const DONE: bool = true;

    /// An entry that moves these keys, of which those were moved that say so.
    fn moving(at: i64, takes_back: Option<i64>, keys: &[(&str, bool)]) -> Change {
        let sample = top_up_change("/", "k", "1", at, None);
        let pool = PoolRef {
            id: PoolId("p".into()),
            name: None,
        };
        let one = |(key, _): &(&str, bool)| KeyMove {
            key: KeyId((*key).into()),
            name: key.to_uppercase(),
            from: None,
            to: Some(pool.clone()),
        };
        let step = |(key, done): &(&str, bool)| Step {
            check: Check::KeyMoves {
                key: Whereabouts {
                    id: (*key).into(),
                    name: None,
                    cursor: None,
                    created_at: None,
                },
                before: None,
                to: None,
            },
            outcome: Some(match done {
                true => Outcome::Applied {
                    after: After::Pool(None),
                    answered: true,
                },
                false => Outcome::NotLanded,
            }),
            ..sample.steps[0].clone()
        };
        Change {
            takes_back: takes_back.map(|at| ChangeId(format!("change-{at}"))),
            intent: Intent::MoveKeys(keys.iter().map(one).collect()),
            steps: keys.iter().map(step).collect(),
            ..sample
        }
    }

    #[test]
    fn what_is_back_and_what_can_still_be_taken_back() {
        let first = moving(1, None, &[("a", DONE), ("b", DONE), ("c", false)]);
        let check = |later: &[Change], back: Option<(i64, &[&str])>, rest: Option<&[&str]>| {
            let found = taken_back(&first, later);
            let told = found
                .as_ref()
                .map(|found| (found.at.0, found.names(&first)));
            let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
            let expect = back.map(|(at, names)| (at, own(names)));
            assert_eq!(told, expect);
            let way = undo(&first);
            let left = match &found {
                Some(found) => found.rest(way),
                None => Some(way),
            };
            let left = left.map(|left| match left {
                Undo::MoveKeys(moves) => moves.into_iter().map(|back| back.key.id).collect(),
                other => panic!("keys move back, not {other:?}"),
            });
            assert_eq!(left, rest.map(own));
        };
        check(&[], None, Some(&["a", "b"]));
        // Another entry, and one that moves the same without taking this back.
        check(
            &[
                moving(2, Some(7), &[("a", DONE)]),
                moving(3, None, &[("a", DONE)]),
            ],
            None,
            Some(&["a", "b"]),
        );
        let both = moving(2, Some(1), &[("a", DONE), ("b", DONE)]);
        check(from_ref(&both), Some((2, &["A", "B"])), None);
        // One of them did not happen; it follows later.
        let half = moving(2, Some(1), &[("a", DONE), ("b", false)]);
        check(from_ref(&half), Some((2, &["A"])), Some(&["b"]));
        let rest = moving(3, Some(1), &[("b", DONE)]);
        check(&[rest.clone(), half.clone()], Some((3, &["A", "B"])), None);
        check(&[half, rest], Some((3, &["A", "B"])), None);
        // Nothing of it happened.
        check(
            &[moving(2, Some(1), &[("a", false)])],
            None,
            Some(&["a", "b"]),
        );
        // The taking back was taken back, of one of them.
        let again = moving(3, Some(2), &[("a", DONE)]);
        check(&[again, both.clone()], Some((2, &["B"])), Some(&["a"]));
        let again = moving(3, Some(2), &[("a", DONE), ("b", DONE)]);
        check(&[both, again], None, Some(&["a", "b"]));
    }

    #[test]
    fn entries_that_name_each_other_come_to_an_end() {
        let (one, two) = (
            moving(1, Some(2), &[("a", DONE)]),
            moving(2, Some(1), &[("a", DONE)]),
        );
        let all = [one.clone(), two.clone()];
        assert!(taken_back(&one, &all).is_some());
        assert!(taken_back(&two, &all).is_none());
    }
}

//! Keeps the drawn rows apart by id, so that a row that stays keeps its element and its focus
//! when others come, go, or move, and is drawn anew only when it changed.

use leptos::prelude::*;

use super::column::{Identity, Row};

/// One drawn row.
#[derive(Clone)]
pub(super) struct Slot {
    /// Never used twice in one table.
    pub serial: usize,
    /// The row's id.
    pub id: String,
    /// What the row holds now.
    pub row: ArcRwSignal<Row>,
    /// Where it stands, counted from 0 over all rows.
    pub index: ArcRwSignal<usize>,
}

/// The slots for `rows`, the first of which stands at `start`: a slot with the same id is taken
/// over, the rest are new. `next` is the first serial that is free, and is counted up.
pub(super) fn reconcile(
    mut before: Vec<Slot>,
    rows: &[Row],
    start: usize,
    identity: &Identity,
    next: &mut usize,
) -> Vec<Slot> {
    let place = |(offset, row): (usize, &Row)| {
        let (id, index) = ((identity.id)(row), start + offset);
        // A taken slot is removed, so that an id a gateway sends twice gets two slots.
        if let Some(found) = before.iter().position(|slot| slot.id == id) {
            let slot = before.swap_remove(found);
            if !(identity.same)(&slot.row.read_untracked(), row) {
                slot.row.set(row.clone());
            }
            if *slot.index.read_untracked() != index {
                slot.index.set(index);
            }
            return slot;
        }
        *next += 1;
        Slot {
            serial: *next,
            id,
            row: ArcRwSignal::new(row.clone()),
            index: ArcRwSignal::new(index),
        }
    };
    rows.iter().enumerate().map(place).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use leptos::prelude::*;

    use super::super::column::{Identity, Row, own};
    use super::reconcile;

    /// Rows that are told apart by their first letter.
    fn identity() -> Identity {
        Identity::of::<String>(|row| row.chars().take(1).collect())
    }

    fn rows(names: &[&str]) -> Vec<Row> {
        names
            .iter()
            .map(|name| Arc::new((*name).to_owned()) as Row)
            .collect()
    }

    #[test]
    fn a_row_that_stays_keeps_its_slot() {
        let mut next = 0;
        let first = reconcile(
            Vec::new(),
            &rows(&["a", "b", "c"]),
            0,
            &identity(),
            &mut next,
        );
        let check = |names: &[&str], start, expect: &[usize]| {
            let mut next = 3;
            let slots = reconcile(first.clone(), &rows(names), start, &identity(), &mut next);
            let serials: Vec<_> = slots.iter().map(|slot| slot.serial).collect();
            assert_eq!(serials, expect, "{names:?}");
            for (offset, slot) in slots.iter().enumerate() {
                assert_eq!(slot.index.get_untracked(), start + offset, "{names:?}");
                assert_eq!(own::<String>(&slot.row.get_untracked()), names[offset]);
            }
        };
        check(&["a", "b", "c"], 0, &[1, 2, 3]);
        check(&["c", "a"], 7, &[3, 1]);
        check(&["b", "d"], 0, &[2, 4]);
        check(&["b", "b"], 0, &[2, 4]);
        check(&["a2", "b"], 0, &[1, 2]);
        check(&[], 0, &[]);
    }

    #[test]
    fn a_row_is_drawn_anew_only_when_it_changed() {
        let before = rows(&["a", "b"]);
        let check = |after: &[&str], expect: &[bool]| {
            let slots = reconcile(Vec::new(), &before, 0, &identity(), &mut 0);
            let slots = reconcile(slots, &rows(after), 0, &identity(), &mut 2);
            let kept: Vec<_> = slots
                .iter()
                .zip(&before)
                .map(|(slot, row)| Arc::ptr_eq(&slot.row.read_untracked(), row))
                .collect();
            assert_eq!(kept, expect, "{after:?}");
        };
        check(&["a", "b"], &[true, true]);
        check(&["a", "b2"], &[true, false]);
    }
}

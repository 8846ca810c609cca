//! Tests of which rows stay, and which one Tab reaches.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::{Active, Placing, place};
use crate::ui::table::Line;

/// A row for each letter.
fn lines(letters: &str) -> Vec<Line> {
    let line = |letter: char| Line {
        id: letter.to_string().into(),
        stamp: 0,
    };
    letters.chars().map(line).collect()
}

fn ids(letters: &str) -> Vec<Arc<str>> {
    lines(letters).into_iter().map(|line| line.id).collect()
}

/// Does what a page does with a placing, and says what then stands in it.
fn apply(before: &str, wanted: &str, placing: &Placing) -> String {
    // Rows by their place before, or by their place among the wanted when they are new.
    let key = |at: usize| placing.taken[at].map_or((true, at), |was| (false, was));
    let mut page: Vec<((bool, usize), char)> = before
        .chars()
        .enumerate()
        .filter(|(at, _)| placing.keeps(*at))
        .map(|(at, letter)| ((false, at), letter))
        .collect();
    let mut next = None;
    for (at, letter) in wanted.char_indices().rev() {
        if !placing.steady[at] {
            page.retain(|(known, _)| *known != key(at));
            let place = page.iter().position(|(known, _)| Some(*known) == next);
            page.insert(place.unwrap_or(page.len()), (key(at), letter));
        }
        next = Some(key(at));
    }
    page.into_iter().map(|(_, letter)| letter).collect()
}

#[test]
fn rows_that_stay_are_taken_over_and_few_move() {
    let check = |before: &str, wanted: &str, held, moved: usize| {
        let placing = place(&ids(before), &lines(wanted), held);
        let rows = placing.taken.iter().zip(&placing.steady);
        let moves = rows.filter(|(taken, steady)| taken.is_some() && !**steady);
        assert_eq!(moves.count(), moved, "{before} {wanted} {held:?}");
        let page = apply(before, wanted, &placing);
        assert_eq!(page, wanted, "{before} {wanted} {held:?}");
    };
    check("", "abc", None, 0);
    check("abc", "", None, 0);
    check("abcd", "abcd", None, 0);
    check("abcd", "cdef", None, 0);
    check("cdef", "abcd", None, 0);
    check("abcd", "dabc", None, 1);
    check("abcd", "bcda", None, 1);
    check("abcd", "dabc", Some(3), 3);
    check("abc", "cba", None, 2);
    check("abc", "cba", Some(1), 2);
    check("abc", "xbxcx", None, 0);
    check("ab", "bbaa", None, 1);
}

proptest! {
    #[test]
    fn the_page_becomes_what_is_wanted(
        before in "[a-h]{0,12}",
        wanted in "[a-h]{0,12}",
        held in 0..12_usize,
    ) {
        let held = (held < before.len()).then_some(held);
        let placing = place(&ids(&before), &lines(&wanted), held);
        prop_assert_eq!(apply(&before, &wanted, &placing), wanted.clone());
        let taken: Vec<usize> = placing.taken.iter().copied().flatten().collect();
        let once: BTreeSet<usize> = taken.iter().copied().collect();
        prop_assert_eq!(once.len(), taken.len());
        for (at, letter) in wanted.chars().enumerate() {
            match placing.taken[at] {
                Some(was) => prop_assert_eq!(before.chars().nth(was), Some(letter)),
                None => prop_assert!(!placing.steady[at]),
            }
            if held.is_some() && placing.taken[at] == held {
                prop_assert!(placing.steady[at], "the held row moved");
            }
        }
    }
}

#[test]
fn tab_reaches_the_active_row_or_the_nearest() {
    let check = |number, id: Option<&str>, letters: &str, start: usize, expect| {
        let (lines, window) = (lines(letters), start..start + letters.len());
        let mut active = Active {
            number,
            id: id.map(Arc::from),
        };
        active.follow(&lines, &window);
        assert_eq!(active.stop(&window), expect, "{number} {id:?} {letters}");
    };
    check(0, None, "abc", 0, 0);
    check(7, None, "abc", 0, 2);
    check(0, None, "abc", 4, 4);
    check(3, None, "", 0, 0);
    // The row moved, was sent twice, or is not in the page.
    check(0, Some("c"), "abc", 0, 2);
    check(9, Some("a"), "abc", 4, 4);
    check(1, Some("a"), "aa", 0, 1);
    check(1, Some("x"), "abc", 0, 1);
}

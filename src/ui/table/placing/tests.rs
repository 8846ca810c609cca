//! Tests of which rows stay, and which one Tab reaches.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::{Active, Placing, place};
use crate::ui::table::{Line, Stamp};

/// A row for each letter.
fn lines(letters: &str) -> Vec<Line> {
    let line = |letter: char| Line {
        id: letter.to_string().into(),
        stamp: Stamp::default(),
    };
    letters.chars().map(line).collect()
}

fn ids(letters: &str) -> Vec<Arc<str>> {
    lines(letters).into_iter().map(|line| line.id).collect()
}

/// Does what a page does with a placing, and says what then stands in it.
fn apply(before: &str, wanted: &str, placing: &Placing) -> String {
    // Rows by their place before, or by their place among the wanted when they are new. A row that
    // is taken says the wanted letter from then on.
    let key = |at: usize| placing.taken[at].map_or((true, at), |was| (false, was));
    let says = |was: usize| {
        let at = placing.taken.iter().position(|taken| *taken == Some(was))?;
        wanted.chars().nth(at)
    };
    let mut page: Vec<((bool, usize), char)> = (0..before.len())
        .filter_map(|was| Some(((false, was), says(was)?)))
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
        let rows = placing
            .taken
            .iter()
            .zip(&placing.steady)
            .zip(wanted.chars());
        let moves = rows.filter(|((taken, steady), letter)| {
            let stays = taken.is_some_and(|was| before.chars().nth(was) == Some(*letter));
            stays && !**steady
        });
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

#[test]
fn a_row_whose_line_left_says_another() {
    let check = |before: &str, wanted: &str, taken: &[Option<usize>], steady: &[bool]| {
        let placing = place(&ids(before), &lines(wanted), None);
        assert_eq!(placing.taken, taken, "{before} {wanted}");
        assert_eq!(placing.steady, steady, "{before} {wanted}");
    };
    // Where it stands, where that is between the same neighbours.
    check("abc", "axc", &[Some(0), Some(1), Some(2)], &[true; 3]);
    check("abc", "xyz", &[Some(0), Some(1), Some(2)], &[true; 3]);
    // Else at its new place.
    check(
        "abc",
        "bcx",
        &[Some(1), Some(2), Some(0)],
        &[true, true, false],
    );
    // A row more, and a row less.
    check("ab", "axb", &[Some(0), None, Some(1)], &[true, false, true]);
    check("abc", "x", &[Some(0)], &[true]);
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
        if let Some(held) = held {
            let letter = before.chars().nth(held).unwrap_or_default();
            let here = |text: &str| text.chars().filter(|one| *one == letter).count();
            let keeps = placing.keeps(held, &ids(&before), &lines(&wanted));
            prop_assert!(!keeps || here(&wanted) > 0);
            prop_assert!(keeps || here(&wanted) < here(&before));
        }
        let once: BTreeSet<usize> = taken.iter().copied().collect();
        prop_assert_eq!(once.len(), taken.len());
        for (at, letter) in wanted.chars().enumerate() {
            match placing.taken[at] {
                Some(was) if before.chars().nth(was) == Some(letter) => {}
                // A row is made, or says something else, only where its own is not there any more.
                taken => {
                    let here = |text: &str| text.chars().filter(|one| *one == letter).count();
                    prop_assert!(here(&before) < here(&wanted));
                    prop_assert!(taken.is_some() || wanted.len() > before.len());
                }
            }
            let own = held.and_then(|held| before.chars().nth(held));
            if held.is_some() && placing.taken[at] == held && own == Some(letter) {
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

//! What a page proves about a row that is not on it, a line per case.

use std::sync::Arc;

use super::{Asked, Found, judge};
use crate::domain::ids::SpelledId;
use crate::domain::time::UnixSeconds;
use crate::gate::tests::catalogue::{ITEMS, MADE};
use crate::records::{Line, Page, Row, Unreadable};
use crate::schema::{Locator, Query, Record};

fn page(rows: &[(&str, i64)]) -> Page {
    let row = |(id, made): &(&str, i64)| {
        Line::Row(Arc::new(Row {
            id: SpelledId::from(*id),
            record: Record::default().with(&MADE, UnixSeconds(*made)),
            raw: "{}".into(),
            haystack: "".into(),
        }))
    };
    Page {
        lines: rows.iter().map(row).collect(),
        next: None,
        total: None,
    }
}

fn at() -> Locator {
    Locator {
        created_at: Some(UnixSeconds(20)),
        ..Locator::of_id("items", "b")
    }
}

/// What a page says from the start, from a cursor, and as the response to a filter.
fn said(page: &Page) -> [&'static str; 3] {
    let asked = [Asked::FromStart, Asked::FromCursor, Asked::Containing];
    asked.map(|asked| match judge(&ITEMS, page, &at(), asked, 0) {
        Found::Here(_) => "here",
        Found::Gone => "gone",
        Found::NotSeen => "not seen",
    })
}

#[test]
fn what_a_page_proves() {
    let check = |rows: &[(&str, i64)], has_more: bool, expect: [&str; 3]| {
        let mut page = page(rows);
        page.next = has_more.then(|| "on".to_owned());
        assert_eq!(said(&page), expect, "{rows:?} {has_more}");
    };
    let not_seen = ["not seen"; 3];
    let (last, more) = (false, true);
    check(&[("c", 30), ("b", 20), ("a", 10)], more, ["here"; 3]);
    check(&[("c", 30), ("a", 10)], more, ["gone", "gone", "not seen"]);
    check(&[("d", 40), ("c", 30)], more, not_seen);
    check(&[("d", 40), ("c", 30)], last, ["gone", "gone", "not seen"]);
    check(
        &[("row 1", 50), ("row 2", 40)],
        last,
        ["gone", "gone", "not seen"],
    );
    check(&[("row 1", 40), ("row 2", 50)], more, not_seen);
    check(&[], last, ["gone", "not seen", "not seen"]);
    check(&[], more, not_seen);
    // The cursor may be of a list with the oldest first: then its page begins past the place.
    check(
        &[("y", 15), ("a", 10)],
        more,
        ["gone", "not seen", "not seen"],
    );
    check(
        &[("y", 20), ("a", 10)],
        last,
        ["gone", "not seen", "not seen"],
    );
    // After a cursor a list in rising order leaves out what is older.
    check(
        &[("c", 30), ("d", 40)],
        last,
        ["gone", "not seen", "not seen"],
    );
    check(&[("c", 30)], last, ["gone", "not seen", "not seen"]);
    // Rising, jumbled or equal ages: the order was not kept, so nothing is proved.
    check(&[("a", 10), ("c", 30)], more, not_seen);
    check(&[("c", 30), ("d", 40), ("a", 10)], more, not_seen);
    check(&[("x", 10), ("y", 10)], more, not_seen);
    // Made in the same second as the last row: it may stand on the next page.
    check(&[("c", 30), ("x", 20)], more, not_seen);
}

#[test]
fn a_list_that_just_ends_may_have_been_cut_off() {
    let check = |count: usize, total: Option<usize>, expect| {
        let ages = (30..1_000_i64).rev().take(count);
        let rows: Vec<(String, i64)> = ages.map(|age| (format!("row {age}"), age)).collect();
        let rows: Vec<(&str, i64)> = rows.iter().map(|(id, age)| (id.as_str(), *age)).collect();
        let page = Page {
            total,
            ..page(&rows)
        };
        assert_eq!(said(&page), expect, "{count} {total:?}");
    };
    let gone = ["gone", "gone", "not seen"];
    check(Query::MOST - 1, None, gone);
    check(Query::MOST, None, ["not seen"; 3]);
    check(2, Some(2), gone);
    check(2, Some(3), ["not seen"; 3]);
}

#[test]
fn a_row_that_cannot_be_read_proves_nothing() {
    let mut page = page(&[("row 1", 30), ("row 2", 10)]);
    page.lines.push(Line::Unreadable(Unreadable {
        raw: "{}".into(),
        why: "no id".into(),
    }));
    assert_eq!(said(&page), ["not seen"; 3]);
}

//! What a page proves about a thing that is not on it, a line per case.

use super::{Asked, Sought, Whereabouts, judge};
use crate::api::gateway::ListQuery;
use crate::domain::page::{Cursor, Page, Row, Unreadable};
use crate::domain::pool::Pool;
use crate::domain::pool::tests::pool;
use crate::domain::time::UnixSeconds;

fn page(rows: &[(&str, i64)]) -> Page<Pool> {
    let row = |(id, made): &(&str, i64)| {
        Row::Read(Pool {
            created_at: Some(UnixSeconds(*made)),
            ..pool(id)
        })
    };
    Page {
        rows: rows.iter().map(row).collect(),
        next: None,
    }
}

fn at() -> Whereabouts {
    Whereabouts {
        id: "b".into(),
        name: None,
        cursor: None,
        created_at: Some(UnixSeconds(20)),
    }
}

/// What a page says from the start, from a cursor, and as the answer to a filter.
fn said(page: &Page<Pool>) -> [&'static str; 3] {
    let asked = [Asked::FromStart, Asked::FromCursor, Asked::Containing];
    asked.map(|asked| match judge(page, &at(), asked) {
        Sought::Here(_) => "here",
        Sought::Gone => "gone",
        Sought::NotSeen => "not seen",
    })
}

#[test]
fn what_a_page_proves() {
    let check = |rows: &[(&str, i64)], has_more: bool, expect: [&str; 3]| {
        let mut page = page(rows);
        page.next = has_more.then(|| Cursor("on".into()));
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
    let check = |count: usize, expect| {
        let ages = (30..1_000_i64).rev().take(count);
        let rows: Vec<(String, i64)> = ages.map(|age| (format!("row {age}"), age)).collect();
        let rows: Vec<(&str, i64)> = rows.iter().map(|(id, age)| (id.as_str(), *age)).collect();
        assert_eq!(said(&page(&rows)), expect, "{count}");
    };
    check(ListQuery::MOST - 1, ["gone", "gone", "not seen"]);
    check(ListQuery::MOST, ["not seen"; 3]);
}

#[test]
fn a_row_that_cannot_be_read_proves_nothing() {
    let mut page = page(&[("row 1", 30), ("row 2", 10)]);
    page.rows.push(Row::Unreadable(Unreadable {
        raw: "{}".into(),
        why: "no id".into(),
    }));
    assert_eq!(said(&page), ["not seen"; 3]);
}

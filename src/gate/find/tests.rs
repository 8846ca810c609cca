//! What a page proves about a row that is not on it, a line per case.

use std::sync::Arc;

use super::{Found, PageKind, judge};
use crate::domain::ids::SpelledId;
use crate::domain::table::{check_table, parts};
use crate::domain::time::UnixSeconds;
use crate::gate::tests::catalogue::{ITEMS, MADE};
use crate::records::{Line, Page, Row};
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
    let kinds = [
        PageKind::FromStart,
        PageKind::FromCursor,
        PageKind::Containing,
    ];
    kinds.map(|kind| match judge(&ITEMS, page, &at(), kind, 0) {
        Found::Here(_) => "here",
        Found::Gone => "gone",
        Found::NotSeen => "not seen",
    })
}

#[test]
fn what_a_page_proves() {
    // Rows by id and age, and whether there are more; “b” of age 20 is looked for.
    check_table(
        r##"
        c 30, b 20, a 10 | more => here, here, here
        c 30, a 10 | more => gone, gone, not seen
        d 40, c 30 | more => not seen, not seen, not seen
        d 40, c 30 | last => gone, gone, not seen
        | last => gone, not seen, not seen
        | more => not seen, not seen, not seen
        # The cursor may be of a list with the oldest first: then its page begins past the place.
        y 15, a 10 | more => gone, not seen, not seen
        y 20, a 10 | last => gone, not seen, not seen
        # After a cursor a list in rising order leaves out what is older.
        c 30, d 40 | last => gone, not seen, not seen
        c 30 | last => gone, not seen, not seen
        # Rising, jumbled or equal ages: the order was not kept, so nothing is proved.
        a 10, c 30 | more => not seen, not seen, not seen
        c 30, d 40, a 10 | more => not seen, not seen, not seen
        x 10, y 10 | more => not seen, not seen, not seen
        # Made in the same second as the last row: it may stand on the next page.
        c 30, x 20 | more => not seen, not seen, not seen
        "##,
        |input| {
            let [rows, more] = parts(input);
            let rows = rows.split(", ").filter_map(|row| row.split_once(' '));
            let rows: Vec<_> = rows
                .map(|(id, age)| (id, age.parse().expect("an age")))
                .collect();
            let mut page = page(&rows);
            page.next = (more == "more").then(|| "on".to_owned());
            said(&page).join(", ")
        },
    );
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

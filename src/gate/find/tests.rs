//! What a list that may have been cut off proves about a row that is not on it.

use std::sync::Arc;

use super::{Asked, Found, judge};
use crate::domain::ids::SpelledId;
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
    let asked = [Asked::FromStart, Asked::FromCursor, Asked::Containing];
    asked.map(|asked| match judge(&ITEMS, page, &at(), asked, 0) {
        Found::Here(_) => "here",
        Found::Gone => "gone",
        Found::NotSeen => "not seen",
    })
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

//! Pages that add up, a line per case.

use std::sync::Arc;

use super::{Line, Listing, Page, Row};
use crate::domain::table::check_table;
use crate::records::Unreadable;
use crate::schema::Record;

fn row(id: &str) -> Arc<Row> {
    Arc::new(Row {
        id: id.into(),
        record: Record::default(),
        raw: "{}".into(),
        haystack: "".into(),
    })
}

fn page(ids: &[&str], next: Option<&str>) -> Page {
    Page {
        lines: ids.iter().map(|id| Line::Row(row(id))).collect(),
        next: next.map(str::to_owned),
        total: None,
    }
}

fn ids(listing: &Listing) -> Vec<&str> {
    listing.rows().map(|row| row.id.as_str()).collect()
}

#[test]
fn pages_add_up() {
    // Pages as `a b > b`: their rows, and the cursor of the next; `# 45` is how many there are.
    check_table(
        r##"
        => more
        - => whole
        a b > b => a b, more
        a b > b ; c => a b c/b, whole
        a > a ; - => a, whole
        a > a ; a > a => a, stuck
        a > a ; a > b => a, stuck
        a > a ; a => a, stuck
        a > a ; - > b => a, stuck
        a > a ; b > a => a b/a, stuck
        a b > b ; b c c > c => a b c/b, more
        a b # 45 => a b, stuck
        a b > ?page=2 # 3 ; c # 3 => a b c/?page=2, whole
        a b > ?page=2 # 4 ; d # 3 => a b d/?page=2, stuck
        a b > b # 4 ; d # 3 => a b d/b, whole
        "##,
        |pages| {
            let pages = pages
                .split(';')
                .filter(|page| !page.is_empty())
                .map(|text| {
                    let (text, total) = text.split_once('#').unwrap_or((text, ""));
                    let (ids, next) = text.split_once('>').unwrap_or((text, ""));
                    let ids: Vec<&str> = ids.split_whitespace().filter(|id| *id != "-").collect();
                    Page {
                        total: total.trim().parse().ok(),
                        ..page(&ids, Some(next.trim()).filter(|next| !next.is_empty()))
                    }
                });
            let listing = pages.fold(Listing::default(), Listing::with);
            let rows = listing.lines().iter().filter_map(|listed| {
                let by = listed.brought_by.as_deref();
                let by = by.map_or_else(String::new, |by| format!("/{by}"));
                Some(format!("{}{by}", listed.line.row()?.id))
            });
            let ends = [
                (listing.has_more(), "more"),
                (listing.is_whole(), "whole"),
                (listing.is_stuck(), "stuck"),
            ];
            let ends = ends.iter().filter(|(is, _)| *is).map(|(_, end)| *end);
            let (rows, ends): (Vec<_>, Vec<_>) = (rows.collect(), ends.collect());
            let rows = rows.join(" ");
            let comma = if rows.is_empty() { "" } else { ", " };
            format!("{rows}{comma}{}", ends.join(" and "))
        },
    );
}

#[test]
fn a_list_is_read_on_without_being_kept() {
    let total = |page: Page| Page {
        total: Some(5),
        ..page
    };
    let mut listing = Listing::default().with(total(page(&["a", "b"], Some("b"))));
    listing.drop_earlier();
    assert_eq!(ids(&listing), ["a", "b"]);
    // A row that moved to the next page, because another was made, is read once.
    listing = listing.with(total(page(&["b", "c", "d"], Some("d"))));
    listing.drop_earlier();
    assert_eq!((ids(&listing).join(" "), listing.read()), ("c d".into(), 4));
    assert!(listing.has_more());
    listing = listing.with(total(page(&["e"], None)));
    assert_eq!(
        (ids(&listing).join(" "), listing.read()),
        ("c d e".into(), 5)
    );
    assert!(listing.is_whole());
}

#[test]
fn a_fresh_first_page_goes_to_the_front() {
    let listing = Listing::default().with(page(&["b", "a"], Some("a")));
    let listing = listing.with_front(page(&["c", "b"], None));
    assert_eq!(ids(&listing), ["c", "b", "a"]);
    assert!(listing.has_more(), "the front says nothing about the end");
    assert_eq!(listing.clone().with_row(&row("b")), listing);
    assert_eq!(ids(&listing.without_row("b")), ["c", "a"]);
}

#[test]
fn unreadable_lines_are_kept() {
    let broken = || {
        Line::Unreadable(Unreadable {
            raw: "7".into(),
            why: "no object".into(),
        })
    };
    let page = Page {
        lines: vec![broken(), Line::Row(row("a")), broken()],
        next: None,
        total: None,
    };
    assert!(!page.is_readable());
    let listing = Listing::default().with(page);
    assert_eq!((listing.lines().len(), listing.unreadable()), (3, 2));
}

#[test]
fn rows_that_stand_for_one_thing() {
    let listing = Listing::default().with(page(&["a", "b", "c"], None));
    let row = listing.rows().next().expect("a row").clone();
    let check = |twin: fn(&Record) -> Option<String>, expect: &[&str]| {
        let twins = listing.twins(&row, twin);
        let ids: Vec<&str> = twins.iter().map(|twin| twin.id.as_str()).collect();
        assert_eq!(ids, expect);
    };
    check(|_| Some("same".to_owned()), &["b", "c"]);
    check(|_| None, &[]);
    let doubles = |twin: fn(&Record) -> Option<String>| {
        let ids = listing.doubles(twin).into_iter();
        ids.map(|row| row.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(doubles(|_| Some("same".to_owned())), ["a", "b", "c"]);
    assert_eq!(doubles(|_| None), [""; 0]);
}

#[test]
fn what_did_not_change_is_shared() {
    let before = Listing::default().with(page(&["a", "b"], None));
    let after = Listing::default().with(page(&["a", "b", "c"], None));
    let after = after.sharing(&before);
    let shared: Vec<bool> = after
        .rows()
        .zip(before.rows())
        .map(|(a, b)| Arc::ptr_eq(a, b))
        .collect();
    assert_eq!(shared, [true, true]);
}

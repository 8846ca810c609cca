//! Lists of every length the contract names, read to their end through a listing: each row once,
//! in the gateway's order, with no page too many.

use headgate::api::gateway::ListQuery;
use headgate::domain::key::Key;
use headgate::domain::page::Listing;
use serde_json::Value;

use crate::gateway::Gateway;
use crate::reads::page;

/// Reads on until the listing says that it is whole, `limit` rows at a time.
async fn read_on(gateway: &Gateway, mut listing: Listing<Key>, limit: usize) -> Listing<Key> {
    while listing.has_more() {
        let newest = ListQuery::newest(listing.cursor());
        let page = page(gateway, &ListQuery { limit, ..newest })
            .await
            .expect("a page");
        listing = listing.with(page, |key| key.id.as_str());
    }
    listing
}

/// The running numbers of the rows, by their ids.
fn numbers(listing: &Listing<Key>) -> Vec<u32> {
    let rows = listing.rows().iter().filter_map(|listed| listed.row.read());
    let number = |key: &Key| u32::from_str_radix(key.id.as_str().strip_prefix("key_")?, 16).ok();
    rows.map(|key| number(key).expect("a sandbox id")).collect()
}

#[tokio::test(start_paused = true)]
async fn lists_of_every_length() {
    for (rows, limit, requests) in [
        (0, 20, 1),
        (1, 20, 1),
        (20, 20, 1),
        (21, 20, 2),
        (250, 20, 13),
        (0, 100, 1),
        (100, 100, 1),
        (250, 100, 3),
        (5_000, 100, 50),
    ] {
        let gateway = Gateway::new(rows);
        let listing = read_on(&gateway, Listing::default(), limit).await;
        let expect: Vec<u32> = (1..=rows).rev().collect();
        assert_eq!(numbers(&listing), expect, "{rows} by {limit}");
        assert_eq!(gateway.exchanges().len(), requests, "{rows} by {limit}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_row_is_found_again_by_the_cursor_that_brought_it() {
    let gateway = Gateway::new(45);
    let listing = read_on(&gateway, Listing::default(), 20).await;
    for listed in listing.rows() {
        let key = listed.row.read().expect("a row that makes sense");
        let newest = ListQuery::newest(listed.brought_by.clone());
        let page = page(
            &gateway,
            &ListQuery {
                limit: 20,
                ..newest
            },
        )
        .await
        .expect("a page");
        assert!(
            page.rows.iter().any(|row| row.read() == Some(key)),
            "{}",
            key.id
        );
    }
}

#[tokio::test(start_paused = true)]
async fn the_row_of_the_cursor_may_be_deleted_between_pages() {
    let gateway = Gateway::new(45);
    let newest = ListQuery {
        limit: 20,
        ..ListQuery::newest(None)
    };
    let first = page(&gateway, &newest).await.expect("a page");
    let listing = Listing::default().with(first, |key| key.id.as_str());
    let cursor = listing.cursor().expect("there is more");
    let path = format!("/v1/organization/admin_api_keys/{}", cursor.0);
    gateway.desk("DELETE", &path, Value::Null).await;
    let listing = read_on(&gateway, listing, 20).await;
    assert_eq!(numbers(&listing), (1..=45).rev().collect::<Vec<u32>>());
}

#[tokio::test(start_paused = true)]
async fn odd_pages_end_the_list_and_lose_nothing() {
    for (fault, expect, unreadable, requests) in [
        // The whole page of a hundred, for want of a cursor.
        ("bare-array", (151..=250).rev().collect::<Vec<u32>>(), 0, 1),
        // The second row of each page.
        (
            "bad-row",
            (1..=250)
                .rev()
                .filter(|number| ![249, 149, 49].contains(number))
                .collect(),
            3,
            3,
        ),
        ("unknown-enum", (1..=250).rev().collect(), 0, 3),
        ("extra-fields", (1..=250).rev().collect(), 0, 3),
        ("no-order", (1..=250).rev().collect(), 0, 3),
    ] {
        let gateway = Gateway::new(250);
        gateway.arm(fault, "list").await;
        let listing = read_on(&gateway, Listing::default(), 100).await;
        let mut got = numbers(&listing);
        if fault == "no-order" {
            got.reverse();
        }
        assert_eq!(got, expect, "{fault}");
        let kept = listing
            .rows()
            .iter()
            .filter(|listed| listed.row.read().is_none())
            .count();
        assert_eq!(kept, unreadable, "{fault}");
        assert_eq!(gateway.exchanges().len(), requests, "{fault}");
    }
}

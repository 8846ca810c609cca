//! Lists of every length the contract names, read to their end through a listing: each row once,
//! in the gateway's order, with no page too many.

use std::collections::BTreeMap;

use headgate::api::gateway::{Dialect, ListQuery, Paged};
use headgate::domain::charge::{PendingCharge, Total};
use headgate::domain::key::Key;
use headgate::domain::money::Usd;
use headgate::domain::page::Listing;
use headgate::domain::pool::Pool;
use serde_json::{Value, json};

use crate::gateway::Gateway;
use crate::reads::page;

/// Reads on until the listing says that it is whole, `limit` rows at a time.
async fn read_on<T: Paged>(gateway: &Gateway, mut listing: Listing<T>, limit: usize) -> Listing<T> {
    while listing.has_more() {
        let newest = ListQuery::newest(listing.cursor());
        let read = T::page(Dialect::OneKeyLlm, &ListQuery { limit, ..newest });
        let page = gateway.ask(&read.expect("the dialect lists them")).await;
        listing = listing.with(page.expect("a page"), T::row_id);
    }
    listing
}

fn read<T>(listing: &Listing<T>) -> impl Iterator<Item = &T> {
    let rows = listing.rows().iter();
    rows.filter_map(|listed| listed.row.read())
}

/// The running numbers of the rows, by their ids.
fn numbers<T: Paged>(listing: &Listing<T>) -> Vec<u32> {
    let number = |row: &T| u32::from_str_radix(row.row_id().split_once('_')?.1, 16).ok();
    read(listing)
        .map(|row| number(row).expect("a sandbox id"))
        .collect()
}

/// A gateway with so many keys, pools and charges.
async fn gateway_of(keys: u32, pools: u32, charges: u32) -> Gateway {
    let gateway = Gateway::new(0);
    let sample = json!({"seed": keys, "pools": pools, "charges": charges});
    gateway.desk("POST", "/sandbox/reset", sample).await;
    gateway
}

/// Rows, rows at a time, and requests until the list is whole.
const LENGTHS: [(u32, usize, usize); 9] = [
    (0, 20, 1),
    (1, 20, 1),
    (20, 20, 1),
    (21, 20, 2),
    (250, 20, 13),
    (0, 100, 1),
    (100, 100, 1),
    (250, 100, 3),
    (5_000, 100, 50),
];

async fn is_read_to_its_end<T: Paged>(gateway: &Gateway, rows: u32, limit: usize, requests: usize) {
    let listing = read_on::<T>(gateway, Listing::default(), limit).await;
    let expect: Vec<u32> = (1..=rows).rev().collect();
    assert_eq!(numbers(&listing), expect, "{rows} by {limit}");
    assert_eq!(gateway.exchanges().len(), requests, "{rows} by {limit}");
}

#[tokio::test(start_paused = true)]
async fn keys_of_every_number() {
    for (rows, limit, requests) in LENGTHS {
        is_read_to_its_end::<Key>(&Gateway::new(rows), rows, limit, requests).await;
    }
}

#[tokio::test(start_paused = true)]
async fn pools_of_every_number() {
    for (rows, limit, requests) in LENGTHS {
        let gateway = gateway_of(0, rows, 0).await;
        is_read_to_its_end::<Pool>(&gateway, rows, limit, requests).await;
    }
}

#[tokio::test(start_paused = true)]
async fn charges_of_every_number() {
    for (rows, limit, requests) in LENGTHS {
        let gateway = gateway_of(30, 6, rows).await;
        is_read_to_its_end::<PendingCharge>(&gateway, rows, limit, requests).await;
    }
}

/// A gateway that gives one sum per key gives the same money as one that gives single charges.
#[tokio::test(start_paused = true)]
async fn sums_of_charges_are_the_charges_added_up() {
    for (keys, charges, limit) in [
        (0, 0, 20),
        (1, 1, 20),
        (40, 20, 20),
        (40, 21, 7),
        (3_000, 5_000, 100),
    ] {
        let gateway = gateway_of(keys, 6, charges).await;
        let singles = read_on::<PendingCharge>(&gateway, Listing::default(), 100).await;
        gateway.arm("charges-totals", "charges").await;
        let sums = read_on::<PendingCharge>(&gateway, Listing::default(), limit).await;
        let mut expect: BTreeMap<&str, (Vec<&PendingCharge>, u64)> = BTreeMap::new();
        for charge in read(&singles) {
            let key = charge.key.as_ref().expect("each names its key").as_str();
            let (of_key, count) = expect.entry(key).or_default();
            of_key.push(charge);
            *count += charge.count.unwrap_or(1);
        }
        let expect: Vec<(&str, Option<Usd>, Option<u64>)> = expect
            .into_iter()
            .map(|(key, (of_key, count))| (key, Total::of(of_key).sum.total, Some(count)))
            .collect();
        let mut got: Vec<_> = read(&sums)
            .map(|row| {
                (
                    row.row_id(),
                    row.amount.as_ref().map(|it| it.value),
                    row.count,
                )
            })
            .collect();
        got.sort_unstable_by_key(|(key, ..)| *key);
        assert_eq!(got, expect, "{charges} charges of {keys} keys");
        assert_eq!(
            Total::of(read(&sums)).sum,
            Total::of(read(&singles)).sum,
            "all in all"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_row_is_found_again_by_the_cursor_that_brought_it() {
    let gateway = Gateway::new(45);
    let listing = read_on::<Key>(&gateway, Listing::default(), 20).await;
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

/// Reads the first page of 45, takes away the row of its cursor, and reads on.
async fn without_the_cursors_row<T: Paged>(
    gateway: &Gateway,
    take_away: impl AsyncFn(&Gateway, &str),
) {
    let newest = ListQuery {
        limit: 20,
        ..ListQuery::newest(None)
    };
    let first = T::page(Dialect::OneKeyLlm, &newest).expect("the dialect lists them");
    let first = gateway.ask(&first).await.expect("a page");
    let listing = Listing::default().with(first, T::row_id);
    let cursor = listing.cursor().expect("there is more");
    take_away(gateway, &cursor.0).await;
    let listing = read_on(gateway, listing, 20).await;
    assert_eq!(numbers(&listing), (1..=45).rev().collect::<Vec<u32>>());
}

#[tokio::test(start_paused = true)]
async fn the_row_of_the_cursor_may_be_deleted_between_pages() {
    let delete = async |gateway: &Gateway, path: String| {
        gateway.desk("DELETE", &path, Value::Null).await;
    };
    without_the_cursors_row::<Key>(&Gateway::new(45), async |gateway, id| {
        delete(gateway, format!("/v1/organization/admin_api_keys/{id}")).await;
    })
    .await;
    let pools = gateway_of(0, 45, 0).await;
    without_the_cursors_row::<Pool>(&pools, async |gateway, id| {
        delete(gateway, format!("/v1/organization/pools/{id}")).await;
    })
    .await;
    let charges = gateway_of(30, 6, 45).await;
    without_the_cursors_row::<PendingCharge>(&charges, async |gateway, id| {
        let settled = json!({"charge_id": id});
        gateway.desk("POST", "/sandbox/settle", settled).await;
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_list_without_an_envelope_is_whole() {
    let gateway = gateway_of(30, 45, 45).await;
    gateway.arm("bare-array", "any").await;
    let all: Vec<u32> = (1..=45).rev().collect();
    let pools = read_on::<Pool>(&gateway, Listing::default(), 100).await;
    assert_eq!((numbers(&pools), pools.has_more()), (all.clone(), false));
    let charges = read_on::<PendingCharge>(&gateway, Listing::default(), 100).await;
    assert_eq!((numbers(&charges), charges.has_more()), (all, false));
    gateway.arm("charges-totals", "charges").await;
    let sums = read_on::<PendingCharge>(&gateway, Listing::default(), 100).await;
    assert_eq!(Total::of(read(&sums)).sum, Total::of(read(&charges)).sum);
    assert!(read(&sums).all(|row| row.id.is_none() && row.count.is_some()));
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
        let listing = read_on::<Key>(&gateway, Listing::default(), 100).await;
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

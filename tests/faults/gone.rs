//! What is said of a deleted thing in lists longer than a page, at gateways that keep to the order
//! and the filters and at those that do not: "gone" only where that is proved.

use headgate::api::call::{Lost, Reply, Request};
use headgate::api::gateway::{ListQuery, Paged};
use headgate::domain::key::Key;
use headgate::domain::page::{Cursor, Row};
use headgate::domain::pool::Pool;
use headgate::gate::asking::Asking;
use headgate::gate::confirmation::Known;
use headgate::gate::perform::{Transport, perform};
use headgate::gate::plan::Plan;
use headgate::gate::seek::{Sought, Whereabouts, seek};
use serde_json::{Value, json};

use crate::desk::{self, DIALECT, What};
use crate::gateway::Gateway;
use crate::told::{counted, ended};

/// The row with this running number: as the list tells it, with the cursor of the page that brings
/// it, or as a filter finds it, without one.
async fn find<T: Paged>(gateway: &Gateway, id: &str, by_cursor: bool) -> (T, Option<Cursor>) {
    let mut cursor = None;
    loop {
        let query = if by_cursor {
            ListQuery::newest(cursor.clone())
        } else {
            ListQuery::containing(id.to_owned())
        };
        let read = T::page(DIALECT, &query).expect("the dialect lists them");
        let page = gateway.ask(&read).await.expect("a page");
        let mut rows = page.rows.iter().filter_map(Row::read);
        if let Some(row) = rows.find(|row| row.row_id() == id) {
            return (row.clone(), cursor);
        }
        cursor = Some(page.next.expect("it is on some page"));
    }
}

/// What is said of the key with this number, found in one of the two ways at a gateway of so many
/// keys that becomes odd then: of a deletion that is answered and not done, and of one that is done.
async fn delete(keys: u32, number: u32, by_cursor: bool, odd: &[&str]) -> [&'static str; 2] {
    let gateway = Gateway::new(keys);
    let id = format!("key_{number:08x}");
    let (key, cursor) = find::<Key>(&gateway, &id, by_cursor).await;
    for fault in odd {
        gateway.arm(fault, "list").await;
    }
    let pretending = json!({"fault": "no-effect", "on": "delete", "times": 1});
    gateway.desk("POST", "/sandbox/faults", pretending).await;
    let mut said = ["", ""];
    for said in &mut said {
        let plan = Plan::delete_key(DIALECT, &key, cursor.as_ref()).expect("the call exists");
        let confirmed = Asking::new(plan, Known::default()).confirm(key.label(), 0);
        let confirmed = confirmed.ok().expect("typed");
        *said = ended(&perform(confirmed, &gateway, &|_, _| {}).await);
    }
    assert_eq!(counted(&gateway).await, (2, 1), "the second is done");
    said
}

/// The oddities, and whether a deletion can be proved among 250 and among 350 keys.
const ODDITIES: [(&[&str], [bool; 2]); 6] = [
    (&[], [true, true]),
    (&["no-filter"], [true, true]),
    // The whole list shows it, which is read when it has three pages at most.
    (&["no-order"], [true, false]),
    (&["no-order", "no-filter"], [true, false]),
    // A list without an envelope stops at a hundred rows: that is not taken for its end.
    (&["bare-array", "no-order", "no-filter"], [false, false]),
    (&["bad-row"], [false, false]),
];

#[tokio::test(start_paused = true)]
async fn gone_is_said_only_where_it_is_proved() {
    for (odd, proved) in ODDITIES {
        for (keys, proved) in [250, 350].into_iter().zip(proved) {
            // The oldest, and the first of the second page: there the page after its cursor, once
            // it is gone, begins past its place.
            for number in [1, keys - 100] {
                let case = format!("{number} of {keys} at {odd:?}");
                let by_cursor = delete(keys, number, true, odd).await;
                let by_filter = delete(keys, number, false, odd).await;
                let expect = if proved { "applied" } else { "cannot-tell" };
                assert_eq!(by_cursor[1], expect, "{case}");
                assert!(["applied", "cannot-tell"].contains(&by_filter[1]), "{case}");
                for [pretended, _] in [by_cursor, by_filter] {
                    assert!(
                        ["not-applied", "cannot-tell"].contains(&pretended),
                        "{case}"
                    );
                }
            }
        }
    }
}

/// A way to a gateway on which the answers to reads are changed.
struct Changing<'a, F>(&'a Gateway, F);

impl<F: Fn(&Request, Reply) -> Reply> Transport for Changing<'_, F> {
    async fn read(&self, request: &Request) -> Result<Reply, Lost> {
        let reply = self.0.read(request).await;
        reply.map(|reply| (self.1)(request, reply))
    }

    async fn write(&self, request: &Request) -> Result<Reply, Lost> {
        self.0.write(request).await
    }

    async fn pause(&self, millis: u32) {
        self.0.pause(millis).await;
    }
}

/// The filter looks at something else than names: it finds nothing.
fn filters_elsewhere(request: &Request, reply: Reply) -> Reply {
    let body = if request.target().contains("q=") {
        r#"{"data":[],"has_more":false}"#.to_owned()
    } else {
        reply.body
    };
    Reply { body, ..reply }
}

/// One row has lost its id.
fn without_id(id: &str) -> impl Fn(&Request, Reply) -> Reply {
    let id = format!(r#""id":"{id}""#);
    move |_, reply| Reply {
        body: reply.body.replace(&id, r#""id":null"#),
        ..reply
    }
}

/// It may be the row of an earlier page that could not be read.
#[tokio::test(start_paused = true)]
async fn a_row_that_cannot_be_read_is_not_gone() {
    let gateway = Gateway::new(150);
    gateway.arm("no-filter", "list").await;
    for id in ["key_00000090", "key_00000010"] {
        let (key, cursor) = find::<Key>(&gateway, id, true).await;
        for cursor in [None, cursor] {
            let at = Whereabouts::of(&key, cursor.as_ref());
            let changing = Changing(&gateway, without_id(id));
            let said = seek::<Key>(DIALECT, &at, &changing).await;
            assert_eq!(said, Ok(Sought::NotSeen), "{id} {cursor:?}");
        }
    }
}

/// The new row is there, and makes no sense: that it was not made cannot be said.
#[tokio::test(start_paused = true)]
async fn a_new_row_that_cannot_be_read_may_be_the_one() {
    for (what, id) in [
        (What::Create, "key_00000004"),
        (What::CreatePool, "pool_00000008"),
    ] {
        for (fault, applied) in [("drop-after", 1), ("drop-before", 0)] {
            let gateway = desk::gateway(what).await;
            let asking = Asking::new(desk::plan(what, &gateway).await, Known::default());
            gateway.arm(fault, what.target()).await;
            let changing = Changing(&gateway, without_id(id));
            let settled = desk::send(asking, what, &changing).await;
            let expect = ["not-landed", "cannot-tell"][applied];
            assert_eq!(ended(&settled), expect, "{what:?} {fault}");
            assert_eq!(
                counted(&gateway).await,
                (1, applied as u64),
                "{what:?} {fault}"
            );
        }
    }
}

/// The oldest of 301 keys, alone on the last page: neither its page nor the newest three prove that
/// it is gone, and a filter that finds nothing never does.
#[tokio::test(start_paused = true)]
async fn a_filter_that_finds_nothing_proves_nothing() {
    let gateway = Gateway::new(301);
    let (key, cursor) = find::<Key>(&gateway, "key_00000001", true).await;
    let elsewhere = Changing(&gateway, filters_elsewhere);
    let at = Whereabouts::of(&key, None);
    let said = seek::<Key>(DIALECT, &at, &elsewhere).await;
    assert_eq!(said, Ok(Sought::NotSeen), "it is there");
    let path = format!("/v1/organization/admin_api_keys/{}", key.id);
    gateway.desk("DELETE", &path, Value::Null).await;
    for cursor in [None, cursor] {
        let at = Whereabouts::of(&key, cursor.as_ref());
        let said = seek::<Key>(DIALECT, &at, &elsewhere).await;
        assert_eq!(said, Ok(Sought::NotSeen), "{cursor:?}");
        let said = seek::<Key>(DIALECT, &at, &gateway).await;
        assert_eq!(said, Ok(Sought::NotSeen), "{cursor:?}");
    }
}

/// A list in the other order gives cursors too; after one of those, newest first, everything is
/// older, and what is not there proves nothing.
#[tokio::test(start_paused = true)]
async fn a_cursor_of_a_list_in_another_order_proves_nothing() {
    let gateway = Gateway::new(0);
    let sample = json!({"seed": 0, "pools": 450, "charges": 0});
    gateway.desk("POST", "/sandbox/reset", sample).await;
    gateway.arm("no-filter", "list").await;
    let (pool, _) = find::<Pool>(&gateway, "pool_00000096", true).await;
    let seek_after = async |cursor: &str| {
        let at = Whereabouts::of(&pool, Some(&Cursor(cursor.to_owned())));
        seek::<Pool>(DIALECT, &at, &gateway).await
    };
    let (older, newer) = ("pool_00000095", "pool_00000098");
    assert_eq!(seek_after(older).await, Ok(Sought::NotSeen));
    let here = Sought::Here(Box::new(pool.clone()));
    assert_eq!(seek_after(newer).await, Ok(here));
    let path = format!("/v1/organization/pools/{}", pool.id);
    gateway.desk("DELETE", &path, Value::Null).await;
    assert_eq!(seek_after(older).await, Ok(Sought::NotSeen));
    assert_eq!(seek_after(newer).await, Ok(Sought::Gone));
}

//! Lists that come whole in one response.

use std::cell::Cell;

use pollster::block_on;
use serde_json::{Value as Json, json};

use super::{read_at_once, read_json};
use crate::call::{ApiError, Lost, Read, Refusal, Reply, Request};
use crate::domain::table::{check_table, parts};
use crate::gate::{Live, Transport};
use crate::schema::sample::{DIALECT, RESOURCE};
use crate::schema::{Dialect, Reads, Resource};

static THINGS: Resource = Resource {
    reads: Reads {
        whole: Some(|| Read::new("/all-things", [])),
        hidden: Some(|row| row.get("gone").is_some()),
        ..Reads::OF_LIST
    },
    ..RESOURCE
};

/// Refuses with 200, as some gateways do.
static REFUSING: Dialect = Dialect {
    open: |json| match json.get("success") {
        Some(Json::Bool(false)) => Err(Refusal::default()),
        _ => Ok(json.get("inner").unwrap_or(json)),
    },
    ..DIALECT
};

/// Responds to everything with one body, and counts how often others may work.
struct OneBody {
    body: String,
    pauses: Cell<usize>,
}

impl Transport for OneBody {
    async fn read(&self, _: &Request) -> Result<Reply, Lost> {
        Ok(Reply {
            status: 200,
            body: self.body.clone(),
            ..Reply::default()
        })
    }

    async fn write(&self, _: &Request, _: Live<'_>) -> Result<Reply, Lost> {
        Err(Lost::NotSent)
    }

    async fn let_others_work(&self) {
        self.pauses.set(self.pauses.get() + 1);
    }

    async fn pause(&self, _: u32) {}
}

fn responding(body: &str) -> OneBody {
    OneBody {
        body: body.to_owned(),
        pauses: Cell::default(),
    }
}

fn failure(error: &ApiError) -> String {
    match error {
        ApiError::Unreadable { why, excerpt, .. } => format!("unreadable: {why} “{excerpt}”"),
        ApiError::Refused(_) => "refused".to_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn all_rows_of_one_response() {
    // After how many rows it is ended, the response; then the ids of the rows and how often others
    // could work.
    check_table(
        r##"
        9 | {"data":[{"id":"a"},{"id":"b"}],"success":true} => a b, 2
        9 | {"data":[{"id":"a"},7]} => a ?, 2
        9 | {"data":[{"id":"a"},{"id":"b","gone":true},{"id":"c"}]} => a c, 3
        9 | {"data":[]} => , 0
        9 | {"data":null} => , 0
        9 | [{"id":"a"}] => a, 0
        9 | {"success":false,"data":[{"id":"a"}]} => refused, 1
        9 | {"success":false} => refused, 0
        9 | {"data":[{"id":"a"},{"key":"canary",}]} => unreadable: trailing comma at line 1 column 17 “”, 1
        1 | {"data":[{"id":"a"},{"id":"b"}]} => ended, 1
        "##,
        |line| {
            let [most, body] = parts(line);
            let most: usize = most.parse().expect("a number");
            let transport = responding(body);
            let goes_on = || transport.pauses.get() < most;
            let read = block_on(read_at_once(&REFUSING, &THINGS, &transport, &goes_on));
            let said = match read {
                Ok(Some(page)) => {
                    assert!(page.next.is_none());
                    let ids = page.lines.iter().map(|line| match line {
                        crate::records::Line::Row(row) => row.id.as_str(),
                        crate::records::Line::Unreadable(_) => "?",
                    });
                    ids.collect::<Vec<_>>().join(" ")
                }
                Ok(None) => "ended".to_owned(),
                Err(error) => failure(&error),
            };
            format!("{said}, {}", transport.pauses.get())
        },
    );
}

#[test]
fn a_response_that_is_cut_off_is_not_a_shorter_list() {
    let cut = responding(r#"{"data":[{"id":"a"},{"id":"b"#);
    let read = block_on(read_at_once(&REFUSING, &THINGS, &cut, &|| true));
    assert!(matches!(read, Err(ApiError::Unreadable { .. })), "{read:?}");
}

#[test]
fn a_response_read_in_slices_is_the_same() {
    for body in [
        json!({"data": [{"id": "a"}, 1, null], "total": 3}),
        json!({"data": [], "other": {"data": [1]}}),
        json!({"data": {"id": "a"}}),
        json!([1, 2]),
        json!({"key": "b"}),
    ] {
        let transport = responding(&body.to_string());
        let read = read_json(&DIALECT, Read::new("/any", []), &transport);
        assert_eq!(block_on(read).ok(), Some(body));
    }
}

//! Rows that are made from several responses, and rows that are read by their id.

use std::cell::RefCell;

use pollster::block_on;
use serde_json::{Value as Json, json};

use super::read_page;
use crate::call::{ApiError, Lost, Read, Refusal, Reply, Request};
use crate::domain::table::{check_table, parts};
use crate::gate::{Found, Live, Transport, find};
use crate::schema::sample::{DIALECT, RESOURCE};
use crate::schema::{Dialect, Field, Joined, Locator, OneRow, Query, Reads, Record, Resource};

const ROLE: Field<String> = Field::new("role");

/// Things whose size stands in another response.
static JOINED: Resource = Resource {
    reads: Reads {
        joined: Some(Joined {
            with: &[|| Read::new("/sizes", [])],
            rows: |things, others, who| {
                let sizes = match &others[0] {
                    Ok(sizes) => sizes.clone(),
                    Err(ApiError::NotAllowed(_)) => json!({}),
                    Err(error) => return Err(error.clone()),
                };
                let things = things.as_array().cloned().unwrap_or_default().into_iter();
                let made = things.map(|name| {
                    let key = name.as_str().unwrap_or_default().to_owned();
                    json!({"id": name, "size": sizes[&key], "for": who.text(&ROLE)})
                });
                Ok(made.collect())
            },
        }),
        ..Reads::OF_LIST
    },
    ..RESOURCE
};

/// Things that are read by their id.
static SINGLE: Resource = Resource {
    reads: Reads {
        one_row: Some(OneRow {
            read: |at| Read::new("/things/{}", [at.part()]),
            gone: |refusal: &Refusal| refusal.message == "no such thing",
        }),
        ..Reads::OF_LIST
    },
    ..RESOURCE
};

static JOINS: Dialect = Dialect {
    resources: &[&JOINED],
    ..DIALECT
};

static SINGLES: Dialect = Dialect {
    resources: &[&SINGLE],
    ..DIALECT
};

/// Responds to each path with a status and a body, and notes what was asked for.
struct Paths {
    replies: Vec<(&'static str, u16, String)>,
    asked: RefCell<Vec<String>>,
}

impl Paths {
    fn new(replies: &[(&'static str, u16, &str)]) -> Self {
        let replies = replies.iter();
        let replies = replies.map(|(path, status, body)| (*path, *status, (*body).to_owned()));
        Self {
            replies: replies.collect(),
            asked: RefCell::default(),
        }
    }
}

impl Transport for Paths {
    fn who(&self) -> Record {
        Record::default().with(&ROLE, "root".to_owned())
    }

    async fn read(&self, request: &Request) -> Result<Reply, Lost> {
        self.asked.borrow_mut().push(request.target.clone());
        let found = self
            .replies
            .iter()
            .find(|(path, ..)| *path == request.target);
        let (_, status, body) = found.ok_or(Lost::Network)?;
        Ok(Reply {
            status: *status,
            body: body.clone(),
            ..Reply::default()
        })
    }

    async fn write(&self, _: &Request, _: Live<'_>) -> Result<Reply, Lost> {
        Err(Lost::NotSent)
    }

    async fn pause(&self, _: u32) {}
}

fn status(word: &str) -> u16 {
    word.parse().expect("a status")
}

#[test]
fn rows_of_several_responses() {
    // The status of the second response and its body; the first lists two things.
    check_table(
        r##"
        200 | {"a":1,"b":2} => {"id":"a","size":1,"for":"root"} {"id":"b","size":2,"for":"root"}
        403 | {} => {"id":"a","size":null,"for":"root"} {"id":"b","size":null,"for":"root"}
        429 | {} => failed
        500 | {} => failed
        "##,
        |line| {
            let [code, body] = parts(line);
            let paths = Paths::new(&[
                ("/things", 200, r#"["a","b"]"#),
                ("/sizes", status(code), body),
            ]);
            let page = block_on(read_page(&JOINS, &JOINED, &Query::newest(), &paths));
            assert_eq!(*paths.asked.borrow(), ["/things", "/sizes"]);
            let Ok(page) = page else {
                return "failed".to_owned();
            };
            let rows: Vec<String> = page.rows().map(|row| row.raw.to_string()).collect();
            rows.join(" ")
        },
    );
}

#[test]
fn a_row_by_its_id() {
    // The status and the body of the response to `/things/b`, and the list, if it can be read.
    check_table(
        r##"
        200 | {"id":"b","name":"B"} | => here
        200 | {"id":"c"} | => failed
        200 | {} | => failed
        404 | {"message":"no such thing"} | [{"id":"b","name":"B"}] => gone
        404 | {"message":"no such route"} | => failed
        500 | {} | [{"id":"b","name":"B"}] => failed
        # A gateway may list a row that it refuses to show alone.
        403 | {"message":"not allowed"} | [{"id":"b","name":"B"}] => failed
        404 | {"message":"no such route"} | [{"id":"b","name":"B"}] => here
        404 | {"message":"no such route"} | [] => gone
        "##,
        |line| {
            let [code, body, listed] = parts(line);
            let mut replies = vec![("/things/b", status(code), body)];
            if !listed.is_empty() {
                replies.push(("/things", 200, listed));
            }
            let paths = Paths::new(&replies);
            let at = Locator::of_id("things", "b");
            match block_on(find(&SINGLES, &at, &paths)) {
                Ok(Found::Here(row)) => {
                    let json: Json = serde_json::from_str(&row.raw).expect("JSON");
                    assert_eq!(json["name"], "B");
                    "here"
                }
                Ok(Found::Gone) => "gone",
                Ok(Found::NotSeen) => "not seen",
                Err(_) => "failed",
            }
            .to_owned()
        },
    );
}

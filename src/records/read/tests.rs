//! Pages: their cursors, their totals, and a resource that is one thing.

use proptest::prelude::*;

use super::{conclude_ask, conclude_page, read_page};
use crate::call::{ApiError, Lost, Reply};
use crate::domain::table::{check_table, parts};
use crate::records::sample::{
    ABOUT_ME, DIALECT, MY_THING, NAME, NUMBERED_THINGS, OFFSET_THINGS, THINGS, any_json, json,
};
use crate::schema::{Query, Resource};

fn query() -> Query {
    Query {
        limit: 2,
        ..Query::oldest()
    }
}

fn told(resource: &Resource, query: &Query, text: &str) -> String {
    match read_page(resource, query, &json(text)) {
        Err(why) => why,
        Ok(page) => {
            let next = page.next.as_deref().unwrap_or("-");
            let total = page.total.map_or("-".to_owned(), |total| total.to_string());
            format!("{} {next} {total}", page.lines.len())
        }
    }
}

#[test]
fn pages_and_their_cursors() {
    check_table(
        r##"
    {"data":[{"id":"a"},{"id":"b"}],"last_id":"b","has_more":true} => 2 b -
    {"data":[{"id":"a"},{"id":7}],"has_more":true} => 2 7 -
    {"data":[{"id":"a"},8],"has_more":true} => 2 a -
    {"data":[{"id":"a"},{"id":"b"}],"has_more":false} => 2 - -
    # Without a word about more, a full page may have a successor.
    {"data":[{"id":"a"},{"id":"b"}]} => 2 b -
    {"data":[{"id":"a"}]} => 1 - -
    {"data":[],"has_more":true} => 0 - -
    # A bare array is whole, unless it ends where it was asked to.
    [{"id":"a"}] => 1 - -
    [{"id":"a"},{"id":"b"}] => 2 b -
    [{"id":"a"},{"id":"b"},{"id":"c"}] => 3 - -
    # A list that is capped is followed by page or cursor; a total alone gives no way to the rest.
    {"items":[{"id":1}],"total":45,"page":1,"page_size":20,"pages":3} => 1 ?page=2 45
    {"items":[{"id":1}],"total":45,"page":1,"pageSize":20} => 1 ?page=2 45
    {"items":[{"id":1}],"total":45,"page":3,"page_size":20,"pages":3} => 1 - 45
    {"items":[{"id":1}],"total":45,"page_size":20} => 1 - 45
    {"items":[{"id":1}],"page":1,"pages":3,"has_more":true,"last_id":1} => 1 1 -
    {"things":[{"id":1}],"total":1} => 1 - 1
    {"things":[{"id":1},{"id":2}],"total":2} => 2 - 2
    {"things":[{"id":1},{"id":2}],"total":3} => 2 2 3
    {"things":[{"id":1}],"total":3,"lastId":1} => 1 1 3
    {"things":[{"id":1}],"page":1,"pages":2} => 1 ?page=2 -
    {"things":[{"id":1},{"id":2}],"page":2,"pages":2} => 2 - -
    {"x":1} => no list of rows in the response
    # After the first page, a total says nothing of what is left.
    "##,
        |text| told(&THINGS, &query(), text),
    );
    let later = Query {
        after: Some("b".to_owned()),
        ..query()
    };
    let check = |text, expect| assert_eq!(told(&THINGS, &later, text), expect, "{text}");
    check(r#"{"things":[{"id":"c"}],"total":3}"#, "1 - 3");
    check(r#"{"things":[{"id":"c"},{"id":"d"}],"total":2}"#, "2 d 2");
}

#[test]
fn lists_by_page_number() {
    // The page, the rows read before it, and the response.
    check_table(
        r##"
        - | 0 | {"data":[{"id":"a"},{"id":"b"}],"total":3} => 2 ?page=1 3
        1 | 2 | {"data":[{"id":"c"}],"total":3} => 1 - 3
        # The gateway gives fewer rows than it was asked for: rows are counted, not pages.
        - | 0 | {"data":[{"id":"a"}],"total":3} => 1 ?page=1 3
        1 | 1 | {"data":[{"id":"b"}],"total":3} => 1 ?page=2 3
        # Nothing came although there should be more.
        2 | 2 | {"data":[],"total":3} => 0 - 3
        # Without a total a short page is the last one.
        - | 0 | [{"id":"a"},{"id":"b"}] => 2 ?page=1 -
        7 | 14 | [{"id":"a"}] => 1 - -
        - | 0 | [] => 0 - -
        - | 0 | null => 0 - -
        x | 0 | [{"id":"a"},{"id":"b"}] => 2 ?page=1 -
        "##,
        |line| {
            let [page, before, body] = parts(line);
            let query = Query {
                after: (page != "-").then(|| format!("?page={page}")),
                offset: before.parse().expect("a number"),
                ..query()
            };
            told(&NUMBERED_THINGS, &query, body)
        },
    );
}

#[test]
fn lists_by_offset() {
    check_table(
        r##"
    0 | {"items":[{"id":1},{"id":2}],"total":3} => 2 2 3
    2 | {"items":[{"id":3}],"total":3} => 1 - 3
    2 | {"items":[{"id":3},{"id":4}]} => 2 4 -
    2 | {"items":[{"id":3},{"id":4}],"page":2,"pages":2} => 2 - -
    "##,
        |input| {
            let [offset, text] = parts(input);
            let offset = offset.parse().expect("a number");
            told(&OFFSET_THINGS, &Query { offset, ..query() }, text)
        },
    );
}

fn reply(status: &str, body: &str) -> Result<Reply, Lost> {
    Ok(Reply {
        status: status.parse().expect("a status"),
        body: body.to_owned(),
        ..Reply::default()
    })
}

fn failed(error: &ApiError) -> String {
    match error {
        ApiError::SignedOut(_) => "signed out".to_owned(),
        ApiError::Refused(_) => "refused".to_owned(),
        ApiError::Unreadable { excerpt, .. } => format!("unreadable {excerpt}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_resource_that_is_one_thing() {
    check_table(
        r##"
        200 | {"id":"a"} => 1
        200 | {"thing":{"id":"a"}} => 1
        200 | {"success":true,"data":{"id":1}} => 1
        200 | {"success":true,"data":null} => 0
        404 | {"error":{"code":"thing_not_assigned"}} => 0
        409 | {"error":{"code":"thing_not_assigned"}} => 0
        404 | <html>Not found => 0
        409 | {"error":{"code":"c"}} => refused
        200 | [] => unreadable []
        200 | => unreadable
        "##,
        |line| {
            let [status, body] = parts(line);
            let page = conclude_page(&DIALECT, &MY_THING, &query(), reply(status, body));
            let said = page.map(|page| page.lines.len().to_string());
            said.unwrap_or_else(|error| failed(&error))
                .trim()
                .to_owned()
        },
    );
}

#[test]
fn an_unreadable_list_is_quoted_without_secrets() {
    let reply = Reply {
        status: 200,
        body: r#"{"value":"canary","x":1}"#.to_owned(),
        ..Reply::default()
    };
    let error = conclude_page(&DIALECT, &THINGS, &query(), Ok(reply)).err();
    assert_eq!(
        error,
        Some(ApiError::Unreadable {
            path: "/things".to_owned(),
            why: "no list of rows in the response".to_owned(),
            excerpt: r#"{"value":"‹hidden›","x":1}"#.to_owned(),
        })
    );
}

#[test]
fn what_a_key_says_about_itself() {
    check_table(
        r##"
        200 | {"id":"a","name":"A"} => a A
        200 | {"data":{"id":7,"name":"A"}} => 7 A
        200 | {"name":"A"} => - A
        200 | {"budget":null,"id":"a"} => a -
        200 | {"ok":1} => unreadable {"ok":1}
        200 | [] => unreadable []
        200 | <html> => unreadable <html>
        401 | {} => signed out
        404 | {} => refused
        "##,
        |line| {
            let [status, body] = parts(line);
            let told = |text: &str| if text.is_empty() { "-" } else { text }.to_owned();
            match conclude_ask(&DIALECT, &ABOUT_ME, "/me", reply(status, body)) {
                Ok(row) => format!("{} {}", told(row.id.as_str()), told(row.record.text(&NAME))),
                Err(error) => failed(&error),
            }
        },
    );
}

proptest! {
    #[test]
    fn no_page_panics(json in any_json()) {
        for resource in [&THINGS, &OFFSET_THINGS, &MY_THING] {
            let _ = read_page(resource, &query(), &json);
        }
    }

    #[test]
    fn no_body_panics(body in "\\PC{0,80}") {
        let reply = Reply { status: 200, body, ..Reply::default() };
        let _ = conclude_page(&DIALECT, &THINGS, &query(), Ok(reply));
    }
}

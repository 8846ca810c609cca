//! Pages: their cursors, their totals, and a resource that is one thing.

use proptest::prelude::*;

use super::{conclude_ask, conclude_page, read_page};
use crate::call::{ApiError, Lost, Reply};
use crate::domain::table::{holds, parts};
use crate::records::sample::{
    ABOUT_ME, DIALECT, MY_THING, NAME, OFFSET_THINGS, THINGS, any_json, json,
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
    holds(
        r##"
    {"data":[{"id":"a"},{"id":"b"}],"last_id":"b","has_more":true} => 2 b -
    {"data":[{"id":"a"},{"id":7}],"has_more":true} => 2 7 -
    {"data":[{"id":"a"},8],"has_more":true} => 2 a -
    {"data":[{"id":"a"},{"id":"b"}],"has_more":false} => 2 - -
    # Without a word about more, a full page may have a successor.
    {"data":[{"id":"a"},{"id":"b"}]} => 2 b -
    {"data":[{"id":"a"}]} => 1 - -
    {"data":[],"has_more":true} => 0 - -
    [{"id":"a"},{"id":"b"}] => 2 - -
    # A list that is capped tells how many there are, and no way to them.
    {"items":[{"id":1}],"total":45,"page":1,"page_size":20,"pages":45} => 1 - 45
    {"things":[{"id":1}],"total":1} => 1 - 1
    {"things":[{"id":1},{"id":2}],"total":2} => 2 - 2
    {"things":[{"id":1},{"id":2}],"total":3} => 2 2 3
    {"things":[{"id":1}],"total":3,"lastId":1} => 1 1 3
    {"things":[{"id":1}],"page":1,"pages":2} => 1 1 -
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
fn lists_by_offset() {
    holds(
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

#[test]
fn a_resource_that_is_one_thing() {
    let check = |attempt: Result<(u16, &str), Lost>, expect: Result<usize, &str>| {
        let attempt = attempt.map(|(status, body)| Reply {
            status,
            body: body.to_owned(),
            ..Reply::default()
        });
        let got = conclude_page(&DIALECT, &MY_THING, &query(), attempt);
        let got = got
            .map(|page| page.lines.len())
            .map_err(|error| match error {
                ApiError::Refused(_) => "refused",
                ApiError::Unreadable { .. } => "unreadable",
                _ => "other",
            });
        assert_eq!(got, expect);
    };
    check(Ok((200, r#"{"id":"a"}"#)), Ok(1));
    check(Ok((200, r#"{"thing":{"id":"a"}}"#)), Ok(1));
    check(Ok((200, r#"{"success":true,"data":{"id":1}}"#)), Ok(1));
    check(Ok((200, r#"{"success":true,"data":null}"#)), Ok(0));
    check(
        Ok((404, r#"{"error":{"code":"thing_not_assigned"}}"#)),
        Ok(0),
    );
    check(
        Ok((409, r#"{"error":{"code":"thing_not_assigned"}}"#)),
        Ok(0),
    );
    check(Ok((404, "<html>Not found")), Ok(0));
    check(Ok((409, r#"{"error":{"code":"c"}}"#)), Err("refused"));
    check(Ok((200, "[]")), Err("unreadable"));
    check(Ok((200, "")), Err("unreadable"));
    check(Err(Lost::Network), Err("other"));
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
    let check = |status, body: &str, expect: Result<(&str, &str), &str>| {
        let reply = Reply {
            status,
            body: body.to_owned(),
            ..Reply::default()
        };
        let got = conclude_ask(&DIALECT, &ABOUT_ME, "/me", Ok(reply));
        let got = got
            .as_ref()
            .map(|row| (row.id.as_str(), row.record.text(&NAME)));
        let got = got.map_err(|error| match error {
            ApiError::SignedOut(_) => "signed out",
            ApiError::Refused(_) => "refused",
            ApiError::Unreadable { excerpt, .. } => excerpt.as_str(),
            _ => "other",
        });
        assert_eq!(got, expect, "{body}");
    };
    check(200, r#"{"id":"a","name":"A"}"#, Ok(("a", "A")));
    check(200, r#"{"data":{"id":7,"name":"A"}}"#, Ok(("7", "A")));
    check(200, r#"{"name":"A"}"#, Ok(("", "A")));
    check(200, r#"{"budget":null,"id":"a"}"#, Ok(("a", "")));
    check(200, r#"{"ok":1}"#, Err(r#"{"ok":1}"#));
    check(200, "[]", Err("[]"));
    check(200, "<html>", Err("<html>"));
    check(401, "{}", Err("signed out"));
    check(404, "{}", Err("refused"));
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

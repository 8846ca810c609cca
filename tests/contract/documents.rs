//! The JSON that the contract prints, read by the catalogue. The documents are in
//! `tests/fixtures/onekeyllm`.

use headgate::call::Reply;
use headgate::records::{Page, conclude_ask, conclude_page, read_response};
use headgate::schema::{Query, Resource};
use serde_json::Value as Json;

use crate::field_values::assert_field;
use crate::gateway::DIALECT;

macro_rules! document {
    ($name:literal) => {
        include_str!(concat!("../fixtures/onekeyllm/", $name, ".json"))
    };
}

const KEY: &str = document!("key");
const POOL: &str = document!("pool");

fn json(text: &str) -> Json {
    serde_json::from_str(text).expect("JSON")
}

fn reply(status: u16, body: &str) -> Reply {
    Reply {
        status,
        body: body.to_owned(),
        ..Reply::default()
    }
}

fn resource(id: &str) -> &'static Resource {
    DIALECT.resource(id).expect("it is listed")
}

fn page(of: &str, body: &str) -> Page {
    let page = conclude_page(
        DIALECT,
        resource(of),
        &Query::oldest(),
        Ok(reply(200, body)),
    );
    page.unwrap_or_else(|error| panic!("{of}: {error:?} of {body}"))
}

/// Compares the rows of a page with the documents that they were read from.
fn are_told(of: &str, page: &Page, rows: &[Json]) {
    assert_eq!(page.lines.len(), rows.len(), "{of}");
    for (line, sent) in page.lines.iter().zip(rows) {
        let row = line.row().expect("it can be read");
        for field in resource(of).fields {
            assert_field(field, field.value(&row.record), sent, &sent.to_string());
        }
        assert_eq!(json(&row.raw), *sent);
    }
}

#[test]
fn lists_and_where_they_go_on() {
    let check = |of: &str, body: &str, next: &str| {
        let page = page(of, body);
        assert_eq!(page.next.as_deref(), Some(next), "{of}");
        are_told(of, &page, json(body)["data"].as_array().expect("rows"));
    };
    check("keys", document!("key_list"), "key_02");
    check("charges", document!("charge_list"), "chg_02");
    check("charges", document!("charge_totals"), "key_09");
}

#[test]
fn a_row_in_every_envelope() {
    for (of, row, names) in [("keys", KEY, "api_keys"), ("pools", POOL, "pools")] {
        for body in [
            format!(r#"{{"object":"list","data":[{row}],"last_id":"x","has_more":false}}"#),
            format!("[{row}]"),
            format!(r#"{{"data":{{"{names}":[{row}]}}}}"#),
            format!(r#"{{"{names}":[{row}],"total":1}}"#),
            format!(r#"{{"success":true,"data":[{row}]}}"#),
            format!(r#"{{"code":0,"message":"","data":{{"items":[{row}]}}}}"#),
        ] {
            let page = page(of, &body);
            assert_eq!(page.next, None, "{body}");
            are_told(of, &page, &[json(row)]);
        }
    }
}

#[test]
fn the_own_pool() {
    for body in [
        POOL.to_owned(),
        format!(r#"{{"pool":{POOL}}}"#),
        format!(r#"{{"success":true,"data":{POOL}}}"#),
    ] {
        are_told("my-pool", &page("my-pool", &body), &[json(POOL)]);
    }
    let none = Ok(reply(404, document!("no_default_pool")));
    let none = conclude_page(DIALECT, resource("my-pool"), &Query::oldest(), none);
    assert_eq!(none, Ok(Page::default()));
}

#[test]
fn what_a_client_is_told_of_its_key() {
    let body = document!("usage");
    let ask = DIALECT.asks.first().expect("a key can be checked");
    let row = conclude_ask(DIALECT, ask, "/p", Ok(reply(200, body))).expect("it describes a key");
    for field in ask.fields {
        assert_field(field, field.value(&row.record), &json(body), body);
    }
}

#[test]
fn what_responses_to_writes_bring() {
    let check = |action: &str, body: &str, expect: (&str, &str, Option<i64>)| {
        let (of, action) = DIALECT.action(action).expect("an action");
        let told = |body: &str| {
            let reply = reply(200, body);
            let response = read_response(DIALECT, of, &action.yields, "/p", &reply);
            let response = response.unwrap_or_else(|error| panic!("{}: {error:?}", action.id));
            let row = response.row.as_ref();
            if let Some(row) = row {
                assert!(!format!("{row:?}").contains("secret-wxyz"), "{}", action.id);
            }
            let id = row.map_or("-", |row| row.id.as_str()).to_owned();
            let value = response.value.as_ref().map_or("-", |value| value.expose());
            (id, value.to_owned(), response.old_ends.map(|ends| ends.0))
        };
        let (id, value, ends) = expect;
        let of = |id: &str, value: &str| (id.to_owned(), value.to_owned(), ends);
        assert_eq!(told(body), of(id, value), "{}", action.id);
        // The repeat after five minutes: the value is null, the rest is unchanged.
        let later = body.replace(r#""sk-lazytech-secret-wxyz""#, "null");
        assert_eq!(told(&later), of(id, "-"), "{}", action.id);
        let nothing = ("-".to_owned(), "-".to_owned(), None);
        assert_eq!(told(""), nothing, "{}: an empty success", action.id);
    };
    const VALUE: &str = "sk-lazytech-secret-wxyz";
    check("create-key", document!("created"), ("key_03", VALUE, None));
    let ends = Some(1_711_563_600);
    check("rotate-key", document!("rotated"), ("key_01", VALUE, ends));
    check("top-up-key", document!("topped_up"), ("key_01", "-", None));
    check(
        "delete-key",
        document!("key_deleted"),
        ("key_01", "-", None),
    );
    check("move-keys", document!("assigned"), ("-", "-", None));
    check("move-keys", document!("removed"), ("-", "-", None));
    check("create-pool", POOL, ("pool_01", "-", None));
    check("set-owner", POOL, ("pool_01", "-", None));
    check(
        "set-owner",
        document!("owner_removed"),
        ("pool_01", "-", None),
    );
    check(
        "delete-pool",
        document!("pool_deleted"),
        ("pool_01", "-", None),
    );
}

#[test]
fn secrets_in_what_cannot_be_read_are_hidden() {
    let leak = r#"{"name":["x"],"client_secret":"canary-1","more":{"accessToken":"canary-2","value":"canary-3"}}"#;
    for resource in DIALECT.resources {
        let read = conclude_page(
            DIALECT,
            resource,
            &Query::oldest(),
            Ok(reply(200, &format!("[{leak}]"))),
        );
        let shown = format!("{read:?}");
        assert!(shown.contains("‹hidden›"), "{shown}");
        assert!(!shown.contains("canary"), "{shown}");
    }
}

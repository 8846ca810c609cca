//! The tolerant reader, a line per row of the contract's tables.

use super::{boolean, fraction, one, open, percent, pick, rows, said, scrubbed, time};
use crate::api::json::Json;
use proptest::prelude::*;

fn json(text: &str) -> Json {
    Json::parse(text).expect("JSON")
}

#[test]
fn what_errors_say() {
    let check = |text, expect: Option<(&str, Option<&str>, Option<&str>)>| {
        let got = said(&json(text)).map(|said| (said.message, said.code, said.param));
        let own = |word: Option<&str>| word.map(str::to_owned);
        assert_eq!(
            got,
            expect.map(|(message, code, param)| (message.to_owned(), own(code), own(param))),
            "{text}"
        );
    };
    check(
        r#"{"error":{"message":"m","type":"t","param":"id","code":"c"}}"#,
        Some(("m", Some("c"), Some("id"))),
    );
    check(
        r#"{"error":{"message":"m","code":null}}"#,
        Some(("m", None, None)),
    );
    check(
        r#"{"error":"slow_down","error_description":"wait"}"#,
        Some(("wait", Some("slow_down"), None)),
    );
    check(r#"{"error":"broken"}"#, Some(("broken", None, None)));
    check(
        r#"{"message":"m","success":false}"#,
        Some(("m", None, None)),
    );
    check(r#"{"detail":"d"}"#, Some(("d", None, None)));
    check(
        r#"{"detail":[{"msg":"a","loc":["x"]},"b",{"n":1}]}"#,
        Some(("a; b; {\"n\":1}", None, None)),
    );
    check(r#"{"id":"key_01"}"#, None);
    check("[]", None);
}

#[test]
fn envelopes_are_taken_off() {
    let check = |text, expect: Result<&str, &str>| {
        let got = open(&json(text))
            .map(Json::compact)
            .map_err(|said| said.message);
        assert_eq!(
            got,
            expect.map(str::to_owned).map_err(str::to_owned),
            "{text}"
        );
    };
    check(r#"{"success":true,"data":{"id":1}}"#, Ok(r#"{"id":1}"#));
    check(r#"{"code":0,"message":"","data":[]}"#, Ok("[]"));
    check(r#"{"id":"x","data":[]}"#, Ok(r#"{"id":"x","data":[]}"#));
    check(r#"{"success":false,"message":"no"}"#, Err("no"));
    check(r#"{"code":7,"message":"seven"}"#, Err("seven"));
    check(r#"{"status":"error","error":"bad"}"#, Err("bad"));
    check(
        r#"{"id":"k","status":"error"}"#,
        Ok(r#"{"id":"k","status":"error"}"#),
    );
}

#[test]
fn rows_are_found() {
    let check = |text, expect: Option<(usize, Option<bool>, Option<&str>, bool)>| {
        let json = json(text);
        let got = rows(&json)
            .ok()
            .map(|rows| (rows.rows.len(), rows.has_more, rows.last_id, rows.paged));
        assert_eq!(
            got,
            expect.map(|(count, more, last, paged)| (count, more, last.map(str::to_owned), paged)),
            "{text}"
        );
    };
    check("[1,2]", Some((2, Some(false), None, false)));
    check(
        r#"{"object":"list","data":[1],"last_id":"k","has_more":true}"#,
        Some((1, Some(true), Some("k"), true)),
    );
    check(
        r#"{"data":[],"first_id":null,"last_id":null,"has_more":false}"#,
        Some((0, Some(false), None, true)),
    );
    check(r#"{"data":{"items":[1,2,3]}}"#, Some((3, None, None, true)));
    check(r#"{"data":{"data":[1]}}"#, Some((1, None, None, true)));
    check(r#"{"api_keys":[1],"count":1}"#, Some((1, None, None, true)));
    check(r#"{"api_keys":[1],"pools":[2]}"#, None);
    check(r#"{"id":"x"}"#, None);
    check("7", None);
}

#[test]
fn one_row_is_found() {
    let check = |text, expect| assert_eq!(one(&json(text)).compact(), expect);
    check(
        r#"{"id":"a","key":{"id":"b"}}"#,
        r#"{"id":"a","key":{"id":"b"}}"#,
    );
    check(r#"{"key":{"id":"b"}}"#, r#"{"id":"b"}"#);
    check(r#"{"data":{"id":"b"},"x":1}"#, r#"{"id":"b"}"#);
    check(r#"{"x":1}"#, r#"{"x":1}"#);
}

#[test]
fn fields_by_any_of_their_names() {
    let check = |text, expect: Option<&str>| {
        let json = json(text);
        assert_eq!(
            pick(&json, &["last_used_at", "seen"])
                .map(Json::compact)
                .as_deref(),
            expect,
            "{text}"
        );
    };
    check(r#"{"seen":2,"last_used_at":1}"#, Some("1"));
    check(r#"{"lastUsedAt":1}"#, Some("1"));
    check(r#"{"last_used_at":null,"seen":2}"#, Some("2"));
    check(r#"{"last_used_at":"","seen":2}"#, Some("2"));
    check("{}", None);
}

#[test]
fn scalars() {
    let time_of = |text| time(&json(text)).map(|instant| instant.map(|seconds| seconds.0));
    assert_eq!(time_of("1711471533"), Some(Some(1_711_471_533)));
    assert_eq!(time_of("1711471533123"), Some(Some(1_711_471_533)));
    assert_eq!(time_of("\"1711471533\""), Some(Some(1_711_471_533)));
    assert_eq!(
        time_of("\"2024-03-26T16:45:33Z\""),
        Some(Some(1_711_471_533))
    );
    assert_eq!(time_of("0"), Some(None));
    assert_eq!(time_of("\"soon\""), None);
    assert_eq!(time_of("[]"), None);
    let truth = |text| boolean(&json(text));
    assert_eq!(
        [
            truth("true"),
            truth("\"false\""),
            truth("1"),
            truth("0"),
            truth("2"),
            truth("{}")
        ],
        [Some(true), Some(false), Some(true), Some(false), None, None]
    );
    assert_eq!(percent(&json("35.5")), fraction(&json("0.355")));
}

#[test]
fn secrets_are_hidden_by_resource_and_by_name() {
    let scrub = |text| scrubbed(&json(text), &["value"]).compact();
    let check = |text, expect| assert_eq!(scrub(text), expect);
    check(
        r#"{"value":"s","name":"n"}"#,
        r#"{"value":"‹hidden›","name":"n"}"#,
    );
    check(r#"{"value":null}"#, r#"{"value":null}"#);
    check(
        r#"{"a":[{"access_token":"s","refreshToken":"s"}]}"#,
        r#"{"a":[{"access_token":"‹hidden›","refreshToken":"‹hidden›"}]}"#,
    );
    check(
        r#"{"clientSecret":{"deep":"s"},"key_hash":"s","Authorization":"s"}"#,
        r#"{"clientSecret":"‹hidden›","key_hash":"‹hidden›","Authorization":"‹hidden›"}"#,
    );
    check(
        r#"{"redacted_value":"sk-...abcd","code":"budget_unlimited"}"#,
        r#"{"redacted_value":"sk-...abcd","code":"budget_unlimited"}"#,
    );
}

proptest! {
    #[test]
    fn nothing_panics_on_any_answer(text in "[\\[\\]{}\":,a-z0-9_. -]{0,60}") {
        if let Ok(json) = Json::parse(&text) {
            let _ = (said(&json), open(&json).is_ok(), rows(&json).is_ok(), one(&json), time(&json), scrubbed(&json, &[]));
        }
    }
}

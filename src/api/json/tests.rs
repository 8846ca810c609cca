//! What is kept, what is refused, and that an established parser agrees.

use super::{Json, NotJson};
use proptest::prelude::*;
use serde_json::Value;

#[test]
fn spelling_and_order_are_kept() {
    let check = |text| {
        assert_eq!(
            Json::parse(text).map(|json| json.compact()),
            Ok(String::from(text))
        )
    };
    check("null");
    check(r#"{"z":2.50,"a":[1e3,-0,true],"z":false}"#);
    check(r#"{"deep":{"deeper":[{"":""}]}}"#);
    check(r#"["\"\\\n\u0001","é"]"#);
    check("123456789012345678901234567890");
}

#[test]
fn the_last_of_repeated_names_counts() {
    let json = Json::parse(r#"{"a":1,"a":2}"#).expect("JSON");
    assert_eq!(json.field("a"), Some(&Json::Number("2".into())));
}

#[test]
fn what_is_no_json() {
    let deep = "[".repeat(200) + &"]".repeat(200);
    for text in ["", "{", "nul", "<html>", "{\"a\":}", "1 2", deep.as_str()] {
        assert!(Json::parse(text).is_err(), "{text}");
    }
}

#[test]
fn indented_text_reads_back() {
    let json = Json::parse(r#"{"a":[],"b":{},"c":[1,{"d":"x"}]}"#).expect("JSON");
    assert_eq!(Json::parse(&json.indented()), Ok(json));
}

#[test]
fn escapes() {
    let check = |text: &str, expect: &str| {
        assert_eq!(Json::parse(text), Ok(Json::Text(expect.into())), "{text}")
    };
    check(r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t");
    check(r#""\u00e9\u00E9\u0000""#, "éé\0");
    check(r#""\ud83d\ude00é""#, "😀é");
    assert_eq!(
        Json::Text("\u{1}\u{1f}\u{7f}/é".into()).compact(),
        "\"\\u0001\\u001f\u{7f}/é\""
    );
}

#[test]
fn where_text_stops_being_json() {
    let check = |text: &str, expect: &str| {
        assert_eq!(Json::parse(text), Err(NotJson(expect.into())), "{text}")
    };
    check("", "expected a value at line 1, column 1");
    check("{\n  \"é\": tru\n}", "expected a value at line 2, column 8");
    check(
        "[1 2]",
        "expected a comma or a closing bracket at line 1, column 4",
    );
    check("[1,]", "expected a value at line 1, column 4");
    check("{1:2}", "expected a name in quotes at line 1, column 2");
    check(r#"{"a" 1}"#, "expected a colon at line 1, column 6");
    check("01", "more text after the value at line 1, column 2");
    check("-", "expected a digit at line 1, column 2");
    check("1.e3", "expected a digit at line 1, column 3");
    check(
        "\"a\nb\"",
        "a string without an end, or with a control character at line 1, column 3",
    );
    check(
        "\"ab",
        "a string without an end, or with a control character at line 1, column 4",
    );
    check(r#""\x""#, "no such escape at line 1, column 3");
    check(
        r#""\u+123""#,
        "expected four hexadecimal digits at line 1, column 3",
    );
    check(r#""\ude00""#, "half of a character at line 1, column 8");
    check(r#""\ud83dx""#, "half of a character at line 1, column 8");
    check(
        r#""\ud83d\u0041""#,
        "half of a character at line 1, column 14",
    );
    check(&"[".repeat(70), "nested too deeply at line 1, column 66");
}

/// The same tree as an established parser reads it: numbers as floats, the last of repeated names.
fn established(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(spelling) => serde_json::from_str(spelling).unwrap_or(Value::Null),
        Json::Text(text) => Value::String(text.clone()),
        Json::List(items) => items.iter().map(established).collect(),
        Json::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), established(value)))
            .collect(),
    }
}

/// Whether both parsers say the same of a text. Numbers past a float's range are not compared.
fn agree(text: &str) -> bool {
    match (Json::parse(text), serde_json::from_str::<Value>(text)) {
        (Ok(ours), Ok(theirs)) => established(&ours) == theirs,
        (Ok(_), Err(error)) => error.to_string().contains("number out of range"),
        (Err(_), Err(_)) => true,
        (Err(_), Ok(_)) => false,
    }
}

/// A character of a string in some spelling, right or wrong.
fn any_letter() -> impl Strategy<Value = String> {
    prop_oneof![
        r#"[ -~é\x00-\x1f]"#,
        r#"\\[ -~]"#,
        r#"\\u[0-9a-fA-F]{4}"#,
        r#"\\u[dD][89abAB][0-9a-f]{2}\\u[dD][c-fC-F][0-9a-f]{2}"#,
        r#"\\u[dD][89a-f][0-9a-f]{2}"#,
    ]
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?".prop_map(Json::Number),
        "\\PC*".prop_map(Json::Text),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::List),
            prop::collection::vec(("\\PC{0,8}", inner), 0..6).prop_map(Json::Object),
        ]
    })
}

proptest! {
    #[test]
    fn parsing_what_was_printed(json in any_json()) {
        prop_assert_eq!(Json::parse(&json.compact()), Ok(json.clone()));
        prop_assert_eq!(Json::parse(&json.indented()), Ok(json));
    }

    #[test]
    fn no_text_panics(text in "\\PC*") {
        let _ = Json::parse(&text);
    }

    #[test]
    fn an_established_parser_agrees_on_json(json in any_json()) {
        prop_assert!(agree(&json.compact()));
        prop_assert!(agree(&json.indented()));
    }

    #[test]
    fn an_established_parser_agrees_on_what_is_none(
        json in any_json(),
        at in any::<prop::sample::Index>(),
        slip in r#"[\[\]{}:,"\\0-9eE.+\- \n\x00untr]{0,2}"#,
    ) {
        let text = json.compact();
        let letters: Vec<char> = text.chars().collect();
        let (before, after) = letters.split_at(at.index(letters.len()));
        let text: String = before.iter().copied().chain(slip.chars()).chain(after.iter().copied().skip(1)).collect();
        prop_assert!(agree(&text), "{}", text);
    }

    #[test]
    fn an_established_parser_agrees_on_strings(inside in prop::collection::vec(any_letter(), 0..5)) {
        let text = format!("\"{}\"", inside.concat());
        prop_assert!(agree(&text), "{}", text);
    }
}

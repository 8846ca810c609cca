//! Reading and changing documents of ratios.

use proptest::prelude::*;
use serde_json::{Map, Value as Json};

use super::{NotRatios, Ratios};

fn read(text: &str) -> Ratios<'_> {
    Ratios::read(text).unwrap_or_else(|why| panic!("{text}: {why:?}"))
}

#[test]
fn what_is_no_document_of_ratios() {
    let check = |text: &str, expect: NotRatios| assert_eq!(Ratios::read(text), Err(expect));
    let not_json = |line, column| NotRatios::NotJson { line, column };
    check("null", NotRatios::NotAnObject);
    check("[1]", NotRatios::NotAnObject);
    check("", not_json(1, 1));
    check(r#"{"a":1"#, not_json(1, 6));
    check(r#"{"a":1} x"#, not_json(1, 9));
    check("{\n  \"组\": 1,\n}", not_json(3, 1));
    check(r#"{"组组":.5}"#, not_json(1, 7));
}

#[test]
fn faults_are_named() {
    let check = |text: &str, expect: &str| {
        let fault = read(text).fault();
        let said = fault.map_or_else(String::new, |fault| format!("{fault:?}"));
        assert_eq!(said, expect, "{text}");
    };
    check("{}", "");
    check(r#"{"a":1,"b":0,"c":2.50,"d":1e3,"A":1}"#, "");
    check(r#"{"a":1,"":1}"#, "NoName");
    check(r#"{"a":1," ":1}"#, "NoName");
    check(r#"{"a":1,"\u0061":2}"#, r#"Twice("a")"#);
    check(r#"{"a":null}"#, r#"Null("a")"#);
    check(r#"{"a":"0.4"}"#, r#"NotANumber("a")"#);
    check(r#"{"a":1e400}"#, r#"NotANumber("a")"#);
    check(r#"{"a":[1]}"#, r#"NotANumber("a")"#);
    check(r#"{"a":true}"#, r#"NotANumber("a")"#);
    check(r#"{"a":-0.5}"#, r#"Negative("a")"#);
    check(r#"{"a":-0}"#, "");
}

#[test]
fn a_change_keeps_every_other_byte() {
    let check = |text: &str, (name, ratio): (&str, &str), expect: &str| {
        assert_eq!(read(text).with(name, ratio), expect);
    };
    let plain = r#"{"default":1,"svip":0.30,"vip":0.5}"#;
    let set = r#"{"default":1,"svip":0.30,"vip":0.4}"#;
    check(plain, ("vip", "0.4"), set);
    let added = r#"{"default":1,"svip":0.30,"vip":0.5,"a\"b":2}"#;
    check(plain, ("a\"b", "2"), added);
    let lined = "{\n  \"default\": 1,\n  \"vip\" : 0.50\n}\n";
    check(
        lined,
        ("vip", "0.4"),
        "{\n  \"default\": 1,\n  \"vip\" : 0.4\n}\n",
    );
    check(
        lined,
        ("new", "3"),
        "{\n  \"default\": 1,\n  \"vip\" : 0.50,\n  \"new\": 3\n}\n",
    );
    check(
        "{\n  \"default\": 1\n}",
        ("vip", "2"),
        "{\n  \"default\": 1,\n  \"vip\": 2\n}",
    );
    check("{}", ("vip", "2"), r#"{"vip":2}"#);
    check(" { } ", ("vip", "2"), r#" {"vip":2 } "#);
    // The last of two counts, so it is the one that is changed.
    check(r#"{"a":1,"a":2}"#, ("a", "3"), r#"{"a":1,"a":3}"#);
    check(
        r#"{"a":"0.4" , "b":1}"#,
        ("a", "0.4"),
        r#"{"a":0.4 , "b":1}"#,
    );
    check(
        r#"{"a":{"x":[1,"}"]},"b":1}"#,
        ("b", "2"),
        r#"{"a":{"x":[1,"}"]},"b":2}"#,
    );
}

#[test]
fn a_name_is_taken_out() {
    let check = |text: &str, name: &str, expect: &str| {
        assert_eq!(read(text).without(name), expect);
    };
    check(r#"{"default":1,"vip":0.50}"#, "vip", r#"{"default":1}"#);
    check(r#"{"default":1,"vip":0.50}"#, "default", r#"{"vip":0.50}"#);
    check("{\n  \"a\": 1,\n  \"b\": 2\n}", "a", "{\n  \"b\": 2\n}");
    check("{\n  \"a\": 1,\n  \"b\": 2\n}", "b", "{\n  \"a\": 1\n}");
    check(r#"{"a":1}"#, "a", "{}");
    check(r#"{"a":1,"b":2,"a":3}"#, "a", r#"{"b":2}"#);
    check(r#"{"a":1}"#, "b", r#"{"a":1}"#);
}

/// A document with blanks where JSON allows them, of names that differ.
fn any_document() -> impl Strategy<Value = (Vec<(String, String)>, String)> {
    let blank = "[ \n\t]{0,2}";
    let ratio = prop_oneof![
        "[0-9]{1,3}(\\.[0-9]{1,4})?".prop_filter("a number of JSON", |text| {
            !text.starts_with('0') || text.starts_with("0.") || text == "0"
        }),
        Just("null".to_owned()),
        Just("\"1\"".to_owned())
    ];
    let entry = ("\\PC{0,6}", ratio, [blank, blank, blank, blank]);
    (prop::collection::vec(entry, 0..6), blank).prop_map(|(entries, blank)| {
        let mut known: Vec<(String, String)> = Vec::new();
        let mut parts = Vec::new();
        for (name, ratio, [a, b, c, d]) in entries {
            if known.iter().all(|(other, _)| *other != name) {
                parts.push(format!("{a}{}{b}:{c}{ratio}{d}", Json::from(name.as_str())));
                known.push((name, ratio));
            }
        }
        (known, format!("{{{blank}{}}}", parts.join(",")))
    })
}

fn parsed(text: &str) -> Map<String, Json> {
    serde_json::from_str(text).unwrap_or_else(|why| panic!("{text}: {why}"))
}

proptest! {
    #[test]
    fn one_ratio_changes_and_nothing_else((entries, text) in any_document(), name in "\\PC{0,6}", chosen in any::<prop::sample::Index>()) {
        let name = match entries.is_empty() {
            true => name,
            false => entries[chosen.index(entries.len())].0.clone(),
        };
        let ratios = read(&text);
        prop_assert_eq!(ratios.names().count(), entries.len());
        for (name, ratio) in &entries {
            prop_assert_eq!(ratios.ratio(name), Some(ratio.as_str()));
        }
        let changed = ratios.with(&name, "7.50");
        let mut expect = parsed(&text);
        expect.insert(name.clone(), serde_json::from_str("7.50").expect("a number"));
        prop_assert_eq!(parsed(&changed), expect);
        for (other, ratio) in entries.iter().filter(|(other, _)| *other != name) {
            prop_assert_eq!(read(&changed).ratio(other), Some(ratio.as_str()));
        }
    }

    #[test]
    fn what_was_added_is_taken_out_again((entries, text) in any_document(), name in "\\PC{7,9}") {
        let added = read(&text).with(&name, "2");
        prop_assert_eq!(read(&added).ratio(&name), Some("2"));
        prop_assert_eq!(read(&added).without(&name), text.clone());
        let mut rest = text;
        for (name, _) in &entries {
            rest = read(&rest).without(name);
        }
        prop_assert!(parsed(&rest).is_empty());
    }
}

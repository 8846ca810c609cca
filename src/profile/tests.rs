//! Accounts that are known again, and what the stores and the host's file hold.

use std::sync::Arc;

use super::{Account, Configuration, Environment, Profile, SameAccount};
use crate::domain::ids::{ProfileId, SpelledId, id};
use crate::domain::table::check_table;
use crate::domain::time::UnixSeconds;
use crate::records::sample::THINGS;
use crate::records::{Line, Page, Row, Unreadable};
use crate::schema::{FieldValue, Record};

/// A page of rows with their moments.
fn page(rows: &[Made]) -> Page {
    let row = |(key, made): &Made| {
        let made = made.map(|made| (id("made"), UnixSeconds(made).value()));
        Line::Row(Arc::new(Row {
            id: SpelledId::from(*key),
            record: Record::new(made.into_iter().collect()),
            raw: "{}".into(),
            haystack: "".into(),
        }))
    };
    Page {
        lines: rows.iter().map(row).collect(),
        next: None,
        total: None,
    }
}

/// A row by its id and its moment.
type Made<'a> = (&'a str, Option<i64>);

fn of(lists: &[(&str, &[Made])]) -> Account {
    let pages: Vec<_> = lists
        .iter()
        .map(|(word, rows)| (*word, page(rows)))
        .collect();
    let lists: Vec<_> = pages
        .iter()
        .map(|(word, page)| (*word, &THINGS, page))
        .collect();
    Account::of(&lists)
}

#[test]
fn accounts_are_known_again_by_their_rows() {
    use SameAccount::{No, NotKnown, Yes};
    let made = |rows: &[(&'static str, i64)]| {
        let rows = rows.iter().map(|(key, made)| (*key, Some(*made)));
        rows.collect::<Vec<_>>()
    };
    let ours = of(&[("pool", &made(&[("a", 1), ("b", 2)]))]);
    assert_eq!(ours.signs, ["pool a 1", "pool b 2"]);
    let check = |rows: &[(&'static str, i64)], own: Option<(&'static str, i64)>, expect| {
        let own: Vec<_> = own.into_iter().collect();
        let theirs = of(&[("key", &[]), ("pool", &made(rows)), ("pool", &made(&own))]);
        assert_eq!(ours.is_same(&theirs), expect, "{rows:?} {own:?}");
    };
    check(&[("a", 1), ("b", 2)], None, Yes);
    check(&[("b", 2), ("c", 3)], None, Yes);
    check(&[], Some(("b", 2)), Yes);
    check(&[("c", 3)], None, No);
    // Gateways that number the rows of each organization give the same ids to others.
    check(&[("a", 7)], None, No);
    check(&[], None, NotKnown);
    // Newest first, whatever was asked: no sign, rather than one that is gone with the next row.
    check(&[("d", 4), ("c", 3)], None, NotKnown);
    let untold = of(&[("pool", &[("a", None)]), ("pool", &[("b", None)])]);
    assert_eq!(ours.is_same(&untold), NotKnown);
    assert_eq!(Account::default().is_same(&ours), NotKnown);
    // The same rows of another kind are others.
    assert_eq!(ours.is_same(&of(&[("key", &made(&[("a", 1)]))])), No);
    // The oldest of them, however many there are.
    let all: Vec<(String, i64)> = (0..9).map(|at| (format!("p{at}"), at)).collect();
    let all: Vec<_> = all
        .iter()
        .map(|(id, at)| (id.as_str(), Some(*at)))
        .collect();
    let few = of(&[("pool", &all[..Account::ROWS])]);
    assert_eq!(of(&[("pool", &all)]), few);
    assert_eq!(few.signs.len(), Account::ROWS);
}

#[test]
fn a_line_that_cannot_be_read_is_no_sign() {
    let mut page = page(&[("a", Some(1))]);
    page.lines.insert(
        0,
        Line::Unreadable(Unreadable {
            raw: "7".into(),
            why: "no object".into(),
        }),
    );
    let account = Account::of(&[("key", &THINGS, &page)]);
    assert_eq!(account.signs, ["key a 1"]);
}

#[test]
fn configurations() {
    let read = Configuration::parse(
        r#"{"gateways":[{"name":"P","base":"/g/p/","environment":"production"},{"name":"L","base":"/"}],"more":1}"#,
    );
    let read = read.expect("a configuration");
    let environments: Vec<_> = read
        .gateways
        .iter()
        .map(|gateway| gateway.environment)
        .collect();
    assert_eq!(
        environments,
        [Environment::Production, Environment::Unknown]
    );
    assert_eq!(Configuration::parse("{}"), Ok(Configuration::default()));
}

#[test]
fn what_is_wrong_with_a_configuration() {
    check_table(
        r##"
        [] => expected {"gateways": [...]}
        null => expected {"gateways": [...]}
        {"gateways":null} => expected {"gateways": [...]}
        {"gateways":{}} => expected {"gateways": [...]}
        {"gateways":[{"name":"P","base":"/"},{"name":"P"}]} => gateways[1]: "base" is missing or no text
        {"gateways":[{"name":"P","base":"/"},{"name":1,"base":"/"}]} => gateways[1]: "name" is missing or no text
        {"gateways":[{"name":"P","base":"javascript:1"}]} => gateways[0]: "javascript:1" is neither a path that begins with / nor an http address
        {"gateways":[{"name":"P","base":"/","environment":"live"}]} => gateways[0]: "live" is no environment
        "##,
        |text| Configuration::parse(text).err().unwrap_or_default(),
    );
    for no_json in ["", "[]x", "<html>"] {
        assert!(Configuration::parse(no_json).is_err(), "{no_json}");
    }
}

#[test]
fn profiles_read_back() {
    use Environment::{Development, Production, Sandbox, Staging, Unknown};
    for environment in [Production, Staging, Development, Sandbox, Unknown] {
        let profile = Profile {
            id: ProfileId("p".into()),
            name: "\"é\"".into(),
            base: "/".into(),
            dialect: "one_key_llm".into(),
            environment,
        };
        assert_eq!(Profile::from_text(&profile.to_text()), Some(profile));
    }
    let check = |text: &str, expect| {
        assert_eq!(Profile::from_text(text).is_some(), expect, "{text}");
    };
    let first =
        r#"{"id":"p","name":"n","base":"/","dialect":"one_key_llm","environment":"sandbox"}"#;
    check(first, true);
    check(&first.replace("sandbox", "new"), false);
    check(&first.replace("\"p\"", "7"), false);
    check("{}", false);
    check("damaged", false);
}

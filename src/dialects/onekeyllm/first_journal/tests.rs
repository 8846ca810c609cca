//! The frozen journal of the first version: every record is translated, says what it said, and is
//! kept in the new form.

mod telling;

use serde_json::Value as Json;

use super::first_journal;
use crate::domain::ids::EntryId;
use crate::domain::time::UnixMillis;
use crate::history::{Entry, Record, StoredEntry, lost_value};
use telling::{beside, check, intent, outcome, whole};

const JOURNAL: &str = include_str!("../../../../tests/fixtures/first-journal.json");
const WORDS: &str = include_str!("../../../../tests/fixtures/first-journal-words.md");

fn records() -> Vec<Record> {
    let all: Vec<Json> = serde_json::from_str(JOURNAL).expect("the fixture is JSON");
    let record = |json: &Json| {
        Some(Record {
            id: EntryId(json.get("id")?.as_str()?.to_owned()),
            at: UnixMillis(json.get("at")?.as_i64()?),
            settled: json.get("settled")?.as_bool()?,
            schema: u32::try_from(json.get("schema")?.as_u64()?).ok()?,
            text: json.get("text")?.as_str()?.to_owned(),
        })
    };
    let records: Option<Vec<Record>> = all.iter().map(record).collect();
    records.expect("the fixture holds records")
}

fn entry(id: &str) -> Entry {
    let records = records();
    let record = records.iter().find(|record| record.id.0 == id);
    let read = record.map(|record| record.entry(&first_journal));
    match read {
        Some(StoredEntry::Read(entry)) => *entry,
        other => panic!("{id}: {other:?}"),
    }
}

/// The cells of a record's line in the table of words.
fn cells(id: &str) -> Vec<&'static str> {
    let start = format!("| `{id}` | ");
    let mut lines = WORDS.lines();
    let line = lines.find_map(|line| line.strip_prefix(&start));
    let line = line.and_then(|line| line.strip_suffix(" |"));
    line.expect("the table has a line").split(" | ").collect()
}

#[test]
fn every_record_says_what_it_said() {
    let mut read = 0;
    for record in records() {
        let id = record.id.0.clone();
        let cells = cells(&id);
        let StoredEntry::Read(entry) = record.entry(&first_journal) else {
            assert!(cells[0].starts_with("Not readable"), "{id}");
            continue;
        };
        read += 1;
        assert_eq!(intent(&entry), cells[0], "{id}");
        assert_eq!(whole(&entry, check), cells[1], "{id}");
        assert_eq!(whole(&entry, outcome), cells[2], "{id}");
        assert_eq!(
            beside(&entry, id.starts_with("first-version-")),
            cells[3],
            "{id}"
        );
        assert_eq!(entry.is_settled(), record.settled, "{id}");
        assert_eq!((entry.id.0.as_str(), entry.at), (id.as_str(), record.at));
    }
    assert_eq!(read, 180);
}

#[test]
fn every_record_is_kept_in_the_new_form() {
    for record in records() {
        let read = record.entry(&first_journal);
        let again = match &read {
            StoredEntry::Read(entry) => Record::of(entry).entry(&|_| None),
            StoredEntry::Foreign(record) => record.entry(&first_journal),
        };
        assert_eq!(again, read);
    }
}

#[test]
fn a_row_is_found_again_as_before() {
    let at = |id: &str| entry(id).subjects.remove(0).at;
    let check = |id: &str, of: &str, row: &str, name: Option<&str>, cursor: Option<&str>| {
        let at = at(id);
        assert_eq!((at.of.as_ref(), at.id.as_str()), (of, row), "{id}");
        assert_eq!(at.name.as_deref(), name, "{id}");
        assert_eq!(at.cursor.as_deref(), cursor, "{id}");
    };
    let before = Some("key_before_ci");
    check("top-up-open", "keys", "key_ci", Some("CI"), before);
    check("bare-place-key-goes", "keys", "key_bare", None, None);
    let before = Some("pool_before_red");
    check(
        "set-owner-open",
        "pools",
        "pool_red",
        Some("Red team"),
        before,
    );
    let new = Some("Nightly build");
    check("create-key-organization-open", "keys", "", new, None);
    check(
        "create-key-my-pool-open",
        "my-pool",
        "pool_mine",
        None,
        None,
    );
}

#[test]
fn a_lost_value_is_known_as_before() {
    let check = |id: &str, expect: Option<&[&str]>| {
        let lost = lost_value(&entry(id));
        let rows = lost.as_ref().map(|rows| rows.iter());
        let rows = rows.map(|rows| rows.map(|row| row.id.as_str()).collect::<Vec<_>>());
        assert_eq!(rows.as_deref(), expect, "{id}");
    };
    check("value-lost", Some(&["key_new"]));
    check("create-key-organization-applied", None);
    check(
        "create-key-organization-applied-unanswered",
        Some(&["key_new"]),
    );
    check("create-key-my-pool-applied-unanswered", Some(&[]));
    check("rotate-with-grace-applied-unanswered", Some(&["key_bot"]));
    check("top-up-applied-unanswered", None);
    // Entries of the first versions say only whether a response came.
    check("first-version-create-key-my-pool", None);
    check("first-version-create-key-cannot-tell", None);
    let came = |id: &str| entry(id).value_came;
    assert_eq!(came("first-version-create-key-my-pool"), Some(true));
    assert_eq!(came("first-version-create-key-cannot-tell"), Some(false));
    assert_eq!(came("first-version-top-up-applied"), None);
}

#[test]
fn what_is_damaged_is_not_guessed() {
    let text = |id: &str| {
        let records = records();
        let record = records.into_iter().find(|record| record.id.0 == id);
        record.expect("the record").text
    };
    let whole = text("move-keys-open");
    let check = |from: &str, to: &str, expect| {
        let damaged = whole.replacen(from, to, 1);
        assert_ne!(damaged, whole, "{from}");
        let json: Json = serde_json::from_str(&damaged).expect("JSON");
        assert_eq!(first_journal(&json).is_some(), expect, "{to}");
    };
    check("one_key_llm", "another", false);
    check("move_keys", "move_all", false);
    check("key_moves", "key_stays", false);
    check("applied", "landed", false);
    check(r#""at":1"#, r#""at":1.5,"was":1"#, false);
    check(r#""id":"pool_blue""#, r#""id":7"#, false);
    check(r#""cursor":"key_before_moves","#, "", true);
    check(r#""account":["#, r#""account":[7,"#, false);
    check(r#""moves":["#, r#""moves":[],"were":["#, false);
    check(r#""takes_back":null"#, r#""takes_back":7"#, false);
}

//! The frozen journal of the first version: every record is translated, says what it said, and is
//! kept in the new form.

use serde_json::Value as Json;

use super::first_journal;
use crate::domain::ids::EntryId;
use crate::domain::time::UnixMillis;
use crate::history::{Record, StoredEntry};

const JOURNAL: &str = include_str!("../../../../tests/fixtures/first-journal.json");
const KEPT: &str = include_str!("../../../../tests/fixtures/first-journal-kept.txt");

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

/// The form in which a record is kept once it was read; none where it cannot be read.
fn kept(record: &Record) -> Option<Record> {
    match record.entry(&first_journal) {
        StoredEntry::Read(entry) => Some(Record::of(&entry)),
        StoredEntry::Foreign(_) => None,
    }
}

#[test]
fn every_record_says_what_it_said() {
    let mut lines = KEPT.lines();
    for record in records() {
        let Some(kept) = kept(&record) else {
            assert!(record.id.0.starts_with("foreign-"), "{}", record.id.0);
            continue;
        };
        assert_eq!(Some(kept.text.as_str()), lines.next(), "{}", record.id.0);
        assert_eq!((&kept.id, kept.at), (&record.id, record.at));
        assert_eq!(kept.settled, record.settled, "{}", record.id.0);
        let again = kept.entry(&|_| None);
        assert_eq!(again, record.entry(&first_journal), "{}", record.id.0);
    }
    assert_eq!(lines.next(), None);
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

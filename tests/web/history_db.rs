//! The journal in IndexedDB: what is stored, in which order, and with several tabs.

use headgate::browser::devices::devices;
use headgate::browser::history_db::HistoryDb;
use headgate::browser::random;
use headgate::domain::ids::EntryId;
use headgate::domain::time::UnixMillis;
use headgate::history::{Record, StoreProblem};
use wasm_bindgen_test::wasm_bindgen_test;

fn record(id: &str, at: i64, settled: bool) -> Record {
    Record {
        id: EntryId(id.into()),
        at: UnixMillis(at),
        settled,
        schema: 1,
        text: format!("{{\"{id}\":1}}"),
    }
}

/// Returns the name of a database for this test.
fn name() -> String {
    random::id().expect("randomness")
}

async fn open(name: &str, version: u32) -> HistoryDb {
    HistoryDb::open_as(name, version).await.expect("a database")
}

async fn ids(db: &HistoryDb) -> Vec<String> {
    db.all()
        .await
        .expect("records")
        .into_iter()
        .map(|record| record.id.0)
        .collect()
}

#[wasm_bindgen_test]
async fn records_come_back_as_they_went() {
    let name = name();
    let written = [
        record("b", 1_711_471_533_123, true),
        record("a", 1_711_471_533_124, false),
    ];
    {
        let db = open(&name, 1).await;
        for record in &written {
            db.put(record).await.expect("written");
        }
    }
    // As after a reload: another connection, newest first.
    let db = open(&name, 1).await;
    assert_eq!(
        db.all().await,
        Ok(vec![written[1].clone(), written[0].clone()])
    );
    assert_eq!(db.get(&written[0].id).await, Ok(Some(written[0].clone())));
    assert_eq!(db.get(&EntryId("none".into())).await, Ok(None));
}

#[wasm_bindgen_test]
async fn an_entry_is_completed_in_its_place() {
    let db = open(&name(), 1).await;
    db.put(&record("a", 1, false)).await.expect("written");
    db.put(&record("a", 1, true)).await.expect("written");
    assert_eq!(db.all().await, Ok(vec![record("a", 1, true)]));
}

#[wasm_bindgen_test]
async fn trimming_keeps_what_is_not_settled() {
    let db = open(&name(), 1).await;
    for (id, at, settled) in [
        ("a", 1, false),
        ("b", 2, true),
        ("c", 3, true),
        ("d", 4, true),
    ] {
        db.put(&record(id, at, settled)).await.expect("written");
    }
    let length = record("a", 1, true).text.len();
    assert_eq!(db.trim(4 * length).await, Ok(0));
    assert_eq!(db.trim(2 * length).await, Ok(2));
    assert_eq!(ids(&db).await, ["d", "a"]);
    assert_eq!(db.trim(0).await, Ok(1));
    assert_eq!(ids(&db).await, ["a"]);
}

#[wasm_bindgen_test]
async fn chosen_entries_are_forgotten() {
    let db = open(&name(), 1).await;
    for (id, at) in [("a", 1), ("b", 2), ("c", 3)] {
        db.put(&record(id, at, false)).await.expect("written");
    }
    db.forget(&[
        EntryId("a".into()),
        EntryId("none".into()),
        EntryId("c".into()),
    ])
    .await
    .expect("forgotten");
    assert_eq!(ids(&db).await, ["b"]);
}

#[wasm_bindgen_test]
async fn many_writes_at_once_are_all_kept() {
    let db = open(&name(), 1).await;
    let (a, b) = (db.clone(), db.clone());
    let (first, second) = (record("a", 1, true), record("b", 2, true));
    wasm_bindgen_futures::spawn_local(async move { a.put(&first).await.expect("written") });
    b.put(&second).await.expect("written");
    devices().clock.sleep(100).await;
    assert_eq!(ids(&db).await, ["b", "a"]);
}

#[wasm_bindgen_test]
async fn a_later_version_takes_over() {
    let name = name();
    let ours = open(&name, 1).await;
    ours.put(&record("a", 1, true)).await.expect("written");
    // It waits for our connection to close, which happens by itself.
    let later = open(&name, 2).await;
    assert_eq!(
        ours.put(&record("b", 2, true)).await,
        Err(StoreProblem::Closed)
    );
    assert_eq!(
        HistoryDb::open_as(&name, 1).await.err(),
        Some(StoreProblem::Newer)
    );
    assert_eq!(ids(&later).await, ["a"]);
}

#[wasm_bindgen_test]
async fn a_tab_that_does_not_let_go_blocks_and_nothing_stays_open_behind() {
    let name = name();
    let factory = idb::Factory::new().expect("a factory");
    let stubborn = factory
        .open(&name, Some(1))
        .expect("a request")
        .await
        .expect("a database");
    assert_eq!(
        HistoryDb::open_as(&name, 2).await.err(),
        Some(StoreProblem::Blocked)
    );
    stubborn.close();
    // The blocked request succeeds now and must be closed again, or this one is blocked too.
    devices().clock.sleep(100).await;
    factory
        .open(&name, Some(3))
        .expect("a request")
        .await
        .expect("a database")
        .close();
}

#[wasm_bindgen_test]
async fn what_another_version_wrote_is_shown_as_it_is() {
    let name = name();
    let db = open(&name, 1).await;
    let raw = idb::Factory::new()
        .expect("a factory")
        .open(&name, Some(1))
        .expect("a request");
    let raw = raw.await.expect("a database");
    let object = js_sys::JSON::parse(r#"{"id":"z","at":5,"steps":[]}"#).expect("an object");
    let transaction = raw
        .transaction(&["journal"], idb::TransactionMode::ReadWrite)
        .expect("a transaction");
    let store = transaction.object_store("journal").expect("the journal");
    store
        .put(&object, None)
        .expect("a request")
        .await
        .expect("written");
    raw.close();
    let [record] = db
        .all()
        .await
        .expect("records")
        .try_into()
        .expect("one record");
    assert_eq!(
        (record.id.as_str(), record.at, record.settled, record.schema),
        ("z", UnixMillis(5), false, 0)
    );
    assert_eq!(record.text, r#"{"id":"z","at":5,"steps":[]}"#);
}

//! The journal in IndexedDB: what is stored, in which order, and with several tabs.

use headgate::browser::devices::devices;
use headgate::browser::history_db::HistoryDb;
use headgate::browser::random;
use headgate::domain::ids::{EntryId, ProfileId, id};
use headgate::domain::time::UnixMillis;
use headgate::history::versions::{DocumentKey, Draft, Held, Source, Version, sealed};
use headgate::history::{Record, StoreProblem};
use headgate::schema::Locator;
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
        let db = open(&name, 2).await;
        for record in &written {
            db.put(record).await.expect("written");
        }
    }
    // As after a reload: another connection, newest first.
    let db = open(&name, 2).await;
    assert_eq!(
        db.all().await,
        Ok(vec![written[1].clone(), written[0].clone()])
    );
    assert_eq!(db.get(&written[0].id).await, Ok(Some(written[0].clone())));
    assert_eq!(db.get(&EntryId("none".into())).await, Ok(None));
}

#[wasm_bindgen_test]
async fn an_entry_is_completed_in_its_place() {
    let db = open(&name(), 2).await;
    db.put(&record("a", 1, false)).await.expect("written");
    db.put(&record("a", 1, true)).await.expect("written");
    assert_eq!(db.all().await, Ok(vec![record("a", 1, true)]));
}

#[wasm_bindgen_test]
async fn trimming_keeps_what_is_not_settled() {
    let db = open(&name(), 2).await;
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
    let db = open(&name(), 2).await;
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
    let db = open(&name(), 2).await;
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
    let ours = open(&name, 2).await;
    ours.put(&record("a", 1, true)).await.expect("written");
    // It waits for our connection to close, which happens by itself.
    let later = open(&name, 3).await;
    assert_eq!(
        ours.put(&record("b", 2, true)).await,
        Err(StoreProblem::Closed)
    );
    assert_eq!(
        HistoryDb::open_as(&name, 2).await.err(),
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
    let db = open(&name, 2).await;
    let raw = idb::Factory::new()
        .expect("a factory")
        .open(&name, Some(2))
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

#[wasm_bindgen_test]
async fn a_database_of_the_first_version_is_upgraded() {
    let name = name();
    let factory = idb::Factory::new().expect("a factory");
    let mut request = factory.open(&name, Some(1)).expect("a request");
    request.on_upgrade_needed(|event| {
        use idb::DatabaseEvent as _;
        let database = event.database().expect("a database");
        let mut by_id = idb::ObjectStoreParams::new();
        by_id.key_path(Some(idb::KeyPath::new_single("id")));
        let journal = database
            .create_object_store("journal", by_id.clone())
            .expect("a store");
        let at = idb::KeyPath::new_single("at");
        journal
            .create_index("at", at, None::<idb::IndexParams>)
            .expect("an index");
        database
            .create_object_store("profiles", by_id)
            .expect("a store");
    });
    let first = request.await.expect("a database");
    let entry =
        js_sys::JSON::parse(r#"{"id":"a","at":1,"settled":true,"schema":1,"text":"{\"a\":1}"}"#);
    let transaction = first
        .transaction(&["journal"], idb::TransactionMode::ReadWrite)
        .expect("a transaction");
    let store = transaction.object_store("journal").expect("the journal");
    store
        .put(&entry.expect("an object"), None)
        .expect("a request")
        .await
        .expect("written");
    first.close();
    // It closes once its transaction has ended.
    devices().clock.sleep(100).await;
    let db = open(&name, 2).await;
    assert_eq!(db.all().await, Ok(vec![record("a", 1, true)]));
    assert_eq!(db.version_names().await, Ok(vec![]));
}

fn version(row: &str, text: &str, last: Option<&Version>) -> Version {
    let version = Version {
        of: DocumentKey::of("/", &Locator::of_id("options", row), &id("document")),
        number: 0,
        at: UnixMillis(1),
        profile: ProfileId("p".into()),
        gateway: "G".into(),
        dialect: "one-api".into(),
        name: row.into(),
        source: Source::Seen,
        reason: String::new(),
        held: Held::NotKnown,
        text: text.into(),
        previous: String::new(),
        hash: String::new(),
    };
    sealed(last, version)
}

#[wasm_bindgen_test]
async fn versions_are_added_once_and_read_by_document() {
    let db = open(&name(), 2).await;
    let first = version("GroupRatio", "{}", None);
    let second = version("GroupRatio", "{\"价\":1}", Some(&first));
    let other = version("GroupRatio2", "{}", None);
    let of = first.of.clone();
    db.add_versions(&[second.clone(), other.clone()])
        .await
        .expect("added");
    db.add_versions(std::slice::from_ref(&first))
        .await
        .expect("added");
    assert_eq!(db.chain(&of).await, Ok(vec![first.clone(), second.clone()]));
    let names = [&first, &second, &other].map(Version::stored_as);
    assert_eq!(db.version_names().await, Ok(names.to_vec()));
    // A second one of that number is refused, and nothing of its transaction stays.
    let again = version("GroupRatio", "{\"a\":2}", Some(&first));
    let third = version("GroupRatio", "{}", Some(&second));
    assert!(db.add_versions(&[third, again]).await.is_err());
    let held = Version {
        held: Held::Yes,
        ..second.clone()
    };
    db.put_version(&held).await.expect("replaced");
    assert_eq!(db.chain(&of).await, Ok(vec![first.clone(), held.clone()]));
    db.forget_versions(&[first.stored_as()])
        .await
        .expect("forgotten");
    assert_eq!(db.all_versions().await, Ok(vec![held, other]));
}

#[wasm_bindgen_test]
async fn drafts_are_kept_and_dropped() {
    let db = open(&name(), 2).await;
    let of = version("GroupRatio", "", None).of;
    let draft = |form: &str, text: &str| Draft {
        form: form.into(),
        base: "{}".into(),
        text: text.into(),
        at: UnixMillis(7),
    };
    assert_eq!(db.drafts(&of).await, Ok(vec![]));
    // Two forms do not write over each other.
    for (form, text) in [("f", "{"), ("g", "{\"a\":"), ("f", "{\"b\":")] {
        db.put_draft(&of, &draft(form, text)).await.expect("kept");
    }
    let kept = vec![draft("f", "{\"b\":"), draft("g", "{\"a\":")];
    assert_eq!(db.drafts(&of).await, Ok(kept));
    db.forget_draft(&of, "f").await.expect("forgotten");
    assert_eq!(db.drafts(&of).await, Ok(vec![draft("g", "{\"a\":")]));
}

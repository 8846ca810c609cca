//! The store of the journal, the versions of documents and the connection profiles in this browser.
//! Never interprets an entry and never holds a key: entries are already free of secrets.

mod documents;

use std::rc::Rc;

use idb::{Database, IndexParams, KeyPath, ObjectStore, ObjectStoreParams};
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::JsValue;

use super::database::Connection;
use crate::domain::ids::{EntryId, ProfileId};
use crate::domain::time::UnixMillis;
use crate::history::{Record, StoreProblem, to_forget};
use crate::profile::Profile;

/// The database's name in this browser.
const NAME: &str = "headgate";
/// The version of its schema. Version 2 added versions and drafts of documents.
const VERSION: u32 = 2;
/// The store of journal entries, by id.
const JOURNAL: &str = "journal";
/// The index of the journal by time of confirmation.
const BY_TIME: &str = "at";
/// The store of profiles, by id.
const PROFILES: &str = "profiles";
/// The store of versions of documents, by document and number.
const VERSIONS: &str = "versions";
/// The store of drafts of documents, by document.
const DRAFTS: &str = "drafts";

/// The open database. Clones share one connection.
#[derive(Clone)]
pub struct HistoryDb(Rc<Connection>);

impl HistoryDb {
    /// Opens the database of this browser.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn open() -> Result<Self, StoreProblem> {
        Self::open_as(NAME, VERSION).await
    }

    /// Opens a database by its name and the version of its schema.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn open_as(name: &str, version: u32) -> Result<Self, StoreProblem> {
        Ok(Self(Rc::new(
            Connection::open(name, version, lay_out).await?,
        )))
    }

    /// Writes or replaces an entry; it is on disk when this returns.
    ///
    /// # Errors
    /// Why it was not written.
    pub async fn put(&self, record: &Record) -> Result<(), StoreProblem> {
        let object = to_object(record);
        self.0
            .write(JOURNAL, |store| store.put(&object, None).map(drop))
            .await
    }

    /// Returns all entries, newest first.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub async fn all(&self) -> Result<Vec<Record>, StoreProblem> {
        let objects = self
            .0
            .read(JOURNAL, |store| store.index(BY_TIME)?.get_all(None, None))
            .await?;
        Ok(objects.iter().rev().map(from_object).collect())
    }

    /// Returns the entry with this id.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub async fn get(&self, id: &EntryId) -> Result<Option<Record>, StoreProblem> {
        let key = JsValue::from_str(id.as_str());
        let object = self.0.read(JOURNAL, |store| store.get(key)).await?;
        Ok(object.as_ref().map(from_object))
    }

    /// Deletes entries, all of them or none.
    ///
    /// # Errors
    /// Why they were not deleted.
    pub async fn forget(&self, ids: &[EntryId]) -> Result<(), StoreProblem> {
        let delete = |store: &ObjectStore, id: &EntryId| {
            store.delete(JsValue::from_str(id.as_str())).map(drop)
        };
        self.0
            .write(JOURNAL, |store| {
                ids.iter().try_for_each(|id| delete(store, id))
            })
            .await
    }

    /// Deletes the oldest settled entries beyond `most` characters, and returns how many.
    ///
    /// # Errors
    /// Why they were not deleted.
    pub async fn trim(&self, most: usize) -> Result<usize, StoreProblem> {
        let forgotten = to_forget(&self.all().await?, most);
        if !forgotten.is_empty() {
            self.forget(&forgotten).await?;
        }
        Ok(forgotten.len())
    }

    /// Writes or replaces a profile.
    ///
    /// # Errors
    /// Why it was not written.
    pub async fn save_profile(&self, profile: &Profile) -> Result<(), StoreProblem> {
        let object = object(&[
            ("id", profile.id.as_str().into()),
            ("text", profile.to_text().into()),
        ]);
        self.0
            .write(PROFILES, |store| store.put(&object, None).map(drop))
            .await
    }

    /// Returns the profiles. One of another version that cannot be read is left out, but stays in
    /// the store.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub async fn profiles(&self) -> Result<Vec<Profile>, StoreProblem> {
        let objects = self
            .0
            .read(PROFILES, |store| store.get_all(None, None))
            .await?;
        Ok(objects
            .iter()
            .filter_map(|object| Profile::from_text(&text(object, "text")?))
            .collect())
    }

    /// Deletes a profile. Its journal entries are kept.
    ///
    /// # Errors
    /// Why it was not deleted.
    pub async fn remove_profile(&self, id: &ProfileId) -> Result<(), StoreProblem> {
        let key = JsValue::from_str(id.as_str());
        self.0
            .write(PROFILES, |store| store.delete(key).map(drop))
            .await
    }
}

/// Creates what a database of an earlier version, 0 for none, does not have.
fn lay_out(database: &Database, from: u32) -> Result<(), idb::Error> {
    let mut by_id = ObjectStoreParams::new();
    by_id.key_path(Some(KeyPath::new_single("id")));
    if from < 1 {
        let journal = database.create_object_store(JOURNAL, by_id.clone())?;
        journal.create_index(BY_TIME, KeyPath::new_single("at"), None::<IndexParams>)?;
        database.create_object_store(PROFILES, by_id.clone())?;
    }
    if from < 2 {
        database.create_object_store(VERSIONS, by_id.clone())?;
        database.create_object_store(DRAFTS, by_id)?;
    }
    Ok(())
}

/// Returns a record as plain fields, so that a later version and the browser's own tools can read
/// them. A time is a number: milliseconds stay exact for 285 000 years.
fn to_object(record: &Record) -> JsValue {
    object(&[
        ("id", record.id.as_str().into()),
        ("at", JsValue::from_f64(record.at.0 as f64)),
        ("settled", record.settled.into()),
        ("schema", record.schema.into()),
        ("text", record.text.as_str().into()),
    ])
}

/// Reads a record from an object. An object with other fields becomes an unsettled record of
/// unknown schema, with the object itself as its text.
fn from_object(object: &JsValue) -> Record {
    let number = |name| field(object, name).and_then(|value| value.as_f64());
    let at = UnixMillis(number("at").unwrap_or_default() as i64);
    let id = EntryId(text(object, "id").unwrap_or_default());
    let known = || {
        let (settled, schema) = (
            field(object, "settled")?.as_bool()?,
            number("schema")? as u32,
        );
        Some(Record {
            id: id.clone(),
            at,
            settled,
            schema,
            text: text(object, "text")?,
        })
    };
    known().unwrap_or_else(|| {
        let whole = JSON::stringify(object)
            .map(String::from)
            .unwrap_or_default();
        Record {
            id: id.clone(),
            at,
            settled: false,
            schema: 0,
            text: whole,
        }
    })
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // A plain object accepts every field.
        drop(Reflect::set(&object, &(*name).into(), value));
    }
    object.into()
}

fn field(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok()
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    field(object, name)?.as_string()
}

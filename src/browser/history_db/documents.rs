//! Versions and drafts of documents in the store. Versions are named by document and number, so that the
//! names alone tell which documents there are.

use idb::{KeyRange, ObjectStore, Query};
use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};

use super::{DRAFTS, HistoryDb, VERSIONS, object, text};
use crate::history::StoreProblem;
use crate::history::versions::{
    DocumentKey, Draft, Version, read_draft, read_version, write_draft, write_version,
};

impl HistoryDb {
    /// Returns the names of all stored versions, in order.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub async fn version_names(&self) -> Result<Vec<String>, StoreProblem> {
        let keys = self
            .0
            .read(VERSIONS, |store| store.get_all_keys(None, None))
            .await?;
        let words = keys.iter().filter_map(|key| key.dyn_ref::<JsString>());
        Ok(words.map(String::from).collect())
    }

    /// Returns the versions of a document, oldest first. One that this version cannot read is left out,
    /// but stays in the store.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub async fn chain(&self, of: &DocumentKey) -> Result<Vec<Version>, StoreProblem> {
        let objects = self
            .0
            .read(VERSIONS, |store| {
                store.get_all(Some(Query::KeyRange(below(of)?)), None)
            })
            .await?;
        Ok(objects.iter().filter_map(version).collect())
    }

    /// Returns all versions, by document and number.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub async fn all_versions(&self) -> Result<Vec<Version>, StoreProblem> {
        let objects = self
            .0
            .read(VERSIONS, |store| store.get_all(None, None))
            .await?;
        Ok(objects.iter().filter_map(version).collect())
    }

    /// Adds versions, all of them or none; fails if one of that name is there.
    ///
    /// # Errors
    /// Why they were not added.
    pub async fn add_versions(&self, versions: &[Version]) -> Result<(), StoreProblem> {
        let objects: Vec<JsValue> = versions.iter().map(stored).collect();
        self.0
            .write(VERSIONS, |store| {
                let mut objects = objects.iter();
                objects.try_for_each(|object| store.add(object, None).map(drop))
            })
            .await
    }

    /// Replaces a version.
    ///
    /// # Errors
    /// Why it was not replaced.
    pub async fn put_version(&self, version: &Version) -> Result<(), StoreProblem> {
        let object = stored(version);
        self.0
            .write(VERSIONS, |store| store.put(&object, None).map(drop))
            .await
    }

    /// Deletes versions by their names, all of them or none.
    ///
    /// # Errors
    /// Why they were not deleted.
    pub async fn forget_versions(&self, names: &[String]) -> Result<(), StoreProblem> {
        let delete =
            |store: &ObjectStore, name: &String| store.delete(JsValue::from_str(name)).map(drop);
        self.0
            .write(VERSIONS, |store| {
                names.iter().try_for_each(|name| delete(store, name))
            })
            .await
    }

    /// Returns the drafts of a document that can be read, of all forms.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub async fn drafts(&self, of: &DocumentKey) -> Result<Vec<Draft>, StoreProblem> {
        let objects = self
            .0
            .read(DRAFTS, |store| {
                store.get_all(Some(Query::KeyRange(below(of)?)), None)
            })
            .await?;
        let read = |object: &JsValue| {
            let json = text(object, "text")?;
            read_draft(&serde_json::from_str(&json).ok()?)
        };
        Ok(objects.iter().filter_map(read).collect())
    }

    /// Writes or replaces the draft of a document in one form.
    ///
    /// # Errors
    /// Why it was not written.
    pub async fn put_draft(&self, of: &DocumentKey, draft: &Draft) -> Result<(), StoreProblem> {
        let (id, json) = (draft_id(of, &draft.form), write_draft(draft).to_string());
        let object = object(&[("id", id.as_str().into()), ("text", json.as_str().into())]);
        self.0
            .write(DRAFTS, |store| store.put(&object, None).map(drop))
            .await
    }

    /// Deletes the draft of a document in one form.
    ///
    /// # Errors
    /// Why it was not deleted.
    pub async fn forget_draft(&self, of: &DocumentKey, form: &str) -> Result<(), StoreProblem> {
        let id = JsValue::from_str(&draft_id(of, form));
        self.0
            .write(DRAFTS, |store| store.delete(id).map(drop))
            .await
    }
}

fn draft_id(of: &DocumentKey, form: &str) -> String {
    format!("{}\u{1f}{form}", of.word())
}

/// Returns the names below a document.
fn below(of: &DocumentKey) -> Result<KeyRange, idb::Error> {
    let word = of.word();
    let bound = |end: &str| JsValue::from_str(&format!("{word}\u{1f}{end}"));
    KeyRange::bound(&bound(""), &bound("\u{ffff}"), None, None)
}

fn stored(version: &Version) -> JsValue {
    let json = write_version(version).to_string();
    object(&[
        ("id", version.stored_as().as_str().into()),
        ("text", json.as_str().into()),
    ])
}

fn version(object: &JsValue) -> Option<Version> {
    let name = text(object, "id")?;
    let import = DocumentKey::from_word(Version::document_of(&name)?)?.import;
    let json = serde_json::from_str(&text(object, "text")?).ok()?;
    read_version(&json, &import)
}

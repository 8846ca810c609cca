//! A connection to IndexedDB, and transactions that complete only when they are on disk. Nothing
//! else is awaited inside a transaction, because IndexedDB would commit it.

use std::future::{IntoFuture, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use idb::event::VersionChangeEvent;
use idb::{Database, DatabaseEvent, Event as _, Factory, ObjectStore, Request as _};
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DomException, Event, IdbDatabase, IdbTransaction};

use super::listener::Listener;
use crate::history::StoreProblem;

/// Creates the stores that a database of an earlier version, 0 for a new one, does not have.
pub(super) type Layout = fn(&Database, u32) -> Result<(), idb::Error>;

/// An open database, closed when dropped or when a later version of the app asks for it.
pub(super) struct Connection {
    database: IdbDatabase,
    _upgrades: Option<Listener>,
}

impl Connection {
    /// Opens a database, and creates it if it does not exist.
    pub(super) async fn open(
        name: &str,
        version: u32,
        layout: Layout,
    ) -> Result<Self, StoreProblem> {
        let database = IdbDatabase::from(opened(name, version, layout).await?);
        let closing = database.clone();
        let upgrades = Listener::new(database.clone(), "versionchange", move |_| closing.close());
        Ok(Self {
            database,
            _upgrades: upgrades,
        })
    }

    /// Reads values from `store`.
    pub(super) async fn read<R, V>(
        &self,
        store: &str,
        ask: impl FnOnce(&ObjectStore) -> Result<R, idb::Error>,
    ) -> Result<V, StoreProblem>
    where
        R: IntoFuture<Output = Result<V, idb::Error>>,
    {
        let transaction = self.begin(store, "readonly")?;
        let store = transaction.object_store(store).map_err(thrown)?.into();
        ask(&store).map_err(refused)?.await.map_err(refused)
    }

    /// Changes `store` atomically; the change is on disk when this returns.
    pub(super) async fn write(
        &self,
        store: &str,
        change: impl FnOnce(&ObjectStore) -> Result<(), idb::Error>,
    ) -> Result<(), StoreProblem> {
        let transaction = self.begin(store, "readwrite")?;
        let end = end(&transaction);
        let store = transaction.object_store(store).map_err(thrown)?.into();
        if let Err(error) = change(&store) {
            // A transaction that cannot be aborted has already ended.
            drop(transaction.abort());
            return Err(refused(error));
        }
        match end.await {
            Ok(event) if event.unchecked_ref::<Event>().type_() == "complete" => Ok(()),
            // Without an error it ended with the connection: site data were cleared.
            _ => Err(transaction
                .error()
                .map_or(StoreProblem::Closed, |error| thrown(error.into()))),
        }
    }

    /// Begins a transaction that is on disk before it completes. Browsers without support for
    /// durability ignore the third argument.
    fn begin(&self, store: &str, mode: &str) -> Result<IdbTransaction, StoreProblem> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(thrown)?;
        let begin = Reflect::get(&self.database, &"transaction".into()).map_err(thrown)?;
        let begin: Function = begin.dyn_into().map_err(thrown)?;
        let transaction = begin
            .call3(&self.database, &store.into(), &mode.into(), &options)
            .map_err(thrown)?;
        Ok(transaction.unchecked_into())
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.close();
    }
}

/// Returns the end of a transaction; listens before anything can happen.
fn end(transaction: &IdbTransaction) -> JsFuture {
    JsFuture::from(Promise::new(&mut |resolve, _| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&resolve));
    }))
}

async fn opened(name: &str, version: u32, layout: Layout) -> Result<Database, StoreProblem> {
    let mut request = Factory::new()
        .and_then(|factory| factory.open(name, Some(version)))
        .map_err(unopened)?;
    request.on_upgrade_needed(move |event| upgrade(&event, layout));
    let mut resolve = None;
    let blocked = Promise::new(&mut |resolved, _| resolve = Some(resolved));
    request.on_blocked(move |_| {
        // Resolving a promise never throws.
        drop(resolve.map(|resolve| resolve.call0(&JsValue::UNDEFINED)));
    });
    let (mut opening, mut blocked) = (request.into_future(), JsFuture::from(blocked));
    let opened = poll_fn(|context| {
        if let Poll::Ready(opened) = Pin::new(&mut opening).poll(context) {
            return Poll::Ready(Some(opened));
        }
        Pin::new(&mut blocked).poll(context).map(|_| None)
    });
    if let Some(opened) = opened.await {
        return opened.map_err(unopened);
    }
    // The request cannot be cancelled: it succeeds once the other tab closes, and an open
    // connection without an owner would block the next upgrade.
    spawn_local(async move {
        if let Ok(database) = opening.await {
            database.close();
        }
    });
    Err(StoreProblem::Blocked)
}

fn upgrade(event: &VersionChangeEvent, layout: Layout) {
    let upgraded = event
        .old_version()
        .and_then(|from| layout(&event.database()?, from));
    if upgraded.is_err() {
        // After an abort the database is as it was before, or does not exist, and opening fails.
        let transaction = event
            .target()
            .ok()
            .and_then(|request| request.transaction());
        drop(transaction.map(idb::Transaction::abort));
    }
}

/// Returns why a database did not open.
fn unopened(error: idb::Error) -> StoreProblem {
    match (&error, refused_name(&error).as_deref()) {
        // Private windows and forbidden site data fail like this.
        (idb::Error::IndexedDbNotFound(_), _)
        | (_, Some("SecurityError" | "InvalidStateError")) => StoreProblem::Missing,
        _ => refused(error),
    }
}

fn refused_name(error: &idb::Error) -> Option<String> {
    match error {
        idb::Error::DomException(error) => Some(error.name()),
        idb::Error::IndexedDbOpenFailed(value) => {
            value.dyn_ref::<DomException>().map(DomException::name)
        }
        _ => None,
    }
}

/// Returns why the database refused.
fn refused(error: idb::Error) -> StoreProblem {
    match error {
        idb::Error::DomException(error) => thrown(error.into()),
        idb::Error::IndexedDbOpenFailed(value)
        | idb::Error::AddFailed(value)
        | idb::Error::UpdateFailed(value)
        | idb::Error::DeleteFailed(value)
        | idb::Error::GetFailed(value)
        | idb::Error::GetAllKeysFailed(value)
        | idb::Error::IndexNotFound(value) => thrown(value),
        error => StoreProblem::Failed(error.to_string()),
    }
}

/// Converts an exception into a problem.
fn thrown(value: JsValue) -> StoreProblem {
    match value.dyn_ref::<DomException>() {
        Some(error) => problem(&error.name(), &error.message()),
        None => StoreProblem::Failed(format!("{value:?}")),
    }
}

/// Returns the problem for the browser's error `name`.
fn problem(name: &str, message: &str) -> StoreProblem {
    match name {
        "QuotaExceededError" => StoreProblem::Full,
        "VersionError" => StoreProblem::Newer,
        "InvalidStateError" => StoreProblem::Closed,
        _ => StoreProblem::Failed(format!("{name}: {message}")),
    }
}

#[cfg(test)]
mod tests {
    use super::{StoreProblem, problem};

    #[test]
    fn problems() {
        let check = |name, expect| assert_eq!(problem(name, "words"), expect, "{name}");
        check("QuotaExceededError", StoreProblem::Full);
        check("VersionError", StoreProblem::Newer);
        check("InvalidStateError", StoreProblem::Closed);
        check("DataError", StoreProblem::Failed("DataError: words".into()));
    }
}

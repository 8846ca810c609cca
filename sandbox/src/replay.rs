//! What the gateway remembers about repeats only in memory: secrets that may be shown again for
//! five minutes, and first calls that are still running.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::store::idempotency::Scope;

/// Seconds for which a secret is shown again to a repeat.
const SHOWN_FOR: i64 = 5 * 60;

/// The memory for repeats.
#[derive(Default)]
pub(crate) struct Replays {
    secrets: Mutex<HashMap<Scope, (String, i64)>>,
    running: Arc<Mutex<HashSet<Scope>>>,
}

impl Replays {
    /// Keeps a secret that was shown at `now`, and forgets those that are too old.
    pub(crate) fn remember(&self, scope: Scope, secret: String, now: i64) {
        let mut secrets = lock(&self.secrets);
        secrets.retain(|_, (_, shown_at)| now - *shown_at < SHOWN_FOR);
        secrets.insert(scope, (secret, now));
    }

    /// The secret of an earlier answer, if it may still be shown at `now`.
    pub(crate) fn secret(&self, scope: &Scope, now: i64) -> Option<String> {
        let secrets = lock(&self.secrets);
        let (secret, shown_at) = secrets.get(scope)?;
        (now - shown_at < SHOWN_FOR).then(|| secret.clone())
    }

    /// Forgets every secret.
    pub(crate) fn forget_secrets(&self) {
        lock(&self.secrets).clear();
    }

    /// Marks a call as running until the claim is dropped; nothing if one already is.
    pub(crate) fn claim(&self, scope: Scope) -> Option<Claim> {
        let is_first = lock(&self.running).insert(scope.clone());
        // Made only when it holds: a claim gives up its place when it is dropped.
        is_first.then(|| Claim {
            running: Arc::clone(&self.running),
            scope,
        })
    }
}

/// A call that is running. It owns its place, so that it can go on after its response is given up.
pub(crate) struct Claim {
    running: Arc<Mutex<HashSet<Scope>>>,
    scope: Scope,
}

impl Drop for Claim {
    fn drop(&mut self) {
        lock(&self.running).remove(&self.scope);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! The memory for repeats: secrets that may be shown again for five minutes, and requests with an
//! idempotency key that are still running.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::store::idempotency::Scope;

/// How long a secret is shown again to a repeat, in seconds.
const SECRET_SECONDS: i64 = 5 * 60;

/// Secrets and running requests by idempotency key.
#[derive(Default)]
pub(crate) struct RepeatMemory {
    secrets: Mutex<HashMap<Scope, (String, i64)>>,
    running: Arc<Mutex<HashSet<Scope>>>,
}

impl RepeatMemory {
    /// Stores a secret that was shown at `now`, and removes expired ones.
    pub(crate) fn store_secret(&self, scope: Scope, secret: String, now: i64) {
        let mut secrets = lock(&self.secrets);
        secrets.retain(|_, (_, shown_at)| now - *shown_at < SECRET_SECONDS);
        secrets.insert(scope, (secret, now));
    }

    /// The secret of the first response, if it may still be shown at `now`.
    pub(crate) fn secret(&self, scope: &Scope, now: i64) -> Option<String> {
        let secrets = lock(&self.secrets);
        let (secret, shown_at) = secrets.get(scope)?;
        (now - shown_at < SECRET_SECONDS).then(|| secret.clone())
    }

    /// Removes all secrets.
    pub(crate) fn forget_secrets(&self) {
        lock(&self.secrets).clear();
    }

    /// Marks a request as running until the claim is dropped; `None` if one is running already.
    pub(crate) fn claim(&self, scope: Scope) -> Option<Claim> {
        let is_first = lock(&self.running).insert(scope.clone());
        // Created lazily, because dropping a claim would remove the first request's mark.
        is_first.then(|| Claim {
            running: Arc::clone(&self.running),
            scope,
        })
    }
}

/// The mark of a running request. It is owned, so that it can outlive the response.
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

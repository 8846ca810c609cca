//! Locks across tabs, if the browser supports them. On plain HTTP it does not, and work proceeds
//! without a lock: correctness must not depend on it.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Runs `work` while no other tab of this origin runs work with this name.
pub async fn with_lock<T>(name: &str, work: impl Future<Output = T>) -> T {
    let _lock = Lock::take(name).await;
    work.await
}

/// A lock that is held or requested; dropping it releases it.
struct Lock {
    release: Function,
}

impl Lock {
    /// Waits for the lock. `None` if the browser has no locks.
    async fn take(name: &str) -> Option<Self> {
        let navigator = web_sys::window()?.navigator();
        let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
        let request: Function = Reflect::get(&locks, &"request".into())
            .ok()?
            .dyn_into()
            .ok()?;
        let (held, release) = promise()?;
        let (granted, grant) = promise()?;
        // The browser holds the lock until this promise resolves.
        let callback = Closure::once_into_js(move |_lock: JsValue| -> Promise {
            drop(grant.call0(&JsValue::UNDEFINED));
            held
        });
        let lock = Self { release };
        let asked = request.call2(&locks, &name.into(), &callback).ok()?;
        // The request ends first only if the browser refuses.
        JsFuture::from(Promise::race(&Array::of2(&granted, &asked)))
            .await
            .ok()?;
        Some(lock)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Resolving a promise never throws.
        drop(self.release.call0(&JsValue::UNDEFINED));
    }
}

/// Makes a promise and the function that resolves it.
fn promise() -> Option<(Promise, Function)> {
    let mut resolve = None;
    let promise = Promise::new(&mut |resolved, _| resolve = Some(resolved));
    Some((promise, resolve?))
}

//! One tab at a time, where the browser can arrange it. On plain HTTP it cannot, and work goes on
//! unguarded: what must hold there as well may not rest on this.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Does `work` while no other tab of this origin does work of that name.
pub async fn with_lock<T>(name: &str, work: impl Future<Output = T>) -> T {
    let _lock = Lock::take(name).await;
    work.await
}

/// A lock that is held, or asked for; dropping it gives it back.
struct Lock {
    release: Function,
}

impl Lock {
    /// Waits for the lock. `None` where there are no locks.
    async fn take(name: &str) -> Option<Self> {
        let navigator = web_sys::window()?.navigator();
        let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
        let request: Function = Reflect::get(&locks, &"request".into())
            .ok()?
            .dyn_into()
            .ok()?;
        let (held, release) = promise()?;
        let (granted, grant) = promise()?;
        // The browser holds the lock until the promise that this gives it resolves.
        let callback = Closure::once_into_js(move |_lock: JsValue| -> Promise {
            drop(grant.call0(&JsValue::UNDEFINED));
            held
        });
        let lock = Self { release };
        let asked = request.call2(&locks, &name.into(), &callback).ok()?;
        // The second ends first only when the browser refuses.
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

/// A promise and what resolves it.
fn promise() -> Option<(Promise, Function)> {
    let mut resolve = None;
    let promise = Promise::new(&mut |resolved, _| resolve = Some(resolved));
    Some((promise, resolve?))
}

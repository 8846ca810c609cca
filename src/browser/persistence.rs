//! Whether the browser keeps this site's data when the disk runs short.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Returns whether this site's data is kept; `None` if the browser does not tell, as on plain HTTP.
pub async fn is_persistent() -> Option<bool> {
    ask("persisted").await
}

/// Asks the browser to keep this site's data, and returns whether it does; `None` if it cannot be asked.
pub async fn persist() -> Option<bool> {
    ask("persist").await
}

async fn ask(what: &str) -> Option<bool> {
    let navigator = web_sys::window()?.navigator();
    let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
    let method: Function = Reflect::get(&storage, &what.into()).ok()?.dyn_into().ok()?;
    let answer: Promise = method.call0(&storage).ok()?.dyn_into().ok()?;
    JsFuture::from(answer).await.ok()?.as_bool()
}

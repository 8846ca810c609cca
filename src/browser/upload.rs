//! Lets the operator choose a file and reads its text. Nothing is sent.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

/// Returns the text of a file that is chosen now; `None` if none is, or it cannot be read. Browsers ask
/// only right after a press.
pub async fn text(accept: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    let input: HtmlInputElement = document.create_element("input").ok()?.unchecked_into();
    input.set_type("file");
    Reflect::set(&input, &"accept".into(), &accept.into()).ok()?;
    let chosen = Promise::new(&mut |resolve, _| {
        for event in ["change", "cancel"] {
            let resolve = resolve.clone();
            let done = Closure::once_into_js(move || {
                // Resolving a promise never throws.
                drop(resolve.call0(&JsValue::UNDEFINED));
            });
            // An element that cannot be listened to asks nothing either.
            drop(input.add_event_listener_with_callback(event, done.unchecked_ref()));
        }
    });
    input.click();
    JsFuture::from(chosen).await.ok()?;
    let files: Array = Array::from(&Reflect::get(&input, &"files".into()).ok()?);
    let file = files.get(0);
    let read: Function = Reflect::get(&file, &"text".into()).ok()?.dyn_into().ok()?;
    let text: Promise = read.call0(&file).ok()?.dyn_into().ok()?;
    JsFuture::from(text).await.ok()?.as_string()
}

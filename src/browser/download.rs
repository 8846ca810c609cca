//! Offers a file made by the page as a download. Nothing is sent.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::clock::sleep;

/// How long a browser may take to start saving, including the choice of a folder.
const KEPT_MILLIS: u32 = 60_000;

/// Offers `text` as a file called `name`, e.g. `journal.json` of type `application/json`. `false`
/// if the browser cannot create it.
#[must_use]
pub fn text(name: &str, media_type: &str, text: &str) -> bool {
    offer(name, media_type, text).is_ok()
}

fn offer(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::UNDEFINED)?;
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob =
        Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(text)), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    spawn_local(async move {
        sleep(KEPT_MILLIS).await;
        // An address that no longer exists need not be revoked.
        drop(Url::revoke_object_url(&address));
    });
    Ok(())
}

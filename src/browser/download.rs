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

/// A file that is made part by part. The browser holds the parts, on disk if it likes, so a long file
/// does not grow this module's memory, which is never given back.
#[derive(Clone)]
pub struct Parts(Array);

impl Parts {
    /// Makes an empty file.
    #[must_use]
    pub fn new() -> Self {
        Self(Array::new())
    }

    /// Adds text at the end; `false` if the browser cannot hold it.
    #[must_use]
    pub fn add(&self, text: &str) -> bool {
        let part = Blob::new_with_str_sequence(&Array::of1(&JsValue::from_str(text)));
        part.map(|part| self.0.push(&part)).is_ok()
    }

    /// Offers the file; `false` if the browser cannot create it.
    #[must_use]
    pub fn offer(&self, name: &str, media_type: &str) -> bool {
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        let whole = Blob::new_with_blob_sequence_and_options(&self.0, &options);
        whole.and_then(|whole| offer_blob(name, &whole)).is_ok()
    }
}

impl Default for Parts {
    fn default() -> Self {
        Self::new()
    }
}

fn offer(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob =
        Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(text)), &options)?;
    offer_blob(name, &blob)
}

fn offer_blob(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::UNDEFINED)?;
    let address = Url::create_object_url_with_blob(blob)?;
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

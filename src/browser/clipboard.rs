//! The clipboard, with and without a secure connection. Never reads it.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlDocument;

use crate::device::{Clipboard, Local};

/// The clipboard of the machine that the browser runs on.
pub struct BrowserClipboard;

impl Clipboard for BrowserClipboard {
    fn copy(&self, text: String) -> Local<'static, bool> {
        Box::pin(async move { write(&text).await.is_some() })
    }

    fn copy_selection(&self) -> bool {
        let document = web_sys::window().and_then(|window| window.document());
        let document = document.and_then(|document| document.dyn_into::<HtmlDocument>().ok());
        document.is_some_and(|document| document.exec_command("copy").unwrap_or(false))
    }
}

async fn write(text: &str) -> Option<()> {
    let clipboard = web_sys::window()?.navigator().clipboard();
    // On plain HTTP the property does not exist, whatever its type says.
    if clipboard.is_undefined() {
        return None;
    }
    JsFuture::from(clipboard.write_text(text)).await.ok()?;
    Some(())
}

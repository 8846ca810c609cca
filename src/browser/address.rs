//! The address bar: the current address, navigation without loading a page, and links inside the
//! app. Knows no page of the console.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent, Url, UrlSearchParams};

use super::listener::Listener;
use super::page;

/// The current address below the app's base.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The path, with a leading slash.
    pub path: String,
    /// The decoded query, in order.
    pub query: Vec<(String, String)>,
}

/// Returns the current address.
#[must_use]
pub fn now() -> Address {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    href.and_then(|href| read(&href)).unwrap_or_default()
}

/// Reads a full address; `None` if it is not below the app's base.
fn read(href: &str) -> Option<Address> {
    let url = Url::new(href).ok()?;
    if url.origin() != page::origin() {
        return None;
    }
    let path = url.pathname();
    let below = path.strip_prefix(&page::base_path())?;
    if !below.is_empty() && !below.starts_with('/') {
        return None;
    }
    Some(Address {
        path: below.to_owned(),
        query: query(&url.search_params()),
    })
}

fn query(parameters: &UrlSearchParams) -> Vec<(String, String)> {
    let mut words = Vec::new();
    for pair in parameters.entries().into_iter().flatten() {
        let pair = js_sys::Array::from(&pair);
        words.extend(pair.get(0).as_string().zip(pair.get(1).as_string()));
    }
    words
}

/// Navigates to an address below the app's base, e.g. `/keys?status=active`. `replace` replaces the
/// current history entry, as for a filter that is being typed.
pub fn go(address: &str, replace: bool) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else {
        return;
    };
    let full = format!("{}{address}", page::base_path());
    // If the browser refuses, the address bar is unchanged; the console shows the page anyway.
    let _ = if replace {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&full))
    } else {
        history.push_state_with_url(&JsValue::NULL, "", Some(&full))
    };
}

/// Calls `callback` when the user navigates back or forward.
#[must_use]
pub fn on_travel(mut callback: impl FnMut() + 'static) -> Option<Listener> {
    Listener::new(web_sys::window()?, "popstate", move |_| callback())
}

/// Calls `callback` with the address of a link inside the app after a plain click. A click with a
/// modifier or another button, and a link with a target or a download, are left to the browser.
#[must_use]
pub fn on_link(mut callback: impl FnMut(Address) + 'static) -> Option<Listener> {
    Listener::new(web_sys::window()?.document()?, "click", move |event| {
        let Some(address) = followed(&event) else {
            return;
        };
        event.prevent_default();
        callback(address);
    })
}

fn followed(event: &web_sys::Event) -> Option<Address> {
    let click: &MouseEvent = event.dyn_ref()?;
    let modified = click.meta_key() || click.ctrl_key() || click.shift_key() || click.alt_key();
    if event.default_prevented() || modified || click.button() != 0 {
        return None;
    }
    let element: Element = event.target()?.dyn_into().ok()?;
    let link = element.closest("a[href]").ok()??;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    if !link.target().is_empty() || link.has_attribute("download") {
        return None;
    }
    read(&link.href())
}

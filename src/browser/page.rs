//! The page itself: its origin, base address, languages and title. Outside a page each function
//! returns an empty value. None changes the address.

use super::listener::Listener;
use web_sys::{Document, Navigator, Url, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

fn navigator() -> Option<Navigator> {
    window().map(|window| window.navigator())
}

/// Returns the page's origin, e.g. `https://ops.example:8443`.
#[must_use]
pub fn origin() -> String {
    window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// Returns the page's base, e.g. `https://ops.example/headgate/`, from `<base href>`.
fn base() -> Option<Url> {
    Url::new(&document()?.base_uri().ok()??).ok()
}

/// Returns the path of the base without a trailing slash: empty for `/`, `/headgate` for
/// `/headgate/`.
#[must_use]
pub fn base_path() -> String {
    let path = base().map(|base| base.pathname()).unwrap_or_default();
    path.rsplit_once('/')
        .map_or_else(String::new, |(folder, _)| folder.to_owned())
}

/// Returns the full address of a file of this site, e.g. of `headgate.json`.
#[must_use]
pub fn file_address(file: &str) -> String {
    format!("{}{}/{file}", origin(), base_path())
}

/// Returns address and integrity of a file that `index.html` names in `<link rel=…>`; the integrity is
/// empty in development.
#[must_use]
pub fn linked(rel: &str) -> Option<(String, String)> {
    let tag = document()?.query_selector(&format!("link[rel={rel}]"));
    let tag = tag.ok()??;
    let integrity = tag.get_attribute("integrity").unwrap_or_default();
    Some((tag.get_attribute("href")?, integrity))
}

/// Calls `callback` for the lifetime of the tab when it is seen again, is restored, or the machine is
/// online again.
pub fn on_return(callback: impl Fn() + Clone + 'static) {
    let (seen, shown, online) = (callback.clone(), callback.clone(), callback);
    let is_seen = || document().is_some_and(|document| !document.hidden());
    let listeners = [
        document().and_then(|document| {
            Listener::new(document, "visibilitychange", move |_| {
                if is_seen() {
                    seen();
                }
            })
        }),
        window().and_then(|window| Listener::new(window, "pageshow", move |_| shown())),
        window().and_then(|window| Listener::new(window, "online", move |_| online())),
    ];
    for listener in listeners.into_iter().flatten() {
        listener.forget();
    }
}

/// Returns whether the connection is secure enough for the browser's clipboard and locks.
#[must_use]
pub fn is_secure_context() -> bool {
    window().is_some_and(|window| window.is_secure_context())
}

/// Returns the user's languages in order of preference, e.g. `zh-CN`.
#[must_use]
pub fn languages() -> Vec<String> {
    let languages = navigator().map(|navigator| navigator.languages());
    languages
        .iter()
        .flat_map(|list| list.iter())
        .filter_map(|language| language.as_string())
        .collect()
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Reloads the page.
pub fn reload() {
    if let Some(window) = window() {
        // If the browser does not reload, nothing else can be done.
        drop(window.location().reload());
    }
}

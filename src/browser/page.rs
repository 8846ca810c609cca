//! The page itself: where it was loaded from, whom it speaks to, what it calls itself. Each
//! function gives an empty answer outside a page; none changes the address, as the router does.

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

/// Where the page was loaded from, e.g. `https://ops.example:8443`.
#[must_use]
pub fn origin() -> String {
    window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// The page's base as an address, e.g. `https://ops.example/headgate/`: what `<base href>` says.
fn base() -> Option<Url> {
    Url::new(&document()?.base_uri().ok()??).ok()
}

/// The router's base, without a slash at its end: `` for `/`, `/headgate` for `/headgate/`.
#[must_use]
pub fn base_path() -> String {
    let path = base().map(|base| base.pathname()).unwrap_or_default();
    path.rsplit_once('/')
        .map_or_else(String::new, |(folder, _)| folder.to_owned())
}

/// The full address of a file beside the app, e.g. of `headgate.json`.
#[must_use]
pub fn beside(file: &str) -> String {
    format!("{}{}/{file}", origin(), base_path())
}

/// Whether the browser trusts the connection enough for its clipboard and its locks.
#[must_use]
pub fn is_secure_context() -> bool {
    window().is_some_and(|window| window.is_secure_context())
}

/// The person's languages, the preferred first, e.g. `zh-CN`.
#[must_use]
pub fn languages() -> Vec<String> {
    let languages = navigator().map(|navigator| navigator.languages());
    languages
        .iter()
        .flat_map(|list| list.iter())
        .filter_map(|language| language.as_string())
        .collect()
}

/// Names the page in its tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = window() {
        // A browser that will not reload leaves the page as it is, which is all that can be done.
        drop(window.location().reload());
    }
}

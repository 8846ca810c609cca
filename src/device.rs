//! The devices that a view may use, as traits: clipboard, clock, storage. Never names a browser
//! type; `browser` implements the traits, and tests may replace them.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::domain::time::UnixMillis;

/// A future that stays on the thread that created it, as everything in a browser tab does.
pub type Local<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Copies text to the clipboard.
pub trait Clipboard: Send + Sync {
    /// Copies `text`. `false` means that the browser refused or has no clipboard on this page
    /// (plain HTTP has no asynchronous one); the view then selects the text for copying by hand.
    fn copy(&self, text: String) -> Local<'static, bool>;
    /// Copies the selection of the page; works without a secure connection.
    fn copy_selection(&self) -> bool;
}

/// Tells the time and waits.
pub trait Clock: Send + Sync {
    /// Returns the wall clock time of this machine.
    fn now(&self) -> UnixMillis;
    /// Returns milliseconds on a clock that only runs forward and that nobody sets. Its zero means
    /// nothing.
    fn steady_millis(&self) -> i64;
    /// Returns the minutes that the local time zone is ahead of UTC at that instant, e.g. `60` for
    /// UTC+01:00.
    fn offset_minutes(&self, at: UnixMillis) -> i32;
    /// Returns the name of the time zone, e.g. `Europe/Berlin`; empty if the browser does not
    /// report it.
    fn zone(&self) -> String;
    /// Resolves after `millis`.
    fn sleep(&self, millis: u32) -> Local<'static, ()>;
}

/// Stores words in the browser. Never given a secret.
pub trait Storage: Send + Sync {
    /// Returns the stored word; `None` if it is absent or storage is forbidden.
    fn read(&self, key: &str) -> Option<String>;
    /// Stores a word; `false` if the browser refused (full, or forbidden).
    fn write(&self, key: &str, value: &str) -> bool;
    /// Deletes a word.
    fn forget(&self, key: &str);
}

/// The devices of one tab, provided to views as one context.
#[derive(Clone)]
pub struct Devices {
    /// Copies text.
    pub clipboard: Arc<dyn Clipboard>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Lasts until this browser's site data are cleared: theme, language, gateways without keys.
    pub browser: Arc<dyn Storage>,
    /// Lasts until this tab is closed, reloads included: logins that are open.
    pub tab: Arc<dyn Storage>,
}

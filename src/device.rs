//! What a view may ask of the machine it runs on, as traits: the clipboard, the clock, the tab.
//! Never names a browser type; `browser` implements these and tests may stand in for them.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::domain::time::UnixMillis;

/// A future that stays on the thread that made it, as everything in a browser tab does.
pub type Local<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Puts text where the person can paste it.
pub trait Clipboard: Send + Sync {
    /// Copies `text`. `false` means the browser refused or has no clipboard on this page
    /// (plain HTTP has no asynchronous one); the view then selects the text for copying by hand.
    fn copy(&self, text: String) -> Local<'static, bool>;
    /// Copies what is selected on the page, the way that works without a secure connection.
    fn copy_selection(&self) -> bool;
}

/// Tells the time and lets time pass.
pub trait Clock: Send + Sync {
    /// The wall clock of this machine.
    fn now(&self) -> UnixMillis;
    /// Minutes to add to UTC for this person's wall clock at that instant, e.g. `60` for UTC+01:00.
    fn offset_minutes(&self, at: UnixMillis) -> i32;
    /// The zone's own name, e.g. `Europe/Berlin`; empty when the browser will not say.
    fn zone(&self) -> String;
    /// Resolves after `millis`.
    fn sleep(&self, millis: u32) -> Local<'static, ()>;
}

/// Words kept by the browser. Never given a secret.
pub trait Storage: Send + Sync {
    /// The stored word, or `None` when absent or when storage is forbidden.
    fn read(&self, key: &str) -> Option<String>;
    /// Stores a word; `false` when the browser refused (full, or forbidden).
    fn write(&self, key: &str, value: &str) -> bool;
    /// Forgets a word.
    fn forget(&self, key: &str);
}

/// The devices of one tab, handed to views as one context.
#[derive(Clone)]
pub struct Devices {
    /// Copies text.
    pub clipboard: Arc<dyn Clipboard>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Lasts until this browser's site data is cleared: theme, language, gateways without keys.
    pub browser: Arc<dyn Storage>,
}

//! The console behind the connect screen. It is the second part of the module, so it arrives after
//! the connect screen, or not at all.

use std::pin::Pin;

use crate::reactive::*;

use crate::session::Session;
use crate::session::connecting::{Candidate, Connecting, NoConnection, Stop};
use crate::text;
use crate::ui::button::Button;
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::Text;

const MISSING: Text = text!(
    "A file of this app could not be loaded. The connection was interrupted, or the app was updated since this page opened."
        / "无法加载本应用的一个文件。可能是网络中断，或页面打开后应用已更新。"
);
const MISSING_THEN: Text = text!(
    "Nothing was sent. Try again. If that fails, reload the page."
        / "未发送任何内容。请重试；若仍失败，请重新加载页面。"
);
const TRY_AGAIN: Text = text!("Try again" / "重试");
const RELOAD: Text = text!("Reload the page" / "重新加载页面");

/// Work on this tab's only thread.
pub type Work<T> = Pin<Box<dyn Future<Output = T>>>;

/// Receives the progress of connecting.
pub type Watch = Box<dyn Fn(Connecting)>;

/// Connects a session with a key.
pub type Connect = fn(Session, Candidate, String, Watch, Stop) -> Work<Result<(), NoConnection>>;

/// The functions of the console that the connect screen needs.
pub struct Console {
    /// Connects the session.
    pub connect: Connect,
    /// Draws everything but the connect screen.
    pub draw: fn(Session) -> AnyView,
}

/// Loads the console. Copies share the result.
#[derive(Clone, Copy)]
pub struct Loader {
    fetch: fn() -> Work<Option<&'static Console>>,
    reload: fn(),
    console: RwSignal<Option<&'static Console>>,
    is_missing: RwSignal<bool>,
    is_loading: RwSignal<bool>,
}

impl Loader {
    /// Makes a loader. `fetch` returns the console, immediately if it was fetched before, and
    /// `reload` reloads the page.
    #[must_use]
    pub fn new(fetch: fn() -> Work<Option<&'static Console>>, reload: fn()) -> Self {
        Self {
            fetch,
            reload,
            console: RwSignal::new(None),
            is_missing: RwSignal::new(false),
            is_loading: RwSignal::new(false),
        }
    }

    /// Returns the console once it is loaded.
    #[must_use]
    pub fn console(&self) -> Signal<Option<&'static Console>> {
        self.console.into()
    }

    /// Returns the console and waits until it is loaded; `None` if a file did not arrive.
    pub async fn load(self) -> Option<&'static Console> {
        if let Some(console) = self.console.get_untracked() {
            return Some(console);
        }
        self.is_loading.set(true);
        let found = (self.fetch)().await;
        self.is_loading.set(false);
        self.is_missing.set(found.is_none());
        // Two calls that wait for one file must not draw the console twice.
        if found.is_some() && self.console.get_untracked().is_none() {
            self.console.set(found);
        }
        found
    }

    /// Loads the console in the background.
    pub fn begin(self) {
        spawn_local(async move {
            self.load().await;
        });
    }

    /// Draws a notice while the console is missing.
    pub(super) fn notice(self) -> AnyView {
        live::when(
            move || self.is_missing.get(),
            move || {
                view! {
                    <Notice tone=Tone::Bad>
                        <p class="explained-what">{t(MISSING)}</p>
                        <p class="explained-then">{t(MISSING_THEN)}</p>
                        <Button busy=self.is_loading on_click=move || self.begin()>{t(TRY_AGAIN)}</Button>
                        " "
                        <Button on_click=move || (self.reload)()>{t(RELOAD)}</Button>
                    </Notice>
                }
                .into_any()
            },
        )
    }
}

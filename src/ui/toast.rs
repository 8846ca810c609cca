//! Notifications about background events at the edge of the screen. A problem stays until it is
//! dismissed; others disappear by themselves. Never the only place where the result of a write is
//! shown.

use std::sync::Arc;

use crate::reactive::*;

use super::button::{Button, Kind};
use super::devices::use_devices;
use super::icon::{Glyph, Icon};
use super::language::t;
use super::live;
use super::tone::Tone;
use crate::device::Clock;
use crate::ui::words;

/// How long a notification that is no problem stays, in milliseconds.
const STAY: u32 = 8_000;

/// A notification.
#[derive(Clone)]
pub struct Toast {
    tone: Tone,
    text: TextProp,
    link: Option<(String, TextProp)>,
}

impl Toast {
    /// Makes a notification of one sentence.
    pub fn new(tone: Tone, text: impl Into<TextProp>) -> Self {
        Self {
            tone,
            text: text.into(),
            link: None,
        }
    }

    /// Adds a link to more information.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>, words: impl Into<TextProp>) -> Self {
        self.link = Some((href.into(), words.into()));
        self
    }
}

/// The notifications on the screen.
#[derive(Clone)]
pub struct Toasts {
    list: RwSignal<Vec<(usize, Toast)>>,
    next: StoredValue<usize>,
    clock: Arc<dyn Clock>,
}

/// Provides the notifications to the views below; the app draws one [`ToastRegion`].
pub fn provide_toasts() -> Toasts {
    let toasts = Toasts {
        list: RwSignal::new(Vec::new()),
        next: StoredValue::new(0),
        clock: use_devices().clock,
    };
    provide_context(toasts.clone());
    toasts
}

/// Returns the notifications of this page.
///
/// # Panics
/// When no view above called [`provide_toasts`].
#[must_use]
pub fn use_toasts() -> Toasts {
    use_context().expect("the app calls provide_toasts before it draws a view")
}

impl Toasts {
    /// Shows a notification, and returns its number.
    pub fn show(&self, toast: Toast) -> usize {
        let number = self.next.get_value();
        self.next.set_value(number + 1);
        let stays = matches!(toast.tone, Tone::Bad | Tone::Attention) || toast.link.is_some();
        self.list.update(|list| list.push((number, toast)));
        if !stays {
            let (clock, toasts) = (Arc::clone(&self.clock), self.clone());
            spawn_local(async move {
                clock.sleep(STAY).await;
                toasts.dismiss(number);
            });
        }
        number
    }

    /// Removes a notification.
    pub fn dismiss(&self, number: usize) {
        // The list may be gone with the app when the timer ends.
        self.list
            .try_update(|list| list.retain(|(other, _)| *other != number));
    }
}

/// The region of the notifications; announced politely.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = use_toasts();
    let list = toasts.list;
    view! {
        <section class="toasts" aria-label=t(words::NOTIFICATIONS) aria-live="polite">
            {live::list(move || {
                let list = list.get().into_iter();
                list.map(|(number, toast)| drawn(&toasts, number, toast)).collect()
            })}
        </section>
    }
    .into_any()
}

/// Draws a notification as a line of the region.
fn drawn(toasts: &Toasts, number: usize, toast: Toast) -> live::Item {
    let toasts = toasts.clone();
    live::Item {
        key: number,
        draw: Box::new(move || one(toast, move || toasts.dismiss(number))),
    }
}

/// Draws a notification with its close button.
fn one(toast: Toast, dismiss: impl Fn() + Send + Sync + 'static) -> AnyView {
    let Toast { tone, text, link } = toast;
    view! {
        <div class=format!("toast {}", tone.class())>
            <Icon glyph=tone.glyph() />
            <p>
                <span class="visually-hidden">{t(tone.word())}</span>
                {live::text(text)}
                {link.map(|(href, words)| view! { " " <a href=href>{live::text(words)}</a> })}
            </p>
            <Button kind=Kind::Plain label=t(words::DISMISS) on_click=move || dismiss()>
                <Icon glyph=Glyph::Close />
            </Button>
        </div>
    }
    .into_any()
}

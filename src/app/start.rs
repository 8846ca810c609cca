//! What comes first after connecting: looking at writes whose end is not known. Only then the pages.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::Frame;
use crate::i18n;
use crate::i18n::connect::Frame as Words;
use crate::i18n::journal::Journal;
use crate::parts::navigator::use_navigator;
use crate::route::List;
use crate::session::Session;
use crate::session::journal::Reconciled;
use crate::ui::button::Button;
use crate::ui::devices::use_devices;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::toast::{Toast, use_toasts};
use crate::ui::tone::Tone;

/// Milliseconds of looking after which it says so: mostly there is nothing to look at, and the frame
/// is there at once.
const PATIENCE_MILLIS: u32 = 150;

/// Reconciles, then shows the frame.
#[component]
pub(super) fn Start(session: Session) -> impl IntoView {
    let (ready, slow) = (RwSignal::new(false), RwSignal::new(false));
    let (toasts, navigator, language) = (use_toasts(), use_navigator(), use_language());
    let patience = use_devices().clock.sleep(PATIENCE_MILLIS);
    spawn_local(async move {
        patience.await;
        slow.try_set(true);
    });
    spawn_local(async move {
        let found = session.journal.reconcile_open(&session).await;
        if ready.try_set(true).is_none() && found.looked_at > 0 {
            let Reconciled {
                looked_at,
                still_open,
                values_lost,
            } = found;
            let text = move || {
                i18n::connect::reconciled(language.get(), looked_at, still_open, values_lost)
            };
            let journal = navigator.href(List::Journal.whole());
            let words = move || i18n::Say::say(&Journal::Title, language.get());
            toasts.show(Toast::new(Tone::Attention, text).link(journal, words));
        }
    });
    // What ends after "go on meanwhile" must not draw anew what the person is at by then.
    let go_on = live::memo(move || ready.get());
    live::part(move || {
        if go_on.get() {
            view! { <Frame session /> }.into_any()
        } else if !slow.get() {
            ().into_any()
        } else {
            view! {
                <main class="connect" id="content">
                    <p role="status">{t(Words::Reconciling)}</p>
                    <Button on_click=move || ready.set(true)>{t(Words::SkipReconciling)}</Button>
                </main>
            }
            .into_any()
        }
    })
}

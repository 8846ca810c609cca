//! The first screen after connecting: changes with an unknown outcome are verified before the other
//! screens open.

use crate::reactive::*;

use super::frame::Frame;
use crate::route::Place;
use crate::screens::navigator::use_navigator;
use crate::session::Session;
use crate::session::journal::Reconciled;
use crate::text;
use crate::ui::button::Button;
use crate::ui::devices::use_devices;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::toast::{Toast, use_toasts};
use crate::ui::tone::Tone;
use crate::words::{Language, Phrase, Say, Text};

/// Milliseconds after which a notice says that changes are being verified: usually there are none,
/// and the frame appears immediately.
const PATIENCE_MILLIS: u32 = 150;

const JOURNAL: Text = text!("Journal" / "操作日志");
const VERIFYING: Text =
    text!("Verifying changes whose outcome is unknown" / "正在核实结果未知的更改");
const GO_ON: Text = text!("Go on meanwhile" / "先继续");
const VERIFIED: Text = text!(
    "Verified {n} earlier change whose outcome was unknown."
        / "Verified {n} earlier changes whose outcome was unknown."
        / "已重新核实 {n} 项结果未知的更改。"
);
const STILL_OPEN: Text =
    text!("{n} is still unknown." / "{n} are still unknown." / "其中 {n} 项仍未知。");
const LOST: Text = text!(
    "The new value of {n} change never arrived here: the journal says what to do."
        / "The new values of {n} changes never arrived here: the journal says what to do."
        / "有 {n} 项更改的新值从未到达此处：处理方法见操作日志。"
);

/// Verifies changes, then shows the frame.
#[component]
pub(super) fn Start(session: Session) -> impl IntoView {
    let (ready, slow) = (RwSignal::new(false), RwSignal::new(false));
    let (toasts, navigator, language) = (use_toasts(), use_navigator(), use_language());
    spawn_local(async move { session.know_documents().await });
    let patience = use_devices().clock.sleep(PATIENCE_MILLIS);
    spawn_local(async move {
        patience.await;
        slow.try_set(true);
    });
    spawn_local(async move {
        let found = session.journal.verify_open(&session).await;
        if ready.try_set(true).is_none() && found.verified > 0 {
            let text = move || results(language.get(), found);
            let journal = navigator.href(Place::Journal.whole());
            let words = move || JOURNAL.say(language.get());
            toasts.show(Toast::new(Tone::Attention, text).link(journal, words));
        }
    });
    // When verifying ends after "Continue", the open screen must not be created again.
    let go_on = live::memo(move || ready.get());
    live::part(move || {
        if go_on.get() {
            view! { <Frame session /> }.into_any()
        } else if !slow.get() {
            ().into_any()
        } else {
            view! {
                <main class="connect" id="content">
                    <p role="status">{t(VERIFYING)}</p>
                    <Button on_click=move || ready.set(true)>{t(GO_ON)}</Button>
                </main>
            }
            .into_any()
        }
    })
}

/// Describes the results; those without any are left out.
fn results(language: Language, found: Reconciled) -> String {
    let counted = [
        (VERIFIED, found.verified),
        (STILL_OPEN, found.still_open),
        (LOST, found.values_lost),
    ];
    let counted = counted.into_iter().filter(|(_, count)| *count > 0);
    let words: Vec<String> = counted
        .map(|(words, count)| Phrase::from(words).with("n", count).say(language))
        .collect();
    words.join(language.pick(" ", ""))
}

//! The second part of the module: all that is behind the connect screen. Only [`CONSOLE`] refers to
//! it, so that a release can leave it out of the first part.

use crate::reactive::*;

use super::offline::Offline;
use super::places;
use super::start::Start;
use crate::browser::{leaving, masking, page};
use crate::dialects;
use crate::history::Showing;
use crate::screens::connect::{Console, Work};
use crate::screens::review::ReviewDialog;
use crate::session::Session;
use crate::ui::chosen::{chosen, provide};
use crate::ui::code::CodeFile;
use crate::ui::live;
use crate::ui::privacy::Privacy;
use crate::ui::toast::{ToastRegion, provide_toasts};
use crate::words::mask_emails;

/// The functions of the second part, called by the first one.
static CONSOLE: Console = Console {
    connect: |session, candidate, key, watch, stop| {
        session.set_dialects(dialects::ALL, dialects::first_journal);
        Box::pin(async move { session.connect(candidate, key, watch, &stop).await })
    },
    draw,
};

/// Fetches the second part, unless it is there. `None` if it did not arrive.
pub(super) fn fetch() -> Work<Option<&'static Console>> {
    Box::pin(async { second_part().await.ok() })
}

/// The file of the second part did not arrive, or is not the one that the page names.
struct Missing;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Missing {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// Makes the cut: what only this function reaches is the second part.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(console, fallible)]
fn second_part() -> Result<&'static Console, Missing> {
    Ok(&CONSOLE)
}

/// Without the cut everything is in one module.
#[cfg(not(feature = "split"))]
async fn second_part() -> Result<&'static Console, Missing> {
    Ok(&CONSOLE)
}

/// Draws the console, which is empty until the session is connected.
fn draw(session: Session) -> AnyView {
    provide::<Privacy>();
    mask_page();
    provide_toasts();
    if let Some((address, integrity)) = page::linked("code") {
        provide_context(CodeFile::new(address, integrity));
    }
    provide_context(places::navigator(session));
    guard_leaving(session);
    // What the browser stores is named by what the dialects say of it, before anything connects too.
    session.set_dialects(dialects::ALL, dialects::first_journal);
    let connected = move || session.connection().with(Option::is_some);
    let offline = move || session.offline.get() && !connected();
    view! {
        {live::when(connected, move || view! { <Start session /> }.into_any())}
        {live::when(offline, move || view! { <Offline session /> }.into_any())}
        // Outside the frame: a value that is shown once must stay visible when a connection ends.
        <ReviewDialog />
        <ToastRegion />
    }
    .into_any()
}

/// Makes the browser ask before the tab closes while a write is in progress, a value is shown, a form
/// holds something, or a list is being exported.
fn guard_leaving(session: Session) {
    let held = StoredValue::new_local(None);
    let holds = live::memo(move || {
        let showing = session.reviews.showing();
        session.unsaved.get()
            || session.exporting.get()
            || showing.with(|showing| showing.as_ref().is_some_and(Showing::holds_something))
    });
    live::effect(move || held.set_value(if holds.get() { leaving::guard() } else { None }));
}

/// Masks e-mail addresses on the whole page while the operator wants it.
fn mask_page() {
    let masking = StoredValue::new_local(None);
    let privacy = chosen::<Privacy>();
    live::effect(move || {
        let is_masked = privacy.get() == Privacy::Masked;
        masking.set_value(is_masked.then(|| masking::start(mask_emails)).flatten());
    });
}

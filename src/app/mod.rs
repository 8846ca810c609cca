//! The frame around every screen: contexts, navigation, the review, and the screen for an address.
//! The only module that names the dialects.

mod bar;
mod frame;
mod places;
mod start;

use crate::reactive::*;

use crate::browser::{devices, leaving, masking, page};
use crate::dialects;
use crate::history::Showing;
use crate::screens::connect::ConnectScreen;
use crate::screens::review::ReviewDialog;
use crate::session::Session;
use crate::ui::chosen::{chosen, provide};
use crate::ui::density::Density;
use crate::ui::devices::provide_devices;
use crate::ui::language::{provide_language, stored_language};
use crate::ui::live;
use crate::ui::privacy::Privacy;
use crate::ui::theme::Theme;
use crate::ui::toast::{ToastRegion, provide_toasts};
use crate::words::{Language, mask_emails};
use start::Start;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let devices = devices::devices();
    provide_devices(devices.clone());
    let preferred = || {
        page::languages()
            .iter()
            .find_map(|tag| Language::from_tag(tag))
    };
    provide_language(
        stored_language(&devices)
            .or_else(preferred)
            .unwrap_or_default(),
    );
    provide::<Theme>();
    provide::<Density>();
    provide::<Privacy>();
    mask_page();
    provide_toasts();
    let session = Session::new(devices, dialects::ALL, dialects::first_journal);
    provide_context(session);
    let navigator = places::navigator(session);
    provide_context(navigator);
    guard_leaving(session);
    let connected = live::memo(move || session.connection().with(Option::is_some));
    let screen = move || {
        if connected.get() {
            view! { <Start session /> }.into_any()
        } else {
            let wanted = navigator.route.get_untracked().gateway;
            view! {
                <ConnectScreen wanted origin=page::origin() insecure=!page::is_secure_context() />
            }
            .into_any()
        }
    };
    view! {
        {live::part(screen)}
        // Outside everything else, even the connect screen: a value that is shown once must stay
        // visible when a connection ends.
        <ReviewDialog />
        <ToastRegion />
    }
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

/// Makes the browser ask before the tab closes while a write is in progress or a value is shown.
fn guard_leaving(session: Session) {
    let held = StoredValue::new_local(None);
    let holds = live::memo(move || {
        let showing = session.reviews.showing();
        showing.with(|showing| showing.as_ref().is_some_and(Showing::holds_something))
    });
    live::effect(move || held.set_value(if holds.get() { leaving::guard() } else { None }));
}

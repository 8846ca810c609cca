//! The frame around every screen: contexts, navigation, the review, and the screen for an address.
//! The only module that names the dialects.

mod bar;
mod console;
mod frame;
mod offline;
mod places;
mod start;

use crate::reactive::*;

use crate::browser::{devices, page};
use crate::screens::connect::{ConnectScreen, Loader};
use crate::session::Session;
use crate::ui::chosen::provide;
use crate::ui::density::Density;
use crate::ui::devices::provide_devices;
use crate::ui::language::{provide_language, stored_language};
use crate::ui::live;
use crate::ui::theme::Theme;
use crate::words::Language;

/// The whole app: the connect screen, and the console as soon as it is loaded.
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
    let session = Session::new(devices);
    provide_context(session);
    let loader = Loader::new(console::fetch, page::reload);
    // Now, not when it is needed, so that connecting does not wait for it.
    loader.begin();
    let disconnected = move || session.connection().with(Option::is_none) && !session.offline.get();
    let connect = move || {
        let wanted = places::here().gateway;
        view! {
            <ConnectScreen loader wanted origin=page::origin() insecure=!page::is_secure_context() />
        }
        .into_any()
    };
    // Untracked: what the console reads while it is created must not create it again.
    let draw = move || {
        let console = loader.console().get()?;
        Some(untrack(|| (console.draw)(session)))
    };
    view! {
        {live::when(disconnected, connect)}
        {live::maybe(draw)}
    }
}

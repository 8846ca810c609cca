//! The frame around every page: contexts, navigation, the gate's dialog, and which page an address
//! means. Decides nothing about a gateway.

mod bar;
mod frame;
mod gate;
mod start;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Router;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use leptos_router::location::{BrowserUrl, LocationProvider as _};

use crate::browser::{devices, page};
use crate::i18n::Language;
use crate::pages::connect::ConnectPage;
use crate::parts::navigator::Navigator;
use crate::route::Route;
use crate::session::Session;
use crate::ui::density::Density;
use crate::ui::devices::provide_devices;
use crate::ui::language::{provide_language, stored_language};
use crate::ui::live;
use crate::ui::preference::provide;
use crate::ui::theme::Theme;
use crate::ui::toast::{ToastRegion, provide_toasts};
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
    provide_toasts();
    let session = Session::new(devices);
    provide_context(session);
    view! {
        <Router base=page::base_path()>
            <Places />
        </Router>
        <gate::Gate session />
        <ToastRegion />
    }
}

/// Tells the router that a place is drawn, as its own views would: until it hears so, a link
/// changes the page and leaves the old address in the bar.
fn complete_links(pathname: Memo<String>) {
    let router: Option<BrowserUrl> = use_context();
    live::effect(move || {
        pathname.track();
        if let Some(router) = &router {
            router.ready_to_complete();
        }
    });
}

/// Reads the address, and shows the connect page until a gateway is connected.
#[component]
fn Places() -> impl IntoView {
    let session: Session = expect_context();
    let (location, query) = (use_location(), use_query_map());
    let base = page::base_path();
    let below = base.clone();
    let route = live::memo(move || {
        let path = location.pathname.get();
        let path = path.strip_prefix(&below).unwrap_or(&path);
        query.with(|query| Route::read(path, |name| query.get(name)))
    });
    complete_links(location.pathname);
    let navigate = use_navigate();
    let go = Callback::new(move |(route, replace): (Route, bool)| {
        let options = NavigateOptions {
            replace,
            scroll: false,
            ..NavigateOptions::default()
        };
        // The router puts the app's own path before it.
        navigate(&route.address(), options);
    });
    let connection = session.connection();
    let gateway =
        Signal::derive(move || connection.get().map(|connection| connection.profile.base));
    provide_context(Navigator {
        route,
        go,
        base: StoredValue::new(base),
        gateway,
    });
    let connected = live::memo(move || connection.with(Option::is_some));
    live::part(move || {
        if connected.get() {
            view! { <Start session /> }.into_any()
        } else {
            let wanted = route.get_untracked().gateway;
            view! { <ConnectPage wanted origin=page::origin() insecure=!page::is_secure_context() /> }.into_any()
        }
    })
}

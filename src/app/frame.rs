//! The navigation, the bar, and the page of the present address.

use leptos::prelude::*;

use super::bar::Bar;
use crate::browser::page;
use crate::i18n::Say;
use crate::i18n::connect::{Connect, Frame as Words};
use crate::i18n::lists::{Of, Word};
use crate::pages::charges::ChargesPage;
use crate::pages::check_key::CheckKeyPage;
use crate::pages::journal::JournalPage;
use crate::pages::keys::KeysPage;
use crate::pages::mismatch::Mismatch;
use crate::pages::not_found::NotFound;
use crate::pages::overview::OverviewPage;
use crate::pages::pools::PoolsPage;
use crate::parts::navigator::{Navigator, use_navigator};
use crate::route::{List, Place};
use crate::session::Session;
use crate::ui::button::{Button, Kind};
use crate::ui::density::Density;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::{LanguageChoice, t, use_language};
use crate::ui::live;
use crate::ui::preference::choice;
use crate::ui::shell::{self, PlaceGroup, Shell};
use crate::ui::theme::Theme;

/// Which page is shown; filters and drawers change within one.
#[derive(Clone, PartialEq, Eq)]
enum Page {
    Overview,
    List(List),
    CheckKey,
    Unknown,
    /// The link names this other gateway.
    Elsewhere(String),
}

/// The frame.
#[component]
pub(super) fn Frame(session: Session) -> impl IntoView {
    let navigator = use_navigator();
    let page = live::memo(move || page_of(navigator));
    titles(page);
    let body = move || match page.get() {
        Page::Overview => view! { <OverviewPage /> }.into_any(),
        Page::List(List::Keys) => view! { <KeysPage /> }.into_any(),
        Page::List(List::Pools) => view! { <PoolsPage /> }.into_any(),
        Page::List(List::Charges) => view! { <ChargesPage /> }.into_any(),
        Page::List(List::Journal) => view! { <JournalPage /> }.into_any(),
        Page::CheckKey => view! { <CheckKeyPage /> }.into_any(),
        Page::Unknown => view! { <NotFound /> }.into_any(),
        Page::Elsewhere(named) => view! { <Mismatch named /> }.into_any(),
    };
    view! {
        <Shell groups=groups(navigator, page) brand=brand bar=move || view! { <Bar session /> } below=move || below(session)>
            {live::part(body)}
        </Shell>
    }
}

fn page_of(navigator: Navigator) -> Page {
    let (route, connected) = (navigator.route.get(), navigator.gateway.get());
    match (route.gateway, connected) {
        (Some(named), Some(connected)) if named != connected => Page::Elsewhere(named),
        _ => match route.place {
            Place::Overview => Page::Overview,
            Place::List(list, _) => Page::List(list),
            Place::CheckKey => Page::CheckKey,
            Place::Unknown => Page::Unknown,
        },
    }
}

/// The window's title follows the page and the language.
fn titles(page: Memo<Page>) {
    let language = use_language();
    live::effect(move || {
        let word = match page.get() {
            Page::Overview => Words::Overview.say(language.get()),
            Page::List(list) => Of(list, Word::Title).say(language.get()),
            Page::CheckKey => Words::CheckKey.say(language.get()),
            Page::Unknown => Words::NotFound.say(language.get()),
            Page::Elsewhere(_) => Connect::OtherGateway.say(language.get()),
        };
        page::set_title(&format!("{word} · {}", Words::AppName.say(language.get())));
    });
}

fn groups(navigator: Navigator, page: Memo<Page>) -> Vec<PlaceGroup> {
    let place = |to: fn() -> Place, label: Words, glyph, here: Page| shell::Place {
        href: Signal::derive(move || navigator.href(to())),
        label: t(label).into(),
        glyph,
        here: Signal::derive(move || page.get() == here),
    };
    vec![
        PlaceGroup {
            label: t(Words::GroupAttention).into(),
            places: vec![place(
                || Place::Overview,
                Words::Overview,
                Glyph::Pulse,
                Page::Overview,
            )],
        },
        PlaceGroup {
            label: t(Words::GroupMoney).into(),
            places: vec![
                place(
                    || List::Keys.whole(),
                    Words::Keys,
                    Glyph::Latchkey,
                    Page::List(List::Keys),
                ),
                place(
                    || List::Pools.whole(),
                    Words::Pools,
                    Glyph::Layers,
                    Page::List(List::Pools),
                ),
                place(
                    || List::Charges.whole(),
                    Words::Charges,
                    Glyph::Coins,
                    Page::List(List::Charges),
                ),
                place(
                    || Place::CheckKey,
                    Words::CheckKey,
                    Glyph::Search,
                    Page::CheckKey,
                ),
            ],
        },
        PlaceGroup {
            label: t(Words::GroupRecord).into(),
            places: vec![place(
                || List::Journal.whole(),
                Words::Journal,
                Glyph::Book,
                Page::List(List::Journal),
            )],
        },
    ]
}

fn brand() -> AnyView {
    view! { <span class="brand-name">{t(Words::AppName)}</span> }.into_any()
}

fn below(session: Session) -> AnyView {
    view! {
        <div class="preferences">
            <LanguageChoice />
            {choice::<Theme>()}
            {choice::<Density>()}
        </div>
        <Button kind=Kind::Plain on_click=move || session.disconnect()>
            <Icon glyph=Glyph::Leave />
            {t(Connect::Disconnect)}
        </Button>
    }
    .into_any()
}

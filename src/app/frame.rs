//! The navigation, the top bar, and the screen of the current address.

use std::collections::HashSet;

use crate::reactive::*;

use super::bar::Bar;
use crate::browser::page;
use crate::route::{Place, Route};
use crate::schema::{Ask, Dialect, Picture, Resource, Versions};
use crate::screens::ask::ask_screen;
use crate::screens::journal::JournalScreen;
use crate::screens::list::list_screen;
use crate::screens::mismatch::Mismatch;
use crate::screens::navigator::{Navigator, use_navigator, versions_of};
use crate::screens::not_found::NotFound;
use crate::screens::overview::OverviewScreen;
use crate::screens::versions::{TITLE as VERSIONS, VersionsScreen};
use crate::session::Session;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::chosen::choice;
use crate::ui::density::Density;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::{LanguageChoice, t, use_language};
use crate::ui::live;
use crate::ui::privacy::Privacy;
use crate::ui::shell::{self, PlaceGroup, Shell};
use crate::ui::theme::Theme;
use crate::ui::toast::{Toast, use_toasts};
use crate::ui::tone::Tone;
use crate::words::{Phrase, Say, Text, visible};

pub(super) const APP_NAME: Text = text!("Headgate" / "Headgate");
const OVERVIEW: Text = text!("Overview" / "概览");
const JOURNAL: Text = text!("Journal" / "操作日志");
const NEEDS_ATTENTION: Text = text!("Attention" / "待处理");
const RECORD: Text = text!("Record" / "记录");
const NOT_FOUND: Text = text!("There is no page at this address" / "此地址没有页面");
const OTHER_GATEWAY: Text = text!("This link names another gateway" / "此链接指向另一个网关");
const PREFERENCES: Text = text!("Language and display" / "语言与显示");
const CHANGED: Text = text!(
    "{name} was changed elsewhere since this browser last saw it."
        / "{n} documents were changed elsewhere since this browser last saw them, {name} among them."
        / "自此浏览器上次查看以来，{n} 份文档（含 {name}）已在别处更改。"
);
const DISCONNECT: Text = text!("Disconnect" / "断开连接");

/// The screen that is shown; filters and drawers change within one.
#[derive(Clone)]
enum Screen {
    Overview,
    Journal,
    Versions,
    List(&'static Resource),
    Ask(&'static Ask),
    NotFound,
    /// The link belongs to another gateway.
    Elsewhere(String),
}

impl Screen {
    /// Returns the id of the screen, which is also its place in the navigation.
    fn word(&self) -> &str {
        match self {
            Self::Overview => "overview",
            Self::Journal => "journal",
            Self::Versions => "versions",
            Self::List(resource) => resource.id,
            Self::Ask(ask) => ask.id,
            Self::NotFound => "",
            Self::Elsewhere(base) => base,
        }
    }

    fn title(&self) -> Text {
        match self {
            Self::Overview => OVERVIEW,
            Self::Journal => JOURNAL,
            Self::Versions => VERSIONS,
            Self::List(resource) => resource.title,
            Self::Ask(ask) => ask.title,
            Self::NotFound => NOT_FOUND,
            Self::Elsewhere(_) => OTHER_GATEWAY,
        }
    }
}

impl PartialEq for Screen {
    fn eq(&self, other: &Self) -> bool {
        self.word() == other.word()
    }
}

/// The frame around the screen.
#[component]
pub(super) fn Frame(session: Session) -> impl IntoView {
    let navigator = use_navigator();
    let screen = live::memo(move || screen_of(session, navigator));
    let language = use_language();
    live::effect(move || {
        let title = screen.get().title().say(language.get());
        page::set_title(&format!("{title} · {}", APP_NAME.say(language.get())));
    });
    tell_of_changes(session, navigator);
    // Untracked: what a screen reads while it is created must not create it again.
    let body = move || {
        let screen = screen.get();
        untrack(|| match screen {
            Screen::Overview => view! { <OverviewScreen /> }.into_any(),
            Screen::Journal => view! { <JournalScreen /> }.into_any(),
            Screen::Versions => view! { <VersionsScreen /> }.into_any(),
            Screen::List(resource) => list_screen(resource),
            Screen::Ask(ask) => ask_screen(ask),
            Screen::NotFound => view! { <NotFound /> }.into_any(),
            Screen::Elsewhere(named) => view! { <Mismatch named /> }.into_any(),
        })
    };
    let groups = session
        .dialect()
        .map(|dialect| groups(session, dialect, navigator, screen))
        .unwrap_or_default();
    view! {
        <Shell groups brand=brand bar=move || view! { <Bar session /> } below=move || below(session)>
            {live::part(body)}
        </Shell>
    }
}

/// Says which documents were changed elsewhere since this browser last saw them: in one notification, however
/// often they change.
fn tell_of_changes(session: Session, navigator: Navigator) {
    let (toasts, language) = (StoredValue::new(use_toasts()), use_language());
    let changed = session.versions.changed_elsewhere();
    let told = StoredValue::new(changed.with_untracked(Vec::len));
    let shown: StoredValue<Option<usize>> = StoredValue::new(None);
    let dismiss = move || {
        let last = shown.try_update_value(Option::take).flatten();
        if let (Some(last), Some(toasts)) = (last, toasts.try_get_value()) {
            toasts.dismiss(last);
        }
    };
    live::effect(move || {
        let new = changed.with(|all| all.get(told.get_value()..).unwrap_or_default().to_vec());
        let (Some(last), Some(toasts)) = (new.last().cloned(), toasts.try_get_value()) else {
            return;
        };
        let documents: HashSet<_> = new.iter().map(|version| &version.of).collect();
        let count = documents.len();
        let to = match count {
            1 => versions_of(&last.of.word()),
            _ => Place::Versions.whole(),
        };
        let words = move || {
            let words = Phrase::from(CHANGED).with("n", count);
            let name = visible(&last.name).into_owned();
            words.with("name", name).say(language.get())
        };
        let href = untrack(|| navigator.href(to));
        dismiss();
        let toast = Toast::new(Tone::Attention, words);
        let toast = toast.link(href, move || VERSIONS.say(language.get()));
        shown.set_value(Some(toasts.show(toast)));
    });
    on_cleanup(dismiss);
}

fn screen_of(session: Session, navigator: Navigator) -> Screen {
    let (route, connected) = (navigator.route.get(), navigator.gateway.get());
    if let (Some(named), Some(connected)) = (&route.gateway, &connected)
        && named != connected
    {
        return Screen::Elsewhere(named.clone());
    }
    let Some(dialect) = session.dialect() else {
        return Screen::NotFound;
    };
    match &route.place {
        Place::Overview => Screen::Overview,
        Place::Journal => Screen::Journal,
        Place::Versions => Screen::Versions,
        Place::Home => named(dialect, (dialect.who.home)(&session.who())),
        Place::Named(id) => named(dialect, id),
    }
}

fn named(dialect: &'static Dialect, id: &str) -> Screen {
    let ask = || dialect.asks.iter().copied().find(|ask| ask.id == id);
    match (dialect.resource(id), ask()) {
        (Some(resource), _) => Screen::List(resource),
        (None, Some(ask)) => Screen::Ask(ask),
        (None, None) => Screen::NotFound,
    }
}

fn groups(
    session: Session,
    dialect: &'static Dialect,
    navigator: Navigator,
    screen: Memo<Screen>,
) -> Vec<PlaceGroup> {
    let place = |to: Route, label: Text, glyph: Glyph, word: &'static str| shell::Place {
        href: Signal::derive(move || navigator.href(to.clone())),
        label: t(label).into(),
        glyph,
        here: Signal::derive(move || screen.get().word() == word),
    };
    let group = |title: Text, places: Vec<shell::Place>| PlaceGroup {
        label: t(title).into(),
        places,
    };
    let overview = place(Place::Overview.whole(), OVERVIEW, Glyph::Pulse, "overview");
    let journal = place(Place::Journal.whole(), JOURNAL, Glyph::Book, "journal");
    let who = session.who();
    // A page that the account may not see explains itself at its address, but is not in the
    // navigation.
    let named = |id: &&'static str| {
        let screen = named(dialect, id);
        let glyph = match &screen {
            Screen::List(resource) if (resource.not_listed)(&who).is_some() => return None,
            Screen::List(resource) => glyph(resource.picture),
            Screen::Ask(ask) => glyph(ask.picture),
            _ => return None,
        };
        Some(place(Route::to(id), screen.title(), glyph, id))
    };
    let versions = Place::Versions.whole();
    let versions =
        keeps_versions(dialect).then(|| place(versions, VERSIONS, Glyph::Clock, "versions"));
    let mut groups = vec![group(NEEDS_ATTENTION, vec![overview])];
    let listed = dialect.navigation.iter().map(|group| PlaceGroup {
        label: t(group.title).into(),
        places: group.places.iter().filter_map(named).collect(),
    });
    groups.extend(listed.filter(|group| !group.places.is_empty()));
    groups.push(group(
        RECORD,
        [Some(journal), versions].into_iter().flatten().collect(),
    ));
    groups
}

/// Returns whether some document of a dialect has versions.
fn keeps_versions(dialect: &Dialect) -> bool {
    let mut fields = dialect
        .resources
        .iter()
        .flat_map(|resource| resource.fields);
    fields.any(|spec| spec.versions != Versions::NotKept)
}

const fn glyph(picture: Picture) -> Glyph {
    match picture {
        Picture::Key => Glyph::Latchkey,
        Picture::Pool => Glyph::Layers,
        Picture::Money => Glyph::Coins,
        Picture::Provider => Glyph::Plug,
        Picture::Gauge => Glyph::Gauge,
        Picture::Look => Glyph::Search,
    }
}

fn brand() -> AnyView {
    view! { <span class="brand-name">{t(APP_NAME)}</span> }.into_any()
}

/// The preferences, in a menu that the browser opens and closes, and the button to disconnect.
fn below(session: Session) -> AnyView {
    view! {
        <button type="button" class="button plain" popovertarget="preferences">
            <span class="button-label">
                <Icon glyph=Glyph::Sliders />
                <span class="nav-label">{t(PREFERENCES)}</span>
            </span>
        </button>
        <div popover id="preferences" class="preferences" role="group" aria-label=t(PREFERENCES)>
            <LanguageChoice />
            {choice::<Theme>()}
            {choice::<Density>()}
            {choice::<Privacy>()}
        </div>
        <Button kind=Kind::Plain on_click=move || session.disconnect()>
            <Icon glyph=Glyph::Leave />
            <span class="nav-label">{t(DISCONNECT)}</span>
        </Button>
    }
    .into_any()
}

//! The screen of a list: heading, search and filters, coverage, the painted table, and the drawer
//! of the row in the address. One screen for every resource.

mod counted_sum;
mod export;
mod facets;
mod rows;
mod selection;
mod single;
mod sums;
mod table;
mod whole;

use crate::reactive::*;

use crate::domain::days::{Between, Days};
use crate::domain::ids::id;
use crate::records::NO_VALUE;
use crate::route::{ORDER, SEARCH};
use crate::schema::{Action, FacetOf, Paging, Query, Resource, Str, Target};
use crate::screens::act::{
    ActDialog, Doing, login_screen, open_login, opened_login, waiting_logins,
};
use crate::screens::addressed::{TYPED, addressed};
use crate::screens::coverage::{coverage, freshness};
use crate::screens::explained::{failed, list_failure, stale};
use crate::screens::looks::Looks;
use crate::screens::navigator::{Navigator, use_navigator};
use crate::screens::record::drawer;
use crate::screens::ticks::Ticks;
use crate::screens::twins::twins_notice;
use crate::session::Session;
use crate::session::export::Export;
use crate::session::list::LiveList;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::input::SearchInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::state::Skeleton;
use crate::words::{Say, Text};
use rows::{Rows, rows};
pub use table::head;

const CLEAR: Text = text!("Clear filters" / "清除筛选");

/// A list with the state of its screen. Copies refer to the same one.
#[derive(Clone, Copy)]
pub(super) struct Screen {
    pub(super) session: Session,
    pub(super) resource: &'static Resource,
    pub(super) list: LiveList,
    pub(super) looks: Looks,
    pub(super) navigator: Navigator,
    /// The rows that match the filters, in the order of the address.
    pub(super) rows: Memo<Rows>,
    /// The id of the row whose drawer is open.
    pub(super) open: Memo<Option<String>>,
    pub(super) doing: RwSignal<Option<Doing>>,
    /// The rows that are selected to be acted on together.
    pub(super) ticks: Ticks,
    /// Whether rows can be selected.
    pub(super) selecting: RwSignal<bool>,
    /// The search text.
    search: RwSignal<String>,
}

/// Draws the screen of a resource, as far as the account may see it.
#[must_use]
pub fn list_screen(resource: &'static Resource) -> AnyView {
    let session: Session = expect_context();
    if let Some(why) = (resource.not_listed)(&session.who()) {
        return view! {
            <div class="page">
                <header class="page-head"><h1>{t(resource.title)}</h1></header>
                <Notice>{t(why.words)}</Notice>
            </div>
        }
        .into_any();
    }
    if !resource
        .actions
        .iter()
        .any(|action| action.login().is_some())
    {
        return listed(session, resource);
    }
    // The address opens the list or one of its login screens.
    let navigator = use_navigator();
    let opened = live::memo(move || {
        let action = opened_login(resource, navigator)?;
        Some((action.id, navigator.word(resource.opens)))
    });
    live::part(move || {
        let opened = opened.get();
        untrack(|| {
            let action = opened.and_then(|(id, row)| Some((resource.action(id)?, row)));
            match action {
                Some((action, row)) => login_screen(resource, action, row),
                None => listed(session, resource),
            }
        })
    })
}

fn listed(session: Session, resource: &'static Resource) -> AnyView {
    match resource.paging {
        Paging::One => single::single_screen(session, resource),
        Paging::Cursor | Paging::Offset | Paging::Page { .. } | Paging::Whole => {
            screen(session, resource)
        }
    }
}

/// Returns the query for the gateway: with the facets that it filters by.
fn query(resource: &Resource, navigator: Navigator, looks: Looks) -> Query {
    let first = if is_oldest_first(resource) {
        Query::oldest()
    } else {
        Query::newest()
    };
    let asked = resource.facets.iter();
    let asked = asked.filter(|facet| facet.server && !facet.of.is_days());
    let by = asked.filter_map(|facet| {
        let word = navigator.word(facet.id);
        // The gateway cannot filter by "no value".
        (!word.is_empty() && word != NO_VALUE).then(|| (id(facet.id), word))
    });
    let between = days_of(resource, navigator, looks).map(|(_, between)| between);
    Query {
        by: by.collect(),
        between: between.unwrap_or_default(),
        ..first
    }
}

/// Returns the field that is a time and the days of it that the address asks for.
pub(super) fn days_of(
    resource: &Resource,
    navigator: Navigator,
    looks: Looks,
) -> Option<(Str, Between)> {
    resource.facets.iter().find_map(|facet| match facet.of {
        FacetOf::Days(field) => {
            let days = Days::from_word(&navigator.word(facet.id));
            Some((field, looks.between(&days)))
        }
        _ => None,
    })
}

/// Returns whether the list is shown oldest rows first.
fn is_oldest_first(resource: &Resource) -> bool {
    resource
        .made
        .is_some_and(|made| resource.usual_order == made)
}

fn screen(session: Session, resource: &'static Resource) -> AnyView {
    let (navigator, looks) = (use_navigator(), Looks::here());
    let asked = live::memo(move || query(resource, navigator, looks));
    let list = LiveList::new(session, resource, asked.get_untracked());
    // The list is requested before the screen is drawn.
    list.start();
    if let Some(dialect) = session.dialect() {
        for other in resource.labels.iter().filter_map(|id| dialect.resource(id)) {
            if (other.not_listed)(&session.who()).is_none() {
                session.learn(other);
            }
        }
    }
    let mut before = asked.get_untracked();
    live::effect(move || {
        let now = asked.get();
        if std::mem::replace(&mut before, now.clone()) != now {
            list.ask_for(now);
        }
    });
    let search = addressed(
        move || navigator.word(SEARCH),
        TYPED,
        move |text| navigator.set(&[(SEARCH, text.as_str())], true),
    );
    let open = navigator.follow(resource.opens);
    list.search_for(open);
    let screen = Screen {
        session,
        resource,
        list,
        looks,
        navigator,
        rows: rows(list, navigator, looks, search),
        open,
        doing: RwSignal::new(None),
        ticks: Ticks::new(),
        selecting: RwSignal::new(false),
        search,
    };
    screen.read_all_when_narrowed();
    let shown = live::derived(move || screen.rows.read().len());
    let exporting = Export::new(session, resource);
    view! {
        <div class="screen">
            <header class="page-head">
                <h1>{t(resource.title)}</h1>
                <div class="page-actions">
                    {waiting_logins(session, resource)} {freshness(list)} {export::button(screen, exporting)}
                    {selection::toggle(screen)} {screen.acts()}
                    {screen.creates()}
                </div>
            </header>
            {resource.lead.map(|lead| view! { <p class="lead">{t(lead)}</p> })}
            <div class="toolbar" role="search">
                <SearchInput value=search label=t(resource.words.search) />
                {facets::facets(screen)}
                {screen.clear(CLEAR)}
            </div>
            {doubles(resource, list)} {coverage(list, shown)} {export::progress(screen, exporting)}
            {selection::bar(screen)} {sums::sums(screen)} {counted_sum::counted_sum(screen, asked)}
            {stale(move || {
                let error = list.error.get().filter(|error| resource.absent(error).is_none());
                error.filter(|_| list.reading.with(|it| it.loaded > 0))
            })}
            <div class="screen-body">
                <div class="fill">{screen.body()}</div>
                {live::maybe(move || open.get().map(|id| drawer(list, &id, screen.doing)))}
            </div>
        </div>
        <ActDialog doing=screen.doing list=Some(list) on_done=selection::done(screen) />
    }
    .into_any()
}

/// Points out the rows that stand for one thing.
fn doubles(resource: &'static Resource, list: LiveList) -> AnyView {
    let Some(twin) = resource.twin else {
        return ().into_any();
    };
    let doubles = live::memo(move || list.listing.with(|listing| listing.doubles(twin)));
    live::maybe(move || twins_notice(resource, &doubles.get()))
}

impl Screen {
    /// Returns whether the address has a filter.
    pub(super) fn is_filtered(self) -> bool {
        let mut facets = self.resource.facets.iter();
        let searched = !self.navigator.word(SEARCH).is_empty();
        searched || facets.any(|facet| !self.navigator.word(facet.id).is_empty())
    }

    /// Reads the whole list as soon as it is searched, filtered or sorted, if one request does it:
    /// what is shown then covers all rows. Once for each search, so that "Stop" ends it.
    fn read_all_when_narrowed(self) {
        if self.resource.reads.whole.is_none() {
            return;
        }
        let asked = live::memo(move || {
            let sorted = self.order() != self.resource.usual_order;
            let facets = self.resource.facets.iter().map(|facet| facet.id);
            let words = facets
                .chain([SEARCH, ORDER])
                .map(|name| self.navigator.word(name));
            (self.is_filtered() || sorted).then(|| words.collect::<Vec<_>>())
        });
        let rests = live::memo(move || {
            let reading = self.list.reading;
            reading.with(|it| it.started && it.has_more && !it.busy)
        });
        let done = StoredValue::new(None);
        live::effect(move || {
            let asked = asked.get();
            if rests.get() && asked.is_some() && done.get_value() != asked {
                done.set_value(asked);
                self.list.load_all();
            }
        });
    }

    /// Draws the button that clears all filters, if there are any.
    pub(super) fn clear(self, words: Text) -> AnyView {
        let clear = move || {
            self.search.set(String::new());
            let facets = self.resource.facets.iter().map(|facet| (facet.id, ""));
            let words: Vec<(&str, &str)> = facets.chain([(SEARCH, "")]).collect();
            self.navigator.set(&words, false);
        };
        live::when(
            move || self.is_filtered(),
            move || view! { <Button on_click=clear>{t(words)}</Button> }.into_any(),
        )
    }

    /// Draws the buttons of actions that create a row.
    fn creates(self) -> AnyView {
        let makes = |action: &&&'static Action| action.on == Target::New;
        let actions = self.resource.actions.iter().filter(makes).copied();
        actions
            .map(|action| create_button(self.session, self.resource, action, self.doing))
            .collect_view()
            .into_any()
    }

    /// Draws the buttons of actions on the whole list, as far as the gateway offers the list.
    fn acts(self) -> AnyView {
        let acts = |action: &&&'static Action| action.on == Target::List;
        let actions: Vec<&'static Action> =
            self.resource.actions.iter().filter(acts).copied().collect();
        let is_there = live::memo(move || {
            let error = self.list.error.read();
            error
                .as_ref()
                .is_none_or(|error| self.resource.absent(error).is_none())
        });
        live::when(
            move || is_there.get(),
            move || {
                let buttons = actions.iter().map(|action| whole::button(self, action));
                buttons.collect_view().into_any()
            },
        )
    }

    /// Draws the table once rows were read; until then a placeholder, or why nothing could be read.
    fn body(self) -> AnyView {
        let (list, resource) = (self.list, self.resource);
        let started = live::memo(move || list.reading.with(|reading| reading.started));
        let is_empty = live::memo(move || list.reading.with(|reading| reading.loaded == 0));
        let busy = live::derived(move || list.reading.with(|reading| reading.busy));
        live::part(move || {
            let error = list.error.get();
            let absent = error.as_ref().and_then(|error| resource.absent(error));
            if let Some((absent, refusal)) = absent {
                return whole::absent(self.session, absent, refusal);
            }
            if let Some(error) = error.filter(|_| is_empty.get()) {
                let retry = Callback::new(move |()| list.reload());
                return failed(list_failure(resource, &error), busy, retry);
            }
            match started.get() {
                true => table::table(self, self.selecting.get()),
                false => view! { <Skeleton /> }.into_any(),
            }
        })
    }

    /// Returns the order of the address, or the usual one.
    pub(super) fn order(self) -> String {
        let word = self.navigator.word(ORDER);
        if word.is_empty() {
            self.resource.usual_order.to_owned()
        } else {
            word
        }
    }
}

/// Draws the button of an action that creates a row, disabled with the reason if it is not
/// available.
fn create_button(
    session: Session,
    resource: &'static Resource,
    action: &'static Action,
    doing: RwSignal<Option<Doing>>,
) -> AnyView {
    let (language, navigator) = (use_language(), use_navigator());
    let begin = move || match action.login() {
        Some(_) => open_login(navigator, resource, action, ""),
        None => doing.set(Some(Doing::new(resource, action))),
    };
    let reason = Signal::derive(move || {
        let why = Doing::new(resource, action).why_not(session)?;
        Some(why.say(language.get()).to_owned())
    });
    view! {
        <Button
            kind=Kind::Primary
            disabled_reason=reason
            on_click=begin
        >
            <Icon glyph=Glyph::Plus />
            {t(action.button)}
        </Button>
    }
    .into_any()
}

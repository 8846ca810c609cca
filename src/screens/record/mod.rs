//! A row in full: its facts, related rows, its JSON, and its actions. In a drawer beside its list,
//! or as a screen of its own.

mod choose;
mod explanations;
mod related;
mod section;
mod versions;

use std::sync::Arc;

use crate::reactive::*;

use crate::gate::Found;
use crate::records::{Row, Unreadable, reason};
use crate::schema::{Action, Dialect, Place, Resource};
use crate::screens::act::{Doing, open_login};
use crate::screens::explained::{explained, list_failure};
use crate::screens::facet_row::facet_row_of;
use crate::screens::looks::{Looks, facts};
use crate::screens::navigator::use_navigator;
use crate::screens::twins::twins_notice;
use crate::session::Session;
use crate::session::list::{LiveList, RowSearch};
use crate::text;
use crate::ui::button::Button;
use crate::ui::clamp::FITS;
use crate::ui::detail::{Code, Details, Disclosure};
use crate::ui::drawer::Drawer;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::state::Skeleton;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Text};

pub use related::related_rows;

const WHY_NOT: Text = text!("{button}: {why}" / "{button}：{why}");
const RAW: Text = text!("Raw JSON" / "原始 JSON");
const UNREADABLE: Text =
    text!("This row could not be read, so it is kept as it came." / "此行无法解读，按原样保留。");

/// A row that is shown in full.
#[derive(Clone, Copy)]
pub struct Shown {
    /// The session.
    pub session: Session,
    /// The dialect.
    pub dialect: &'static Dialect,
    /// The resource.
    pub resource: &'static Resource,
    /// The row, once it is loaded.
    pub row: Memo<Option<Arc<Row>>>,
    /// The action to be taken.
    pub doing: RwSignal<Option<Doing>>,
    /// Reads the row again, such as after rows that it counts have changed.
    pub reread: Callback<()>,
}

/// Draws the drawer of the row with this id.
#[must_use]
pub fn drawer(list: LiveList, id: &str, doing: RwSignal<Option<Doing>>) -> AnyView {
    let (session, resource) = (list.session, list.resource);
    let Some(dialect) = session.dialect() else {
        return ().into_any();
    };
    let looks = Looks::here();
    let (of_row, of_line, of_looking) = (id.to_owned(), id.to_owned(), id.to_owned());
    let row = live::memo(move || list.row(&of_row).map(|(row, _)| row));
    let unreadable = live::memo(move || unreadable(list, &of_line));
    let looking = live::memo(move || list.row_search(&of_looking));
    let of_reading = id.to_owned();
    let reread = Callback::new(move |()| {
        if let Some(at) = list.locator(&of_reading) {
            spawn_local(async move {
                // The older row stays if this fails; a reload shows why.
                let _ = list.reread(&at).await;
            });
        }
    });
    let shown = Shown {
        session,
        dialect,
        resource,
        row,
        doing,
        reread,
    };
    let plain = id.to_owned();
    let title = move || match row.get() {
        Some(row) => looks.with(|view| heading(resource, &row, view.language)),
        None => plain.clone(),
    };
    // Everything below the facts is drawn once and updated in place, so that the selection stays.
    let is_row = live::memo(move || row.with(Option::is_some));
    let body = move || {
        let facts = live::part(move || match (row.get(), unreadable.get()) {
            (Some(row), _) => fact_list(looks, dialect, resource, &row),
            (None, Some(broken)) => cannot_read(&broken),
            (None, None) => absent(resource, looking.get()),
        });
        let twins = live::maybe(move || {
            let (row, twin) = (row.get()?, resource.twin?);
            let twins = list.listing.with(|listing| listing.twins(&row, twin));
            twins_notice(resource, &twins)
        });
        view! {
            {twins}
            {facts}
            {live::when(move || is_row.get(), move || {
                let row = shown.row.get_untracked();
                let facet_row = row.and_then(|row| facet_row_of(session, looks, resource, &row));
                view! {
                    {facet_row}
                    {explanations::explanations(looks, shown)}
                    {related_rows(looks, shown)}
                    {versions::versions(looks, shown)}
                }
                .into_any()
            })}
            {live::maybe(move || row.get().map(|row| raw(&row.raw)))}
        }
        .into_any()
    };
    let locate = move |id: &str| list.locator(id);
    let foot = move || live::when(move || is_row.get(), move || actions(shown, locate));
    let navigator = use_navigator();
    let close = move || navigator.set(&[(resource.opens, "")], false);
    view! {
        <Drawer title subject=id.to_owned() on_close=close foot>
            {body()}
        </Drawer>
    }
    .into_any()
}

/// Returns the full title of a row.
#[must_use]
pub fn heading(resource: &Resource, row: &Row, _: crate::words::Language) -> String {
    match resource.heading {
        Some(heading) => heading(&row.record),
        None => row.label(resource).to_owned(),
    }
}

/// Draws the facts of a row: every field that is shown in the drawer.
#[must_use]
pub fn fact_list(
    looks: Looks,
    dialect: &'static Dialect,
    resource: &'static Resource,
    row: &Row,
) -> AnyView {
    let fields = resource.fields.iter();
    let fields = fields.filter(|field| {
        // The heading has room for two lines of it.
        let fits = row.label(resource).chars().count() <= FITS;
        let named = field.id == resource.name && resource.heading.is_none() && fits;
        matches!(field.place, Place::Table { .. } | Place::Drawer) && !named
    });
    let shown = fields.filter(|field| !field.if_present || field.value(&row.record).is_present());
    let ids: Vec<&str> = shown.map(|field| field.id).collect();
    let facts = facts(looks, dialect, resource, &ids, &row.record);
    view! { <Details>{facts}</Details> }.into_any()
}

fn unreadable(list: LiveList, id: &str) -> Option<Unreadable> {
    let place: usize = id.strip_prefix("row-")?.parse().ok()?;
    list.listing
        .with(|listing| match &listing.lines().get(place)?.line {
            crate::records::Line::Unreadable(broken) => Some(broken.clone()),
            crate::records::Line::Row(_) => None,
        })
}

/// Draws the actions: the usual ones, and separately at the end those that destroy something.
fn actions(
    shown: Shown,
    locate: impl Fn(&str) -> Option<crate::schema::Locator> + Copy + Send + Sync + 'static,
) -> AnyView {
    let of_row = |action: &&&'static Action| action.on.is_of_rows();
    let all = shown.resource.actions.iter().filter(of_row).copied();
    let (last, first): (Vec<_>, Vec<_>) = all.partition(|action| action.destroys);
    let is_offered = move |action: &'static Action| {
        let row = shown.row.read();
        row.as_ref().is_none_or(|row| (action.offered)(&row.record))
    };
    let button = move |action: &'static Action| {
        live::when(
            move || is_offered(action),
            move || action_button(shown, action, locate),
        )
    };
    let first = first.into_iter().map(button).collect_view();
    let last: Vec<AnyView> = last.into_iter().map(button).collect();
    let last = (!last.is_empty()).then(|| view! { <span class="foot-end">{last}</span> });
    view! { {first} {last} }.into_any()
}

/// Draws the button of an action on the row, disabled with the reason if it is not available.
fn action_button(
    shown: Shown,
    action: &'static Action,
    locate: impl Fn(&str) -> Option<crate::schema::Locator> + Copy + Send + Sync + 'static,
) -> AnyView {
    let language = use_language();
    let doing = move |row: Arc<Row>| {
        let id = row.id.as_str().to_owned();
        let at = locate(&id).unwrap_or_else(|| row.locator(shown.resource, None));
        Doing::on(shown.resource, action, at, row)
    };
    let reason = Signal::derive(move || {
        let why = doing(shown.row.get()?).why_not(shown.session)?;
        // The reasons of several buttons are listed below them.
        let words = Phrase::from(WHY_NOT).with("button", action.button);
        Some(words.with("why", why).say(language.get()))
    });
    let navigator = use_navigator();
    let begin = move || {
        let Some(row) = shown.row.get_untracked() else {
            return;
        };
        match action.login() {
            Some(_) => open_login(navigator, shown.resource, action, row.id.as_str()),
            None => shown.doing.set(Some(untrack(|| doing(row)))),
        }
    };
    view! {
        <Button reason_beside=true disabled_reason=reason on_click=begin>{t(action.button)}</Button>
    }
    .into_any()
}

/// Draws a row's JSON, folded.
#[must_use]
pub fn raw(text: &str) -> AnyView {
    let text = crate::records::indented(text);
    view! { <Disclosure title=t(RAW)><Code text=text label=t(RAW) /></Disclosure> }.into_any()
}

fn cannot_read(row: &Unreadable) -> AnyView {
    let language = use_language();
    let why = reason(&row.why);
    view! {
        <Notice>
            <p>{t(UNREADABLE)}</p>
            <p>{live::text(move || why.say(language.get()))}</p>
        </Notice>
        {raw(&row.raw)}
    }
    .into_any()
}

/// Draws the text in place of a row that is not loaded.
fn absent(resource: &'static Resource, looking: Option<RowSearch>) -> AnyView {
    let word = match looking {
        None | Some(RowSearch::Reading) => return view! { <Skeleton rows=6 /> }.into_any(),
        Some(RowSearch::Failed(error)) => {
            return explained(Tone::Bad, list_failure(resource, &error));
        }
        Some(RowSearch::Ended(Found::Gone)) => resource.words.gone,
        Some(RowSearch::Ended(Found::Here(_) | Found::NotSeen)) => resource.words.not_seen,
    };
    view! { <Notice>{t(word)}</Notice> }.into_any()
}

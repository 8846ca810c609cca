//! Selects several rows from a whole list, for one plan.

use std::sync::Arc;

use crate::reactive::*;

use super::related::RelatedSection;
use super::section::{anew, counted, lines_of};
use crate::records::{Filter, Row};
use crate::schema::{FieldSpec, Kind as FieldKind, Query, RelatedAction, RelatedBy, Resource};
use crate::screens::act::{ActDialog, Doing};
use crate::screens::coverage::{coverage, unreadable};
use crate::screens::explained::{failed, list_failure, stale};
use crate::screens::looks::cell;
use crate::screens::ticks::{Ticks, why_not};
use crate::session::list::LiveList;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::input::SearchInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::state::{Empty, Skeleton};
use crate::ui::table::{Align, Cell, Head, Line, Priority, Sort, Table, Tick};
use crate::ui::words::CANCEL;
use crate::words::{Phrase, Say, Text};

const TICKED: Text = text!("{n} ticked" / "{n} ticked" / "已勾选 {n} 项");
const UNTICK: Text = text!("Untick all" / "全部取消勾选");
const CLEAR_SEARCH: Text = text!("Clear search" / "清除搜索");
const ALREADY: Text = text!("already here" / "已在此处");

/// The dialog, while rows are selected for an action.
#[component]
pub(super) fn ChooseDialog(
    /// The section that it belongs to.
    section: RelatedSection,
) -> impl IntoView {
    let choosing = section.choosing;
    let list = LiveList::new(section.shown.session, section.of, Query::newest());
    let (ticks, search) = (Ticks::new(), RwSignal::new(String::new()));
    let doing: RwSignal<Option<Doing>> = RwSignal::new(None);
    let language = use_language();
    let open = live::memo(move || choosing.with(Option::is_some));
    live::effect(move || {
        if open.get() {
            ticks.clear();
            search.set(String::new());
            list.reload();
        }
    });
    let act = move || choosing.get();
    let reason = Signal::derive(move || {
        let act = act()?;
        why_not(language.get(), act.action, act.choose, ticks.count())
    });
    let go = move || {
        if let Some(act) = choosing.get_untracked() {
            doing.set(section.doing_of(act, ticks.all()));
        }
    };
    let title = move || {
        let name = section
            .shown
            .row
            .get()
            .map(|row| row.label(section.shown.resource).to_owned());
        let title = act().and_then(|act| act.among_all);
        let title = title.map(|title| Phrase::from(title).with("name", name.unwrap_or_default()));
        title
            .map(|title| title.say(language.get()))
            .unwrap_or_default()
    };
    let busy = live::derived(move || doing.with(Option::is_some));
    let foot = move || {
        view! {
            {chosen(ticks)}
            <Button on_click=move || choosing.set(None)>{t(CANCEL)}</Button>
            <Button kind=Kind::Primary busy reason_beside=true disabled_reason=reason on_click=go>
                {live::text(move || act().map(|act| review(act, language.get(), ticks.count())).unwrap_or_default())}
            </Button>
        }
        .into_any()
    };
    let done = Callback::new(move |(_, outcomes): (Doing, Vec<crate::gate::Outcome>)| {
        section.done(&outcomes);
        if outcomes.iter().any(crate::gate::Outcome::was_applied) {
            choosing.try_set(None);
        }
    });
    // Rows that were left out are deselected.
    live::effect(move || {
        if let Some(doing) = doing.get() {
            let kept = |id: &str| doing.rows.iter().any(|(at, _)| at.id.as_str() == id);
            let left: Vec<_> = ticks
                .all()
                .into_iter()
                .filter(|(at, _)| !kept(at.id.as_str()))
                .map(|(at, _)| (at, crate::schema::WhyNot::ALREADY_SO))
                .collect();
            if !left.is_empty() {
                ticks.without(&left);
            }
        }
    });
    view! {
        <Dialog open title wide=true on_close=move || choosing.set(None) foot>
            {live::maybe(move || act().map(|_| picking(section, list, ticks, search)))}
        </Dialog>
        <ActDialog doing list=Some(list) on_done=done />
    }
}

fn review(act: &RelatedAction, language: crate::words::Language, ticked: usize) -> String {
    counted(language, act, ticked)
}

/// Draws the number of selected rows, and the button that clears the selection.
fn chosen(ticks: Ticks) -> AnyView {
    let language = use_language();
    let words = move || {
        Phrase::from(TICKED)
            .with("n", ticks.count())
            .say(language.get())
    };
    view! {
        <span class="ticked">
            <span role="status">{live::text(words)}</span>
            {live::when(move || ticks.count() > 0, move || view! {
                <Button kind=Kind::Plain on_click=move || ticks.clear()>{t(UNTICK)}</Button>
            }.into_any())}
        </span>
    }
    .into_any()
}

/// Draws the search, the list, and its coverage.
fn picking(
    section: RelatedSection,
    list: LiveList,
    ticks: Ticks,
    search: RwSignal<String>,
) -> AnyView {
    let of = section.of;
    let rows = live::fresh(move || {
        let (filter, now) = (
            Filter::new(&search.read(), Vec::new()),
            list.session.now_seconds(),
        );
        list.listing.with(|listing| {
            let rows = listing
                .rows()
                .filter(|row| filter.shows(list.resource, row, now));
            Arc::new(rows.cloned().collect::<Vec<Arc<Row>>>())
        })
    });
    let shown = live::derived(move || rows.read().len());
    let busy = live::derived(move || list.reading.with(|reading| reading.busy));
    let body = live::part(move || {
        if list.reading.with(|reading| reading.started) {
            return table(section, list, ticks, search, rows);
        }
        match list.error.get() {
            Some(error) => {
                let retry = Callback::new(move |()| list.reload());
                failed(list_failure(of, &error), busy, retry)
            }
            None => view! { <Skeleton /> }.into_any(),
        }
    });
    view! {
        <div class="picking">
            <SearchInput value=search label=t(of.words.search) />
            {coverage(list, shown)}
            {unreadable(list)}
            {stale(move || list.error.get().filter(|_| list.reading.with(|it| it.loaded > 0)))}
            <div class="picking-table">{body}</div>
        </div>
    }
    .into_any()
}

/// Returns the name, the id, and the field that shows whether a row is already related.
fn columns(section: RelatedSection) -> Vec<&'static FieldSpec> {
    let of: &'static Resource = section.of;
    let identifier = |spec: &&FieldSpec| spec.kind == FieldKind::Id;
    let by = match section.related.by {
        RelatedBy::Facet(facet) | RelatedBy::Shown(facet) | RelatedBy::ShownByName(facet) => {
            of.facet(facet).and_then(|facet| facet.of.field())
        }
        RelatedBy::All(_) => None,
    };
    let by = by.and_then(|field| of.field(field));
    let name = of.field(of.name).into_iter();
    name.chain(of.fields.iter().find(identifier))
        .chain(by)
        .collect()
}

fn table(
    section: RelatedSection,
    list: LiveList,
    ticks: Ticks,
    search: RwSignal<String>,
    rows: Memo<Arc<Vec<Arc<Row>>>>,
) -> AnyView {
    let (looks, of) = (section.looks, section.of);
    let sort: RwSignal<Option<Sort>> = RwSignal::new(None);
    let specs = columns(section);
    let heads = specs.iter().map(|spec| Head {
        id: spec.id,
        title: t(spec.label).into(),
        width: if spec.id == of.name { 240 } else { 168 },
        priority: match spec.kind {
            FieldKind::Id => Priority::Medium,
            _ => Priority::High,
        },
        align: Align::Start,
        sorts: spec.sorts,
    });
    let heads = Arc::new(heads.collect::<Vec<_>>());
    let sorted = live::fresh(move || {
        let order = sort.get().map(|sort| sort.to_string()).unwrap_or_default();
        Arc::new(crate::records::sorted(of, &order, rows.get().to_vec()))
    });
    let lines = live::memo(move || lines_of(&sorted.read()));
    let id = section
        .shown
        .row
        .get_untracked()
        .map(|row| row.id.as_str().to_owned());
    let id = id.unwrap_or_default();
    let is_here = move |row: &Row| section.is_mine(row, &id);
    let tells_here = is_here.clone();
    let cells = move |_: &Line, at: usize| -> Vec<Cell> {
        let Some(row) = sorted.read_untracked().get(at).cloned() else {
            return Vec::new();
        };
        looks.with(|view| {
            let last = specs.len().saturating_sub(1);
            let cells = specs.iter().enumerate().map(|(place, spec)| {
                if place == last && tells_here(&row) {
                    return Cell::Faint(ALREADY.say(view.language).to_owned());
                }
                let shown = crate::records::cell(spec, &row.record, view);
                cell(shown, spec.label.say(view.language).to_owned())
            });
            cells.collect()
        })
    };
    let tick = move |line: &Line, at: usize| {
        let row = sorted.read_untracked().get(at).cloned();
        let refused = row.as_ref().is_some_and(|row| is_here(row));
        let label = row.map(|row| row.label(of).to_owned()).unwrap_or_default();
        Tick {
            label,
            checked: ticks.has(&line.id),
            disabled: refused.then(|| looks.with(|view| ALREADY.say(view.language).to_owned())),
        }
    };
    let on_tick = Callback::new(move |(id, on): (String, bool)| {
        let found = untrack(|| list.row(&id).zip(list.locator(&id)));
        if let Some(((row, _), at)) = found {
            ticks.set(at, row, on);
        }
    });
    let empty = move || {
        let clear = live::when(
            move || search.with(|search| !search.is_empty()),
            move || {
                view! { <Button on_click=move || search.set(String::new())>{t(CLEAR_SEARCH)}</Button> }
                    .into_any()
            },
        );
        view! { <Empty title=t(of.words.no_match[0]) text=t(of.words.no_match[1])>{clear}</Empty> }
            .into_any()
    };
    let more = live::derived(move || list.reading.with(|reading| reading.has_more));
    view! {
        <Table
            label=t(of.title)
            heads=Signal::stored(heads)
            lines
            cells=Arc::new(cells)
            anew=anew(looks, section.shown)
            sort
            on_sort=Callback::new(move |now| sort.set(now))
            more
            empty=empty
            ticks=Some((Arc::new(tick) as Arc<dyn Fn(&Line, usize) -> Tick + Send + Sync>, on_tick))
        />
    }
    .into_any()
}

//! Related rows of another list: the gateway filters them, and they are compared again here,
//! because a gateway may ignore the filter. Selected rows can be acted on together.

use std::sync::Arc;

use crate::reactive::*;

use super::Shown;
use super::choose::ChooseDialog;
use super::section::{anew, columns, counted, covered, lines_of};
use crate::domain::ids::id;
use crate::gate::Outcome;
use crate::records::Row;
use crate::schema::{Query, Related, RelatedAction, RelatedBy, Resource, Value};
use crate::screens::act::{ActDialog, Doing};
use crate::screens::coverage::{more, unreadable};
use crate::screens::explained::{failed, list_failure, stale};
use crate::screens::list::head;
use crate::screens::looks::{Looks, cell};
use crate::screens::navigator::{link, narrowed, row_of, use_navigator};
use crate::screens::ticks::{Ticks, why_not};
use crate::session::list::LiveList;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::state::Skeleton;
use crate::ui::table::{Cell, Head, Line, Table};
use crate::ui::words::RELOAD;
use crate::words::{Say, visible};

/// Draws the sections of related rows.
#[must_use]
pub fn related_rows(looks: Looks, shown: Shown) -> AnyView {
    let sections = shown.resource.related.iter();
    sections
        .filter_map(|related| {
            let of = shown.dialect.resource(related.of)?;
            Some(section(looks, shown, related, of))
        })
        .collect_view()
        .into_any()
}

fn section(
    looks: Looks,
    shown: Shown,
    related: &'static Related,
    of: &'static Resource,
) -> AnyView {
    let Some(row) = shown.row.get_untracked() else {
        return ().into_any();
    };
    let who = shown.session.who();
    if let Some(why) = (of.not_listed)(&who) {
        // Rows that would be shown here are missed; a link is not.
        return match related.by {
            RelatedBy::Shown(_) | RelatedBy::ShownByName(_) => view! {
                <section class="members">
                    <div class="members-head"><h3>{t(related.title)}</h3></div>
                    <p class="hint">{t(why.words)}</p>
                </section>
            }
            .into_any(),
            RelatedBy::Facet(_) | RelatedBy::All(_) => ().into_any(),
        };
    }
    let word = match related.by {
        RelatedBy::ShownByName(_) => row.label(shown.resource).to_owned(),
        _ => row.id.as_str().to_owned(),
    };
    let by = match related.by {
        RelatedBy::All(is_for) if !is_for(&who) => return ().into_any(),
        RelatedBy::All(_) => None,
        RelatedBy::Facet(facet) => match of.facet(facet) {
            // Without actions, the rows are only linked and not read here.
            Some(facet) if related.actions.is_empty() => {
                let to = narrowed(of, facet, row.id.as_str());
                let words = live::text(t(related.title));
                return view! { <p class="related-link">{link(to, words)}</p> }.into_any();
            }
            Some(facet) => Some((id(facet.id), row.id.as_str().to_owned())),
            None => return ().into_any(),
        },
        RelatedBy::Shown(facet) | RelatedBy::ShownByName(facet) => of
            .facet(facet)
            .filter(|facet| facet.server)
            .map(|facet| (id(facet.id), word.clone())),
    };
    // What the gateway does not filter is compared here, over all rows if one request brings them.
    let covers_all = by.is_none();
    let also = related
        .also
        .filter(|(facet, _)| of.facet(facet).is_some_and(|it| it.server));
    let also = also.map(|(facet, word)| (id(facet), word.to_owned()));
    let query = Query {
        by: by.into_iter().chain(also).collect(),
        ..Query::newest()
    };
    let list = LiveList::new(shown.session, of, query);
    let list = if covers_all {
        list.covering_all()
    } else {
        list
    };
    list.reload();
    let ticks = Ticks::new();
    let section = RelatedSection {
        looks,
        shown,
        related,
        of,
        list,
        ticks,
        doing: RwSignal::new(None),
        choosing: RwSignal::new(None),
    };
    section.draw(word)
}

/// A section of related rows. Copies refer to the same one.
#[derive(Clone, Copy)]
pub(super) struct RelatedSection {
    pub(super) looks: Looks,
    pub(super) shown: Shown,
    pub(super) related: &'static Related,
    pub(super) of: &'static Resource,
    pub(super) list: LiveList,
    ticks: Ticks,
    doing: RwSignal<Option<Doing>>,
    pub(super) choosing: RwSignal<Option<&'static RelatedAction>>,
}

impl RelatedSection {
    /// Returns whether a row refers to the shown row, by its id or name.
    pub(super) fn is_mine(self, row: &Row, id: &str) -> bool {
        let facet = match self.related.by {
            RelatedBy::All(_) => return true,
            RelatedBy::Facet(facet) | RelatedBy::Shown(facet) | RelatedBy::ShownByName(facet) => {
                facet
            }
        };
        let field_of = |facet: &str| self.of.facet(facet).and_then(|facet| facet.of.field());
        let Some(field) = field_of(facet) else {
            return false;
        };
        let is_also = |(facet, word): (&str, &str)| {
            field_of(facet).is_some_and(
                |field| matches!(row.record.value(field), Value::Text(text) if text == word),
            )
        };
        if !self.related.also.is_none_or(is_also) {
            return false;
        }
        match row.record.value(field) {
            Value::Ref(reference) => reference.id.as_ref().is_some_and(|of| of.as_str() == id),
            Value::Text(text) => text == id,
            Value::Words(words) => words.iter().any(|word| word == id),
            _ => false,
        }
    }

    fn draw(self, id: String) -> AnyView {
        let list = self.list;
        let mine = live::fresh(move || {
            list.listing.with(|listing| {
                let rows = listing.rows().filter(|row| self.is_mine(row, &id)).cloned();
                Arc::new(rows.collect::<Vec<Arc<Row>>>())
            })
        });
        let busy = live::derived(move || list.reading.with(|reading| reading.busy));
        let some = move || !mine.read().is_empty();
        let chosen = self.related.actions.iter();
        let chosen = chosen.filter(|act| act.among_all.is_some());
        let buttons = chosen.map(|act| self.choose_button(act)).collect_view();
        view! {
            <section class="members">
                <div class="members-head">
                    <h3>{t(self.related.title)}</h3>
                    <Button kind=Kind::Plain label=t(RELOAD) busy on_click=move || list.reload()>
                        <Icon glyph=Glyph::Reload />
                    </Button>
                </div>
                {self.coverage(mine)}
                {stale(move || list.error.get().filter(|_| list.reading.with(|it| it.loaded > 0)))}
                {self.unread()}
                {unreadable(list)}
                {self.related.chart.as_ref().map(|chart| crate::screens::chart::chart(self.looks, chart, self.of, mine))}
                {live::when(some, move || view! { {self.table(mine)} {self.actions()} }.into_any())}
                <div class="members-foot">{buttons}</div>
            </section>
            {(!self.related.actions.is_empty()).then(|| self.dialogs())}
        }
        .into_any()
    }

    /// Draws the dialogs of the section: the form of an action, and the selection from the whole
    /// list.
    fn dialogs(self) -> AnyView {
        let on_done =
            Callback::new(move |(_, outcomes): (Doing, Vec<Outcome>)| self.done(&outcomes));
        view! {
            <ActDialog doing=self.doing list=Some(self.list) on_done />
            <ChooseDialog section=self />
        }
        .into_any()
    }

    /// After an action: clears the selection, and reads the related rows and the shown row again.
    pub(super) fn done(self, outcomes: &[Outcome]) {
        if outcomes.iter().any(Outcome::was_applied) {
            self.ticks.clear();
            // The row may count them.
            let _ = self.shown.reread.try_run(());
        }
        self.list.outdate();
    }

    /// Draws a placeholder until rows were read.
    fn unread(self) -> AnyView {
        let (list, of) = (self.list, self.of);
        let busy = live::derived(move || list.reading.with(|reading| reading.busy));
        live::maybe(move || {
            if list.reading.with(|reading| reading.started) {
                return None;
            }
            Some(match list.error.get() {
                Some(error) => {
                    let retry = Callback::new(move |()| list.reload());
                    failed(list_failure(of, &error), busy, retry)
                }
                None => view! { <Skeleton rows=3 /> }.into_any(),
            })
        })
    }

    fn coverage(self, mine: Memo<Arc<Vec<Arc<Row>>>>) -> AnyView {
        let (language, reading) = (use_language(), self.list.reading);
        let (of, none) = (self.of, self.related.none);
        let words = move || covered(language.get(), of, none, mine.read().len(), reading.get());
        let started = live::memo(move || reading.with(|reading| reading.started));
        let has_more = live::memo(move || reading.with(|reading| reading.has_more));
        let list = self.list;
        let line = move || {
            view! {
                <div class="line">
                    <span class="members-coverage" role="status">{live::text(words)}</span>
                    {live::when(move || has_more.get(), move || more(list))}
                </div>
            }
            .into_any()
        };
        live::when(move || started.get(), line)
    }

    fn table(self, mine: Memo<Arc<Vec<Arc<Row>>>>) -> AnyView {
        let (looks, of, ticks, list) = (self.looks, self.of, self.ticks, self.list);
        let navigator = use_navigator();
        let acts = !self.related.actions.is_empty();
        // Without actions, the rows look as they do in their own list.
        let specs: Vec<_> = match acts {
            true => columns(of),
            false => list
                .listing
                .with_untracked(|listing| crate::records::columns(of, &mut listing.rows())),
        };
        let heads = specs.iter().map(|spec| match acts {
            true => Head {
                id: spec.id,
                title: t(spec.label).into(),
                width: if spec.id == of.name { 208 } else { 104 },
                priority: crate::ui::table::Priority::High,
                align: crate::ui::table::Align::Start,
                sorts: false,
            },
            false => Head {
                sorts: false,
                ..head(spec)
            },
        });
        let heads = Arc::new(heads.collect::<Vec<_>>());
        let lines = live::memo(move || lines_of(&mine.read()));
        let cells = move |_: &Line, at: usize| -> Vec<Cell> {
            let Some(row) = mine.read_untracked().get(at).cloned() else {
                return Vec::new();
            };
            looks.with(|view| {
                let cells = specs.iter().enumerate().map(|(place, spec)| {
                    if place == 0 {
                        let text = match acts {
                            true => row.label(of).to_owned(),
                            false => crate::records::exact_in(spec, spec.value(&row.record), view),
                        };
                        return Cell::Link {
                            href: navigator.href(row_of(of, row.id.as_str())),
                            text: visible(&text).into_owned(),
                        };
                    }
                    let shown = crate::records::cell(spec, &row.record, view);
                    cell(shown, spec.label.say(view.language).to_owned())
                });
                cells.collect()
            })
        };
        let more = live::derived(move || list.reading.with(|reading| reading.has_more));
        let row = move |at: usize| mine.read_untracked().get(at).cloned();
        let ticks = ticks.boxes(looks, list, row);
        view! {
            <div class="members-table">
                <Table
                    label=t(self.related.title)
                    heads=Signal::stored(heads)
                    lines
                    cells=Arc::new(cells)
                    anew=anew(looks, self.shown)
                    more
                    ticks=acts.then_some(ticks)
                />
            </div>
        }
        .into_any()
    }

    /// Draws the actions on the selected rows.
    fn actions(self) -> AnyView {
        let acts = self.related.actions.iter();
        let acts = acts.filter(|act| act.among_all.is_none());
        acts.map(|act| self.act_button(act))
            .collect_view()
            .into_any()
    }

    fn act_button(self, act: &'static RelatedAction) -> AnyView {
        let (language, ticks) = (use_language(), self.ticks);
        let reason =
            Signal::derive(move || why_not(language.get(), act.action, act.choose, ticks.count()));
        let click = move || self.begin(act, ticks.all());
        let busy = live::derived(move || self.doing.with(Option::is_some));
        view! {
            <Button reason_beside=true busy disabled_reason=reason on_click=click>
                {live::text(move || counted(language.get(), act, ticks.count()))}
            </Button>
        }
        .into_any()
    }

    fn choose_button(self, act: &'static RelatedAction) -> AnyView {
        view! {
            <Button on_click=move || self.choosing.set(Some(act))>{t(act.button)}</Button>
        }
        .into_any()
    }

    fn begin(self, act: &'static RelatedAction, rows: Vec<(crate::schema::Locator, Arc<Row>)>) {
        if let Some(doing) = self.doing_of(act, rows) {
            self.doing.set(Some(doing));
        }
    }

    /// Returns the action on these rows, preset with the shown row.
    pub(super) fn doing_of(
        self,
        act: &'static RelatedAction,
        rows: Vec<(crate::schema::Locator, Arc<Row>)>,
    ) -> Option<Doing> {
        let row = self.shown.row.get_untracked()?;
        let at = row.locator(self.shown.resource, None);
        Some(Doing {
            resource: self.of,
            action: act.action,
            rows,
            preset: (act.input)(&at),
            only: None,
        })
    }
}

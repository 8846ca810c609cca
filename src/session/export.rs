//! Exports a list as a CSV file, page by page: nothing is kept but the file, which the browser holds.

use crate::reactive::*;

use super::Session;
use crate::browser::download::Parts;
use crate::call::ApiError;
use crate::domain::time::{UnixMillis, UnixSeconds};
use crate::records::{CSV_MARK, Filter, Line, Listing, Page, Row};
use crate::schema::{Query, Resource};

/// How far an export is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The rows that were read.
    pub read: usize,
    /// Those of them in the file.
    pub written: usize,
    /// Those that cannot be read.
    pub unreadable: usize,
    /// The number of rows, if the gateway sends it.
    pub total: Option<usize>,
    /// Whether all rows were read.
    pub whole: bool,
}

/// The state of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// There is none.
    #[default]
    Idle,
    /// Rows are being read.
    Running(Progress),
    /// It stopped: by the operator, or because reading failed.
    Stopped(Progress, Option<ApiError>),
    /// The file with this name was offered; `None` if the browser could not make it.
    Ended(Progress, Option<String>),
}

/// What an export holds between pages.
struct Work {
    listing: Listing,
    parts: Parts,
    query: Query,
    filter: Filter,
    progress: Progress,
    began: UnixMillis,
    /// Whether the gateway can be asked for rows up to a time.
    bounds: bool,
    /// When the newest row was made, by the gateway's clock.
    newest: Option<UnixSeconds>,
}

/// The export of one list. Copies refer to the same one.
#[derive(Clone, Copy)]
pub struct Export {
    session: Session,
    resource: &'static Resource,
    /// Its state.
    pub state: RwSignal<State>,
    work: StoredValue<Option<Work>, LocalStorage>,
    /// Counts how often it went on: a page that was asked for before a stop is not taken after it.
    turns: StoredValue<u32>,
}

impl Export {
    /// Makes the export of a list.
    #[must_use]
    pub fn new(session: Session, resource: &'static Resource) -> Self {
        Self {
            session,
            resource,
            state: RwSignal::new(State::Idle),
            work: StoredValue::new_local(None),
            turns: StoredValue::new(0),
        }
    }

    /// Begins: `query` is asked of the gateway, `filter` decides which rows are written. Rows that are
    /// made after the first page are left out where the gateway can filter by time, so that pages stay
    /// where they are. That time is the newest row's, since clocks differ.
    pub fn begin(self, query: Query, filter: Filter, head: &str) {
        let has_days = |facet: &crate::schema::Facet| facet.server && facet.of.is_days();
        let parts = Parts::new();
        // A browser that cannot hold the head cannot make the file either, which is said then.
        let _ = parts.add(&format!("{CSV_MARK}{head}"));
        self.work.set_value(Some(Work {
            listing: Listing::default(),
            parts,
            query,
            filter,
            progress: Progress::default(),
            began: self.session.now(),
            bounds: self.resource.facets.iter().any(has_days),
            newest: None,
        }));
    }

    /// Reads page after page and writes each row with `line`, until the end, a failure, or a stop.
    pub fn go_on(self, line: impl Fn(&Row) -> String + 'static) {
        let progress = self
            .work
            .try_with_value(|work| work.as_ref().map(|it| it.progress.clone()));
        let Some(progress) = progress.flatten() else {
            return;
        };
        self.enter(State::Running(progress));
        let turn = self.turns.get_value() + 1;
        self.turns.set_value(turn);
        spawn_local(async move {
            let goes_on = || {
                let runs = matches!(self.state.try_get_untracked(), Some(State::Running(_)));
                runs && self.turns.try_get_value() == Some(turn)
            };
            while goes_on() {
                self.session.take_turn().await;
                if !goes_on() {
                    return;
                }
                let Some(query) = self.next_query() else {
                    return;
                };
                let page = self.read(&query, &goes_on).await;
                // The rows of a page that arrives after a stop are read again if the export goes on.
                if !goes_on() {
                    return;
                }
                match page {
                    Ok(page) => {
                        let state = self.work.try_update_value(|work| {
                            let work = work.as_mut()?;
                            Some(work.take(self.resource, page, &line, self.session.now_seconds()))
                        });
                        match state.flatten() {
                            Some(true) => self.set(State::Running),
                            Some(false) => return self.end(),
                            None => return,
                        }
                    }
                    Err(error) => return self.set(|at| State::Stopped(at, Some(error))),
                }
            }
        });
    }

    /// Reads the next page, or all rows where one request tells them: then no row can move between pages.
    async fn read(self, query: &Query, goes_on: &dyn Fn() -> bool) -> Result<Page, ApiError> {
        if self.resource.reads.whole.is_none() || !query.by.is_empty() {
            return self.session.page(self.resource, query).await;
        }
        let all = self.session.read_at_once(self.resource, goes_on).await?;
        let lines = all.unwrap_or_default();
        let lines = lines.lines().iter().map(|listed| listed.line.clone());
        Ok(Page {
            lines: lines.collect(),
            ..Page::default()
        })
    }

    fn next_query(self) -> Option<Query> {
        let query = |work: &Option<Work>| {
            let work = work.as_ref()?;
            Some(Query {
                after: work.listing.cursor().map(str::to_owned),
                offset: work.listing.read(),
                ..work.query.clone()
            })
        };
        self.work.try_with_value(query).flatten()
    }

    /// Sets the state. Closing the tab would lose what was read and not saved, so it asks then.
    fn enter(self, state: State) {
        let holds = matches!(state, State::Running(_) | State::Stopped(..));
        if self.state.try_set(state).is_none() {
            self.session.exporting.try_set(holds);
        }
    }

    fn set(self, state: impl FnOnce(Progress) -> State) {
        let progress = self
            .work
            .try_with_value(|work| work.as_ref().map(|it| it.progress.clone()));
        if let Some(progress) = progress.flatten() {
            self.enter(state(progress));
        }
    }

    /// Stops reading. What was read can be saved, or read on.
    pub fn stop(self) {
        self.set(|progress| State::Stopped(progress, None));
    }

    /// Offers the file with the rows so far.
    pub fn end(self) {
        let work = self.work.try_update_value(Option::take).flatten();
        let Some(work) = work else {
            return;
        };
        let stamp = work.began.seconds().wall_clock(0);
        let stamp: String = stamp.chars().filter(char::is_ascii_digit).collect();
        // A part must not be taken for the whole.
        let part = match (work.progress.whole, work.progress.total) {
            (true, _) => String::new(),
            (false, Some(total)) => format!("-first-{}-of-{total}", work.progress.read),
            (false, None) => format!("-first-{}", work.progress.read),
        };
        let name = format!("{}{part}-{stamp}.csv", self.resource.id);
        let is_offered = work.parts.offer(&name, "text/csv;charset=utf-8");
        if let Some(until) = work.covers().filter(|_| is_offered) {
            self.session
                .note_exported(self.resource, until, work.progress.written);
        }
        self.enter(State::Ended(work.progress, is_offered.then_some(name)));
    }

    /// Forgets the export.
    pub fn dismiss(self) {
        self.work.set_value(None);
        self.enter(State::Idle);
    }
}

impl Work {
    /// Writes the new rows of a page; `false` if it was the last one.
    fn take(
        &mut self,
        resource: &Resource,
        page: Page,
        line: &impl Fn(&Row) -> String,
        now: UnixSeconds,
    ) -> bool {
        self.listing.drop_earlier();
        let before = self.listing.lines().len();
        let listing = std::mem::take(&mut self.listing);
        self.listing = listing.with(page);
        let mut text = String::new();
        for listed in &self.listing.lines()[before..] {
            self.progress.read += 1;
            match &listed.line {
                Line::Row(row) => {
                    self.newest = self.newest.max(row.made(resource));
                    if self.filter.shows(resource, row, now) {
                        text += &line(row);
                        self.progress.written += 1;
                    }
                }
                Line::Unreadable(_) => self.progress.unreadable += 1,
            }
        }
        if let Some(newest) = self.newest.filter(|_| self.bounds) {
            self.query.between = self.query.between.until(newest);
        }
        self.progress.total = self.listing.total();
        self.progress.whole = self.listing.is_whole();
        let is_held = text.is_empty() || self.parts.add(&text);
        is_held && self.listing.has_more()
    }

    /// Returns up to when the file holds every row of the list; `None` if it does not. That is the time
    /// of its newest row: this machine's clock may be ahead of the gateway's.
    fn covers(&self) -> Option<UnixSeconds> {
        let is_all = self.progress.whole && self.progress.unreadable == 0;
        let is_since_ever = self.query.between.from.is_none();
        let is_unfiltered = self.filter.is_empty() && self.query.by.is_empty() && is_since_ever;
        self.newest.filter(|_| is_all && is_unfiltered)
    }
}

impl Session {
    /// Notes that a file with every row of a list up to this time was offered.
    fn note_exported(&self, resource: &Resource, until: UnixSeconds, rows: usize) {
        self.exported
            .try_update(|exported| exported.push((resource.id, until, rows)));
    }

    /// Returns up to when every row of a list was exported in this sitting, and how many those were.
    #[must_use]
    pub fn exported(&self, resource: &Resource) -> Option<(UnixSeconds, usize)> {
        let of = |exported: &Vec<(crate::schema::Str, UnixSeconds, usize)>| {
            let ours = exported.iter().filter(|(id, ..)| *id == resource.id);
            ours.map(|(_, until, rows)| (*until, *rows)).max()
        };
        self.exported.try_with(of).flatten()
    }
}

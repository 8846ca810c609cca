//! Paints the table into the page with direct DOM calls. The result is a function of the rows
//! shown, the scroll position, and the active row.

mod element;
mod header;
mod listener;
mod moves;
mod page;
mod placed;
mod row;
mod state;
mod stencil;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use crate::reactive::{document, untrack};
use leptos::web_sys::Node;

use self::element::focus;
use self::header::Header;
use self::listener::Listener;
use self::page::{Page, Said};
use self::row::{Row, Template};
use self::state::{HEAD, State, pixels};
use self::stencil::{Reading, Stencils};
use super::MOST_ROWS;
use super::placing::{Active, Placing, place};

pub(super) use self::placed::{PainterHandle, Placed};
pub(super) use self::state::{Given, Shown};

/// A press of a mouse button.
struct Press {
    /// The position in pixels.
    at: (i32, i32),
    /// The row.
    id: Option<Arc<str>>,
}

/// Paints one table.
pub(super) struct Painter {
    given: Given,
    page: Page,
    stencils: Stencils,
    state: RefCell<State>,
    press: RefCell<Option<Press>>,
    listeners: RefCell<Vec<Listener>>,
}

impl Painter {
    /// Creates the elements, without rows.
    pub fn new(given: Given) -> Self {
        let header = Header::new();
        let opens = given.on_open.is_some();
        let page = Page::new(&header, opens);
        let stencils = Stencils::new(Arc::clone(&given.clock));
        let template = Template::new(&[], opens, given.ticks.is_some());
        let state = State::new(header, template);
        Self {
            given,
            page,
            stencils,
            state: RefCell::new(state),
            press: RefCell::new(None),
            listeners: RefCell::new(Vec::new()),
        }
    }

    /// Shows new contents. Follows the signals that titles and checkboxes read.
    pub fn show(&self, now: Shown) {
        let mut state = self.state.borrow_mut();
        let (opens, ticked) = (self.given.on_open.is_some(), self.given.ticks.is_some());
        if (state.header).build(&now.heads, self.given.on_sort.is_some(), ticked) {
            state.template = Template::new(&now.heads, opens, ticked);
            for row in state.rows.drain(..) {
                row.element.remove();
            }
            state.spare.clear();
            state.window = 0..0;
        }
        state.header.write(now.sort.as_ref());
        let before = state.shown.replace(now.clone());
        let before = before.unwrap_or_else(|| now.clone());
        let anew = before.anew != now.anew || before.language != now.language;
        if before.lines.len() != now.lines.len() && self.held(&state).is_none() {
            state.wide = false;
        }
        if before.sort != now.sort {
            // A new sort order starts at the top.
            self.page.scroller.set_scroll_top(0);
            state.top = 0;
            state.active = Active::default();
        }
        drop(state);
        self.paint(anew);
    }

    /// Adds the rows around the visible ones.
    pub fn widen(&self) {
        self.state.borrow_mut().wide = true;
        self.resized();
    }

    /// Updates the relative times.
    pub fn tell(&self) {
        let mut state = self.state.borrow_mut();
        if let Some(reading) = self.reading(&state) {
            for row in &mut state.rows {
                row.tell(reading);
            }
        }
    }

    /// Updates the rows in the page; with `anew` the cells of all rows are requested again.
    fn paint(&self, anew: bool) {
        let (window, placing, leaves) = self.plan();
        if leaves {
            // The box takes the focus from a row that is about to be removed.
            focus(&self.page.scroller);
        }
        self.say(window.clone());
        self.put(window, placing, anew);
    }

    /// Returns which rows belong in the page, and whether the focused row is removed.
    fn plan(&self) -> (Range<usize>, Placing, bool) {
        let state = self.state.borrow();
        let window = state.wanted();
        let before: Vec<Arc<str>> = state.rows.iter().map(|row| row.id.clone()).collect();
        let held = self.held(&state);
        let lines = state.shown.as_ref().map(|shown| &shown.lines);
        let wanted = lines.map(|lines| lines.window(window.clone()));
        let wanted = wanted.unwrap_or_default();
        let placing = place(&before, &wanted, held);
        let leaves = held.is_some_and(|held| !placing.keeps(held, &before, &wanted));
        (window, placing, leaves)
    }

    /// Writes the number of rows, and the height of those above and below `window`.
    fn say(&self, window: Range<usize>) {
        let mut state = self.state.borrow_mut();
        let count = state.count();
        let Some(shown) = &state.shown else { return };
        let now = Said {
            caption: shown.caption.clone(),
            hint: shown.hint,
            count: match shown.more {
                true => -1,
                false => i64::try_from(count + 1).unwrap_or(-1),
            },
            gaps: (
                window.start * shown.row,
                count.saturating_sub(window.end) * shown.row,
            ),
        };
        self.page.say(&now, &state.said);
        state.said = now;
    }

    /// Places the rows of `window` in the page.
    fn put(&self, window: Range<usize>, placing: Placing, anew: bool) {
        let mut state = self.state.borrow_mut();
        let Some(reading) = self.reading(&state) else {
            return;
        };
        let state = &mut *state;
        let Some(shown) = &state.shown else { return };
        let lines = shown.lines.window(window.clone());
        let mut before: Vec<Option<Row>> = state.rows.drain(..).map(Some).collect();
        for ((line, taken), number) in lines.iter().zip(&placing.taken).zip(window.clone()) {
            let taken = taken.and_then(|at| before.get_mut(at)?.take());
            let is_new = taken.is_none();
            let taken = taken.or_else(|| state.spare.pop());
            let mut row = taken.unwrap_or_else(|| Row::new(&state.template, line.id.clone()));
            if is_new || anew || row.id != line.id || row.stamp.as_ref() != Some(&line.stamp) {
                (row.id, row.stamp) = (line.id.clone(), Some(line.stamp.clone()));
                let cells = untrack(|| (self.given.cells)(line, number));
                row.write(cells, &self.stencils, reading);
            }
            row.count(number);
            row.current(shown.selected.as_deref() == Some(&line.id));
            if let Some((tick, _)) = &self.given.ticks {
                row.tick(tick(line, number));
            }
            if is_new || anew {
                row.tell(reading);
            }
            state.rows.push(row);
        }
        for mut gone in before.into_iter().flatten() {
            gone.element.remove();
            // What it was made of need not be kept.
            gone.stamp = None;
            state.spare.push(gone);
        }
        state.spare.truncate(MOST_ROWS);
        let mut next: Option<Node> = None;
        for (row, steady) in state.rows.iter().zip(&placing.steady).rev() {
            if !steady {
                let _ = self.page.body.insert_before(&row.element, next.as_ref());
            }
            next = Some(row.element.clone().into());
        }
        state.active.follow(&lines, &window);
        state.window = window;
        stop(&mut state.rows, &state.active, &state.window);
    }

    /// Returns the row in the page that has or contains the focus.
    fn held(&self, state: &State) -> Option<usize> {
        let focused = document().active_element()?;
        if !self.page.body.contains(Some(&focused)) {
            return None;
        }
        moves::number_at(&focused)?.checked_sub(state.window.start)
    }

    fn reading(&self, state: &State) -> Option<Reading> {
        let language = state.shown.as_ref()?.language;
        let now = self.given.now.get_untracked();
        Some(Reading { now, language })
    }

    /// Measures the visible part of the box.
    fn measure(&self) {
        let height = pixels(self.page.scroller.client_height());
        // A box that is not in the page yet has no height.
        if height > 0 {
            self.state.borrow_mut().height = height.saturating_sub(HEAD);
        }
    }
}

impl Drop for Painter {
    fn drop(&mut self) {
        self.page.clear();
    }
}

/// Makes the active row, or the nearest one in the page, the one in the tab order.
fn stop(rows: &mut [Row], active: &Active, window: &Range<usize>) {
    let stop = active.stop(window);
    for (row, number) in rows.iter_mut().zip(window.clone()) {
        row.stop(number == stop);
    }
}

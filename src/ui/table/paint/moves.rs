//! Handles mouse and keyboard events of the table, with the decisions of `window` and `keys`.

use crate::reactive::{Callable, untrack};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event, HtmlInputElement, KeyboardEvent, MouseEvent};

use super::element::{around, focus, mark, target};
use super::header::SORTS;
use super::row::Row;
use super::state::pixels;
use super::stencil::EDITS;
use super::{Painter, Press, stop};
use crate::ui::table::placing::Active;
use crate::ui::table::{Sort, keys};

/// The most pixels that the mouse may move between press and release in a click; more means that
/// text is being selected.
const CLICK_SLACK: i32 = 4;

/// An event and its handler.
pub(super) type Handler = (&'static str, fn(&Painter, &Event));

/// All handled events, wherever in the box they occur.
pub(super) const HANDLERS: [Handler; 6] = [
    ("scroll", |painter, _| painter.scrolled()),
    ("keydown", Painter::key),
    ("focusin", Painter::focused),
    ("mousedown", Painter::pressed),
    ("click", Painter::clicked),
    ("change", Painter::changed),
];

impl Painter {
    /// Measures the box, and paints if other rows belong in the page than before.
    pub(in crate::ui::table) fn resized(&self) {
        self.measure();
        self.refill();
    }

    /// Handles scrolling.
    fn scrolled(&self) {
        let top = pixels(self.page.scroller.scroll_top());
        let sideways = self.page.scroller.scroll_left() > 0;
        // The box may have been resized without the window, by a notice above it. The layout is up
        // to date here, so measuring costs nothing; until then the extra rows around the visible
        // ones are enough.
        self.measure();
        let mut state = self.state.borrow_mut();
        (state.top, state.wide) = (top, true);
        let turned = std::mem::replace(&mut state.sideways, sideways) != sideways;
        drop(state);
        if turned {
            // The first column has a border while the table is scrolled sideways.
            mark(&self.page.scroller, "sideways", sideways);
        }
        self.refill();
    }

    /// Paints if other rows belong in the page than before.
    fn refill(&self) {
        let state = self.state.borrow();
        let (wanted, window) = (state.wanted(), &state.window);
        let is_covered = window.start <= wanted.start && wanted.end <= window.end;
        // Rows beside the visible ones would soon be added again.
        let stays = wanted == *window || (!state.wide && is_covered);
        drop(state);
        if !stays {
            untrack(|| self.paint(false));
        }
    }

    /// Handles a key pressed in the box.
    fn key(&self, event: &Event) {
        self.press.take();
        let event: &KeyboardEvent = event.unchecked_ref();
        let busy = "thead, input, select, textarea, [role=menu]";
        if event.ctrl_key()
            || event.alt_key()
            || event.meta_key()
            || event.shift_key()
            || target(event).is_some_and(|target| around(&target, busy).is_some())
        {
            return;
        }
        let state = self.state.borrow();
        let (from, page) = (state.active.number, state.viewport().page());
        let to = keys::target(&event.key(), from, state.count(), page);
        drop(state);
        if let Some(to) = to {
            event.prevent_default();
            self.go(to);
        }
    }

    /// Scrolls to the row `to` and focuses it.
    fn go(&self, to: usize) {
        let mut state = self.state.borrow_mut();
        let lines = state.shown.as_ref().map(|shown| &shown.lines);
        let id = lines.and_then(|lines| lines.get(to).map(|line| line.id.clone()));
        state.active = Active { number: to, id };
        let top = state.viewport().scroll_to(to);
        if let Some(top) = top {
            state.top = top;
        }
        drop(state);
        if let Some(top) = top {
            let top = i32::try_from(top).unwrap_or(i32::MAX);
            self.page.scroller.set_scroll_top(top);
        }
        untrack(|| self.paint(false));
        if let Some(open) = self.with_row(to, |row| row.open.clone()).flatten() {
            focus(&open);
        }
    }

    /// Handles focus on a row or inside it.
    fn focused(&self, event: &Event) {
        let Some(number) = target(event).as_ref().and_then(number_at) else {
            return;
        };
        let id = self.with_row(number, |row| row.id.clone());
        let mut now = self.state.borrow_mut();
        let state = &mut *now;
        state.active = Active { number, id };
        stop(&mut state.rows, &state.active, &state.window);
        // Tab goes on to the rows below the visible ones.
        state.wide = true;
        drop(now);
        self.refill();
    }

    /// Handles a pressed mouse button.
    fn pressed(&self, event: &Event) {
        let number = target(event).as_ref().and_then(number_at);
        let id = number.and_then(|number| self.with_row(number, |row| row.id.clone()));
        let event: &MouseEvent = event.unchecked_ref();
        let at = (event.client_x(), event.client_y());
        self.press.replace(Some(Press { at, id }));
    }

    /// Handles a click: a header sorts; a row opens, or is selected if rows do not open, unless the
    /// click was on a control in it or ended a text selection.
    fn clicked(&self, event: &Event) {
        let press = self.press.take();
        let Some(target) = target(event) else { return };
        if let Some(button) = around(&target, &format!("[{SORTS}]")) {
            self.sort(&button);
            return;
        }
        let Some(number) = number_at(&target) else {
            return;
        };
        let row = |row: &Row| {
            let tick = row.tick.as_ref().map(|(input, _)| input.clone());
            (row.id.to_string(), row.open.clone(), tick)
        };
        let Some((id, open, tick)) = self.with_row(number, row) else {
            return;
        };
        // The list has moved under the mouse, so the pressed row is not the one here now.
        if press
            .as_ref()
            .is_some_and(|press| press.id.as_deref() != Some(&*id))
        {
            event.prevent_default();
            return;
        }
        if around(&target, ".row-open").is_none() {
            let event: &MouseEvent = event.unchecked_ref();
            let moved = press.is_some_and(|Press { at: (x, y), .. }| {
                let (x, y) = (event.client_x() - x, event.client_y() - y);
                x.abs().max(y.abs()) > CLICK_SLACK
            });
            let edits = around(&target, &format!("[{EDITS}]"));
            if let Some((button, on_edit)) = edits.zip(self.given.on_edit) {
                if let Some(column) = button.get_attribute(EDITS).filter(|_| !moved) {
                    // The form gives the focus back to where it was opened.
                    focus(&button);
                    on_edit.run((id, column));
                }
                return;
            }
            if moved || around(&target, "a, button, input, label, select").is_some() {
                return;
            }
        }
        match (open, self.given.on_open, tick) {
            (Some(open), Some(on_open), _) => {
                focus(&open);
                on_open.run(id);
            }
            (_, _, Some(tick)) => tick.click(),
            _ => {}
        }
    }

    /// Sorts by the column of a header's button.
    fn sort(&self, button: &Element) {
        let column = button.get_attribute(SORTS);
        let state = self.state.borrow();
        let now = state.shown.as_ref().and_then(|shown| shown.sort.clone());
        drop(state);
        if let (Some(on_sort), Some(column)) = (self.given.on_sort, column) {
            on_sort.run(Sort::pressed(now.as_ref(), &column));
        }
    }

    /// Handles a changed checkbox: calls back, and shows the resulting state.
    fn changed(&self, event: &Event) {
        let Some((target, (_, on_change))) = target(event).zip(self.given.ticks.as_ref()) else {
            return;
        };
        let checkbox = target.dyn_ref::<HtmlInputElement>();
        let Some((number, checkbox)) = number_at(&target).zip(checkbox) else {
            return;
        };
        let checked = checkbox.checked();
        let mut state = self.state.borrow_mut();
        let at = number.checked_sub(state.window.start);
        let Some(row) = at.and_then(|at| state.rows.get_mut(at)) else {
            return;
        };
        if let Some((_, tick)) = &mut row.tick {
            tick.checked = checked;
        }
        let id = row.id.to_string();
        drop(state);
        on_change.run((id, checked));
        untrack(|| self.paint(false));
    }

    /// Calls `look` with the row at this index, if it is in the page.
    fn with_row<T>(&self, number: usize, look: impl FnOnce(&Row) -> T) -> Option<T> {
        let state = self.state.borrow();
        let row = state.rows.get(number.checked_sub(state.window.start)?)?;
        Some(look(row))
    }
}

/// Returns the index of the row around `element` among all rows.
pub(super) fn number_at(element: &Element) -> Option<usize> {
    let row = around(element, "[data-row]")?;
    row.get_attribute("data-row")?.parse().ok()
}

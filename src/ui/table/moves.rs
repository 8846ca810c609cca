//! Scrolling and the keyboard: which rows are drawn, which one Tab reaches, where the focus goes.
//! Decides nothing that `window` and `keys` can decide; draws nothing.

use std::ops::Range;

use leptos::ev;
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use super::super::live;
use super::row::{around, control, control_in, number_at, target};
use crate::ui::density::Density;
use crate::ui::grid::Sight;
use crate::ui::grid::Sort;
use crate::ui::grid::keys;

/// How far, in pixels, the mouse may move between press and release and still mean a click:
/// more is somebody selecting text.
const CLICK_SLACK: i32 = 4;

/// The height of the header row in pixels; the style sheet's `--row` says the same.
const HEAD: usize = 32;

/// The moving parts of one table.
#[derive(Clone, Copy)]
pub(super) struct Moves {
    /// The scrolling box.
    pub node: NodeRef<html::Div>,
    /// Whether it is scrolled sideways, so that the first column casts a line.
    pub sideways: RwSignal<bool>,
    top: RwSignal<usize>,
    height: RwSignal<usize>,
    active: RwSignal<usize>,
    press: StoredValue<(i32, i32)>,
    count: Memo<usize>,
    density: Signal<Density>,
    window: Memo<Range<usize>>,
}

impl Moves {
    /// Starts at the top, and follows the size of the window.
    pub fn new(count: Memo<usize>, density: Signal<Density>) -> Self {
        // Before the first measurement: enough rows for most screens.
        let (top, height) = (RwSignal::new(0), RwSignal::new(800));
        let painted = RwSignal::new(false);
        let moves = Self {
            node: NodeRef::new(),
            sideways: RwSignal::new(false),
            top,
            height,
            active: RwSignal::new(0),
            press: StoredValue::new((0, 0)),
            count,
            density,
            window: live::memo(move || {
                let sight = Sight {
                    top: top.get(),
                    height: height.get(),
                    row: density.get().row_height(),
                };
                if painted.get() {
                    sight.window(count.get())
                } else {
                    sight.first_window(count.get())
                }
            }),
        };
        live::effect(move || {
            moves.node.track();
            moves.measure();
        });
        live::after_paint(move || {
            painted.try_set(true);
        });
        let resize = window_event_listener(ev::resize, move |_| moves.measure());
        on_cleanup(move || resize.remove());
        moves
    }

    /// The rows that are drawn.
    pub fn window(&self) -> Memo<Range<usize>> {
        self.window
    }

    /// The row that Tab reaches: the last one focused, or the nearest that is drawn.
    pub fn stop(&self) -> Signal<usize> {
        let Self { window, active, .. } = *self;
        live::memo(move || {
            let window = window.get();
            active
                .get()
                .clamp(window.start, window.end.saturating_sub(1).max(window.start))
        })
        .into()
    }

    /// A new order starts at its top.
    pub fn back_to_top_on(self, sort: Signal<Option<Sort>>) {
        let mut before: Option<Option<Sort>> = None;
        live::effect(move || {
            let now = sort.get();
            if before
                .replace(now.clone())
                .is_some_and(|before| before != now)
                && let Some(node) = self.node.get_untracked()
            {
                node.set_scroll_top(0);
                self.active.set(0);
            }
        });
    }

    /// The box was scrolled.
    pub fn scrolled(&self) {
        let Some(node) = self.node.get_untracked() else {
            return;
        };
        let sideways = node.scroll_left() > 0;
        if sideways != self.sideways.get_untracked() {
            self.sideways.set(sideways);
        }
        let top = pixels(node.scroll_top());
        let next = Sight {
            top,
            ..self.sight()
        }
        .window(self.count.get_untracked());
        let held = document().active_element().as_ref().and_then(number_at);
        if held.is_some_and(|held| !next.contains(&held)) {
            // The focused row is about to leave the page: the box keeps the focus for it.
            let _ = node.focus();
        }
        self.top.set(top);
        // Notices come and go above the box without a resized window. The layout is done by now,
        // so that looking costs nothing; rows drawn beyond what is seen bridge the time until then.
        self.measure();
    }

    /// A key was pressed somewhere in the box.
    pub fn key(&self, event: &KeyboardEvent) {
        let busy = "thead, input, select, textarea, [role=menu]";
        if event.ctrl_key()
            || event.alt_key()
            || event.meta_key()
            || event.shift_key()
            || target(event).is_some_and(|target| around(&target, busy).is_some())
        {
            return;
        }
        let (from, count) = (self.active.get_untracked(), self.count.get_untracked());
        if let Some(to) = keys::target(&event.key(), from, count, self.sight().page()) {
            event.prevent_default();
            self.go(to);
        }
    }

    /// A row, or something in it, took the focus.
    pub fn focused(&self, event: &FocusEvent) {
        if let Some(number) = target(event).as_ref().and_then(number_at) {
            self.active.set(number);
        }
    }

    /// The mouse went down on a row.
    pub fn pressed(&self, event: &MouseEvent) {
        self.press.set_value((event.client_x(), event.client_y()));
    }

    /// The mouse was clicked on a row: opens it, unless the click was meant for a control in it
    /// or was somebody selecting text.
    pub fn clicked(&self, event: &MouseEvent) {
        let Some(target) = target(event) else { return };
        let (x, y) = self.press.get_value();
        let moved = (event.client_x() - x)
            .abs()
            .max((event.client_y() - y).abs());
        if moved > CLICK_SLACK || around(&target, "a, button, input, label, select").is_some() {
            return;
        }
        if let Some(open) = around(&target, "tr").and_then(|row| control_in(&row, ".row-open")) {
            let _ = open.focus();
            // Later: one click must not be dispatched inside the handling of another.
            queue_microtask(move || open.click());
        }
    }

    /// Scrolls to row `to` and gives it the focus once it is drawn.
    fn go(self, to: usize) {
        let Some(node) = self.node.get_untracked() else {
            return;
        };
        self.active.set(to);
        if let Some(top) = self.sight().scroll_to(to) {
            node.set_scroll_top(i32::try_from(top).unwrap_or(i32::MAX));
            self.top.set(top);
        }
        request_animation_frame(move || {
            if let Some(control) = control(&node, to) {
                let _ = control.focus();
            }
        });
    }

    /// Looks at how much of the table is seen.
    fn measure(&self) {
        if let Some(node) = self.node.get_untracked() {
            let height = pixels(node.client_height()).saturating_sub(HEAD);
            if height != self.height.get_untracked() {
                self.height.set(height);
            }
        }
    }

    /// What is seen now.
    fn sight(&self) -> Sight {
        Sight {
            top: self.top.get_untracked(),
            height: self.height.get_untracked(),
            row: self.density.get_untracked().row_height(),
        }
    }
}

/// A length from the page; a negative one (overscroll) is none.
fn pixels(length: i32) -> usize {
    usize::try_from(length).unwrap_or_default()
}

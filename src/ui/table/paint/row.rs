//! A row in the page: its elements and their current content. Sets only what changed.

use std::sync::Arc;

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlInputElement};

use super::element::{add, copy, element, set, set_or_not};
use super::stencil::{LiveMoment, Reading, Stencils};
use crate::ui::table::{Cell, Head, Stamp, Tick};

/// The template from which rows are cloned: empty cells.
pub(super) struct Template {
    row: Element,
    columns: usize,
    opens: bool,
    ticked: bool,
}

impl Template {
    /// Makes the template for these headers. A row may begin with a checkbox, and its first cell
    /// may open it.
    pub fn new(heads: &[Head], opens: bool, ticked: bool) -> Self {
        let row = element("tr", "row");
        if ticked {
            let (cell, tick) = (
                element("td", "cell tick-cell"),
                element("input", "tick-box"),
            );
            set(&tick, "type", "checkbox");
            add(&cell, &tick);
            add(&row, &cell);
        }
        for (column, head) in heads.iter().enumerate() {
            let first = column == 0;
            let cell = element(if first { "th" } else { "td" }, head.class());
            if first {
                set(&cell, "scope", "row");
            }
            if first && opens {
                let open = element("button", "row-open");
                set(&open, "type", "button");
                set(&open, "tabindex", "-1");
                add(&cell, &open);
            }
            add(&row, &cell);
        }
        Self {
            row,
            columns: heads.len(),
            opens,
            ticked,
        }
    }
}

/// A row in the page.
pub(super) struct Row {
    /// The id of its line.
    pub id: Arc<str>,
    /// The stamp of its line when its cells were asked for.
    pub stamp: Option<Stamp>,
    /// The `<tr>`.
    pub element: Element,
    /// The button that opens it.
    pub open: Option<Element>,
    /// Its checkbox, and what that says.
    pub tick: Option<(HtmlInputElement, Tick)>,
    number: Option<usize>,
    is_stop: bool,
    is_current: bool,
    /// The element for the content of each column.
    slots: Vec<Element>,
    cells: Vec<Cell>,
    /// The instants in the row, each with its column.
    moments: Vec<(usize, LiveMoment)>,
}

impl Row {
    /// Makes a row without content.
    pub fn new(template: &Template, id: Arc<str>) -> Self {
        let element = copy(&template.row);
        let mut cells = std::iter::successors(element.first_element_child(), |cell| {
            cell.next_element_sibling()
        });
        let tick = template.ticked.then(|| cells.next()).flatten();
        let tick = tick.and_then(|cell| cell.first_element_child()?.dyn_into().ok());
        let mut slots: Vec<Element> = cells.collect();
        let first = slots.first_mut().filter(|_| template.opens);
        let open = first.and_then(|first| {
            let open = first.first_element_child()?;
            *first = open.clone();
            Some(open)
        });
        Self {
            id,
            stamp: None,
            element,
            open,
            tick: tick.map(|tick| (tick, Tick::default())),
            number: None,
            is_stop: false,
            is_current: false,
            slots,
            cells: Vec::with_capacity(template.columns),
            moments: Vec::new(),
        }
    }

    /// Sets its index among all rows, counted from 0.
    pub fn count(&mut self, number: usize) {
        if self.number.replace(number) != Some(number) {
            set(&self.element, "data-row", &number.to_string());
            // Counted from 1, with the header as the first row.
            set(&self.element, "aria-rowindex", &(number + 2).to_string());
        }
    }

    /// Writes the cells; those that differ are painted again.
    pub fn write(&mut self, mut cells: Vec<Cell>, stencils: &Stencils, reading: Reading) {
        cells.resize(self.slots.len(), Cell::Dash);
        for (column, (slot, cell)) in self.slots.iter().zip(&cells).enumerate() {
            let before = self.cells.get(column);
            if before == Some(cell) {
                continue;
            }
            let mut moments = Vec::new();
            stencils.fill(slot, before, cell, &mut moments);
            self.moments.retain(|(of, _)| *of != column);
            for mut moments in moments {
                moments.tell(reading);
                self.moments.push((column, moments));
            }
        }
        self.cells = cells;
    }

    /// Updates its relative times.
    pub fn tell(&mut self, reading: Reading) {
        for (_, moments) in &mut self.moments {
            moments.tell(reading);
        }
    }

    /// Adds it to the tab order, or removes it.
    pub fn stop(&mut self, is_stop: bool) {
        if let Some(open) = &self.open
            && self.is_stop != is_stop
        {
            set(open, "tabindex", if is_stop { "0" } else { "-1" });
            self.is_stop = is_stop;
        }
    }

    /// Marks it as the row whose drawer is open, or removes the mark.
    pub fn current(&mut self, is_current: bool) {
        if self.is_current != is_current {
            set_or_not(&self.element, "aria-current", is_current.then_some("true"));
            self.is_current = is_current;
        }
    }

    /// Updates its checkbox.
    pub fn tick(&mut self, now: Tick) {
        let Some((input, before)) = &mut self.tick else {
            return;
        };
        if before.label != now.label {
            set(input, "aria-label", &now.label);
        }
        if before.checked != now.checked {
            input.set_checked(now.checked);
        }
        if before.disabled != now.disabled {
            input.set_disabled(now.disabled.is_some());
            set_or_not(input, "title", now.disabled.as_deref());
        }
        *before = now;
    }
}

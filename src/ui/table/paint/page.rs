//! The elements around the rows: the scrolling box, the caption, and two spacers that stand for
//! the rows that are not in the page.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

use super::element::{add, element, set, style};
use super::header::Header;
use crate::ui::id::unique_id;

/// The elements of one table, but for its rows.
pub(super) struct Page {
    /// The box that scrolls; everything else is in it.
    pub scroller: HtmlElement,
    /// The table in the box.
    pub table: Element,
    /// The body that holds the rows.
    pub body: Element,
    caption: Element,
    above: Element,
    below: Element,
    hint: Option<Element>,
}

/// Words and numbers that the elements say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub caption: String,
    pub hint: &'static str,
    /// How many rows there are, the header included; `-1` when more can be loaded.
    pub count: i64,
    /// Pixels for the rows above and below those in the page.
    pub gaps: (usize, usize),
}

impl Page {
    /// Makes the elements around `header`, for rows that open or do not.
    pub fn new(header: &Header, opens: bool) -> Self {
        let (scroller, table) = (element("div", "table-box"), element("table", "table"));
        // Without a control in its rows the box itself must be reached to be scrolled.
        set(&scroller, "tabindex", if opens { "-1" } else { "0" });
        let (caption, head) = (element("caption", "visually-hidden"), element("thead", ""));
        add(&head, &header.row);
        let ((above, above_cell), (below, below_cell)) = (spacer(), spacer());
        let body = element("tbody", "");
        for part in [&caption, &head, &above, &body, &below] {
            add(&table, part);
        }
        add(&scroller, &table);
        let hint = opens.then(|| {
            let (hint, id) = (element("p", "visually-hidden"), unique_id("row-keys"));
            set(&hint, "id", &id);
            set(&table, "aria-describedby", &id);
            add(&scroller, &hint);
            hint
        });
        Self {
            scroller: scroller.unchecked_into(),
            table,
            body,
            caption,
            above: above_cell,
            below: below_cell,
            hint,
        }
    }

    /// Says what differs from `before`.
    pub fn say(&self, now: &Said, before: &Said) {
        if now.caption != before.caption {
            self.caption.set_text_content(Some(&now.caption));
        }
        if now.hint != before.hint
            && let Some(hint) = &self.hint
        {
            hint.set_text_content(Some(now.hint));
        }
        if now.count != before.count {
            set(&self.table, "aria-rowcount", &now.count.to_string());
        }
        for (spacer, now, before) in [
            (&self.above, now.gaps.0, before.gaps.0),
            (&self.below, now.gaps.1, before.gaps.1),
        ] {
            if now != before {
                style(spacer, "height", &format!("{now}px"));
            }
        }
    }

    /// Takes out what was put into the box.
    pub fn clear(&self) {
        self.table.remove();
        if let Some(hint) = &self.hint {
            hint.remove();
        }
    }
}

/// Stands for rows that are not in the page, so that the box scrolls as if they were: a body and
/// the cell whose height says how many.
fn spacer() -> (Element, Element) {
    let (body, row) = (element("tbody", "spacer"), element("tr", ""));
    set(&body, "aria-hidden", "true");
    let cell = element("td", "");
    add(&row, &cell);
    add(&body, &row);
    (body, cell)
}

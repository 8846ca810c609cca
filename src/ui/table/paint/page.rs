//! The elements around the rows: the scrolling box, the caption, and two spacers in place of the
//! rows that are not in the page.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

use super::element::{add, element, set, style};
use super::header::Header;
use crate::ui::id::unique_id;

/// The elements of a table except its rows.
pub(super) struct Page {
    /// The scrolling box around everything else.
    pub scroller: HtmlElement,
    /// The table in the box.
    pub table: Element,
    /// The body with the rows.
    pub body: Element,
    caption: Element,
    above: Element,
    below: Element,
    hint: Option<Element>,
}

/// The texts and numbers of the elements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub caption: String,
    pub hint: &'static str,
    /// The number of rows, including the header; `-1` if more can be loaded.
    pub count: i64,
    /// The height in pixels of the rows above and below those in the page.
    pub gaps: (usize, usize),
}

impl Page {
    /// Creates the elements around `header`; `opens` says whether rows open.
    pub fn new(header: &Header, opens: bool) -> Self {
        let (scroller, table) = (element("div", "table-box"), element("table", "table"));
        // Without controls in its rows the box itself must be focusable, to be scrolled by the
        // keyboard.
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

    /// Writes what differs from `before`.
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

    /// Removes the content of the box.
    pub fn clear(&self) {
        self.table.remove();
        if let Some(hint) = &self.hint {
            hint.remove();
        }
    }
}

/// Creates a spacer in place of rows that are not in the page, so that the box scrolls as if they
/// were: a body and the cell with its height.
fn spacer() -> (Element, Element) {
    let (body, row) = (element("tbody", "spacer"), element("tr", ""));
    set(&body, "aria-hidden", "true");
    let cell = element("td", "");
    add(&row, &cell);
    add(&body, &row);
    (body, cell)
}

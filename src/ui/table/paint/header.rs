//! The header row in the page: titles, and buttons for sortable columns.

use leptos::web_sys::Element;

use super::element::{add, element, mark, picture, set, set_or_not, style};
use crate::ui::icon::Glyph;
use crate::ui::table::{Head, Sort};

/// The attribute of a header's button with the id of its column.
pub(super) const SORTS: &str = "data-sort";

/// The header row.
pub(super) struct Header {
    /// The `<tr>`.
    pub row: Element,
    titles: Vec<Title>,
}

/// A header cell with its current content.
struct Title {
    head: Head,
    cell: Element,
    words: Element,
    said: String,
    button: Option<Element>,
    descending: Option<bool>,
}

impl Header {
    /// Makes a header without columns.
    pub fn new() -> Self {
        let row = element("tr", "");
        set(&row, "aria-rowindex", "1");
        Self {
            row,
            titles: Vec::new(),
        }
    }

    /// Rebuilds the cells if the columns differ, and returns whether they did.
    pub fn build(&mut self, heads: &[Head], sortable: bool, ticked: bool) -> bool {
        let same = self.titles.len() == heads.len()
            && (self.titles.iter().zip(heads)).all(|(title, head)| title.head.is_like(head));
        if same {
            for (title, head) in self.titles.iter_mut().zip(heads) {
                title.head = head.clone();
            }
            return false;
        }
        self.row.set_text_content(None);
        if ticked {
            // Not a `th`, because it has no text.
            add(&self.row, &element("td", "cell tick-cell"));
        }
        let title = |head: &Head| Title::new(head, sortable && head.sorts);
        self.titles = heads.iter().map(title).collect();
        for title in &self.titles {
            add(&self.row, &title.cell);
        }
        true
    }

    /// Writes the titles and the sort order; follows the signals that titles read.
    pub fn write(&mut self, sort: Option<&Sort>) {
        for title in &mut self.titles {
            let sort = sort.filter(|sort| sort.column == title.head.id);
            title.write(sort.map(|sort| sort.descending));
        }
    }
}

impl Title {
    fn new(head: &Head, sorts: bool) -> Self {
        let (cell, words) = (element("th", head.class()), element("span", "head-title"));
        set(&cell, "scope", "col");
        style(&cell, "width", &format!("{}px", head.width));
        let button = sorts.then(|| {
            let button = element("button", "head-sort");
            set(&button, "type", "button");
            set(&button, SORTS, head.id);
            add(&button, &words);
            add(&button, &arrow(false));
            add(&cell, &button);
            button
        });
        if button.is_none() {
            add(&cell, &words);
        }
        Self {
            head: head.clone(),
            cell,
            words,
            said: String::new(),
            button,
            descending: None,
        }
    }

    fn write(&mut self, descending: Option<bool>) {
        let words = self.head.title.get();
        if *words != *self.said {
            self.words.set_text_content(Some(&words));
            self.said = words.to_string();
        }
        if self.descending == descending {
            return;
        }
        self.descending = descending;
        let direction = descending.map(|descending| match descending {
            true => "descending",
            false => "ascending",
        });
        set_or_not(&self.cell, "aria-sort", direction);
        if let Some(button) = &self.button {
            mark(button, "sorted", descending.is_some());
            if let Some(before) = button.last_element_child() {
                let _ = button.replace_child(&arrow(descending == Some(true)), &before);
            }
        }
    }
}

/// Creates the arrow of a sort order.
fn arrow(descending: bool) -> Element {
    let glyph = if descending {
        Glyph::ArrowDown
    } else {
        Glyph::ArrowUp
    };
    picture("icon", "0 0 16 16", glyph.path())
}

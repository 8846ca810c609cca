//! The selected rows of a list, with their locators, and their checkboxes. Independent of what is done with
//! them.

use std::sync::Arc;

use crate::reactive::*;

use crate::gate::Outcome;
use crate::records::Row;
use crate::schema::{Action, Locator, Target, WhyNot};
use crate::screens::looks::Looks;
use crate::session::list::LiveList;
use crate::text;
use crate::ui::table::{self, Line, Tick};
use crate::words::{Language, Phrase, Say, Text};

const TICK: Text = text!("Tick {name}" / "勾选 {name}");
const TOO_MANY: Text =
    text!("At most {most} at once; {n} are ticked." / "一次最多 {most} 项；已勾选 {n} 项。");

/// Says why an action cannot be taken on this number of rows: none is ticked, in the words of `none`, or
/// too many are.
#[must_use]
pub fn why_not(language: Language, action: &Action, none: Text, ticked: usize) -> Option<String> {
    let most = match action.on {
        Target::Rows { most } => most,
        Target::Row | Target::New | Target::List => 1,
    };
    match ticked {
        0 => Some(none.say(language).to_owned()),
        n if n > most => {
            let words = Phrase::from(TOO_MANY).with("most", most).with("n", n);
            Some(words.say(language))
        }
        _ => None,
    }
}

/// The selected rows, in the order of selection.
#[derive(Clone, Copy)]
pub struct Ticks(RwSignal<Vec<(Locator, Arc<Row>)>>);

impl Ticks {
    /// Makes an empty set.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Returns the number of selected rows.
    #[must_use]
    pub fn count(self) -> usize {
        self.0.with(Vec::len)
    }

    /// Returns the selected rows, without subscribing.
    #[must_use]
    pub fn all(self) -> Vec<(Locator, Arc<Row>)> {
        self.0.get_untracked()
    }

    /// Returns the checkboxes of a table of `list`; `row` finds the row at a place of the table.
    pub fn boxes(
        self,
        looks: Looks,
        list: LiveList,
        row: impl Fn(usize) -> Option<Arc<Row>> + Send + Sync + 'static,
    ) -> table::Ticks {
        let tick = move |line: &Line, at: usize| {
            let name = row(at).map(|row| row.label(list.resource).to_owned());
            let name = name.unwrap_or_default();
            Tick {
                label: looks.with(|view| Phrase::from(TICK).with("name", name).say(view.language)),
                checked: self.has(&line.id),
                disabled: None,
            }
        };
        let on_tick = Callback::new(move |(id, on): (String, bool)| {
            let found = untrack(|| list.row(&id).zip(list.locator(&id)));
            if let Some(((row, _), at)) = found {
                self.set(at, row, on);
            }
        });
        (Arc::new(tick), on_tick)
    }

    /// Clears the selection.
    pub fn clear(self) {
        self.0.try_set(Vec::new());
    }

    /// Deselects rows that were left out.
    pub fn without(self, left: &[(Locator, WhyNot)]) {
        self.0.try_update(|ticks| {
            ticks.retain(|(at, _)| left.iter().all(|(left, _)| left.id != at.id));
        });
    }

    /// Deselects the rows for which something was applied: those that are left can be tried again.
    pub fn without_applied(self, rows: &[(Locator, Arc<Row>)], outcomes: &[Outcome]) {
        let applied = rows.iter().zip(outcomes);
        let applied: Vec<&Locator> = applied
            .filter(|(_, outcome)| outcome.was_applied())
            .map(|((at, _), _)| at)
            .collect();
        self.0.try_update(|ticks| {
            ticks.retain(|(at, _)| applied.iter().all(|done| done.id != at.id));
        });
    }

    /// Returns whether a row is selected.
    #[must_use]
    pub fn has(self, id: &str) -> bool {
        self.0
            .with(|ticks| ticks.iter().any(|(at, _)| at.id.as_str() == id))
    }

    /// Selects or deselects a row.
    pub fn set(self, at: Locator, row: Arc<Row>, on: bool) {
        self.0.update(|ticks| {
            ticks.retain(|(other, _)| other.id != at.id);
            if on {
                ticks.push((at, row));
            }
        });
    }
}

impl Default for Ticks {
    fn default() -> Self {
        Self::new()
    }
}

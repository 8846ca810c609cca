//! Keys that are ticked in a list, each with where it is found again. Knows nothing of what is to
//! be done with them.

use leptos::prelude::*;

use crate::domain::entity::Line;
use crate::domain::key::Key;
use crate::gate::seek::Whereabouts;
use crate::ui;

/// A key that is ticked.
#[derive(Clone, PartialEq, Eq)]
pub struct Tick {
    /// What it is called.
    pub label: String,
    /// Where it is found again.
    pub at: Whereabouts,
}

impl Tick {
    /// The key of a line that was understood.
    #[must_use]
    pub fn of(line: &Line<Key>) -> Option<Self> {
        let Line::Row(found, cursor) = line else {
            return None;
        };
        Some(Self {
            label: found.row.label().to_owned(),
            at: Whereabouts::of(&found.row, cursor.as_ref()),
        })
    }
}

/// The keys that are ticked, in the order in which they were.
#[derive(Clone, Copy)]
pub struct Ticks(RwSignal<Vec<Tick>>);

impl Ticks {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// How many.
    #[must_use]
    pub fn count(self) -> usize {
        self.0.with(Vec::len)
    }

    /// All of them, without following them.
    #[must_use]
    pub fn all(self) -> Vec<Tick> {
        self.0.get_untracked()
    }

    /// Unticks all.
    pub fn clear(self) {
        self.0.try_set(Vec::new());
    }

    /// Keeps those for which `keep` holds.
    pub fn retain(self, keep: impl Fn(&Tick) -> bool) {
        self.0.try_update(|ticks| ticks.retain(keep));
    }

    fn has(self, id: &str) -> bool {
        self.0
            .with(|ticks| ticks.iter().any(|tick| tick.at.id == id))
    }

    fn set(self, tick: &Tick, on: bool) {
        self.0.update(|ticks| {
            ticks.retain(|other| other.at.id != tick.at.id);
            if on {
                ticks.push(tick.clone());
            }
        });
    }

    /// The box that ticks a key. `name` is what it is called where no label stands around it.
    pub fn tick_box(self, tick: Tick, refused: bool, name: Option<TextProp>) -> AnyView {
        let id = tick.at.id.clone();
        let on = Signal::derive(move || self.has(&id));
        let change = move |on: bool| self.set(&tick, on);
        view! { <ui::tick::Tick on on_change=change disabled=refused label=name /> }.into_any()
    }
}

//! What is needed to display values: the language, the operator's clock and the names of rows,
//! collected for the pure drawing functions.

use std::sync::Arc;

use crate::reactive::*;

use crate::device::Clock;
use crate::domain::days::{Between, Days};
use crate::domain::time::UnixSeconds;
use crate::records::{Fact, Shown, View};
use crate::schema::{Dialect, FieldSpec, Record, Resource};
use crate::screens::navigator::{link, row_of};
use crate::session::Session;
use crate::ui::clamp::clamped;
use crate::ui::detail::Detail;
use crate::ui::devices::use_devices;
use crate::ui::figure::{Figure, Meter, dash};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::moment::Moment;
use crate::ui::table::Cell;
use crate::ui::tone::{self, Badge};
use crate::words::{Language, visible};

/// The most characters of a key or an id that is not wrapped: one line of a drawer.
const MOST_WHOLE: usize = 26;

/// What is needed to display values. Copies follow the same signals.
#[derive(Clone, Copy)]
pub struct Looks {
    /// The language.
    pub language: RwSignal<Language>,
    session: Session,
    clock: StoredValue<Arc<dyn Clock>>,
}

impl Looks {
    /// Takes the language, the session and the clock from the context.
    #[must_use]
    pub fn here() -> Self {
        Self {
            language: use_language(),
            session: expect_context(),
            clock: StoredValue::new(use_devices().clock),
        }
    }

    /// Draws with the current view; follows the language and the names of rows.
    pub fn with<T>(self, draw: impl FnOnce(&View<'_>) -> T) -> T {
        self.session.labels.version().track();
        let language = self.language.get();
        let Some(clock) = self.clock.try_get_value() else {
            // The view is being removed, so nobody sees what it draws.
            let nothing = |_: UnixSeconds| String::new();
            return draw(&View {
                language,
                now: UnixSeconds(0),
                quota: None,
                stamp: &nothing,
                label: &|_, _| None,
            });
        };
        let stamp = |at: UnixSeconds| stamp(clock.as_ref(), at);
        let label = |resource: &str, id: &str| self.session.labels.name(resource, id);
        draw(&View {
            language,
            now: clock.now().seconds(),
            quota: self.session.quota_rate(),
            stamp: &stamp,
            label: &label,
        })
    }

    /// Draws text that follows the language and the names of rows.
    pub fn words(self, words: impl Fn(&View<'_>) -> String + Send + Sync + 'static) -> AnyView {
        live::text(move || self.with(|view| words(view)))
    }

    /// Returns the exact time in the operator's time zone.
    #[must_use]
    pub fn stamp(self, at: UnixSeconds) -> String {
        self.clock.with_value(|clock| stamp(clock.as_ref(), at))
    }

    /// Returns the seconds of the days in an address, in the operator's time zone.
    #[must_use]
    pub fn between(self, days: &Days) -> Between {
        let clock = self.clock.get_value();
        let offset = |at: UnixSeconds| clock.offset_minutes(at.millis());
        days.between(|text| UnixSeconds::from_clock_in(text, &offset))
    }

    /// Returns the operator's clock.
    #[must_use]
    pub fn clock(self) -> Arc<dyn Clock> {
        self.clock.get_value()
    }
}

fn stamp(clock: &dyn Clock, at: UnixSeconds) -> String {
    let exact = at.wall_clock(clock.offset_minutes(at.millis()));
    format!("{exact} {}", clock.zone())
}

/// Converts a tone of the catalogue.
#[must_use]
pub const fn tone(tone: crate::schema::Tone) -> tone::Tone {
    match tone {
        crate::schema::Tone::Neutral | crate::schema::Tone::Plain => tone::Tone::Neutral,
        crate::schema::Tone::Good => tone::Tone::Good,
        crate::schema::Tone::Attention => tone::Tone::Attention,
        crate::schema::Tone::Bad => tone::Tone::Bad,
    }
}

/// Converts a drawn value into a cell of a painted table.
#[must_use]
pub fn cell(shown: Shown, label: String) -> Cell {
    match shown {
        Shown::Dash => Cell::Dash,
        Shown::Faint(text) => Cell::Faint(text),
        Shown::Text(text) => Cell::Text(visible(&text).into_owned()),
        Shown::Mono(text) => Cell::Mono(visible(&text).into_owned()),
        Shown::Figure {
            text,
            exact,
            approximate,
        } => Cell::Figure {
            text,
            exact,
            decimals: 2,
            approximate,
        },
        Shown::Badge { tone: of, word } => Cell::Badge {
            tone: tone(of),
            word,
        },
        Shown::Meter { percent, words } => Cell::Meter {
            percent,
            words,
            label,
        },
        Shown::Moment(at) => Cell::Moment { at: at.millis() },
    }
}

/// Draws a value outside a table.
#[must_use]
pub fn shown(looks: Looks, shown: Shown, label: String) -> AnyView {
    match shown {
        Shown::Dash => dash(),
        Shown::Faint(text) => view! { <span class="faint">{text}</span> }.into_any(),
        Shown::Text(text) => view! { <span dir="auto">{clamped(text)}</span> }.into_any(),
        Shown::Mono(text) => {
            let whole = text.chars().count() <= MOST_WHOLE;
            view! { <span class="monospace" class:whole=whole>{clamped(text)}</span> }.into_any()
        }
        Shown::Figure {
            text,
            exact,
            approximate,
        } => view! {
            <span class="usd" title=exact>
                {approximate.then(|| view! { <span class="usd-mark" aria-hidden="true">"≈"</span> })}
                <Figure text=text />
            </span>
        }
        .into_any(),
        Shown::Badge { tone: of, word } => {
            view! { <Badge tone=tone(of) word=word /> }.into_any()
        }
        Shown::Meter { percent, words } => {
            let figure = words.clone();
            view! {
                <span class="meter-row">
                    <Meter percent label=label words=words />
                    <span class="meter-figure">{figure}</span>
                </span>
            }
            .into_any()
        }
        Shown::Moment(at) => {
            let exact = looks.stamp(at);
            view! { <Moment at=at.millis() /> <span class="faint">" " {exact}</span> }.into_any()
        }
    }
}

/// Draws a fact of a drawer: its label, its value, and its link.
#[must_use]
pub fn fact(looks: Looks, dialect: &'static Dialect, fact: Fact) -> AnyView {
    let Fact {
        label,
        shown: value,
        note,
        link: to,
    } = fact;
    let spoken = looks.with(|view| crate::words::Say::say(&label, view.language).to_owned());
    let value = shown(looks, value, spoken);
    let target = to.and_then(|(resource, id)| Some((dialect.resource(&resource)?, id)));
    let value = match target {
        Some((resource, id)) => link(row_of(resource, &id), value),
        None => value,
    };
    let note = note.map(|note| view! { <span class="usd-note">{note}</span> });
    view! { <Detail label=t(label)>{value} {note}</Detail> }.into_any()
}

/// Draws the facts of these fields of a record.
#[must_use]
pub fn facts(
    looks: Looks,
    dialect: &'static Dialect,
    resource: &'static Resource,
    fields: &[&str],
    record: &Record,
) -> AnyView {
    let specs = fields.iter().filter_map(|id| resource.field(id));
    facts_of(looks, dialect, specs, record)
}

/// Draws fields of a record as facts.
pub fn facts_of(
    looks: Looks,
    dialect: &'static Dialect,
    specs: impl Iterator<Item = &'static FieldSpec>,
    record: &Record,
) -> AnyView {
    let found: Vec<Fact> = looks.with(|view| {
        specs
            .flat_map(|spec| crate::records::facts(spec, record, view))
            .collect()
    });
    found
        .into_iter()
        .map(|one| fact(looks, dialect, one))
        .collect_view()
        .into_any()
}

//! Cells as elements: each kind is made once for a table and copied from then on.

use std::sync::Arc;

use leptos::web_sys::Element;

use super::element::{add, copy, element, picture, set, style};
use crate::device::Clock;
use crate::domain::time::UnixMillis;
use crate::ui::decimal::decimal;
use crate::ui::relative::relative;
use crate::ui::table::Cell;
use crate::ui::tone::Tone;
use crate::words::Language;

/// How many decimals the style sheet leaves room for.
const USUAL_DECIMALS: u8 = 2;

/// Characters of a number above which it is set smaller: none is cut.
const MOST_USUAL: usize = 16;

/// What relative words depend on.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    /// The time on the page's clock.
    pub now: UnixMillis,
    /// The language of the page.
    pub language: Language,
}

/// An instant in the page, to be told anew while time passes.
pub(super) struct Told {
    at: UnixMillis,
    element: Element,
    words: String,
}

impl Told {
    /// Says the words that are true now.
    pub fn tell(&mut self, reading: Reading) {
        let words = relative(
            self.at.seconds().0,
            reading.now.seconds().0,
            reading.language,
        );
        if words != self.words {
            self.element.set_text_content(Some(&words));
            self.words = words;
        }
    }
}

/// The elements that cells are copied from.
pub(super) struct Stencils {
    clock: Arc<dyn Clock>,
    span: Element,
    dash: Element,
    faint: Element,
    mono: Element,
    figure: Element,
    fraction: Element,
    approximate: Element,
    good: Element,
    attention: Element,
    bad: Element,
    neutral: Element,
    meter: Element,
    moment: Element,
    two: Element,
    link: Element,
}

impl Stencils {
    /// Makes the elements; `clock` gives instants their wall clock.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let dash = element("span", "dash");
        dash.set_text_content(Some("–"));
        let figure = element("span", "usd");
        add(&figure, &element("span", "figure"));
        let approximate = element("span", "usd-mark");
        set(&approximate, "aria-hidden", "true");
        approximate.set_text_content(Some("≈"));
        Self {
            clock,
            span: element("span", ""),
            dash,
            faint: element("span", "faint"),
            mono: element("span", "monospace"),
            figure,
            fraction: element("span", "figure-fraction"),
            approximate,
            good: badge(Tone::Good),
            attention: badge(Tone::Attention),
            bad: badge(Tone::Bad),
            neutral: badge(Tone::Neutral),
            meter: meter(),
            moment: element("time", "moment"),
            two: element("span", "two"),
            link: element("a", ""),
        }
    }

    /// Puts the cell's content into `slot`, in place of what was there. Instants are added to
    /// `told`, without words: they are told right after.
    pub fn fill(&self, slot: &Element, cell: &Cell, told: &mut Vec<Told>) {
        if let Cell::Text(text) = cell {
            slot.set_text_content(Some(text));
        } else {
            slot.replace_children_with_node_1(&self.drawn(cell, told));
        }
    }

    fn drawn(&self, cell: &Cell, told: &mut Vec<Told>) -> Element {
        match cell {
            Cell::Dash => copy(&self.dash),
            Cell::Text(text) => worded(&self.span, text),
            Cell::Faint(text) => worded(&self.faint, text),
            Cell::Mono(text) => worded(&self.mono, text),
            Cell::Figure {
                text,
                exact,
                decimals,
                approximate,
            } => self.figure(text, exact, *decimals, *approximate),
            Cell::Badge { tone, word } => self.badge(*tone, word),
            Cell::Meter {
                percent,
                words,
                label,
            } => self.meter(*percent, words, label),
            Cell::Moment { at } => self.moment(*at, told),
            Cell::Two(first, second) => {
                let drawn = copy(&self.two);
                add(&drawn, &self.drawn(first, told));
                add(&drawn, &self.drawn(second, told));
                drawn
            }
            Cell::Link { href, text } => {
                let drawn = worded(&self.link, text);
                set(&drawn, "href", href);
                drawn
            }
        }
    }

    fn figure(&self, text: &str, exact: &str, decimals: u8, approximate: bool) -> Element {
        let drawn = copy(&self.figure);
        let figure = drawn.first_element_child();
        let figure = figure.expect("the stencil of a figure has one child");
        if !exact.is_empty() {
            set(&drawn, "title", exact);
        }
        if text.chars().count() > MOST_USUAL {
            set(&drawn, "class", "usd long");
        }
        let Some((whole, fraction)) = decimal(text) else {
            figure.set_text_content(Some(text));
            return drawn;
        };
        figure.set_text_content(Some(whole));
        let fraction = worded(&self.fraction, fraction);
        if decimals != USUAL_DECIMALS {
            // The point is narrower than a digit; half of one holds it in every system font.
            style(&fraction, "min-width", &format!("{decimals}.5ch"));
        }
        add(&figure, &fraction);
        if approximate {
            let mark = copy(&self.approximate);
            let _ = drawn.insert_before(&mark, Some(&figure));
        }
        drawn
    }

    fn badge(&self, tone: Tone, word: &str) -> Element {
        let drawn = copy(match tone {
            Tone::Good => &self.good,
            Tone::Attention => &self.attention,
            Tone::Bad => &self.bad,
            Tone::Neutral => &self.neutral,
        });
        if let Some(place) = drawn.last_element_child() {
            place.set_text_content(Some(word));
        }
        drawn
    }

    fn meter(&self, percent: u32, words: &str, label: &str) -> Element {
        let drawn = copy(&self.meter);
        let full = percent.min(100).to_string();
        if let Some(meter) = drawn.first_element_child() {
            match percent {
                80..100 => meter.set_class_name("meter near"),
                100.. => meter.set_class_name("meter over"),
                _ => {}
            }
            set(&meter, "aria-label", label);
            set(&meter, "aria-valuenow", &full);
            set(&meter, "aria-valuetext", words);
            if let Some(bar) = meter.first_element_child() {
                style(&bar, "width", &format!("{full}%"));
            }
        }
        if let Some(figure) = drawn.last_element_child() {
            figure.set_text_content(Some(words));
        }
        drawn
    }

    fn moment(&self, at: UnixMillis, told: &mut Vec<Told>) -> Element {
        let drawn = copy(&self.moment);
        let machine = at.seconds().wall_clock(0).replace(' ', "T") + "Z";
        let exact = at.seconds().wall_clock(self.clock.offset_minutes(at));
        set(&drawn, "datetime", &machine);
        set(&drawn, "title", &format!("{exact} {}", self.clock.zone()));
        told.push(Told {
            at,
            element: drawn.clone(),
            words: String::new(),
        });
        drawn
    }
}

/// A copy of the stencil with words in it.
fn worded(stencil: &Element, words: &str) -> Element {
    let drawn = copy(stencil);
    drawn.set_text_content(Some(words));
    drawn
}

fn badge(tone: Tone) -> Element {
    let badge = element("span", "badge");
    let _ = badge.class_list().add_1(tone.class());
    add(&badge, &picture("badge-shape", "0 0 8 8", tone.shape()));
    add(&badge, &element("span", "badge-word"));
    badge
}

fn meter() -> Element {
    let (line, meter) = (element("span", "meter-row"), element("span", "meter"));
    set(&meter, "role", "meter");
    set(&meter, "aria-valuemin", "0");
    set(&meter, "aria-valuemax", "100");
    add(&meter, &element("span", "meter-bar"));
    add(&line, &meter);
    add(&line, &element("span", "meter-figure"));
    line
}

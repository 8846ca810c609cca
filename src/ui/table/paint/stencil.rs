//! Creates the elements of cells: each kind is created once per table and then cloned.

use std::sync::Arc;

use leptos::web_sys::Element;

use super::element::{add, copy, element, picture, set, set_or_not, style};
use crate::device::Clock;
use crate::domain::time::UnixMillis;
use crate::ui::decimal::decimal;
use crate::ui::figure::meter_class;
use crate::ui::relative::relative;
use crate::ui::table::Cell;
use crate::ui::tone::Tone;
use crate::words::Language;

/// The number of decimals for which the style sheet has room.
const USUAL_DECIMALS: u8 = 2;

/// The number of characters above which a number is set in a smaller font instead of being cut.
const MOST_USUAL: usize = 16;

/// The attribute of a button that edits, with its column.
pub(super) const EDITS: &str = "data-edits";

/// What relative times depend on.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    /// The time of the page's clock.
    pub now: UnixMillis,
    /// The language of the page.
    pub language: Language,
}

/// An instant in the page, whose text is updated.
pub(super) struct LiveMoment {
    at: UnixMillis,
    element: Element,
    words: String,
}

impl LiveMoment {
    /// Writes the current text.
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

/// The elements from which cells are cloned.
pub(super) struct Stencils {
    clock: Arc<dyn Clock>,
    span: Element,
    dash: Element,
    faint: Element,
    mono: Element,
    word: Element,
    figure: Element,
    approximate: Element,
    badges: [(Tone, Element); 4],
    meter: Element,
    moment: Element,
    two: Element,
    edit: Element,
    link: Element,
}

impl Stencils {
    /// Creates the elements; `clock` formats exact times.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let dash = element("span", "dash");
        dash.set_text_content(Some("–"));
        let mark = element("span", "usd-mark");
        set(&mark, "aria-hidden", "true");
        mark.set_text_content(Some("≈"));
        let (word, figure) = (element("span", "usd"), figure());
        add(&word, &element("span", "figure"));
        let approximate = copy(&figure);
        let _ = approximate.insert_before(&mark, approximate.first_child().as_ref());
        let tones = [Tone::Good, Tone::Attention, Tone::Bad, Tone::Neutral];
        Self {
            clock,
            span: element("span", ""),
            dash,
            faint: element("span", "faint"),
            mono: element("span", "monospace"),
            word,
            figure,
            approximate,
            badges: tones.map(|tone| (tone, badge(tone))),
            meter: meter(),
            moment: element("time", "moment"),
            two: element("span", "two"),
            edit: edit(),
            link: element("a", ""),
        }
    }

    /// Writes a cell into `slot`, which contains `before`: into the existing elements if both are
    /// of the same kind, or else into new ones. Instants are added to `moments`; their texts are
    /// written afterwards.
    pub fn fill(
        &self,
        slot: &Element,
        before: Option<&Cell>,
        cell: &Cell,
        moments: &mut Vec<LiveMoment>,
    ) {
        if let Cell::Text(text) = cell {
            return slot.set_text_content(Some(text));
        }
        let is_like = |before: &Cell| std::ptr::eq(self.stencil(before), self.stencil(cell));
        let same = before.filter(|before| is_like(before) && !cell.is_composed());
        match same.and_then(|_| slot.first_element_child()) {
            Some(drawn) => self.write(&drawn, same, cell, moments),
            None => slot.replace_children_with_node_1(&self.drawn(cell, moments)),
        }
    }

    fn drawn(&self, cell: &Cell, moments: &mut Vec<LiveMoment>) -> Element {
        let drawn = copy(self.stencil(cell));
        self.write(&drawn, None, cell, moments);
        drawn
    }

    /// Returns the element to clone for a cell. Cells with the same one differ only in their texts.
    fn stencil(&self, cell: &Cell) -> &Element {
        match cell {
            Cell::Dash => &self.dash,
            Cell::Text(_) => &self.span,
            Cell::Faint(_) => &self.faint,
            Cell::Mono(_) => &self.mono,
            Cell::Figure { text, .. } if decimal(text).is_none() => &self.word,
            Cell::Figure {
                approximate: true, ..
            } => &self.approximate,
            Cell::Figure { .. } => &self.figure,
            Cell::Badge { tone, .. } => {
                let known = self.badges.iter().find(|(known, _)| known == tone);
                known.map_or(&self.span, |(_, badge)| badge)
            }
            Cell::Meter { .. } => &self.meter,
            Cell::Moment { .. } => &self.moment,
            Cell::Two(..) => &self.two,
            Cell::Edit { .. } => &self.edit,
            Cell::Link { .. } => &self.link,
        }
    }

    /// Writes the texts of a cell into a clone, which is new or shows `before`.
    fn write(
        &self,
        drawn: &Element,
        before: Option<&Cell>,
        cell: &Cell,
        moments: &mut Vec<LiveMoment>,
    ) {
        match cell {
            Cell::Dash => {}
            Cell::Text(text) | Cell::Faint(text) | Cell::Mono(text) => {
                drawn.set_text_content(Some(text));
            }
            Cell::Figure {
                text,
                exact,
                decimals,
                ..
            } => {
                let before = before.and_then(Looks::of);
                write_figure(drawn, before, Looks::new(text, *decimals), text, exact);
            }
            Cell::Badge { word, .. } => {
                if let Some(place) = drawn.last_element_child() {
                    place.set_text_content(Some(word));
                }
            }
            Cell::Meter {
                percent,
                words,
                label,
            } => {
                let before = match before {
                    Some(Cell::Meter { percent, label, .. }) => Some((*percent, label.as_str())),
                    _ => None,
                };
                write_meter(drawn, before, *percent, words, label);
            }
            Cell::Moment { at } => self.write_moment(drawn, *at, moments),
            Cell::Two(first, second) => {
                add(drawn, &self.drawn(first, moments));
                add(drawn, &self.drawn(second, moments));
            }
            Cell::Edit {
                shown,
                column,
                label,
            } => {
                set(drawn, EDITS, column);
                set(drawn, "aria-label", label);
                set(drawn, "title", label);
                add(drawn, &self.drawn(shown, moments));
            }
            Cell::Link { href, text } => {
                drawn.set_text_content(Some(text));
                set(drawn, "href", href);
            }
        }
    }

    fn write_moment(&self, drawn: &Element, at: UnixMillis, moments: &mut Vec<LiveMoment>) {
        let machine = at.seconds().wall_clock(0).replace(' ', "T") + "Z";
        let exact = at.seconds().wall_clock(self.clock.offset_minutes(at));
        set(drawn, "datetime", &machine);
        set(drawn, "title", &format!("{exact} {}", self.clock.zone()));
        moments.push(LiveMoment {
            at,
            element: drawn.clone(),
            words: String::new(),
        });
    }
}

/// Creates the button of a content that can be edited. It is not a tab stop: by keyboard the row is
/// opened, whose drawer has the action.
fn edit() -> Element {
    let edit = element("button", "cell-edit");
    set(&edit, "type", "button");
    set(&edit, "tabindex", "-1");
    edit
}

/// What of a figure's look depends on the figure: most of a column's figures look alike.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Looks {
    is_long: bool,
    decimals: u8,
}

impl Looks {
    fn new(text: &str, decimals: u8) -> Self {
        Self {
            is_long: text.chars().count() > MOST_USUAL,
            decimals,
        }
    }

    fn of(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Figure { text, decimals, .. } => Some(Self::new(text, *decimals)),
            _ => None,
        }
    }
}

fn write_figure(drawn: &Element, before: Option<Looks>, now: Looks, text: &str, exact: &str) {
    set_or_not(
        drawn,
        "title",
        Some(exact).filter(|exact| !exact.is_empty()),
    );
    let is_new_look = before != Some(now);
    if is_new_look {
        drawn.set_class_name(if now.is_long { "usd long" } else { "usd" });
    }
    let Some(figure) = drawn.last_element_child() else {
        return;
    };
    let Some((whole, fraction)) = decimal(text) else {
        return figure.set_text_content(Some(text));
    };
    if let Some(before_point) = figure.first_child() {
        before_point.set_text_content(Some(whole));
    }
    if let Some(place) = figure.last_element_child() {
        place.set_text_content(Some(fraction));
        if is_new_look {
            // The point is narrower than a digit; half a digit's width is enough for it in every
            // system font.
            let decimals = now.decimals;
            let room = (decimals != USUAL_DECIMALS).then(|| format!("{decimals}.5ch"));
            style(&place, "min-width", &room.unwrap_or_default());
        }
    }
}

/// Writes a percentage over the one `before` with its accessible name.
fn write_meter(
    drawn: &Element,
    before: Option<(u32, &str)>,
    percent: u32,
    words: &str,
    label: &str,
) {
    if let Some(meter) = drawn.first_element_child() {
        if before.is_none_or(|(_, before)| before != label) {
            set(&meter, "aria-label", label);
        }
        if before.is_none_or(|(before, _)| before != percent) {
            let full = percent.min(100).to_string();
            meter.set_class_name(meter_class(percent));
            set(&meter, "aria-valuenow", &full);
            if let Some(bar) = meter.first_element_child() {
                style(&bar, "width", &format!("{full}%"));
            }
        }
        set(&meter, "aria-valuetext", words);
    }
    if let Some(figure) = drawn.last_element_child() {
        figure.set_text_content(Some(words));
    }
}

/// Creates a number: the digits before the point as text, the rest in an element of its own.
fn figure() -> Element {
    let (drawn, figure) = (element("span", "usd"), element("span", "figure"));
    figure.set_text_content(Some("0"));
    add(&figure, &element("span", "figure-fraction"));
    add(&drawn, &figure);
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

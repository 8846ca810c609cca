//! The filters of a list: choosers bound to the address, with the number of loaded rows for each
//! word.

use crate::reactive::*;

use super::Screen;
use crate::domain::days::Days;
use crate::domain::reading::Reading;
use crate::records::{Counted, NO_VALUE, counts, facet_label};
use crate::schema::{Facet, FacetOf, Kind};
use crate::screens::addressed::{CHOSEN, addressed};
use crate::text;
use crate::ui::choice::{Choice, Select};
use crate::ui::days::DayRange;
use crate::ui::icon::Glyph;
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::suggest::Suggest;
use crate::ui::toggle::toggle;
use crate::words::{Phrase, Say, Text};

const FILTERS: Text = text!("Filters" / "筛选");
const FROM_DAY: Text = text!("From this day" / "起始日期");
const TO_DAY: Text = text!("To this day" / "截止日期");
const REVERSED: Text = text!(
    "The first day is after the last, so no row matches." / "起始日期晚于截止日期，没有匹配的行。"
);
/// Milliseconds after a keystroke before the gateway is asked for what was typed: it compares whole names.
const ASKED: u32 = 600;
const FILTERS_SET: Text = text!("Filters ({n})" / "筛选（{n}）");

/// Draws the choosers. One that would match all rows is left out, unless it is set.
pub(super) fn facets(screen: Screen) -> AnyView {
    let facets = screen.resource.facets.iter();
    if facets.len() == 0 {
        return ().into_any();
    }
    let choosers = facets.map(|facet| one(screen, facet)).collect_view();
    let open = RwSignal::new(false);
    let set = live::memo(move || {
        let is_set = |facet: &&Facet| !screen.navigator.word(facet.id).is_empty();
        screen.resource.facets.iter().filter(is_set).count()
    });
    let words = move || {
        let words = match set.get() {
            0 => FILTERS.into(),
            n => Phrase::from(FILTERS_SET).with("n", n),
        };
        words.say(screen.looks.language.get())
    };
    // On a narrow screen they are behind one button; on others that button is hidden.
    view! {
        {toggle("filters-toggle", Glyph::Sliders, words, open)}
        <div class="facets" class:open=open>{choosers}</div>
    }
    .into_any()
}

fn one(screen: Screen, facet: &'static Facet) -> AnyView {
    match facet.of {
        FacetOf::Field(_) | FacetOf::Rule(..) => chosen(screen, facet),
        FacetOf::Typed(_) => typed(screen, facet),
        FacetOf::Days(_) => days(screen, facet),
    }
}

fn chosen(screen: Screen, facet: &'static Facet) -> AnyView {
    let (navigator, looks, list) = (screen.navigator, screen.looks, screen.list);
    let resource = screen.resource;
    let value = addressed(
        move || navigator.word(facet.id),
        CHOSEN,
        move |word| navigator.set(&[(facet.id, word.as_str())], false),
    );
    // While a list is read to its end, the counts would change with each page, so they are updated
    // at the end.
    let counted = Memo::new(move |before: Option<&Vec<Counted>>| {
        let rests = |reading: &Reading| reading.loading_all || !reading.started;
        if let Some(before) = before.filter(|_| list.reading.with(rests)) {
            return before.clone();
        }
        let now = list.session.now_seconds();
        let now = list
            .listing
            .with(|listing| counts(resource, facet, &mut listing.rows(), now));
        if !facet.server || value.read().is_empty() {
            return now;
        }
        // The gateway was asked for the rows with one word; the other words stay available.
        let before = before.map_or_else(Vec::new, |before| words_of(before));
        let known = before.into_iter().chain(known(screen, facet));
        offered(known, now)
    });
    let choices = Signal::derive(move || {
        let chosen = value.get();
        let mut counted = counted.get();
        if !chosen.is_empty() && !counted.iter().any(|one| one.word == chosen) {
            counted.push(Counted {
                word: chosen,
                count: 0,
            });
        }
        let mut choices = vec![Choice::new("", t(facet.any))];
        choices.extend(counted.into_iter().map(|one| {
            let label = looks.with(|view| facet_label(resource, facet, &one.word, view));
            // No row with a word that was not requested is loaded, but the gateway may have some.
            let label = match one.count {
                0 if facet.server => label,
                count => format!("{label} ({count})"),
            };
            Choice::new(one.word, label)
        }));
        choices
    });
    // A filter that found nothing leaves the others where they are.
    let is_there =
        move || !counted.read().is_empty() || !value.read().is_empty() || screen.is_filtered();
    live::when(is_there, move || {
        view! { <Select value choices label=t(facet.label) /> }.into_any()
    })
}

/// Draws a facet whose word is typed. The words of the loaded rows are offered.
fn typed(screen: Screen, facet: &'static Facet) -> AnyView {
    let navigator = screen.navigator;
    let value = addressed(
        move || navigator.word(facet.id),
        ASKED,
        move |word| navigator.set(&[(facet.id, word.trim())], true),
    );
    let known = Signal::derive(move || {
        let now = screen.session.now_seconds();
        let counted = screen
            .list
            .listing
            .with(|listing| counts(screen.resource, facet, &mut listing.rows(), now));
        words_of(&counted)
    });
    view! { <Suggest value label=t(facet.label) placeholder=t(facet.any) known /> }.into_any()
}

/// Draws a facet of whole days.
fn days(screen: Screen, facet: &'static Facet) -> AnyView {
    let (navigator, language) = (screen.navigator, screen.looks.language);
    let end = |last: bool| {
        let day = move |days: Days| if last { days.last } else { days.first };
        addressed(
            move || day(Days::from_word(&navigator.word(facet.id))),
            CHOSEN,
            move |now| {
                let mut days = Days::from_word(&untrack(|| navigator.word(facet.id)));
                match last {
                    true => days.last = now,
                    false => days.first = now,
                }
                navigator.set(&[(facet.id, days.word().as_str())], false);
            },
        )
    };
    let labels = [FROM_DAY, TO_DAY];
    let labels = labels.map(|words| Signal::derive(move || words.say(language.get()).to_owned()));
    let zone = screen.looks.clock().zone();
    let is_reversed = move || {
        let days = Days::from_word(&navigator.word(facet.id));
        !days.last.is_empty() && days.first > days.last
    };
    view! {
        <DayRange first=end(false) last=end(true) labels zone />
        {live::when(is_reversed, || view! { <span class="field-error" role="alert">{t(REVERSED)}</span> }.into_any())}
    }
    .into_any()
}

fn words_of(counted: &[Counted]) -> Vec<String> {
    counted.iter().map(|one| one.word.clone()).collect()
}

/// Returns the rows that a facet may refer to, if their list is known.
fn known(screen: Screen, facet: &Facet) -> Vec<String> {
    let FacetOf::Field(field) = facet.of else {
        return Vec::new();
    };
    let Some(Kind::Ref(of)) = screen.resource.field(field).map(|field| field.kind) else {
        return Vec::new();
    };
    let rows = screen.session.labels.list(of);
    let rows = rows.rows().iter().map(|row| row.id.to_string());
    let none = facet.none.map(|_| NO_VALUE.to_owned());
    none.into_iter().chain(rows).collect()
}

/// Returns the known words, then the words that occur, with the number of rows.
fn offered(known: impl Iterator<Item = String>, now: Vec<Counted>) -> Vec<Counted> {
    let known = known.map(|word| Counted { word, count: 0 });
    let mut offered: Vec<Counted> = Vec::new();
    for one in known.chain(now) {
        match offered.iter_mut().find(|other| other.word == one.word) {
            Some(other) => other.count = one.count,
            None => offered.push(one),
        }
    }
    offered
}

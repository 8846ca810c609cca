//! Figures at the top of the overview, each with the number of rows that it covers.

use crate::reactive::*;

use super::model::{Overview, Watched};
use crate::records::{self, FigureValue, Shown};
use crate::schema::{Paging, Value};
use crate::screens::looks::{Looks, shown};
use crate::screens::sums::sums_of;
use crate::text;
use crate::ui::language::t;
use crate::ui::live;
use crate::words::{Phrase, Text};

const OF: Text = text!("of {counted}" / "共 {counted}");
const OF_SOME: Text = text!("{n} of {counted}" / "{counted}中的 {n} 个");
const OF_LOADED: Text = text!("of {counted} loaded, more available" / "已加载 {counted}，还有更多");
const SOME_OF_LOADED: Text =
    text!("{n} of {counted} loaded, more available" / "已加载 {counted}中的 {n} 个，还有更多");

/// Draws the figures of every list that was read.
pub(super) fn figures(overview: Overview, looks: Looks) -> AnyView {
    let lists = overview.lists().into_iter();
    let lists = lists.filter(|watched| !watched.resource.figures.is_empty());
    let lists = lists.map(|watched| {
        live::when(
            move || watched.reading.with(|reading| reading.started),
            move || live::part(move || of_list(watched, looks)),
        )
    });
    view! { <dl class="figures">{lists.collect_view()}</dl> }.into_any()
}

fn of_list(watched: Watched, looks: Looks) -> AnyView {
    let now = watched.judged.read().now;
    let rows = watched.list.rows();
    let figures = records::figures(watched.resource, &rows, now).into_iter();
    let figures = figures.map(|figure| one(watched, looks, &figure));
    figures.collect_view().into_any()
}

fn one(watched: Watched, looks: Looks, figure: &FigureValue) -> AnyView {
    let (resource, reading) = (watched.resource, watched.reading.get());
    let (label, covered) = (figure.label, figure.covered);
    // A figure that counts all rows needs no line about how many rows it covers.
    let is_all = figure.value == Value::Whole(i64::try_from(reading.loaded).unwrap_or(-1))
        || resource.paging == Paging::One;
    let number = match &figure.value {
        // If the list is not complete, the number is a lower bound.
        Value::Whole(count) if !reading.whole => Shown::Text(format!("{count}+")),
        value => looks.with(|view| records::glance(value, view)),
    };
    let kinds = resource.total.filter(|_| covered > 0).map(|total| {
        let sums =
            looks.with(|view| sums_of(resource, total, &mut watched.list.rows().iter(), view));
        let lines = sums.0.into_iter();
        lines.map(|line| view! { <p>{line}</p> }).collect_view()
    });
    let cover = (!is_all).then(|| {
        let frame = match (reading.whole, covered == reading.loaded) {
            (false, true) => OF_LOADED,
            (false, false) => SOME_OF_LOADED,
            (true, false) => OF_SOME,
            (true, true) => OF,
        };
        looks.words(move |view| {
            let counted = Phrase::from(resource.counted).with("n", reading.loaded);
            let words = Phrase::from(frame).with("counted", counted);
            words.with("n", covered).say(view.language)
        })
    });
    view! {
        <div class="figure-block">
            <dt>{t(label)}</dt>
            <dd class="sum">{shown(looks, number, String::new())}</dd>
            <dd class="hint">{cover} {kinds}</dd>
        </div>
    }
    .into_any()
}

//! The sums of the shown rows by kind, and the row of another list that they refer to.

use crate::reactive::*;

use super::Screen;
use crate::schema::{FacetRow, Total};
use crate::screens::facet_row::facet_row_facts;
use crate::screens::looks::Looks;
use crate::screens::sums::sums_of;
use crate::text;
use crate::ui::language::t;
use crate::ui::live;
use crate::words::{Phrase, Say, Text};

const SUM: Text =
    text!("Sum of the {shown} shown, of {all}: {sums}" / "所显示 {shown} 项之和（{all}）：{sums}");
const ALL: Text = text!("{n}" / "all {n}" / "共 {n} 项");
const LOADED: Text = text!("{n} loaded, more available" / "已加载 {n} 项，还有更多");
const LEFT_OUT: Text = text!(
    "{n} row without an amount is not in it."
        / "{n} rows without an amount are not in it."
        / "其中 {n} 行没有金额，未计入。"
);
const BESIDE: Text = text!("{sums} · {rows} of {all}" / "{sums} · {rows}（{all}）");

/// Draws the sums, and the row that the list is filtered by.
pub(super) fn sums(screen: Screen) -> AnyView {
    let Some(total) = screen.resource.total else {
        return ().into_any();
    };
    let line = live::maybe(move || {
        let reading = screen.list.reading.get();
        if !reading.started || reading.loaded == 0 {
            return None;
        }
        let words = live::text(move || sentence(screen, total));
        Some(view! { <p class="sum-line">{words}</p> }.into_any())
    });
    let facet_row = screen
        .resource
        .facet_row
        .map(|facet_row| strip(screen, total, facet_row));
    view! { {line} {facet_row} }.into_any()
}

/// Says how much of the list is covered.
fn all(screen: Screen, view: &crate::records::View<'_>) -> String {
    let reading = screen.list.reading.get();
    let words = if reading.whole { ALL } else { LOADED };
    Phrase::from(words)
        .with("n", reading.loaded)
        .say(view.language)
}

/// Returns the sums of each kind, and the number of rows without an amount.
fn summed(screen: Screen, total: Total, view: &crate::records::View<'_>) -> (String, usize) {
    let rows = screen.rows.read();
    let (parts, left_out) = sums_of(screen.resource, total, &mut rows.rows(), view);
    (parts.join(" · "), left_out + rows.unreadable())
}

fn sentence(screen: Screen, total: Total) -> String {
    screen.looks.with(|view| {
        let shown = screen.rows.read().len();
        let (sums, left_out) = summed(screen, total, view);
        let all = all(screen, view);
        let mut words = Phrase::from(SUM)
            .with("shown", shown)
            .with("all", all)
            .with("sums", sums)
            .say(view.language);
        let rows = screen.rows.read();
        if let Some((field, note)) = total.sums
            && rows.rows().any(|row| row.record.value(field).is_present())
        {
            words.push(' ');
            words += note.say(view.language);
        }
        if left_out > 0 {
            words.push(' ');
            words += &Phrase::from(LEFT_OUT)
                .with("n", left_out)
                .say(view.language);
        }
        words
    })
}

/// Draws the row of another list that a facet selects, next to the sums of this list.
fn strip(screen: Screen, total: Total, facet_row: FacetRow) -> AnyView {
    let named = screen.navigator.follow(facet_row.facet);
    let looks: Looks = screen.looks;
    live::maybe(move || {
        let facts = facet_row_facts(screen.session, looks, facet_row, &named.get()?)?;
        let words = move || {
            looks.with(|view| {
                let (sums, _) = summed(screen, total, view);
                let rows = screen.rows.read().len();
                let rows = Phrase::from(screen.resource.counted).with("n", rows);
                let all = all(screen, view);
                Phrase::from(BESIDE)
                    .with("sums", sums)
                    .with("rows", rows)
                    .with("all", all)
                    .say(view.language)
            })
        };
        let name = t(facet_row.title);
        Some(
            view! {
                <section class="beside" role="region" aria-label=name>
                    <h2>{name}</h2>
                    <p>{live::text(words)}</p>
                    {facts}
                    <p class="hint">{t(facet_row.note)}</p>
                </section>
            }
            .into_any(),
        )
    })
}

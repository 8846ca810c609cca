//! Numbers on top of the overview, each from what is loaded of its list.

use crate::reactive::*;

use super::model::{Overview, Watched};
use crate::records;
use crate::schema::Value;
use crate::screens::looks::Looks;
use crate::ui::language::t;
use crate::ui::live;

/// Draws the numbers of every list that was read.
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
    let whole = watched.reading.with(|reading| reading.whole);
    let figures = records::figures(watched.resource, &rows, now).into_iter();
    let figures = figures.map(|(label, value)| {
        let words = looks.words(move |view| match &value {
            // Of a list that is not whole it is the least there is.
            Value::Whole(count) if !whole => format!("{count}+"),
            value => records::exact(value, view),
        });
        view! {
            <div class="figure-block">
                <dt>{t(label)}</dt>
                <dd class="sum">{words}</dd>
            </div>
        }
        .into_any()
    });
    figures.collect_view().into_any()
}

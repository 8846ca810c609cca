//! What charges come to: the exact sum, which rows are in it, and which are not.

use std::sync::Arc;

use leptos::prelude::*;

use super::model::{ChargesModel, Line, Shape};
use crate::domain::charge::Totals;
use crate::i18n::charges::{Charges, left_out, sum_of, sums};
use crate::ui::language::{t, use_language};
use crate::ui::live;

/// The line above the rows: the sum of those that show.
pub fn line(model: ChargesModel, rows: Memo<Arc<Vec<Arc<Line>>>>) -> AnyView {
    let (list, language) = (model.list, use_language());
    let total = live::memo(move || {
        let rows = rows.read();
        let totals = Totals::of(rows.iter().filter_map(|line| line.row()));
        // A row that made no sense shows, and is in no sum.
        let senseless = rows.len() - totals.rows();
        let left_out = totals.left_out() + senseless;
        (totals, left_out)
    });
    let covers = move || {
        let (shown, list) = (rows.read().len(), list.reading.get());
        sum_of(language.get(), shown, list.loaded, !list.whole)
    };
    let sums = move || model.shape.get() == Shape::Sums;
    live::when(
        move || !list.is_empty(),
        move || {
            view! {
                <p class="charges-sum">
                    {live::text(covers)}
                    " "
                    {live::part(move || {
                        let (totals, left_out) = total.get();
                        figure(&totals, left_out)
                    })}
                    {live::when(sums, || view! { <span class="faint">{t(Charges::OnlySums)}</span> }.into_any())}
                </p>
            }
            .into_any()
        },
    )
}

/// The sum itself, its unit, and how many rows are not in it.
pub fn figure(totals: &Totals, not_in_it: usize) -> AnyView {
    let language = use_language().get();
    let missing = left_out(language, not_in_it);
    view! {
        <strong class="sum">{sums(language, totals)}</strong>
        {missing.map(|missing| view! { <span class="faint">" · " {missing}</span> })}
    }
    .into_any()
}

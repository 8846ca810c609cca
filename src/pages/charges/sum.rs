//! What charges come to: the exact sum, which rows are in it, and which are not.

use std::sync::Arc;

use leptos::prelude::*;

use super::model::{ChargesModel, Line, Shape};
use crate::domain::charge::Total;
use crate::i18n::Say;
use crate::i18n::charges::{Charges, left_out, sum_of};
use crate::ui::language::{t, use_language};
use crate::ui::live;

/// The line above the rows: the sum of those that show.
pub fn line(model: ChargesModel, rows: Memo<Arc<Vec<Arc<Line>>>>) -> AnyView {
    let (list, language) = (model.list, use_language());
    let total = live::memo(move || {
        let rows = rows.read();
        let total = Total::of(rows.iter().filter_map(|line| line.row()));
        // A row that made no sense shows, and is in no sum.
        Total {
            left_out: rows.len() - total.rows,
            ..total
        }
    });
    let covers = move || {
        let (shown, list) = (rows.read().len(), list.reading.get());
        sum_of(language.get(), shown, list.loaded, list.has_more)
    };
    let sums = move || model.shape.get() == Shape::Sums;
    live::when(
        move || !list.is_empty(),
        move || {
            view! {
                <p class="charges-sum">
                    {live::text(covers)}
                    " "
                    {live::part(move || figure(total.get()))}
                    {live::when(sums, || view! { <span class="faint">{t(Charges::OnlySums)}</span> }.into_any())}
                </p>
            }
            .into_any()
        },
    )
}

/// The sum itself, its unit, and what is not in it.
pub fn figure(total: Total) -> AnyView {
    let language = use_language();
    let mark = (!total.sum.exact).then_some("≈ ");
    let sum = match total.sum.total {
        Some(sum) => format!("{} USD", sum.exact()),
        None => Charges::OutOfRange.say(language.get()).to_owned(),
    };
    let missing = left_out(language.get(), total.left_out);
    view! {
        <strong class="sum">{mark}{sum}</strong>
        {missing.map(|missing| view! { <span class="faint">" · " {missing}</span> })}
    }
    .into_any()
}

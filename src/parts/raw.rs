//! A row as the gateway sent it: folded below what was understood, or all there is of a row that
//! made no sense. Secret leaves were taken out before it came here.

use leptos::prelude::*;

use crate::domain::page::Unreadable;
use crate::i18n::lists::Lists;
use crate::ui::detail::{Code, Disclosure};
use crate::ui::language::t;
use crate::ui::notice::Notice;

/// The row's JSON, folded.
#[must_use]
pub fn raw(text: &str) -> AnyView {
    let text = text.to_owned();
    view! { <Disclosure title=t(Lists::Raw)><Code text=text label=t(Lists::Raw) /></Disclosure> }
        .into_any()
}

/// A row that made no sense: why, and the row.
#[must_use]
pub fn unreadable(row: &Unreadable) -> AnyView {
    let why = row.why.clone();
    view! {
        <Notice>
            <p>{t(Lists::UnreadableWhy)}</p>
            <p class="monospace">{why}</p>
        </Notice>
        {raw(&row.raw)}
    }
    .into_any()
}

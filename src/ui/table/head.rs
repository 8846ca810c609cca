//! The header row: titles, and buttons where a column can be sorted.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::super::icon::{Glyph, Icon};
use super::super::language::use_language;
use super::super::live;
use super::column::Erased;
use crate::ui::grid::Sort;

/// One header cell; its width is the column's.
pub(super) fn header(
    column: &Erased,
    sort: Signal<Option<Sort>>,
    on_sort: Option<Callback<Option<Sort>>>,
) -> AnyView {
    let look = column.look.clone();
    let language = use_language();
    let (id, title) = (look.id, look.title.clone());
    let words = live::text(move || title.say(language.get()));
    let mine = move || sort.get().filter(|sort| sort.column == id);
    let content = match on_sort.filter(|_| column.compare.is_some()) {
        None => view! { <span class="head-title">{words}</span> }.into_any(),
        Some(on_sort) => {
            let press =
                move |_: MouseEvent| on_sort.run(Sort::pressed(sort.get_untracked().as_ref(), id));
            view! {
                <button type="button" class="head-sort" class:sorted=Signal::derive(move || mine().is_some()) on:click=live::handler(press)>
                    <span class="head-title">{words}</span>
                    {live::part(move || {
                        let descending = mine().is_some_and(|sort| sort.descending);
                        let glyph = if descending { Glyph::ArrowDown } else { Glyph::ArrowUp };
                        view! { <Icon glyph /> }.into_any()
                    })}
                </button>
            }
            .into_any()
        }
    };
    let direction = Signal::derive(move || {
        mine().map(|sort| {
            if sort.descending {
                "descending"
            } else {
                "ascending"
            }
        })
    });
    view! {
        <th scope="col" class=look.class() style:width=format!("{}px", look.width) aria-sort=direction>
            {content}
        </th>
    }
    .into_any()
}

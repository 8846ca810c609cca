//! The table of a list: its order and its open row follow the address.

use leptos::prelude::*;

use super::Listed;
use super::rows::Lines;
use crate::domain::entity::{Entity, Line};
use crate::i18n::lists::{Of, Word};
use crate::parts::navigator::use_navigator;
use crate::ui::language::t;
use crate::ui::live;
use crate::ui::state::Empty;
use crate::ui::table::{Column, Sort, Table};

/// The table. `usual` is the order while the address names none: a column's id, or nothing for the
/// gateway's own.
pub fn list_table<T: Entity>(
    of: Listed,
    columns: Vec<Column<Line<T>>>,
    rows: Lines<T>,
    open: Memo<Option<String>>,
    usual: &'static str,
) -> AnyView {
    let (navigator, list) = (use_navigator(), of.list);
    let sort = live::memo(move || {
        let named = Sort::parse(&navigator.view(list).sort);
        named.or_else(|| Sort::parse(usual))
    });
    let on_sort = move |sort: Option<Sort>| {
        let sort = sort.map(|sort| sort.to_string()).unwrap_or_default();
        navigator.show(list, navigator.view(list).sort(sort), true);
    };
    view! {
        <Table
            label=t(Of(list, Word::Title))
            columns
            rows
            row_id=Line::id
            sort
            on_sort
            selected=Signal::derive(move || open.get())
            on_open=move |id| navigator.open(list, id)
            more=live::derived(move || of.reading.with(|reading| reading.has_more))
            empty=move || empty(of)
        />
    }
    .into_any()
}

/// What stands where no row does: the list is empty, or nothing in it is asked for.
fn empty(of: Listed) -> AnyView {
    let none = of.reading.with(|reading| reading.loaded == 0);
    let (title, then) = match none {
        true => (Word::Empty, Word::EmptyThen),
        false => (Word::NoMatch, Word::NoMatchThen),
    };
    let word = |word| t(Of(of.list, word));
    view! { <Empty title=word(title) text=word(then) /> }.into_any()
}

//! Pending charges: one by one with their age, or one sum per key, whichever the gateway gives.

mod beside;
mod columns;
mod drawer;
mod facets;
mod model;
mod sum;

use leptos::prelude::*;

use crate::i18n::charges::Charges;
use crate::parts::addressed::painted;
use crate::parts::list::{ListScreen, list_table, search_of, shown};
use crate::parts::navigator::use_navigator;
use crate::route::List;
use crate::session::Session;
use crate::ui::language::t;
use crate::ui::live;
use model::{ChargesModel, Shape};

/// The page.
#[component]
pub fn ChargesPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let model = ChargesModel::new(session);
    let list = model.list;
    list.reload();
    let (navigator, of) = (use_navigator(), model.listed());
    let search = search_of(List::Charges);
    let painted = painted(search);
    let filter =
        live::memo(move || facets::filter(&navigator.view(List::Charges), &painted.read()));
    let rows = shown(list.lines, filter, move || session.now().seconds());
    let open = navigator.opened(List::Charges);
    list.look_for(open);
    // The columns belong to the shape of the rows, so the table is made anew when that changes.
    let table = move || {
        let shape = model.shape.get();
        list_table(of, columns::columns(shape), rows, open, usual_order(shape))
    };
    let notes = move || view! { {sum::line(model, rows)} {beside::strip(model)} };
    view! {
        <ListScreen
            of
            shown=live::derived(move || rows.read().len())
            search
            open
            lead=move || view! { <p class="lead">{t(Charges::Lead)}</p> }
            facets=move || facets::facets(model)
            notes
            table
            drawer=Callback::new(move |id: String| drawer::drawer(model, &id))
        />
    }
}

/// The oldest charge first unless the address says otherwise, also where a gateway takes no notice
/// of the order it was asked for. Sums have no age and stay as they came.
const fn usual_order(shape: Shape) -> &'static str {
    match shape {
        Shape::Single => "since",
        Shape::Sums => "",
    }
}

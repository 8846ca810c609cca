//! Facets: small switches with counts that narrow a list. They say what is on and never filter.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::live;

/// One switch.
#[derive(Clone)]
pub struct Chip {
    /// What it stands for in the address.
    pub id: String,
    /// What it is called.
    pub label: TextProp,
    /// How many rows it would leave, where that is known.
    pub count: Option<usize>,
    /// Whether it is on.
    pub on: bool,
}

/// A named row of switches.
#[component]
pub fn Chips(
    /// What the switches are about.
    #[prop(into)]
    label: TextProp,
    /// The switches, in order.
    #[prop(into)]
    chips: Signal<Vec<Chip>>,
    /// The switch with this id was pressed.
    #[prop(into)]
    on_toggle: Callback<String>,
) -> impl IntoView {
    let name = label.clone();
    // Keyed by id, so that a press keeps the focus while the counts change.
    let ids = live::memo(move || {
        chips
            .read()
            .iter()
            .map(|chip| chip.id.clone())
            .collect::<Vec<_>>()
    });
    let one = move |id: String| {
        let own = id.clone();
        let find = move || chips.get().into_iter().find(|chip| chip.id == own);
        let (on, count, words) = (find.clone(), find.clone(), find);
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=live::yes_no(move || on().is_some_and(|chip| chip.on))
                on:click=live::handler(move |_: MouseEvent| on_toggle.run(id.clone()))
            >
                {live::text(move || words().map(|chip| chip.label.get()).unwrap_or_default())}
                <span class="chip-count">
                    {live::text(move || {
                        let count = count().and_then(|chip| chip.count);
                        count.map(|count| count.to_string()).unwrap_or_default()
                    })}
                </span>
            </button>
        }
        .into_any()
    };
    view! {
        <div class="chips" role="group" aria-label=label>
            <span class="chips-label" aria-hidden="true">{live::text(name)}</span>
            <For each=move || ids.get() key=String::clone children=one />
        </div>
    }
    .into_any()
}

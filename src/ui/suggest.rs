//! A line of text with known words to pick from.

use crate::reactive::*;
use leptos::ev::{Event, KeyboardEvent};

use super::chosen::chosen;
use super::id::unique_id;
use super::live;
use super::privacy::Privacy;
use crate::words::{mask_emails, visible};

/// A line of text with known words.
#[component]
pub fn Suggest(
    /// The text.
    value: RwSignal<String>,
    /// The accessible name.
    #[prop(into)]
    label: TextProp,
    /// What an empty text means.
    #[prop(into)]
    placeholder: TextProp,
    /// The known words.
    #[prop(into)]
    known: Signal<Vec<String>>,
) -> impl IntoView {
    let list = unique_id("known");
    // The browser draws the known words itself, where nothing masks them.
    let privacy = chosen::<Privacy>();
    let words = live::part(move || {
        let masks = privacy.get() == Privacy::Masked;
        let is_open = |word: &String| !masks || mask_emails(word) == *word;
        let known = known.get().into_iter().filter(is_open);
        known
            .map(|word| view! { <option value=visible(&word).into_owned()></option> }.into_any())
            .collect_view()
            .into_any()
    });
    view! {
        <span class="input suggest">
            <input
                type="text"
                list=list.clone()
                autocomplete="off"
                spellcheck="false"
                autocapitalize="off"
                aria-label=label
                placeholder=placeholder
                prop:value=value
                on:input=live::handler(move |event: Event| value.set(event_target_value(&event)))
                on:keydown=live::handler(move |event: KeyboardEvent| {
                    // Inside a form it would complete the form.
                    if event.key() == "Enter" {
                        event.prevent_default();
                    }
                })
            />
            <datalist id=list>{words}</datalist>
        </span>
    }
    .into_any()
}

//! Chooses a range of days.

use crate::reactive::*;
use leptos::ev::Event;

use super::live;

/// The first and the last day of a range.
#[component]
pub fn DayRange(
    /// The first day, as `2026-09-08`; empty for none.
    first: RwSignal<String>,
    /// The last day.
    last: RwSignal<String>,
    /// The accessible names of both.
    labels: [Signal<String>; 2],
    /// The time zone of the days.
    #[prop(into)]
    zone: TextProp,
) -> impl IntoView {
    let day = |value: RwSignal<String>, label: Signal<String>| {
        view! {
            <span class="input">
                <input
                    type="date"
                    aria-label=label
                    title=label
                    prop:value=value
                    on:change=live::handler(move |event: Event| value.set(event_target_value(&event)))
                />
            </span>
        }
        .into_any()
    };
    let [of_first, of_last] = labels;
    view! {
        <span class="days">
            {day(first, of_first)} <span aria-hidden="true">"–"</span> {day(last, of_last)}
            <span class="faint">{live::text(zone)}</span>
        </span>
    }
    .into_any()
}

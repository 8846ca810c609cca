//! Choosing one of several options: a select, and radio buttons as a list or as a segmented bar. A
//! disabled option stays visible and shows its reason.

use crate::reactive::*;
use leptos::ev::Event;

use super::field::Wiring;
use super::id::unique_id;
use super::live;

/// An option of a select or of radio buttons.
#[derive(Clone)]
pub struct Choice {
    value: String,
    label: TextProp,
    hint: Option<TextProp>,
    refused: Option<String>,
}

impl Choice {
    /// Makes an option that is stored as `value` and shown as `label`.
    pub fn new(value: impl Into<String>, label: impl Into<TextProp>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
            refused: None,
        }
    }

    /// Adds a hint below the label.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<TextProp>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Disables the option, with the reason.
    #[must_use]
    pub fn refused(mut self, reason: Option<String>) -> Self {
        self.refused = reason;
        self
    }
}

/// A select, for more options than fit on the screen.
#[component]
pub fn Select(
    /// The `value` of the chosen option.
    value: RwSignal<String>,
    /// The options, in display order.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The accessible name, if no field around it provides one.
    #[prop(optional, into)]
    label: Option<TextProp>,
) -> impl IntoView {
    let wiring = Wiring::here();
    view! {
        <span class="input select">
            <select
                id=wiring.control
                aria-label=label.map(IntoAttributeValue::into_attribute_value)
                aria-describedby=wiring.described_by
                aria-invalid=live::flag(move || wiring.invalid.get())
                on:change=live::handler(move |event: Event| value.set(event_target_value(&event)))
            >
                {live::part(move || {
                    let choices = choices.get().into_iter();
                    choices.map(|choice| option(value, choice)).collect_view().into_any()
                })}
            </select>
        </span>
    }
    .into_any()
}

/// Draws an option of a select.
fn option(value: RwSignal<String>, choice: Choice) -> AnyView {
    let mine = choice.value.clone();
    view! {
        <option
            value=choice.value
            disabled=choice.refused.is_some()
            prop:selected=Signal::derive(move || *value.read() == mine)
        >
            {live::text(choice.label)}
        </option>
    }
    .into_any()
}

/// Radio buttons, with all options visible.
#[component]
pub fn RadioGroup(
    /// The label of the group.
    #[prop(into)]
    label: TextProp,
    /// The `value` of the chosen option.
    value: RwSignal<String>,
    /// The options, in display order.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Whether to draw a segmented bar instead of a list; for two to four short options without
    /// hints.
    #[prop(optional)]
    segmented: bool,
) -> impl IntoView {
    let name = unique_id("radio");
    view! {
        <fieldset class="radios" class:segmented=segmented>
            <legend class="field-label">{live::text(label)}</legend>
            <div class="radio-list">
                {live::part(move || {
                    let choices = choices.get().into_iter();
                    choices.map(|choice| radio(&name, value, choice)).collect_view().into_any()
                })}
            </div>
        </fieldset>
    }
    .into_any()
}

/// Draws an option of a group; screen readers read its hint and its reason with it.
fn radio(name: &str, value: RwSignal<String>, choice: Choice) -> AnyView {
    let Choice {
        value: mine,
        label,
        hint,
        refused,
    } = choice;
    let (own, chosen) = (mine.clone(), mine.clone());
    let hint_id = unique_id("hint");
    let described_by = (hint.is_some() || refused.is_some()).then(|| hint_id.clone());
    view! {
        <label class="radio">
            <input
                type="radio"
                name=name.to_owned()
                value=mine
                disabled=refused.is_some()
                aria-describedby=described_by.clone()
                prop:checked=Signal::derive(move || *value.read() == own)
                on:change=live::handler(move |_: Event| value.set(chosen.clone()))
            />
            <span class="radio-label">{live::text(label)}</span>
            {described_by
                .map(|id| {
                    view! {
                        <span class="radio-hint" id=id>
                            {hint.map(live::text)}
                            {refused}
                        </span>
                    }
                })}
        </label>
    }
    .into_any()
}

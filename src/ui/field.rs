//! A labelled field of a form: connects label, hint and error with the control inside. Never
//! validates.

use crate::reactive::*;
use leptos::context::Provider;

use super::icon::{Glyph, Icon};
use super::id::unique_id;
use super::live;

/// The attributes that a control inside a [`Field`] takes from it.
#[derive(Clone)]
pub struct Wiring {
    /// The control's id, to which the label refers.
    pub control: String,
    /// The ids for `aria-describedby`: the error first, then the hint.
    pub described_by: Signal<Option<String>>,
    /// The value for `aria-invalid`.
    pub invalid: Signal<bool>,
}

impl Wiring {
    /// Returns the attributes from the field around the control, or those of a control without a
    /// field.
    #[must_use]
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| Self {
            control: unique_id("control"),
            described_by: Signal::stored(None),
            invalid: Signal::stored(false),
        })
    }
}

/// A label, the control below it, and then the error or the hint.
#[component]
pub fn Field(
    /// The label.
    #[prop(into)]
    label: TextProp,
    /// A hint below the control.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// The error; `None` if there is none.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let control = unique_id("field");
    let (error_id, hint_id) = (format!("{control}-error"), format!("{control}-hint"));
    let invalid = Signal::derive(move || error.with(Option::is_some));
    let described_by = {
        let (error_id, hint_id) = (error_id.clone(), hint.is_some().then(|| hint_id.clone()));
        Signal::derive(move || {
            let error = invalid.get().then(|| error_id.clone());
            let ids: Vec<_> = error.into_iter().chain(hint_id.clone()).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        })
    };
    let wiring = Wiring {
        control: control.clone(),
        described_by,
        invalid,
    };
    view! {
        <div class="field" class:invalid=invalid>
            <label class="field-label" for=control>
                {live::text(label)}
            </label>
            <Provider value=wiring>{children()}</Provider>
            <div class="field-error" id=error_id aria-live="polite">
                {live::part(move || {
                    error
                        .get()
                        .map(|error| view! { <Icon glyph=Glyph::Cross /> <span>{error}</span> })
                        .into_any()
                })}
            </div>
            {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{live::text(hint)}</p> })}
        </div>
    }
    .into_any()
}

//! Parts of a drawer or a dialog: rows of label and value, folded sections, and code.

use crate::reactive::*;

use super::icon::{Glyph, Icon};
use super::live;

/// A list of [`Detail`] rows.
#[component]
pub fn Details(
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! { <dl class="details">{children()}</dl> }.into_any()
}

/// A label with its value.
#[component]
pub fn Detail(
    /// The label.
    #[prop(into)]
    label: TextProp,
    /// Whether it is monospace: for ids, keys and models.
    #[prop(optional)]
    monospace: bool,
    /// The value.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="detail">
            <dt>{live::text(label)}</dt>
            <dd class:monospace=monospace>{children()}</dd>
        </div>
    }
    .into_any()
}

/// A section that starts folded.
#[component]
pub fn Disclosure(
    /// The heading.
    #[prop(into)]
    title: TextProp,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="disclosure">
            <summary>
                <Icon glyph=Glyph::ChevronRight />
                {live::text(title)}
            </summary>
            <div class="disclosure-body">{children()}</div>
        </details>
    }
    .into_any()
}

/// Code exactly as it is sent: a request, a body, a command. Scrolls sideways, never wraps.
#[component]
pub fn Code(
    /// The code.
    #[prop(into)]
    text: Signal<String>,
    /// The accessible name.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    // Focusable, so that the keyboard can scroll it.
    view! {
        <pre class="code" tabindex="0" role="region" aria-label=label>
            <code>{live::code(move || text.get())}</code>
        </pre>
    }
    .into_any()
}

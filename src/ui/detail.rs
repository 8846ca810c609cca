//! Parts of a drawer or a dialog: label and value rows, folded sections, drawn text as it travels.

use crate::reactive::*;

use super::icon::{Glyph, Icon};
use super::live;
use crate::words::visible_code;

/// A list of [`Detail`] rows.
#[component]
pub fn Details(
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! { <dl class="details">{children()}</dl> }.into_any()
}

/// One label and its value.
#[component]
pub fn Detail(
    /// What it is.
    #[prop(into)]
    label: TextProp,
    /// For ids, keys and models.
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

/// A section that starts folded: there for who wants it.
#[component]
pub fn Disclosure(
    /// What is inside.
    #[prop(into)]
    title: TextProp,
    /// The section.
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

/// Text exactly as it travels: a request, a body, a command. Scrolls sideways, never wraps.
#[component]
pub fn Code(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// What it is, for assistive technology.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    // Reachable by Tab, so that the keyboard can scroll it.
    view! {
        <pre class="code" tabindex="0" role="region" aria-label=label>
            <code>{live::text(move || visible_code(&text.get()))}</code>
        </pre>
    }
    .into_any()
}

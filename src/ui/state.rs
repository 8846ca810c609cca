//! States in place of content: loading, empty, or failed. A failure never looks like an empty list.

use crate::reactive::*;

use super::button::Button;
use super::icon::{Glyph, Icon};
use super::language::t;
use super::live;
use crate::ui::words;

/// An empty state: says what would be here, and how to create the first one.
#[component]
pub fn Empty(
    /// The heading.
    #[prop(into)]
    title: TextProp,
    /// The explanation.
    #[prop(optional, into)]
    text: TextProp,
    /// A button that creates the first one.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="state">
            <h2>{live::text(title)}</h2>
            <p>{live::text(text)}</p>
            {children.map(|children| view! { <div class="state-actions">{children()}</div> })}
        </div>
    }
    .into_any()
}

/// A failed state: says why, and offers to try again.
#[component]
pub fn Failed(
    /// The heading.
    #[prop(into)]
    title: TextProp,
    /// Why, and what to do.
    #[prop(into)]
    text: TextProp,
    /// Called to try again.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
    /// Whether it is being tried again.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Details: the gateway's own words, an excerpt.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="state failed" role="alert">
            <h2>
                <Icon glyph=Glyph::Cross />
                {live::text(title)}
            </h2>
            <p>{live::text(text)}</p>
            {children.map(|children| children())}
            {on_retry
                .map(|on_retry| {
                    view! {
                        <div class="state-actions">
                            <Button busy on_click=on_retry>{t(words::RETRY)}</Button>
                        </div>
                    }
                })}
        </div>
    }
    .into_any()
}

/// Placeholder rows in their final height; visible only if loading takes longer than 200 ms.
#[component]
pub fn Skeleton(
    /// The number of rows.
    #[prop(default = 12)]
    rows: usize,
) -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{t(words::LOADING)}</span>
            {(0..rows).map(|_| view! { <div class="skeleton-row" aria-hidden="true"></div> }).collect_view()}
        </div>
    }
    .into_any()
}

//! What stands where content would be: nothing yet, nothing at all, or a failure. Failed never
//! looks like empty.

use crate::reactive::*;

use super::button::Button;
use super::icon::{Glyph, Icon};
use super::language::t;
use super::live;
use crate::ui::words;

/// There is nothing: says what would be here and, as children, how to make the first.
#[component]
pub fn Empty(
    /// What is not there.
    #[prop(into)]
    title: TextProp,
    /// What would be here.
    #[prop(optional, into)]
    text: TextProp,
    /// How to make the first.
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

/// It could not be loaded: says why, and offers to try again.
#[component]
pub fn Failed(
    /// What failed.
    #[prop(into)]
    title: TextProp,
    /// Why, and what to do.
    #[prop(into)]
    text: TextProp,
    /// Tries again.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
    /// While it is being tried again.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// More: the gateway's own words, an excerpt.
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

/// Rows to come, in their final height; seen only when loading takes longer than 200 ms.
#[component]
pub fn Skeleton(
    /// How many rows.
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

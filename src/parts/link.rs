//! A link to a place at the connected gateway.

use leptos::prelude::*;

use super::navigator::use_navigator;
use crate::route::Place;

/// The link.
#[must_use]
pub fn link(to: Place, words: AnyView) -> AnyView {
    classed(to, "", words)
}

/// The link with a class of its own.
#[must_use]
pub fn classed(to: Place, class: &'static str, words: AnyView) -> AnyView {
    let navigator = use_navigator();
    let href = Signal::derive(move || navigator.href(to.clone()));
    view! { <a class=class href=href>{words}</a> }.into_any()
}

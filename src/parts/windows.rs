//! A subscription's windows: how far each is used, and when it starts over.

use leptos::prelude::*;

use crate::domain::budget::{Subscription, Window};
use crate::domain::time::UnixSeconds;
use crate::i18n::keys::Keys;
use crate::ui::detail::Detail;
use crate::ui::language::t;
use crate::ui::moment::Moment;

/// The rows of a subscription, as of `now`.
#[must_use]
pub fn window_details(subscription: &Subscription, now: UnixSeconds) -> AnyView {
    let one = |label: Keys, window: &Option<Window>| {
        let facts = window.as_ref().map(|window| self::window(window, now))?;
        Some(view! { <Detail label=t(label)>{facts}</Detail> }.into_any())
    };
    let product = subscription.product.clone().map(
        |product| view! { <Detail label=t(Keys::Identifier) monospace=true>{product}</Detail> },
    );
    view! {
        {product}
        {one(Keys::FiveHours, &subscription.five_hour)}
        {one(Keys::Week, &subscription.weekly)}
    }
    .into_any()
}

/// One window; of a window that is over no percentage is drawn.
fn window(window: &Window, now: UnixSeconds) -> AnyView {
    if window.is_stale(now) {
        return view! { <span class="faint">{t(Keys::WindowOver)}</span> }.into_any();
    }
    let used = window
        .used
        .map_or_else(|| "–".to_owned(), |used| used.short());
    let resets = window.resets_at.map(|at| view! { <span class="faint">" · " {t(Keys::Resets)} " " <Moment at=at.millis() /></span> });
    view! { <span>{used}</span> {resets} }.into_any()
}

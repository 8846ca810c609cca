//! An address that means nothing.

use leptos::prelude::*;

use crate::i18n::connect::Frame;
use crate::ui::language::t;

/// The page.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{t(Frame::NotFound)}</h1>
            </header>
            <p class="lead">{t(Frame::NotFoundThen)}</p>
        </div>
    }
}

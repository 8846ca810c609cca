//! An address that means nothing.

use leptos::prelude::*;

use crate::i18n::connect::Frame;
use crate::ui::language::t;
use crate::ui::state::Empty;

/// The page.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <div class="page">
            <Empty title=t(Frame::NotFound) text=t(Frame::NotFoundThen) />
        </div>
    }
}

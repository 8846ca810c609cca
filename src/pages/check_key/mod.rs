//! Check a key.

use leptos::prelude::*;

use crate::i18n::connect::Frame;
use crate::ui::language::t;

/// The page.
#[component]
pub fn CheckKeyPage() -> impl IntoView {
    view! { <div class="page"><header class="page-head"><h1>{t(Frame::CheckKey)}</h1></header></div> }
}

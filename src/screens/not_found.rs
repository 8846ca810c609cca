//! The screen for an unknown address.

use crate::reactive::*;

use crate::text;
use crate::ui::language::t;

/// The screen.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{t(text!("There is no page at this address" / "此地址没有页面"))}</h1>
            </header>
            <p class="lead">{t(text!("Choose a page from the navigation." / "请从导航中选择页面。"))}</p>
        </div>
    }
}

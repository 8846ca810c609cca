//! A notice in the flow of a page. For background events there is the toast.

use crate::reactive::*;

use super::icon::Icon;
use super::language::t;
use super::tone::Tone;

/// A notice with the icon of its tone; one with a bad tone is announced immediately.
#[component]
pub fn Notice(
    /// The tone.
    #[prop(optional)]
    tone: Tone,
    /// The text; its first sentence should be enough.
    children: Children,
) -> impl IntoView {
    let role = if tone == Tone::Bad { "alert" } else { "note" };
    view! {
        <div class=format!("notice {}", tone.class()) role=role>
            <Icon glyph=tone.glyph() />
            <span class="visually-hidden">{t(tone.word())}</span>
            <div class="notice-body">{children()}</div>
        </div>
    }
    .into_any()
}

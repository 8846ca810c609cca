//! A callout in the flow of a page: what is worth knowing here and now.
//! For what happened in the background there is the toast.

use crate::reactive::*;

use super::icon::Icon;
use super::language::t;
use super::tone::Tone;

/// A callout with the picture of its tone; a bad one is announced at once.
#[component]
pub fn Notice(
    /// How it stands.
    #[prop(optional)]
    tone: Tone,
    /// The words; keep the first sentence enough.
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

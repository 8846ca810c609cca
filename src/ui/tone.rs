//! The four tones of a status, each with its own shape and word, so that colour is never the only
//! difference.

use crate::reactive::*;

use super::icon::Glyph;
use super::live;
use crate::ui::words;
use crate::words::Text;

/// The tone of a status or a notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Works.
    Good,
    /// Works, but needs attention.
    Attention,
    /// Does not work.
    Bad,
    /// Off, unknown, or only information.
    #[default]
    Neutral,
}

impl Tone {
    /// Returns the class for the colour: `tone-good`.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Good => "tone-good",
            Self::Attention => "tone-attention",
            Self::Bad => "tone-bad",
            Self::Neutral => "tone-neutral",
        }
    }

    /// Returns the icon of a notice with this tone.
    #[must_use]
    pub const fn glyph(self) -> Glyph {
        match self {
            Self::Good => Glyph::Circle,
            Self::Attention => Glyph::Triangle,
            Self::Bad => Glyph::Cross,
            Self::Neutral => Glyph::Info,
        }
    }

    /// Returns the word that a screen reader reads before a notice with this tone.
    #[must_use]
    pub const fn word(self) -> Text {
        match self {
            Self::Good => words::TONE_GOOD,
            Self::Attention => words::TONE_ATTENTION,
            Self::Bad => words::TONE_BAD,
            Self::Neutral => words::TONE_NEUTRAL,
        }
    }

    /// Returns the 8 by 8 shape of a badge: disc, triangle, square, ring.
    pub(super) const fn shape(self) -> &'static str {
        match self {
            Self::Good => "M4 .5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7z",
            Self::Attention => "M4 .4L7.9 7.5H.1z",
            Self::Bad => "M.8.8h6.4v6.4H.8z",
            Self::Neutral => {
                "M4 .5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7zM4 2a2 2 0 1 0 0 4a2 2 0 0 0 0-4z"
            }
        }
    }
}

/// A status badge: a shape, its colour, and a word.
#[component]
pub fn Badge(
    /// The shape and colour.
    tone: Tone,
    /// The word, without which the badge would rely on colour alone.
    #[prop(into)]
    word: TextProp,
) -> impl IntoView {
    view! {
        <span class=format!("badge {}", tone.class())>
            <svg class="badge-shape" viewBox="0 0 8 8" aria-hidden="true" focusable="false">
                <path d=tone.shape() />
            </svg>
            <span class="badge-word">{live::text(word)}</span>
        </span>
    }
    .into_any()
}

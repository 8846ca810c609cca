//! The icons of the interface, on a grid of 16 by 16. An icon is never the only carrier of a
//! meaning: it has a word beside it, or is in a control with a name.

use crate::reactive::*;

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name is the picture")]
pub enum Glyph {
    Close,
    Copy,
    Check,
    Search,
    ChevronRight,
    ArrowUp,
    ArrowDown,
    Menu,
    Reload,
    Plus,
    Triangle,
    Cross,
    Circle,
    Info,
    Latchkey,
    Book,
    Layers,
    Coins,
    Gauge,
    Pulse,
    Leave,
    Plug,
    Sliders,
    Clock,
}

impl Glyph {
    /// Returns the strokes as SVG path data.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Copy => "M6 6h7v7H6zM10 6V3H3v7h3",
            Self::Check => "M3 8.5l3.2 3.2L13 5",
            Self::Search => "M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M10.3 10.3L14 14",
            Self::ChevronRight => "M6 4l4 4-4 4",
            Self::ArrowUp => "M8 13V3.5M4.5 7L8 3.5 11.5 7",
            Self::ArrowDown => "M8 3v9.5M4.5 9L8 12.5 11.5 9",
            Self::Menu => "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
            Self::Reload => "M13 8a5 5 0 1 1-1.5-3.6M13 2v3h-3",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Clock => "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11M8 5v3.3l2.3 1.5",
            Self::Triangle => "M8 2.5L14.5 13.5h-13zM8 6.5v3.2M8 11.6v.01",
            Self::Cross => {
                "M8 1.8a6.2 6.2 0 1 1 0 12.4a6.2 6.2 0 0 1 0-12.4M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4"
            }
            Self::Circle => "M8 1.8a6.2 6.2 0 1 1 0 12.4a6.2 6.2 0 0 1 0-12.4M5.2 8.3l2 2 3.6-4",
            Self::Info => "M8 1.8a6.2 6.2 0 1 1 0 12.4a6.2 6.2 0 0 1 0-12.4M8 7.4v3.6M8 5v.01",
            Self::Latchkey => {
                "M5 5.2a2.8 2.8 0 1 1 0 5.6a2.8 2.8 0 0 1 0-5.6M7.8 8H14.2v2.5M11.5 8v2"
            }
            Self::Book => {
                "M3 3.5A1.5 1.5 0 0 1 4.5 2H13v12H4.5A1.5 1.5 0 0 1 3 12.5zM3 12.5A1.5 1.5 0 0 1 4.5 11H13M6 5h4"
            }
            Self::Layers => "M8 2l6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3",
            Self::Coins => {
                "M2.5 4.5c0-1.2 2-2 4.5-2s4.5.8 4.5 2-2 2-4.5 2-4.5-.8-4.5-2zM2.5 4.5v7c0 1.2 2 2 4.5 2s4.5-.8 4.5-2v-7M2.5 8c0 1.2 2 2 4.5 2s4.5-.8 4.5-2"
            }
            Self::Gauge => "M3.4 12.5a6 6 0 1 1 9.2 0M8 9.5L11 6M8 9.5v.01",
            Self::Pulse => "M1.5 8.5h3l2-5.5 3 10 2-4.5h3",
            Self::Plug => "M5.5 1.5v4M10.5 1.5v4M3.5 5.5h9v2.5a4.5 4.5 0 0 1-9 0zM8 12.5v2",
            Self::Sliders => {
                "M2 4.5h6M12 4.5h2M10 2.7a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 0 1 0-3.6M2 11.5h2M8 11.5h6M6 9.7a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 0 1 0-3.6"
            }
            Self::Leave => "M9.5 5V2.5h-7v11h7V11M6.5 8h8M12 5.5L14.5 8 12 10.5",
        }
    }
}

/// Draws `glyph` in the colour of the surrounding text; hidden from assistive technology.
#[component]
pub fn Icon(
    /// The icon.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=glyph.path() />
        </svg>
    }
    .into_any()
}

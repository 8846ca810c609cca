//! Text of any length in two lines, with the whole text on demand.

use crate::reactive::*;

use super::live;
use crate::words::visible;

/// The number of characters that fit into two lines of a drawer.
pub const FITS: usize = 80;

/// Draws long text as two lines that expand to the whole text.
pub fn clamped(text: impl Into<TextProp>) -> AnyView {
    let text: TextProp = text.into();
    clamped_beyond(FITS, move || visible(&text.get()).into_owned())
}

/// Draws text of more than this number of characters as two lines that expand to the whole text. It is drawn
/// as it is.
pub fn clamped_beyond(
    fits: usize,
    text: impl Fn() -> String + Clone + Send + Sync + 'static,
) -> AnyView {
    live::part(move || {
        let text = text();
        if text.chars().count() <= fits {
            return text.into_any();
        }
        view! {
            <details class="clamped"><summary><span>{text}</span></summary></details>
        }
        .into_any()
    })
}

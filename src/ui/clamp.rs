//! Text of any length in two lines, with the whole text on demand.

use crate::reactive::*;

use super::live;
use crate::words::visible;

/// The number of characters that fit into two lines of a drawer.
pub const FITS: usize = 80;

/// Draws long text as two lines that expand to the whole text.
pub fn clamped(text: impl Into<TextProp>) -> AnyView {
    let text: TextProp = text.into();
    live::part(move || {
        let text = text.get();
        let text = visible(&text);
        if text.chars().count() <= FITS {
            return text.to_string().into_any();
        }
        view! {
            <details class="clamped"><summary><span>{text.to_string()}</span></summary></details>
        }
        .into_any()
    })
}

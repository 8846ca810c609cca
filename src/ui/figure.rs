//! Numbers aligned at the decimal point, and bars for percentages. Formats and rounds nothing: it
//! receives text and whole percents.

use crate::reactive::*;

use super::decimal::decimal;

/// A number that is aligned at its decimal point with those above and below it.
#[component]
pub fn Figure(
    /// The formatted number, e.g. `1 234.56`.
    #[prop(into)]
    text: String,
    /// The number of decimals for which the column has room.
    #[prop(default = 2)]
    decimals: usize,
) -> impl IntoView {
    let Some((whole, fraction)) = decimal(&text) else {
        return view! { <span class="figure">{text}</span> }.into_any();
    };
    let (whole, fraction) = (whole.to_owned(), fraction.to_owned());
    // The point is narrower than a digit; half a digit's width is enough for it in every system
    // font.
    let room = format!("{decimals}.5ch");
    view! {
        <span class="figure">
            {whole} <span class="figure-fraction" style:min-width=room>{fraction}</span>
        </span>
    }
    .into_any()
}

/// Draws a missing value.
#[must_use]
pub fn dash() -> AnyView {
    view! { <span class="dash">"–"</span> }.into_any()
}

/// Returns the class of a bar: from nine tenths on it needs attention, and all used is bad.
pub(super) const fn meter_class(percent: u32) -> &'static str {
    match percent {
        0..90 => "meter",
        90..100 => "meter near",
        100.. => "meter over",
    }
}

/// A bar for a percentage. Above 100 it is full and marked, and the text has the exact value.
#[component]
pub fn Meter(
    /// Whole percent.
    percent: u32,
    /// The accessible name.
    #[prop(into)]
    label: TextProp,
    /// The text, e.g. `12.50 of 100.00 USD`.
    #[prop(optional, into)]
    words: Option<TextProp>,
) -> impl IntoView {
    let full = percent.min(100).to_string();
    let width = format!("{full}%");
    let words = words.unwrap_or_else(|| format!("{percent} %").into());
    view! {
        <span
            class=meter_class(percent)
            role="meter"
            aria-label=label
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=full
            aria-valuetext=words
        >
            <span class="meter-bar" style:width=width></span>
        </span>
    }
    .into_any()
}

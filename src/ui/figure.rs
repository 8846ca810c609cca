//! Numbers in a column, decimals under decimals, and how full something is. Prints and rounds
//! nothing: it is handed the text and whole percents.

use crate::reactive::*;

use super::decimal::decimal;

/// A number whose decimals line up with those above and below it.
#[component]
pub fn Figure(
    /// The number as it is to be read, e.g. `1 234.56`.
    #[prop(into)]
    text: String,
    /// How many decimals the column leaves room for.
    #[prop(default = 2)]
    decimals: usize,
) -> impl IntoView {
    let Some((whole, fraction)) = decimal(&text) else {
        return view! { <span class="figure">{text}</span> }.into_any();
    };
    let (whole, fraction) = (whole.to_owned(), fraction.to_owned());
    // The point is narrower than a digit; half of one holds it in every system font.
    let room = format!("{decimals}.5ch");
    view! {
        <span class="figure">
            {whole} <span class="figure-fraction" style:min-width=room>{fraction}</span>
        </span>
    }
    .into_any()
}

/// Stands where nothing is told.
#[must_use]
pub fn dash() -> AnyView {
    view! { <span class="dash">"–"</span> }.into_any()
}

/// How full something is. May exceed 100: the bar is then full and marked, the words say how far.
#[component]
pub fn Meter(
    /// Whole percents.
    percent: u32,
    /// What is measured, for assistive technology.
    #[prop(into)]
    label: TextProp,
    /// The value in words, e.g. `12.50 of 100.00 USD`.
    #[prop(optional, into)]
    words: Option<TextProp>,
) -> impl IntoView {
    let (near, over) = ((80..100).contains(&percent), percent >= 100);
    let full = percent.min(100).to_string();
    let width = format!("{full}%");
    let words = words.unwrap_or_else(|| format!("{percent} %").into());
    view! {
        <span
            class="meter"
            class:near=near
            class:over=over
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

//! A chart of bars. What it shows stands in a table beside it, so it has no text of its own.

use crate::reactive::*;

/// What the largest bar is high, in the chart's own units.
pub const FULL: u32 = 1000;

/// For how many bars there is room at least, so that a single one is no block.
const FEWEST: usize = 7;

/// A chart of bars from left to right, each so many thousandths high. Decoration: the table beside it
/// has the numbers.
#[component]
pub fn Bars(
    /// The heights, from 0 to [`FULL`].
    heights: Vec<u32>,
) -> impl IntoView {
    // Each bar has eight units, a quarter of them empty. One that is not 0 can be seen.
    let bars = heights.iter().enumerate().map(|(at, height)| {
        let height = match height {
            0 => 0,
            height => (*height).clamp(10, FULL),
        };
        view! {
            <rect
                x=(at * 8 + 1).to_string()
                y=(FULL - height).to_string()
                width="6"
                height=height.to_string()
            ></rect>
        }
        .into_any()
    });
    let bars = bars.collect_view();
    view! {
        <svg
            class="bars"
            viewBox=format!("0 0 {} {FULL}", heights.len().max(FEWEST) * 8)
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            {bars}
        </svg>
    }
    .into_any()
}

//! The elements of each kind of cell, and that times are kept up to date.

use headgate::domain::time::UnixMillis;
use headgate::reactive::*;
use headgate::ui::table::Cell;
use headgate::ui::tone::Tone;
use headgate::words::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use super::component::{Harness, Page};

fn figure(text: &str, decimals: u8, approximate: bool) -> Cell {
    Cell::Figure {
        text: text.to_owned(),
        exact: format!("{text} USD"),
        decimals,
        approximate,
    }
}

fn meter(percent: u32) -> Cell {
    Cell::Meter {
        percent,
        words: format!("{percent} %"),
        label: "Used".to_owned(),
    }
}

fn moment(seconds: i64) -> Cell {
    let at = UnixMillis(seconds * 1000);
    Cell::Moment { at }
}

/// Returns the text of the second column of the only row.
fn said(page: &Page) -> String {
    page.get(".row .end").inner_html()
}

#[wasm_bindgen_test]
async fn each_kind_of_cell_has_its_look() {
    let harness = Harness::new(1);
    let page = harness.open(640).await;
    let check = async |cell: Cell, expect: &str| {
        *harness.says.lock().expect("one thread") = cell.clone();
        harness.anew.update(|anew| *anew += 1);
        page.settle().await;
        assert_eq!(said(&page), expect, "{cell:?}");
    };
    let text = |text: &str| Cell::Text(text.to_owned());
    check(Cell::Dash, r#"<span class="dash">–</span>"#).await;
    check(text("<b>"), "&lt;b&gt;").await;
    check(
        Cell::Faint("never".to_owned()),
        r#"<span class="faint">never</span>"#,
    )
    .await;
    check(
        Cell::Mono("sk-1".to_owned()),
        r#"<span class="monospace">sk-1</span>"#,
    )
    .await;
    check(
        figure("1 234.56", 2, false),
        r#"<span class="usd" title="1 234.56 USD"><span class="figure">1 234<span class="figure-fraction">.56</span></span></span>"#,
    )
    .await;
    check(
        figure("12", 9, true),
        r#"<span class="usd" title="12 USD"><span class="usd-mark" aria-hidden="true">≈</span><span class="figure">12<span class="figure-fraction" style="min-width: 9.5ch;"></span></span></span>"#,
    )
    .await;
    check(
        figure("999 999 999 999.99", 2, false),
        r#"<span class="usd long" title="999 999 999 999.99 USD"><span class="figure">999 999 999 999<span class="figure-fraction">.99</span></span></span>"#,
    )
    .await;
    check(
        figure("unlimited", 2, false),
        r#"<span class="usd" title="unlimited USD"><span class="figure">unlimited</span></span>"#,
    )
    .await;
    let (tone, word) = (Tone::Attention, "expires".to_owned());
    check(
        Cell::Badge { tone, word },
        r#"<span class="badge tone-attention"><svg class="badge-shape" viewBox="0 0 8 8" aria-hidden="true" focusable="false"><path d="M4 .4L7.9 7.5H.1z"></path></svg><span class="badge-word">expires</span></span>"#,
    )
    .await;
    for (percent, class, full) in [
        (89, "meter", 89),
        (90, "meter near", 90),
        (99, "meter near", 99),
        (100, "meter over", 100),
        (130, "meter over", 100),
    ] {
        check(
            meter(percent),
            &format!(
                r#"<span class="meter-row"><span class="{class}" role="meter" aria-valuemin="0" aria-valuemax="100" aria-label="Used" aria-valuenow="{full}" aria-valuetext="{percent} %"><span class="meter-bar" style="width: {full}%;"></span></span><span class="meter-figure">{percent} %</span></span>"#
            ),
        )
        .await;
    }
    check(
        moment(1_799_999_940),
        r#"<time class="moment" datetime="2027-01-15T07:59:00Z" title="2027-01-15 08:59:00 Europe/Berlin">1 min ago</time>"#,
    )
    .await;
    check(
        Cell::Two(Box::new(text("A")), Box::new(Cell::Mono("b".to_owned()))),
        r#"<span class="two"><span>A</span><span class="monospace">b</span></span>"#,
    )
    .await;
    let (href, text) = ("keys?key=1".to_owned(), "First".to_owned());
    check(
        Cell::Link { href, text },
        r#"<a href="keys?key=1">First</a>"#,
    )
    .await;
}

#[wasm_bindgen_test]
async fn times_stay_true_while_time_passes() {
    let harness = Harness::new(1);
    let both = Cell::Two(
        Box::new(moment(1_800_000_000)),
        Box::new(moment(1_799_999_880)),
    );
    *harness.says.lock().expect("one thread") = both;
    let page = harness.open(640).await;
    let words = || page.get(".row .end").text_content().unwrap_or_default();
    assert_eq!(words(), "just now2 min ago");
    let watch = page.watch();
    harness.clock.set(1_800_000_001);
    page.settle().await;
    assert_eq!(watch.seen().len(), 0, "what says the same is left alone");
    harness.clock.set(1_800_000_180);
    page.settle().await;
    assert_eq!(words(), "3 min ago5 min ago");
    harness.language.set(Language::Chinese);
    page.settle().await;
    assert_eq!(words(), "3 分钟前5 分钟前");
    // A cell that was painted over is no longer updated.
    *harness.says.lock().expect("one thread") = Cell::Dash;
    harness.anew.set(1);
    page.settle().await;
    harness.clock.set(1_800_000_400);
    page.settle().await;
    assert_eq!(words(), "–");
}

//! Rows with a checkbox: it shows the selection, and reports changes by the user.

use headgate::reactive::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use super::click;
use super::component::{Harness, Page};

#[wasm_bindgen_test]
async fn checkboxes_show_what_is_ticked_and_tell_what_was() {
    let mut harness = Harness::new(1_000);
    (harness.opens, harness.ticks) = (false, true);
    let page = harness.open(640).await;
    let tick = |page: &Page, number: usize| -> HtmlInputElement {
        let tick = page
            .row(number)
            .query_selector("input")
            .expect("a selector");
        tick.expect("a checkbox").unchecked_into()
    };
    assert_eq!(page.count(".row-open"), 0);
    assert_eq!(page.get(".table-box").tab_index(), 0);
    assert_eq!(page.count("th[scope=\"row\"]"), page.count(".row"));
    let second = tick(&page, 2);
    assert_eq!(
        second.get_attribute("aria-label").as_deref(),
        Some("Tick row-2")
    );
    assert!(tick(&page, 1).disabled());
    assert_eq!(tick(&page, 1).title(), "Taken");

    second.click();
    assert_eq!(harness.ticked.get_untracked(), ["row-2"]);
    assert!(second.checked());
    // Beside the checkbox, too.
    click(&page.row(3).last_element_child().expect("a cell"), 0);
    assert_eq!(harness.ticked.get_untracked(), ["row-2", "row-3"]);
    assert!(tick(&page, 3).checked());

    let watch = page.watch();
    Harness::take(&harness.asked);
    harness
        .ticked
        .set(vec!["row-3".to_owned(), "row-500".to_owned()]);
    page.settle().await;
    assert!(!second.checked() && tick(&page, 3).checked());
    assert_eq!(watch.seen().len(), 0, "no cell is painted for a tick");
    assert_eq!(Harness::take(&harness.asked).len(), 0);
    page.get(".table-box").set_scroll_top(500 * 32);
    page.settle().await;
    assert!(tick(&page, 500).checked() && !tick(&page, 501).checked());
    harness.ticked.set(Vec::new());
    page.settle().await;
    assert!(!tick(&page, 500).checked());
}

#[wasm_bindgen_test]
async fn a_checkbox_goes_back_when_nobody_keeps_its_change() {
    let mut harness = Harness::new(10);
    (harness.ticks, harness.keeps_ticks) = (true, false);
    let page = harness.open(640).await;
    let tick: HtmlInputElement = page.get(".row:last-child input").unchecked_into();
    tick.click();
    assert!(!tick.checked());
    assert_eq!(
        Harness::take(&harness.opened).len(),
        0,
        "a tick opens no row"
    );
}

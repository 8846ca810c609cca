//! How a table is added and removed: without rows, in place of another one, and completely.

use std::sync::Arc;

use headgate::reactive::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventInit, Node};

use super::click;
use super::component::{Harness, Page, line};

#[wasm_bindgen_test]
async fn an_empty_table_says_so() {
    let harness = Harness::new(0);
    let page = harness.open(640).await;
    assert_eq!(page.count(".table-empty .nothing"), 1);
    harness.lines.set(Arc::new(vec![line(1)]));
    page.settle().await;
    assert_eq!(page.count(".nothing"), 0);
    assert_eq!(page.numbers(), [0]);
    harness.lines.set(Arc::default());
    page.settle().await;
    assert_eq!((page.count(".nothing"), page.count(".row")), (1, 0));
}

#[wasm_bindgen_test]
async fn a_table_that_is_gone_leaves_nothing_behind() {
    let harness = Harness::new(1_000);
    let mut page = harness.open(640).await;
    let (scroller, row, opener) = (page.get(".table-box"), page.row(1), page.opener(1));
    page.close();
    assert_eq!(page.count(".table-box, table, tr, p"), 0);
    assert!(!scroller.is_connected());
    assert!(!row.is_connected() && !scroller.contains(Some(&row)));
    // Its events are no longer handled, and nothing is painted.
    scroller.append_child(&row).expect("a child");
    click(&opener, 0);
    assert_eq!(Harness::take(&harness.opened).len(), 0);
    Harness::take(&harness.asked);
    harness.lines.set(Arc::new(vec![line(7)]));
    let event = Event::new("resize").expect("an event");
    window().dispatch_event(&event).expect("an event is heard");
    let init = EventInit::new();
    let event = Event::new_with_event_init_dict("scroll", &init).expect("an event");
    scroller.dispatch_event(&event).expect("an event is heard");
    page.settle().await;
    assert_eq!(Harness::take(&harness.asked).len(), 0);
}

#[wasm_bindgen_test]
async fn a_table_in_place_of_another_shows_nothing_of_it() {
    let (first, second) = (Harness::new(1_000), Harness::new(3));
    let which = ArcRwSignal::new(true);
    let (one, two, shown) = (first.clone(), second.clone(), which.clone());
    let page = Page::of(
        640,
        first.clock.clone(),
        first.language.clone(),
        move || {
            let drawn = move || if shown.get() { one.grid() } else { two.grid() };
            view! { <div>{drawn}</div> }.into_any()
        },
    );
    page.settle().await;
    page.get(".table-box").set_scroll_top(320);
    page.settle().await;
    let before: Node = page.get(".table-box").unchecked_into();
    which.set(false);
    page.settle().await;
    assert_eq!(page.count(".table-box"), 1);
    assert_eq!(page.count("table"), 1);
    assert_eq!(page.numbers(), [0, 1, 2]);
    assert_eq!(page.get(".table-box").scroll_top(), 0);
    assert!(!before.is_connected());
    click(&page.opener(2), 0);
    assert_eq!(Harness::take(&second.opened), ["row-2"]);
    assert_eq!(Harness::take(&first.opened).len(), 0);
    which.set(true);
    page.settle().await;
    assert_eq!(page.count("table"), 1);
    assert!(page.numbers().len() > 3);
}

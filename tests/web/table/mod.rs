//! The painted table in a real page: which rows stand in it, what of them is touched, and where
//! the focus goes.

mod cells;
mod component;

use headgate::words::Language;
use headgate::ui::table::{Cell, Line, Sort};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{
    Element, Event, EventInit, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit,
    MouseEvent, MouseEventInit, Node,
};

use self::component::{Desk, Page, line};

fn focused() -> Option<Element> {
    document().active_element()
}

fn press(key: &str) {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_bubbles(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init);
    let event = event.expect("an event");
    let target = focused().expect("something has the focus");
    target.dispatch_event(&event).expect("an event is heard");
}

/// Presses the mouse on `element` and lets it go `moved` pixels further.
fn click(element: &Element, moved: i32) {
    for (kind, x) in [("mousedown", 10), ("click", 10 + moved)] {
        let init = MouseEventInit::new();
        init.set_bubbles(true);
        init.set_client_x(x);
        let event = MouseEvent::new_with_mouse_event_init_dict(kind, &init);
        let event = event.expect("an event");
        element.dispatch_event(&event).expect("an event is heard");
    }
}

#[wasm_bindgen_test]
async fn a_hundred_of_ten_thousand_rows_stand_in_the_page() {
    let desk = Desk::new(10_000);
    // Taller than a hundred rows: what does not fit is not put in.
    let page = desk.open(4_000).await;
    assert_eq!(page.numbers(), (0..100).collect::<Vec<_>>());
    let table = page.get("table");
    assert_eq!(
        table.get_attribute("aria-rowcount").as_deref(),
        Some("10001")
    );
    assert_eq!(
        page.row(0).get_attribute("aria-rowindex").as_deref(),
        Some("2")
    );
    assert_eq!(
        page.get("caption").text_content().as_deref(),
        Some("Things")
    );

    page.get(".table-box").set_scroll_top(5_000 * 32);
    page.settle().await;
    let numbers = page.numbers();
    assert_eq!(numbers.len(), 100);
    assert_eq!(numbers, (numbers[0]..numbers[0] + 100).collect::<Vec<_>>());
    assert!(numbers.contains(&5_000), "{numbers:?}");
    let height = page.get(".table-box").scroll_height();
    assert_eq!(
        height,
        10_001 * 32,
        "the box scrolls as if all rows were in it"
    );
}

#[wasm_bindgen_test]
async fn only_rows_in_the_page_are_asked_for_their_cells() {
    let desk = Desk::new(10_000);
    let page = desk.open(320).await;
    let asked = Desk::take(&desk.asked);
    assert_eq!(asked.len(), page.numbers().len(), "{asked:?}");
    assert!(asked.len() < 50);
    page.settle().await;
    assert_eq!(Desk::take(&desk.asked).len(), 0);
}

#[wasm_bindgen_test]
async fn only_what_changed_is_touched() {
    let desk = Desk::new(1_000);
    let page = desk.open(640).await;
    let before: Vec<_> = page
        .numbers()
        .iter()
        .map(|number| page.row(*number))
        .collect();
    Desk::take(&desk.asked);
    let watch = page.watch();
    desk.lines.update(|lines| Arc::make_mut(lines)[5].stamp = 7);
    page.settle().await;
    assert_eq!(Desk::take(&desk.asked), ["row-5"]);
    let seen = watch.seen();
    let last = page.row(5).last_element_child().expect("a cell");
    assert_eq!(last.text_content().as_deref(), Some("stamp 7"));
    assert!(!seen.is_empty());
    for node in seen {
        assert!(last.contains(Some(&node)), "only the cell that changed");
    }

    // Painted anew, all are asked, and those that say the same are left alone.
    *desk.says.lock().expect("one thread") = Cell::Text("said".to_owned());
    desk.anew.set(1);
    page.settle().await;
    assert_eq!(Desk::take(&desk.asked).len(), before.len());
    for node in watch.seen() {
        let cell: Element = node.unchecked_into();
        assert_eq!(cell.text_content().as_deref(), Some("said"));
    }
    let after: Vec<_> = page
        .numbers()
        .iter()
        .map(|number| page.row(*number))
        .collect();
    assert_eq!(before, after, "every row keeps its element");
}

#[wasm_bindgen_test]
async fn rows_that_move_keep_their_element_and_the_focus() {
    let desk = Desk::new(1_000);
    let page = desk.open(640).await;
    let opener = page.opener(3);
    opener.focus().expect("a button takes the focus");
    let (third, fourth) = (page.row(3), page.row(4));
    let mut lines: Vec<Line> = desk.lines.get_untracked().to_vec();
    lines.rotate_left(2);
    lines.insert(0, line(2_000));
    lines.swap(1, 8);
    desk.lines.set(Arc::new(lines.clone()));
    page.settle().await;
    let check = |number: usize, row: &HtmlElement| {
        let said = format!("{} at", lines[number].id);
        assert!(
            row.text_content()
                .is_some_and(|text| text.starts_with(&said))
        );
        assert_eq!(&page.row(number), row, "{number}");
    };
    check(2, &third);
    check(8, &page.row(8));
    check(3, &fourth);
    assert_eq!(
        page.numbers(),
        (0..page.numbers().len()).collect::<Vec<_>>()
    );
    assert_eq!(focused().as_ref(), Some(opener.as_ref()), "the focus stays");
    assert_eq!(page.count(".row-open[tabindex=\"0\"]"), 1);
    assert_eq!(opener.get_attribute("tabindex").as_deref(), Some("0"));

    // Once the row goes, the box holds its place for the keyboard.
    lines.remove(2);
    desk.lines.set(Arc::new(lines));
    page.settle().await;
    assert_eq!(focused().as_ref(), Some(page.get(".table-box").as_ref()));
    press("ArrowDown");
    assert_eq!(focused().as_ref(), Some(page.opener(3).as_ref()));
}

#[wasm_bindgen_test]
async fn the_keyboard_reaches_every_row() {
    let desk = Desk::new(10_000);
    // Ten rows, the header and the border.
    let page = desk.open(353).await;
    page.opener(0).focus().expect("a button takes the focus");
    let check = |key: &str, number: usize| {
        press(key);
        assert_eq!(
            focused().as_ref(),
            Some(page.opener(number).as_ref()),
            "{key}"
        );
        assert_eq!(page.count(".row-open[tabindex=\"0\"]"), 1, "{key}");
        let (row, seen) = (page.row(number), page.get(".table-box"));
        let (row, seen) = (
            row.get_bounding_client_rect(),
            seen.get_bounding_client_rect(),
        );
        assert!(row.top() >= seen.top() + 32.0, "{key}: below the header");
        assert!(row.bottom() <= seen.bottom() + 1.0, "{key}: above the edge");
    };
    check("ArrowDown", 1);
    check("ArrowUp", 0);
    check("ArrowUp", 0);
    check("PageDown", 9);
    check("End", 9_999);
    check("PageUp", 9_990);
    check("ArrowDown", 9_991);
    check("Home", 0);
    // Scrolled away, the box holds its place.
    page.get(".table-box").set_scroll_top(5_000 * 32);
    page.settle().await;
    assert_eq!(focused().as_ref(), Some(page.get(".table-box").as_ref()));
    check("ArrowDown", 1);
}

#[wasm_bindgen_test]
async fn a_row_is_opened_by_its_button_and_by_a_click_beside_it() {
    let desk = Desk::new(10);
    let page = desk.open(640).await;
    let check = |element: &Element, moved, expect: &[&str]| {
        click(element, moved);
        assert_eq!(Desk::take(&desk.opened), expect);
    };
    check(&page.opener(2), 0, &["row-2"]);
    check(
        &page.row(3).last_element_child().expect("a cell"),
        0,
        &["row-3"],
    );
    assert_eq!(focused().as_ref(), Some(page.opener(3).as_ref()));
    check(&page.row(4).last_element_child().expect("a cell"), 30, &[]);
    check(&page.get("thead .cell"), 0, &[]);

    assert_eq!(page.count("[aria-current]"), 0);
    desk.selected.set(Some("row-4".to_owned()));
    page.settle().await;
    assert_eq!(page.count("[aria-current=\"true\"]"), 1);
    assert!(page.row(4).has_attribute("aria-current"));
}

#[wasm_bindgen_test]
async fn a_header_asks_for_an_order_and_shows_it() {
    let desk = Desk::new(1_000);
    let page = desk.open(640).await;
    assert_eq!(page.count("thead button"), 2);
    assert_eq!(page.count("[aria-sort]"), 0);
    let button = page.get("thead button");
    page.get(".table-box").set_scroll_top(320);
    button.focus().expect("a button takes the focus");
    let check = async |now: &str, expect: &str, direction: Option<&str>| {
        button.click();
        let asked = Desk::take(&desk.sorted);
        let asked: Vec<_> = asked
            .into_iter()
            .map(|sort| sort.map(|sort| sort.to_string()))
            .collect();
        assert_eq!(
            asked,
            [(!expect.is_empty()).then(|| expect.to_owned())],
            "{now}"
        );
        desk.sort.set(Sort::parse(expect));
        page.settle().await;
        let header = button.parent_element().expect("a header");
        assert_eq!(
            header.get_attribute("aria-sort").as_deref(),
            direction,
            "{now}"
        );
        assert_eq!(
            page.get(".table-box").scroll_top(),
            0,
            "{now}: from its top"
        );
    };
    check("", "name", Some("ascending")).await;
    check("name", "-name", Some("descending")).await;
    check("-name", "", None).await;
    assert_eq!(page.count("[aria-sort]"), 0);

    desk.language.set(Language::Chinese);
    page.settle().await;
    assert_eq!(button.text_content().as_deref(), Some("名称"));
    assert_eq!(
        focused().as_ref(),
        Some(button.as_ref()),
        "the header is the same"
    );
}

#[wasm_bindgen_test]
async fn checkboxes_show_what_is_ticked_and_tell_what_was() {
    let mut desk = Desk::new(1_000);
    (desk.opens, desk.ticks) = (false, true);
    let page = desk.open(640).await;
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
    assert_eq!(desk.ticked.get_untracked(), ["row-2"]);
    assert!(second.checked());
    // Beside the checkbox, too.
    click(&page.row(3).last_element_child().expect("a cell"), 0);
    assert_eq!(desk.ticked.get_untracked(), ["row-2", "row-3"]);
    assert!(tick(&page, 3).checked());

    let watch = page.watch();
    Desk::take(&desk.asked);
    desk.ticked
        .set(vec!["row-3".to_owned(), "row-500".to_owned()]);
    page.settle().await;
    assert!(!second.checked() && tick(&page, 3).checked());
    assert_eq!(watch.seen().len(), 0, "no cell is painted for a tick");
    assert_eq!(Desk::take(&desk.asked).len(), 0);
    page.get(".table-box").set_scroll_top(500 * 32);
    page.settle().await;
    assert!(tick(&page, 500).checked() && !tick(&page, 501).checked());
    desk.ticked.set(Vec::new());
    page.settle().await;
    assert!(!tick(&page, 500).checked());
}

#[wasm_bindgen_test]
async fn a_checkbox_goes_back_when_nobody_keeps_its_change() {
    let mut desk = Desk::new(10);
    (desk.ticks, desk.keeps_ticks) = (true, false);
    let page = desk.open(640).await;
    let tick: HtmlInputElement = page.get(".row:last-child input").unchecked_into();
    tick.click();
    assert!(!tick.checked());
    assert_eq!(Desk::take(&desk.opened).len(), 0, "a tick opens no row");
}

#[wasm_bindgen_test]
async fn an_empty_table_says_so() {
    let desk = Desk::new(0);
    let page = desk.open(640).await;
    assert_eq!(page.count(".table-empty .nothing"), 1);
    desk.lines.set(Arc::new(vec![line(1)]));
    page.settle().await;
    assert_eq!(page.count(".nothing"), 0);
    assert_eq!(page.numbers(), [0]);
    desk.lines.set(Arc::default());
    page.settle().await;
    assert_eq!((page.count(".nothing"), page.count(".row")), (1, 0));
}

#[wasm_bindgen_test]
async fn a_table_that_is_gone_leaves_nothing_behind() {
    let desk = Desk::new(1_000);
    let mut page = desk.open(640).await;
    let (scroller, row, opener) = (page.get(".table-box"), page.row(1), page.opener(1));
    page.close();
    assert_eq!(page.count(".table-box, table, tr, p"), 0);
    assert!(!scroller.is_connected());
    assert!(!row.is_connected() && !scroller.contains(Some(&row)));
    // Nobody hears what happens to it, and nothing is painted any more.
    scroller.append_child(&row).expect("a child");
    click(&opener, 0);
    assert_eq!(Desk::take(&desk.opened).len(), 0);
    Desk::take(&desk.asked);
    desk.lines.set(Arc::new(vec![line(7)]));
    let event = Event::new("resize").expect("an event");
    window().dispatch_event(&event).expect("an event is heard");
    let init = EventInit::new();
    let event = Event::new_with_event_init_dict("scroll", &init).expect("an event");
    scroller.dispatch_event(&event).expect("an event is heard");
    page.settle().await;
    assert_eq!(Desk::take(&desk.asked).len(), 0);
}

#[wasm_bindgen_test]
async fn a_table_in_place_of_another_shows_nothing_of_it() {
    let (first, second) = (Desk::new(1_000), Desk::new(3));
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
    assert_eq!(Desk::take(&second.opened), ["row-2"]);
    assert_eq!(Desk::take(&first.opened).len(), 0);
    which.set(true);
    page.settle().await;
    assert_eq!(page.count("table"), 1);
    assert!(page.numbers().len() > 3);
}

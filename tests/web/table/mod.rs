//! The painted table in a real page: which rows are in it, which nodes change, and where the focus
//! goes.

mod cells;
mod component;
mod life;
mod ticks;

use std::sync::Arc;

use headgate::reactive::*;
use headgate::ui::table::{Cell, Line, Sort};
use headgate::ui::tone::Tone;
use headgate::words::Language;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement, KeyboardEvent, KeyboardEventInit, MouseEvent, MouseEventInit};

use self::component::{Harness, line};

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

/// Presses the mouse on `element` and releases it `moved` pixels further.
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
    let harness = Harness::new(10_000);
    // Taller than a hundred rows: the others are not added.
    let page = harness.open(4_000).await;
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
    let harness = Harness::new(10_000);
    let page = harness.open(320).await;
    let asked = Harness::take(&harness.asked);
    // The visible height is measured after the first paint, so a few more may be requested.
    assert!(asked.len() < 50, "{asked:?}");
    for number in page.numbers() {
        let same = |id: &&String| **id == format!("row-{number}");
        assert_eq!(asked.iter().filter(same).count(), 1, "{asked:?}");
    }
    page.settle().await;
    assert_eq!(Harness::take(&harness.asked).len(), 0);
}

#[wasm_bindgen_test]
async fn only_what_changed_is_touched() {
    let harness = Harness::new(1_000);
    let page = harness.open(640).await;
    let before: Vec<_> = page
        .numbers()
        .iter()
        .map(|number| page.row(*number))
        .collect();
    Harness::take(&harness.asked);
    let watch = page.watch();
    harness
        .lines
        .update(|lines| Arc::make_mut(lines)[5].stamp.number = 7);
    page.settle().await;
    assert_eq!(Harness::take(&harness.asked), ["row-5"]);
    let seen = watch.seen();
    let last = page.row(5).last_element_child().expect("a cell");
    assert_eq!(last.text_content().as_deref(), Some("stamp 7"));
    assert!(!seen.is_empty());
    for node in seen {
        assert!(last.contains(Some(&node)), "only the cell that changed");
    }

    // With `anew`, the cells of all rows are requested, and equal ones are unchanged.
    *harness.says.lock().expect("one thread") = Cell::Text("said".to_owned());
    harness.anew.set(1);
    page.settle().await;
    assert_eq!(Harness::take(&harness.asked).len(), before.len());
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
async fn other_words_of_the_same_kind_are_said_in_the_same_elements() {
    let harness = Harness::new(10);
    let page = harness.open(640).await;
    let said = |text: &str, decimals| Cell::Figure {
        text: text.to_owned(),
        exact: String::new(),
        decimals,
        approximate: false,
    };
    let badge = |tone, word: &str| Cell::Badge {
        tone,
        word: word.to_owned(),
    };
    let mut anew = 0;
    let mut shown = async |cell: Cell| {
        *harness.says.lock().expect("one thread") = cell;
        anew += 1;
        harness.anew.set(anew);
        page.settle().await;
        let cell = page
            .row(5)
            .first_element_child()
            .and_then(|cell| cell.next_element_sibling())
            .expect("the second cell");
        let drawn = cell.first_element_child().expect("what it says");
        (drawn, cell.text_content().unwrap_or_default())
    };
    let cases = [
        (Cell::Mono("a".into()), Cell::Mono("b".into()), "b", true),
        (said("1.25", 2), said("1 000.5", 2), "1 000.5", true),
        (said("1.25", 2), said("12", 2), "12", true),
        (said("1.25", 2), said("unlimited", 2), "unlimited", false),
        (
            badge(Tone::Good, "active"),
            badge(Tone::Good, "on"),
            "on",
            true,
        ),
        (
            badge(Tone::Good, "on"),
            badge(Tone::Bad, "off"),
            "off",
            false,
        ),
        (Cell::Mono("a".into()), Cell::Faint("b".into()), "b", false),
    ];
    for (before, now, words, stays) in cases {
        let (element, _) = shown(before).await;
        let (drawn, text) = shown(now).await;
        assert_eq!(text, words);
        assert_eq!(drawn == element, stays, "{words}");
    }
}

#[wasm_bindgen_test]
async fn rows_that_come_back_show_what_they_are_now() {
    let harness = Harness::new(1_000);
    let page = harness.open(640).await;
    let all = page.numbers().len();
    harness.selected.set(Some("row-3".to_owned()));
    harness.lines.set(Arc::new(vec![line(900)]));
    page.settle().await;
    assert_eq!(page.numbers(), [0]);
    harness.selected.set(None);
    *harness.says.lock().expect("one thread") = Cell::Text("said".to_owned());
    harness
        .lines
        .set(Arc::new((500..1_000).map(line).collect()));
    page.settle().await;
    assert_eq!(
        page.numbers().len(),
        all,
        "with the rows around the visible ones"
    );
    for number in page.numbers() {
        let text = page.row(number).text_content().unwrap_or_default();
        assert_eq!(text, format!("row-{} at {number}saidstamp 0", number + 500));
    }
    assert_eq!(page.count("[aria-current]"), 0);
    assert_eq!(page.count(".row-open[tabindex=\"0\"]"), 1);
}

#[wasm_bindgen_test]
async fn rows_that_move_keep_their_element_and_the_focus() {
    let harness = Harness::new(1_000);
    let page = harness.open(640).await;
    let opener = page.opener(3);
    opener.focus().expect("a button takes the focus");
    let (third, fourth) = (page.row(3), page.row(4));
    let mut lines: Vec<Line> = harness.lines.get_untracked().to_vec();
    lines.rotate_left(2);
    lines.insert(0, line(2_000));
    lines.swap(1, 8);
    harness.lines.set(Arc::new(lines.clone()));
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

    // When the focused row is removed, the box receives the focus.
    lines.remove(2);
    harness.lines.set(Arc::new(lines));
    page.settle().await;
    assert_eq!(focused().as_ref(), Some(page.get(".table-box").as_ref()));
    press("ArrowDown");
    assert_eq!(focused().as_ref(), Some(page.opener(3).as_ref()));
}

#[wasm_bindgen_test]
async fn the_keyboard_reaches_every_row() {
    let harness = Harness::new(10_000);
    // Ten rows, the header and the border.
    let page = harness.open(353).await;
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
    // When the focused row is scrolled out of the page, the box receives the focus.
    page.get(".table-box").set_scroll_top(5_000 * 32);
    page.settle().await;
    assert_eq!(focused().as_ref(), Some(page.get(".table-box").as_ref()));
    check("ArrowDown", 1);
}

#[wasm_bindgen_test]
async fn a_row_is_opened_by_its_button_and_by_a_click_beside_it() {
    let harness = Harness::new(10);
    let page = harness.open(640).await;
    let check = |element: &Element, moved, expect: &[&str]| {
        click(element, moved);
        assert_eq!(Harness::take(&harness.opened), expect);
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
    harness.selected.set(Some("row-4".to_owned()));
    page.settle().await;
    assert_eq!(page.count("[aria-current=\"true\"]"), 1);
    assert!(page.row(4).has_attribute("aria-current"));
}

#[wasm_bindgen_test]
async fn a_header_asks_for_an_order_and_shows_it() {
    let harness = Harness::new(1_000);
    let page = harness.open(640).await;
    assert_eq!(page.count("thead button"), 2);
    assert_eq!(page.count("[aria-sort]"), 0);
    let button = page.get("thead button");
    page.get(".table-box").set_scroll_top(320);
    button.focus().expect("a button takes the focus");
    let check = async |now: &str, expect: &str, direction: Option<&str>| {
        button.click();
        let asked = Harness::take(&harness.sorted);
        let asked: Vec<_> = asked
            .into_iter()
            .map(|sort| sort.map(|sort| sort.to_string()))
            .collect();
        assert_eq!(
            asked,
            [(!expect.is_empty()).then(|| expect.to_owned())],
            "{now}"
        );
        harness.sort.set(Sort::parse(expect));
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

    harness.language.set(Language::Chinese);
    page.settle().await;
    assert_eq!(button.text_content().as_deref(), Some("名称"));
    assert_eq!(
        focused().as_ref(),
        Some(button.as_ref()),
        "the header is the same"
    );
}

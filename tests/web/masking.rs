//! Masking the page: what stands there, what is drawn later, and how the originals come back.

use headgate::browser::devices::devices;
use headgate::browser::masking;
use headgate::reactive::*;
use headgate::ui::input::TextInput;
use headgate::ui::live;
use headgate::ui::privacy::Privacy;
use headgate::words::mask_emails;
use leptos::mount::mount_to;
use leptos::wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Document, Element, Event};

const ADA: &str = "ada@example.com";
const MASKED: &str = "a•••@•••.com";

fn document() -> Document {
    let window = web_sys::window().expect("a window");
    window.document().expect("a document")
}

/// Waits until the browser has told what changed, as it does before it paints.
async fn followed() {
    devices().clock.sleep(0).await;
}

/// An element in the page.
fn added(tag: &str, text: &str) -> Element {
    let element = document().create_element(tag).expect("an element");
    element.set_text_content(Some(text));
    let body = document().body().expect("a body");
    body.append_child(&element).expect("added");
    element
}

fn text(element: &Element) -> String {
    element.text_content().unwrap_or_default()
}

fn set(element: &Element, name: &str, value: &str) {
    element.set_attribute(name, value).expect("an attribute");
}

fn get(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn the_page_is_masked_until_it_is_not() {
    let (before, other) = (added("p", ADA), added("p", "Payments"));
    set(&before, "title", ADA);
    set(&before, "data-row", ADA);
    document().set_title(ADA);
    let masking = masking::start(mask_emails).expect("a page");
    assert_eq!(
        (text(&before).as_str(), get(&before, "title").as_str()),
        (MASKED, MASKED)
    );
    assert_eq!(document().title(), MASKED);
    // Not drawn, so what refers to it still finds it.
    assert_eq!(get(&before, "data-row"), ADA);
    assert_eq!(text(&other), "Payments");

    let later = added("p", ADA);
    set(&later, "aria-label", ADA);
    set(&other, "placeholder", ADA);
    let inner = document().create_text_node("grace@example.com");
    other.append_child(&inner).expect("added");
    followed().await;
    assert_eq!(
        (text(&later).as_str(), get(&later, "aria-label").as_str()),
        (MASKED, MASKED)
    );
    assert_eq!(get(&other, "placeholder"), MASKED);
    assert_eq!(text(&other), "Paymentsg•••@•••.com");

    // A view changes what it drew, and does not know what became of it.
    inner.set_data("linus@example.org");
    set(&later, "aria-label", "grace@example.com");
    followed().await;
    assert_eq!(text(&other), "Paymentsl•••@•••.org");
    assert_eq!(get(&later, "aria-label"), "g•••@•••.com");

    // A change that was not followed yet is followed by the end.
    let last = added("p", "barbara@example.com");
    before.set_text_content(Some("Night batch"));
    drop(masking);
    assert_eq!(text(&before), "Night batch");
    assert_eq!(get(&before, "title"), ADA);
    assert_eq!(text(&other), "Paymentslinus@example.org");
    assert_eq!(get(&other, "placeholder"), ADA);
    assert_eq!(
        (text(&later).as_str(), get(&later, "aria-label").as_str()),
        (ADA, "grace@example.com")
    );
    assert_eq!(text(&last), "barbara@example.com");
    assert_eq!(document().title(), ADA);

    let after = added("p", ADA);
    followed().await;
    assert_eq!(text(&after), ADA);
    for element in [before, other, later, last, after] {
        element.remove();
    }
    document().set_title("");
}

#[wasm_bindgen_test]
async fn what_leaves_the_page_is_whole_when_it_comes_back() {
    let (row, moved) = (added("p", ADA), added("p", ADA));
    let masking = masking::start(mask_emails).expect("a page");
    row.remove();
    let body = document().body().expect("a body");
    body.prepend_with_node_1(&moved).expect("moved");
    followed().await;
    assert_eq!((text(&row).as_str(), text(&moved).as_str()), (ADA, MASKED));
    body.append_child(&row).expect("added");
    followed().await;
    assert_eq!(text(&row), MASKED);
    row.remove();
    drop(masking);
    assert_eq!((text(&row).as_str(), text(&moved).as_str()), (ADA, ADA));
    moved.remove();
}

#[wasm_bindgen_test]
async fn what_is_typed_and_what_is_not_drawn_stay() {
    let masking = masking::start(mask_emails).expect("a page");
    let (area, script) = (added("textarea", ADA), added("style", ADA));
    let editor = added("p", "");
    set(&editor, "contenteditable", "");
    let typed = document().create_text_node(ADA);
    editor.append_child(&typed).expect("added");
    followed().await;
    for element in [area, script, editor] {
        assert_eq!(text(&element), ADA);
        element.remove();
    }
    drop(masking);
}

#[wasm_bindgen_test]
async fn a_view_that_draws_again_is_masked_again() {
    let name = RwSignal::new("linus@example.org".to_owned());
    let masking = masking::start(mask_emails).expect("a page");
    let root = added("div", "");
    let page = mount_to(root.clone().unchecked_into(), move || {
        view! { <b title=name>{live::text(move || name.get())}</b> }
    });
    let check = |title: &str, words: &str| {
        let drawn = root
            .query_selector("b")
            .expect("a selector")
            .expect("drawn");
        assert_eq!(
            (get(&drawn, "title").as_str(), text(&drawn).as_str()),
            (title, words)
        );
    };
    followed().await;
    check("l•••@•••.org", "l•••@•••.org");
    name.set(ADA.to_owned());
    followed().await;
    check(MASKED, MASKED);
    assert_eq!(name.get_untracked(), ADA);
    drop(masking);
    check(ADA, ADA);
    name.set("Payments".to_owned());
    followed().await;
    check("Payments", "Payments");
    drop(page);
    root.remove();
}

#[wasm_bindgen_test]
async fn a_filled_in_field_is_masked_until_somebody_types() {
    let (privacy, value) = (RwSignal::new(Privacy::Shown), RwSignal::new(ADA.to_owned()));
    let root = added("div", "");
    let page = mount_to(root.clone().unchecked_into(), move || {
        provide_context(privacy);
        view! { <TextInput value /> }
    });
    let is_private = || {
        root.query_selector(".private > input")
            .expect("a selector")
            .is_some()
    };
    followed().await;
    assert!(!is_private());
    privacy.set(Privacy::Masked);
    followed().await;
    assert!(is_private());
    value.set("Payments".to_owned());
    followed().await;
    assert!(!is_private());
    value.set(ADA.to_owned());
    followed().await;
    assert!(is_private());
    let input = root
        .query_selector("input")
        .expect("a selector")
        .expect("drawn");
    let typing = Event::new("input").expect("an event");
    input.dispatch_event(&typing).expect("dispatched");
    followed().await;
    assert!(!is_private());
    assert_eq!(value.get_untracked(), ADA);
    drop(page);
    root.remove();
}

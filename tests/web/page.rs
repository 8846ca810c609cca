//! The page, leaving it, downloads, and the screen after a panic.

use headgate::browser::{download, leaving, page, panic_screen};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Document, Event, EventInit, Window};

fn window() -> Window {
    web_sys::window().expect("a window")
}

fn document() -> Document {
    window().document().expect("a document")
}

#[wasm_bindgen_test]
fn where_the_page_is() {
    assert!(
        page::origin().starts_with("http://127.0.0.1:"),
        "{}",
        page::origin()
    );
    // Loopback is trusted even without TLS.
    assert!(page::is_secure_context());
    assert!(!page::languages().is_empty());
}

#[wasm_bindgen_test]
fn the_base_line_says_where_the_app_lives() {
    let head = document().head().expect("a head");
    let base = document().create_element("base").expect("an element");
    head.prepend_with_node_1(&base).expect("added");
    for (href, path, file) in [
        ("/", "", "/headgate.json"),
        ("/headgate/", "/headgate", "/headgate/headgate.json"),
        ("/a/b/", "/a/b", "/a/b/headgate.json"),
    ] {
        base.set_attribute("href", href).expect("a base");
        assert_eq!(page::base_path(), path);
        assert_eq!(
            page::file_address("headgate.json"),
            format!("{}{file}", page::origin())
        );
    }
    base.remove();
}

#[wasm_bindgen_test]
fn the_page_names_itself() {
    page::set_title("Keys · Headgate");
    assert_eq!(document().title(), "Keys · Headgate");
}

#[wasm_bindgen_test]
fn a_guard_asks_until_it_is_dropped() {
    let is_asked = || {
        let options = EventInit::new();
        options.set_cancelable(true);
        let event = Event::new_with_event_init_dict("beforeunload", &options).expect("an event");
        // False means that a listener prevented the default, which is leaving.
        !window().dispatch_event(&event).expect("dispatched")
    };
    assert!(!is_asked());
    let guard = leaving::guard();
    assert!(guard.is_some() && is_asked());
    drop(guard);
    assert!(!is_asked());
}

#[wasm_bindgen_test]
fn a_file_is_offered() {
    assert!(download::text("journal.json", "application/json", "{}"));
}

#[wasm_bindgen_test]
fn the_panic_screen_speaks_both_languages() {
    let screen = panic_screen::screen(&document(), "src/x.rs:1: <b>bad</b>").expect("a screen");
    assert_eq!(
        (
            screen.class_name().as_str(),
            screen.get_attribute("role").as_deref()
        ),
        ("panic", Some("alert"))
    );
    let text = |selector: &str| {
        screen
            .query_selector(selector)
            .expect("a selector")
            .and_then(|found| found.text_content())
    };
    assert_eq!(
        text("[lang=en] h1").as_deref(),
        Some("Headgate has stopped")
    );
    assert_eq!(text("[lang=zh] h1").as_deref(), Some("Headgate 已停止运行"));
    assert_eq!(text("pre").as_deref(), Some("src/x.rs:1: <b>bad</b>"));
    assert_eq!(
        text("button[type=button]").as_deref(),
        Some("Reload · 重新加载")
    );
}

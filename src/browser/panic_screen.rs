//! The screen after the app has failed: plain elements, both languages, no code of the app itself.
//! It never claims to know whether a write was applied.

use std::panic::PanicHookInfo;

use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

use super::listener::Listener;
use super::page;

/// The paragraphs of the screen: language, heading, what happened, what it means.
const WORDS: [(&str, &str, &str, &str); 2] = [
    (
        "en",
        "Headgate has stopped",
        "An error in the app itself stopped it.",
        "A change that was under way may have reached the gateway. Reload the page: the journal then verifies at the \
         gateway whether it was applied. Do not repeat the change before that.",
    ),
    (
        "zh",
        "Headgate 已停止运行",
        "应用自身出现错误，已停止运行。",
        "正在进行的更改可能已到达网关。请重新加载页面：操作日志会向网关核实是否已生效。在此之前请勿重复该更改。",
    ),
];

/// Shows the screen, and logs to the console, whenever the app panics.
pub fn install() {
    std::panic::set_hook(Box::new(show));
}

fn show(info: &PanicHookInfo<'_>) {
    let message = info.to_string();
    web_sys::console::error_1(&JsValue::from_str(&message));
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    if let (Some(body), Ok(screen)) = (document.body(), screen(&document, &message)) {
        body.replace_children_with_node_1(&screen);
    }
}

/// Makes the screen for a panic's message, not yet added to the page.
///
/// # Errors
/// When the document cannot create elements.
pub fn screen(document: &Document, message: &str) -> Result<Element, JsValue> {
    let screen = document.create_element("main")?;
    screen.set_class_name("panic");
    screen.set_attribute("role", "alert")?;
    for (language, heading, happened, meaning) in WORDS {
        let section = add(&screen, "section", "")?;
        section.set_attribute("lang", language)?;
        add(&section, "h1", heading)?;
        add(&section, "p", happened)?;
        add(&section, "p", meaning)?;
    }
    add_reload(&screen)?;
    add(&screen, "pre", message)?;
    Ok(screen)
}

fn add_reload(screen: &Element) -> Result<(), JsValue> {
    let button = add(screen, "button", "Reload · 重新加载")?;
    button.set_attribute("type", "button")?;
    if let Some(listener) = Listener::new(button, "click", |_| page::reload()) {
        listener.forget();
    }
    Ok(())
}

/// Adds an element with text to `parent`.
fn add(parent: &Element, tag: &str, text: &str) -> Result<Element, JsValue> {
    let document = parent.owner_document().ok_or(JsValue::UNDEFINED)?;
    let element = document.create_element(tag)?;
    element.set_text_content(Some(text));
    parent.append_child(&element)?;
    Ok(element)
}

//! Creates elements, and finds them from an event. Every text is set as text.

use crate::reactive::document;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event, HtmlElement};

/// The SVG namespace.
const SVG: &str = "http://www.w3.org/2000/svg";

/// Creates an element with these classes.
pub(super) fn element(tag: &str, class: &str) -> Element {
    let made = document().create_element(tag);
    let made = made.expect("only names of elements are asked for");
    if !class.is_empty() {
        made.set_class_name(class);
    }
    made
}

/// Creates an icon of one path, hidden from assistive technology.
pub(super) fn picture(class: &str, view_box: &str, path: &str) -> Element {
    let make = |tag| {
        let made = document().create_element_ns(Some(SVG), tag);
        made.expect("only names of elements are asked for")
    };
    let (picture, line) = (make("svg"), make("path"));
    set(&picture, "class", class);
    set(&picture, "viewBox", view_box);
    set(&picture, "aria-hidden", "true");
    set(&picture, "focusable", "false");
    set(&line, "d", path);
    add(&picture, &line);
    picture
}

/// Sets an attribute.
pub(super) fn set(element: &Element, name: &str, value: &str) {
    // Only an invalid name is refused, and all names are constants.
    let _ = element.set_attribute(name, value);
}

/// Sets an attribute, or removes it.
pub(super) fn set_or_not(element: &Element, name: &str, value: Option<&str>) {
    match value {
        Some(value) => set(element, name, value),
        None => {
            let _ = element.remove_attribute(name);
        }
    }
}

/// Sets a property of the element's style, which the content security policy allows although it
/// forbids the attribute.
pub(super) fn style(element: &Element, property: &str, value: &str) {
    let element: &HtmlElement = element.unchecked_ref();
    let _ = element.style().set_property(property, value);
}

/// Adds a class, or removes it.
pub(super) fn mark(element: &Element, class: &str, on: bool) {
    let _ = element.class_list().toggle_with_force(class, on);
}

/// Appends `child` to `parent`.
pub(super) fn add(parent: &Element, child: &Element) {
    // This fails only if `child` contains `parent`.
    let _ = parent.append_child(child);
}

/// Focuses the element; if it cannot be focused, nothing changes.
pub(super) fn focus(element: &Element) {
    let element: &HtmlElement = element.unchecked_ref();
    let _ = element.focus();
}

/// Copies the element with its contents.
pub(super) fn copy(element: &Element) -> Element {
    let copied = element.clone_node_with_deep(true);
    copied.expect("an element can be copied").unchecked_into()
}

/// Returns the target of an event.
pub(super) fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Returns the closest element around `element` (itself included) that matches `selector`.
pub(super) fn around(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

//! Copying when the browser refuses: it is reported, and nothing breaks. A successful copy needs a
//! user's click, which no test here has.

use headgate::browser::devices::devices;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlTextAreaElement;

#[wasm_bindgen_test]
fn a_selection_is_not_copied_without_a_click() {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .expect("a document");
    let area: HtmlTextAreaElement = document
        .create_element("textarea")
        .expect("an element")
        .unchecked_into();
    document
        .body()
        .expect("a body")
        .append_child(&area)
        .expect("added");
    area.set_value("selected");
    area.select();
    assert!(!devices().clipboard.copy_selection());
    area.remove();
}

#[wasm_bindgen_test]
async fn plain_http_has_no_clipboard() {
    let navigator = web_sys::window().expect("a window").navigator();
    let absent = Object::new();
    Reflect::set(&absent, &"value".into(), &JsValue::UNDEFINED).expect("set");
    Reflect::set(&absent, &"configurable".into(), &true.into()).expect("set");
    Object::define_property(&navigator, &"clipboard".into(), &absent);
    assert!(!devices().clipboard.copy("a text".to_owned()).await);
    Reflect::delete_property(&navigator, &"clipboard".into()).expect("as it was");
}

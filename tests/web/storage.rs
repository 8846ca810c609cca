//! Words stored in the browser.

use headgate::browser::devices::devices;
use headgate::device::Storage;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn words_are_kept_replaced_and_forgotten() {
    let devices = devices();
    let check = |area: &dyn Storage| {
        let read = || area.read("headgate.test");
        area.forget("headgate.test");
        assert_eq!(read(), None);
        assert!(area.write("headgate.test", "one") && area.write("headgate.test", "二"));
        assert_eq!(read(), Some("二".to_owned()));
        area.forget("headgate.test");
        assert_eq!(read(), None);
    };
    check(devices.browser.as_ref());
}

#[wasm_bindgen_test]
fn a_full_store_refuses() {
    let browser = devices().browser;
    assert!(!browser.write("headgate.full", &"x".repeat(20_000_000)));
    assert_eq!(browser.read("headgate.full"), None);
}

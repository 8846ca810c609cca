//! The `browser` module in a real browser: every part with the real API, without mocks. Behaviour
//! that needs a gateway is not tested here.

#![cfg(target_arch = "wasm32")]

mod clipboard;
mod clock;
mod fetch;
mod history_db;
mod live;
mod masking;
mod page;
mod policy;
mod profiles;
mod random;
mod storage;
mod table;
mod tabs;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

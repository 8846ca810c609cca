//! Random ids.

use std::collections::HashSet;

use headgate::browser::random::{byte, id};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn ids_are_hex_and_never_meet() {
    let ids: HashSet<String> = (0..1000).map(|_| id().expect("randomness")).collect();
    assert_eq!(ids.len(), 1000);
    for id in &ids {
        assert!(
            id.len() == 32
                && id
                    .bytes()
                    .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)),
            "{id}"
        );
    }
}

#[wasm_bindgen_test]
fn bytes_differ() {
    assert!((0..100).map(|_| byte()).collect::<HashSet<u8>>().len() > 10);
}

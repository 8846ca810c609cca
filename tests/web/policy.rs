//! A content security policy that forbids an address, distinguished from an unreachable address.

use headgate::browser::fetch::{Secrets, Stop, send};
use headgate::call::{Lost, Read};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_forbidden_address_is_not_a_dead_one() {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .expect("a document");
    let policy = document.create_element("meta").expect("an element");
    policy
        .set_attribute("http-equiv", "Content-Security-Policy")
        .expect("an attribute");
    // It stays in force to the end of the run, so it forbids nothing that another test needs.
    policy
        .set_attribute("content", "connect-src 'self' http://127.0.0.1:1")
        .expect("an attribute");
    document
        .head()
        .expect("a head")
        .append_child(&policy)
        .expect("added");
    let ask = async |address: &str| {
        let secrets = Secrets {
            key: None,
            inputs: &[],
            live: &[],
        };
        send(
            address,
            &Read::new("/v1/ping", [])
                .request(None)
                .expect("a path without ids can be addressed"),
            secrets,
            &Stop::new(),
        )
        .await
        .err()
    };
    // Several times, because the order of the two events must not matter.
    for _ in 0..20 {
        assert_eq!(
            ask("http://forbidden.invalid").await,
            Some(Lost::BlockedByPolicy)
        );
        assert_eq!(ask("http://127.0.0.1:1").await, Some(Lost::Network));
    }
}

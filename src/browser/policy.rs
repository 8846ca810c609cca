//! Detects whether our own content security policy blocked a request. A browser reports that in an
//! event and not in the failed fetch, so a listener is active while a request is in progress.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{
    SecurityPolicyViolationEvent, SecurityPolicyViolationEventDisposition as Disposition, Url,
};

use super::clock::sleep;
use super::listener::Listener;

/// Milliseconds to wait for the policy's event after a failure: on a busy page it comes late, and a
/// user does not notice the delay.
const LATER_MILLIS: u32 = 50;

/// Listens for requests to one gateway that the policy blocks.
pub(super) struct PolicyWatch {
    refused: Rc<Cell<bool>>,
    _listener: Option<Listener>,
}

impl PolicyWatch {
    /// Starts listening for blocked requests to the gateway at `address`.
    pub(super) fn new(address: &str) -> Self {
        let refused = Rc::new(Cell::new(false));
        let (seen, gateway) = (Rc::clone(&refused), origin(address));
        let document = web_sys::window().and_then(|window| window.document());
        let listener = document.and_then(|document| {
            Listener::new(document, "securitypolicyviolation", move |event| {
                let Some(event) = event.dyn_ref::<SecurityPolicyViolationEvent>() else {
                    return;
                };
                let ours = gateway.is_some() && origin(&event.blocked_uri()) == gateway;
                let enforced = event.disposition() == Disposition::Enforce;
                if ours && enforced && event.effective_directive() == "connect-src" {
                    seen.set(true);
                }
            })
        });
        Self {
            refused,
            _listener: listener,
        }
    }

    /// Returns whether the policy blocked the request that has just failed.
    pub(super) async fn has_refused(&self) -> bool {
        if !self.refused.get() {
            // Chromium fails the fetch first and reports the policy in a later task.
            sleep(LATER_MILLIS).await;
        }
        self.refused.get()
    }
}

fn origin(address: &str) -> Option<String> {
    Some(Url::new(address).ok()?.origin())
}

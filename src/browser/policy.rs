//! Whether our own content policy stopped a request. A browser reports that beside the failed
//! fetch and never in it, so it is listened for while a request is under way.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{
    SecurityPolicyViolationEvent, SecurityPolicyViolationEventDisposition as Disposition, Url,
};

use super::clock::sleep;
use super::listener::Listener;

/// How long the policy's word is waited for after a failure: a busy page is slow to say it, and a
/// person does not notice.
const LATER_MILLIS: u32 = 50;

/// Listens for the policy's refusals of one gateway.
pub(super) struct PolicyWatch {
    refused: Rc<Cell<bool>>,
    _listener: Option<Listener>,
}

impl PolicyWatch {
    /// Listens from now on for refusals of the gateway that `address` belongs to.
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

    /// Whether the request that has just failed was refused by the policy.
    pub(super) async fn has_refused(&self) -> bool {
        if !self.refused.get() {
            // Chromium fails the fetch first and tells of its policy in a later task.
            sleep(LATER_MILLIS).await;
        }
        self.refused.get()
    }
}

fn origin(address: &str) -> Option<String> {
    Some(Url::new(address).ok()?.origin())
}

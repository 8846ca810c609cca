//! What the OneKeyLLM contract prints and what no law covers: its documents as they are read, the
//! sums of charges, a client's own key, and who is signed in. Opens no socket and no browser.

#[path = "contract/charges.rs"]
mod charges;
#[path = "contract/check_key.rs"]
mod check_key;
#[path = "contract/connect.rs"]
mod connect;
#[path = "contract/documents.rs"]
mod documents;
#[expect(dead_code, reason = "the laws use what these tests do not")]
#[path = "laws/gateway.rs"]
mod gateway;
#[path = "laws/told.rs"]
mod told;

//! What the contracts show and no law covers. OneKeyLLM: its documents as read by the console, the
//! sums of charges, a client's own key, and the signed-in account. One-api: what real servers sent.
//! Opens no socket and no browser.

#[path = "contract/charges.rs"]
mod charges;
#[path = "contract/check_key.rs"]
mod check_key;
#[path = "contract/connect.rs"]
mod connect;
#[path = "contract/documents.rs"]
mod documents;
#[path = "laws/field_values.rs"]
mod field_values;
#[expect(dead_code, reason = "the laws use what these tests do not")]
#[path = "laws/gateway.rs"]
mod gateway;
#[path = "contract/recorded.rs"]
mod recorded;

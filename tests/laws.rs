//! The laws of the catalogue at a gateway: what holds for every action, every resource and every way
//! in which the rehearsal gateway can fail. They name no action, so that a new one is held by them
//! without a line here. They run on the sandbox's router: no socket, no browser.

#[path = "laws/cases.rs"]
mod cases;
#[path = "laws/forms.rs"]
mod forms;
#[path = "laws/gateway.rs"]
mod gateway;
#[path = "laws/journal.rs"]
mod journal;
#[path = "laws/ledger.rs"]
mod ledger;
#[path = "laws/matrix.rs"]
mod matrix;
#[path = "laws/truth.rs"]
mod truth;

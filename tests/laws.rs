//! The laws of the catalogue at a gateway: what holds for every action, every resource and every way
//! in which the rehearsal gateway can fail. They name no action, so that a new one is held by them
//! without a line here. They run on the sandbox's router: no socket, no browser.

#[path = "laws/blind.rs"]
mod blind;
#[path = "laws/browser.rs"]
mod browser;
#[path = "laws/bytes.rs"]
mod bytes;
#[path = "laws/cases.rs"]
mod cases;
#[path = "laws/forms.rs"]
mod forms;
#[path = "laws/gateway.rs"]
mod gateway;
#[path = "laws/gone.rs"]
mod gone;
#[path = "laws/journal.rs"]
mod journal;
#[path = "laws/ledger.rs"]
mod ledger;
#[path = "laws/limited.rs"]
mod limited;
#[path = "laws/lists.rs"]
mod lists;
#[path = "laws/matrix.rs"]
mod matrix;
#[path = "laws/meanwhile.rs"]
mod meanwhile;
#[path = "laws/sample.rs"]
mod sample;
#[path = "laws/sending.rs"]
mod sending;
#[path = "laws/several.rs"]
mod several;
#[path = "laws/shell.rs"]
mod shell;
#[path = "laws/told.rs"]
mod told;
#[path = "laws/truth.rs"]
mod truth;
#[path = "laws/undo.rs"]
mod undo;

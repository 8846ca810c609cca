//! The laws of the catalogue: what is true for every action, every resource and every fault of the
//! rehearsal gateway. They name no action, so a new one is covered without a change here; only those on
//! one-api go by a list of samples, since trying every form on every row of it takes minutes. They run on the
//! sandbox's router: no socket, no browser.

#[path = "laws/blind.rs"]
mod blind;
#[path = "laws/browser.rs"]
mod browser;
#[path = "laws/bytes.rs"]
mod bytes;
#[path = "laws/cases.rs"]
mod cases;
#[path = "laws/field_values.rs"]
mod field_values;
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
#[path = "laws/login_steps.rs"]
mod login_steps;
#[path = "laws/login_strange.rs"]
mod login_strange;
#[path = "laws/logins.rs"]
mod logins;
#[path = "laws/matrix.rs"]
mod matrix;
#[path = "laws/meanwhile.rs"]
mod meanwhile;
#[path = "laws/one_api.rs"]
mod one_api;
#[path = "laws/sample.rs"]
mod sample;
#[path = "laws/sending.rs"]
mod sending;
#[path = "laws/several.rs"]
mod several;
#[path = "laws/shell.rs"]
mod shell;
#[path = "laws/truth.rs"]
mod truth;
#[path = "laws/undo.rs"]
mod undo;

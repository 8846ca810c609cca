//! The fault matrix: every way in which the rehearsal gateway can fail, against every call of the
//! console. One line says what the operator is told and what the ledger holds.
//! Opens no socket: a dropped connection is what the router marks as one.

#[path = "faults/browser.rs"]
mod browser;
#[path = "faults/by_hand.rs"]
mod by_hand;
#[path = "faults/desk.rs"]
mod desk;
#[path = "contract/gateway.rs"]
mod gateway;
#[path = "faults/gone.rs"]
mod gone;
#[path = "faults/look.rs"]
mod look;
#[path = "faults/matrix.rs"]
mod matrix;
#[path = "faults/odd.rs"]
mod odd;
#[path = "faults/steps.rs"]
mod steps;
#[path = "faults/told.rs"]
mod told;
#[path = "faults/undo.rs"]
mod undo;

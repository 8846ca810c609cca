//! The gate's dialog above everything, the connect page included: a value that is shown once must
//! not go because a connection ended.

use leptos::prelude::*;

use crate::browser::leaving;
use crate::history::showing::Showing;
use crate::parts::gate_dialog::{GateDialog, GateEvents};
use crate::session::Session;
use crate::ui::live;

/// The dialog, fed by the session.
#[component]
pub(super) fn Gate(session: Session) -> impl IntoView {
    guard_leaving(session);
    view! { <GateDialog showing=session.gate.showing() events=events(session) /> }
}

/// The browser asks before the tab goes while a write is under way or a value is on the screen.
fn guard_leaving(session: Session) {
    let held = StoredValue::new_local(None);
    let holds = live::memo(move || {
        session
            .gate
            .showing()
            .with(|showing| showing.as_ref().is_some_and(Showing::holds_something))
    });
    live::effect(move || held.set_value(if holds.get() { leaving::guard() } else { None }));
}

fn events(session: Session) -> GateEvents {
    GateEvents {
        confirm: Callback::new(move |typed: String| session.confirm(&typed)),
        unrecorded: Callback::new(move |()| session.send_unrecorded()),
        stop: Callback::new(move |()| session.stop_waiting()),
        again: Callback::new(move |()| session.ask_again()),
        look: Callback::new(move |()| session.look_again()),
        close: Callback::new(move |()| session.close_gate()),
    }
}

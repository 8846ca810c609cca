//! Opening the gate on a question: one of its own, one that takes an earlier change back, the same
//! once more. Sends nothing.

use leptos::prelude::*;

use super::{Closing, take};
use crate::domain::ids::ChangeId;
use crate::gate::asking::Asking;
use crate::gate::outcome::Outcome;
use crate::gate::perform::Settled;
use crate::history::change::Change;
use crate::history::showing::{Phase, Showing, TakingBack};
use crate::history::way_back::WayBack;
use crate::session::{Connection, Session};

impl Session {
    /// Opens the gate on a question. `closing` hears how it ended. While another question is open
    /// nothing happens: what that one shows, a new value above all, must not be taken away.
    pub fn ask(&self, asking: Asking, closing: impl FnOnce(Option<Vec<Outcome>>) + 'static) {
        self.open_question(asking, None, Box::new(closing));
    }

    /// Opens the gate on the question that takes `of` back, as [`Session::ask`] does.
    pub fn ask_back(&self, of: Change, way: WayBack) {
        let taking_back = TakingBack {
            of: Box::new(of),
            left_out: way.left_out,
        };
        self.open_question(way.asking, Some(taking_back), Box::new(|_| ()));
    }

    fn open_question(&self, asking: Asking, taking_back: Option<TakingBack>, closing: Closing) {
        if self.gate.showing.with_untracked(Option::is_some) {
            return;
        }
        let (Some(connection), Some(wire)) = (self.connection.get_untracked(), self.wire()) else {
            return;
        };
        self.gate.wire.set_value(Some(wire));
        let (asking, earlier) = self.repeating(asking);
        let mut change = self.entry_of(&asking, &connection);
        match (earlier, &taking_back) {
            (Some(earlier), _) => change = change.carrying_on(&earlier),
            (None, Some(back)) => change.takes_back = Some(back.of.id.clone()),
            (None, None) => {}
        }
        self.show_question(asking, change, taking_back, &connection, closing);
    }

    /// A new entry for a question.
    fn entry_of(&self, asking: &Asking, connection: &Connection) -> Change {
        Change::starting(
            ChangeId(self.fresh_id()),
            self.now(),
            &connection.profile,
            connection.account.clone(),
            &connection.address,
            asking.plan(),
        )
    }

    fn show_question(
        &self,
        asking: Asking,
        change: Change,
        taking_back: Option<TakingBack>,
        connection: &Connection,
        closing: Closing,
    ) {
        let confirmation = asking.confirmation().clone();
        self.gate.closing.set_value(Some(closing));
        self.gate.asking.set_value(Some(asking));
        self.gate.connection.set_value(Some(connection.clone()));
        self.gate.showing.set(Some(Showing {
            change,
            taking_back,
            address: connection.address.clone(),
            asked_at: self.now(),
            confirmation,
            phase: Phase::Asking,
        }));
    }

    /// Asks about the same plan again: the same bytes, the same idempotency key.
    pub fn ask_again(&self) {
        let Some(asking) = take(self.gate.settled).and_then(Settled::again) else {
            return;
        };
        let Some(showing) = self.gate.showing.get_untracked() else {
            return;
        };
        let (Some(closing), Some(connection)) =
            (take(self.gate.closing), self.gate.connection.get_value())
        else {
            return;
        };
        // One intent is one entry, however often it is sent.
        let change = self.entry_of(&asking, &connection);
        let change = change.carrying_on(&showing.change);
        self.show_question(asking, change, showing.taking_back, &connection, closing);
    }
}

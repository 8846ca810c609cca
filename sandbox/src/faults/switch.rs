//! Faults armed at `/sandbox/`. A switch stays on until it is cleared, because a browser may repeat
//! a POST by itself when a kept connection closes.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

use super::target::Target;
use super::{Fault, Kind};
use crate::operation::Operation;

/// What a switch looks at of a request: whether it writes, and its words.
pub(crate) struct Reach {
    pub(crate) is_write: bool,
    pub(crate) words: [&'static str; 2],
}

impl From<Operation> for Reach {
    fn from(operation: Operation) -> Self {
        Self {
            is_write: operation.is_write(),
            words: [operation.word(), operation.specific_word()],
        }
    }
}

/// An armed fault.
#[derive(Clone, Debug)]
pub(crate) struct Switch {
    /// Identifies the switch while it is armed.
    pub(crate) index: u64,
    pub(crate) fault: Fault,
    /// The requests it applies to.
    pub(crate) on: Target,
    /// How many more times it fires; `None` until it is cleared.
    pub(crate) times: Option<u32>,
    pub(crate) fired: u32,
}

impl Switch {
    /// The switch as JSON.
    pub(crate) fn object(&self) -> Value {
        let has_ms = matches!(
            self.fault.kind,
            Kind::Latency | Kind::LatencyAfter | Kind::DropLate
        );
        let has_retry_after = self.fault.kind == Kind::RateLimited;
        json!({
            "object": "sandbox.fault",
            "index": self.index,
            "fault": self.fault.kind.word(),
            "on": self.on.word(),
            "ms": has_ms.then_some(self.fault.ms),
            "retry_after": has_retry_after.then_some(self.fault.retry_after),
            "times": self.times,
            "fired": self.fired,
        })
    }
}

/// All armed faults.
#[derive(Default)]
pub(crate) struct Switchboard(Mutex<Board>);

#[derive(Default)]
struct Board {
    armed: Vec<Switch>,
    last_index: u64,
}

impl Switchboard {
    /// Arms a fault.
    pub(crate) fn arm(&self, fault: Fault, on: Target, times: Option<u32>) -> Switch {
        let mut board = self.board();
        board.last_index += 1;
        let switch = Switch {
            index: board.last_index,
            fault,
            on,
            times,
            fired: 0,
        };
        board.armed.push(switch.clone());
        switch
    }

    /// The faults for a request that starts now. Switches with a number of times count down.
    pub(crate) fn fire(&self, reach: &Reach) -> Vec<Fault> {
        let mut board = self.board();
        let mut faults = Vec::new();
        for switch in board
            .armed
            .iter_mut()
            .filter(|switch| switch.on.covers(reach))
        {
            if switch.times == Some(0) {
                continue;
            }
            switch.times = switch.times.map(|times| times - 1);
            switch.fired += 1;
            faults.push(switch.fault.clone());
        }
        faults
    }

    /// All switches, in the order in which they were armed.
    pub(crate) fn armed(&self) -> Vec<Switch> {
        self.board().armed.clone()
    }

    /// Clears all switches.
    pub(crate) fn clear(&self) {
        self.board().armed.clear();
    }

    /// Clears one switch; false if it does not exist.
    pub(crate) fn clear_one(&self, index: u64) -> bool {
        let mut board = self.board();
        let before = board.armed.len();
        board.armed.retain(|switch| switch.index != index);
        board.armed.len() < before
    }

    fn board(&self) -> MutexGuard<'_, Board> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::Switchboard;
    use crate::faults::target::Target;
    use crate::faults::{Fault, Kind};
    use crate::operation::Operation;

    #[test]
    fn a_switch_stays_until_it_is_cleared() {
        let board = Switchboard::default();
        let switch = board.arm(Fault::new(Kind::DropAfter), Target::Word("create"), None);
        for _ in 0..3 {
            assert_eq!(board.fire(&Operation::CreateKey.into()).len(), 1);
        }
        assert!(board.fire(&Operation::TopupKey.into()).is_empty());
        assert!(board.clear_one(switch.index));
        assert!(!board.clear_one(switch.index));
        assert!(board.fire(&Operation::CreateKey.into()).is_empty());
    }

    #[test]
    fn a_number_of_times_counts_down() {
        let board = Switchboard::default();
        board.arm(Fault::new(Kind::ServerError), Target::Any, Some(2));
        let fired = [0, 1, 2].map(|_| board.fire(&Operation::ListKeys.into()).len());
        assert_eq!(fired, [1, 1, 0]);
    }
}

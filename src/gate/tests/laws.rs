//! What holds for every write and every fate.

use proptest::prelude::*;

use super::sample::{ALL, any_fate, moves, plan, send, words};
use super::script::{Fate, KEYS, Script};
use crate::gate::asking::Asking;
use crate::gate::confirmation::Known;
use crate::gate::outcome::Outcome;

/// Whether a step with this end lets the next one go.
fn goes_on(word: &str, fate: Fate) -> bool {
    let for_itself = |status| (300..500).contains(&status) && ![401, 403, 429].contains(&status);
    match fate {
        Fate::Status(status) if word == "refused" => for_itself(status),
        _ => word.starts_with("applied"),
    }
}

proptest! {
    #[test]
    fn no_path_reaches_a_second_send_without_the_operator(fate in any_fate(), blind: bool, which in 0..ALL.len(), repeats in 0_usize..4) {
        let what = ALL[which];
        let script = Script { blind, ..what.script(fate) };
        let mut asking = Some(Asking::new(plan(what), Known::default()));
        let mut yeses = 0;
        while let Some(question) = asking.take().filter(|_| yeses <= repeats) {
            prop_assert_eq!(script.writes(), yeses, "nothing travels before the yes");
            let settled = send(question, what.typed(), &script);
            yeses += 1;
            prop_assert_eq!(script.writes(), yeses, "one send for one yes");
            asking = settled.again();
        }
    }

    #[test]
    fn what_is_said_is_what_is_so(fate in any_fate(), blind: bool, which in 0..ALL.len()) {
        let what = ALL[which];
        let script = Script { blind, ..what.script(fate) };
        let before = script.held.borrow().clone();
        let settled = send(Asking::new(plan(what), Known::default()), what.typed(), &script);
        let changed = *script.held.borrow() != before;
        for outcome in &settled.outcomes {
            match outcome {
                Outcome::Applied { .. } | Outcome::LandedTwice { .. } => prop_assert!(changed),
                Outcome::Refused { .. } | Outcome::NotApplied | Outcome::NotLanded | Outcome::NotSent => prop_assert!(!changed),
                Outcome::CannotTell { .. } => prop_assert!(blind || !changed, "it was in sight"),
            }
        }
    }

    #[test]
    fn a_plan_stops_where_it_must_and_its_repeat_sends_what_is_left(fates in prop::collection::vec(any_fate(), 1..9)) {
        let mut script = Script::new(Fate::Fine);
        script.fates = fates.iter().copied().chain([Fate::Fine]).collect();
        let mut asking = Some(Asking::new(moves(KEYS), Known::default()));
        let mut done = vec![false; KEYS as usize];
        for _ in 0..=fates.len() {
            let Some(question) = asking.take() else { break };
            let sent = script.writes();
            let settled = send(question, "", &script);
            let mut next = sent;
            let mut open = true;
            for (number, word) in words(&settled).into_iter().enumerate() {
                if done[number] {
                    prop_assert!(word.starts_with("applied"), "what is done stays done");
                } else if open {
                    let fate = script.fates.get(next).copied().unwrap_or(Fate::Fine);
                    let target = script.written.borrow().get(next).cloned().unwrap_or_default();
                    prop_assert!(target.ends_with(&format!("key_{}", number + 1)), "in the plan's order");
                    open = goes_on(word, fate);
                    done[number] = word.starts_with("applied");
                    next += 1;
                } else {
                    prop_assert_eq!(word, "not-sent");
                }
            }
            prop_assert_eq!(script.writes(), next, "no step was sent twice for one yes");
            asking = settled.again();
            prop_assert_eq!(asking.is_none(), done.iter().all(|done| *done), "offered until all is done");
        }
        prop_assert!(asking.is_none(), "a yes more than there are fates is enough");
        let mut members = script.held.borrow().members.clone();
        members.sort_unstable();
        prop_assert_eq!(members, (1..=KEYS).collect::<Vec<_>>(), "each key is in the pool, once");
    }
}

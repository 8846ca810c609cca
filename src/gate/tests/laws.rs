//! What holds for plans of several steps, whatever fate their writes meet.

use proptest::prelude::*;

use super::sample::{any_fate, moves, probes, send, words};
use super::script::{Fate, ITEMS, Script};

/// Whether a step with this end lets the next one go.
fn goes_on(word: &str, fate: Fate) -> bool {
    let for_itself = |status| (300..500).contains(&status) && ![401, 403, 429].contains(&status);
    match fate {
        Fate::Status(status) if word == "refused" => for_itself(status),
        _ => word == "applied" || word == "applied, response lost",
    }
}

proptest! {
    #[test]
    fn a_plan_stops_where_it_must_and_its_repeat_sends_what_is_left(fates in prop::collection::vec(any_fate(), 1..9)) {
        let script = Script::of(fates.iter().copied().chain([Fate::Fine]).collect());
        let mut next = Some(moves(ITEMS, &script));
        let mut done = vec![false; ITEMS as usize];
        for _ in 0..=fates.len() {
            let Some(review) = next.take() else { break };
            let mut sent = script.writes();
            let performed = send(review, &script);
            let mut open = true;
            for (number, word) in words(&performed).into_iter().enumerate() {
                if done[number] {
                    prop_assert!(word.starts_with("applied"), "what is applied stays applied");
                } else if open {
                    let fate = script.fates.get(sent).copied().unwrap_or(Fate::Fine);
                    let target = script.written.borrow().get(sent).cloned().unwrap_or_default();
                    let item = format!("item_{}", number + 1);
                    prop_assert!(target.ends_with(&item), "in the plan's order");
                    open = goes_on(word, fate);
                    done[number] = word.starts_with("applied");
                    sent += 1;
                } else {
                    prop_assert_eq!(word, "not-sent");
                }
            }
            prop_assert_eq!(script.writes(), sent, "no step was sent twice for one confirmation");
            next = performed.again();
            prop_assert_eq!(next.is_none(), done.iter().all(|done| *done), "offered until all is applied");
        }
        prop_assert!(next.is_none(), "one confirmation more than there are fates is enough");
        let mut members = script.held.borrow().members.clone();
        members.sort_unstable();
        prop_assert_eq!(members, (1..=ITEMS).collect::<Vec<_>>(), "each item is in the box, once");
    }

    #[test]
    fn after_an_unknown_outcome_only_what_was_made_is_taken_away(fates in prop::collection::vec(any_fate(), 1..5), blind: bool) {
        let script = Script { blind, ..Script::of(fates) };
        let performed = send(probes(1, &script), &script);
        let written = script.written.borrow();
        let sent = |word: &str| written.iter().filter(|line| line.contains(word)).count();
        let ends = words(&performed);
        for call in ["POST /items ", "/test", "DELETE ", "/enable"] {
            prop_assert!(sent(call) <= 1, "each step at most once: {:?}", written);
        }
        prop_assert_eq!(sent("/test"), usize::from(ends[0].starts_with("applied")  && ends[0] != "applied-twice"));
        prop_assert_eq!(sent("DELETE "), usize::from(ends[2] != "not-sent"));
        let all_applied = ends[..3].iter().all(|end| end.starts_with("applied") && *end != "applied-twice");
        prop_assert_eq!(sent("/enable"), usize::from(all_applied && !matches!(ends[3], "outdated") && !blind));
        // A probe that the response or the list showed is not left behind by a gateway that obeys.
        if ends[0].starts_with("applied") && ends[0] != "applied-twice" {
            prop_assert_eq!(sent("DELETE /items/new_0"), 1);
        }
    }
}

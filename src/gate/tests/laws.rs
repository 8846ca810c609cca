//! What holds for plans of several steps, whatever fate their writes meet.

use proptest::prelude::*;

use super::sample::{any_fate, probes, send, words};
use super::script::Script;

proptest! {
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

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
        for call in ["POST /items ", "/test", "DELETE /items/new_0", "DELETE /items/new_1", "/enable"] {
            prop_assert!(sent(call) <= 1, "each step at most once for what it is about: {:?}", written);
        }
        prop_assert_eq!(sent("/test"), usize::from(ends[0].starts_with("applied")  && ends[0] != "applied-twice"));
        let made = if ends[0] == "applied-twice" { 2 } else { 1 };
        prop_assert_eq!(sent("DELETE "), if ends[2] == "not-sent" { 0 } else { made });
        let all_applied = ends[..3].iter().all(|end| end.starts_with("applied") && *end != "applied-twice");
        prop_assert_eq!(sent("/enable"), usize::from(all_applied && !matches!(ends[3], "outdated") && !blind));
        // A probe that the response or the list showed is not left behind by a gateway that obeys.
        if ends[0].starts_with("applied") && ends[0] != "applied-twice" {
            prop_assert_eq!(sent("DELETE /items/new_0"), 1);
        }
        if ends[2].starts_with("applied") {
            prop_assert_eq!(&script.held.borrow().made, &Vec::new(), "{:?}", written);
        }
    }
}

//! What is sent again after a plan, and what is not.

use super::sample::{probes, send, words};
use super::script::{Fate, Script};

/// A test of a probe that was taken away since cannot be sent again: the same change is made anew.
#[test]
fn what_was_taken_away_is_not_gone_on_with() {
    let check = |fates: &[Fate], expect: &str| {
        let script = Script::of(fates.to_vec());
        let performed = send(probes(1, &script), &script);
        let ended = words(&performed).join(" ");
        let must = performed.must_repeat();
        let may = performed.again().is_some();
        assert_eq!(format!("{ended}: {must} {may}"), expect, "{fates:?}");
    };
    check(
        &[Fate::Fine, Fate::Silent, Fate::Fine],
        "applied unknown applied not-sent: false false",
    );
    check(
        &[Fate::TwiceAndLost, Fate::Fine],
        "applied-twice not-sent applied not-sent: false false",
    );
    check(
        &[Fate::Fine, Fate::Silent, Fate::Status(400)],
        "applied unknown refused not-sent: true true",
    );
}

//! What of a plan is not sent any more: what an earlier step did, and what is about something that is gone.

use super::sample::{probes, renews, send, words};
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

/// A gateway may turn an item on by itself once it is renewed: that is no change of somebody else's. Where
/// it does not, the second step turns it on.
#[test]
fn what_an_earlier_step_did_is_not_sent() {
    let check = |first: Fate, expect: &str| {
        let script = Script::of(vec![first, Fate::Fine]);
        let performed = send(renews(&script), &script);
        let writes = script.writes();
        assert_eq!(format!("{}: {writes}", words(&performed).join(" ")), expect);
    };
    check(Fate::Fine, "applied applied: 1");
    check(Fate::Pretends, "applied applied: 2");
    check(Fate::Status(400), "refused not-sent: 1");
}

//! Outcomes in words, a line per case.

use super::{About, explain};
use crate::call::{ApiError, Refusal, Unreachable};
use crate::domain::budget::{Budget, Figures};
use crate::domain::ids::id;
use crate::domain::money::Amount;
use crate::domain::table::{check_table, parts};
use crate::domain::time::UnixSeconds;
use crate::gate::tests::catalogue::{DIALECT, ITEMS};
use crate::gate::{After, Outcome, Uncertainty};
use crate::records::View;
use crate::schema::{Check, FieldValue, Locator, Value};
use crate::words::Language;

fn said(action: &str, field: &'static str, outcome: &Outcome) -> [String; 2] {
    let view = View {
        quota: None,
        language: Language::English,
        now: UnixSeconds(0),
        stamp: &|_| String::new(),
        label: &|_, _| None,
    };
    let action = ITEMS.action(action).expect("the sample has it");
    let check = Check::Differs {
        at: Locator::of_id("items", "item_1"),
        field: id(field),
        before: Value::Missing,
    };
    let about = About {
        dialect: &DIALECT,
        resource: Some(&ITEMS),
        action: Some(action),
        checks: &[check],
        is_keyed: action.id != "move",
        is_past: false,
        view: &view,
    };
    let explained = explain(outcome, &about);
    for language in Language::ALL {
        assert!(!explained.what.say(language).contains('{'));
        assert!(!explained.then.say(language).is_empty());
    }
    let words = [explained.what, explained.then];
    words.map(|words| words.say(Language::English).replace('\u{a0}', " "))
}

fn limit(text: &str) -> Value {
    let figures = Figures {
        limit: Amount::from_text(text),
        ..Figures::default()
    };
    Budget::Limited(figures).value()
}

fn field(field: &'static str, value: Value) -> After {
    After::Field {
        field: id(field),
        value,
    }
}

#[test]
fn what_happened_and_what_to_do() {
    let applied = |what: &str, reported_success| {
        let after = match what {
            "raised" => field("budget", limit("125.5")),
            "rotated" => field("masked", "sk-…1".to_owned().value()),
            "moved" => field("box", Value::Null),
            "gone" => After::Gone,
            "made" => After::Created(vec!["a".into(), "b".into()]),
            "signed in" => After::SignedIn("a".to_owned()),
            _ => After::ResponseOnly,
        };
        Outcome::Applied {
            after: vec![after],
            reported_success,
        }
    };
    check_table(
        r##"
        add | raised | done => Done, and verified: this is what the gateway holds now. / The limit is 125.50 USD now.
        add | raised | lost => The response was lost, but it was applied once. / The limit is 125.50 USD now. Do not send it again.
        rotate | rotated | lost => The response was lost, but it was applied once. / The value is sk-…1 now.
        move | moved | lost => It is so now, though no response shows that this request did it. / Box: no box. There is nothing more to send.
        add | gone | done => Done, and verified: this is what the gateway holds now. / It is no longer listed.
        add | made | done => Done, and verified: this is what the gateway holds now. / In the list: a, b.
        probe | nothing | done => Done: the gateway reported success. / Only the response says so: nothing can be read to verify it.
        add | | twice => It was applied twice, or somebody else did the same at the same time. / The limit is 150.00 USD now. Delete the one that is not needed.
        move | | not applied => The response was lost, and nothing changed. / It was not applied. You may send it again.
        move | | another attempt => Sent more than once: the entry of another attempt holds the result. / Open the other attempts below.
        add | | expired => The login was not completed in time: nothing was added. / Start another login.
        add | | cancelled => The login was cancelled here. / Its code or link stayed valid until it expired: if somebody used it, the list shows the account.
        add | signed in | done => Done, and verified: this is what the gateway holds now. / a was signed in again.
        move | | outdated => Not sent: State has changed since the review. / State: none. Review it again.
        move | | refused => The gateway refused: HTTP 404 / Nothing was changed.
        "##,
        |input| {
            let [action, what, end] = parts(input);
            let outcome = match end {
                "twice" => Outcome::AppliedTwice {
                    after: vec![field("budget", limit("150"))],
                },
                "not applied" => Outcome::NotApplied,
                "another attempt" => Outcome::InAnotherAttempt,
                "expired" => Outcome::Expired,
                "cancelled" => Outcome::Abandoned,
                "outdated" => Outcome::Outdated {
                    field: id("state"),
                    value: Value::Missing,
                },
                "refused" => Outcome::Refused {
                    error: ApiError::Refused(Refusal {
                        status: 404,
                        ..Refusal::default()
                    }),
                },
                end => applied(what, end == "done"),
            };
            said(action, "budget", &outcome).join(" / ")
        },
    );
}

#[test]
fn why_it_is_not_known() {
    let check = |uncertainty, then: &str| {
        let outcome = Outcome::Unknown {
            uncertainty,
            reported_success: false,
        };
        let [what, said] = said("add", "budget", &outcome);
        assert!(what.starts_with("No response shows"), "{what}");
        assert!(said.starts_with(then), "{said}");
    };
    let changed = |field: &'static str, value| Uncertainty::ChangedElsewhere {
        field: id(field),
        value,
    };
    check(
        changed("budget", limit("7")),
        "The limit is 7.00 USD now. That is neither",
    );
    check(
        changed("budget", Budget::Unlimited.value()),
        "It has no limit now. That is neither",
    );
    // A field that the dialect no longer has.
    check(changed("old", Value::Whole(7)), "old: 7. That is neither");
    check(
        Uncertainty::TooEarly,
        "It does not show yet, but may still be under way. It is verified again by itself until 35 s",
    );
    check(
        Uncertainty::ReadFailed(ApiError::Unreachable(Unreachable::Stopped)),
        "Verifying was stopped. The request itself was sent.",
    );
    check(
        Uncertainty::ReadFailed(ApiError::Unreachable(Unreachable::Network)),
        "Verifying failed: The gateway could not be reached. The request",
    );
    check(Uncertainty::Partly, "Only a part");
}

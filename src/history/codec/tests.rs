//! Whatever an entry holds is read back as it was, and anything else is not read.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::{read_entry, write_entry};
use crate::call::ApiError;
use crate::gate::{After, Outcome, Uncertainty};
use crate::history::Entry;
use crate::history::sample::raise;

fn text(entry: &Entry) -> String {
    write_entry(entry).to_string()
}

fn read(text: &str) -> Option<Entry> {
    let json: Json = serde_json::from_str(text).expect("JSON");
    read_entry(&json)
}

/// Every variant of every type that an entry may hold, as it has been written since the second schema.
#[test]
fn every_form_is_read_and_written_as_it_was() {
    let forms = include_str!("../../../tests/fixtures/journal-forms.txt");
    let mut seen = BTreeSet::new();
    for form in forms.lines() {
        let entry = read(form).unwrap_or_else(|| panic!("{form} is read"));
        assert_eq!(text(&entry), form);
        for step in &entry.steps {
            let restored = step.compensation.iter();
            let outcomes = restored.flat_map(|sent| &sent.outcome).chain(&step.outcome);
            outcomes.for_each(|outcome| variants(outcome, &mut seen));
        }
    }
    let missing: Vec<u8> = (0..VARIANTS).filter(|one| !seen.contains(one)).collect();
    assert!(missing.is_empty(), "no form has {missing:?}");
}

/// How many variants [`variants`] numbers.
const VARIANTS: u8 = 31;

/// Numbers what an outcome is made of: a variant that is new does not compile before it has a number,
/// and a form that holds it.
fn variants(outcome: &Outcome, seen: &mut BTreeSet<u8>) {
    let (number, after) = match outcome {
        Outcome::Applied { after, .. } => (0, after.as_slice()),
        Outcome::AppliedTwice { after } => (1, after.as_slice()),
        Outcome::Refused { .. } => (2, [].as_slice()),
        Outcome::NoChange => (3, [].as_slice()),
        Outcome::NotApplied => (4, [].as_slice()),
        Outcome::Unknown { uncertainty, .. } => {
            seen.insert(match uncertainty {
                Uncertainty::ChangedElsewhere { .. } => 8,
                Uncertainty::OnlyPercentages { .. } => 9,
                Uncertainty::NowUnlimited => 10,
                Uncertainty::NothingToCompare => 11,
                Uncertainty::Partly => 12,
                Uncertainty::NotFound => 13,
                Uncertainty::TooEarly => 14,
                Uncertainty::EarlierAttempt(_) => 15,
                Uncertainty::Overtaken => 16,
                Uncertainty::AccountNotKnown => 17,
                Uncertainty::ReadFailed(_) => 18,
            });
            (5, [].as_slice())
        }
        Outcome::NotSent => (6, [].as_slice()),
        Outcome::Outdated { .. } => (7, [].as_slice()),
        Outcome::InAnotherAttempt => (26, [].as_slice()),
        Outcome::Expired => (27, [].as_slice()),
        Outcome::Abandoned => (28, [].as_slice()),
    };
    seen.insert(number);
    seen.extend(after.iter().map(|after| match after {
        After::Field { .. } => 19,
        After::Replaced { .. } => 20,
        After::Created(_) => 21,
        After::CreatedTwice { .. } => 22,
        After::Gone => 23,
        After::Listed => 24,
        After::ResponseOnly => 25,
        After::SignedIn(_) => 29,
        After::ListedBesides(_) => 30,
    }));
}

#[test]
fn the_form_of_a_record() {
    let error = ApiError::Limited { retry_after: None };
    let outcome = Outcome::Unknown {
        uncertainty: Uncertainty::ReadFailed(error),
        reported_success: false,
    };
    let expect = concat!(
        r#"{"id":"entry-7","at":7,"profile":"p","gateway":"G","base":"/","account":[],"dialect":"sample","#,
        r#""resource":"things","action":"raise","subjects":[{"at":{"of":"things","id":"k","name":"CI","#,
        r#""cursor":null,"created_at":null},"input":{"amount":{"amount":{"text":"25.500000000","#,
        r#""value":"25.500000000","precision":"exact"}}}}],"#,
        r#""steps":[{"subject":0,"sent":{"method":"POST","target":"/t","headers":[],"body":"{}","curl":"curl"},"#,
        r#""checks":[{"check":"rises","at":{"of":"things","id":"k","name":null,"cursor":null,"created_at":null},"#,
        r#""field":"limit","before":{"budget":{"limited":{"#,
        r#""limit":{"text":"100","value":"100.000000000","precision":"exact"},"#,
        r#""used":null,"remaining":null,"used_percent":null,"remaining_percent":null}}},"#,
        r#""by":{"amount":{"text":"25.500000000","value":"25.500000000","precision":"exact"}}}],"#,
        r#""requires":"nothing","still":null,"compensation":null,"#,
        r#""outcome":{"outcome":"unknown","uncertainty":{"read_failed":{"limited":{"retry_after":null}}},"answered":false}}],"#,
        r#""undoes":null,"repeats":null,"read_at":null,"value_came":null}"#,
    );
    assert_eq!(text(&raise("/", "k", "25.5", 7, Some(outcome))), expect);
}

#[test]
fn a_damaged_field_is_never_guessed() {
    let whole = text(&raise("/", "k", "25.5", 7, Some(Outcome::NotSent)));
    let check = |from: &str, to: &str, reads: bool| {
        let text = whole.replacen(from, to, 1);
        assert_ne!(text, whole, "{from}");
        assert_eq!(read(&text).is_some(), reads, "{to}");
    };
    check(r#""cursor":null,"#, "", true);
    check(r#"}],"steps""#, r#","kept":"{}"}],"steps""#, true);
    check(r#"}],"steps""#, r#","kept":7}],"steps""#, false);
    check(r#""account":[]"#, r#""account":[1]"#, false);
    check(r#""account":[],"#, "", false);
    check(r#","undoes":null"#, "", true);
    check(r#""undoes":null"#, r#""undoes":1"#, false);
    check(r#","repeats":null"#, "", true);
    check(r#""repeats":null"#, r#""repeats":1"#, false);
    check(r#""read_at":null"#, r#""read_at":"7""#, false);
    check(r#""value_came":null"#, r#""value_came":1"#, false);
    let with_end = |end| format!(r#""value_came":null,"open_until":{end}"#);
    check(r#""value_came":null"#, &with_end("7"), true);
    check(r#""value_came":null"#, &with_end("\"7\""), false);
    check(r#""at":7"#, r#""later":1,"at":7"#, true);
    check(r#""at":7"#, r#""at":7.5"#, false);
    check(r#""at":7"#, r#""at":"7""#, false);
    check(r#""at":7"#, r#""at":9223372036854775808"#, false);
    check(r#""cursor":null"#, r#""cursor":1"#, false);
    check(r#""id":"k""#, r#""id":7"#, false);
    check(r#""id":"k""#, r#""id":{"number":"7"}"#, true);
    // An action that this version does not know is still an entry.
    check(r#""action":"raise""#, r#""action":"shake""#, true);
    check(r#""check":"rises""#, r#""check":"falls""#, false);
    check(r#""subject":0"#, r#""subject":1"#, false);
    check(r#""requires":"nothing""#, r#""requires":"much""#, false);
    check("not_sent", "sent", false);
    check(r#""exact""#, r#""guessed""#, false);
    check(
        "25.500000000\",\"precision",
        "25.5000000001\",\"precision",
        false,
    );
    check(r#"{"amount":{"text""#, r#"{"secret":{"text""#, false);
    check(r#""headers":[]"#, r#""headers":[["a"]]"#, false);
    check(r#""steps""#, r#""step""#, false);
}

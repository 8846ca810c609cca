//! Reviews in the made-up dialect, and the words for how one ends.

use pollster::block_on;
use proptest::prelude::*;

use super::catalogue::{CREATE, DIALECT, ITEMS, MOVE, SETTINGS, TURN_ON, TURN_ONE, to_box};
use super::plans;
use super::script::{Fate, Script};
use crate::domain::ids::id;
use crate::domain::time::UnixSeconds;
use crate::gate::{
    Ending, Intent, NotConfirmed, Outcome, Performed, Prepared, Review, Stop, perform, prepare,
    prepare_each,
};
use crate::schema::{Action, Document, FieldValue, Locator, Prior, Record, Resource};

/// The place of an item.
pub(super) fn item(id: &str) -> Locator {
    Locator::of_id("items", id)
}

/// A row with the form values for moving it into this box.
pub(super) fn moved(id_of_item: &str, id_of_box: &str) -> (Locator, Record) {
    let input = Record::default().with_value(id("to"), to_box(id_of_box));
    (item(id_of_item), input)
}

/// Prepares an action on these rows, while the gateway can be read.
pub(super) fn prepared(
    resource: &'static Resource,
    action: &'static Action,
    subjects: Vec<(Locator, Record)>,
    script: &Script,
) -> Result<Prepared, Stop> {
    prepared_as(resource, action, subjects, script, false)
}

/// The same; with `together` the rows belong together.
fn prepared_as(
    resource: &'static Resource,
    action: &'static Action,
    subjects: Vec<(Locator, Record)>,
    script: &Script,
    together: bool,
) -> Result<Prepared, Stop> {
    let subjects = subjects.into_iter();
    let intent = Intent {
        dialect: &DIALECT,
        resource,
        action,
        who: &Record::default(),
        subjects: subjects
            .map(|(at, input)| (at, Record::default(), input))
            .collect(),
        secrets: Vec::new(),
        prior: &|_, _| Prior::default(),
        now: UnixSeconds(1_000),
        fresh: "fresh".to_owned(),
    };
    script.is_preparing.set(true);
    let prepared = match together {
        true => block_on(prepare_each(&intent, script)),
        false => block_on(prepare(&intent, script)),
    };
    script.is_preparing.set(false);
    prepared
}

fn ready(
    resource: &'static Resource,
    action: &'static Action,
    subjects: Vec<(Locator, Record)>,
    script: &Script,
) -> Review {
    let ready = prepared(resource, action, subjects, script);
    ready.expect("nothing keeps it from the review").review
}

/// The review of moving so many items into the box.
pub(super) fn moves(count: u32, script: &Script) -> Review {
    let items = (1..=count).map(|number| moved(&format!("item_{number}"), "box_1"));
    ready(&ITEMS, &MOVE, items.collect(), script)
}

/// The same where the items belong together.
pub(super) fn moves_together(count: u32, script: &Script) -> Review {
    let items = (1..=count).map(|number| moved(&format!("item_{number}"), "box_1"));
    let ready = prepared_as(&ITEMS, &MOVE, items.collect(), script, true);
    ready.expect("nothing keeps it from the review").review
}

/// The review of making an item, which must be typed.
pub(super) fn create(script: &Script) -> Review {
    let at = Locator {
        name: Some("Fresh".to_owned()),
        ..item("")
    };
    ready(&ITEMS, &CREATE, vec![(at, Record::default())], script)
}

/// The review of turning the first item on, while it has its name.
pub(super) fn turns_one(script: &Script) -> Review {
    let subject = (item("item_1"), Record::default());
    ready(&ITEMS, &TURN_ONE, vec![subject], script)
}

/// The review of turning all items on, which is an action on the list.
pub(super) fn turns_on(script: &Script) -> Review {
    ready(
        &ITEMS,
        &TURN_ON,
        vec![(item(""), Record::default())],
        script,
    )
}

/// The review of trying so many items out.
pub(super) fn probes(count: u32, script: &Script) -> Review {
    let items = (1..=count).map(|number| item(&format!("item_{number}")));
    let subjects = items.map(|at| (at, Record::default())).collect();
    ready(&ITEMS, &plans::PROBE, subjects, script)
}

/// The review of renewing the first item.
pub(super) fn renews(script: &Script) -> Review {
    let subject = (item("item_1"), Record::default());
    ready(&ITEMS, &plans::RENEW, vec![subject], script)
}

/// The review of trying the first item.
pub(super) fn tries(script: &Script) -> Review {
    let subject = (item("item_1"), Record::default());
    ready(&ITEMS, &plans::TRY, vec![subject], script)
}

/// The review of saving a text in the settings.
pub(super) fn save(text: &str, script: &Script) -> Review {
    let text = Document(text.to_owned()).value();
    let input = Record::default().with_value(id("text"), text);
    let subjects = vec![(Locator::of_id("settings", "all"), input)];
    ready(&SETTINGS, &plans::SAVE, subjects, script)
}

pub(super) fn send(review: Review, script: &Script) -> Performed {
    match review.confirm("Fresh", 0) {
        Ok(confirmed) => block_on(perform(confirmed, script, &|_, _| {}, &async |_, _| true)),
        Err(NotConfirmed::TooOld) => panic!("it is not old"),
        Err(NotConfirmed::NotTyped(review)) => panic!("{:?}", review.confirmation()),
    }
}

pub(super) fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Applied {
            reported_success: false,
            ..
        } => "applied, response lost",
        Outcome::Outdated { .. } => "outdated",
        Outcome::InAnotherAttempt => "in another attempt",
        outcome => Ending::of(Some(outcome)).word(),
    }
}

pub(super) fn words(performed: &Performed) -> Vec<&'static str> {
    performed.outcomes.iter().map(word).collect()
}

pub(super) fn any_fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        Just(Fate::Fine),
        Just(Fate::LostAfter),
        Just(Fate::TwiceAndLost),
        Just(Fate::LostBefore),
        Just(Fate::Silent),
        Just(Fate::Pretends),
        Just(Fate::Garbles),
        Just(Fate::RefusesInside),
        Just(Fate::DoneAndRefusesInside),
        (200_u16..600).prop_map(Fate::Status),
    ]
}

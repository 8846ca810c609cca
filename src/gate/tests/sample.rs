//! The writes of the made-up dialect, a review for each, and the words for how one ends.

use pollster::block_on;
use proptest::prelude::*;

use super::actions::{self, AMOUNT, reference};
use super::catalogue::{BOXES, DIALECT, ITEMS, OWN_BOX, SETTINGS};
use super::plans;
use super::script::{self, Fate, Script};
use crate::domain::ids::id;
use crate::domain::money::{Amount, Usd};
use crate::domain::time::UnixSeconds;
use crate::gate::{
    Ending, NotConfirmed, Outcome, Performed, Prepared, Review, Stop, Wish, perform, prepare,
};
use crate::schema::{Action, Document, Known, Locator, Prior, Record, Resource, Value};

/// The writes of one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Add,
    Create,
    CreateMine,
    Rotate,
    Delete,
    Assign,
    Remove,
    CreateBox,
    DeleteBox,
    SetOwner,
    RemoveOwner,
}

pub(super) const ALL: [What; 11] = [
    What::Add,
    What::Create,
    What::CreateMine,
    What::Rotate,
    What::Delete,
    What::Assign,
    What::Remove,
    What::CreateBox,
    What::DeleteBox,
    What::SetOwner,
    What::RemoveOwner,
];

impl What {
    /// What is enough wherever something must be typed.
    pub(super) const fn typed(self) -> &'static str {
        match self {
            Self::Add => "25",
            Self::Create | Self::CreateMine | Self::CreateBox => "Fresh",
            Self::DeleteBox => "Team",
            _ => "CI",
        }
    }

    /// Whether applying it twice shows: it makes or adds something each time.
    pub(super) const fn adds_up(self) -> bool {
        matches!(
            self,
            Self::Add | Self::Create | Self::CreateMine | Self::CreateBox
        )
    }

    /// The gateway that it starts from.
    pub(super) fn script(self, fate: Fate) -> Script {
        let script = Script::new(fate);
        if self == Self::Remove {
            script.held.borrow_mut().members.push(1);
        }
        script
    }

    const fn action(self) -> (&'static Resource, &'static Action) {
        match self {
            Self::Add => (&ITEMS, &actions::ADD),
            Self::Create => (&ITEMS, &actions::CREATE),
            Self::CreateMine => (&ITEMS, &actions::CREATE_MINE),
            Self::Rotate => (&ITEMS, &actions::ROTATE),
            Self::Delete => (&ITEMS, &actions::DELETE),
            Self::Assign | Self::Remove => (&ITEMS, &actions::MOVE),
            Self::CreateBox => (&BOXES, &actions::CREATE_BOX),
            Self::DeleteBox => (&BOXES, &actions::DELETE_BOX),
            Self::SetOwner | Self::RemoveOwner => (&BOXES, &actions::SET_OWNER),
        }
    }

    fn at(self) -> Locator {
        match self {
            Self::Create | Self::CreateMine => new("items"),
            Self::CreateBox => new("boxes"),
            Self::DeleteBox | Self::SetOwner | Self::RemoveOwner => {
                Locator::of_id("boxes", "box_1")
            }
            _ => Locator::of_id("items", "item_1"),
        }
    }

    fn input(self) -> Record {
        match self {
            Self::Add => amount("25"),
            Self::Assign => to("box_1"),
            Self::Remove => Record::default().with_value(id("to"), Value::Null),
            Self::SetOwner => {
                Record::default().with_value(id("owner"), reference("people", "user_2"))
            }
            Self::RemoveOwner => Record::default().with_value(id("owner"), Value::Null),
            _ => Record::default(),
        }
    }
}

/// The place of something called Fresh that is to be made.
pub(super) fn new(of: &'static str) -> Locator {
    Locator {
        name: Some("Fresh".to_owned()),
        ..Locator::of_id(of, "")
    }
}

pub(super) fn amount(text: &str) -> Record {
    let value = Usd::from_operator(text).expect("an amount");
    Record::default().with(&AMOUNT, Amount::computed(value))
}

pub(super) fn to(id_of_box: &str) -> Record {
    Record::default().with_value(id("to"), reference("boxes", id_of_box))
}

/// A wish for these rows.
pub(super) fn wish<'a>(
    resource: &'static Resource,
    action: &'static Action,
    who: &'a Record,
    subjects: Vec<(Locator, Record)>,
    prior: &'a dyn Fn(&Locator, &Record) -> Prior,
) -> Wish<'a> {
    let subjects = subjects.into_iter();
    Wish {
        dialect: &DIALECT,
        resource,
        action,
        who,
        subjects: subjects
            .map(|(at, input)| (at, Record::default(), input))
            .collect(),
        secrets: Vec::new(),
        prior,
        now: UnixSeconds(1_000),
        fresh: "fresh".to_owned(),
    }
}

/// Prepares a wish while the gateway can be read.
pub(super) fn prepared(wish: &Wish, script: &Script) -> Result<Prepared, Stop> {
    script.is_preparing.set(true);
    let prepared = block_on(prepare(wish, script));
    script.is_preparing.set(false);
    script.reads.set(0);
    prepared
}

pub(super) fn ready(
    resource: &'static Resource,
    action: &'static Action,
    subjects: Vec<(Locator, Record)>,
    prior: Prior,
    script: &Script,
) -> Review {
    let who = match action.id {
        "create-mine" => Record::default().with(&OWN_BOX, "box_1".to_owned()),
        _ => Record::default(),
    };
    let prior = |_: &Locator, _: &Record| prior.clone();
    let wish = wish(resource, action, &who, subjects, &prior);
    let ready = prepared(&wish, script).map(|prepared| prepared.review);
    ready.expect("nothing keeps it from the review")
}

pub(super) fn review_with(what: What, prior: Prior, script: &Script) -> Review {
    let (resource, action) = what.action();
    let subjects = vec![(what.at(), what.input())];
    ready(resource, action, subjects, prior, script)
}

pub(super) fn review(what: What, script: &Script) -> Review {
    review_with(what, Prior::default(), script)
}

/// The review of a write whose first attempt may have been applied, and may not.
pub(super) fn uncertain(what: What) -> Review {
    let script = what.script(Fate::Silent);
    let performed = send(review(what, &script), what.typed(), &script);
    performed.again().expect("it may be repeated")
}

/// The review of moving so many items into the box.
pub(super) fn moves(count: u32, script: &Script) -> Review {
    let items = (1..=count.min(script::ITEMS)).map(|number| {
        let at = Locator::of_id("items", &*format!("item_{number}"));
        (at, to("box_1"))
    });
    ready(
        &ITEMS,
        &actions::MOVE,
        items.collect(),
        Prior::default(),
        script,
    )
}

/// The review of trying so many items out.
pub(super) fn probes(count: u32, script: &Script) -> Review {
    let items = (1..=count).map(|number| Locator::of_id("items", &*format!("item_{number}")));
    let subjects = items.map(|at| (at, Record::default())).collect();
    ready(&ITEMS, &plans::PROBE, subjects, Prior::default(), script)
}

/// The review of trying the first item out.
pub(super) fn probe(script: &Script) -> Review {
    probes(1, script)
}

/// The review of saving a text in the settings.
pub(super) fn save(text: &str, script: &Script) -> Review {
    let text = Document(text.to_owned()).value();
    let input = Record::default().with_value(id("text"), text);
    let subjects = vec![(Locator::of_id("settings", "all"), input)];
    ready(&SETTINGS, &plans::SAVE, subjects, Prior::default(), script)
}

pub(super) fn send(review: Review, typed: &str, script: &Script) -> Performed {
    match review.confirm(typed, 0) {
        Ok(confirmed) => block_on(perform(confirmed, script, &|_, _| {})),
        Err(NotConfirmed::TooOld) => panic!("it is not old"),
        Err(NotConfirmed::NotTyped(review)) => panic!("{:?}", review.confirmation()),
    }
}

pub(super) fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Applied {
            answered: false, ..
        } => "applied, response lost",
        Outcome::Outdated { .. } => "outdated",
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
        (200_u16..600).prop_map(Fate::Status),
    ]
}

//! An action to be taken: the action, the rows as the screen showed them, and preset form values.

use std::sync::Arc;

use crate::domain::ids::id;
use crate::records::Row;
use crate::schema::{
    Action, Baseline, Context, EXPORTED, EXPORTED_ROWS, Input, Locator, Prior, Record, Resource,
    Str, Value,
};
use crate::session::Session;
use crate::words::Text;

/// An action to be taken, with the rows as the screen showed them.
#[derive(Clone)]
pub struct Doing {
    /// The resource of the rows.
    pub resource: &'static Resource,
    /// The action.
    pub action: &'static Action,
    /// The rows; none if the action creates one or is applied to a whole list.
    pub rows: Vec<(Locator, Arc<Row>)>,
    /// Form values that are preset by the screen from which the form is opened.
    pub preset: Record,
    /// The only input that is asked for, where the screen edits one value.
    pub only: Option<Str>,
}

impl PartialEq for Doing {
    fn eq(&self, other: &Self) -> bool {
        self.action.id == other.action.id
            && self.rows == other.rows
            && self.preset == other.preset
            && self.only == other.only
    }
}

impl Doing {
    /// Makes an action on one row.
    #[must_use]
    pub fn on(
        resource: &'static Resource,
        action: &'static Action,
        at: Locator,
        row: Arc<Row>,
    ) -> Self {
        Self {
            resource,
            action,
            rows: vec![(at, row)],
            preset: Record::default(),
            only: None,
        }
    }

    /// Makes an action that creates a row, or is applied to a whole list.
    #[must_use]
    pub fn new(resource: &'static Resource, action: &'static Action) -> Self {
        Self {
            resource,
            action,
            rows: Vec::new(),
            preset: Record::default(),
            only: None,
        }
    }

    /// Makes an action on one row that asks for one input alone.
    #[must_use]
    pub fn of_input(self, input: Str) -> Self {
        Self {
            only: Some(input),
            ..self
        }
    }

    /// Returns whether the form asks for an input.
    #[must_use]
    pub fn asks(&self, input: &Input) -> bool {
        let mut preset = self.preset.values().iter();
        self.only.is_none_or(|only| only == input.id) && !preset.any(|(known, _)| known == input.id)
    }

    /// Returns each row as it was shown, with the form values.
    pub(super) fn subjects(
        &self,
        session: Session,
        input: &Record,
    ) -> Vec<(Locator, Record, Record)> {
        if !self.action.on.is_of_rows() {
            let at = Locator::of_id(self.resource.id, "");
            return vec![(at, exported(session, self.resource), input.clone())];
        }
        let subject =
            |(at, row): &(Locator, Arc<Row>)| (at.clone(), row.record.clone(), input.clone());
        self.rows.iter().map(subject).collect()
    }

    /// Returns why the action is not available, judged by the row as it was shown.
    #[must_use]
    pub fn why_not(&self, session: Session) -> Option<Text> {
        let input = self.preset.clone();
        let why = with_context(session, self, &input, |context| {
            self.action.refuses(context)
        });
        why.map(|why| why.words)
    }
}

/// Evaluates a rule on the rows as shown, before anything is read.
pub(super) fn with_context<T>(
    session: Session,
    doing: &Doing,
    input: &Record,
    rule: impl FnOnce(&Context<'_>) -> T,
) -> T {
    let nothing = Record::default();
    let exported = match doing.action.on.is_of_rows() {
        true => Record::default(),
        false => exported(session, doing.resource),
    };
    let at = Locator::of_id(doing.resource.id, "");
    let (at, row, shown) = match doing.rows.first() {
        Some((at, row)) => (at, &row.record, &row.record),
        None => (&at, &nothing, &exported),
    };
    rule(&Context {
        at,
        who: &session.who(),
        row,
        shown,
        input,
        secrets: &[],
        now: session.now_seconds(),
        seen: &[],
        baseline: &Baseline::default(),
        prior: &Prior::default(),
        fresh: "",
    })
}

/// Returns up to when the operator exported every row of a list in this sitting.
fn exported(session: Session, resource: &Resource) -> Record {
    match session.exported(resource) {
        Some((until, rows)) => Record::default()
            .with(&EXPORTED, until)
            .with(&EXPORTED_ROWS, i64::try_from(rows).unwrap_or(i64::MAX)),
        None => Record::default(),
    }
}

/// Makes a preset form value.
#[must_use]
pub fn preset(name: &'static str, value: Value) -> Record {
    Record::default().with_value(id(name), value)
}

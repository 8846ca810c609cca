//! A sample of an action: what its rules are told, and what they make of it. For tests only.

mod checks;

use crate::domain::budget::{Budget, Figures};
use crate::domain::ids::id;
use crate::domain::money::Amount;
use crate::domain::time::UnixSeconds;
use crate::schema::{
    Action, Baseline, Context, Field, Hidden, Known, Locator, Prior, Record, Ref, Resource,
    SecretShape, Seen, Step, Str, Target, Value, WhyNot,
};

use super::ONE_KEY_LLM;
use super::who::ROLE;

/// The moment of every sample.
pub const NOW: UnixSeconds = UnixSeconds(1_000_000);

/// An action with everything that its rules may look at.
pub struct Sample {
    action: &'static Action,
    resource: &'static Resource,
    at: Locator,
    who: Record,
    row: Record,
    shown: Option<Record>,
    input: Record,
    secrets: Vec<(Str, SecretShape)>,
    seen: Vec<Seen>,
    baseline: Baseline,
    beside: Vec<Self>,
}

impl Sample {
    /// Makes a sample on the row `row/1` called “Row 1”, by an operator of the organization.
    pub fn new(action: &'static Action) -> Self {
        let (resource, _) = ONE_KEY_LLM.action(action.id).expect("it is registered");
        Self {
            action,
            resource,
            at: Locator {
                name: Some("Row 1".into()),
                ..Locator::of_id(resource.id, "row/1")
            },
            who: Record::default().with(&ROLE, "organization".into()),
            row: Record::default(),
            shown: None,
            input: Record::default(),
            secrets: Vec::new(),
            seen: Vec::new(),
            baseline: Baseline::default(),
            beside: Vec::new(),
        }
    }

    /// Says who is signed in: an operator of one pool.
    pub fn limited(self) -> Self {
        self.who(&ROLE, "pool".into())
    }

    /// Says something of who is signed in.
    pub fn who<T: Known>(mut self, field: &Field<T>, value: T) -> Self {
        self.who = self.who.with(field, value);
        self
    }

    /// Sets a field of the row.
    pub fn holds<T: Known>(mut self, field: &Field<T>, value: T) -> Self {
        assert!(self.resource.field(field.id).is_some(), "{}", field.id);
        self.row = self.row.with(field, value);
        self
    }

    /// Takes a field out of the row.
    pub fn lacks(mut self, field: Str) -> Self {
        self.row.set(id(field), Value::Missing);
        self
    }

    /// Lets the operator have seen a row without this field.
    pub fn shown_without(mut self, field: Str) -> Self {
        let shown = self.row.clone().with_value(id(field), Value::Missing);
        self.shown = Some(shown);
        self
    }

    /// Lets the operator have seen a row with this value.
    pub fn shown_with<T: Known>(mut self, field: &Field<T>, value: T) -> Self {
        self.shown = Some(self.row.clone().with(field, value));
        self
    }

    /// Tells the form something.
    pub fn told<T: Known>(mut self, field: &Field<T>, value: T) -> Self {
        self.input = self.input.with(field, value);
        self.input_is_asked(field.id)
    }

    /// Tells the form an explicit nothing.
    pub fn nothing_told<T>(mut self, field: &Field<T>) -> Self {
        self.input.set(id(field.id), Value::Null);
        self.input_is_asked(field.id)
    }

    fn input_is_asked(self, field: Str) -> Self {
        let asked = self.action.inputs.iter().any(|input| input.id == field);
        assert!(asked, "{field}");
        self
    }

    /// Takes an input back.
    pub fn without(mut self, field: Str) -> Self {
        self.input.set(id(field), Value::Missing);
        self
    }

    /// Tells the form a secret.
    pub fn secret(mut self, field: &Field<Hidden>) -> Self {
        let shape = SecretShape {
            blank: false,
            lines: 1,
            parts: 1,
        };
        self.secrets.push((field.id, shape));
        self.input_is_asked(field.id)
    }

    /// Takes all secrets back.
    pub fn without_secrets(mut self) -> Self {
        self.secrets.clear();
        self
    }

    /// Lets rows have been read.
    pub fn seen(mut self, of: Str, rows: &[Record], whole: bool) -> Self {
        // The list that something is made in is read anyway.
        let is_own = self.action.on == Target::New && self.resource.id == of;
        let looked_up = self.action.lookups.iter().any(|lookup| lookup.of == of);
        assert!(is_own || looked_up, "{of}");
        let rows = rows.to_vec();
        self.seen.push(Seen { of, rows, whole });
        self
    }

    /// Adds another row to the action.
    pub fn beside(mut self, other: Self) -> Self {
        self.beside.push(other);
        self
    }

    /// Makes a row of these values.
    pub fn record(values: &[(Str, Value)]) -> Record {
        Record::new(
            values
                .iter()
                .map(|(name, value)| (id(name), value.clone()))
                .collect(),
        )
    }

    /// Makes a text.
    pub fn words(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    /// Makes an amount.
    pub fn usd(text: &str) -> Amount {
        Amount::from_text(text).expect("an amount")
    }

    /// Makes a budget of which nothing is spent.
    pub fn budget(limit: &str) -> Budget {
        Budget::Limited(Figures {
            limit: Amount::from_text(limit),
            ..Figures::default()
        })
    }

    /// Makes a reference; without a name where that is empty.
    pub fn reference(of: Str, to: &str, name: &str) -> Ref {
        Ref {
            of: id(of),
            id: Some(to.into()),
            name: Some(name.to_owned()).filter(|name| !name.is_empty()),
        }
    }

    fn with_context<T>(&self, judge: impl FnOnce(&Context) -> T) -> T {
        judge(&Context {
            at: &self.at,
            who: &self.who,
            row: &self.row,
            shown: self.shown.as_ref().unwrap_or(&self.row),
            input: &self.input,
            secrets: &self.secrets,
            now: NOW,
            seen: &self.seen,
            baseline: &self.baseline,
            prior: &Prior::default(),
            fresh: "fresh",
        })
    }

    fn plan(&self) -> Result<Vec<Step>, WhyNot> {
        let action = self.action;
        self.with_context(|context| match (action.why_not)(context) {
            Some(why) => Err(why),
            None => (action.plan)(context),
        })
    }
}

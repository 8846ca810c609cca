//! The texts of an action with their slots filled: the sentence at the top of the review, the label
//! of its button, and its findings.

use super::{Plan, Subject};
use crate::domain::ids::SpelledId;
use crate::records::{View, exact, exact_in};
use crate::schema::{Action, Check, Control, Finding, Input, Resource, Summary, Value};
use crate::text;
use crate::words::{Say, Text, isolated, shortened, visible};

/// The value of a slot if the rows differ, or nothing is known.
const UNKNOWN: &str = "–";

/// Fills the slots of an action's texts for the rows it is applied to. Slots: `{name}`, `{id}`,
/// `{n}`, an input's id, `{input.id}` for the id of a reference, and `{was.field}` for a value
/// before the change.
pub struct Wording<'a> {
    resource: &'a Resource,
    action: &'a Action,
    subjects: Vec<&'a Subject>,
    summary: Summary<'a>,
}

/// Returns the form values and checks that the texts are built from; each check comes with the
/// index of its row.
fn summary<'a>(
    subjects: &[(usize, &'a Subject)],
    checks: impl IntoIterator<Item = (usize, &'a Check)>,
) -> Summary<'a> {
    let mut first: Vec<Option<&Check>> = vec![None; subjects.len()];
    for (place, check) in checks {
        let at = subjects.iter().position(|(known, _)| *known == place);
        if let Some(slot) = at.and_then(|at| first.get_mut(at)) {
            slot.get_or_insert(check);
        }
    }
    Summary {
        inputs: subjects.iter().map(|(_, subject)| &subject.input).collect(),
        checks: first.into_iter().flatten().collect(),
    }
}

impl<'a> Wording<'a> {
    /// Describes an action on these rows; each check comes with the index of its row.
    #[must_use]
    pub fn new(
        resource: &'a Resource,
        action: &'a Action,
        subjects: &'a [Subject],
        checks: impl IntoIterator<Item = (usize, &'a Check)>,
    ) -> Self {
        let all = subjects.iter().enumerate().collect();
        Self::some(resource, action, all, checks)
    }

    /// Describes an action on some of the rows, each with its index among all rows.
    pub fn some(
        resource: &'a Resource,
        action: &'a Action,
        subjects: Vec<(usize, &'a Subject)>,
        checks: impl IntoIterator<Item = (usize, &'a Check)>,
    ) -> Self {
        Self {
            resource,
            action,
            summary: summary(&subjects, checks),
            subjects: subjects.into_iter().map(|(_, subject)| subject).collect(),
        }
    }

    /// Describes a plan.
    #[must_use]
    pub fn of(plan: &'a Plan) -> Self {
        Self::new(
            plan.resource(),
            plan.action(),
            plan.subjects(),
            plan.first_checks(),
        )
    }

    /// Returns the form values and checks that the texts are built from.
    #[must_use]
    pub const fn summary(&self) -> &Summary<'a> {
        &self.summary
    }

    /// Returns the sentence that describes the change.
    #[must_use]
    pub fn sentence(&self, view: &View) -> String {
        self.phrase((self.action.sentence)(&self.summary), view)
    }

    /// Returns the label of the button that sends it.
    #[must_use]
    pub fn verb(&self, view: &View) -> String {
        self.phrase((self.action.verb)(&self.summary), view)
    }

    /// Returns a text of the action with its slots filled.
    #[must_use]
    pub fn phrase(&self, text: Text, view: &View) -> String {
        text.fill(view.language, &|slot| {
            isolated(visible(&self.slot(slot, view))).into_owned()
        })
    }

    fn slot(&self, slot: &str, view: &View) -> String {
        let of_rows = |word: &dyn Fn(&'a Subject) -> &'a str| {
            let words: Vec<_> = self
                .subjects
                .iter()
                .copied()
                .map(word)
                .map(shortened)
                .collect();
            view.language.join(&words)
        };
        match slot {
            "n" => self.summary.count().to_string(),
            "name" => of_rows(&|subject| subject.at.label()),
            "id" => of_rows(&|subject| subject.at.id.as_str()),
            _ => {
                if let Some(field) = slot.strip_prefix("was.") {
                    self.before(field, view)
                } else if let Some(input) = slot.strip_suffix(".id") {
                    self.reference(input)
                } else {
                    self.input(slot, view)
                }
            }
        }
    }

    fn before(&self, field: &str, view: &View) -> String {
        match (self.summary.before(field), self.resource.field(field)) {
            (None, _) => UNKNOWN.to_owned(),
            (Some(Value::Missing), Some(spec)) => exact_in(spec, &Value::Null, view),
            (Some(before), Some(spec)) => exact_in(spec, before, view),
            (Some(before), None) => exact(before, view),
        }
    }

    fn reference(&self, input: &str) -> String {
        let id = match self.summary.same(input) {
            Some(Value::Ref(reference)) => reference.id.as_ref().map(SpelledId::as_str),
            _ => None,
        };
        id.unwrap_or(UNKNOWN).to_owned()
    }

    fn input(&self, input: &str, view: &View) -> String {
        let Some(value) = self.summary.same(input) else {
            return UNKNOWN.to_owned();
        };
        let spec = self.action.inputs.iter().find(|spec| spec.id == input);
        if let Some(words) = spec.and_then(|spec| words_of(spec, value)) {
            return words.say(view.language).to_owned();
        }
        let value = if value.is_present() {
            value
        } else {
            &Value::Null
        };
        match self.resource.field(input) {
            Some(spec) => exact_in(spec, value, view),
            None => exact(value, view),
        }
    }
}

/// Returns an input's own words for a value: for none, and for a choice.
fn words_of(input: &Input, value: &Value) -> Option<Text> {
    match (input.control, value) {
        (Control::Pick { none, .. }, Value::Null | Value::Missing) => none,
        (Control::Radio(choices) | Control::Select(choices), Value::Text(word)) => {
            let chosen = choices.iter().find(|(known, _)| known == word);
            chosen.map(|(_, words)| *words)
        }
        _ => None,
    }
}

/// Returns the words of a finding with its slots filled.
#[must_use]
pub fn say_finding(finding: &Finding, view: &View) -> String {
    const OF: Text = text!("{of}: {words}" / "{of}：{words}");
    let words = finding.words.fill(view.language, &|slot| {
        let found = finding.slots.iter().find(|(known, _)| *known == slot);
        found.map_or_else(|| UNKNOWN.to_owned(), |(_, value)| exact(value, view))
    });
    match &finding.of {
        None => words,
        Some(of) => OF.fill(view.language, &|slot| match slot {
            "of" => shortened(of).into_owned(),
            _ => words.clone(),
        }),
    }
}

#[cfg(test)]
mod tests;

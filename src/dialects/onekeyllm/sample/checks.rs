//! What a test expects of a sample: bytes, refusals, notes, confirmations and words.

use super::{ONE_KEY_LLM, Sample};
use crate::call::{Body, Hole};
use crate::domain::ids::SpelledId;
use crate::schema::{Check, Confirm, Known, Ref, Step, Target, Told, Value};
use crate::words::{Language, Text};

impl Sample {
    /// Checks what is sent and how it is verified: `POST /path {body} keyed; budget rises`.
    pub fn sends(&self, expect: &str) {
        let steps = self.plan();
        let steps =
            steps.unwrap_or_else(|why| panic!("{}: {}", self.action.id, english(why.words)));
        let drawn: Vec<String> = steps.iter().map(|step| self.draw(step)).collect();
        assert_eq!(drawn.join("\n"), expect);
    }

    /// Checks why nothing is sent, by how the reason begins.
    pub fn refuses(&self, expect: &str) {
        let why = self.plan().err().map(|why| english(why.words));
        let begins = why.as_ref().is_some_and(|why| why.starts_with(expect));
        assert!(begins, "{}: {why:?}", self.action.id);
    }

    /// Checks what the form and the review say, each by how it begins.
    pub fn notes(&self, expect: &[&str]) {
        let findings = self.with_context(self.action.notes);
        let said: Vec<String> = findings
            .iter()
            .map(|finding| {
                let slot = |name: &str| {
                    let found = finding.slots.iter().find(|(slot, _)| *slot == name);
                    shown(&found.expect("every slot is filled").1)
                };
                finding.words.fill(Language::English, &slot)
            })
            .collect();
        let begins = said.len() == expect.len()
            && said
                .iter()
                .zip(expect)
                .all(|(said, expect)| said.starts_with(expect));
        assert!(begins, "{said:#?}");
    }

    /// Checks why a name is typed, by how the reason begins; empty where none is.
    pub fn confirms(&self, expect: &str) {
        let why = match self.action.confirm {
            Confirm::Review | Confirm::RuleOfTen { .. } => None,
            Confirm::TypeName(why) => Some(why),
            Confirm::TypeNameIf(rule) => self.with_context(rule),
        };
        match why.map(english) {
            None => assert_eq!(expect, ""),
            Some(why) => assert!(!expect.is_empty() && why.starts_with(expect), "{why}"),
        }
    }

    /// Checks the sentence of the review and the words of its button.
    pub fn says(&self, sentence: &str, verb: &str) {
        let all: Vec<&Self> = std::iter::once(self).chain(&self.beside).collect();
        let plans: Vec<Vec<Step>> = all.iter().filter_map(|one| one.plan().ok()).collect();
        let told = Told {
            inputs: all.iter().map(|one| &one.input).collect(),
            checks: plans.iter().map(|steps| &steps[0].checks[0]).collect(),
        };
        let fill = |text: Text| {
            text.fill(Language::English, &|slot| {
                self.slot(&told, slot)
                    .unwrap_or_else(|| panic!("{slot} is not filled"))
            })
        };
        assert_eq!(fill((self.action.sentence)(&told)), sentence);
        assert_eq!(fill((self.action.verb)(&told)), verb);
    }

    fn slot(&self, told: &Told, slot: &str) -> Option<String> {
        if let Some(field) = slot.strip_prefix("was.") {
            return told.before(field).map(shown);
        }
        if let Some(input) = slot.strip_suffix(".id") {
            let to = Ref::read(told.same(input)?)?;
            return to.id.as_ref().map(SpelledId::to_string);
        }
        match (slot, self.action.on) {
            ("n", _) => Some(told.count().to_string()),
            ("id", Target::Row | Target::Rows { .. }) => Some(self.at.id.to_string()),
            ("name", Target::Row | Target::Rows { .. }) => self.at.name.clone(),
            (input, _) => told.same(input).map(shown),
        }
    }

    fn draw(&self, step: &Step) -> String {
        let request = step
            .write
            .drawn(ONE_KEY_LLM.credential, step.patience_seconds);
        let request = request.expect("an address");
        let body = request.body.as_ref().map(|body| {
            self.holes_are_asked(body);
            format!(" {}", body.drawn())
        });
        let key = request.idempotency_key.as_deref().map(|key| {
            assert_eq!(key, "fresh");
            " keyed"
        });
        let checks: Vec<String> = step.checks.iter().map(check).collect();
        format!(
            "{} {}{}{}; {}",
            request.method.word(),
            request.target,
            body.unwrap_or_default(),
            key.unwrap_or_default(),
            checks.join(", ")
        )
    }

    fn holes_are_asked(&self, body: &Body) {
        let Body::Object(fields) = body else { return };
        for (_, value) in fields {
            if let Body::Hole(Hole::Secret(name)) = value {
                assert!(
                    self.secrets.iter().any(|(secret, _)| secret == name),
                    "{name}"
                );
            }
        }
    }
}

fn check(check: &Check) -> String {
    if let (Some(at), Some((field, _))) = (check.at(), check.field()) {
        let resource = ONE_KEY_LLM.resource(&at.of).expect("a check's list");
        assert!(resource.field(field).is_some(), "{} has no {field}", at.of);
    }
    match check {
        Check::Becomes { field, to, .. } => format!("{field} becomes {}", becomes(to)),
        Check::Rises { field, .. } => format!("{field} rises"),
        Check::Differs { field, before, .. } => format!("{field} differs from {before:?}"),
        Check::Goes { at } => format!("{} goes from {}", at.id, at.of),
        Check::Appears { of, name, .. } => format!("{name} appears in {of}"),
        Check::Answered => "the response tells".to_owned(),
        other => format!("{other:?}"),
    }
}

fn becomes(to: &Value) -> String {
    match to {
        Value::Ref(to) => to
            .id
            .as_ref()
            .map_or_else(String::new, SpelledId::to_string),
        Value::Null => "nothing".to_owned(),
        other => shown(other),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Truth(truth) => truth.to_string(),
        Value::Whole(number) => number.to_string(),
        Value::Amount(amount) => format!("{} USD", amount.value.exact()),
        Value::Time(at) => at.wall_clock(0),
        Value::Ref(to) => to.label().to_owned(),
        other => panic!("{other:?} is not said"),
    }
}

fn english(text: Text) -> String {
    text.fill(Language::English, &|slot| format!("‹{slot}›"))
}

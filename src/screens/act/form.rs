//! The state of a form: the text of each input, and its error. Nothing typed is lost, and a secret
//! never becomes a value.

use std::rc::Rc;

use crate::reactive::*;

use crate::call::Secret;
use crate::domain::ids::id;
use crate::domain::time::UnixSeconds;
use crate::records;
use crate::schema::{Action, Control, Input, Record, Ref, SecretShape, Str, Value};
use crate::session::SecretInputs;
use crate::ui::language::use_language;
use crate::words::{Say, Text};

/// A picker's word for "none".
pub const NONE: &str = "";
/// A picker's word for a typed id.
pub const TYPED: &str = "typed:";
/// A picker's word while nothing is chosen.
pub const UNCHOSEN: &str = "unchosen:";

/// An input with its current state.
#[derive(Clone, Copy)]
pub struct InputState {
    /// The input.
    pub input: &'static Input,
    /// The text, or the chosen word. For a picker: `id:…`, or one of the words above.
    pub text: RwSignal<String>,
    /// The typed id of a picker.
    pub typed: RwSignal<String>,
    /// The search text of a picker.
    pub search: RwSignal<String>,
    /// The name of the chosen row.
    pub name: RwSignal<Option<String>>,
    /// Whether it held something when the form opened.
    was_filled: bool,
}

/// An error of an input, valid while the input keeps the value that it had then.
struct Problem {
    of: Str,
    held: String,
    words: Text,
}

/// A form. Copies refer to the same form.
#[derive(Clone, Copy)]
pub struct Form {
    inputs: StoredValue<Vec<InputState>>,
    problems: RwSignal<Vec<Problem>>,
    /// Values that are not asked for, because the screen preset them.
    preset: StoredValue<Record>,
}

impl Form {
    /// Makes the form of an action. `initial` returns the initial value of each input.
    #[must_use]
    pub fn new(action: &'static Action, preset: Record, initial: impl Fn(&Input) -> Value) -> Self {
        let asks = |input: &&'static Input| !is_preset(&preset, input);
        let inputs = action.inputs.iter().filter(asks).map(|input| {
            let value = initial(input);
            let name = match &value {
                Value::Ref(reference) => reference.name.clone(),
                _ => None,
            };
            let text = word_of(input, &value);
            InputState {
                input,
                was_filled: !text.is_empty(),
                text: RwSignal::new(text),
                typed: RwSignal::new(String::new()),
                search: RwSignal::new(String::new()),
                name: RwSignal::new(name),
            }
        });
        Self {
            inputs: StoredValue::new(inputs.collect()),
            problems: RwSignal::new(Vec::new()),
            preset: StoredValue::new(preset),
        }
    }

    /// Returns the inputs; none once the form is closed, such as by "Back" below a review.
    #[must_use]
    pub fn inputs(self) -> Vec<InputState> {
        self.inputs.try_get_value().unwrap_or_default()
    }

    /// Returns whether an input is shown, given the form values so far.
    #[must_use]
    pub fn shows(self, input: &Input) -> bool {
        (input.shown)(&self.values_so_far())
    }

    /// Returns the error of an input.
    #[must_use]
    pub fn problem(self, of: Str) -> Signal<Option<String>> {
        let language = use_language();
        Signal::derive(move || {
            let found = self.problems.with(|problems| {
                let found = problems.iter().find(|problem| problem.of == of)?;
                (found.held == self.held(of)).then_some(found.words)
            });
            found.map(|words| words.say(language.get()).to_owned())
        })
    }

    /// Returns the text or the chosen word of an input.
    fn held(self, of: Str) -> String {
        let mut inputs = self.inputs().into_iter();
        let state = inputs.find(|state| state.input.id == of);
        state.map_or_else(String::new, |state| {
            [state.text.get(), state.typed.get()].join("\n")
        })
    }

    /// Returns the form values so far, without invalid ones.
    #[must_use]
    pub fn values_so_far(self) -> Record {
        let mut values = self.preset.get_value();
        for state in self.inputs() {
            if let Ok(value) = state.read(UnixSeconds(0), &|_| 0) {
                values.set(id(state.input.id), value);
            }
        }
        values
    }

    /// Returns the form values; `None` if an input is invalid, which then shows its error.
    pub fn checked(
        self,
        action: &Action,
        now: UnixSeconds,
        offset_minutes: &dyn Fn(UnixSeconds) -> i32,
    ) -> Option<Record> {
        let mut values = self.preset.get_value();
        let mut problems: Vec<(Str, Text)> = Vec::new();
        let so_far = untrack(|| self.values_so_far());
        for state in self.inputs() {
            if !(state.input.shown)(&so_far) {
                continue;
            }
            match untrack(|| state.read(now, offset_minutes)) {
                Ok(value) => match state.wrong(&value, now) {
                    Some(words) => problems.push((state.input.id, words)),
                    None => values.set(id(state.input.id), value),
                },
                Err(words) => problems.push((state.input.id, words)),
            }
        }
        if problems.is_empty() {
            problems.extend((action.check)(&values));
        }
        let sound = problems.is_empty();
        let problem = |(of, words)| Problem {
            of,
            held: untrack(|| self.held(of)),
            words,
        };
        self.problems
            .set(problems.into_iter().map(problem).collect());
        sound.then_some(values)
    }

    /// Returns the secret inputs, to be filled into a request when it is sent.
    #[must_use]
    pub fn secrets(self) -> SecretInputs {
        let inputs = self.inputs();
        let secrets = inputs.iter().filter(|state| state.is_secret());
        let secrets = secrets.map(|state| {
            let text = state.text.get_untracked().trim().to_owned();
            (state.input.id, Secret::new(text))
        });
        Rc::from(secrets.collect::<Vec<_>>())
    }

    /// Returns the shapes of the secret inputs, for rules.
    #[must_use]
    pub fn shapes(self) -> Vec<(Str, SecretShape)> {
        let inputs = self.inputs();
        let secrets = inputs.iter().filter(|state| state.is_secret());
        secrets
            .map(|state| {
                let text = state.text.get_untracked();
                let text = text.trim();
                let shape = SecretShape {
                    blank: text.is_empty(),
                    lines: text.lines().count(),
                    parts: text.split('|').count(),
                };
                (state.input.id, shape)
            })
            .collect()
    }

    /// Clears the secret inputs, once they are no longer needed.
    pub fn forget_secrets(self) {
        for state in self.inputs().iter().filter(|state| state.is_secret()) {
            state.text.try_set(String::new());
        }
    }
}

/// Returns whether the value of an input is preset.
fn is_preset(preset: &Record, input: &Input) -> bool {
    preset.values().iter().any(|(known, _)| known == input.id)
}

/// Returns the word of a control for a value.
fn word_of(input: &Input, value: &Value) -> String {
    match (input.control, value) {
        (Control::Pick { .. }, Value::Ref(reference)) => match &reference.id {
            Some(id) => format!("id:{id}"),
            None => UNCHOSEN.to_owned(),
        },
        (Control::Pick { .. }, Value::Null) => NONE.to_owned(),
        (Control::Pick { none: Some(_), .. }, _) if input.required.is_none() => NONE.to_owned(),
        (Control::Pick { .. }, _) => UNCHOSEN.to_owned(),
        (_, value) => records::typed(value),
    }
}

impl InputState {
    /// Returns whether the input is a secret.
    #[must_use]
    pub const fn is_secret(&self) -> bool {
        matches!(self.input.control, Control::Secret)
    }

    fn wrong(&self, value: &Value, now: UnixSeconds) -> Option<Text> {
        if self.is_secret() {
            let blank = self.text.get_untracked().trim().is_empty();
            return self.input.required.filter(|_| blank);
        }
        if !value.is_present() {
            let unchosen = matches!(value, Value::Missing);
            return self.input.required.filter(|_| unchosen);
        }
        (self.input.check)(value, now)
    }

    fn read(
        &self,
        now: UnixSeconds,
        offset_minutes: &dyn Fn(UnixSeconds) -> i32,
    ) -> Result<Value, Text> {
        let text = self.text.get();
        match self.input.control {
            Control::Secret => Ok(Value::Missing),
            Control::Pick { of, .. } => self.picked(of, &text),
            _ => {
                let value = records::read_input(self.input, &text, now, offset_minutes)?;
                // What was there and was taken out is none, which is more than not entered.
                Ok(match value {
                    Value::Missing if self.was_filled => Value::Null,
                    value => value,
                })
            }
        }
    }

    fn picked(&self, of: Str, text: &str) -> Result<Value, Text> {
        let reference = |row: &str, name: Option<String>| {
            Value::Ref(Box::new(Ref {
                of: id(of),
                id: Some(row.into()),
                name,
            }))
        };
        match text {
            NONE => Ok(Value::Null),
            UNCHOSEN => Ok(Value::Missing),
            TYPED => {
                let typed = self.typed.get();
                records::read_id(&typed).map(|row| reference(row, None))
            }
            chosen => Ok(reference(
                chosen.strip_prefix("id:").unwrap_or(chosen),
                self.name.get(),
            )),
        }
    }
}

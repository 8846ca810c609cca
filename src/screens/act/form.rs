//! What a form holds while it is filled in: a text for each input, and what is wrong with it. Nothing
//! typed is lost, and a secret never becomes a value.

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

/// The word of a picker for choosing nothing.
pub const NONE: &str = "";
/// The word of a picker for an id that is typed.
pub const TYPED: &str = "typed:";
/// The word of a picker in which nothing was chosen yet.
pub const UNCHOSEN: &str = "unchosen:";

/// One input as it stands.
#[derive(Clone, Copy)]
pub struct Asked {
    /// The input.
    pub input: &'static Input,
    /// What is typed, or the word that is chosen. For a picker: `id:…`, or one of the words above.
    pub text: RwSignal<String>,
    /// An id that is typed into a picker.
    pub typed: RwSignal<String>,
    /// What a picker's rows are searched by.
    pub search: RwSignal<String>,
    /// The name of the row that is chosen.
    pub name: RwSignal<Option<String>>,
}

/// What is wrong with an input, while it holds what it held then.
struct Problem {
    of: Str,
    held: String,
    words: Text,
}

/// A form. A value: copies speak of the same form.
#[derive(Clone, Copy)]
pub struct Form {
    asked: StoredValue<Vec<Asked>>,
    problems: RwSignal<Vec<Problem>>,
    /// What is not asked, because the place it was opened from told it.
    preset: StoredValue<Record>,
}

impl Form {
    /// Makes the form of an action. `initial` gives what each input holds at first.
    #[must_use]
    pub fn new(action: &'static Action, preset: Record, initial: impl Fn(&Input) -> Value) -> Self {
        let asks = |input: &&'static Input| !is_told(&preset, input);
        let asked = action.inputs.iter().filter(asks).map(|input| {
            let value = initial(input);
            let name = match &value {
                Value::Ref(reference) => reference.name.clone(),
                _ => None,
            };
            Asked {
                input,
                text: RwSignal::new(word_of(input, &value)),
                typed: RwSignal::new(String::new()),
                search: RwSignal::new(String::new()),
                name: RwSignal::new(name),
            }
        });
        Self {
            asked: StoredValue::new(asked.collect()),
            problems: RwSignal::new(Vec::new()),
            preset: StoredValue::new(preset),
        }
    }

    /// Returns the inputs; none once the form is closed, as by "Back" under a review.
    #[must_use]
    pub fn asked(self) -> Vec<Asked> {
        self.asked.try_get_value().unwrap_or_default()
    }

    /// Returns whether an input is shown, by what the form was told so far.
    #[must_use]
    pub fn shows(self, input: &Input) -> bool {
        (input.shown)(&self.told_so_far())
    }

    /// Returns what is wrong with an input.
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

    /// Returns what is typed or chosen for an input.
    fn held(self, of: Str) -> String {
        let mut asked = self.asked().into_iter();
        let asked = asked.find(|asked| asked.input.id == of);
        asked.map_or_else(String::new, |asked| {
            [asked.text.get(), asked.typed.get()].join("\n")
        })
    }

    /// Returns what the form was told so far: what makes no sense yet is left out.
    #[must_use]
    pub fn told_so_far(self) -> Record {
        let mut told = self.preset.get_value();
        for asked in self.asked() {
            if let Ok(value) = asked.read(UnixSeconds(0), &|_| 0) {
                told.set(id(asked.input.id), value);
            }
        }
        told
    }

    /// Returns what the form was told; `None` when something is wrong, which then stands beside its
    /// input.
    pub fn checked(
        self,
        action: &Action,
        now: UnixSeconds,
        offset_minutes: &dyn Fn(UnixSeconds) -> i32,
    ) -> Option<Record> {
        let mut told = self.preset.get_value();
        let mut problems: Vec<(Str, Text)> = Vec::new();
        let so_far = untrack(|| self.told_so_far());
        for asked in self.asked() {
            if !(asked.input.shown)(&so_far) {
                continue;
            }
            match untrack(|| asked.read(now, offset_minutes)) {
                Ok(value) => match asked.wrong(&value, now) {
                    Some(words) => problems.push((asked.input.id, words)),
                    None => told.set(id(asked.input.id), value),
                },
                Err(words) => problems.push((asked.input.id, words)),
            }
        }
        if problems.is_empty() {
            problems.extend((action.check)(&told));
        }
        let sound = problems.is_empty();
        let problem = |(of, words)| Problem {
            of,
            held: untrack(|| self.held(of)),
            words,
        };
        self.problems
            .set(problems.into_iter().map(problem).collect());
        sound.then_some(told)
    }

    /// Returns the secret inputs, to be filled into a request when it is sent.
    #[must_use]
    pub fn secrets(self) -> SecretInputs {
        let asked = self.asked();
        let secrets = asked.iter().filter(|asked| asked.is_secret());
        let secrets = secrets.map(|asked| {
            let text = asked.text.get_untracked().trim().to_owned();
            (asked.input.id, Secret::new(text))
        });
        Rc::from(secrets.collect::<Vec<_>>())
    }

    /// Returns what rules may know of the secret inputs.
    #[must_use]
    pub fn shapes(self) -> Vec<(Str, SecretShape)> {
        let asked = self.asked();
        let secrets = asked.iter().filter(|asked| asked.is_secret());
        secrets
            .map(|asked| {
                let text = asked.text.get_untracked();
                let text = text.trim();
                let shape = SecretShape {
                    blank: text.is_empty(),
                    lines: text.lines().count(),
                    parts: text.split('|').count(),
                };
                (asked.input.id, shape)
            })
            .collect()
    }

    /// Forgets the secret inputs, once they are no longer needed.
    pub fn forget_secrets(self) {
        for asked in self.asked().iter().filter(|asked| asked.is_secret()) {
            asked.text.try_set(String::new());
        }
    }
}

/// Whether the place that a form is opened from told an input.
fn is_told(preset: &Record, input: &Input) -> bool {
    preset.values().iter().any(|(known, _)| known == input.id)
}

/// The word that a control holds for a value.
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

impl Asked {
    /// Returns whether it is a secret.
    #[must_use]
    pub const fn is_secret(&self) -> bool {
        matches!(self.input.control, Control::Secret)
    }

    fn wrong(&self, value: &Value, now: UnixSeconds) -> Option<Text> {
        if self.is_secret() {
            let blank = self.text.get_untracked().trim().is_empty();
            return self.input.required.filter(|_| blank);
        }
        if !value.is_told() {
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
            _ => records::read_input(self.input, &text, now, offset_minutes),
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

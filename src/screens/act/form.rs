//! The state of a form: the text of each input, and its error. Nothing typed is lost, and a secret
//! never becomes a value.

use std::rc::Rc;

use crate::reactive::*;

use super::doing::Doing;
use super::input_state::InputState;
use crate::call::Secret;
use crate::domain::ids::{Id, id};
use crate::domain::time::UnixSeconds;
use crate::history::versions::DocumentKey;
use crate::records::Offset;
use crate::schema::{Action, Asked, Control, Input, Record, SecretShape, Str, Value};
use crate::session::{SecretInputs, Session};
use crate::ui::language::use_language;
use crate::ui::live;
use crate::words::{Say, Text};

/// An error of an input, valid while the input keeps the value that it had then.
struct Problem {
    of: Str,
    held: String,
    words: Text,
}

/// A part of an input that is half typed.
#[derive(Clone, Copy)]
struct HeldBack {
    /// The input.
    of: Str,
    /// The part.
    part: Str,
    /// What is said about it.
    why: Text,
}

/// A form. Copies refer to the same form.
#[derive(Clone, Copy)]
pub struct Form {
    inputs: StoredValue<Vec<InputState>>,
    /// What is typed, read once for all that ask: a document may be long.
    so_far: Memo<Record>,
    problems: RwSignal<Vec<Problem>>,
    /// Why an input cannot be reviewed yet although it holds a value: part of it is half typed.
    held_back: RwSignal<Vec<HeldBack>>,
    /// The signed-in account, and the row of the action.
    of: StoredValue<(Record, Record)>,
    /// Values that are not asked for, because the screen preset them.
    preset: StoredValue<Record>,
    /// The documents whose edits are kept while they are typed.
    drafts: StoredValue<Vec<(DocumentKey, String)>>,
}

impl Form {
    /// Makes the form of an action for the signed-in account. `initial` returns the initial value of each input.
    #[must_use]
    pub fn new(
        doing: &Doing,
        who: Record,
        offset: Offset,
        initial: impl Fn(&Input) -> Value,
    ) -> Self {
        let (action, preset) = (doing.action, doing.preset.clone());
        let row = doing.rows.first().map(|(_, row)| row.record.clone());
        let row = row.unwrap_or_default();
        let asks = |input: &&'static Input| doing.asks(input);
        let inputs = action.inputs.iter().filter(asks);
        let inputs = inputs.map(|input| InputState::new(input, initial(input), offset));
        let inputs: StoredValue<Vec<InputState>> = StoredValue::new(inputs.collect());
        let preset = StoredValue::new(preset);
        let so_far = live::memo(move || {
            let mut values = preset.try_get_value().unwrap_or_default();
            for state in inputs.try_get_value().unwrap_or_default() {
                if let Ok(value) = state.read(UnixSeconds(0), &|_| 0) {
                    values.set(id(state.input.id), value);
                }
            }
            values
        });
        Self {
            inputs,
            so_far,
            problems: RwSignal::new(Vec::new()),
            held_back: RwSignal::new(Vec::new()),
            of: StoredValue::new((who, row)),
            preset,
            drafts: StoredValue::new(Vec::new()),
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
        self.asked(&self.values_so_far(), |asked| (input.shown)(asked))
    }

    /// Evaluates a rule on what the form knows.
    pub fn asked<T>(self, form: &Record, rule: impl FnOnce(&Asked) -> T) -> T {
        self.of
            .with_value(|(who, row)| rule(&Asked { form, who, row }))
    }

    /// Puts into a row, as the screen shows it now, what the fields of the form held when it was filled in. A
    /// refusal shows the row anew, and what is in the form is still an edit of the row before it.
    pub fn as_opened(self, shown: &mut Record) {
        let opened = self.of.with_value(|(_, row)| row.clone());
        let inputs = self.inputs();
        let fields = opened.values().iter();
        let asked = fields.filter(|(field, _)| inputs.iter().any(|it| it.input.id == *field));
        for (field, value) in asked {
            shown.set(field.clone(), value.clone());
        }
    }

    /// Sets a value that is not asked for.
    pub fn preset(self, name: impl Into<Id>, value: Value) {
        let name = name.into();
        self.preset.update_value(|preset| preset.set(name, value));
    }

    /// Holds the review back while a part of an input is half typed; `None` lets it go on. Each part has a
    /// name of its own.
    pub fn hold_back(self, of: Str, part: Str, why: Option<Text>) {
        self.held_back.try_update(|held| {
            held.retain(|other| (other.of, other.part) != (of, part));
            held.extend(why.map(|why| HeldBack { of, part, why }));
        });
    }

    /// Returns whether this part of an input is half typed.
    #[must_use]
    pub fn is_held_back(self, of: Str, part: Str) -> bool {
        self.held_back
            .with_untracked(|held| held.iter().any(|held| (held.of, held.part) == (of, part)))
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

    /// Subscribes the current reader to what is typed.
    pub fn follow(self) {
        self.so_far.track();
    }

    /// Returns the form values so far, without invalid ones.
    #[must_use]
    pub fn values_so_far(self) -> Record {
        self.so_far.get()
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
            if !self.asked(&so_far, |asked| (state.input.shown)(asked)) {
                continue;
            }
            match untrack(|| state.read(now, offset_minutes)) {
                Ok(value) => match state.wrong(&value, now) {
                    Some(words) => problems.push((state.input.id, words)),
                    // That a secret is sent is known, and nothing else of it.
                    None if state.is_secret() => {
                        if !state.text.get_untracked().trim().is_empty() {
                            values.set(id(state.input.id), Value::Truth(true));
                        }
                    }
                    None => values.set(id(state.input.id), value),
                },
                Err(words) => problems.push((state.input.id, words)),
            }
        }
        let held = self.held_back.get_untracked();
        problems.extend(held.first().map(|held| (held.of, held.why)));
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
            let text = state.text.get_untracked();
            let text = match state.input.control {
                // One on each line, as the gateway reads them.
                Control::SecretLines => entered_lines(&text).join("\n"),
                _ => text.trim().to_owned(),
            };
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
                (state.input.id, SecretShape::of(text))
            })
            .collect()
    }

    /// Returns whether something was typed or chosen that closing the form would lose.
    #[must_use]
    pub fn is_typed(self) -> bool {
        let inputs = self.inputs();
        let is_half = self.held_back.with(|held| !held.is_empty());
        let is_typed = |state: &InputState| {
            let is_kept = |text: &String| state.opened_with.with_value(|before| before == text);
            !state.text.with(is_kept) || state.typed.with(|typed| !typed.is_empty())
        };
        is_half || inputs.iter().any(is_typed)
    }

    /// Returns whether it asks for a document.
    #[must_use]
    pub fn has_document(self) -> bool {
        let is_document = |state: &InputState| matches!(state.input.control, Control::Document(_));
        self.inputs().iter().any(is_document)
    }

    /// Says that the edits of a document are kept while they are typed.
    pub fn keeps_draft(self, of: DocumentKey, form: String) {
        self.drafts.update_value(|drafts| drafts.push((of, form)));
    }

    /// Forgets the edits that this form keeps: they were sent, or given up.
    pub fn forget_drafts(self, session: Session) {
        for (of, form) in self.drafts.try_get_value().unwrap_or_default() {
            spawn_local(async move { session.versions.forget_draft(&of, &form).await });
        }
    }

    /// Clears the secret inputs, once they are no longer needed.
    pub fn forget_secrets(self) {
        for state in self.inputs().iter().filter(|state| state.is_secret()) {
            state.text.try_set(String::new());
        }
    }
}

/// Returns the trimmed lines of a text without empty ones.
fn entered_lines(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).collect()
}

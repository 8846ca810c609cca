//! The state of one input of a form: its text, what it opened with, and the value that it stands for.

use crate::reactive::*;

use crate::domain::ids::id;
use crate::domain::time::UnixSeconds;
use crate::records::{self, Offset};
use crate::schema::{Control, Input, Ref, Str, Value};
use crate::words::Text;

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
    /// What it held when the form opened.
    pub(super) opened_with: StoredValue<String>,
    /// The value that the text stands for. Left as it is, it is neither read nor checked: a row may hold
    /// what nobody could type, such as a negative quota or a date that has passed.
    opened_as: StoredValue<Value>,
}

/// Returns the word of a control for a value.
fn word_of(input: &Input, value: &Value, offset: Offset) -> String {
    match (input.control, value) {
        (Control::Pick { .. }, Value::Ref(reference)) => match &reference.id {
            Some(id) => format!("id:{id}"),
            None => UNCHOSEN.to_owned(),
        },
        (Control::Pick { .. }, Value::Null) => NONE.to_owned(),
        (Control::Pick { none: Some(_), .. }, _) if input.required.is_none() => NONE.to_owned(),
        (Control::Pick { .. }, _) => UNCHOSEN.to_owned(),
        // With its seconds, so that reading it gives the same moment.
        (Control::Moment, Value::Time(at)) => at.wall_clock(offset(*at)).replacen(' ', "T", 1),
        (_, value) => records::typed(value),
    }
}

impl InputState {
    /// Opens an input with its value.
    pub(super) fn new(input: &'static Input, value: Value, offset: Offset) -> Self {
        let name = match &value {
            Value::Ref(reference) => reference.name.clone(),
            _ => None,
        };
        let text = word_of(input, &value, offset);
        Self {
            input,
            opened_with: StoredValue::new(text.clone()),
            opened_as: StoredValue::new(value),
            text: RwSignal::new(text),
            typed: RwSignal::new(String::new()),
            search: RwSignal::new(String::new()),
            name: RwSignal::new(name),
        }
    }

    /// Puts another text into an input in which nothing was typed, because the row was read again.
    pub fn open_with(self, text: &str) {
        self.opened_with.set_value(text.to_owned());
        self.text.set(text.to_owned());
    }

    /// Returns what the input held when the form opened.
    #[must_use]
    pub fn opened_with(self) -> String {
        self.opened_with.get_value()
    }

    /// Returns whether the input is a secret.
    #[must_use]
    pub const fn is_secret(&self) -> bool {
        self.input.control.is_secret()
    }

    pub(super) fn wrong(&self, value: &Value, now: UnixSeconds) -> Option<Text> {
        if self.is_secret() {
            let blank = self.text.get_untracked().trim().is_empty();
            return self.input.required.filter(|_| blank);
        }
        if !value.is_present() {
            let unchosen = matches!(value, Value::Missing);
            return self.input.required.filter(|_| unchosen);
        }
        match self.opened_as.with_value(|opened| value.is_same(opened)) {
            true => None,
            false => (self.input.check)(value, now),
        }
    }

    /// Returns the value that the input still holds as the form opened with it. A document is read again:
    /// what it may hold is not only a matter of its own.
    fn left(&self, text: &str) -> Option<Value> {
        let is_document = matches!(self.input.control, Control::Document(_));
        let is_left = !is_document && self.opened_with.with_value(|before| before == text);
        let value = is_left.then(|| self.opened_as.get_value());
        value.filter(Value::is_present)
    }

    pub(super) fn read(
        &self,
        now: UnixSeconds,
        offset_minutes: &dyn Fn(UnixSeconds) -> i32,
    ) -> Result<Value, Text> {
        let text = self.text.get();
        match self.input.control {
            Control::Secret | Control::SecretLines => Ok(Value::Missing),
            Control::Pick { of, .. } => self.picked(of, &text),
            _ => {
                if let Some(value) = self.left(&text) {
                    return Ok(value);
                }
                let value = records::read_input(self.input, &text, now, offset_minutes)?;
                // What was there and was taken out is none, which is more than not entered.
                Ok(match value {
                    Value::Missing if !self.opened_with.with_value(String::is_empty) => Value::Null,
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

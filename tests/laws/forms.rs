//! Fills in the form of any action, by the control of each input. The values are read by the form's
//! own reader, so that nothing is sent that an operator could not type.

use headgate::call::Secret;
use headgate::domain::ids::id;
use headgate::domain::time::UnixSeconds;
use headgate::records::read_input;
use headgate::schema::{Action, Asked, Control, Input, Record, Ref, SecretShape, Str, Value};

/// Characters with a special meaning in JSON, a shell or an address.
pub(crate) const ODD: Str = r#"O'Brien "CI" $HOME `x` \n & 密钥"#;
/// The text of every secret input; nothing may store it.
pub(crate) const TYPED_SECRET: Str = "sk-canary-typed-secret-0001";
/// The number of rows offered to a picker.
const OFFERED: usize = 3;

/// A filled form.
#[derive(Clone)]
pub(crate) struct Filled {
    /// The values.
    pub(crate) values: Record,
    /// The secrets.
    pub(crate) secrets: Vec<(Str, Secret)>,
    /// Which input differs from the first form, and how.
    pub(crate) label: String,
}

impl Filled {
    /// Returns the shapes of the secrets.
    pub(crate) fn shapes(&self) -> Vec<(Str, SecretShape)> {
        let shape = |secret: &Secret| SecretShape::of(secret.expose());
        let secrets = self.secrets.iter();
        secrets
            .map(|(name, secret)| (*name, shape(secret)))
            .collect()
    }
}

/// A possible entry of an input.
#[derive(Clone)]
enum Entry {
    Value(Value),
    Secret,
}

/// Returns filled forms: one with the first entry of each input, and one more for every other entry
/// of an input.
pub(crate) fn fillings(action: &Action, offers: &[Ref], now: UnixSeconds) -> Vec<Filled> {
    let mut all: Vec<Filled> = Vec::new();
    all.extend(fill(action, offers, now, None));
    for input in action.inputs {
        for other in 1..entries(input, offers, now).len() {
            let filled = fill(action, offers, now, Some((input, other)));
            all.extend(
                filled.filter(|filled| all.iter().all(|known| known.values != filled.values)),
            );
        }
    }
    all
}

/// Fills in a form in the order of its inputs, as far as they are shown. `None` if the form would
/// reject it.
fn fill(
    action: &Action,
    offers: &[Ref],
    now: UnixSeconds,
    other: Option<(&Input, usize)>,
) -> Option<Filled> {
    let mut filled = Filled {
        values: Record::default(),
        secrets: Vec::new(),
        label: String::new(),
    };
    for input in action.inputs {
        let nothing = Record::default();
        let asked = Asked {
            form: &filled.values,
            who: &nothing,
            row: &nothing,
        };
        if !(input.shown)(&asked) {
            continue;
        }
        let entries = entries(input, offers, now);
        let at = match other {
            Some((differs, at)) if differs.id == input.id => at,
            _ => 0,
        };
        let entry = entries.get(at);
        let entry = entry.unwrap_or_else(|| panic!("{}.{} cannot be filled", action.id, input.id));
        match entry {
            Entry::Value(value) => {
                if at > 0 {
                    filled.label = format!("{}: {value:?}", input.id);
                }
                filled.values.set(id(input.id), value.clone());
            }
            Entry::Secret => {
                let secret = Secret::new(TYPED_SECRET.to_owned());
                filled.secrets.push((input.id, secret));
            }
        }
    }
    (action.check)(&filled.values).is_none().then_some(filled)
}

/// Returns the possible entries of an input.
fn entries(input: &Input, offers: &[Ref], now: UnixSeconds) -> Vec<Entry> {
    let typed: Vec<String> = match input.control {
        Control::Money => owned(&["25", "0.000000001"]),
        Control::Quota => owned(&["600"]),
        Control::Whole { least, most } => vec![least.to_string(), most.to_string()],
        Control::Decimal { .. } => owned(&["1"]),
        // An input for an address accepts only the third, one for a number only the last.
        Control::Text { .. } => owned(&["Law", ODD, "https://law.example/v1/a=b", "7"]),
        Control::Prose { .. } => owned(&["Law\nLaw"]),
        Control::Lines { .. } | Control::Words { .. } => owned(&["one\ntwo"]),
        Control::Switch => owned(&["true", "false"]),
        Control::Moment => owned(&["2099-01-01T00:00"]),
        Control::Radio(choices) | Control::Select(choices) => {
            choices.iter().map(|(word, _)| (*word).to_owned()).collect()
        }
        Control::Document(_) => owned(&["{}"]),
        Control::Secret | Control::SecretLines => return vec![Entry::Secret],
        Control::Pick { of, none } => {
            let offers: Vec<&Ref> = offers.iter().filter(|offer| offer.of == of).collect();
            let rows = offers.iter().take(OFFERED);
            let rows = rows.map(|offer| Value::Ref(Box::new((*offer).clone())));
            let nothing = none.map(|_| Value::Null);
            let by_id = offers.first().map(|offer| {
                Value::Ref(Box::new(Ref {
                    name: None,
                    ..(*offer).clone()
                }))
            });
            let all = rows.chain(nothing).chain(by_id);
            let sound = |value: &Value| (input.check)(value, now).is_none();
            return all.filter(sound).map(Entry::Value).collect();
        }
    };
    let read = |typed: &String| read_input(input, typed, now, &|_| 0).ok();
    let blank = input.required.is_none().then_some(Value::Missing);
    let values = typed.iter().filter_map(read).chain(blank);
    values.map(Entry::Value).collect()
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

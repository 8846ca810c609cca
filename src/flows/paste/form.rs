//! The kinds of text that are pasted, in the order in which they are told apart.

use super::fields::{self, Fields};
use super::{MOST_CHARACTERS, Problem};
use crate::text;
use crate::words::Text;
use serde_json::Value;

/// A kind of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Nothing.
    Empty,
    /// A token of an account.
    Token,
    /// The link that began the sign-in.
    LoginLink,
    /// An address, or the part of one that holds the fields.
    Address,
    /// A JSON object.
    Json,
    /// Words of a language.
    Prose,
    /// `code#state`.
    Joined,
    /// A code and a state beside or below each other.
    TwoParts,
    /// A code alone.
    Bare,
    /// Six digits.
    EmailCode,
}

/// What a text holds, not checked yet. A state is there as it was pasted.
#[derive(Default)]
pub(super) struct Found {
    pub(super) code: String,
    pub(super) states: Vec<String>,
}

impl Form {
    /// Returns what the text is.
    #[must_use]
    pub const fn says(self) -> Text {
        match self {
            Self::Empty => text!("Nothing yet." / "尚无内容。"),
            Self::Token => text!("This is a token." / "这是一个令牌。"),
            Self::LoginLink => text!("This is a sign-in link." / "这是登录链接。"),
            Self::Address => text!("This is an address." / "这是一个地址。"),
            Self::Json => text!("This is a JSON text." / "这是 JSON 文本。"),
            Self::Prose => text!("This is a text of several words." / "这是包含多个词的文本。"),
            Self::Joined | Self::TwoParts => {
                text!("This is a code with its state." / "这是带有状态值的授权码。")
            }
            Self::EmailCode => text!("This is a number of six digits." / "这是一个六位数字。"),
            Self::Bare => text!("This is a code without its state." / "这是不带状态值的授权码。"),
        }
    }
}

/// Tells which kind of text it is and takes it apart; `attempt` is the state it should hold.
pub(super) fn find(text: &str, attempt: Option<&str>) -> (Form, Result<Found, Problem>) {
    if text.is_empty() {
        (Form::Empty, Err(Problem::Empty))
    } else if text.contains("sk-ant-") {
        (Form::Token, Err(Problem::Token))
    } else if is_login_link(text) {
        (Form::LoginLink, Err(Problem::LoginLink))
    } else if text.chars().count() > MOST_CHARACTERS {
        (Form::Prose, Err(Problem::Prose))
    } else if let Some(object) = object(text) {
        (Form::Json, of_object(&object, attempt))
    } else if text.contains("://") {
        of_addresses(text, attempt)
    } else if is_part_of_address(text) {
        match text.contains(char::is_whitespace) {
            true => (Form::Prose, Err(Problem::Prose)),
            false => (
                Form::Address,
                of_fields(fields::of_address(text, attempt), Form::Address),
            ),
        }
    } else {
        of_parts(text, attempt)
    }
}

fn is_login_link(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.contains("/oauth/authorize") || text.contains("%2foauth%2fauthorize")
}

/// A path with a query, or fields without an address.
fn is_part_of_address(text: &str) -> bool {
    let is_path = text.starts_with('/') && text.contains('?');
    let names = ["code=", "error=", "state="];
    is_path || names.iter().any(|name| text.contains(name))
}

fn object(text: &str) -> Option<serde_json::Map<String, Value>> {
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => Some(object),
        _ => None,
    }
}

fn of_object(
    object: &serde_json::Map<String, Value>,
    attempt: Option<&str>,
) -> Result<Found, Problem> {
    let mut fields = Fields::default();
    for (name, value) in object {
        match value {
            Value::String(text) => fields.add(name, text.trim()),
            Value::Number(number) => fields.add(name, &number.to_string()),
            _ => {}
        }
    }
    let mut addresses = object.values().filter_map(Value::as_str);
    let mut addresses = addresses.by_ref().filter(|text| text.contains("://"));
    match (fields.has_nothing(), addresses.next(), addresses.next()) {
        (true, Some(address), None) => of_addresses(address.trim(), attempt).1,
        _ => of_fields(fields, Form::Json),
    }
}

/// A text that holds an address: that one, whatever words stand around it.
fn of_addresses(text: &str, attempt: Option<&str>) -> (Form, Result<Found, Problem>) {
    let mut words = text.split_whitespace().filter(|word| word.contains("://"));
    let (Some(word), None) = (words.next(), words.next()) else {
        return (Form::Prose, Err(Problem::Prose));
    };
    let lower = word.to_ascii_lowercase();
    let starts = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| lower.find(scheme))
        .min();
    let Some(address) = starts.and_then(|start| word.get(start..)) else {
        return (Form::Prose, Err(Problem::Prose));
    };
    let is_alone = address.len() == text.len();
    let address = match is_alone {
        true => address,
        // Marks that end a sentence or a bracket are not the address's own.
        false => {
            address.trim_end_matches(|it: char| !it.is_ascii() || ".,;:!?)]}>\"'`".contains(it))
        }
    };
    let fields = fields::of_address(address, attempt);
    // What follows a code at the very end may be the rest of it, and what else looks like a part of an
    // address may be one: a wrapped line.
    let others = || text.split_whitespace().filter(|other| *other != word);
    let is_cut = !text.ends_with(word) && fields.ends_with_code(address);
    let found = match is_cut || others().any(|other| other.contains(['=', '#'])) {
        true => Err(Problem::Broken),
        false => of_fields(fields, Form::Address),
    };
    (Form::Address, found)
}

fn of_fields(fields: Fields, form: Form) -> Result<Found, Problem> {
    if let Some(refusal) = fields.refusal() {
        return Err(refusal);
    }
    let (code, mut states) = fields.into_code_and_states(form)?;
    let code = match code.split_once('#') {
        Some((code, state)) => {
            states.push(state.to_owned());
            code.to_owned()
        }
        None => code,
    };
    // An empty state beside a whole one says nothing.
    if states.iter().any(|state| !state.is_empty()) {
        states.retain(|state| !state.is_empty());
    }
    Ok(Found { code, states })
}

/// A text without an address, fields or JSON: `code#state`, code and state, or a code.
fn of_parts(text: &str, attempt: Option<&str>) -> (Form, Result<Found, Problem>) {
    let prose = (Form::Prose, Err(Problem::Prose));
    let parts: Vec<&str> = text.split_whitespace().collect();
    if let (1, Some((code, state))) = (text.matches('#').count(), text.split_once('#')) {
        let code: Vec<&str> = code.split_whitespace().collect();
        if begins_with_words(&code) {
            return prose;
        }
        let state = state.split_whitespace().collect();
        return joined(Form::Joined, &code, state);
    }
    let wraps_only = !text.contains(|it: char| it.is_whitespace() && !matches!(it, '\n' | '\r'));
    match parts.as_slice() {
        [code @ .., state] if attempt.is_some_and(|attempt| is_state(state, attempt)) => match code
        {
            [] => bare(&parts),
            [_] => joined(Form::TwoParts, code, (*state).to_owned()),
            _ if wraps_only && !begins_with_words(code) => {
                joined(Form::TwoParts, code, (*state).to_owned())
            }
            _ => prose,
        },
        [_] => bare(&parts),
        _ if is_email_code(&parts.concat()) => bare(&parts),
        // A word at the end may also be the end of a code. A code that is wrong ends the attempt, so it
        // is not sent on a guess.
        _ if parts.iter().any(|part| is_word(part)) => prose,
        // Two lines of which the last is as long as a state is are never glued together.
        [.., last] if attempt.is_some_and(|attempt| last.len() == attempt.len()) => {
            (Form::TwoParts, Err(Problem::OtherAttempt))
        }
        _ if wraps_only => bare(&parts),
        _ => prose,
    }
}

fn joined(form: Form, code: &[&str], state: String) -> (Form, Result<Found, Problem>) {
    let (code, states) = (code.concat(), vec![state]);
    (form, Ok(Found { code, states }))
}

fn bare(code: &[&str]) -> (Form, Result<Found, Problem>) {
    let (code, states) = (code.concat(), Vec::new());
    match is_email_code(&code) {
        true => (Form::EmailCode, Err(Problem::EmailCode)),
        false => (Form::Bare, Ok(Found { code, states })),
    }
}

/// Whether words stand before the last part; a short last part may be the end of a wrapped code.
fn begins_with_words(parts: &[&str]) -> bool {
    let before = parts.split_last().map(|(_, before)| before);
    before.is_some_and(|before| before.iter().any(|part| is_word(part)))
}

/// Whether a pasted state is the attempt's, also after decoding it once more.
pub(super) fn is_state(pasted: &str, attempt: &str) -> bool {
    pasted == attempt || fields::decoded(pasted) == attempt
}

/// Six digits, as in an e-mail, in one or two groups.
pub(super) fn is_email_code(text: &str) -> bool {
    let digits = text.replace('-', "");
    digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a part of a text is a word of a language, such as `Code`, `paste` or `状态：`.
fn is_word(part: &str) -> bool {
    let letters = part.trim_end_matches([':', ',', '.', '!', '?', ';']);
    let rest = letters.get(1..).unwrap_or("0");
    let begins = letters.starts_with(|it: char| it.is_ascii_alphabetic());
    let is_latin = begins && letters.len() <= 16 && rest.bytes().all(|it| it.is_ascii_lowercase());
    (is_latin && !rest.is_empty()) || !part.is_ascii()
}

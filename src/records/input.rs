//! Turns the text of an input into a value, or a message beside the input. Nothing is guessed or
//! rounded.

use serde::de::IgnoredAny;
use serde_json::Value as Json;

use crate::call::is_addressable;
use crate::domain::money::{Amount, AmountProblem, Usd};
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::domain::{decimal, ids};
use crate::schema::{
    Choices, Control, Decimal, Document, DocumentKind, FieldValue, Input, Str, Value,
};
use crate::text;
use crate::words::{Phrase, Text};

const NOT_WHOLE: Text = text!("Type a whole number, without a unit." / "请输入整数，不带单位。");
const TOO_SMALL: Text = text!("This number is too small." / "数值过小。");
const TOO_LARGE: Text = text!("This number is too large." / "数值过大。");
const TOO_MANY_DECIMALS: Text = text!(
    "Too many decimals. Nothing is rounded for you." / "小数位数过多。系统不会替您四舍五入。"
);
const TOO_LONG: Text = text!("This text is too long." / "内容过长。");
const TOO_MANY_LINES: Text = text!("These are too many lines." / "行数过多。");
const CONTROL: Text =
    text!("Line breaks and control characters are not allowed." / "不能包含换行或控制字符。");
const ODD_CONTROL: Text = text!("Control characters are not allowed." / "不能包含控制字符。");
const NOT_A_MOMENT: Text = text!("Choose a date and a time." / "请选择日期和时间。");
const NOT_OFFERED: Text = text!("Choose one of these." / "请选择其中一项。");
const NOT_JSON: Text = text!("This is not valid JSON." / "不是有效的 JSON。");
const NOT_RATIOS: Text = text!(
    "This must be a JSON object of names and numbers." / "必须是由名称和数字组成的 JSON 对象。"
);
const ID_EMPTY: Text = text!("Type the id." / "请输入标识。");
const ID_BLANK: Text =
    text!("An id has no spaces or control characters." / "标识不能包含空白或控制字符。");
const ID_DOTS: Text = text!("Dots alone are not an id." / "仅有句点不是标识。");
const KEY_EMPTY: Text = text!("Paste a key." / "请粘贴密钥。");
const KEY_BROKEN: Text = text!(
    "A key has no spaces or special letters: the paste looks broken."
        / "密钥不含空格或特殊字符：粘贴内容似乎不完整。"
);

/// Returns what is wrong with a typed amount.
#[must_use]
pub const fn amount_problem(problem: AmountProblem) -> Text {
    match problem {
        AmountProblem::Empty => text!("Type an amount." / "请输入金额。"),
        AmountProblem::Comma => text!(
            "Use a point for decimals and no commas: a comma could mean either."
                / "小数请用句点，不要使用逗号：逗号有歧义。"
        ),
        AmountProblem::NotANumber => {
            text!("Type a plain number such as 25 or 0.5." / "请输入普通数字，如 25 或 0.5。")
        }
        AmountProblem::TooManyDecimals => text!(
            "At most nine decimals. Nothing is rounded for you."
                / "最多九位小数。系统不会替您四舍五入。"
        ),
        AmountProblem::TooLarge => {
            text!("At most twelve digits before the point." / "小数点前最多十二位。")
        }
        AmountProblem::NotPositive => {
            text!("Type an amount above zero." / "请输入大于零的金额。")
        }
    }
}

/// Reads the text of an input, or its chosen word. Empty text is [`Value::Missing`].
/// `offset_minutes` returns how far the operator's time zone is ahead of UTC at an instant, since
/// daylight saving may differ between now and the entered date.
///
/// The form itself makes the value of a picked row; a secret never becomes a value.
///
/// # Errors
/// What is wrong with the text.
pub fn read_input(
    input: &Input,
    typed: &str,
    now: UnixSeconds,
    offset_minutes: &dyn Fn(UnixSeconds) -> i32,
) -> Result<Value, Text> {
    if typed.trim().is_empty() && !matches!(input.control, Control::Switch) {
        return input.required.map_or(Ok(Value::Missing), Err);
    }
    let value = read(input.control, typed, offset_minutes)?;
    match (input.check)(&value, now) {
        Some(problem) if value.is_present() => Err(problem),
        _ => Ok(value),
    }
}

fn read(
    control: Control,
    typed: &str,
    offset_minutes: &dyn Fn(UnixSeconds) -> i32,
) -> Result<Value, Text> {
    let line = typed.trim();
    Ok(match control {
        Control::Money => {
            let amount = Usd::from_operator(line).map_err(amount_problem)?;
            Amount::computed(amount).value()
        }
        Control::Quota => QuotaUnits(whole(line, 0, i64::MAX)?).value(),
        Control::Whole { least, most } => whole(line, least, most)?.value(),
        Control::Decimal { unit, places } => number(line, unit, places)?.value(),
        Control::Text { most } => text(line, most)?.value(),
        Control::Prose { most } => prose(typed, most)?.value(),
        Control::Lines { most } => entries(typed.lines(), most)?.value(),
        Control::Words { most } => entries(typed.split(['\n', ',']), most)?.value(),
        Control::Switch => (line == "true").value(),
        Control::Moment => UnixSeconds::from_clock_in(line, offset_minutes)
            .ok_or(NOT_A_MOMENT)?
            .value(),
        Control::Radio(choices) | Control::Select(choices) => offered(line, choices)?.value(),
        Control::Document(kind) => document(typed, kind)?.value(),
        // The form makes the value of a picked row, and a secret never becomes a value.
        Control::Secret | Control::SecretLines | Control::Pick { .. } => Value::Missing,
    })
}

fn whole(typed: &str, least: i64, most: i64) -> Result<i64, Text> {
    let (negative, figures) = match typed.strip_prefix('-') {
        Some(figures) if least < 0 => (true, figures),
        _ => (false, typed),
    };
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if figures.is_empty() || !is_digits(figures) {
        return Err(NOT_WHOLE);
    }
    // Digits alone fail to parse only if the number is too large.
    match typed.parse::<i64>() {
        Err(_) if negative => Err(TOO_SMALL),
        Err(_) => Err(TOO_LARGE),
        Ok(number) if number < least => Err(TOO_SMALL),
        Ok(number) if number > most => Err(TOO_LARGE),
        Ok(number) => Ok(number),
    }
}

fn number(typed: &str, unit: Str, places: u8) -> Result<Decimal, Text> {
    if typed.contains(',') {
        return Err(amount_problem(AmountProblem::Comma));
    }
    let plain = !typed.contains(['e', 'E']);
    let read = decimal::read(typed, places.into()).filter(|_| plain);
    let read = read.ok_or(amount_problem(AmountProblem::NotANumber))?;
    let decimals = typed
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    if !read.exact || decimals > places.into() {
        return Err(TOO_MANY_DECIMALS);
    }
    Ok(Decimal {
        text: typed.to_owned(),
        unit: ids::id(unit),
    })
}

fn text(typed: &str, most: usize) -> Result<String, Text> {
    if typed.chars().any(char::is_control) {
        Err(CONTROL)
    } else if typed.chars().count() > most {
        Err(TOO_LONG)
    } else {
        Ok(typed.to_owned())
    }
}

/// Reads text with line breaks as it was typed.
fn prose(typed: &str, most: usize) -> Result<String, Text> {
    let is_odd = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    if typed.contains(is_odd) {
        Err(ODD_CONTROL)
    } else if typed.chars().count() > most {
        Err(TOO_LONG)
    } else {
        Ok(typed.to_owned())
    }
}

/// Returns the trimmed entries without empty ones.
fn entries<'a>(entries: impl Iterator<Item = &'a str>, most: usize) -> Result<Vec<String>, Text> {
    let lines = entries.map(str::trim).filter(|entry| !entry.is_empty());
    let lines: Vec<String> = lines.map(str::to_owned).collect();
    if lines.len() > most {
        Err(TOO_MANY_LINES)
    } else if lines.iter().any(|line| line.contains(char::is_control)) {
        Err(CONTROL)
    } else {
        Ok(lines)
    }
}

fn offered(word: &str, choices: Choices) -> Result<String, Text> {
    let known = choices.iter().any(|(known, _)| *known == word);
    known.then(|| word.to_owned()).ok_or(NOT_OFFERED)
}

/// Reads a document: its spelling is kept, and only its grammar is checked.
fn document(typed: &str, kind: DocumentKind) -> Result<Document, Text> {
    // A form reads it at each keystroke, and a document may have ten thousand entries.
    let is_grammatical = match typed.contains("\\u") {
        true => serde_json::from_str::<Json>(typed).is_ok(),
        false => serde_json::from_str::<IgnoredAny>(typed).is_ok(),
    };
    if !is_grammatical {
        return Err(NOT_JSON);
    }
    let sound = match kind {
        DocumentKind::Json | DocumentKind::Nested | DocumentKind::Names => true,
        DocumentKind::Ratios => is_of_numbers(typed),
    };
    sound.then(|| Document(typed.to_owned())).ok_or(NOT_RATIOS)
}

/// Returns whether JSON is an object of numbers.
fn is_of_numbers(json: &str) -> bool {
    let (mut depth, mut in_text, mut is_escaped, mut is_due) = (0_usize, false, false, false);
    for byte in json.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        if is_due && byte != b'-' && !byte.is_ascii_digit() {
            return false;
        }
        is_due = false;
        match byte {
            // Only an object is let in, and no other in it.
            b'{' if depth == 0 => depth = 1,
            _ if depth == 0 => return false,
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'}' => depth -= 1,
            b':' => is_due = true,
            _ => {}
        }
    }
    true
}

/// Reads a typed id, trimmed.
///
/// # Errors
/// What is wrong with the id.
pub fn read_id(typed: &str) -> Result<&str, Text> {
    match typed.trim() {
        "" => Err(ID_EMPTY),
        id if id.contains(|c: char| c.is_whitespace() || c.is_control()) => Err(ID_BLANK),
        id if !is_addressable(id) => Err(ID_DOTS),
        id => Ok(id),
    }
}

/// Reads a pasted key, trimmed.
///
/// # Errors
/// What is wrong with the key: a blank, a line break or a character that an HTTP header cannot
/// carry means that the paste is broken.
pub fn read_key(pasted: &str) -> Result<&str, Text> {
    match pasted.trim() {
        "" => Err(KEY_EMPTY),
        key if key.bytes().all(|byte| byte.is_ascii_graphic()) => Ok(key),
        _ => Err(KEY_BROKEN),
    }
}

/// Returns the limits of an input as a hint: `A whole number from 0 to 86400.`
#[must_use]
pub fn allowed(input: &Input) -> Option<Phrase> {
    Some(match input.control {
        Control::Whole { least, most } => {
            let words =
                text!("A whole number from {least} to {most}." / "{least} 到 {most} 之间的整数。");
            Phrase::from(words)
                .with("least", least.to_string())
                .with("most", most.to_string())
        }
        Control::Decimal { places, .. } => Phrase::from(text!(
            "At most {n} decimal." / "At most {n} decimals." / "最多 {n} 位小数。"
        ))
        .with("n", usize::from(places)),
        Control::Text { most } | Control::Prose { most } => Phrase::from(text!(
            "At most {n} character." / "At most {n} characters." / "最多 {n} 个字符。"
        ))
        .with("n", most),
        Control::Lines { most } | Control::Words { most } => Phrase::from(text!(
            "At most {n} line." / "At most {n} lines." / "最多 {n} 行。"
        ))
        .with("n", most),
        _ => return None,
    })
}

/// How far the operator's time zone is ahead of UTC at an instant, in minutes.
pub type Offset<'a> = &'a dyn Fn(UnixSeconds) -> i32;

/// Formats a value as the text of its input, so that reading it gives the same value. A time has no
/// text without a clock.
#[must_use]
pub fn typed(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Truth(truth) => truth.to_string(),
        Value::Whole(whole) => whole.to_string(),
        Value::Decimal(value) => value.text.clone(),
        Value::Amount(amount) => amount.value.plain(),
        Value::QuotaUnits(units) => units.0.to_string(),
        Value::Percent(percent) => percent.plain(),
        Value::Ref(reference) => reference.label().to_owned(),
        Value::Words(words) => words.join("\n"),
        Value::Document(document) => document.0.clone(),
        Value::Missing
        | Value::Null
        | Value::Unreadable(_)
        | Value::Budget(_)
        | Value::Window(_)
        | Value::Time(_) => String::new(),
    }
}

#[cfg(test)]
mod tests;

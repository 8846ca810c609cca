//! The rule for names, which keys, pools and upstreams share (contract 5.1), and whether one is taken.

use crate::schema::{Asked, Context, Field, Input, Str, Value, WhyNot};
use crate::text;
use crate::words::Text;

/// The field of a row, and of a form, that holds a name.
pub const NAME: Field<String> = Field::new("name");

/// Asks for a name under this id.
#[must_use]
pub const fn name_input(id: Str, hint: Text) -> Asked<String> {
    Input::text(id, text!("Name" / "名称"), 128)
        .hint(hint)
        .required(text!("Give it a name." / "请命名。"))
        .check(|value, _| problem(value))
}

fn problem(value: &Value) -> Option<Text> {
    match value {
        Value::Text(name) if name.trim().is_empty() => Some(text!("Give it a name." / "请命名。")),
        Value::Text(name) if name.trim().chars().any(char::is_control) => Some(text!(
            "A name has no line breaks or control characters." / "名称不能包含换行或控制字符。"
        )),
        Value::Text(name) if name.trim().chars().count() > 128 => {
            Some(text!("At most 128 characters." / "最多 128 个字符。"))
        }
        _ => None,
    }
}

/// Returns the name that was typed, without blanks at its ends.
///
/// # Errors
/// When the form let no name through.
pub fn name(context: &Context, field: &Field<String>) -> Result<String, WhyNot> {
    let typed = context.want(field)?;
    match typed.trim() {
        "" => Err(WhyNot::BUG),
        name => Ok(name.to_owned()),
    }
}

/// Returns whether a row has the name that was typed, among those of the list that were read.
#[must_use]
pub fn is_taken(context: &Context, of: &str) -> bool {
    let wanted = context.input.text(&NAME).trim();
    let seen = context.seen(of);
    seen.is_some_and(|seen| seen.rows.iter().any(|row| row.text(&NAME).trim() == wanted))
}

#[cfg(test)]
mod tests {
    use super::problem;
    use crate::schema::Value;

    #[test]
    fn names() {
        let check = |typed: &str, is_fit| {
            assert_eq!(
                problem(&Value::Text(typed.into())).is_none(),
                is_fit,
                "{typed:?}"
            );
        };
        check(" Team A ", true);
        check(" \t", false);
        check("a\u{7}b", false);
        check(&"é".repeat(128), true);
        check(&"é".repeat(129), false);
    }
}

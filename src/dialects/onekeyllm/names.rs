//! The rule for names of keys, pools and upstreams (contract 5.1), and whether a name is taken.

use crate::schema::{Context, Field, Input, Str, TypedInput, Value, WhyNot};
use crate::text;
use crate::words::Text;

/// The name, in a row and in a form.
pub const NAME: Field<String> = Field::new("name");

/// Makes an input for a name with this id.
#[must_use]
pub const fn name_input(id: Str, hint: Text) -> TypedInput<String> {
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

/// Returns the typed name, trimmed.
///
/// # Errors
/// When the form has no valid name.
pub fn name(context: &Context, field: &Field<String>) -> Result<String, WhyNot> {
    let typed = context.want(field)?;
    match typed.trim() {
        "" => Err(WhyNot::BUG),
        name => Ok(name.to_owned()),
    }
}

/// Returns whether one of the rows that were read has the typed name.
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

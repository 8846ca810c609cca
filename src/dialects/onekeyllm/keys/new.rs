//! The inputs of a new key, and the request's body (contract 5.3).

use crate::call::Body;
use crate::domain::time::UnixSeconds;
use crate::schema::{Choices, Context, Input, Ref, TypedInput, Value, WhyNot};
use crate::text;
use crate::words::Text;

use super::super::budgets::{self, with_limit};
use super::super::names::name_input;
use super::value::{DEFAULT, FOUNDATIONS};

/// The hint of a key's name.
pub const NAME_HINT: Text =
    text!("What it is for, e.g. the team and the program." / "用途，如团队和程序名称。");

/// The name.
pub const NAME: TypedInput<String> = name_input("name", NAME_HINT);

/// The pool.
pub const POOL: TypedInput<Ref> = Input::pick(
    "pool",
    text!("Pool" / "资源池"),
    "pools",
    Some(text!("None" / "无")),
)
.initial(|_| Value::Null);

/// Whether it has a limit.
pub const LIMIT_CHOICE: TypedInput<String> = budgets::LIMIT_CHOICE.note(|value| {
    let words = text!(
        "A key without a limit can spend everything behind this gateway."
            / "无限额的密钥可以花掉此网关后的全部额度。"
    );
    (*value == Value::Text("unlimited".to_owned())).then_some(words)
});

const EXPIRIES: Choices = &[
    ("never", text!("Never" / "永不")),
    ("7", text!("In 7 days" / "7 天后")),
    ("30", text!("In 30 days" / "30 天后")),
    ("90", text!("In 90 days" / "90 天后")),
    ("at", text!("At a date" / "指定日期")),
];

/// When it expires.
pub const EXPIRY: TypedInput<String> = Input::select("expiry", text!("Expires" / "到期"), EXPIRIES)
    .required(text!("Choose when it expires." / "请选择到期时间。"))
    .initial(|_| Value::Text("never".to_owned()));

/// The time of expiry.
pub const EXPIRES_AT: TypedInput<UnixSeconds> =
    Input::moment("expires_at", text!("Date and time" / "日期和时间"))
        .required(text!("Choose a date and a time." / "请选择日期和时间。"))
        .shown(|asked| asked.form.text(&EXPIRY) == "at")
        .check(|value, now| match value {
            Value::Time(end) if *end <= now => {
                Some(text!("That moment has passed." / "该时间已过。"))
            }
            _ => None,
        });

/// The providers that it may use.
pub const FOUNDATION: TypedInput<String> =
    Input::select("foundation", text!("Foundation" / "模型来源"), FOUNDATIONS)
        .initial(|_| Value::Text(DEFAULT.to_owned()));

/// Makes the body, with only the chosen fields.
///
/// # Errors
/// When the form has no valid value.
pub fn body(context: &Context, name: String) -> Result<Body, WhyNot> {
    let mut body = with_limit(Body::object([("name", Body::Text(name))]), context)?;
    match context.input.text(&FOUNDATION) {
        "" | DEFAULT => {}
        word => body = body.with("foundation", Body::text(word)),
    }
    Ok(match end(context)? {
        Some(end) => body.with("expires_at", Body::whole(end.0)),
        None => body,
    })
}

/// Adds the chosen pool to a body.
///
/// # Errors
/// When the form has no valid value.
pub fn with_pool(body: Body, context: &Context) -> Result<Body, WhyNot> {
    match context.input.value(POOL.id) {
        Value::Ref(pool) => {
            let id = pool.id.as_ref().ok_or(WhyNot::BUG)?;
            Ok(body.with("pool_id", Body::id(id)))
        }
        Value::Null | Value::Missing => Ok(body),
        _ => Err(WhyNot::BUG),
    }
}

fn end(context: &Context) -> Result<Option<UnixSeconds>, WhyNot> {
    match context.input.text(&EXPIRY) {
        "never" => Ok(None),
        "at" => context.want(&EXPIRES_AT).map(Some),
        days => {
            let days: i64 = days.parse().map_err(|_| WhyNot::BUG)?;
            Ok(Some(UnixSeconds(context.now.0 + days * 86_400)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::EXPIRES_AT;
    use crate::domain::time::UnixSeconds;
    use crate::schema::Value;

    #[test]
    fn an_end_lies_ahead() {
        let check = |end, is_fit| {
            let problem = (EXPIRES_AT.spec.check)(&Value::Time(UnixSeconds(end)), UnixSeconds(100));
            assert_eq!(problem.is_none(), is_fit, "{end}");
        };
        check(101, true);
        check(100, false);
    }
}

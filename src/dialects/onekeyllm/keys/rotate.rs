//! Gives a key a new value; the old one works for another 0 to 86 400 seconds (contract 5.3).

use crate::call::{Body, Write};
use crate::domain::time::UnixSeconds;
use crate::schema::{
    Action, Choices, Confirm, Context, FieldValue, Finding, Input, Level, Step, Target, TypedInput,
    Undo, Value, WhyNot, always, differs,
};
use crate::text;

use super::super::who::organization_only;
use super::fields::REDACTED_VALUE;
use super::rules::{in_use, telling_value, used_meanwhile};
use super::value::value;

const GRACES: Choices = &[
    ("0", text!("Not at all" / "不保留")),
    ("900", text!("15 minutes" / "15 分钟")),
    ("3600", text!("1 hour" / "1 小时")),
    ("86400", text!("24 hours" / "24 小时")),
    ("other", text!("Another time" / "自定义")),
];

/// Initially an hour: long enough to distribute the new value.
const GRACE: TypedInput<String> = Input::radio(
    "grace",
    text!("The old value works for" / "旧值保留时间"),
    GRACES,
)
.required(text!(
    "Choose how long the old value works." / "请选择旧值的有效时间。"
))
.initial(|_| Value::Text("3600".to_owned()));

const GRACE_SECONDS: TypedInput<i64> =
    Input::whole("grace_seconds", text!("Seconds" / "秒数"), 0, 86_400)
        .hint(text!(
            "A whole number from 0 to 86400, which is 24 hours."
                / "0 到 86400（即 24 小时）之间的整数。"
        ))
        .required(text!("Type a number of seconds." / "请输入秒数。"))
        .shown(|asked| asked.form.text(&GRACE) == "other");

/// The action.
pub static ROTATE_KEY: Action = Action {
    id: "rotate-key",
    on: Target::Row,
    button: text!("Rotate" / "轮换"),
    title: text!("Rotate key" / "轮换密钥"),
    lead: Some(text!(
        "Only the value changes: id, name, budget and pool stay the same. The new value is shown once, in the response."
            / "仅更换密钥值：标识、名称、预算和资源池不变。新值仅在响应中显示一次。"
    )),
    sentence: |_| {
        text!(
            "Replace the value of “{name}” ({id}) with a new one."
                / "为“{name}”（{id}）生成新值，替换正在使用的值。"
        )
    },
    verb: |_| text!("Rotate key" / "轮换密钥"),
    inputs: &[GRACE.spec, GRACE_SECONDS.spec],
    check: |_| None,
    facts: &["redacted_value", "last_used_at"],
    lookups: &[],
    offered: always,
    why_not: |context| organization_only(context).or_else(|| used_meanwhile(context)),
    notes,
    plan: |context| {
        let seconds = grace_seconds(context).ok_or(WhyNot::BUG)?;
        let before = telling_value(context.row).map(str::to_owned);
        let template = "/v1/organization/admin_api_keys/{}/rotate";
        let write = Write::post(template, [context.at.part()])
            .body(Body::object([(
                "grace_period_seconds",
                Body::whole(seconds),
            )]))
            .keyed(context.fresh);
        Ok(vec![Step::new(
            write,
            differs(context.at, &REDACTED_VALUE, before),
        )])
    },
    confirm: Confirm::TypeNameIf(|context| {
        (grace_seconds(context) == Some(0)).then_some(text!(
            "The old value stops working at once: whatever uses it is cut off until it has the new one."
                / "旧值立即失效：使用它的程序在获得新值之前都会中断。"
        ))
    }),
    undo: Undo::Not(text!(
        "Cannot be undone: the gateway keeps only hashes, so the old value cannot be restored."
            / "无法撤销：网关只保存哈希值，无法恢复旧值。"
    )),
    yields: value(
        text!(
            "The old value was replaced, but the new one did not arrive with the response and cannot be read again. Sending again with the same idempotency key may return it, for about five minutes; a gateway that ignores such keys would create yet another value. Otherwise rotate once more."
                / "旧值已被替换，但新值未随响应到达，也无法再读取。约五分钟内使用相同的幂等键再次发送可能取回；若网关忽略幂等键，则会再生成一个新值。否则请再次轮换。"
        ),
        Some("previous_value_expires_at"),
    ),
    destroys: false,
    if_applied_twice: text!(
        "The value that was shown may have stopped working. Rotate once more if it does not work."
            / "显示的值可能已失效。若其不可用，请再次轮换。"
    ),
};

/// Returns the chosen or typed seconds; `None` while they are not valid.
fn grace_seconds(context: &Context) -> Option<i64> {
    let seconds = match context.input.text(&GRACE) {
        "other" => *context.input.get(&GRACE_SECONDS)?,
        word => word.parse().ok()?,
    };
    (0..=86_400).contains(&seconds).then_some(seconds)
}

fn notes(context: &Context) -> Vec<Finding> {
    let in_use = in_use(
        context,
        text!(
            "This key was used within the last hour. Whatever uses it needs the new value before the old one stops working."
                / "此密钥在过去一小时内被使用过。使用它的程序须在旧值失效前换用新值。"
        ),
    );
    let ends = grace_seconds(context).map(|seconds| match seconds {
        0 => Finding::new(
            Level::Caution,
            text!(
                "The old value stops working at once, when the gateway responds."
                    / "旧值在网关响应时立即失效。"
            ),
        ),
        _ => Finding::new(
            Level::Note,
            text!(
                "If sent now, the old value stops working at {ends}."
                    / "若现在发送，旧值将于 {ends} 失效。"
            ),
        )
        .with(
            "ends",
            UnixSeconds(context.now.0.saturating_add(seconds)).value(),
        ),
    });
    in_use.into_iter().chain(ends).collect()
}

#[cfg(test)]
mod tests {
    use super::ROTATE_KEY;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &ROTATE_KEY,
            r#"
            row {"redacted_value":"sk-...abcd"}
            form {"grace":"3600"}
            => sends POST /v1/organization/admin_api_keys/row%2F1/rotate {"grace_period_seconds":3600} keyed; redacted_value differs from Text("sk-...abcd")
            form {"grace":"0"} => sends POST /v1/organization/admin_api_keys/row%2F1/rotate {"grace_period_seconds":0} keyed; redacted_value differs from Text("sk-...abcd")
            form {"grace":"other","grace_seconds":"90"} => sends POST /v1/organization/admin_api_keys/row%2F1/rotate {"grace_period_seconds":90} keyed; redacted_value differs from Text("sk-...abcd")
            row {"redacted_value":"sk-lazytech-"} => sends POST /v1/organization/admin_api_keys/row%2F1/rotate {"grace_period_seconds":3600} keyed; redacted_value differs from Missing
            form {"grace":"other"} => refuses This console made a mistake
            row {"last_used_at":1000000} & shown {"last_used_at":null} => refuses The key was used since
            => notes If sent now, the old value stops working at 1970-01-12 14:46:40.
            => types
            form {"grace":"0"} => notes The old value stops working at once
            form {"grace":"0"} => types The old value stops working at once
            form {"grace":"0"} & row {"last_used_at":1000000} => notes This key was used within the last hour / The old value stops
            "#,
        );
    }
}

//! Sets an option that is a secret. It is typed once and never shown (contract 4.2).

use super::known::is_secret;
use super::{KEY, save};
use crate::call::{Body, Hole};
use crate::domain::ids::id;
use crate::schema::{
    Action, Check, Confirm, Hidden, Input, SAME_TWICE, Step, Target, TypedInput, Undo, WhyNot,
    Yields,
};
use crate::text;

const TO: TypedInput<Hidden> = Input::secret("secret", text!("New value" / "新值"))
    .hint(text!(
        "Sent to the gateway once. It is not stored here, and the gateway does not show it."
            / "仅发送给网关一次。此处不会保存，网关也不会显示。"
    ))
    .required(text!(
        "Paste the value. To remove it, use “Clear”." / "请粘贴新值。如需移除，请使用“清除”。"
    ));

/// The action.
pub static SET_SECRET_OPTION: Action = Action {
    id: "set-secret-option",
    on: Target::Row,
    button: text!("Set" / "设置"),
    title: text!("Set a secret option" / "设置机密选项"),
    lead: None,
    sentence: |_| text!("Replace the value of {name}." / "替换 {name} 的值。"),
    verb: |_| text!("Set secret" / "设置机密"),
    inputs: &[TO.spec],
    check: |_| None,
    facts: &["state"],
    lookups: &[],
    offered: |row| is_secret(row.text(&KEY)),
    why_not: save::why_not,
    notes: save::notes,
    plan: |context| {
        if context.secret(&TO).blank {
            return Err(WhyNot::BUG);
        }
        let value = Body::Hole(Hole::Secret(id(TO.field.id)));
        let write = save::put(save::key(context)?, value);
        // No version shows a secret again, so there is nothing to compare.
        Ok(vec![Step::new(write, Check::ResponseOnly)])
    },
    confirm: Confirm::Review,
    undo: Undo::Not(text!(
        "Cannot be undone: the gateway does not show the value before."
            / "无法撤销：网关不会显示之前的值。"
    )),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::SET_SECRET_OPTION;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &SET_SECRET_OPTION,
            r##"
            at {"id":"SMTPToken","name":"SMTPToken"} & row {"key":"SMTPToken"} & form {"secret":"x"}
            => sends PUT /api/option/ {"key":"SMTPToken","value":"‹secret›"}; the response tells
            => says Replace the value of SMTPToken. / Set secret
            form {"secret":false} => refuses This console made a mistake
            who {"role":"admin"} => refuses Your token belongs to an admin.
            "##,
        );
    }
}

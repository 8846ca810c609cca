//! Clears an option that is a secret. An empty value does so in the original only; the fork ignores
//! it and needs `clear` (contract 4.2, 8).

use super::known::is_secret;
use super::{KEY, save};
use crate::call::Body;
use crate::schema::{Action, Check, Confirm, SAME_TWICE, Step, Target, Undo, WhyNot, Yields};
use crate::text;

use super::super::version::Version;
use super::super::who::version;

/// The action.
pub static CLEAR_SECRET_OPTION: Action = Action {
    id: "clear-secret-option",
    on: Target::Row,
    button: text!("Clear" / "清除"),
    title: text!("Clear a secret option" / "清除机密选项"),
    lead: None,
    sentence: |_| text!("Remove the value of {name}." / "移除 {name} 的值。"),
    verb: |_| text!("Clear secret" / "清除机密"),
    inputs: &[],
    check: |_| None,
    facts: &["state"],
    lookups: &[],
    offered: |row| is_secret(row.text(&KEY)),
    why_not: |context| {
        const IGNORED: WhyNot = WhyNot {
            words: text!(
                "This version of the gateway may ignore an empty value and still report success, and no call shows whether it did."
                    / "此版本的网关可能忽略空值却仍返回成功，且无法查询实际结果。"
            ),
            source: "4.2, 8",
        };
        let ignored = version(context.who) == Version::F1;
        save::why_not(context).or_else(|| ignored.then_some(IGNORED))
    },
    notes: save::notes,
    plan: |context| {
        let (key, value) = (save::key(context)?, Body::text(""));
        let write = match version(context.who) {
            Version::U => save::put(key, value),
            _ => save::put_also(key, value, ("clear", Body::Truth(true))),
        };
        Ok(vec![Step::new(write, Check::ResponseOnly)])
    },
    confirm: Confirm::TypeName(text!(
        "What needs it stops working at once." / "依赖它的功能会立即停止工作。"
    )),
    undo: Undo::Not(text!(
        "Cannot be undone: the gateway does not show the value before."
            / "无法撤销：网关不会显示之前的值。"
    )),
    yields: Yields::Nothing,
    destroys: true,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::CLEAR_SECRET_OPTION;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &CLEAR_SECRET_OPTION,
            r##"
            at {"id":"SMTPToken","name":"SMTPToken"} & row {"key":"SMTPToken"}
            => sends PUT /api/option/ {"key":"SMTPToken","value":"","clear":true}; the response tells
            who {"version":"u"} => sends PUT /api/option/ {"key":"SMTPToken","value":""}; the response tells
            who {"version":"f1"} => refuses This version of the gateway may ignore
            => types What needs it stops working at once
            who {"role":"admin"} => refuses Your token belongs to an admin.
            "##,
        );
    }
}

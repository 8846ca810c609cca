//! Deletes a user that was disabled first, by id (contract 3.2).

use super::fields::{DELETED, ENABLED, STATUS};
use super::{disable, manage};
use crate::call::Write;
use crate::schema::{
    Action, Confirm, Finding, Level, SAME_TWICE, Step, Target, Undo, WhyNot, Yields, becomes,
};
use crate::text;

const STAYS: Finding = Finding::new(
    Level::Caution,
    text!(
        "The gateway keeps the row under another name, and its logs. Whoever may enable users can bring it back, with its old access token and relay keys."
            / "网关以其他名称保留该记录及其日志。有权启用用户的人可以将其恢复，旧的访问令牌和中转密钥随之有效。"
    ),
);

/// The action.
pub static DELETE_USER: Action = Action {
    id: "delete-user",
    on: Target::Row,
    button: text!("Delete" / "删除"),
    title: text!("Delete a user" / "删除用户"),
    lead: None,
    sentence: |_| text!("Delete the user “{name}” ({id})." / "删除用户“{name}”（{id}）。"),
    verb: |_| text!("Delete user" / "删除用户"),
    inputs: &[],
    check: |_| None,
    facts: &["status", "role", "group", "quota", "used_quota"],
    lookups: &[],
    offered: |row| row.text(&STATUS) != DELETED,
    why_not: |context| {
        const ENABLED_STILL: WhyNot = WhyNot {
            words: text!(
                "Disable it first: then nothing is lost if it is still needed."
                    / "请先禁用：如仍需要则不会丢失任何内容。"
            ),
            source: "3.2",
        };
        let is_on = context.row.text(&STATUS) == ENABLED;
        manage::why_no_manage(context).or_else(|| is_on.then_some(ENABLED_STILL))
    },
    notes: |_| vec![STAYS, disable::UNTIL],
    plan: |context| {
        let write = Write::delete("/api/user/{}", [context.at.part()]);
        let to = Some(DELETED.to_owned());
        let step = Step::new(write, becomes(context.at, &STATUS, context.row, to));
        let still = context.row.text(&STATUS).to_owned();
        Ok(vec![step.precondition(context.at, &STATUS, still)])
    },
    confirm: Confirm::TypeName(text!(
        "Its name is gone afterwards, and its balance cannot be spent."
            / "删除后其用户名不再存在，余额无法使用。"
    )),
    undo: Undo::Not(text!(
        "Cannot be undone from here: the gateway renames a deleted user."
            / "无法在此撤销：网关会重命名已删除的用户。"
    )),
    yields: Yields::Nothing,
    destroys: true,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::DELETE_USER;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DELETE_USER,
            r##"
            at {"id":"u-1","name":"dave"} & row {"uuid":"u-1","username":"dave","status":2,"role":1}
            => sends DELETE /api/user/u-1; status becomes 3; status still
            => types Its name is gone afterwards
            => notes The gateway keeps the row under another name / Access token, sessions and relay keys
            row {"status":1} => refuses Disable it first
            row {"role":100} => refuses This is root
            row {"role":10} & who {"role":"admin"} => refuses The gateway lets an admin change only
            "##,
        );
    }
}

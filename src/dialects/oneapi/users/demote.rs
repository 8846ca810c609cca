//! Takes the admin rights of a user (contract 1.2, 3.2).

use super::fields::ROLE;
use super::{manage, promote};
use crate::schema::{
    Action, Confirm, Finding, Level, SAME_TWICE, Target, Undo, WhyNot, Yields, becomes,
};
use crate::text;

/// The action.
pub static DEMOTE_USER: Action = Action {
    id: "demote-user",
    on: Target::Row,
    button: text!("Take admin rights" / "取消管理员"),
    title: text!("Take admin rights" / "取消管理员"),
    lead: None,
    sentence: |_| {
        text!("Take the admin rights of “{name}” ({id})." / "取消“{name}”（{id}）的管理员权限。")
    },
    verb: |_| text!("Take admin rights" / "取消管理员"),
    inputs: &[],
    check: |_| None,
    facts: &["role", "status", "group"],
    lookups: &[],
    offered: |row| row.text(&ROLE) == "admin",
    why_not: |context| {
        const ALREADY: WhyNot = WhyNot {
            words: text!("It is not an admin." / "此用户不是管理员。"),
            source: "3.2",
        };
        let differs = context.row.text(&ROLE) != "admin";
        manage::why_no_manage(context).or_else(|| differs.then_some(ALREADY))
    },
    notes: |_| {
        const SESSIONS: Finding = Finding::new(
            Level::Caution,
            text!(
                "A session that exists keeps its admin rights until it signs in again. Disable the user to end it at once."
                    / "已有会话在重新登录前保留管理员权限。如需立即终止，请禁用该用户。"
            ),
        );
        vec![SESSIONS]
    },
    plan: |context| {
        let check = becomes(context.at, &ROLE, context.row, Some("common".to_owned()));
        Ok(vec![manage::by_name(context, "demote", check)?])
    },
    confirm: Confirm::Review,
    undo: Undo::By(|| &promote::PROMOTE_USER),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::DEMOTE_USER;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DEMOTE_USER,
            r##"
            at {"id":"u-1","name":"dave"} & row {"uuid":"u-1","username":"dave","status":1,"role":10}
            => sends POST /api/user/manage {"username":"dave","action":"demote"}; role becomes common; username still
            => notes A session that exists keeps its admin rights
            row {"role":1} => refuses It is not an admin.
            row {"role":100} => refuses This is root
            who {"role":"admin"} => refuses The gateway lets an admin change only
            "##,
        );
    }
}

//! Makes a user an admin, which only root may (contract 1.4, 3.2).

use super::super::who::why_no_root_write;
use super::fields::ROLE;
use super::{demote, manage};
use crate::schema::{
    Action, Confirm, Finding, Level, SAME_TWICE, Target, Undo, WhyNot, Yields, becomes,
};
use crate::text;

/// The action.
pub static PROMOTE_USER: Action = Action {
    id: "promote-user",
    on: Target::Row,
    button: text!("Make admin" / "设为管理员"),
    title: text!("Make admin" / "设为管理员"),
    lead: None,
    sentence: |_| text!("Make “{name}” ({id}) an admin." / "将“{name}”（{id}）设为管理员。"),
    verb: |_| text!("Make admin" / "设为管理员"),
    inputs: &[],
    check: |_| None,
    facts: &["role", "status", "group"],
    lookups: &[],
    offered: |row| row.text(&ROLE) == "common",
    why_not: |context| {
        const ALREADY: WhyNot = WhyNot {
            words: text!("It is an admin already." / "此用户已是管理员。"),
            source: "3.2",
        };
        let differs = context.row.text(&ROLE) != "common";
        why_no_root_write(context.who).or_else(|| differs.then_some(ALREADY))
    },
    notes: |_| {
        const SESSIONS: Finding = Finding::new(
            Level::Note,
            text!(
                "A session that exists keeps the role it signed in with; the access token has the new one at once."
                    / "已有会话保持登录时的角色；访问令牌立即使用新角色。"
            ),
        );
        vec![SESSIONS]
    },
    plan: |context| {
        let check = becomes(context.at, &ROLE, context.row, Some("admin".to_owned()));
        Ok(vec![manage::by_name(context, "promote", check)?])
    },
    confirm: Confirm::TypeName(text!(
        "An admin reads every relay key, also those of root, and can top up anyone, itself too."
            / "管理员可读取所有中转密钥（包括 root 的），并可为任何人充值，包括自己。"
    )),
    undo: Undo::By(|| &demote::DEMOTE_USER),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::PROMOTE_USER;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &PROMOTE_USER,
            r##"
            at {"id":"u-1","name":"dave"} & row {"uuid":"u-1","username":"dave","status":1,"role":1}
            => sends POST /api/user/manage {"username":"dave","action":"promote"}; role becomes admin; username still
            => types An admin reads every relay key
            row {"role":10} => refuses It is an admin already.
            row {"username":""} => refuses This user has no name
            who {"role":"admin"} => refuses Your token belongs to an admin.
            "##,
        );
    }
}

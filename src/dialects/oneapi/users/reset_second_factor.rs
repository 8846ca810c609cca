//! Switches off a user's second factor, for one who lost the device (contract 3.2). Only the fork has one,
//! and no row says who uses it.

use super::super::version::Version;
use super::super::who::version;
use super::manage;
use crate::call::Write;
use crate::schema::{
    Action, Check, Confirm, Finding, Level, SAME_TWICE, Step, Target, Undo, WhyNot, Yields, always,
};
use crate::text;

/// The action.
pub static RESET_SECOND_FACTOR: Action = Action {
    id: "reset-second-factor",
    on: Target::Row,
    button: text!("Reset second factor" / "重置两步验证"),
    title: text!("Reset the second factor" / "重置两步验证"),
    lead: None,
    sentence: |_| {
        text!(
            "Switch off the second factor of “{name}” ({id})." / "关闭“{name}”（{id}）的两步验证。"
        )
    },
    verb: |_| text!("Reset second factor" / "重置两步验证"),
    inputs: &[],
    check: |_| None,
    facts: &["status", "role"],
    lookups: &[],
    offered: always,
    why_not: |context| {
        const NOT_IN_ORIGINAL: WhyNot = WhyNot {
            words: text!("The original gateway has no second factor." / "原版网关没有两步验证。"),
            source: "8",
        };
        let is_original = version(context.who) == Version::U;
        manage::why_no_change(context).or_else(|| is_original.then_some(NOT_IN_ORIGINAL))
    },
    notes: |_| {
        const PASSWORD_ONLY: Finding = Finding::new(
            Level::Caution,
            text!(
                "From then on the password alone signs in, until the user sets up a second factor again. Make sure that it is the user who asks."
                    / "此后仅凭密码即可登录，直到用户重新设置两步验证。请确认确为本人请求。"
            ),
        );
        vec![PASSWORD_ONLY]
    },
    plan: |context| {
        let write = Write::post("/api/user/totp/disable/{}", [context.at.part()]);
        Ok(vec![Step::new(write, Check::ResponseOnly)])
    },
    confirm: Confirm::TypeName(text!(
        "Anyone who knows the password can sign in afterwards." / "此后任何知道密码的人都可登录。"
    )),
    undo: Undo::Not(text!(
        "Cannot be undone: only the user can set it up again."
            / "无法撤销：只有用户本人可以重新设置。"
    )),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::RESET_SECOND_FACTOR;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &RESET_SECOND_FACTOR,
            r##"
            at {"id":"u-1","name":"dave"} & row {"uuid":"u-1","username":"dave","status":1,"role":1}
            => sends POST /api/user/totp/disable/u-1; the response tells
            => types Anyone who knows the password
            => notes From then on the password alone signs in
            who {"version":"u"} => refuses The original gateway has no second factor.
            row {"role":10} & who {"role":"admin"} => refuses The gateway lets an admin change only
            "##,
        );
    }
}

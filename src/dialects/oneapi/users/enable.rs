//! Enables users, also one that was deleted: it comes back with its old keys (contract 3.2).

use super::fields::{DELETED, ENABLED, QUOTA, STATUS};
use super::{disable, manage};
use crate::domain::quota::QuotaUnits;
use crate::schema::{
    Action, Confirm, Context, Finding, Level, SAME_TWICE, Target, Undo, WhyNot, Yields, becomes,
};
use crate::text;

/// The action.
pub static ENABLE_USERS: Action = Action {
    id: "enable-users",
    on: Target::Rows { most: 100 },
    button: text!("Enable" / "启用"),
    title: text!("Enable a user" / "Enable {n} users" / "启用用户（{n} 个）"),
    lead: None,
    sentence: |summary| match summary.count() {
        1 => text!(
            "Enable the user “{name}” ({id}): its keys work again at once."
                / "启用用户“{name}”（{id}）：其密钥立即恢复可用。"
        ),
        _ => text!(
            "Enable {n} users: their keys work again at once."
                / "启用 {n} 个用户：其密钥立即恢复可用。"
        ),
    },
    verb: |summary| match summary.count() {
        1 => text!("Enable user" / "启用用户"),
        _ => text!("Enable {n} users" / "启用 {n} 个用户"),
    },
    inputs: &[],
    check: |_| None,
    facts: &["status", "role", "group", "quota"],
    lookups: &[],
    offered: |row| row.text(&STATUS) != ENABLED,
    why_not: |context| {
        const ENABLED_ALREADY: WhyNot = WhyNot {
            words: text!("It is enabled already." / "此用户已启用。"),
            source: "3.2",
        };
        let is_on = context.row.text(&STATUS) == ENABLED;
        manage::why_no_change(context).or_else(|| is_on.then_some(ENABLED_ALREADY))
    },
    notes,
    plan: |context| {
        let to = Some(ENABLED.to_owned());
        let check = becomes(context.at, &STATUS, context.row, to);
        Ok(vec![manage::by_name(context, "enable", check)?])
    },
    confirm: Confirm::TypeNameIf(|context| {
        (context.row.text(&STATUS) == DELETED).then_some(text!(
            "It was deleted. It comes back under the name that the gateway made, with its old access token and relay keys."
                / "该用户已被删除。恢复后使用网关生成的名称，旧的访问令牌和中转密钥重新有效。"
        ))
    }),
    undo: Undo::By(|| &disable::DISABLE_USERS),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn notes(context: &Context) -> Vec<Finding> {
    let spent = context
        .row
        .get(&QUOTA)
        .is_some_and(|QuotaUnits(left)| *left <= 0);
    let words = text!(
        "No quota is left, so calls are refused all the same until it is topped up."
            / "没有剩余额度，充值前请求仍会被拒绝。"
    );
    spent
        .then(|| Finding::new(Level::Caution, words))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ENABLE_USERS;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &ENABLE_USERS,
            r##"
            at {"id":"u-1","name":"dave"} & row {"uuid":"u-1","username":"dave","status":2,"role":1,"quota":5}
            => sends POST /api/user/manage {"username":"dave","action":"enable"}; status becomes 1; username still
            => notes
            => types
            row {"quota":0} => notes No quota is left
            row {"quota":-5} => notes No quota is left
            row {"status":3,"username":"deleted_0123456789abcdef0123456789abcdef"} => types It was deleted.
            row {"status":1} => refuses It is enabled already.
            row {"username":""} => refuses This user has no name
            row {"role":10} & who {"role":"admin"} => refuses The gateway lets an admin change only
            "##,
        );
    }
}

//! Disables users: their calls are refused (contract 1.2, 3.2). The status 3 is never set: it only hides an
//! account whose keys go on working.

use super::fields::{DISABLED, STATUS};
use super::{enable, manage};
use crate::schema::{
    Action, Confirm, Finding, Level, SAME_TWICE, Target, Undo, WhyNot, Yields, becomes,
};
use crate::text;

/// What goes on working after a user is cut off, and until when.
pub const UNTIL: Finding = Finding::new(
    Level::Note,
    text!(
        "Access token, sessions and relay keys are refused at once where the gateway runs alone and without a cache. With several nodes or a cache, relay keys can work for up to two minutes more, and a session on another node until it signs in again. Calls under way end as usual."
            / "若网关为单节点且无缓存，访问令牌、会话和中转密钥立即失效。若为多节点或有缓存，中转密钥最多还能使用两分钟，其他节点上的会话在重新登录前仍有效。进行中的请求正常结束。"
    ),
);

/// The action.
pub static DISABLE_USERS: Action = Action {
    id: "disable-users",
    on: Target::Rows { most: 100 },
    button: text!("Disable" / "禁用"),
    title: text!("Disable a user" / "Disable {n} users" / "禁用用户（{n} 个）"),
    lead: None,
    sentence: |summary| match summary.count() {
        1 => text!(
            "Disable the user “{name}” ({id}): all its calls and keys are refused."
                / "禁用用户“{name}”（{id}）：其全部请求和密钥均被拒绝。"
        ),
        _ => text!(
            "Disable {n} users: all their calls and keys are refused."
                / "禁用 {n} 个用户：其全部请求和密钥均被拒绝。"
        ),
    },
    verb: |summary| match summary.count() {
        1 => text!("Disable user" / "禁用用户"),
        _ => text!("Disable {n} users" / "禁用 {n} 个用户"),
    },
    inputs: &[],
    check: |_| None,
    facts: &["status", "role", "group", "quota"],
    lookups: &[],
    offered: |row| row.text(&STATUS) != DISABLED,
    why_not: |context| {
        const DISABLED_ALREADY: WhyNot = WhyNot {
            words: text!("It is disabled already." / "此用户已禁用。"),
            source: "3.2",
        };
        // The keys of an account that was only marked as deleted go on working (contract 0.16), so that
        // one can be cut off too.
        let is_off = context.row.text(&STATUS) == DISABLED;
        manage::why_no_manage(context).or_else(|| is_off.then_some(DISABLED_ALREADY))
    },
    notes: |_| vec![UNTIL],
    plan: |context| {
        let to = Some(DISABLED.to_owned());
        let check = becomes(context.at, &STATUS, context.row, to);
        Ok(vec![manage::by_name(context, "disable", check)?])
    },
    confirm: Confirm::Review,
    undo: Undo::By(|| &enable::ENABLE_USERS),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::DISABLE_USERS;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DISABLE_USERS,
            r##"
            at {"id":"u-1","name":"dave"} & row {"uuid":"u-1","username":"dave","status":1,"role":1}
            => sends POST /api/user/manage {"username":"dave","action":"disable"}; status becomes 2; username still
            => notes Access token, sessions and relay keys are refused at once
            row {"status":2} => refuses It is disabled already.
            row {"status":3} => sends POST /api/user/manage {"username":"dave","action":"disable"}; status becomes 2; username still
            row {"status":9} => sends POST /api/user/manage {"username":"dave","action":"disable"}; status becomes 2; username still
            row {"role":100} => refuses This is root
            row {"username":""} => refuses This user has no name
            row {"role":10} & who {"role":"admin"} => refuses The gateway lets an admin change only
            who {"role":"admin"} => sends POST /api/user/manage {"username":"dave","action":"disable"}; status becomes 2; username still
            who {"version":"unknown"} => refuses It is not known which version
            who {"role":"common"} => refuses Your token belongs to a user without admin rights
            "##,
        );
    }
}

//! Moves users to another group, which decides their channels and, in the original, their price (contract
//! 3.2, 3.4). The gateway takes any text.

use super::super::version::Version;
use super::super::who::{identified, version};
use super::super::{changes::named, group_names};
use super::fields::GROUP;
use super::manage;
use crate::call::{Body, Method, Write};
use crate::schema::{
    Action, All, Confirm, Context, Finding, Input, Level, Lookup, SAME_TWICE, Step, Target,
    TypedInput, Undo, WhyNot, Yields, always, becomes,
};
use crate::text;
use crate::words::Text;

/// The names of groups that are live.
pub const LIVE_GROUPS: All<Lookup> = &[Lookup::all("group-names", 1)];

const NO_SUCH_GROUP: Text = text!(
    "Not a live group: {names}. Calls would be billed at ratio 1, and no channel may serve them."
        / "不是生效的分组：{names}。请求将按倍率 1 计费，且可能没有渠道可用。"
);

const TO: TypedInput<String> = Input::text("group", text!("Group" / "分组"), 32)
    .required(text!("Type a group." / "请输入分组。"))
    .offers("group-names", |_, _| true);

/// Points out a group that is not live.
pub fn not_live(context: &Context, group: &str) -> Option<Finding> {
    let seen = context.seen("group-names")?;
    let mut live = seen.rows.iter().map(|row| row.text(&group_names::NAME));
    let unknown = (!live.any(|name| name == group)).then(|| group.to_owned());
    named(Level::Harm, NO_SUCH_GROUP, unknown.into_iter().collect())
}

/// The original writes a false row into its log for every change without a quota (contract 7.4, 8).
pub fn false_row(context: &Context) -> Option<Finding> {
    const FALSE_ROW: Finding = Finding::new(
        Level::Note,
        text!(
            "The original gateway adds a row to its log about a change of the quota to 0. It does not happen."
                / "原版网关会在日志中写入一条额度改为 0 的记录，实际并未发生。"
        ),
    );
    (version(context.who) == Version::U).then_some(FALSE_ROW)
}

/// The action.
pub static SET_GROUP_OF_USERS: Action = Action {
    id: "set-group-of-users",
    on: Target::Rows { most: 100 },
    button: text!("Change group" / "更改分组"),
    title: text!("Change the group" / "Change the group of {n} users" / "更改分组（{n} 个用户）"),
    lead: None,
    sentence: |summary| match summary.count() {
        1 => text!(
            "Move “{name}” ({id}) from the group “{was.group}” to “{group}”."
                / "将“{name}”（{id}）由分组“{was.group}”移至“{group}”。"
        ),
        _ => text!("Move {n} users to the group “{group}”." / "将 {n} 个用户移至分组“{group}”。"),
    },
    verb: |_| text!("Change group" / "更改分组"),
    inputs: &[TO.spec],
    check: |_| None,
    facts: &["group", "status", "quota"],
    lookups: LIVE_GROUPS,
    offered: always,
    why_not: manage::why_no_change,
    notes: |context| {
        let group = context.input.text(&TO);
        let unknown = (!group.is_empty())
            .then(|| not_live(context, group))
            .flatten();
        unknown.into_iter().chain(false_row(context)).collect()
    },
    plan: |context| {
        let to = context.want(&TO)?;
        if context.row.text(&GROUP) == to {
            return Err(WhyNot::ALREADY_SO);
        }
        let body = identified(context.who, Body::id(&context.at.id));
        let body = body.with("group", Body::text(to.as_str()));
        let write = Write::new(Method::Put, "/api/user/", []).body(body);
        let check = becomes(context.at, &GROUP, context.row, Some(to));
        Ok(vec![Step::new(write, check)])
    },
    confirm: Confirm::TypeNameIf(|context| {
        let group = context.input.text(&TO);
        not_live(context, group)
            .map(|_| text!("The group is not a live one." / "该分组不是生效的分组。"))
    }),
    undo: Undo::Same {
        field: "group",
        input: "group",
        unless: |_, _| None,
    },
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

#[cfg(test)]
mod tests {
    use super::SET_GROUP_OF_USERS;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &SET_GROUP_OF_USERS,
            r##"
            at {"id":"u-1","name":"alice"} & row {"uuid":"u-1","username":"alice","status":1,"role":1,"group":"default"}
            seen {"group-names":[{"name":"default"},{"name":"vip"}]}
            form {"group":"vip"}
            => sends PUT /api/user/ {"uuid":"u-1","group":"vip"}; group becomes vip
            => notes
            => types
            form {"group":"vlp"} => notes Not a live group: vlp.
            form {"group":"vlp"} => types The group is not a live one.
            form {"group":"default"} => refuses It is so already
            who {"version":"u"} & at {"id":"7"} => sends PUT /api/user/ {"id":"7","group":"vip"}; group becomes vip
            who {"version":"u"} => notes The original gateway adds a row
            row {"role":10} & who {"role":"admin"} => refuses The gateway lets an admin change only
            "##,
        );
    }
}

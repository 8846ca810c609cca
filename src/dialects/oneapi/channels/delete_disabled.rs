//! Deletes the channels that are disabled, each by a request of its own (contract 3.1). The gateway's
//! bulk route deletes whatever is disabled at that moment, so it is not used.

use super::super::who::why_no_admin_write;
use super::delete::LOSES;
use super::fields::STATUS;
use super::serving;
use super::several::{MOST, OF_GROUP, at, meant, named};
use crate::call::Write;
use crate::schema::{
    Action, Check, Confirm, Context, Input, SAME_TWICE, Step, Target, TypedInput, Undo, WhyNot,
    Yields, always,
};
use crate::text;

#[expect(clippy::cast_possible_wrap, reason = "fifty")]
const COUNT: TypedInput<i64> = Input::whole(
    "count",
    text!("Number of channels" / "渠道数量"),
    1,
    MOST as i64,
)
.hint(text!(
    "Type how many channels are named above." / "请输入上方列出的渠道数量。"
))
.required(text!("Type the number." / "请输入数量。"));

/// The action.
pub static DELETE_DISABLED: Action = Action {
    id: "delete-disabled",
    on: Target::List,
    button: text!("Delete disabled" / "删除已禁用的"),
    title: text!("Delete the disabled channels" / "删除已禁用的渠道"),
    lead: None,
    sentence: |_| text!("Delete {count} disabled channels." / "删除 {count} 个已禁用的渠道。"),
    verb: |_| text!("Delete {count} channels" / "删除 {count} 个渠道"),
    inputs: &[OF_GROUP.spec, COUNT.spec],
    check: |_| None,
    facts: &[],
    lookups: serving::LOOKUPS,
    offered: always,
    why_not: |context| why_no_admin_write(context.who),
    notes: |context| {
        let named = named(context, "off");
        named.into_iter().chain([LOSES]).collect()
    },
    plan,
    confirm: Confirm::Review,
    undo: Undo::Not(text!(
        "Cannot be undone: the gateway does not show the keys of channels."
            / "无法撤销：网关不会显示渠道的密钥。"
    )),
    yields: Yields::Nothing,
    destroys: true,
    if_applied_twice: SAME_TWICE,
};

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    const OTHER_NUMBER: WhyNot = WhyNot {
        words: text!(
            "The number typed is not the number of disabled channels that were just read."
                / "输入的数量与刚读取的已禁用渠道数量不符。"
        ),
        source: "",
    };
    let rows = meant(context, "off")?;
    if i64::try_from(rows.len()) != Ok(context.want(&COUNT)?) {
        return Err(OTHER_NUMBER);
    }
    let steps = rows.into_iter().map(|row| {
        let at = at(row);
        let write = Write::delete("/api/channel/{}", [at.part()]);
        let step = Step::new(write, Check::Goes { at: at.clone() });
        // One that was enabled meanwhile stays.
        step.precondition(&at, &STATUS, row.text(&STATUS).to_owned())
    });
    Ok(steps.collect())
}

#[cfg(test)]
mod tests {
    use super::DELETE_DISABLED;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &DELETE_DISABLED,
            r##"
            seen {"channels":[{"uuid":"u-1","name":"a","status":1},{"uuid":"u-2","name":"b","status":3,"group":"vip"},{"uuid":"u-3","name":"c","status":2},{"uuid":"u-4","name":"d","status":0}]}
            form {"count":"2"}
            => sends DELETE /api/channel/u-2; u-2 goes from channels; status still / DELETE /api/channel/u-3; u-3 goes from channels; status still
            => notes 2 channels: b, c. / Could be created again
            => says Delete 2 disabled channels. / Delete 2 channels
            form {"count":"3"} => refuses The number typed is not
            form {"count":"1","of_group":"vip"} => sends DELETE /api/channel/u-2; u-2 goes from channels; status still
            seen {"channels":[]} => refuses There is no such channel.
            who {"role":"common"} => refuses Your token belongs to a user without admin rights
            "##,
        );
    }
}

//! Adds a group: a name and its ratio in GroupRatio (contract 4.4).

use crate::pricing::are_alike;
use crate::schema::{
    Action, Confirm, Context, FieldValue, Finding, Input, Level, SAME_TWICE, Target, TypedInput,
    Undo, Value, WhyNot, Yields, always,
};
use crate::text;
use crate::words::Text;

use super::super::who::why_no_root_write;
use super::ratio::{self, RATIO_INPUT};
use super::save::{self, LOOKUPS};
use super::{CHANNELS, NAME};

/// The most characters of a name: the gateway's column has no more.
const LONGEST: usize = 32;

const NAME_INPUT: TypedInput<String> = Input::text("name", text!("Name" / "名称"), LONGEST)
    .hint(text!(
        "Upper and lower case differ. At most 32 characters, without comma or space."
            / "区分大小写。最多 32 个字符，不含逗号和空格。"
    ))
    .required(text!("Type a name." / "请输入名称。"))
    .check(|value, _| problem(value));

/// A channel lists its groups as words between commas.
fn problem(value: &Value) -> Option<Text> {
    let Value::Text(name) = value else {
        return None;
    };
    let is_odd = |letter: char| letter == ',' || letter.is_whitespace();
    name.trim().contains(is_odd).then_some(text!(
        "No comma and no space: channels list groups between commas."
            / "不能包含逗号或空格：渠道以逗号分隔分组。"
    ))
}

/// The action.
pub static ADD_GROUP: Action = Action {
    id: "add-group",
    on: Target::New,
    button: text!("Add group" / "添加分组"),
    title: text!("Add a group" / "添加分组"),
    lead: None,
    sentence: |_| {
        text!("Add the group {name} with the ratio {ratio}." / "添加分组 {name}，倍率 {ratio}。")
    },
    verb: |_| text!("Add group" / "添加分组"),
    inputs: &[NAME_INPUT.spec, RATIO_INPUT.spec],
    check: |_| None,
    facts: &[],
    lookups: LOOKUPS,
    offered: always,
    why_not: |context| why_no_root_write(context.who),
    notes,
    plan: |context| {
        const KNOWN: WhyNot = WhyNot {
            words: text!(
                "GroupRatio holds this name already. Set its ratio instead."
                    / "GroupRatio 中已有此名称。请改为设置其倍率。"
            ),
            source: "4.4",
        };
        let stored = save::stored(context)?;
        let ratios = save::ratios(&stored)?;
        let (name, ratio) = (context.want(&NAME_INPUT)?, context.want(&RATIO_INPUT)?);
        if ratios.ratio(name.trim()).is_some() {
            return Err(KNOWN);
        }
        let text = ratios.with(name.trim(), ratio.trim());
        Ok(vec![save::step(&stored, text, None)?])
    },
    confirm: Confirm::TypeNameIf(|context| {
        ratio::why_typed(None, context.input.text(&RATIO_INPUT).trim())
    }),
    undo: Undo::Not(text!(
        "To undo it, remove the group." / "如需撤销，请移除该分组。"
    )),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn notes(context: &Context) -> Vec<Finding> {
    let (name, ratio) = (
        context.input.text(&NAME_INPUT).trim(),
        context.input.text(&RATIO_INPUT).trim(),
    );
    let slip = (!ratio.is_empty()).then(|| ratio::finding(None, ratio));
    let mut notes: Vec<Finding> = slip.flatten().into_iter().collect();
    let listed = context.seen("groups").map_or(&[][..], |seen| &seen.rows);
    let alike = listed.iter().map(|row| row.text(&NAME));
    if let Some(other) = alike.into_iter().find(|other| are_alike(other, name)) {
        let words = text!(
            "{other} exists already and looks alike. Names are compared letter by letter, case included."
                / "已有相似的 {other}。名称按字符逐一比较，区分大小写。"
        );
        notes.push(Finding::new(Level::Caution, words).with("other", other.to_owned().value()));
    }
    let used = listed.iter().find(|row| row.text(&NAME) == name);
    let used = used.and_then(|row| row.get(&CHANNELS).copied());
    let stored = save::stored(context);
    let is_stored = stored
        .is_ok_and(|stored| save::ratios(&stored).is_ok_and(|ratios| ratios.ratio(name).is_some()));
    if let Some(channels) = used.filter(|count| *count > 0 && !is_stored) {
        let words = text!(
            "{n} channel lists this name already. Until now it counts as 1 there."
                / "{n} channels list this name already. Until now it counts as 1 there."
                / "已有 {n} 个渠道使用此名称，目前按 1 计。"
        );
        notes.push(Finding::new(Level::Caution, words).with("n", channels.value()));
    }
    notes.extend(save::notes(context));
    notes
}

#[cfg(test)]
mod tests {
    use super::{ADD_GROUP, problem};
    use crate::dialects::sample::check_cases;
    use crate::schema::Value;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &ADD_GROUP,
            r##"
            form {"name":" trial ","ratio":"1.50"} & seen {"groups":[{"name":"default"},{"name":"gold","channels":3}]}
            seen {"options":[{"key":"GroupRatio","document":"{\"default\":1}"}],"group-names":[{"name":"default"}]}
            => sends PUT /api/option/ {"key":"GroupRatio","value":"{\"default\":1,\"trial\":1.50}"}; document becomes {"default":1,"trial":1.50}, group-names lists default,trial; document still; else PUT /api/option/ {"key":"GroupRatio","value":"{\"default\":1}"}
            => notes
            => types
            form {"name":"default"} => refuses GroupRatio holds this name already.
            form {"name":"Default"} => notes default exists already and looks alike.
            form {"name":"gold"} => notes 3 channels list this name already.
            form {"ratio":"0"} => types Such a large change of a price
            form {"ratio":"15"} => notes The ratio becomes at least ten times
            who {"role":"admin"} => refuses Your token belongs to an admin.
            seen {"options":[{"key":"GroupRatio","document":"{}"}]} => sends PUT /api/option/ {"key":"GroupRatio","value":"{\"trial\":1.50}"}; document becomes {"trial":1.50}, group-names lists trial; document still; else PUT /api/option/ {"key":"GroupRatio","value":"{}"}
            "##,
        );
    }

    #[test]
    fn names() {
        let check = |name: &str, is_fit| {
            let problem = problem(&Value::Text(name.into()));
            assert_eq!(problem.is_none(), is_fit, "{name}");
        };
        check("vip", true);
        check(" vip ", true);
        check("组一", true);
        check("a,b", false);
        check("a b", false);
        check("a\u{3000}b", false);
    }
}

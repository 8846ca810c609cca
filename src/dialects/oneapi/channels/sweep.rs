//! Starts the gateway's own sweep of tests, which changes statuses (contract 3.1.7). It runs behind the
//! response, so nothing tells when it ended.

use super::super::options::{self, ALL_OPTIONS};
use super::super::who::why_no_admin_write;
use crate::call::{Method, Write};
use crate::schema::{
    Action, Check, Choices, Confirm, Context, Finding, Input, Level, SAME_TWICE, Step, Target,
    TypedInput, Undo, Value, Yields, always,
};
use crate::text;

/// Any other word tests nothing and reports success.
const SCOPES: Choices = &[
    ("disabled", text!("disabled channels" / "已禁用的渠道")),
    ("all", text!("all channels" / "所有渠道")),
];

const SCOPE: TypedInput<String> = Input::radio("scope", text!("Test" / "测试"), SCOPES)
    .required(text!("Choose which." / "请选择。"))
    .initial(|_| Value::Text("disabled".to_owned()));

/// The action.
pub static SWEEP_CHANNELS: Action = Action {
    id: "sweep-channels",
    on: Target::List,
    button: text!("Sweep" / "网关批量测试"),
    title: text!("Let the gateway test channels" / "由网关批量测试渠道"),
    lead: Some(text!(
        "The gateway tests them by itself and may change their status. “Test several” tests without changing any."
            / "网关自行测试，并可能更改渠道状态。“批量测试”不会更改任何状态。"
    )),
    sentence: |_| text!("Let the gateway test {scope} by itself." / "由网关自行测试{scope}。"),
    verb: |_| text!("Start sweep" / "开始批量测试"),
    inputs: &[SCOPE.spec],
    check: |_| None,
    facts: &[],
    lookups: ALL_OPTIONS,
    offered: always,
    why_not: |context| why_no_admin_write(context.who),
    notes,
    plan: |context| {
        let scope = context.want(&SCOPE)?;
        let write = Write::new(Method::Get, "/api/channel/test", []);
        let write = write.with_some("scope", Some(scope.as_str()));
        Ok(vec![Step::new(write, Check::ResponseOnly)])
    },
    confirm: Confirm::Review,
    undo: Undo::Not(text!(
        "Cannot be undone as a whole: enable or disable the channels that it changed."
            / "无法整体撤销：请启用或禁用被更改的渠道。"
    )),
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn is_on(context: &Context, key: &str) -> Option<bool> {
    let seen = context.seen("options")?;
    let row = seen
        .rows
        .iter()
        .find(|row| row.text(&options::KEY) == key)?;
    Some(row.text(&options::VALUE) == "true")
}

fn notes(context: &Context) -> Vec<Finding> {
    let enables = match is_on(context, "AutomaticEnableChannelEnabled") {
        Some(true) => Some(Finding::new(
            Level::Harm,
            text!(
                "Automatic enabling is on: a channel whose test passes is enabled, also one that was disabled by hand."
                    / "自动启用已开启：测试通过的渠道会被启用，包括手动禁用的渠道。"
            ),
        )),
        Some(false) => None,
        None => Some(Finding::new(
            Level::Caution,
            text!(
                "Whether automatic enabling and disabling are on could not be read. If they are, the sweep also enables channels that were disabled by hand."
                    / "无法读取自动启用和自动禁用是否开启。若已开启，批量测试也会启用手动禁用的渠道。"
            ),
        )),
    };
    let is_off = |key| is_on(context, key) == Some(false);
    let neither = (is_off("AutomaticEnableChannelEnabled")
        && is_off("AutomaticDisableChannelEnabled"))
    .then(|| {
        let words = text!(
            "Automatic enabling and disabling are off, so the sweep changes no status. Each test is a call that the provider bills."
                / "自动启用和自动禁用均已关闭，因此批量测试不会更改状态。每次测试都是一次由提供商计费的请求。"
        );
        Finding::new(Level::Note, words)
    });
    let disables = (is_on(context, "AutomaticDisableChannelEnabled") == Some(true)).then(|| {
        let words = text!(
            "Automatic disabling is on: a channel that fails, is too slow or cannot chat (audio, images, embeddings) is disabled."
                / "自动禁用已开启：测试失败、过慢或无法对话（音频、图像、嵌入）的渠道会被禁用。"
        );
        Finding::new(Level::Harm, words)
    });
    enables.into_iter().chain(disables).chain(neither).collect()
}

#[cfg(test)]
mod tests {
    use super::SWEEP_CHANNELS;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &SWEEP_CHANNELS,
            r##"
            form {"scope":"disabled"} & seen {"options":[{"key":"AutomaticEnableChannelEnabled","value":"false"},{"key":"AutomaticDisableChannelEnabled","value":"false"}]}
            => sends GET /api/channel/test?scope=disabled; the response tells
            => notes Automatic enabling and disabling are off
            form {"scope":"all"} => sends GET /api/channel/test?scope=all; the response tells
            seen {"options":[{"key":"AutomaticEnableChannelEnabled","value":"true"},{"key":"AutomaticDisableChannelEnabled","value":"true"}]} => notes Automatic enabling is on / Automatic disabling is on
            seen {"options":[]} => notes Whether automatic enabling
            who {"role":"common"} => refuses Your token belongs to a user without admin rights
            "##,
        );
    }
}

//! Switches an option on or off. Only the exact text `true` counts as on (contract 4.3).

use super::known::Type;
use super::{KEY, VALUE, save};
use crate::schema::{
    Action, Choices, Confirm, Context, Finding, Input, Level, SAME_TWICE, Target, TypedInput, Undo,
    Value, WhyNot, Yields,
};
use crate::text;
use crate::words::Text;

const STATES: Choices = &[
    ("true", text!("on" / "开启")),
    ("false", text!("off" / "关闭")),
];

const TO: TypedInput<String> = Input::radio("value", text!("Value" / "值"), STATES)
    .required(text!("Choose on or off." / "请选择开启或关闭。"))
    .initial(|context| {
        // What is switched is most likely wanted the other way round.
        let is_on = context.row.text(&VALUE) == "true";
        Value::Text(if is_on { "false" } else { "true" }.to_owned())
    });

/// Options that the gateway switches on only where another one is filled in.
const NEEDS: &[(&str, &str)] = &[
    ("GitHubOAuthEnabled", "GitHubClientId"),
    ("WeChatAuthEnabled", "WeChatServerAddress"),
    ("TurnstileCheckEnabled", "TurnstileSiteKey"),
    ("EmailDomainRestrictionEnabled", "EmailDomainWhitelist"),
];

/// The action.
pub static SET_SWITCH_OPTION: Action = Action {
    id: "set-switch-option",
    on: Target::Row,
    button: text!("Switch" / "开关"),
    title: text!("Switch an option" / "设置开关选项"),
    lead: None,
    sentence: |_| text!("Set {name} to {value}." / "将 {name} 设为{value}。"),
    verb: |_| text!("Set to {value}" / "设为{value}"),
    inputs: &[TO.spec],
    check: |_| None,
    facts: &["value", "default"],
    lookups: super::ALL_OPTIONS,
    offered: |row| save::is_of(row, Type::Truth),
    why_not: save::why_not,
    notes,
    plan: |context| {
        const NEEDS_ANOTHER: WhyNot = WhyNot {
            words: text!(
                "The gateway refuses to switch this on while the option it needs is empty. Fill that in first."
                    / "所需的选项为空时，网关会拒绝开启此项。请先填写该选项。"
            ),
            source: "4.3",
        };
        let to = context.want(&TO)?;
        if to == "true" && missing(context).is_some() {
            return Err(NEEDS_ANOTHER);
        }
        save::text(context, &to)
    },
    confirm: Confirm::TypeNameIf(|context| {
        let key = context.row.text(&KEY);
        (LOCKS_OUT.contains(&key) && context.input.text(&TO) == "false").then_some(LOCKING)
    }),
    undo: Undo::Same {
        field: "value",
        input: "value",
        unless: |before, _| {
            let is_known = matches!(before, Value::Text(text) if text == "true" || text == "false");
            (!is_known).then_some(text!(
                "Cannot be undone: the text before was neither true nor false."
                    / "无法撤销：之前的文本既不是 true 也不是 false。"
            ))
        },
    },
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

/// Without these nobody signs in by password, root included.
const LOCKS_OUT: &[&str] = &["PasswordLoginEnabled"];

const LOCKING: Text = text!(
    "Nobody will be able to sign in with a password, root included. Access tokens go on working."
        / "所有人（包括 root）都将无法用密码登录。访问令牌仍可使用。"
);

/// Returns the option that must be filled in first and is empty.
fn missing(context: &Context) -> Option<&'static str> {
    let key = context.row.text(&KEY);
    let (_, needed) = NEEDS.iter().find(|(of, _)| *of == key)?;
    let seen = context.seen("options")?;
    let row = seen.rows.iter().find(|row| row.text(&KEY) == *needed);
    let is_empty = row.is_none_or(|row| row.text(&VALUE).trim().is_empty());
    is_empty.then_some(*needed)
}

fn notes(context: &Context) -> Vec<Finding> {
    let mut notes = save::notes(context);
    let turns_on = context.input.text(&TO) == "true";
    if let Some(needed) = missing(context).filter(|_| turns_on) {
        let words = text!("It needs {option}, which is empty." / "需要先填写 {option}，当前为空。");
        let named = Value::Text(needed.to_owned());
        notes.push(Finding::new(Level::Caution, words).with("option", named));
    }
    if turns_on && context.row.text(&KEY) == "AutomaticEnableChannelEnabled" {
        notes.push(Finding::new(
            Level::Caution,
            text!(
                "From then on a sweep of tests also enables channels that were disabled by hand."
                    / "此后批量测试也会启用手动禁用的渠道。"
            ),
        ));
    }
    if turns_on && context.row.text(&KEY) == "AutomaticDisableChannelEnabled" {
        notes.push(Finding::new(
            Level::Caution,
            text!(
                "From then on a sweep of tests disables channels that cannot chat, such as those for audio, images and embeddings."
                    / "此后批量测试会禁用无法对话的渠道，如音频、图像和嵌入渠道。"
            ),
        ));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::SET_SWITCH_OPTION;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &SET_SWITCH_OPTION,
            r##"
            at {"id":"RegisterEnabled","name":"RegisterEnabled"} & row {"key":"RegisterEnabled","value":"true"} & form {"value":"false"} & seen {"options":[]}
            => sends PUT /api/option/ {"key":"RegisterEnabled","value":"false"}; value becomes false; value still
            => says Set RegisterEnabled to off. / Set to off
            => types
            form {"value":"true"} => refuses It is so already
            row {"value":"TRUE"} & form {"value":"true"} => sends PUT /api/option/ {"key":"RegisterEnabled","value":"true"}; value becomes true; value still
            row {"value":""} => sends PUT /api/option/ {"key":"RegisterEnabled","value":"false"}; value becomes false
            row {"key":""} => refuses This console made a mistake
            who {"role":"admin"} => refuses Your token belongs to an admin.
            who {"version":"unknown"} => refuses It is not known which version
            row {"key":"PasswordLoginEnabled"} => types Nobody will be able to sign in with a password
            row {"key":"GitHubOAuthEnabled","value":"false"} & form {"value":"true"} => refuses The gateway refuses to switch this on
            row {"key":"GitHubOAuthEnabled","value":"false"} & form {"value":"true"} & seen {"options":[{"key":"GitHubClientId","value":" "}]} => refuses The gateway refuses to switch this on
            row {"key":"GitHubOAuthEnabled","value":"false"} & form {"value":"true"} & seen {"options":[{"key":"GitHubClientId","value":"id"}]} => sends PUT /api/option/ {"key":"GitHubOAuthEnabled","value":"true"}; value becomes true; value still
            row {"key":"AutomaticEnableChannelEnabled","value":"false"} & form {"value":"true"} => notes A sweep / It takes effect at once / From then on a sweep
            "##,
        );
    }
}

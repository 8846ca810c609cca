//! Sets an option that is a number. What is none would count as 0 (contract 4.3).

use super::super::users::top_up;
use super::known::Type;
use super::{KEY, save};
use crate::domain::decimal;
use crate::schema::{
    Action, Confirm, Context, Finding, Input, Level, SAME_TWICE, Target, TypedInput, Undo, Value,
    WhyNot, Yields,
};
use crate::text;
use crate::words::Text;

const TO: TypedInput<String> = Input::text("value", text!("Value" / "值"), 24)
    .hint(text!(
        "Digits alone; where decimals are allowed, with a point."
            / "仅限数字；允许小数时使用小数点。"
    ))
    .required(text!("Type a number." / "请输入数字。"))
    .initial(|context| context.row.value("value").clone())
    .check(|value, _| problem(value));

fn problem(value: &Value) -> Option<Text> {
    let Value::Text(typed) = value else {
        return None;
    };
    let typed = typed.trim();
    let is_plain = !typed.contains(['e', 'E']) && decimal::read(typed, 12).is_some();
    (!is_plain).then_some(text!(
        "This is not a number: the gateway would count it as 0." / "不是数字：网关会按 0 计。"
    ))
}

/// The smallest and the largest value of an option, where it has a sensible one.
const BOUNDS: &[(&str, i64, i64)] = &[
    ("SMTPPort", 1, 65_535),
    ("MinTopUpUSD", 1, 1_000_000),
    ("RetryTimes", 0, 100),
];

/// Options whose quota goes into balances.
const GRANTS: &[&str] = &["QuotaForNewUser", "QuotaForInviter", "QuotaForInvitee"];

/// The action.
pub static SET_NUMBER_OPTION: Action = Action {
    id: "set-number-option",
    on: Target::Row,
    button: text!("Set" / "设置"),
    title: text!("Set a number option" / "设置数值选项"),
    lead: None,
    sentence: |_| {
        text!("Set {name} from {was.value} to {value}." / "将 {name} 从 {was.value} 改为 {value}。")
    },
    verb: |_| text!("Set to {value}" / "设为 {value}"),
    inputs: &[TO.spec],
    check: |_| None,
    facts: &["value", "default"],
    lookups: &[],
    offered: |row| save::is_of(row, Type::Whole) || save::is_of(row, Type::Number),
    why_not: save::why_not,
    notes,
    plan: |context| {
        const NOT_WHOLE: WhyNot = WhyNot {
            words: text!(
                "The gateway reads a whole number of 64 bits here; anything else would count as 0."
                    / "网关在此读取 64 位整数；其他内容会按 0 计。"
            ),
            source: "4.3",
        };
        const NEGATIVE: WhyNot = WhyNot {
            words: text!("This number cannot be negative." / "此数值不能为负数。"),
            source: "4.3",
        };
        const OUT_OF_BOUNDS: WhyNot = WhyNot {
            words: text!(
                "This number is outside of what the option can be."
                    / "此数值超出该选项的允许范围。"
            ),
            source: "4.3",
        };
        const TOO_MUCH: WhyNot = WhyNot {
            words: text!(
                "At most 1 000 000 000 000 000 units: a balance that overflows makes the gateway's lists fail for good."
                    / "最多 1 000 000 000 000 000 单位：余额溢出会使网关的列表永久失效。"
            ),
            source: "3.2",
        };
        let to = context.want(&TO)?;
        let to = to.trim();
        let whole = to.parse::<i64>();
        if save::is_of(context.row, Type::Whole) && whole.is_err() {
            return Err(NOT_WHOLE);
        }
        if to.starts_with('-') {
            return Err(NEGATIVE);
        }
        let key = context.row.text(&KEY);
        if GRANTS.contains(&key) && whole.as_ref().is_ok_and(|units| *units > top_up::MOST) {
            return Err(TOO_MUCH);
        }
        let bounds = BOUNDS.iter().find(|(of, ..)| *of == key);
        if let (Some((_, least, most)), Ok(whole)) = (bounds, whole)
            && !(*least..=*most).contains(&whole)
        {
            return Err(OUT_OF_BOUNDS);
        }
        save::text(context, to)
    },
    confirm: Confirm::TypeNameIf(why_typed),
    undo: Undo::Same {
        field: "value",
        input: "value",
        unless: |before, _| {
            problem(before).map(|_| {
                text!(
                    "Cannot be undone: the text before was not a number."
                        / "无法撤销：之前的文本不是数字。"
                )
            })
        },
    },
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn is_zero_rate(context: &Context) -> bool {
    let to = decimal::read(context.input.text(&TO).trim(), 12);
    context.row.text(&KEY) == "QuotaPerUnit" && to.is_some_and(|to| to.units <= 0)
}

fn why_typed(context: &Context) -> Option<Text> {
    const MONEY: Text = text!(
        "It gives away quota: is every zero in its place?" / "这会发放额度：零的个数是否正确？"
    );
    let key = context.row.text(&KEY);
    let grants = key.starts_with("QuotaFor");
    let to = decimal::read(context.input.text(&TO).trim(), 0).map(|to| to.units);
    // A million units are two dollars at the usual rate.
    (grants && to.is_some_and(|to| to >= 1_000_000)).then_some(MONEY)
}

fn notes(context: &Context) -> Vec<Finding> {
    let mut notes = save::notes(context);
    if is_zero_rate(context) {
        let words = text!(
            "At 0 quota cannot be shown as money: the gateway divides by it."
                / "为 0 时无法将额度换算为金额：网关会以它为除数。"
        );
        notes.push(Finding::new(Level::Harm, words));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::SET_NUMBER_OPTION;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &SET_NUMBER_OPTION,
            r##"
            at {"id":"RetryTimes","name":"RetryTimes"} & row {"key":"RetryTimes","value":"0"} & form {"value":" 3 "}
            => sends PUT /api/option/ {"key":"RetryTimes","value":"3"}; value becomes 3; value still
            => says Set RetryTimes from 0 to 3. / Set to 3
            form {"value":"0"} => refuses It is so already
            form {"value":"2.5"} => refuses The gateway reads a whole number
            form {"value":"101"} => refuses This number is outside
            form {"value":"-1"} => refuses This number cannot be negative
            row {"key":"ChannelDisableThreshold","value":"5"} & form {"value":"2.5"} => sends PUT /api/option/ {"key":"ChannelDisableThreshold","value":"2.5"}; value becomes 2.5; value still
            row {"key":"QuotaForNewUser","value":"0"} & form {"value":"1000000000000000"} => sends PUT /api/option/ {"key":"QuotaForNewUser","value":"1000000000000000"}; value becomes 1000000000000000; value still
            row {"key":"QuotaForInvitee","value":"0"} & form {"value":"1000000000000001"} => refuses At most 1 000 000 000 000 000 units
            row {"key":"QuotaForNewUser","value":"0"} & form {"value":"9223372036854775808"} => refuses The gateway reads a whole number
            row {"key":"QuotaForNewUser"} & form {"value":"1000000"} => types It gives away quota
            row {"key":"QuotaForNewUser"} & form {"value":"999999"} => types
            row {"key":"QuotaPerUnit","value":"500000"} & form {"value":"0"} => notes How many units / It takes effect at once / At 0 quota cannot be shown
            row {"key":"SMTPPort","value":"587"} & form {"value":"70000"} => refuses This number is outside
            who {"role":"admin"} => refuses Your token belongs to an admin.
            "##,
        );
    }
}

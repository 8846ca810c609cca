//! What an option does, and where its text is not what the gateway reads (contract 4.3).

use super::super::who;
use super::known::{Type, find};
use super::rows::is_price;
use super::{KEY, STATE, VALUE};
use crate::schema::{Evidence, FieldValue, Finding, Level};
use crate::text;
use crate::words::Text;

const NOT_KNOWN: Text = text!(
    "The gateway stores any key. This one is not known to have an effect, and no call removes it."
        / "网关会存储任意键。此键没有已知作用，且无法删除。"
);
const DEAD: Text = text!(
    "It has no effect in this version of the gateway: each channel has its own prices. It is stored all the same."
        / "在此版本的网关中无效：价格位于各渠道中。但仍会被存储。"
);
const LIVE: Text = text!(
    "It is live in this version of the gateway: it prices the next call."
        / "在此版本的网关中有效：下一次请求即按此计价。"
);
const NOT_TRUE: Text = text!(
    "Only the exact text true counts as true. {value} counts as false."
        / "只有文本 true 视为真。{value} 视为假。"
);
const NOT_WHOLE: Text = text!(
    "{value} is not a number that the gateway can read. It counts as 0."
        / "{value} 不是网关可读取的数字，按 0 计。"
);
const NOT_JSON: Text = text!(
    "It is not a JSON object. The gateway keeps the text and empties the live table."
        / "不是 JSON 对象。网关会保留该文本并清空生效的表。"
);
const NO_RATE: Text = text!(
    "At this value quota cannot be shown as money: the gateway divides by it."
        / "此值无法将额度换算为金额：网关会以它为除数。"
);
const SECRET_HIDDEN: Text = text!(
    "The gateway does not list secrets, so it is not known whether this one is set."
        / "网关不列出机密，因此不知道是否已设置。"
);
const SECRET_LISTED: Text = text!(
    "This gateway lists the secret to anybody who may read options. Headgate drops it and shows only whether it is set."
        / "此网关会向有权读取选项的人列出该机密。Headgate 将其丢弃，仅显示是否已设置。"
);

const RULE_OF_TRUTH: Text = text!(
    "Rule: exactly true or false. Any other text counts as false."
        / "规则：只能是 true 或 false。其他文本视为 false。"
);
const RULE_OF_WHOLE: Text =
    text!("Rule: a whole number. Any other text counts as 0." / "规则：整数。其他文本按 0 计。");
const RULE_OF_NUMBER: Text =
    text!("Rule: a number. Any other text counts as 0." / "规则：数字。其他文本按 0 计。");
const RULE_OF_JSON: Text = text!(
    "Rule: a JSON object. The gateway stores any text without checking it."
        / "规则：JSON 对象。网关存储任何文本，不作校验。"
);
const RULE_OF_SECRET: Text = text!(
    "Rule: any text; it is sent once and never shown." / "规则：任意文本；只发送一次，从不显示。"
);

/// Returns what the gateway makes of the text of an option.
const fn rule(of: Type) -> Option<Text> {
    Some(match of {
        Type::Truth => RULE_OF_TRUTH,
        Type::Whole => RULE_OF_WHOLE,
        Type::Number => RULE_OF_NUMBER,
        Type::Json => RULE_OF_JSON,
        Type::Secret => RULE_OF_SECRET,
        Type::Text => return None,
    })
}

/// Concludes what the option does.
pub fn findings(evidence: &Evidence) -> Vec<Finding> {
    let row = evidence.row;
    let (key, value) = (row.text(&KEY), row.text(&VALUE));
    let known = find(key);
    let effect = known.map_or(NOT_KNOWN, |known| known.effect);
    let mut found = vec![Finding::new(Level::Note, effect)];
    let rule = known.and_then(|known| rule(known.of));
    found.extend(rule.map(|words| Finding::new(Level::Note, words)));
    let with_value =
        |words| Finding::new(Level::Caution, words).with("value", value.to_owned().value());
    match row.text(&STATE) {
        "unused" => found.push(Finding::new(Level::Caution, DEAD)),
        "secret_hidden" => found.push(Finding::new(Level::Note, SECRET_HIDDEN)),
        "secret_set" => found.push(Finding::new(Level::Caution, SECRET_LISTED)),
        "odd" => found.push(match known.map(|known| known.of) {
            Some(Type::Truth) => with_value(NOT_TRUE),
            Some(Type::Json) => Finding::new(Level::Harm, NOT_JSON),
            _ => with_value(NOT_WHOLE),
        }),
        _ => {}
    }
    if is_price(key) && who::version(evidence.who).prices_in_options() {
        found.push(Finding::new(Level::Note, LIVE));
    }
    let is_rate = crate::domain::quota::QuotaRate::read(value).is_some();
    if key == "QuotaPerUnit" && !is_rate {
        found.push(Finding::new(Level::Harm, NO_RATE));
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::rows::ROWS;
    use super::super::{FIELDS, KEY};
    use super::findings;
    use crate::dialects::oneapi::who::VERSION;
    use crate::domain::table::{check_table, parts};
    use crate::domain::time::UnixSeconds;
    use crate::records::read_fields;
    use crate::schema::{Evidence, Locator, Record, Value};
    use crate::words::Language;

    #[test]
    fn effect_rule_and_what_is_odd() {
        check_table(
            r##"
            f2 | RetryTimes | 3 => Rule: a whole number.
            f2 | RetryTimes | three => Rule: a whole number.|three is not a
            f2 | AutomaticDisableChannelEnabled | true => Rule: exactly true or
            f2 | AutomaticDisableChannelEnabled | TRUE => Rule: exactly true or|Only the exact text
            f2 | QuotaPerUnit | 0 => Rule: a number. Any|At this value quota
            f2 | GroupRatio | {"default":1} => Rule: a JSON object.
            f2 | GroupRatio | nope => Rule: a JSON object.|It is not a
            f2 | ModelRatio | {} => Rule: a JSON object.|It has no effect
            f1 | CompletionRatio | {} => Rule: a JSON object.|It has no effect
            u | ModelRatio | {} => Rule: a JSON object.|It is live in
            u | TurnstileSecretKey | canary => Rule: any text; it|This gateway lists the
            f2 | SMTPToken |  => Rule: any text; it|The gateway does not
            f2 | NoSuchOptionEver | x => 
            "##,
            |line| {
                let [version, key, value] = parts(line);
                let who = Record::default().with(&VERSION, version.to_owned());
                let listed = json!([{"key": key, "value": value}]);
                let listed = if key == "SMTPToken" {
                    json!([])
                } else {
                    listed
                };
                let rows = ROWS(&listed, &[], &who).expect("rows");
                let rows = rows.as_array().expect("a list").iter();
                let mut rows = rows.map(|row| read_fields(FIELDS, row));
                let row = rows.find(|row| row.text(&KEY) == key).expect("the row");
                let found = findings(&Evidence {
                    at: &Locator::of_id("options", key),
                    row: &row,
                    who: &who,
                    seen: &[],
                    now: UnixSeconds(0),
                });
                let said = found.iter().skip(1).map(|finding| {
                    let said = finding.words.fill(Language::English, &|slot| {
                        let found = finding.slots.iter().find(|(known, _)| *known == slot);
                        match found.map(|(_, value)| value) {
                            Some(Value::Text(text)) => text.clone(),
                            other => panic!("{slot}: {other:?}"),
                        }
                    });
                    assert!(!said.contains("canary"));
                    let first: Vec<&str> = said.split(' ').take(4).collect();
                    first.join(" ")
                });
                said.collect::<Vec<_>>().join("|")
            },
        );
    }
}

//! The prices and the model mapping of a channel, read only. A ratio is quota units per token at the
//! fixed 500 000 units a US dollar, so 1 is 2 USD per million tokens (contract 3.1.5).

use serde_json::{Map, Value as Json};

use super::super::who;
use super::beside_default;
use super::fields::setup::{MODEL_MAPPING, PRICES};
use crate::domain::decimal;
use crate::pricing::leaves;
use crate::schema::{All, Evidence, FieldValue, Finding, Level, Str, Value};
use crate::text;
use crate::words::Text;

/// US dollars per million tokens at a ratio of 1.
const USD_PER_RATIO: i128 = 2;

/// Decimals of a ratio: more than any price has.
const DECIMALS: u32 = 15;

const BROKEN: Text = text!(
    "They are not a JSON object, so the gateway bills this channel at its default prices and reports no error."
        / "不是 JSON 对象，因此网关对此渠道按默认价格计费，且不作提示。"
);
const BOTH: Text = text!(
    "{model}: ratio {ratio}, {input} USD in and {output} USD out per million tokens."
        / "{model}：倍率 {ratio}，每百万 token 输入 {input} USD，输出 {output} USD。"
);
const INPUT: Text = text!(
    "{model}: ratio {ratio}, {input} USD in per million tokens; the output price is the default."
        / "{model}：倍率 {ratio}，每百万 token 输入 {input} USD；输出按默认价格。"
);
const DEFAULT: Text = text!(
    "{model}: no ratio of its own, so the default price applies."
        / "{model}：没有自有倍率，按默认价格计费。"
);
const ODD: Text =
    text!("{model}: its ratio {ratio} cannot be read." / "{model}：无法解读其倍率 {ratio}。");
const MORE: Text = text!("{model}: also sets {fields}." / "{model}：还设置了 {fields}。");
const NOT_USED: Text = text!(
    "This version of the gateway has no prices of a channel; they have no effect."
        / "此版本的网关没有渠道价格；这些设置无效。"
);
const MAPS: Text = text!("{from} is called {to} at the provider." / "{from} 在提供商处为 {to}。");
const NO_MAPPING: Text = text!(
    "The mapping is not a JSON object of names: {text}"
        / "重定向不是由名称组成的 JSON 对象：{text}"
);

/// Concludes what each model costs through the channel.
pub fn of_models(evidence: &Evidence) -> Vec<Finding> {
    let Some(document) = evidence.row.get(&PRICES) else {
        return Vec::new();
    };
    let Ok(Json::Object(models)) = serde_json::from_str(&document.0) else {
        return vec![Finding::new(Level::Harm, BROKEN)];
    };
    let dead = who::version(evidence.who).prices_in_options();
    let dead = dead.then(|| Finding::new(Level::Caution, NOT_USED));
    let all = models
        .iter()
        .flat_map(|(model, entry)| of_model(model, entry));
    let beside = beside_default::findings(evidence, &models);
    dead.into_iter().chain(all).chain(beside).collect()
}

fn of_model(model: &str, entry: &Json) -> Vec<Finding> {
    let told = |name: &str| match entry.get(name) {
        None | Some(Json::Null) => None,
        Some(number) => Some(number.to_string()).filter(|text| !is_zero(text)),
    };
    let named = |words| Finding::new(Level::Note, words).with("model", model.to_owned().value());
    let price = match (told("ratio"), told("completion_ratio")) {
        (None, _) => named(DEFAULT),
        (Some(ratio), completion) => {
            let input = usd(&[&ratio]);
            let output = completion.map(|completion| usd(&[&ratio, &completion]));
            let with_ratio = |words| named(words).with("ratio", ratio.clone().value());
            match (input, output) {
                (Some(input), Some(Some(output))) => with_ratio(BOTH)
                    .with("input", input.value())
                    .with("output", output.value()),
                (Some(input), None) => with_ratio(INPUT).with("input", input.value()),
                _ => with_ratio(ODD),
            }
        }
    };
    let others = entry
        .as_object()
        .into_iter()
        .flat_map(|fields| fields.iter());
    let others = others.filter(|(name, value)| {
        let is_set = !value.is_null() && !is_zero(&value.to_string());
        is_set && !["ratio", "completion_ratio"].contains(&name.as_str())
    });
    let set: Map<String, Json> = others
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let set = leaves(&Json::Object(set)).into_iter();
    let others: Vec<String> = set.map(|(at, text)| with_price(&at, &text)).collect();
    let more = (!others.is_empty()).then(|| named(MORE).with("fields", others.value()));
    [price].into_iter().chain(more).collect()
}

/// Ratios that are prices of their own: quota units per token, as `ratio` is.
const PRICES_PER_TOKEN: All<Str> = &[
    "ratio",
    FREE_BELOW_ZERO,
    "cache_write_5m_ratio",
    "cache_write_1h_ratio",
];

/// A price below 0 makes cached input free.
const FREE_BELOW_ZERO: Str = "cached_input_ratio";

/// Writes a part of an entry with its place, and what it costs: `tiers.0.ratio 2 (4 USD/M)`.
fn with_price(at: &str, text: &str) -> String {
    let name = at.rsplit('.').next().unwrap_or_default();
    let price = match name {
        FREE_BELOW_ZERO if text.starts_with('-') => Some("0".to_owned()),
        name if PRICES_PER_TOKEN.contains(&name) => usd(&[text]),
        _ => None,
    };
    let price = price.map_or(String::new(), |price| format!(" ({price} USD/M)"));
    format!("{at} {text}{price}")
}

fn is_zero(text: &str) -> bool {
    decimal::read(text, DECIMALS).is_some_and(|read| read.units == 0 && read.exact)
}

/// Returns the US dollars per million tokens of a product of ratios; `None` if one is no number or
/// the product needs more digits than are kept.
fn usd(ratios: &[&str]) -> Option<String> {
    let (mut units, mut places) = (USD_PER_RATIO, 0);
    for ratio in ratios {
        let read = decimal::read(ratio, DECIMALS).filter(|read| read.exact)?;
        let (mut ratio, mut decimals) = (read.units, DECIMALS);
        while decimals > 0 && ratio % 10 == 0 {
            (ratio, decimals) = (ratio / 10, decimals - 1);
        }
        units = units.checked_mul(ratio)?;
        places += decimals;
    }
    let text = decimal::write(units, places);
    if !text.contains('.') {
        return Some(text);
    }
    Some(text.trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// Concludes what each model is called at the provider.
pub fn mapping(evidence: &Evidence) -> Vec<Finding> {
    let Some(document) = evidence.row.get(&MODEL_MAPPING) else {
        return Vec::new();
    };
    let broken = || {
        let text = document.0.clone().value();
        vec![Finding::new(Level::Caution, NO_MAPPING).with("text", text)]
    };
    let Ok(Json::Object(names)) = serde_json::from_str::<Json>(&document.0) else {
        return broken();
    };
    let maps = names.iter().map(|(from, to)| {
        let to: Value = to.as_str()?.to_owned().value();
        Some(
            Finding::new(Level::Note, MAPS)
                .with("from", from.clone().value())
                .with("to", to),
        )
    });
    maps.collect::<Option<Vec<_>>>().unwrap_or_else(broken)
}

#[cfg(test)]
mod tests {
    use super::{MODEL_MAPPING, PRICES, mapping, of_models, usd};
    use crate::domain::table::{check_table, parts};
    use crate::domain::time::UnixSeconds;
    use crate::schema::{Document, Evidence, Field, Finding, Locator, Record, Value};
    use crate::words::Language;

    fn said(field: &Field<Document>, text: &str, find: fn(&Evidence) -> Vec<Finding>) -> String {
        let found = find(&Evidence {
            at: &Locator::of_id("channels", "1"),
            row: &Record::default().with(field, Document(text.to_owned())),
            who: &Record::default(),
            seen: &[],
            now: UnixSeconds(0),
        });
        let words = found.iter().map(|finding| {
            finding.words.fill(Language::English, &|slot| {
                let found = finding.slots.iter().find(|(known, _)| *known == slot);
                match found.map(|(_, value)| value) {
                    Some(Value::Text(text)) => text.clone(),
                    Some(Value::Words(words)) => words.join(", "),
                    other => panic!("{slot}: {other:?}"),
                }
            })
        });
        words.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn ratios_in_dollars() {
        check_table(
            r##"
            1.25 | 4 => 2.5, 10
            2.50 | 1 => 5, 5
            0.0000001 | 1 => 0.0000002, 0.0000002
            2e-7 | 2 => 0.0000004, 0.0000008
            1.3 | 3.333333333333333 => 2.6, 8.6666666666666658
            -0.5 | 2 => -1, -2
            x | 1 => none, none
            1e30 | 1e30 => none, none
            "##,
            |line| {
                let [ratio, completion] = parts(line);
                let said = |ratios: &[&str]| usd(ratios).unwrap_or("none".to_owned());
                format!("{}, {}", said(&[ratio]), said(&[ratio, completion]))
            },
        );
    }

    #[test]
    fn prices_of_models() {
        check_table(
            r##"
            {"gpt-4o":{"ratio":1.25,"completion_ratio":4}} => gpt-4o: ratio 1.25, 2.5 USD in and 10 USD out per million tokens.
            {"m":{"ratio":1.250}} => m: ratio 1.250, 2.5 USD in per million tokens; the output price is the default.
            {"m":{"ratio":0,"max_tokens":4096,"cached_input_ratio":0}} => m: no ratio of its own, so the default price applies. | m: also sets max_tokens 4096.
            {"m":{"ratio":1,"completion_ratio":2,"cached_input_ratio":-1,"cache_write_5m_ratio":2.50}} => m: ratio 1, 2 USD in and 4 USD out per million tokens. | m: also sets cached_input_ratio -1 (0 USD/M), cache_write_5m_ratio 2.50 (5 USD/M).
            {"m":{"ratio":1,"tiers":[{"ratio":2,"completion_ratio":3}],"video":{"per_second_usd":0.1,"base_resolution":"720p"}}} => m: ratio 1, 2 USD in per million tokens; the output price is the default. | m: also sets tiers.0.ratio 2 (4 USD/M), tiers.0.completion_ratio 3, video.per_second_usd 0.1, video.base_resolution 720p.
            {"m":{"ratio":"1"}} => m: its ratio "1" cannot be read.
            {"m":null} => m: no ratio of its own, so the default price applies.
            {} => 
            "##,
            |text| said(&PRICES, text, of_models),
        );
        for broken in ["[1]", "null", "{", "7"] {
            assert!(
                said(&PRICES, broken, of_models).contains("not a JSON object"),
                "{broken}"
            );
        }
    }

    #[test]
    fn mapped_models() {
        check_table(
            r##"
            {"gpt-4o":"my-deployment","a":"b"} => gpt-4o is called my-deployment at the provider. | a is called b at the provider.
            {} => 
            {"a":1} => The mapping is not a JSON object of names: {"a":1}
            nope => The mapping is not a JSON object of names: nope
            "##,
            |text| said(&MODEL_MAPPING, text, mapping),
        );
    }
}

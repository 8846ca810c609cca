//! Edits the prices that a channel has of its own (contract 3.1.5, 3.1.6). They are sent whole in the
//! wrapper that the gateway asks for: without it, or with an empty map, it changes nothing and reports
//! success. It writes the text anew, so what is compared afterwards is what the prices mean.

use super::super::changed::begun_with;
use super::super::version::Version;
use super::super::who::{version, why_no_admin_write};
use super::beside_default::USUAL;
use super::canonical_prices::meant;
use super::fields::setup::{OWN_PRICES, PRICES};
use super::price_hazards::of_change;
use super::price_rules::problem;
use super::write;
use crate::call::{Body, Method, Write};
use crate::domain::ids::id;
use crate::pricing::{beside, last_step, outer_step};
use crate::schema::{
    Action, Check, Confirm, Context, Document, DocumentKind, FieldValue, Finding, Input, Level,
    Priced, SAME_TWICE, Step, Target, TypedInput, Undo, Value, WhyNot, Yields, always,
};
use crate::text;
use crate::words::Text;

const TO: TypedInput<Document> =
    Input::document("own_prices", text!("Prices" / "价格"), DocumentKind::Nested)
        .hint(text!(
            "A JSON object: for each model its ratio (1 is 2 USD per million tokens), completion_ratio and further fields. Empty: the usual prices of the type."
                / "JSON 对象：每个模型的 ratio（1 即每百万 token 2 USD）、completion_ratio 及其他字段。留空则使用该类型的默认价格。"
        ))
        .initial(|context| match context.row.get(&PRICES) {
            Some(prices) => Document(lines(&prices.0)).value(),
            None => Value::Missing,
        })
        .priced(|_, name| match last_step(name) {
            "ratio" | "cache_write_5m_ratio" | "cache_write_1h_ratio" => Priced::Yes,
            "cached_input_ratio" => Priced::FreeBelowZero,
            // A tier or a window without a ratio of its own has the model's.
            "completion_ratio" if outer_step(name) != Some("audio") => {
                Priced::TimesInput(beside(name, "ratio"))
            }
            // The others are factors and limits (contract 3.1.5).
            _ => Priced::No,
        })
        .usual(USUAL)
        .flaw(|text| {
            let found = (!text.trim().is_empty()).then(|| problem(text)).flatten()?;
            Some((found.at, found.words))
        });

/// Returns a JSON text on lines of its own, to be read; any other text as it is.
fn lines(text: &str) -> String {
    let json: Result<serde_json::Value, _> = serde_json::from_str(text);
    let pretty = json.and_then(|json| serde_json::to_string_pretty(&json));
    pretty.unwrap_or_else(|_| text.to_owned())
}

/// The action.
pub static EDIT_PRICES: Action = Action {
    id: "edit-channel-prices",
    on: Target::Row,
    button: text!("Edit prices" / "编辑价格"),
    title: text!("Edit the prices of a channel" / "编辑渠道价格"),
    lead: Some(text!(
        "Models that are left out lose their own price, and the usual one of the type applies."
            / "未列出的模型将失去自有价格，改用该类型的默认价格。"
    )),
    sentence: |_| {
        text!(
            "Change the prices of the channel “{name}” ({id})."
                / "更改渠道“{name}”（{id}）的价格。"
        )
    },
    verb: |_| text!("Save prices" / "保存价格"),
    inputs: &[TO.spec],
    check: |_| None,
    facts: &[],
    lookups: &[],
    offered: always,
    why_not: |context| {
        const ELSEWHERE: WhyNot = WhyNot {
            words: text!(
                "The original gateway has no prices of a channel: its options ModelRatio and CompletionRatio hold them."
                    / "原版网关的渠道没有价格：价格位于选项 ModelRatio 和 CompletionRatio 中。"
            ),
            source: "8",
        };
        let original = version(context.who) == Version::U;
        why_no_admin_write(context.who).or_else(|| original.then_some(ELSEWHERE))
    },
    notes,
    plan,
    confirm: Confirm::TypeName(text!(
        "The prices take effect with the next call." / "价格从下一次请求起生效。"
    )),
    undo: Undo::Same {
        field: "own_prices",
        input: "own_prices",
        unless: |_, _| None,
    },
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    const FAULTY: WhyNot = WhyNot {
        words: text!(
            "The gateway would refuse these prices or drop a part of them. See above where."
                / "网关会拒绝这些价格或丢弃其中一部分。具体位置见上方。"
        ),
        source: "3.1.5",
    };
    const CHANGED_MEANWHILE: WhyNot = WhyNot {
        words: text!(
            "Somebody saved these prices since you began. Use the button in the notice above first."
                / "自您开始编辑以来，他人保存了这些价格。请先使用上方提示中的按钮。"
        ),
        source: "3.1.6",
    };
    let text = context.input.get(&TO).map_or("", |Document(text)| text);
    let wanted = match text.trim() {
        "" => Value::Null,
        text if problem(text).is_some() => return Err(FAULTY),
        text => meant(text),
    };
    let live = context.row.value(OWN_PRICES.field.id);
    let base = begun_with(context, TO.field.id, OWN_PRICES.field.id, meant);
    if wanted.is_same(live) {
        return Err(WhyNot::ALREADY_SO);
    }
    if !live.is_same(&base) {
        return Err(CHANGED_MEANWHILE);
    }
    // An empty map would change nothing, so the field is cleared the other way.
    let write = match &wanted {
        Value::Document(_) => {
            let json: serde_json::Value = serde_json::from_str(text).map_err(|_| FAULTY)?;
            let body = Body::object([("model_configs", Body::json(&json))]);
            let path = "/api/channel/pricing/{}";
            Write::new(Method::Put, path, [context.at.part()]).body(body)
        }
        _ => write::fields(context, vec![("model_configs", Body::Null)]),
    };
    let check = Check::Becomes {
        at: context.at.clone(),
        field: id(OWN_PRICES.field.id),
        before: live.clone(),
        to: wanted,
    };
    Ok(vec![Step::new(write, check)])
}

fn notes(context: &Context) -> Vec<Finding> {
    let text = context.input.get(&TO).map_or("", |Document(text)| text);
    let found = (!text.trim().is_empty()).then(|| problem(text)).flatten();
    const SO: Text = text!("{at}: it cannot be saved so." / "{at}：无法保存。");
    let is_faulty = found.is_some();
    let found = found.into_iter().flat_map(|found| {
        let at = (!found.at.is_empty())
            .then(|| Finding::new(Level::Harm, SO).with("at", found.at.value()));
        at.into_iter()
            .chain([Finding::new(Level::Harm, found.words)])
    });
    let clears = text.trim().is_empty() && context.row.get(&PRICES).is_some();
    let clears = clears.then(|| {
        let words = text!(
            "All prices of its own are taken out: the usual ones of the type apply."
                / "移除所有自有价格：改用该类型的默认价格。"
        );
        Finding::new(Level::Caution, words)
    });
    let live = context.row.value(OWN_PRICES.field.id);
    // A text that cannot be saved changes nothing.
    let changes = (!is_faulty).then(|| of_change(context.who, context.row, live, &meant(text)));
    let changes = changes.into_iter().flatten();
    found.into_iter().chain(clears).chain(changes).collect()
}

#[cfg(test)]
mod tests {
    use super::EDIT_PRICES;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &EDIT_PRICES,
            r##"
            at {"id":"u-1","name":"main"} & row {"uuid":"u-1","name":"main","model_configs":"{\"gpt-4o\":{\"ratio\":1.25}}"}
            form {"own_prices":"{\"gpt-4o\":{\"ratio\":1.50,\"completion_ratio\":4}}"}
            => sends PUT /api/channel/pricing/u-1 {"model_configs":{"gpt-4o":{"ratio":1.50,"completion_ratio":4}}}; own_prices becomes {"gpt-4o":{"completion_ratio":4,"ratio":1.5}}
            => types The prices take effect
            undo {"own_prices":"{\"gpt-4o\":{\"ratio\":3}}","own_prices_base":"{\"gpt-4o\":{\"ratio\":9}}"} => refuses Somebody saved these prices
            undo {"own_prices":"{\"gpt-4o\":{\"ratio\":3}}","own_prices_base":"{ \"gpt-4o\":{\"ratio\":1.250}}"} => types The prices take effect
            form {"own_prices":"{\"gpt-4o\":{\"ratio\":1.250,\"max_tokens\":0}}"} => refuses It is so already
            form {"own_prices":"{\"gpt-4o\":{\"input_ratio\":1}}"} => refuses The gateway would refuse these prices
            form {"own_prices":"{\"gpt-4o\":{\"input_ratio\":1}}"} => notes gpt-4o.input_ratio: it cannot be saved so. / The gateway knows no such field
            form {"own_prices":""} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","model_configs":null}; own_prices becomes nothing
            form {"own_prices":"{}"} => sends PUT /api/channel/ {"uuid":"u-1","name":"main","model_configs":null}; own_prices becomes nothing
            form {"own_prices":""} => notes All prices of its own are taken out / 1 entry changes: gpt-4o.ratio (1.25 → –).
            row {"models":"gpt-4o,gpt-4"} & form {"own_prices":"{\"gpt-4o\":{\"ratio\":12.5}}"} => notes 1 entry changes: gpt-4o.ratio (1.25 → 12.5, ×10). / 1 entry becomes ten times as large or a tenth, or moves further: gpt-4o.ratio (1.25 → 12.5, ×10). / 1 model of the channel has no price of its own, so the usual one of its type applies: gpt-4.
            shown {"model_configs":"{\"gpt-4o\":{\"ratio\":9}}"} => refuses Somebody saved these prices
            row {"model_configs":""} & form {"own_prices":""} => refuses It is so already
            who {"version":"u"} => refuses The original gateway has no prices of a channel
            who {"role":"common"} => refuses Your token belongs to a user without admin rights
            "##,
        );
    }
}

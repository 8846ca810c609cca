//! What a change of a channel's prices means, in the words of its review: what changes, what is easily a
//! mistake, and which models have prices of their own.

use serde_json::{Map, Value as Json, json};

use super::super::changes::{self, FREE, LOOKS_LIKE, TEN_TIMES, named, told};
use super::fields::MODELS;
use super::fields::setup::HIDDEN_MODELS;
use crate::domain::exact::Exact;
use crate::pricing::{Change, Step, are_alike, changed_leaves, step};
use crate::schema::{Document, Finding, Level, Record, Value};
use crate::text;
use crate::words::Text;

const NO_OWN_PRICE: Text = text!(
    "{n} model of the channel has no price of its own, so the usual one of its type applies: {names}."
        / "{n} models of the channel have no price of their own, so the usual ones of its type apply: {names}."
        / "渠道的 {n} 个模型没有自有价格，按该类型的默认价格计费：{names}。"
);
const NOT_LISTED: Text = text!(
    "{n} model has a price here but is not among the models of the channel: {names}."
        / "{n} models have a price here but are not among the models of the channel: {names}."
        / "{n} 个模型在此有价格，但不在渠道的模型中：{names}。"
);
const MODEL_GONE: Text = text!(
    "{n} model loses its own price, and the usual one of the type applies: {names}."
        / "{n} models lose their own prices, and the usual ones of the type apply: {names}."
        / "{n} 个模型失去自有价格，改用该类型的默认价格：{names}。"
);
const NOT_SET: Text = text!(
    "{n} value is no longer set, and 0 is the same to the gateway, so what is usual applies: {names}."
        / "{n} values are no longer set, and 0 is the same to the gateway, so what is usual applies: {names}."
        / "{n} 个值不再设置（对网关而言 0 等于未设置），改用默认：{names}。"
);
const NEWLY_SET: Text = text!(
    "{n} value was not set and replaces what is usual: {names}."
        / "{n} values were not set and replace what is usual: {names}."
        / "{n} 个值此前未设置，将取代默认：{names}。"
);

/// Says what a change of prices means, both in the form in which prices are compared.
pub fn of_change(who: &Record, channel: &Record, before: &Value, after: &Value) -> Vec<Finding> {
    let (before, after) = (object(before), object(after));
    let all = changed_leaves(&Json::Object(before.clone()), &Json::Object(after.clone()));
    let of = |changes: &[Change], is: &dyn Fn(&Change) -> bool| -> Vec<String> {
        let changes = changes.iter().filter(|change| is(change));
        changes.map(told).collect()
    };
    // Of a model that comes or goes, the model is told.
    let staying = before.iter().filter_map(|(model, entry)| {
        let of = |entry: &Json| json!({ model: entry });
        Some(changed_leaves(&of(entry), &of(after.get(model)?)))
    });
    let staying: Vec<Change> = staying.flatten().collect();
    let served = served(channel);
    let names = |all: &Map<String, Json>, is: &dyn Fn(&str) -> bool| -> Vec<String> {
        all.keys().filter(|name| is(name)).cloned().collect()
    };
    let gone = names(&before, &|name| !after.contains_key(name));
    let is_served = |name: &str| served.iter().any(|model| model == name);
    let alike = names(&after, &|name| {
        let mut known = before.keys().chain(&served);
        let is_new = !before.contains_key(name) && !is_served(name);
        is_new && known.any(|other| are_alike(other, name))
    });
    let not_listed = names(&after, &|name| !served.is_empty() && !is_served(name));
    let without = served.iter().filter(|model| !has_price(after.get(*model)));
    // An empty map is told of as a whole.
    let without = without.filter(|_| !after.is_empty()).cloned().collect();
    let gone = if after.is_empty() { Vec::new() } else { gone };
    let is_price = |change: &&Change| change.name.ends_with(".ratio");
    let kinds = [
        changes::all(&all),
        changes::in_money(all.iter().filter(is_price), who),
        named(Level::Harm, FREE, of(&all, &becomes_free)),
        named(Level::Harm, MODEL_GONE, gone),
        named(
            Level::Harm,
            NOT_SET,
            of(&staying, &|change| change.after.is_none()),
        ),
        named(Level::Harm, TEN_TIMES, of(&staying, &is_far)),
        named(
            Level::Caution,
            NEWLY_SET,
            of(&staying, &|change| change.before.is_none()),
        ),
        named(Level::Caution, LOOKS_LIKE, alike),
        named(Level::Caution, NOT_LISTED, not_listed),
        named(Level::Note, NO_OWN_PRICE, without),
    ];
    kinds.into_iter().flatten().collect()
}

fn object(prices: &Value) -> Map<String, Json> {
    let Value::Document(Document(text)) = prices else {
        return Map::new();
    };
    serde_json::from_str(text).unwrap_or_default()
}

/// The models that the channel serves, hidden ones too.
fn served(channel: &Record) -> Vec<String> {
    let hidden: Result<Vec<String>, _> = serde_json::from_str(channel.text(&HIDDEN_MODELS));
    let listed = channel.get(&MODELS).cloned().unwrap_or_default();
    let also = hidden.unwrap_or_default().into_iter();
    let also: Vec<String> = also.filter(|model| !listed.contains(model)).collect();
    listed.into_iter().chain(also).collect()
}

/// Whether an entry sets a price, and not only a limit.
fn has_price(entry: Option<&Json>) -> bool {
    let fields = entry.and_then(Json::as_object);
    fields.is_some_and(|fields| fields.keys().any(|name| name != "max_tokens"))
}

/// Whether a price of cached tokens falls below 0, by which the gateway means free.
fn becomes_free(change: &Change) -> bool {
    let is_negative = |text: &Option<String>| {
        let number = text.as_deref().and_then(Exact::read);
        number.is_some_and(|number| number.is_negative())
    };
    is_negative(&change.after) && !is_negative(&change.before)
}

/// Whether a number becomes ten times as large, or a tenth.
fn is_far(change: &Change) -> bool {
    let is_amount = |text: &&str| Exact::read(text).is_some_and(|number| !number.is_negative());
    let before = change.before.as_deref().filter(is_amount);
    let after = change.after.as_deref().filter(is_amount);
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    matches!(step(before, after), Step::TenTimes | Step::Tenth)
}

#[cfg(test)]
mod tests {
    use super::{HIDDEN_MODELS, MODELS, of_change};
    use crate::dialects::oneapi::channels::canonical_prices::meant;
    use crate::domain::table::{check_table, parts};
    use crate::schema::{Record, Value};
    use crate::words::Language;

    #[test]
    fn what_a_change_of_prices_means() {
        check_table(
            r##"
            {"a":{"ratio":1.25}} | {"a":{"ratio":1.250}} | a => 
            {"a":{"ratio":1.25}} | {"a":{"ratio":1.5}} | a => 1 entry changes: a.ratio (1.25 → 1.5, ×1.2).
            {"a":{"ratio":1.25}} | {"a":{"ratio":12.5}} | a => 1 entry changes: a.ratio (1.25 → 12.5, ×10). / 1 entry becomes ten times as large or a tenth, or moves further: a.ratio (1.25 → 12.5, ×10).
            {"a":{"ratio":1.25,"completion_ratio":4}} | {"a":{"ratio":0,"completion_ratio":0.4}} | a => 2 entries change: a.completion_ratio (4 → 0.4, ×0.1), a.ratio (1.25 → –). / 1 value is no longer set, and 0 is the same to the gateway, so what is usual applies: a.ratio (1.25 → –). / 1 entry becomes ten times as large or a tenth, or moves further: a.completion_ratio (4 → 0.4, ×0.1).
            {"a":{"ratio":0,"max_tokens":5}} | {"a":{"ratio":2,"max_tokens":5}} | a => 1 entry changes: a.ratio (– → 2). / 1 value was not set and replaces what is usual: a.ratio (– → 2).
            {"a":{"ratio":1},"b":{"ratio":2}} | {"a":{"ratio":1}} | a => 1 entry changes: b.ratio (2 → –). / 1 model loses its own price, and the usual one of the type applies: b.
            {"gpt-4":{"ratio":1},"gpt-4.1":{"ratio":2}} | {"gpt-4":{"ratio":1}} | gpt-4 => 1 entry changes: gpt-4.1.ratio (2 → –). / 1 model loses its own price, and the usual one of the type applies: gpt-4.1.
            {"a":{"ratio":1,"tiers":[{"ratio":1},{"ratio":2}]}} | {"a":{"ratio":1,"tiers":[{"ratio":1},{"ratio":20}]}} | a => 1 entry changes: a.tiers.1.ratio (2 → 20, ×10). / 1 entry becomes ten times as large or a tenth, or moves further: a.tiers.1.ratio (2 → 20, ×10).
            {"a":{"ratio":1,"time_windows":[{"ranges":[{"start":"01:00","end":"02:00"}],"overlay":{"ratio":0.5}}]}} | {"a":{"ratio":1,"time_windows":[{"ranges":[{"start":"01:00","end":"03:00"}],"overlay":{"ratio":0.05}}]}} | a => 2 entries change: a.time_windows.0.overlay.ratio (0.5 → 0.05, ×0.1), a.time_windows.0.ranges.0.end (02:00 → 03:00). / 1 entry becomes ten times as large or a tenth, or moves further: a.time_windows.0.overlay.ratio (0.5 → 0.05, ×0.1).
            {"a":{"ratio":1}} | {"a":{"ratio":1,"cached_input_ratio":-1}} | a => 1 entry changes: a.cached_input_ratio (– → -1). / 1 entry becomes free: a.cached_input_ratio (– → -1). / 1 value was not set and replaces what is usual: a.cached_input_ratio (– → -1).
            {"gpt-4o":{"ratio":1}} | {"gpt-4o":{"ratio":1},"gpt4o":{"ratio":1}} | gpt-4o => 1 entry changes: gpt4o.ratio (– → 1). / 1 new name looks like another one: gpt4o. / 1 model has a price here but is not among the models of the channel: gpt4o.
            {} | {"gpt-4":{"ratio":1}} | gpt-4o,gpt-4 => 1 entry changes: gpt-4.ratio (– → 1). / 1 model of the channel has no price of its own, so the usual one of its type applies: gpt-4o.
            {} | {"a":{"max_tokens":5}} | a => 1 entry changes: a.max_tokens (– → 5). / 1 model of the channel has no price of its own, so the usual one of its type applies: a.
            {} | {"a":{"ratio":1}} | => 1 entry changes: a.ratio (– → 1).
            {"a":{"ratio":1}} | {} | a,b => 1 entry changes: a.ratio (1 → –).
            {} | {"a":{"ratio":1},"h":{"ratio":1}} | a;h => 2 entries change: a.ratio (– → 1), h.ratio (– → 1).
            "##,
            |line| {
                let [before, after, models] = parts(line);
                let (models, hidden) = models.split_once(';').unwrap_or((models, ""));
                let models = models.split(',').filter(|model| !model.is_empty());
                let channel = Record::default()
                    .with(&MODELS, models.map(str::to_owned).collect())
                    .with(
                        &HIDDEN_MODELS,
                        match hidden {
                            "" => String::new(),
                            hidden => format!("[{hidden:?}]"),
                        },
                    );
                let found = of_change(&Record::default(), &channel, &meant(before), &meant(after));
                let said = found.iter().map(|finding| {
                    let slot = |slot: &str| {
                        let found = finding.slots.iter().find(|(known, _)| *known == slot);
                        match found.map(|(_, value)| value) {
                            Some(Value::Words(words)) => words.join(", "),
                            Some(Value::Whole(n)) => n.to_string(),
                            other => panic!("{slot}: {other:?}"),
                        }
                    };
                    finding.words.fill(Language::English, &slot)
                });
                said.collect::<Vec<_>>().join(" / ")
            },
        );
    }
}

//! The prices of a channel and the default prices of a type (contract 3.1.5, 3.1.6).

mod rules;
mod shape;
mod tooling;
mod window;

use rusqlite::Result;
use serde_json::{Map, Value, json};

use self::shape::{ENTRY, mismatch};
use super::reading::by_reference;
use super::row::{Channel, number};
use crate::oneapi::relay::prices::Price;
use crate::oneapi::{Answer, Context, catalogue, go_json};

/// `GET /api/channel/pricing/:id`. A stored text that cannot be read looks like none.
pub(super) fn show(context: &Context) -> Result<Answer> {
    let channel = match by_reference(context, &context.request.id)? {
        Ok(channel) => channel,
        Err(message) => return Ok(Answer::refused(message)),
    };
    let entries = stored(&channel);
    let data = json!({
        "completion_ratio": derived(&entries, "completion_ratio"),
        "model_configs": if entries.is_empty() { Value::Null } else { object(&entries) },
        "model_ratio": derived(&entries, "ratio"),
        "tooling": channel.tooling(),
    });
    Ok(Answer::data(data))
}

/// The entries of a channel, sorted by model.
fn stored(channel: &Channel) -> Vec<(String, Value)> {
    let text = channel.model_configs.as_deref().unwrap_or_default();
    let sent: Value = serde_json::from_str(text).unwrap_or_default();
    rewritten(&sent).unwrap_or_default()
}

/// The entries of a map, read and written as the server does.
fn rewritten(sent: &Value) -> std::result::Result<Vec<(String, Value)>, String> {
    let sent = match sent {
        Value::Null => return Ok(Vec::new()),
        Value::Object(sent) => sent,
        other => {
            let of = "map[string]model.ModelConfigLocal";
            return Err(mismatch(other, "", "model_configs", of));
        }
    };
    let mut entries = Vec::new();
    for (model, entry) in sent {
        entries.push((model.clone(), ENTRY.rewrite(entry, "model_configs")?));
    }
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(entries)
}

fn object(entries: &[(String, Value)]) -> Value {
    Value::Object(Map::from_iter(entries.iter().cloned()))
}

/// The older map of one price by model; null where no model has it.
fn derived(entries: &[(String, Value)], field: &str) -> Value {
    let set = |value: &Value| value.as_f64().is_some_and(|value| value != 0.0);
    let prices: Map<String, Value> = entries
        .iter()
        .filter(|(_, entry)| set(&entry[field]))
        .map(|(model, entry)| (model.clone(), entry[field].clone()))
        .collect();
    if prices.is_empty() {
        Value::Null
    } else {
        Value::Object(prices)
    }
}

/// `PUT /api/channel/pricing/:id`: replaces all prices. A body without the map changes nothing, and
/// the answer is still success.
pub(super) fn replace(context: &Context) -> Result<Answer> {
    let channel = match by_reference(context, &context.request.id)? {
        Ok(channel) => channel,
        Err(message) => return Ok(Answer::refused(message)),
    };
    let sent = match body(context) {
        Ok(sent) => sent,
        Err(message) => return Ok(Answer::refused(message)),
    };
    let entries = match rewritten(&sent["model_configs"]).and_then(|entries| legacy(entries, &sent))
    {
        Ok(entries) => entries,
        Err(message) => return Ok(Answer::refused(message)),
    };
    if let Err(why) = rules::check(&entries) {
        return Ok(Answer::refused(format!(
            "Failed to set model configs: {why}"
        )));
    }
    let config = match tooling::normalized(&sent["tooling"]) {
        Ok(tooling) => tooling.map(|tooling| tooling::inside(&channel.config, tooling)),
        Err(why) => return Ok(Answer::refused(format!("Invalid tooling config: {why}"))),
    };
    if entries.is_empty() && config.is_none() {
        return Ok(Answer::done());
    }
    let configs = (!entries.is_empty()).then(|| object(&entries).to_string());
    context.db.execute(
        "UPDATE oneapi_channels SET model_configs = coalesce(?2, model_configs),
           config = coalesce(?3, config), updated_at = ?4 WHERE id = ?1",
        (channel.id, configs, config, context.now_millis()),
    )?;
    Ok(Answer::done().changing())
}

fn body(context: &Context) -> std::result::Result<Value, String> {
    let first = go_json::first_value(&context.request.body)?;
    let sent: Value = serde_json::from_slice(first).map_err(|error| error.to_string())?;
    match sent {
        Value::Object(_) => Ok(sent),
        Value::Null => Ok(json!({})),
        other => Err(mismatch(&other, "", "", "struct").replace(
            "Go struct field . of type struct",
            "Go value of type struct",
        )),
    }
}

/// Without entries, those of the two older maps.
fn legacy(
    entries: Vec<(String, Value)>,
    sent: &Value,
) -> std::result::Result<Vec<(String, Value)>, String> {
    if !entries.is_empty() {
        return Ok(entries);
    }
    let mut merged = Map::new();
    for (field, name) in [
        ("model_ratio", "ratio"),
        ("completion_ratio", "completion_ratio"),
    ] {
        for (model, price) in sent[field].as_object().into_iter().flatten() {
            if !price.is_number() {
                return Err(mismatch(price, "", field, "float64"));
            }
            let entry = merged.entry(model.clone()).or_insert_with(|| json!({}));
            entry[name] = price.clone();
        }
    }
    rewritten(&Value::Object(merged))
}

/// `GET /api/channel/default-pricing`: each part is a text. An unknown type has OpenAI's prices, and
/// the types that speak for everybody have all.
pub(super) fn defaults(context: &Context) -> Result<Answer> {
    let text = context.request.param("type").unwrap_or_default();
    let Ok(kind) = text.trim().parse::<i64>() else {
        return Ok(Answer::refused(format!(
            "Invalid channel type: strconv.Atoi: parsing {text:?}: invalid syntax"
        )));
    };
    let mut models: Vec<&str> = if matches!(kind, 8 | 50) {
        let all = catalogue::all(context.version).into_iter();
        all.map(|(model, _)| model).collect()
    } else {
        catalogue::models(context.version, kind).to_vec()
    };
    models.sort_unstable();
    let entries: Vec<(String, Value)> = models
        .into_iter()
        .map(|model| {
            let price = Price::of_channel(None, model);
            let entry = json!({
                "ratio": number(price.ratio),
                "completion_ratio": number(price.completion),
            });
            (model.to_owned(), entry)
        })
        .collect();
    let tooling = if kind == 36 {
        json!({"pricing": {"web_search": {}}}).to_string()
    } else {
        String::new()
    };
    Ok(Answer::data(json!({
        "completion_ratio": derived(&entries, "completion_ratio").to_string(),
        "model_configs": object(&entries).to_string(),
        "model_ratio": derived(&entries, "ratio").to_string(),
        "tooling": tooling,
    })))
}

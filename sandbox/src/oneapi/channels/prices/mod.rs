//! The prices of a channel (contract 3.1.5, 3.1.6): read, replaced as a whole, and the built-in ones
//! of its type.

mod rules;
mod shape;

use rusqlite::Result;
use serde_json::{Map, Value, json};

use super::body::name_of;
use super::reading::by_reference;
use super::row::{Channel, number};
use super::tooling;
use crate::oneapi::relay::prices::Price;
use crate::oneapi::{Context, Reply, catalogue, go_json};

/// `GET /api/channel/pricing/:id`. A text that cannot be read counts as none.
pub(super) fn read(context: &Context) -> Result<Reply> {
    let channel = match by_reference(context, &context.request.id)? {
        Ok(channel) => channel,
        Err(refusal) => return Ok(Reply::refused(refusal)),
    };
    let configs = stored(&channel);
    Ok(Reply::data(json!({
        "completion_ratio": derived(&configs, "completion_ratio"),
        "model_configs": shape::sorted(configs.clone()),
        "model_ratio": derived(&configs, "ratio"),
        "tooling": channel.tooling(),
    })))
}

/// The entries that a channel has, each in its form.
fn stored(channel: &Channel) -> Map<String, Value> {
    let text = channel.model_configs.as_deref().unwrap_or_default();
    let Ok(Value::Object(configs)) = serde_json::from_str(text) else {
        return Map::new();
    };
    let entries = configs
        .into_iter()
        .map(|(model, entry)| Ok((model, shape::entry(&entry, "model_configs")?)));
    let entries: std::result::Result<_, String> = entries.collect();
    entries.unwrap_or_default()
}

/// One of the older maps: the models that have this field, none where no model has it.
fn derived(configs: &Map<String, Value>, field: &str) -> Option<Value> {
    let found = configs.iter().filter_map(|(model, entry)| {
        let value = entry.get(field)?;
        (value.as_f64() != Some(0.0)).then(|| (model.clone(), value.clone()))
    });
    shape::sorted(found.collect())
}

/// What a body asks for.
struct Wanted {
    /// The new text of all entries; nothing changes where there is none.
    configs: Option<String>,
    tooling: Option<Value>,
}

/// `PUT /api/channel/pricing/:id`. A body without the wrapper changes nothing and succeeds.
pub(super) fn put(context: &Context) -> Result<Reply> {
    let channel = match by_reference(context, &context.request.id)? {
        Ok(channel) => channel,
        Err(refusal) => return Ok(Reply::refused(refusal)),
    };
    let wanted = match wanted(&context.request.body) {
        Ok(wanted) => wanted,
        Err(refusal) => return Ok(Reply::refused(refusal)),
    };
    if wanted.configs.is_none() && wanted.tooling.is_none() {
        return Ok(Reply::done());
    }
    // Here the tooling goes into the stored configuration, which keeps everything else.
    let config = match wanted.tooling {
        None => channel.config.clone(),
        Some(tooling) => match tooling::within(&channel.config, Some(tooling)) {
            Ok(config) => config,
            Err(error) => {
                let words = format!("Failed to set tooling config: {error}");
                return Ok(Reply::refused(words));
            }
        },
    };
    context.db.execute(
        "UPDATE oneapi_channels SET model_configs = coalesce(?2, model_configs), config = ?3,
           updated_at = ?4 WHERE id = ?1",
        (channel.id, wanted.configs, config, context.now_millis()),
    )?;
    Ok(Reply::done().changing())
}

fn wanted(body: &[u8]) -> std::result::Result<Wanted, String> {
    let text = go_json::first_value(body)?;
    let value: Value = serde_json::from_slice(text).map_err(|error| error.to_string())?;
    let part = |name: &str| match value.get(name) {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(map)) => Ok(map.clone()),
        Some(other) => {
            let what = name_of(other);
            Err(format!(
                "json: cannot unmarshal {what} into Go struct field .{name} of type map[string]interface {{}}"
            ))
        }
    };
    let mut entries: Vec<(String, Value)> = Vec::new();
    for (model, sent) in part("model_configs")? {
        entries.push((model, shape::entry(&sent, "model_configs")?));
    }
    let older = merged(&part("model_ratio")?, &part("completion_ratio")?)?;
    if entries.is_empty() {
        entries = older;
    }
    let configs =
        text_of(entries).map_err(|error| format!("Failed to set model configs: {error}"))?;
    let tooling = match value.get("tooling") {
        None => None,
        Some(sent) => {
            tooling::read(sent).map_err(|error| format!("Invalid tooling config: {error}"))?
        }
    };
    Ok(Wanted { configs, tooling })
}

/// The two older maps as entries.
fn merged(
    ratios: &Map<String, Value>,
    completions: &Map<String, Value>,
) -> std::result::Result<Vec<(String, Value)>, String> {
    let mut entries: Vec<(String, Value)> = Vec::new();
    for (field, name, map) in [
        ("ratio", "model_ratio", ratios),
        ("completion_ratio", "completion_ratio", completions),
    ] {
        for (model, value) in map {
            if value.as_f64().is_none() {
                let what = name_of(value);
                return Err(format!(
                    "json: cannot unmarshal {what} into Go struct field .{name} of type float64"
                ));
            }
            match entries.iter_mut().find(|(known, _)| known == model) {
                Some((_, entry)) => entry[field] = value.clone(),
                None => entries.push((model.clone(), json!({field: value}))),
            }
        }
    }
    let decoded = entries
        .into_iter()
        .map(|(model, entry)| Ok((model, shape::entry(&entry, "model_configs")?)));
    decoded.collect()
}

/// The text that is stored of these entries; none where there are none.
fn text_of(mut entries: Vec<(String, Value)>) -> std::result::Result<Option<String>, String> {
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    for (model, entry) in &entries {
        if model.trim().is_empty() {
            return Err("model name cannot be empty".to_owned());
        }
        rules::check_parts(entry)
            .map_err(|error| format!("normalize model config for {model}: {error}"))?;
    }
    for (model, entry) in &entries {
        rules::check_entry(model, entry)
            .map_err(|error| format!("invalid model price configurations: {error}"))?;
    }
    let map: Map<String, Value> = entries.into_iter().collect();
    Ok((!map.is_empty()).then(|| Value::Object(map).to_string()))
}

/// `GET /api/channel/default-pricing`: each part is a JSON text.
pub(super) fn defaults(context: &Context) -> Result<Reply> {
    let sent = context.request.param("type").unwrap_or_default();
    let Ok(kind) = sent.parse::<i64>() else {
        return Ok(Reply::refused(format!(
            "Invalid channel type: strconv.Atoi: parsing {sent:?}: invalid syntax"
        )));
    };
    let version = context.version;
    // Types that may be anything have the prices of all.
    let mut models: Vec<&str> = if matches!(kind, 8 | 50) {
        let all = catalogue::all(version).into_iter();
        all.map(|(model, _)| model).collect()
    } else {
        catalogue::models(version, kind).to_vec()
    };
    models.sort_unstable();
    let (mut ratios, mut completions, mut configs) = (Map::new(), Map::new(), Map::new());
    for model in models {
        let price = Price::of_channel(None, model);
        let (ratio, completion) = (number(price.ratio), number(price.completion));
        ratios.insert(model.to_owned(), ratio.clone());
        completions.insert(model.to_owned(), completion.clone());
        let entry = json!({"ratio": ratio, "completion_ratio": completion});
        configs.insert(model.to_owned(), entry);
    }
    let tooling = if kind == 36 {
        r#"{"pricing":{"web_search":{}}}"#
    } else {
        ""
    };
    Ok(Reply::data(json!({
        "completion_ratio": Value::Object(completions).to_string(),
        "model_configs": Value::Object(configs).to_string(),
        "model_ratio": Value::Object(ratios).to_string(),
        "tooling": tooling,
    })))
}

//! Which channel serves a call: the highest priority that has one, and within it by weight.

use rusqlite::{Connection, Result};

/// A channel as far as the relay needs it.
#[derive(Clone, Debug)]
pub(crate) struct Serving {
    pub(crate) id: i64,
    pub(crate) uuid: String,
    pub(crate) name: String,
    pub(crate) kind: i64,
    pub(crate) key: String,
    pub(crate) base_url: String,
    pub(crate) groups: String,
    models: String,
    pub(crate) model_mapping: String,
    pub(crate) model_configs: String,
    priority: i64,
    weight: i64,
}

impl Serving {
    /// Whether the channel serves a model to a group.
    fn serves(&self, group: &str, model: &str) -> bool {
        listed(&self.groups, group) && listed(&self.models, model)
    }

    /// The name of a model at the provider.
    pub(crate) fn mapped(&self, model: &str) -> String {
        let mapping: Option<serde_json::Value> = serde_json::from_str(&self.model_mapping).ok();
        let mapped = mapping
            .as_ref()
            .and_then(|mapping| mapping.get(model)?.as_str());
        mapped.unwrap_or(model).to_owned()
    }
}

/// Whether a comma list has a word. Spaces around the word do not count.
fn listed(list: &str, word: &str) -> bool {
    list.split(',').any(|entry| entry.trim() == word)
}

/// Chooses the channel for a call, without those that were tried before. `draw` gives a number
/// below its argument.
pub(crate) fn choose(
    connection: &Connection,
    (group, model): (&str, &str),
    tried: &[i64],
    draw: impl FnOnce(u64) -> u64,
) -> Result<Option<Serving>> {
    let mut statement = connection.prepare_cached(ENABLED)?;
    let enabled = statement.query_map((), |row| {
        Ok(Serving {
            id: row.get(0)?,
            uuid: row.get(1)?,
            name: row.get(2)?,
            kind: row.get(3)?,
            key: row.get(4)?,
            base_url: row.get(5)?,
            groups: row.get(6)?,
            models: row.get(7)?,
            model_mapping: row.get(8)?,
            model_configs: row.get(9)?,
            priority: row.get(10)?,
            weight: row.get(11)?,
        })
    })?;
    let mut able = Vec::new();
    for channel in enabled {
        let channel = channel?;
        if channel.serves(group, model) && !tried.contains(&channel.id) {
            able.push(channel);
        }
    }
    let best = able.iter().map(|channel| channel.priority).max();
    able.retain(|channel| Some(channel.priority) == best);
    Ok(by_weight(able, draw))
}

/// Draws one of several channels. Where nobody has a weight, all have the same.
fn by_weight(mut able: Vec<Serving>, draw: impl FnOnce(u64) -> u64) -> Option<Serving> {
    let share = |channel: &Serving| u64::try_from(channel.weight).unwrap_or(0);
    let sum: u64 = able.iter().map(share).sum();
    let all_alike = sum == 0;
    let shares = if all_alike { able.len() as u64 } else { sum };
    if shares == 0 {
        return None;
    }
    let mut left = draw(shares);
    let chosen = able.iter().position(|channel| {
        let share = if all_alike { 1 } else { share(channel) };
        let is_here = left < share;
        left = left.saturating_sub(share);
        is_here
    })?;
    Some(able.swap_remove(chosen))
}

const ENABLED: &str = r#"
SELECT id, coalesce(uuid, ''), coalesce(name, ''), type, coalesce(key, ''), coalesce(base_url, ''),
  coalesce("group", ''), coalesce(models, ''), coalesce(model_mapping, ''),
  coalesce(model_configs, ''), coalesce(priority, 0), coalesce(weight, 0)
FROM oneapi_channels WHERE status = 1 ORDER BY id"#;

#[cfg(test)]
mod tests {
    use super::{Serving, by_weight, listed};

    fn channel(id: i64, weight: i64) -> Serving {
        Serving {
            id,
            uuid: String::new(),
            name: String::new(),
            kind: 1,
            key: String::new(),
            base_url: String::new(),
            groups: "default,vip".to_owned(),
            models: "gpt-4o".to_owned(),
            model_mapping: r#"{"gpt-4o":"deployment"}"#.to_owned(),
            model_configs: String::new(),
            priority: 0,
            weight,
        }
    }

    #[test]
    fn weights_are_shares() {
        let drawn = |weights: &[i64], draw: u64| {
            let able = weights
                .iter()
                .zip(1..)
                .map(|(weight, id)| channel(id, *weight));
            by_weight(able.collect(), |_| draw).map(|channel| channel.id)
        };
        assert_eq!(drawn(&[], 0), None);
        for (weights, draw, chosen) in [
            (&[0, 0][..], 0, 1),
            (&[0, 0], 1, 2),
            (&[3, 1], 2, 1),
            (&[3, 1], 3, 2),
            (&[0, 5], 0, 2),
        ] {
            assert_eq!(drawn(weights, draw), Some(chosen), "{weights:?} {draw}");
        }
    }

    #[test]
    fn names_are_mapped_and_lists_are_split() {
        assert_eq!(channel(1, 0).mapped("gpt-4o"), "deployment");
        assert_eq!(channel(1, 0).mapped("other"), "other");
        assert!(channel(1, 0).serves("vip", "gpt-4o"));
        assert!(!channel(1, 0).serves("vip", "gpt-4"));
        assert!(listed("a, b", "b") && !listed("ab", "a"));
    }
}

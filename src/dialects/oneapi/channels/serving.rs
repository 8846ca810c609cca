//! What is left without a channel when one stops serving. A channel serves each of its groups with
//! each of its models (contract 3.1.9).

use std::collections::BTreeSet;

use super::fields::{ENABLED, GROUPS, ID, MODELS, STATUS};
use crate::schema::{All, Baseline, Context, FieldValue, Finding, Level, Lookup, Record};
use crate::text;
use crate::words::Text;

/// All channels.
pub const LOOKUPS: All<Lookup> = &[Lookup::all("channels", 20)];

/// The most pairs that are named.
const MOST: usize = 8;

/// The pairs that no other enabled channel serves, and whether all channels were read.
struct Alone {
    pairs: Vec<String>,
    whole: bool,
}

fn pairs(row: &Record) -> impl Iterator<Item = (&String, &String)> {
    let words = |field| row.get(field).map_or(&[][..], Vec::as_slice);
    let models = words(&MODELS);
    words(&GROUPS)
        .iter()
        .flat_map(move |group| models.iter().map(move |model| (group, model)))
}

fn alone(context: &Context) -> Alone {
    let seen = context.seen("channels");
    let rows = seen.map_or(&[][..], |seen| &seen.rows);
    let others = rows
        .iter()
        .filter(|row| row.text(&STATUS) == ENABLED && row.text(&ID) != context.row.text(&ID));
    let served: BTreeSet<(&String, &String)> = others.flat_map(pairs).collect();
    let left = pairs(context.row).filter(|pair| !served.contains(pair));
    let left: BTreeSet<String> = left
        .map(|(group, model)| format!("{group}/{model}"))
        .collect();
    Alone {
        pairs: left.into_iter().collect(),
        whole: seen.is_some_and(|seen| seen.whole),
    }
}

/// Returns the ids of all channels that were just read: what is not among them is new.
pub fn baseline(context: &Context) -> Baseline {
    let seen = context.seen("channels");
    let rows = seen.map_or(&[][..], |seen| &seen.rows);
    Baseline {
        ids: rows.iter().map(|row| row.text(&ID).to_owned()).collect(),
        whole: seen.is_some_and(|seen| seen.whole),
    }
}

/// Returns why the name is typed before an enabled channel stops; `None` if others serve the same.
pub fn why_typed(context: &Context) -> Option<Text> {
    let serves = context.row.text(&STATUS) == ENABLED && !alone(context).pairs.is_empty();
    serves.then_some(text!(
        "No other enabled channel serves some of its models: their calls fail from then on."
            / "部分模型没有其他已启用的渠道：此后相关请求将失败。"
    ))
}

/// Says what no channel serves afterwards.
pub fn notes(context: &Context) -> Vec<Finding> {
    if context.row.text(&STATUS) != ENABLED {
        return Vec::new();
    }
    let Alone { pairs, whole } = alone(context);
    let count = i64::try_from(pairs.len()).unwrap_or(i64::MAX);
    let named: Vec<String> = pairs.into_iter().take(MOST).collect();
    let rest = count - i64::try_from(named.len()).unwrap_or(i64::MAX);
    let cut = (count > 0).then(|| {
        let words = match rest {
            0 => text!(
                "No other enabled channel serves {pairs}: such calls fail from then on."
                    / "没有其他已启用的渠道提供 {pairs}：此后此类请求将失败。"
            ),
            _ => text!(
                "No other enabled channel serves {pairs} and {n} more: such calls fail from then on."
                    / "没有其他已启用的渠道提供 {pairs} 等（另有 {n} 项）：此后此类请求将失败。"
            ),
        };
        Finding::new(Level::Harm, words)
            .with("pairs", named.value())
            .with("n", rest.value())
    });
    let unsure = (!whole).then(|| {
        let words = text!(
            "Not all channels were read, so another one may serve the same."
                / "未读取全部渠道，可能有其他渠道提供相同服务。"
        );
        Finding::new(Level::Caution, words)
    });
    cut.into_iter().chain(unsure).collect()
}

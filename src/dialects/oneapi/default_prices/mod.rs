//! The default prices of a type of channel (contract 3.1, `GET /api/channel/default-pricing`): ratios and
//! completion ratios of its models. Read beside a channel's own prices, not shown as a list of its own.

use serde_json::{Map, Value as Json, json};

use crate::call::Read;
use crate::schema::{All, Column, FieldSpec, Joined, ListWords, Paging, Picture, Reads, Resource};
use crate::text;

use super::who::why_no_admin;

/// The name of the model.
pub const NAME: Column<String> =
    FieldSpec::mono("name", text!("Model" / "模型"), &["name"]).sorts();

/// Its ratio, as the gateway writes it.
pub const RATIO: Column<String> = FieldSpec::mono("ratio", text!("Ratio" / "倍率"), &["ratio"]);

/// Its completion ratio, as the gateway writes it.
pub const COMPLETION_RATIO: Column<String> = FieldSpec::mono(
    "completion_ratio",
    text!("Completion ratio" / "补全倍率"),
    &["completion_ratio"],
);

const FIELDS: All<FieldSpec> = &[NAME.spec, RATIO.spec, COMPLETION_RATIO.spec];

/// The type for which the gateway lists the models of all types.
const ANY_TYPE: &str = "50";

/// The resource.
pub static DEFAULT_PRICES: Resource = Resource {
    id: "default-prices",
    opens: "default-price",
    picture: Picture::Money,
    title: text!("Default prices" / "默认价格"),
    one: text!("default price" / "默认价格"),
    counted: text!("{n} default price" / "{n} default prices" / "{n} 个默认价格"),
    lead: None,
    words: ListWords {
        search: text!("Search model" / "搜索模型"),
        empty: [
            text!("No default prices" / "没有默认价格"),
            text!("The gateway has none for this type." / "网关没有该类型的默认价格。"),
        ],
        no_match: [
            text!("No model matches" / "没有匹配的模型"),
            text!("Clear the search." / "请清除搜索内容。"),
        ],
        gone: text!("The gateway has no default price of it." / "网关没有其默认价格。"),
        not_seen: text!("This model was not found." / "未找到此模型。"),
        failed: text!("The default prices could not be read" / "无法读取默认价格"),
        not_allowed: text!("Your token may not read prices" / "您的令牌无权读取价格"),
    },
    list: |query| {
        let of = query.asked("type").unwrap_or(ANY_TYPE);
        // A number without a name is shown as `type 99`.
        let number = of.trim_start_matches("type ");
        Read::new("/api/channel/default-pricing", []).with("type", number)
    },
    paging: Paging::Whole,
    rows: &[],
    ids: &["name"],
    name: "name",
    labels: &[],
    heading: None,
    twin: None,
    made: None,
    usual_order: "name",
    usual_rank: None,
    fields: FIELDS,
    secrets: &[],
    facets: &[],
    total: None,
    facet_row: None,
    related: &[],
    figures: &[],
    attention: &[],
    actions: &[],
    not_listed: why_no_admin,
    refusals: &[],
    reads: Reads {
        joined: Some(Joined {
            with: &[],
            rows: |prices, _, _| Ok(rows(prices)),
        }),
        ..Reads::OF_LIST
    },
    explanations: &[],
    if_absent: None,
};

/// Makes a row of each model. The gateway sends the map of models as a text of JSON.
fn rows(prices: &Json) -> Json {
    let text = prices["model_configs"].as_str().unwrap_or_default();
    let models: Map<String, Json> = serde_json::from_str(text).unwrap_or_default();
    let number = |entry: &Json, name: &str| {
        let number = entry.get(name).filter(|number| number.is_number());
        number.map(Json::to_string)
    };
    let rows = models.iter().map(|(model, entry)| {
        json!({
            "name": model,
            "ratio": number(entry, "ratio"),
            "completion_ratio": number(entry, "completion_ratio"),
        })
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::rows;
    use crate::domain::table::check_table;

    #[test]
    fn a_row_of_each_model() {
        check_table(
            r##"
            {"model_configs":"{\"a\":{\"ratio\":0.070,\"completion_ratio\":2},\"b\":{\"video\":{}}}"} => a 0.070 2, b - -
            {"model_configs":"{}"} =>
            {"model_configs":"x"} =>
            {} =>
            "##,
            |json| {
                let rows = rows(&serde_json::from_str(json).expect("JSON"));
                let of = |row: &serde_json::Value, name: &str| {
                    row[name].as_str().unwrap_or("-").to_owned()
                };
                let fields = ["name", "ratio", "completion_ratio"];
                let rows = rows.as_array().expect("rows").iter();
                let said = rows.map(|row| fields.map(|name| of(row, name)).join(" "));
                said.collect::<Vec<_>>().join(", ")
            },
        );
    }
}

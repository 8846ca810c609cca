//! The models that the gateway knows for each type of channel (contract 3.1, `GET /api/models`). It is
//! the gateway's own catalogue: a provider may serve others. Read to offer them in forms, not shown as a
//! list of its own.

use serde_json::{Value as Json, json};

use crate::call::Read;
use crate::schema::{All, Column, FieldSpec, Joined, ListWords, Paging, Picture, Reads, Resource};
use crate::text;

use super::who::why_no_admin;

/// The name of the model.
pub const NAME: Column<String> =
    FieldSpec::mono("name", text!("Model" / "模型"), &["name"]).sorts();

/// The number of the type.
pub const TYPE: Column<String> = FieldSpec::text("type", text!("Type" / "类型"), &["type"]);

const FIELDS: All<FieldSpec> = &[NAME.spec, TYPE.spec];

/// The resource.
pub static TYPE_MODELS: Resource = Resource {
    id: "type-models",
    opens: "type-model",
    picture: Picture::Look,
    title: text!("Known models" / "已知模型"),
    one: text!("known model" / "已知模型"),
    counted: text!("{n} known model" / "{n} known models" / "{n} 个已知模型"),
    lead: None,
    words: ListWords {
        search: text!("Search model" / "搜索模型"),
        empty: [
            text!("No known models" / "没有已知模型"),
            text!("Type the names of models." / "请输入模型名称。"),
        ],
        no_match: [
            text!("No model matches" / "没有匹配的模型"),
            text!("Clear the search." / "请清除搜索内容。"),
        ],
        gone: text!("The gateway does not know this model." / "网关不认识此模型。"),
        not_seen: text!("This model was not found." / "未找到此模型。"),
        failed: text!("The known models could not be read" / "无法读取已知模型"),
        not_allowed: text!("Your token may not list models" / "您的令牌无权列出模型"),
    },
    list: |_| Read::new("/api/models", []),
    paging: Paging::Whole,
    rows: &[],
    ids: &["id"],
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
            rows: |models, _, _| Ok(rows(models)),
        }),
        ..Reads::OF_LIST
    },
    explanations: &[],
    if_absent: None,
};

/// Makes a row of each model of each type, each once.
fn rows(models: &Json) -> Json {
    let mut rows = Vec::new();
    for (of, names) in models.as_object().into_iter().flatten() {
        let mut seen = Vec::new();
        for name in names.as_array().into_iter().flatten() {
            let Some(name) = name.as_str().filter(|name| !seen.contains(name)) else {
                continue;
            };
            seen.push(name);
            rows.push(json!({"id": format!("{of}/{name}"), "type": of, "name": name}));
        }
    }
    Json::Array(rows)
}

#[cfg(test)]
mod tests {
    use super::rows;
    use crate::domain::table::check_table;

    #[test]
    fn a_row_of_each_model() {
        check_table(
            r##"
            {"3":["a","b","a"],"14":["a"]} => 3/a 3/b 14/a
            {"3":[],"5":null,"7":"a"} =>
            {"3":[1,null,"a"]} => 3/a
            [] =>
            null =>
            "##,
            |json| {
                let rows = rows(&serde_json::from_str(json).expect("JSON"));
                let rows = rows.as_array().expect("rows").iter();
                let ids: Vec<&str> = rows.map(|row| row["id"].as_str().unwrap_or("-")).collect();
                ids.join(" ")
            },
        );
    }
}

//! The names of groups that are live (contract 3.4): what the gateway took from the text of
//! GroupRatio. Read to verify a save, not shown as a list of its own.

use serde_json::{Value as Json, json};

use crate::call::Read;
use crate::schema::{All, Column, FieldSpec, Joined, ListWords, Paging, Picture, Reads, Resource};
use crate::text;

use super::who::why_no_admin;

/// The name. Upper and lower case differ.
pub const NAME: Column<String> = FieldSpec::text("name", text!("Name" / "名称"), &["name"]).sorts();

const FIELDS: All<FieldSpec> = &[NAME.spec];

/// The resource.
pub static GROUP_NAMES: Resource = Resource {
    id: "group-names",
    opens: "group-name",
    picture: Picture::Pool,
    title: text!("Live groups" / "生效的分组"),
    one: text!("live group" / "生效的分组"),
    counted: text!("{n} live group" / "{n} live groups" / "{n} 个生效的分组"),
    lead: None,
    words: ListWords {
        search: text!("Search name" / "搜索名称"),
        empty: [
            text!("No live groups" / "没有生效的分组"),
            text!("Every call is billed at 1." / "所有请求按 1 计费。"),
        ],
        no_match: [
            text!("No group matches" / "没有匹配的分组"),
            text!("Clear the search." / "请清除搜索内容。"),
        ],
        gone: text!("This group is not live." / "此分组未生效。"),
        not_seen: text!("This group was not found." / "未找到此分组。"),
        failed: text!("The live groups could not be read" / "无法读取生效的分组"),
        not_allowed: text!("Your token may not list groups" / "您的令牌无权列出分组"),
    },
    list: |_| Read::new("/api/group/", []),
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
            rows: |names, _, _| {
                let names = names.as_array().map_or(&[][..], Vec::as_slice);
                Ok(names
                    .iter()
                    .map(|name| json!({"name": name}))
                    .collect::<Json>())
            },
        }),
        ..Reads::OF_LIST
    },
    explanations: &[],
    if_absent: None,
};

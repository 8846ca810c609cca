//! API keys of clients (contract 5.3). The path calls them admin keys; they grant no admin rights.

mod attention;
pub mod create;
mod delete;
pub mod fields;
pub mod move_keys;
pub mod new;
mod rotate;
mod rules;
mod top_up;
pub mod value;

use crate::schema::{
    Facet, FacetOf, Figure, ListWords, Paging, Picture, Reads, Related, RelatedBy, Resource,
};
use crate::text;

use super::budgets;
use super::who::why_limited;
use super::{SECRETS, page};

/// The resource.
pub static KEYS: Resource = Resource {
    id: "keys",
    opens: "key",
    picture: Picture::Key,
    title: text!("API keys" / "API 密钥"),
    one: text!("key" / "密钥"),
    counted: text!("{n} key" / "{n} keys" / "{n} 个密钥"),
    lead: None,
    words: ListWords {
        search: text!("Search name, key, id, owner" / "搜索名称、密钥、标识、所有者"),
        empty: [
            text!("No keys yet" / "尚无密钥"),
            text!(
                "A key lets a program call the models behind this gateway. Create the first one."
                    / "程序凭密钥调用此网关后的模型。请创建第一个。"
            ),
        ],
        no_match: [
            text!("No key matches" / "没有匹配的密钥"),
            text!("Clear a filter or change the search." / "请清除筛选条件或修改搜索内容。"),
        ],
        gone: text!(
            "The gateway does not list this key: it was deleted or never existed."
                / "网关未列出此密钥：已被删除，或从未存在。"
        ),
        not_seen: text!(
            "This key was not on the pages that were read. It may be on a later page."
                / "已读取的页中未找到此密钥，可能在后续页中。"
        ),
        failed: text!("The keys could not be read" / "无法读取密钥"),
        not_allowed: text!("Your key may not list keys" / "您的密钥无权列出密钥"),
    },
    list: |query| {
        page("/v1/organization/admin_api_keys", query).with_some("pool_id", query.asked("pool"))
    },
    paging: Paging::Cursor,
    rows: &["keys", "api_keys", "items", "results", "key", "api_key"],
    ids: &["id"],
    name: "name",
    labels: &["pools"],
    heading: None,
    twin: None,
    made: Some("created_at"),
    usual_order: "",
    usual_rank: None,
    fields: fields::FIELDS,
    secrets: SECRETS,
    facets: &[
        Facet {
            id: "status",
            label: text!("Status" / "状态"),
            any: text!("Any status" / "所有状态"),
            of: FacetOf::Field("status"),
            none: None,
            server: false,
        },
        Facet {
            id: "pool",
            label: text!("Pool" / "资源池"),
            any: text!("Any pool" / "所有资源池"),
            of: FacetOf::Field("pool"),
            none: Some(text!("no pool" / "无资源池")),
            server: true,
        },
        Facet {
            id: "budget",
            label: text!("Budget" / "预算"),
            any: text!("Any budget" / "所有预算"),
            of: FacetOf::Rule(budgets::band, budgets::BANDS),
            none: None,
            server: false,
        },
        Facet {
            id: "expires",
            label: text!("Expires" / "到期"),
            any: text!("Any expiry" / "所有到期"),
            of: FacetOf::Rule(rules::expiry, rules::EXPIRIES),
            none: None,
            server: false,
        },
        Facet {
            id: "last_use",
            label: text!("Last used" / "上次使用"),
            any: text!("Any use" / "所有使用情况"),
            of: FacetOf::Rule(rules::use_word, rules::USES),
            none: None,
            server: false,
        },
    ],
    total: None,
    facet_row: None,
    related: &[Related {
        of: "charges",
        by: RelatedBy::Facet("key"),
        also: None,
        title: text!("View pending charges" / "查看待结算账目"),
        none: text!("No pending charges." / "没有待结算账目。"),
        actions: &[],
        chart: None,
    }],
    figures: &[
        Figure {
            label: text!("Keys" / "密钥"),
            of: budgets::count,
            covers: |_| true,
        },
        Figure {
            label: text!("Spent, USD" / "已花费，USD"),
            of: budgets::spent,
            covers: budgets::has_used,
        },
        Figure {
            label: text!("Remaining, USD" / "剩余，USD"),
            of: budgets::remaining,
            covers: budgets::has_remaining,
        },
    ],
    attention: attention::ATTENTION,
    actions: &[
        &create::CREATE_KEY,
        &top_up::TOP_UP_KEY,
        &rotate::ROTATE_KEY,
        &move_keys::MOVE_KEYS,
        &delete::DELETE_KEY,
    ],
    not_listed: why_limited,
    refusals: &[],
    reads: Reads::OF_LIST,
    explanations: &[],
    if_absent: None,
};

#[cfg(test)]
mod tests;

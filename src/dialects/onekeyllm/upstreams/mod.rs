//! Upstreams: providers that the gateway calls with its own key (contract 5.8).

mod create;
mod delete;
mod disable;
mod enable;
pub mod fields;
mod state;
mod top_up;

use crate::schema::{
    Attention, AttentionGroup, Facet, FacetOf, Figure, Level, ListWords, Paging, Picture, Reads,
    Resource,
};
use crate::text;

use super::who::why_limited;
use super::{SECRETS, budgets, page};

/// The resource.
pub static UPSTREAMS: Resource = Resource {
    id: "upstreams",
    opens: "upstream",
    picture: Picture::Provider,
    title: text!("Upstreams" / "上游"),
    one: text!("upstream" / "上游"),
    counted: text!("{n} upstream" / "{n} upstreams" / "{n} 个上游"),
    lead: Some(text!(
        "Providers that the gateway forwards requests to, each with a key of its own."
            / "网关转发请求的提供商，各自使用单独的密钥。"
    )),
    words: ListWords {
        search: text!("Search name, provider, address" / "搜索名称、提供商、地址"),
        empty: [
            text!("No upstreams yet" / "尚无上游"),
            text!(
                "An upstream is a provider that requests are forwarded to. Create the first one."
                    / "上游是请求转发到的提供商。请创建第一个。"
            ),
        ],
        no_match: [
            text!("No upstream matches" / "没有匹配的上游"),
            text!("Clear a filter or change the search." / "请清除筛选条件或修改搜索内容。"),
        ],
        gone: text!(
            "The gateway does not list this upstream: it was deleted or never existed."
                / "网关未列出此上游：已被删除，或从未存在。"
        ),
        not_seen: text!(
            "This upstream was not on the pages that were read. It may be on a later page."
                / "已读取的页中未找到此上游，可能在后续页中。"
        ),
        failed: text!("The upstreams could not be read" / "无法读取上游"),
        not_allowed: text!("Your key may not list upstreams" / "您的密钥无权列出上游"),
    },
    list: |query| page("/v1/organization/upstreams", query),
    paging: Paging::Cursor,
    rows: &["upstreams", "items", "results", "upstream"],
    ids: &["id"],
    name: "name",
    labels: &[],
    heading: None,
    twin: None,
    made: Some("created_at"),
    usual_order: "",
    usual_rank: None,
    fields: fields::FIELDS,
    secrets: SECRETS,
    facets: &[
        Facet {
            id: "state",
            label: text!("State" / "运行状态"),
            any: text!("Any state" / "所有运行状态"),
            of: FacetOf::Rule(state::state, state::STATES),
            none: None,
            server: false,
        },
        Facet {
            id: "provider",
            label: text!("Provider" / "提供商"),
            any: text!("Any provider" / "所有提供商"),
            of: FacetOf::Field("provider"),
            none: None,
            server: false,
        },
        Facet {
            id: "budget",
            label: text!("Budget" / "预算"),
            any: text!("Any budget" / "所有预算"),
            of: FacetOf::Rule(budgets::band, budgets::BANDS),
            none: None,
            server: false,
        },
    ],
    total: None,
    facet_row: None,
    related: &[],
    figures: &[Figure {
        label: text!("Upstreams in trouble" / "异常上游"),
        of: |rows, now| {
            let in_trouble = rows.iter().filter(|row| state::rank(row, now).is_some());
            budgets::count(&in_trouble.copied().collect::<Vec<_>>(), now)
        },
        covers: |_| true,
    }],
    attention: &[
        Attention {
            id: "state",
            level: Level::Harm,
            title: text!("Upstreams disabled or failing" / "已停用或出错的上游"),
            quiet: text!("Every upstream is enabled and works." / "所有上游均已启用且正常。"),
            groups: &[
                AttentionGroup {
                    view: ("state", "failing"),
                    words: text!("{n} failing" / "{n} failing" / "{n} 个出错"),
                    of: |row, now| state::state(row, now) == Some("failing"),
                },
                AttentionGroup {
                    view: ("state", "disabled"),
                    words: text!("{n} disabled" / "{n} disabled" / "{n} 个已停用"),
                    of: |row, now| state::state(row, now) == Some("disabled"),
                },
            ],
            rank: state::rank,
            details: &["status", "last_error"],
            needs: None,
        },
        Attention {
            id: "budgets",
            level: Level::Harm,
            title: text!("Upstream budgets running out" / "即将用尽的上游预算"),
            quiet: text!(
                "No upstream's budget is spent or three quarters used."
                    / "没有上游预算已用尽或已用四分之三。"
            ),
            groups: budgets::RUNNING_OUT,
            rank: budgets::rank,
            details: &["share", "remaining"],
            needs: None,
        },
    ],
    actions: &[
        &create::CREATE_UPSTREAM,
        &top_up::TOP_UP_UPSTREAM,
        &disable::DISABLE_UPSTREAM,
        &enable::ENABLE_UPSTREAM,
        &delete::DELETE_UPSTREAM,
    ],
    not_listed: why_limited,
    refusals: &[],
    reads: Reads::OF_LIST,
    explanations: &[],
    if_absent: None,
};

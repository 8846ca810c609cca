//! Codex accounts: subscriptions at OpenAI that the gateway sends requests through (contract 5.6).

mod delete;
mod disable;
mod enable;
mod fields;

use crate::schema::{
    Attention, Facet, FacetOf, Figure, Level, ListWords, Paging, Picture, Resource,
};
use crate::text;

use super::accounts::{SECRETS, state};
use super::who::why_limited;
use super::{budgets, page};

/// The resource.
pub static CODEX_ACCOUNTS: Resource = Resource {
    id: "codex-accounts",
    opens: "account",
    picture: Picture::Provider,
    title: text!("Codex accounts" / "Codex 账户"),
    one: text!("Codex account" / "Codex 账户"),
    counted: text!("{n} Codex account" / "{n} Codex accounts" / "{n} 个 Codex 账户"),
    lead: Some(text!(
        "Subscriptions at OpenAI that the gateway sends requests through. Windows show what is used of them."
            / "网关用于转发请求的 OpenAI 订阅。各窗口显示已用部分。"
    )),
    words: ListWords {
        search: text!("Search account or workspace" / "搜索账户或工作区"),
        empty: [
            text!("No Codex accounts yet" / "尚无 Codex 账户"),
            text!(
                "The gateway sends no requests through a Codex subscription."
                    / "网关没有可用于转发请求的 Codex 订阅。"
            ),
        ],
        no_match: [
            text!("No account matches" / "没有匹配的账户"),
            text!("Clear a filter or change the search." / "请清除筛选条件或修改搜索内容。"),
        ],
        gone: text!(
            "The gateway does not list this account: it was deleted or never existed."
                / "网关未列出此账户：已被删除，或从未存在。"
        ),
        not_seen: text!(
            "This account was not on the pages that were read. It may be on a later page."
                / "已读取的页中未找到此账户，可能在后续页中。"
        ),
        failed: text!("The Codex accounts could not be read" / "无法读取 Codex 账户"),
        not_allowed: text!("Your key may not list Codex accounts" / "您的密钥无权列出 Codex 账户"),
    },
    list: |query| page("/v1/organization/codex_accounts", query),
    paging: Paging::Cursor,
    rows: &[
        "codex_accounts",
        "accounts",
        "files",
        "items",
        "results",
        "account",
    ],
    ids: &["id", "account_id"],
    name: "name",
    labels: &[],
    heading: None,
    twin: Some(state::twin),
    made: Some("created_at"),
    usual_order: "",
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
            id: "use",
            label: text!("Windows" / "用量窗口"),
            any: text!("Any use" / "所有用量"),
            of: FacetOf::Rule(state::use_word, state::USES),
            none: None,
            server: false,
        },
        Facet {
            id: "plan",
            label: text!("Plan" / "套餐"),
            any: text!("Any plan" / "所有套餐"),
            of: FacetOf::Field("plan"),
            none: None,
            server: false,
        },
    ],
    total: None,
    facet_row: None,
    related: &[],
    figures: &[Figure {
        label: text!("Codex accounts in trouble" / "异常 Codex 账户"),
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
            title: text!("Codex accounts that need you" / "需要处理的 Codex 账户"),
            quiet: text!(
                "Every Codex account is enabled and signed in." / "所有 Codex 账户均已启用并登录。"
            ),
            groups: state::IN_TROUBLE,
            rank: state::rank,
            details: &["status", "status_reason"],
            needs: None,
        },
        Attention {
            id: "windows",
            level: Level::Caution,
            title: text!("Codex windows nearly used" / "即将用尽的 Codex 窗口"),
            quiet: text!(
                "No Codex account has used nine tenths of a window."
                    / "没有 Codex 账户已用满窗口的九成。"
            ),
            groups: state::NEARLY_USED,
            rank: state::use_rank,
            details: &["five_hour", "weekly"],
            needs: None,
        },
    ],
    actions: &[
        &disable::DISABLE_CODEX_ACCOUNT,
        &enable::ENABLE_CODEX_ACCOUNT,
        &delete::DELETE_CODEX_ACCOUNT,
    ],
    not_listed: why_limited,
    refusals: &[],
};

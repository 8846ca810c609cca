//! Codex accounts: subscriptions at OpenAI that the gateway sends requests through (contract 5.6).

mod add;
mod delete;
mod disable;
mod enable;
mod fields;
mod sign_in;

use crate::schema::{Attention, Figure, Level, ListWords, Paging, Picture, Reads, Resource};
use crate::text;

use super::accounts::{GONE, NO_MATCH, NOT_SEEN, SECRETS, state};
use super::page;
use super::who::why_limited;

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
                "“Add account” signs one in by a code that its owner enters at OpenAI."
                    / "点击“添加账户”，由其所有者在 OpenAI 输入代码即可登录。"
            ),
        ],
        no_match: NO_MATCH,
        gone: GONE,
        not_seen: NOT_SEEN,
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
    usual_rank: None,
    fields: fields::FIELDS,
    secrets: SECRETS,
    facets: &[state::STATE_FACET, state::USE_FACET, state::PLAN_FACET],
    total: None,
    facet_row: None,
    related: &[],
    figures: &[Figure {
        label: text!("Codex accounts in trouble" / "异常 Codex 账户"),
        of: state::in_trouble,
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
            details: &["five_hour", "weekly", "monthly"],
            needs: None,
        },
    ],
    actions: &[
        &add::ADD_CODEX_ACCOUNT,
        &sign_in::SIGN_IN_CODEX_ACCOUNT,
        &disable::DISABLE_CODEX_ACCOUNT,
        &enable::ENABLE_CODEX_ACCOUNT,
        &delete::DELETE_CODEX_ACCOUNT,
    ],
    not_listed: why_limited,
    refusals: &[],
    reads: Reads::OF_LIST,
    explanations: &[],
    if_absent: None,
};

//! Claude accounts: subscriptions at Anthropic that the gateway sends requests through (contract 5.7).

mod add;
mod delete;
pub mod fields;
mod sign_in;

use crate::schema::{
    Attention, AttentionGroup, Facet, FacetOf, Figure, Level, ListWords, Paging, Picture, Reads,
    Resource,
};
use crate::text;

use super::accounts::{GONE, NO_MATCH, NOT_SEEN, SECRETS, state};
use super::page;
use super::who::why_limited;

/// The resource.
pub static CLAUDE_ACCOUNTS: Resource = Resource {
    id: "claude-accounts",
    opens: "account",
    picture: Picture::Provider,
    title: text!("Claude accounts" / "Claude 账户"),
    one: text!("Claude account" / "Claude 账户"),
    counted: text!("{n} Claude account" / "{n} Claude accounts" / "{n} 个 Claude 账户"),
    lead: Some(text!(
        "Subscriptions at Anthropic that the gateway sends requests through. One with a setup token has no windows: the provider does not tell them of it."
            / "网关用于转发请求的 Anthropic 订阅。使用设置令牌的账户没有用量窗口：提供商不提供。"
    )),
    words: ListWords {
        search: text!("Search account or workspace" / "搜索账户或工作区"),
        empty: [
            text!("No Claude accounts yet" / "尚无 Claude 账户"),
            text!(
                "“Add account” makes a link where its owner signs in."
                    / "点击“添加账户”可生成供其所有者登录的链接。"
            ),
        ],
        no_match: NO_MATCH,
        gone: GONE,
        not_seen: NOT_SEEN,
        failed: text!("The Claude accounts could not be read" / "无法读取 Claude 账户"),
        not_allowed: text!(
            "Your key may not list Claude accounts" / "您的密钥无权列出 Claude 账户"
        ),
    },
    list: |query| page("/v1/organization/claude_accounts", query),
    paging: Paging::Cursor,
    rows: &[
        "claude_accounts",
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
    facets: &[
        state::STATE_FACET,
        state::USE_FACET,
        Facet {
            id: "auth",
            label: text!("Sign-in" / "登录方式"),
            any: text!("Any sign-in" / "所有登录方式"),
            of: FacetOf::Field("auth_type"),
            none: None,
            server: false,
        },
        Facet {
            id: "ends",
            label: text!("Setup token ends" / "设置令牌到期"),
            any: text!("Any end" / "所有到期时间"),
            of: FacetOf::Rule(state::token_word, state::TOKEN_ENDS),
            none: None,
            server: false,
        },
        state::PLAN_FACET,
    ],
    total: None,
    facet_row: None,
    related: &[],
    figures: &[Figure {
        label: text!("Claude accounts in trouble" / "异常 Claude 账户"),
        of: state::in_trouble,
        covers: |_| true,
    }],
    attention: &[
        Attention {
            id: "state",
            level: Level::Harm,
            title: text!("Claude accounts that need you" / "需要处理的 Claude 账户"),
            quiet: text!(
                "Every Claude account is enabled and signed in."
                    / "所有 Claude 账户均已启用并登录。"
            ),
            groups: state::IN_TROUBLE,
            rank: state::rank,
            details: &["status", "status_reason"],
            needs: None,
        },
        Attention {
            id: "windows",
            level: Level::Caution,
            title: text!("Claude windows nearly used" / "即将用尽的 Claude 窗口"),
            quiet: text!(
                "No Claude account has used nine tenths of a window."
                    / "没有 Claude 账户已用满窗口的九成。"
            ),
            groups: state::NEARLY_USED,
            rank: state::use_rank,
            details: &["five_hour", "weekly", "weekly_opus", "weekly_sonnet"],
            needs: None,
        },
        Attention {
            id: "tokens",
            level: Level::Caution,
            title: text!("Setup tokens that end soon" / "即将到期的设置令牌"),
            quiet: text!("No setup token ends within 30 days." / "30 天内没有设置令牌到期。"),
            groups: &[AttentionGroup {
                view: ("ends", "soon"),
                words: text!(
                    "{n} within 30 days" / "{n} within 30 days" / "{n} 个将在 30 天内到期"
                ),
                of: |row, now| state::token_rank(row, now).is_some(),
            }],
            rank: state::token_rank,
            details: &["status", "token_expires_at"],
            needs: None,
        },
    ],
    actions: &[
        &add::ADD_CLAUDE_ACCOUNT,
        &sign_in::SIGN_IN_CLAUDE_ACCOUNT,
        &delete::DELETE_CLAUDE_ACCOUNT,
    ],
    not_listed: why_limited,
    refusals: &[],
    reads: Reads::OF_LIST,
    explanations: &[],
    if_absent: None,
};

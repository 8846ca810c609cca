//! Account capacity: the windows of all accounts in one list, as the gateway last learnt them from
//! the providers (contract 5.9). Not every gateway has it.

mod fields;
mod refresh;

use crate::schema::{Absent, Facet, FacetOf, ListWords, Paging, Picture, Query, Reads, Resource};
use crate::text;

use super::accounts::{GONE, NO_MATCH, NOT_SEEN, SECRETS, state};
use super::page;
use super::who::why_limited;

/// The resource.
pub static CAPACITY: Resource = Resource {
    id: "capacity",
    opens: "capacity",
    picture: Picture::Gauge,
    title: text!("Account capacity" / "账户余量"),
    one: text!("account" / "账户"),
    counted: text!("{n} account" / "{n} accounts" / "{n} 个账户"),
    lead: Some(text!(
        "How much of each account's windows is used, those nearest to their end first. “Windows as of” is when the gateway last asked the provider."
            / "每个账户各窗口的已用部分，最接近用尽的排在最前。“用量数据时间”是网关最近一次向提供商查询的时间。"
    )),
    words: ListWords {
        search: text!("Search account" / "搜索账户"),
        empty: [
            text!("No accounts yet" / "尚无账户"),
            text!("The gateway lists the capacity of no account." / "网关未列出任何账户的余量。"),
        ],
        no_match: NO_MATCH,
        gone: GONE,
        not_seen: NOT_SEEN,
        failed: text!("The account capacity could not be read" / "无法读取账户余量"),
        not_allowed: text!(
            "Your key may not read the account capacity" / "您的密钥无权读取账户余量"
        ),
    },
    // Rows do not tell when an account was brought in, so their order proves nothing.
    list: |query| {
        let query = Query {
            newest_first: false,
            ..query.clone()
        };
        page("/v1/usage/account_capacity", &query)
    },
    paging: Paging::Cursor,
    rows: &["accounts", "capacity", "items", "results", "account"],
    ids: &["account_id", "id"],
    name: "name",
    labels: &[],
    heading: None,
    twin: None,
    made: None,
    usual_order: "",
    usual_rank: Some(state::fullness),
    fields: fields::FIELDS,
    secrets: SECRETS,
    facets: &[
        Facet {
            id: "provider",
            label: text!("Provider" / "提供商"),
            any: text!("Any provider" / "所有提供商"),
            of: FacetOf::Field("provider"),
            none: None,
            server: false,
        },
        state::STATE_FACET,
        state::USE_FACET,
    ],
    total: None,
    facet_row: None,
    related: &[],
    figures: &[],
    attention: &[],
    actions: &[&refresh::REFRESH_CAPACITY],
    not_listed: why_limited,
    refusals: &[],
    reads: Reads::OF_LIST,
    explanations: &[],
    if_absent: Some(Absent {
        words: [
            text!("This gateway does not offer account capacity" / "此网关不提供账户余量"),
            text!(
                "The account lists show what is used of each account's windows."
                    / "各账户列表显示每个账户各窗口的已用部分。"
            ),
        ],
        instead: &["codex-accounts", "claude-accounts"],
    }),
};

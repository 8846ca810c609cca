//! Channels: accounts at providers that calls are forwarded to (contract 3.1).

mod billing;
mod config;
pub mod fields;
mod prices;
mod reason;
mod types;

use crate::call::Read;
use crate::domain::time::UnixSeconds;
use crate::schema::{
    Attention, AttentionGroup, Choices, Explanation, Facet, FacetOf, Figure, Level, ListWords,
    OneRow, Picture, Record, Resource, Str, Value,
};
use crate::text;

use super::who::why_no_admin;
use super::{IDS, PAGED, SECRETS, page};
use fields::{AUTO_DISABLED, BALANCE, BALANCE_READ, DISABLED, ENABLED, STATUS, UNKNOWN};

/// Seconds after which a balance is old: a week.
const OLD_SECONDS: i64 = 7 * 24 * 60 * 60;

const BALANCES: Choices = &[
    ("low", text!("1 or less" / "不超过 1")),
    (
        "old",
        text!("over 1, read over a week ago" / "大于 1，读取已超过一周"),
    ),
    (
        "fine",
        text!("over 1, read this week" / "大于 1，一周内读取"),
    ),
    ("none", text!("never read" / "从未读取")),
];

/// Says how a channel's balance is. An old one says nothing about now, so a low one that is old
/// counts as low: it was low then, and nobody looked since.
fn balance(row: &Record, now: UnixSeconds) -> Option<Str> {
    let Some(balance) = row.get(&BALANCE) else {
        return Some("none");
    };
    let millionths = crate::domain::decimal::read(&balance.text, 6)?.units;
    let read_at = row.get(&BALANCE_READ).map_or(0, |at| at.0);
    Some(if millionths <= 1_000_000 {
        "low"
    } else if now.0 - read_at > OLD_SECONDS {
        "old"
    } else {
        "fine"
    })
}

fn status_is(row: &Record, word: &str) -> bool {
    row.text(&STATUS) == word
}

/// The resource.
pub static CHANNELS: Resource = Resource {
    id: "channels",
    opens: "channel",
    picture: Picture::Provider,
    title: text!("Channels" / "渠道"),
    one: text!("channel" / "渠道"),
    counted: text!("{n} channel" / "{n} channels" / "{n} 个渠道"),
    lead: None,
    words: ListWords {
        search: text!("Search name, model, address" / "搜索名称、模型、地址"),
        empty: [
            text!("No channels yet" / "尚无渠道"),
            text!(
                "A channel is an account at a provider that calls are forwarded to."
                    / "渠道是请求转发到的提供商账户。"
            ),
        ],
        no_match: [
            text!("No channel matches" / "没有匹配的渠道"),
            text!("Clear a filter or change the search." / "请清除筛选条件或修改搜索内容。"),
        ],
        gone: text!(
            "The gateway has no such channel: it was deleted or never existed."
                / "网关中没有此渠道：已被删除，或从未存在。"
        ),
        not_seen: text!(
            "This channel was not on the pages that were read." / "已读取的页中未找到此渠道。"
        ),
        failed: text!("The channels could not be read" / "无法读取渠道"),
        not_allowed: text!("Your token may not list channels" / "您的令牌无权列出渠道"),
    },
    list: |query| match &query.text {
        // The gateway compares beginnings of names, and rows are compared again here.
        Some(text) => Read::new("/api/channel/search", []).with("keyword", text),
        None => page("/api/channel/", query),
    },
    paging: PAGED,
    rows: &[],
    ids: IDS,
    name: "name",
    labels: &[],
    heading: None,
    twin: None,
    made: Some("created_time"),
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
            id: "type",
            label: text!("Type" / "类型"),
            any: text!("Any type" / "所有类型"),
            of: FacetOf::Field("type"),
            none: None,
            server: false,
        },
        Facet {
            id: "group",
            label: text!("Group" / "分组"),
            any: text!("Any group" / "所有分组"),
            of: FacetOf::Field("group"),
            none: None,
            server: false,
        },
        Facet {
            id: "model",
            label: text!("Model" / "模型"),
            any: text!("Any model" / "所有模型"),
            of: FacetOf::Field("models"),
            none: None,
            server: false,
        },
        Facet {
            id: "balance",
            label: text!("Balance" / "余额"),
            any: text!("Any balance" / "所有余额"),
            of: FacetOf::Rule(balance, BALANCES),
            none: None,
            server: false,
        },
    ],
    total: None,
    facet_row: None,
    related: &[],
    figures: &[Figure {
        label: text!("Channels enabled" / "已启用的渠道"),
        of: |rows, _| {
            let enabled = rows.iter().filter(|row| status_is(row, ENABLED));
            Value::Whole(i64::try_from(enabled.count()).unwrap_or(i64::MAX))
        },
        covers: |row| !row.text(&STATUS).is_empty(),
    }],
    attention: &[
        Attention {
            id: "disabled",
            level: Level::Harm,
            title: text!("Channels disabled, and why" / "已禁用的渠道及原因"),
            quiet: text!("Every channel is enabled." / "所有渠道均已启用。"),
            groups: &[
                AttentionGroup {
                    view: ("status", AUTO_DISABLED),
                    words: text!(
                        "{n} disabled automatically"
                            / "{n} disabled automatically"
                            / "{n} 个自动禁用"
                    ),
                    of: |row, _| status_is(row, AUTO_DISABLED),
                },
                AttentionGroup {
                    view: ("status", DISABLED),
                    words: text!(
                        "{n} disabled by hand" / "{n} disabled by hand" / "{n} 个手动禁用"
                    ),
                    of: |row, _| status_is(row, DISABLED),
                },
                AttentionGroup {
                    view: ("status", UNKNOWN),
                    words: text!(
                        "{n} with an unknown status"
                            / "{n} with an unknown status"
                            / "{n} 个状态未知"
                    ),
                    of: |row, _| status_is(row, UNKNOWN),
                },
            ],
            rank: |row, _| match row.text(&STATUS) {
                ENABLED | "" => None,
                DISABLED => Some(0),
                _ => Some(1),
            },
            details: &["status", "group"],
            needs: None,
        },
        Attention {
            id: "balances",
            level: Level::Caution,
            title: text!("Balances low or old" / "余额不足或未更新"),
            quiet: text!(
                "Every balance that was read is over 1 and was read this week."
                    / "已读取的余额均大于 1，且在一周内读取。"
            ),
            groups: &[
                AttentionGroup {
                    view: ("balance", "low"),
                    words: text!("{n} low" / "{n} low" / "{n} 个不足"),
                    of: |row, now| balance(row, now) == Some("low"),
                },
                AttentionGroup {
                    view: ("balance", "old"),
                    words: text!(
                        "{n} over 1, but old" / "{n} over 1, but old" / "{n} 个大于 1 但未更新"
                    ),
                    of: |row, now| balance(row, now) == Some("old"),
                },
            ],
            rank: |row, now| match balance(row, now) {
                Some("low") => Some(1),
                Some("old") => Some(0),
                _ => None,
            },
            details: &["balance", "balance_updated_time"],
            needs: Some((
                "balance",
                text!(
                    "No balance was ever read from a provider, so this cannot be judged."
                        / "从未向提供商读取余额，因此无法判断。"
                ),
            )),
        },
    ],
    actions: &[],
    not_listed: why_no_admin,
    refusals: &[],
    joined: None,
    prepare: Some(config::without_secrets),
    one_row: Some(OneRow {
        read: |at| Read::new("/api/channel/{}", [at.part()]),
        gone: super::is_gone,
    }),
    whole: Some(|| Read::new("/api/channel/search", []).with("keyword", "")),
    explanations: &[
        Explanation {
            id: "reason",
            title: text!("Why it is not enabled (inferred)" / "未启用的原因（推断）"),
            applies: |row, _| !matches!(row.text(&STATUS), ENABLED | ""),
            lookups: reason::LOOKUPS,
            findings: reason::findings,
        },
        Explanation {
            id: "billing",
            title: text!("What its groups mean for billing" / "分组对计费的影响"),
            applies: |_, _| true,
            lookups: billing::LOOKUPS,
            findings: billing::findings,
        },
        Explanation {
            id: "prices",
            title: text!("Prices of its own" / "自有价格"),
            applies: |row, _| row.get(&fields::PRICES).is_some(),
            lookups: &[],
            findings: prices::of_models,
        },
        Explanation {
            id: "mapping",
            title: text!("Model mapping" / "模型重定向"),
            applies: |row, _| row.get(&fields::MODEL_MAPPING).is_some(),
            lookups: &[],
            findings: prices::mapping,
        },
    ],
    if_absent: None,
};

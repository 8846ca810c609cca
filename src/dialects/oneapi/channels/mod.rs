//! Channels: accounts at providers that calls are forwarded to (contract 3.1).

mod attention;
mod beside_default;
mod billing;
mod canonical_prices;
mod composite;
mod config;
mod configuration;
mod create;
mod delete;
mod delete_disabled;
mod disable;
mod duplicate;
mod edit;
mod edit_config;
mod edit_mapping;
mod edit_prices;
mod enable;
mod entered;
pub mod fields;
mod form;
mod new;
mod price_hazards;
mod price_rules;
mod prices;
mod reason;
mod refresh_balance;
mod refresh_balances;
mod rotate;
mod serving;
mod several;
mod sweep;
mod test;
mod test_several;
mod types;
mod write;

use crate::call::Read;
use crate::schema::{
    Explanation, Facet, FacetOf, Figure, ListWords, OneRow, Picture, Reads, Resource, Value,
};
use crate::text;

use super::who::why_no_admin;
use super::{IDS, PAGED, SECRETS, page};
use fields::{ENABLED, STATUS};

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
            of: FacetOf::Rule(attention::balance, attention::BALANCES),
            none: None,
            server: false,
        },
        Facet {
            id: "test",
            label: text!("Last test" / "上次测试"),
            any: text!("Any test" / "所有测试结果"),
            of: FacetOf::Rule(attention::test, attention::TESTS),
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
            let enabled = rows.iter().filter(|row| attention::status_is(row, ENABLED));
            Value::Whole(i64::try_from(enabled.count()).unwrap_or(i64::MAX))
        },
        covers: |row| !row.text(&STATUS).is_empty(),
    }],
    attention: attention::OF_CHANNELS,
    actions: &[
        &enable::ENABLE_CHANNEL,
        &create::CREATE_CHANNEL,
        &test_several::TEST_CHANNELS,
        &refresh_balances::REFRESH_BALANCES,
        &sweep::SWEEP_CHANNELS,
        &delete_disabled::DELETE_DISABLED,
        &edit::EDIT_CHANNEL,
        &edit_config::EDIT_CONFIGURATION,
        &edit_prices::EDIT_PRICES,
        &edit_mapping::EDIT_MAPPING,
        &test::TEST_CHANNEL,
        &rotate::ROTATE_CHANNEL_KEY,
        &refresh_balance::REFRESH_BALANCE,
        &duplicate::DUPLICATE_CHANNEL,
        &disable::DISABLE_CHANNEL,
        &delete::DELETE_CHANNEL,
    ],
    not_listed: why_no_admin,
    refusals: &[],
    reads: Reads {
        prepare: Some(config::without_secrets),
        one_row: Some(OneRow {
            read: |at| Read::new("/api/channel/{}", [at.part()]),
            gone: super::is_gone,
        }),
        whole: Some(|| Read::new("/api/channel/search", []).with("keyword", "")),
        ..Reads::OF_LIST
    },
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
            applies: |row, _| row.get(&fields::setup::PRICES).is_some(),
            lookups: &[beside_default::DEFAULTS],
            findings: prices::of_models,
        },
        Explanation {
            id: "mapping",
            title: text!("Model mapping" / "模型重定向"),
            applies: |row, _| row.get(&fields::setup::MODEL_MAPPING).is_some(),
            lookups: &[],
            findings: prices::mapping,
        },
    ],
    if_absent: None,
};

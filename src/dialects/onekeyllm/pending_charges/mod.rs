//! Pending charges (contract 5.4): money that will be added to a budget or taken from it. It is
//! never subtracted from a budget here, because the gateway does not promise that it will be.

mod age;
pub mod fields;
mod of_key;

pub use of_key::pending_of_key;

use crate::domain::money::Amount;
use crate::schema::{
    Attention, AttentionGroup, Facet, FacetOf, FacetRow, Figure, Level, ListWords, Paging, Picture,
    Reads, Record, Ref, Resource, Total, Value,
};
use crate::text;

use super::{SECRETS, page};
use crate::domain::time::UnixSeconds;
use age::{AGES, age, rank};
use fields::{AMOUNT, COUNT, ID, KEY};

/// The resource.
pub static PENDING_CHARGES: Resource = Resource {
    id: "charges",
    opens: "charge",
    picture: Picture::Money,
    title: text!("Pending charges" / "待结算账目"),
    one: text!("pending charge" / "待结算账目"),
    counted: text!("{n} pending charge" / "{n} pending charges" / "{n} 条待结算账目"),
    lead: Some(text!(
        "Money that is being added to or taken from budgets and is not settled yet. It is not part of what budgets show as used."
            / "正在计入或转出预算、尚未结清的金额。它不包含在预算的“已用”之内。"
    )),
    words: ListWords {
        search: text!("Search key, model, request, id" / "搜索密钥、模型、请求、标识"),
        empty: [
            text!("Nothing is pending" / "没有待结算账目"),
            text!(
                "A charge is listed from the start of a request until the gateway settles it."
                    / "从请求开始到网关结清，扣费会显示在这里。"
            ),
        ],
        no_match: [
            text!("No charge matches" / "没有匹配的扣费"),
            text!("Clear a filter or change the search." / "请清除筛选条件或修改搜索内容。"),
        ],
        gone: text!(
            "The gateway does not list this charge: it may be settled by now."
                / "网关未列出此扣费，可能已结清。"
        ),
        not_seen: text!(
            "This charge was not on the pages that were read. It may be settled by now, or on a later page."
                / "已读取的页中未找到此扣费，可能已结清，或在后续页中。"
        ),
        failed: text!("The pending charges could not be read" / "无法读取待结算账目"),
        not_allowed: text!("Your key may not read pending charges" / "您的密钥无权读取待结算账目"),
    },
    // The oldest charges need attention most, so they always come first.
    list: |query| {
        let oldest = crate::schema::Query {
            newest_first: false,
            ..query.clone()
        };
        page("/v1/organization/admin_api_keys/pending_charges", &oldest)
            .with_some("api_key_id", query.asked("key"))
    },
    paging: Paging::Cursor,
    rows: &["charges", "pending_charges", "items", "results"],
    // A sum has no id of its own and is identified by its key.
    ids: &[
        "id",
        "charge_id",
        "api_key_id",
        "key_id",
        "admin_api_key_id",
    ],
    name: "id",
    labels: &[],
    heading: Some(heading),
    twin: None,
    made: Some("created_at"),
    usual_order: "created_at",
    usual_rank: None,
    fields: fields::FIELDS,
    secrets: SECRETS,
    facets: &[
        Facet {
            id: "kind",
            label: text!("Kind" / "类型"),
            any: text!("Any kind" / "所有类型"),
            of: FacetOf::Field("kind"),
            none: None,
            server: false,
        },
        Facet {
            id: "age",
            label: text!("Age" / "时长"),
            any: text!("Any age" / "所有时长"),
            of: FacetOf::Rule(age, AGES),
            none: None,
            server: false,
        },
        Facet {
            id: "key",
            label: text!("Key" / "密钥"),
            any: text!("Any key" / "所有密钥"),
            of: FacetOf::Field("key"),
            none: None,
            server: true,
        },
    ],
    total: Some(Total {
        of: "amount",
        by: Some("kind"),
        without: text!("no kind reported" / "未提供类型"),
        sums: Some((
            "count",
            text!(
                "This gateway reports one sum per key, without single charges or their age."
                    / "此网关只提供每个密钥的合计，不提供单笔扣费及其时长。"
            ),
        )),
    }),
    facet_row: Some(FacetRow {
        facet: "key",
        of: "keys",
        fields: &["budget"],
        title: text!("The key's budget" / "密钥的预算"),
        note: text!(
            "Pending charges are not included in these figures and are not subtracted from them: the gateway does not say when, or whether, they will be."
                / "待结金额不在这些数字之内，也不会从中扣除：网关并未说明何时或是否会扣除。"
        ),
        all: text!("View all charges of this key" / "查看此密钥的全部扣费"),
    }),
    related: &[],
    figures: &[Figure {
        label: text!("Pending charges" / "待结算账目"),
        of: count,
        covers: |_| true,
    }],
    attention: &[Attention {
        id: "pending",
        level: Level::Caution,
        title: text!("Pending charges by age" / "按时长统计的待结算账目"),
        quiet: text!(
            "Nothing has been pending for more than an hour." / "没有待结超过一小时的扣费。"
        ),
        groups: BY_AGE,
        rank,
        details: &["kind", "created_at"],
        needs: None,
    }],
    actions: &[],
    not_listed: |_| None,
    refusals: &[(
        "default_pool_not_assigned",
        text!(
            "No default pool is assigned to your key, and it sees the charges of its own pool only. Ask an administrator to assign one."
                / "尚未为您的密钥分配默认资源池，而它只能看到自己资源池的扣费。请联系管理员分配。"
        ),
    )],
    reads: Reads::OF_LIST,
    explanations: &[],
    if_absent: None,
};

const BY_AGE: &[AttentionGroup] = &[
    AttentionGroup {
        view: ("age", "stuck"),
        words: text!("{n} for more than a day" / "{n} for more than a day" / "{n} 条超过一天"),
        of: |row, now| age(row, now) == Some("stuck"),
    },
    AttentionGroup {
        view: ("age", "old"),
        words: text!(
            "{n} for an hour to a day" / "{n} for an hour to a day" / "{n} 条一小时至一天"
        ),
        of: |row, now| age(row, now) == Some("old"),
    },
    AttentionGroup {
        view: ("age", "not-told"),
        words: text!("{n} without an age" / "{n} without an age" / "{n} 条未提供时长"),
        of: |row, now| age(row, now) == Some("not-told"),
    },
];

/// Returns the title `12.50 USD · Payments`, or the charge's id if it has no key.
fn heading(row: &Record) -> String {
    let amount = row.get(&AMOUNT).map(|amount: &Amount| amount.value.exact());
    let amount = amount.map_or_else(|| "–".to_owned(), |amount| format!("{amount} USD"));
    let key = row.get(&KEY).map_or_else(|| row.text(&ID), Ref::label);
    format!("{amount} · {key}")
}

/// Counts charges; a sum counts as the number that it reports.
fn count(rows: &[&Record], _: UnixSeconds) -> Value {
    let counts = rows.iter().map(|row| row.get(&COUNT).copied().unwrap_or(1));
    Value::Whole(counts.fold(0, i64::saturating_add))
}

#[cfg(test)]
mod tests;

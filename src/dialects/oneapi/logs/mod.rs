//! The gateway's log: what was called, topped up and changed (contract 7). A call that failed leaves no row.

mod filters;
pub mod oldest;
pub mod purge;

use serde_json::Value as Json;

use super::named::named;
use super::who::why_no_admin;
use super::{IDS, PAGED, SECRETS};
use crate::call::Read;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::schema::{
    All, Chart, Column, CountedSum, Decimal, Each, FieldSpec, FieldValue, ListWords, Picture,
    Priority, Reads, Recent, Ref, Resource, StatusWords, Tone, Total, Value,
};
use crate::text;
use filters::{FACETS, filtered};

const AT: Column<UnixSeconds> =
    FieldSpec::time("created_at", text!("Time" / "时间"), &["created_at"])
        .column(128, Priority::Always)
        .sorts();

const TYPES: StatusWords = &[
    ("1", text!("top-up" / "充值"), Tone::Good),
    ("2", text!("call" / "消费"), Tone::Plain),
    ("3", text!("management" / "管理"), Tone::Attention),
    ("4", text!("system" / "系统"), Tone::Neutral),
    ("5", text!("channel test" / "渠道测试"), Tone::Neutral),
    ("6", text!("provisional" / "暂计"), Tone::Neutral),
    ("7", text!("tool call" / "工具调用"), Tone::Plain),
];

const TYPE: Column<String> = FieldSpec::status("type", text!("Kind" / "类型"), &["type"], TYPES)
    .column(112, Priority::Always)
    .sorts();

/// The user's name at the time of the row.
pub const USERNAME: Column<String> =
    FieldSpec::text("username", text!("User" / "用户"), &["username"])
        .column(144, Priority::Always)
        .sorts()
        .searched();

const MODEL: Column<String> =
    FieldSpec::mono("model_name", text!("Model" / "模型"), &["model_name"])
        .column(176, Priority::Above720)
        .sorts()
        .searched();

const QUOTA: Column<QuotaUnits> = FieldSpec::quota("quota", text!("Quota" / "额度"), &["quota"])
    .column(240, Priority::Always)
    .sorts()
    .counter();

const TOKEN: Column<String> = FieldSpec::text("token_name", text!("Key" / "密钥"), &["token_name"])
    .column(144, Priority::Above1040)
    .sorts()
    .searched();

const CHANNEL: Column<Ref> = FieldSpec::reference(
    "channel",
    text!("Channel" / "渠道"),
    &["channel_uuid", "channel"],
    "channels",
)
.read_by(of_channel);

/// Reads the channel of a row.
pub fn of_channel(row: &Json) -> Option<Value> {
    named(
        row,
        "channels",
        &["channel_uuid", "channel"],
        "channel_name",
    )
}

/// Who it was, beside the name at the time of the row.
const USER: Column<Ref> = FieldSpec::reference(
    "user",
    text!("User account" / "用户账户"),
    &["user_uuid", "user_id"],
    "users",
)
.read_by(|row| named(row, "users", &["user_uuid", "user_id"], "username"));

/// The key that was used, where the gateway tells more than its name (the fork).
const OWN_TOKEN: Column<Ref> = FieldSpec::reference(
    "token",
    text!("Key in the list" / "密钥记录"),
    &["token_uuid"],
    "tokens",
)
.read_by(|row| named(row, "tokens", &["token_uuid"], "token_name"));

const FIELDS: All<FieldSpec> = &[
    AT.spec,
    TYPE.spec,
    USERNAME.spec,
    MODEL.spec,
    QUOTA.spec,
    TOKEN.spec,
    CHANNEL.spec,
    USER.spec,
    OWN_TOKEN.spec,
    FieldSpec::count(
        "prompt_tokens",
        text!("Prompt tokens" / "提示词元"),
        &["prompt_tokens"],
    )
    .counter()
    .spec,
    FieldSpec::count(
        "completion_tokens",
        text!("Completion tokens" / "补全词元"),
        &["completion_tokens"],
    )
    .counter()
    .spec,
    TOOK.spec,
    CONTENT.spec,
    FieldSpec::ident("id", text!("Id" / "标识"), IDS).spec,
];

const TOOK: Column<Decimal> = FieldSpec::decimal(
    "elapsed_time",
    text!("Took" / "用时"),
    &["elapsed_time"],
    "ms",
);

/// The gateway's words, which may hold those of a provider.
const CONTENT: Column<String> =
    FieldSpec::text("content", text!("Log text" / "日志内容"), &["content"]).searched();

/// The resource.
pub static LOGS: Resource = Resource {
    id: "logs",
    opens: "log",
    picture: Picture::Look,
    title: text!("Logs" / "日志"),
    one: text!("row" / "记录"),
    counted: text!("{n} row" / "{n} rows" / "{n} 条记录"),
    lead: Some(text!(
        "Calls that were billed, top-ups and changes of quota, the newest first. A call that failed leaves no row here, and neither does a change of a channel or an option."
            / "已计费的请求、充值和额度变更，最新的在前。失败的请求、渠道和选项的更改不会留下记录。"
    )),
    words: ListWords {
        search: text!("Search user, model, key, text" / "搜索用户、模型、密钥、内容"),
        empty: [
            text!("No rows in the log" / "日志为空"),
            text!(
                "If calls were billed, logging is switched off in the options."
                    / "若有计费请求，则日志记录在选项中被关闭。"
            ),
        ],
        no_match: [
            text!("No row matches" / "没有匹配的记录"),
            text!("Clear a filter or change the search." / "请清除筛选条件或修改搜索内容。"),
        ],
        gone: text!("The log has no such row." / "日志中没有此记录。"),
        not_seen: text!(
            "The row was not on the pages that were read." / "已读取的页中未找到此记录。"
        ),
        failed: text!("The log could not be read" / "无法读取日志"),
        not_allowed: text!("Your token may not read the log" / "您的令牌无权读取日志"),
    },
    list: |query| {
        let read = Read::new("/api/log/", [])
            .with("p", query.page().unwrap_or("0"))
            .with("size", query.limit)
            .with_some("type", query.asked("type"));
        filtered(read, query)
    },
    paging: PAGED,
    rows: &[],
    ids: IDS,
    name: "content",
    labels: &["channels"],
    heading: None,
    twin: None,
    made: Some("created_at"),
    usual_order: "",
    usual_rank: None,
    fields: FIELDS,
    secrets: SECRETS,
    facets: FACETS,
    total: Some(Total {
        of: "quota",
        by: Some("type"),
        without: text!("without a kind" / "未注明类型"),
        sums: None,
    }),
    facet_row: None,
    related: &[],
    figures: &[],
    attention: &[],
    actions: &[&purge::PURGE_LOGS],
    not_listed: why_no_admin,
    refusals: &[],
    reads: Reads {
        sum: Some(CountedSum {
            read: |query| filtered(Read::new("/api/log/stat", []), query),
            of: |json| {
                let units = json.get("quota").and_then(Json::as_i64);
                units.map_or(Value::Missing, |units| QuotaUnits(units).value())
            },
            words: text!(
                "All calls that match user, key, model, channel and days, also those not loaded: {sum}, counted by the gateway. The kind and the search do not count here."
                    / "网关统计的全部请求（按用户、密钥、模型、渠道和日期筛选，含未加载的）：{sum}。类型和搜索不计入。"
            ),
            failed: text!(
                "The gateway did not say what all matching calls come to."
                    / "网关未返回全部匹配请求的合计。"
            ),
        }),
        recent: Some(Recent {
            seconds: 86_400,
            most_pages: 10,
            by: ("type", "2"),
            title: text!("Calls in the last 24 hours" / "最近 24 小时的请求"),
            note: text!(
                "A call that failed leaves no row in this gateway's log, so it is not counted here."
                    / "失败的请求不会在此网关的日志中留下记录，因此未计入。"
            ),
            none: text!("No call was billed in the last 24 hours." / "最近 24 小时没有计费请求。"),
            chart: Chart {
                title: text!("Quota per hour, and by channel" / "每小时额度，及按渠道"),
                each: Each::Hour,
                at: "created_at",
                of: "quota",
                by: &["channel"],
                calls: "",
                only: Some(("type", "2")),
            },
        }),
        ..Reads::OF_LIST
    },
    explanations: &[],
    if_absent: None,
};

//! The log of channel tests (contract 7): the only record from which the reason of an automatic
//! disabling can be inferred. Shown with a channel, not as a list of its own.

use crate::call::Read;
use crate::domain::time::UnixSeconds;
use crate::schema::{
    All, Column, Decimal, Facet, FacetOf, FieldSpec, FieldValue, ListWords, Picture, Priority,
    Reads, Ref, Resource, StatusWords, Tone,
};
use crate::text;

use super::logs::of_channel;
use super::said::{TEST_FAILED, TEST_PASSED, says};
use super::who::why_no_admin;
use super::{IDS, PAGED, SECRETS};

/// When the test was made.
pub const TESTED_AT: Column<UnixSeconds> =
    FieldSpec::time("created_at", text!("Tested" / "测试时间"), &["created_at"])
        .column(128, Priority::Always)
        .sorts();

const OUTCOMES: StatusWords = &[
    ("failed", text!("failed" / "失败"), Tone::Bad),
    ("passed", text!("passed" / "通过"), Tone::Good),
];

/// How the test ended, by the words that the gateway's log begins with (contract 7.4).
pub const OUTCOME: Column<String> =
    FieldSpec::status("outcome", text!("Result" / "结果"), &["outcome"], OUTCOMES)
        .column(104, Priority::Always)
        .sorts()
        .read_by(|row| {
            let content = row.get("content")?.as_str()?;
            let word = if says(content, TEST_FAILED) {
                "failed"
            } else if says(content, TEST_PASSED) {
                "passed"
            } else {
                return None;
            };
            Some(word.to_owned().value())
        });

/// The gateway's words: the provider's reply or error.
pub const CONTENT: Column<String> =
    FieldSpec::text("content", text!("Log text" / "日志内容"), &["content"])
        .column(240, Priority::Above720)
        .searched();

const MODEL: Column<String> =
    FieldSpec::mono("model_name", text!("Model" / "模型"), &["model_name"]).searched();

const TOOK: Column<Decimal> = FieldSpec::decimal(
    "elapsed_time",
    text!("Took" / "用时"),
    &["elapsed_time"],
    "ms",
);

const CHANNEL: Column<Ref> = FieldSpec::reference(
    "channel",
    text!("Channel" / "渠道"),
    &["channel_uuid", "channel"],
    "channels",
)
.read_by(of_channel);

const ID: Column<String> = FieldSpec::ident("id", text!("Id" / "标识"), IDS);

const FIELDS: All<FieldSpec> = &[
    TESTED_AT.spec,
    OUTCOME.spec,
    CONTENT.spec,
    MODEL.spec,
    TOOK.spec,
    CHANNEL.spec,
    ID.spec,
];

/// The resource.
pub static CHANNEL_TESTS: Resource = Resource {
    id: "channel-tests",
    opens: "test",
    picture: Picture::Look,
    title: text!("Channel tests" / "渠道测试"),
    one: text!("test" / "测试"),
    counted: text!("{n} test" / "{n} tests" / "{n} 次测试"),
    lead: None,
    words: ListWords {
        search: text!("Search the log" / "搜索日志"),
        empty: [
            text!("No tests in the log" / "日志中没有测试"),
            text!("A test leaves a row here." / "每次测试会在此留下一条记录。"),
        ],
        no_match: [
            text!("No test matches" / "没有匹配的测试"),
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
        Read::new("/api/log/", [])
            .with("type", 5)
            .with("p", query.page().unwrap_or("0"))
            .with("size", query.limit)
            .with_some("channel", query.asked("channel"))
    },
    paging: PAGED,
    rows: &[],
    ids: IDS,
    name: "content",
    labels: &[],
    heading: None,
    twin: None,
    made: Some("created_at"),
    usual_order: "",
    usual_rank: None,
    fields: FIELDS,
    secrets: SECRETS,
    facets: &[Facet {
        id: "channel",
        label: text!("Channel" / "渠道"),
        any: text!("Any channel" / "所有渠道"),
        of: FacetOf::Field("channel"),
        none: None,
        server: true,
    }],
    total: None,
    facet_row: None,
    related: &[],
    figures: &[],
    attention: &[],
    actions: &[],
    not_listed: why_no_admin,
    refusals: &[],
    reads: Reads::OF_LIST,
    explanations: &[],
    if_absent: None,
};

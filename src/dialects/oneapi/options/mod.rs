//! Options: the gateway's settings, for root only (contract 4).

mod clear_secret;
mod effect;
mod hazards;
mod input_ratio;
mod known;
mod left;
mod names;
mod rows;
pub mod save;
mod set_document;
mod set_number;
mod set_secret;
mod set_switch;
mod set_text;

use crate::call::Read;
use crate::schema::{
    All, Column, Document, DocumentKind, Evidence, Explanation, Facet, FacetOf, FieldSpec,
    FieldValue, Joined, ListWords, Lookup, Paging, Picture, Priority, Reads, Resource, StatusWords,
    Tone, Versions,
};
use crate::text;

use super::who::why_no_root;

/// The key, which is its id too.
pub const KEY: Column<String> = FieldSpec::mono("key", text!("Option" / "选项"), &["key"])
    .column(240, Priority::Always)
    .sorts()
    .searched();

/// The text as it is stored; never that of a secret.
pub const VALUE: Column<String> = FieldSpec::mono("value", text!("Value" / "值"), &["value"])
    .column(240, Priority::Always)
    .declared()
    .searched();

/// The same text, of an option that is a document.
pub const DOCUMENT: Column<Document> = FieldSpec::document(
    "document",
    text!("Stored text" / "存储的文本"),
    &["document"],
    DocumentKind::Json,
)
.nowhere()
// A table that somebody emptied is a text too: the worst one.
.read_by(|row| {
    let text = row.get("document")?.as_str()?;
    text.trim()
        .is_empty()
        .then(|| Document(text.to_owned()).value())
})
.versions(Versions::FromSight);

const STATES: StatusWords = &[
    ("odd", text!("not of its type" / "类型不符"), Tone::Bad),
    (
        "unused",
        text!("no effect here" / "在此无效"),
        Tone::Attention,
    ),
    ("unknown", text!("not known" / "未知选项"), Tone::Attention),
    (
        "secret_set",
        text!("set, not shown" / "已设置（不显示）"),
        Tone::Neutral,
    ),
    ("secret_empty", text!("not set" / "未设置"), Tone::Neutral),
    (
        "secret_hidden",
        text!("not shown" / "不显示"),
        Tone::Neutral,
    ),
    ("changed", text!("changed" / "已更改"), Tone::Good),
    ("set", text!("set" / "已设置"), Tone::Good),
    ("default", text!("default" / "默认"), Tone::Neutral),
];

/// How the value stands.
pub const STATE: Column<String> =
    FieldSpec::status("state", text!("State" / "状态"), &["state"], STATES)
        .column(144, Priority::Above720)
        .sorts();

const CATEGORIES: StatusWords = &[
    ("billing", text!("Billing" / "计费"), Tone::Plain),
    ("channels", text!("Channels" / "渠道"), Tone::Plain),
    ("logs", text!("Logs and relay" / "日志与转发"), Tone::Plain),
    ("login", text!("Login" / "登录"), Tone::Plain),
    ("mail", text!("Mail and alerts" / "邮件与告警"), Tone::Plain),
    ("site", text!("Site" / "站点"), Tone::Plain),
    ("payment", text!("Payment" / "支付"), Tone::Plain),
    ("other", text!("Other" / "其他"), Tone::Plain),
];

const CATEGORY: Column<String> = FieldSpec::status(
    "category",
    text!("Area" / "类别"),
    &["category"],
    CATEGORIES,
)
.column(128, Priority::Above720)
.sorts();

const DEFAULT: Column<String> =
    FieldSpec::mono("default", text!("Default" / "默认值"), &["default"])
        .column(128, Priority::Above1040);

const FIELDS: All<FieldSpec> = &[
    KEY.spec,
    CATEGORY.spec,
    VALUE.spec,
    STATE.spec,
    DEFAULT.spec,
    DOCUMENT.spec,
];

/// Reads all options before a review.
pub const ALL_OPTIONS: All<Lookup> = &[Lookup::all("options", 1)];

/// Returns the text of an option among what was looked up; `None` if options were not read or do not
/// hold it.
pub fn value<'a>(evidence: &Evidence<'a>, key: &str) -> Option<&'a str> {
    let row = evidence
        .seen("options")?
        .rows
        .iter()
        .find(|row| row.text(&KEY) == key)?;
    row.get(&VALUE).map(String::as_str)
}

/// The resource.
pub static OPTIONS: Resource = Resource {
    id: "options",
    opens: "option",
    picture: Picture::Gauge,
    title: text!("Options" / "选项"),
    one: text!("option" / "选项"),
    counted: text!("{n} option" / "{n} options" / "{n} 个选项"),
    lead: Some(text!(
        "The gateway's settings. A value is the stored text, which may differ from what the gateway reads of it. Rate limits and the like are set in the server's environment and are not among them."
            / "网关的设置。值为存储的文本，可能与网关实际读取的不同。速率限制等位于服务器环境变量中，不在此列。"
    )),
    words: ListWords {
        search: text!("Search option, value" / "搜索选项、值"),
        empty: [
            text!("No options" / "没有选项"),
            text!("The gateway listed none." / "网关未列出任何选项。"),
        ],
        no_match: [
            text!("No option matches" / "没有匹配的选项"),
            text!("Clear a filter or change the search." / "请清除筛选条件或修改搜索内容。"),
        ],
        gone: text!("The gateway does not list this option." / "网关未列出此选项。"),
        not_seen: text!("This option was not found." / "未找到此选项。"),
        failed: text!("The options could not be read" / "无法读取选项"),
        not_allowed: text!("The gateway shows options to root only" / "网关仅向 root 显示选项"),
    },
    list: |_| Read::new("/api/option/", []),
    paging: Paging::Whole,
    rows: &[],
    ids: &["key"],
    name: "key",
    labels: &[],
    heading: None,
    twin: None,
    made: None,
    usual_order: "",
    usual_rank: None,
    fields: FIELDS,
    secrets: &[],
    facets: &[
        Facet {
            id: "category",
            label: text!("Area" / "类别"),
            any: text!("Any area" / "所有类别"),
            of: FacetOf::Field("category"),
            none: None,
            server: false,
        },
        Facet {
            id: "state",
            label: text!("State" / "状态"),
            any: text!("Any state" / "所有状态"),
            of: FacetOf::Field("state"),
            none: None,
            server: false,
        },
    ],
    total: None,
    facet_row: None,
    related: &[],
    figures: &[],
    attention: &[],
    actions: &[
        &set_switch::SET_SWITCH_OPTION,
        &set_number::SET_NUMBER_OPTION,
        &set_text::SET_TEXT_OPTION,
        &set_document::SET_DOCUMENT_OPTION,
        &set_secret::SET_SECRET_OPTION,
        &clear_secret::CLEAR_SECRET_OPTION,
    ],
    not_listed: why_no_root,
    refusals: &[],
    reads: Reads {
        joined: Some(Joined {
            with: &[],
            rows: rows::ROWS,
        }),
        ..Reads::OF_LIST
    },
    explanations: &[Explanation {
        id: "effect",
        title: text!("What it does" / "作用"),
        applies: |_, _| true,
        lookups: &[],
        findings: effect::findings,
    }],
    if_absent: None,
};

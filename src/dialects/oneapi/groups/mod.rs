//! Groups: the names of `GroupRatio` and what uses them. Made from several responses, because the
//! gateway has no list of them (contract 3.4, 4.4).

mod add;
mod attention;
pub mod in_use;
mod ratio;
mod remove;
mod rows;
pub mod rule;
mod save;
mod set_ratio;
pub mod stored;

use crate::call::Read;
use crate::schema::{
    All, Column, Decimal, Explanation, Facet, FacetOf, FieldSpec, Joined, ListWords, Paging,
    Picture, Priority, Reads, Related, RelatedBy, Resource, StatusWords, Tone,
};
use crate::text;

use super::who::why_no_admin;

/// The name, which is its id too. Upper and lower case differ.
pub const NAME: Column<String> = FieldSpec::text("name", text!("Name" / "名称"), &["name"])
    .column(208, Priority::Always)
    .sorts()
    .searched();

/// The ratio as it is stored.
pub const RATIO: Column<String> = FieldSpec::mono("ratio", text!("Ratio" / "倍率"), &["ratio"])
    .column(112, Priority::Always)
    .declared();

/// The ratio at which it is billed.
pub const BILLED: Column<Decimal> =
    FieldSpec::decimal("billed", text!("Billed at" / "计费倍率"), &["billed"], "")
        .column(112, Priority::Above720)
        .sorts();

const STATES: StatusWords = &[
    (
        "not_a_number",
        text!("not a number: free" / "不是数字：免费"),
        Tone::Bad,
    ),
    ("null", text!("null: free" / "null：免费"), Tone::Bad),
    (
        "broken",
        text!("GroupRatio broken" / "GroupRatio 已损坏"),
        Tone::Bad,
    ),
    ("negative", text!("negative" / "负数"), Tone::Bad),
    (
        "no_ratio",
        text!("no ratio: counts as 1" / "无倍率：按 1 计"),
        Tone::Attention,
    ),
    (
        "live_only",
        text!("live, not stored" / "生效但未存储"),
        Tone::Attention,
    ),
    (
        "not_live",
        text!("stored, not live" / "已存储但未生效"),
        Tone::Attention,
    ),
    ("free", text!("free (0)" / "免费（0）"), Tone::Attention),
    ("very_high", text!("very high" / "非常高"), Tone::Attention),
    (
        "not_listable",
        text!("no channel can list it" / "渠道无法使用"),
        Tone::Attention,
    ),
    (
        "hidden",
        text!("not shown to you" / "对您不可见"),
        Tone::Neutral,
    ),
    ("billed", text!("billed" / "计费"), Tone::Good),
];

/// What its ratio does.
pub const STATE: Column<String> =
    FieldSpec::status("state", text!("State" / "状态"), &["state"], STATES)
        .column(184, Priority::Always)
        .sorts();

/// How many channels list it.
pub const CHANNELS: Column<i64> =
    FieldSpec::count("channels", text!("Channels" / "渠道数"), &["channels"])
        .column(104, Priority::Above720)
        .sorts();

/// How many users are in it, without deleted ones. Not told where the users could not be read.
pub const USERS: Column<i64> = FieldSpec::count("users", text!("Users" / "用户数"), &["users"])
    .column(96, Priority::Above720)
    .counter()
    .sorts();

/// How many of them list a cheaper group too.
pub const WITH_CHEAPER: Column<i64> = FieldSpec::count(
    "with_cheaper",
    text!("With a cheaper group" / "与更低倍率分组共用"),
    &["with_cheaper"],
)
.nowhere();

/// On how many of them it is the cheapest group, and a dearer one is listed too.
pub const WITH_DEARER: Column<i64> = FieldSpec::count(
    "with_dearer",
    text!("With a dearer group" / "与更高倍率分组共用"),
    &["with_dearer"],
)
.nowhere();

const FIELDS: All<FieldSpec> = &[
    NAME.spec,
    STATE.spec,
    RATIO.spec,
    BILLED.spec,
    CHANNELS.spec,
    USERS.spec,
    WITH_CHEAPER.spec,
    WITH_DEARER.spec,
];

/// The resource.
pub static GROUPS: Resource = Resource {
    id: "groups",
    opens: "group",
    picture: Picture::Pool,
    title: text!("Groups" / "分组"),
    one: text!("group" / "分组"),
    counted: text!("{n} group" / "{n} groups" / "{n} 个分组"),
    lead: Some(text!(
        "A group is a name in the option GroupRatio. Names that only channels or users have are listed too."
            / "分组是选项 GroupRatio 中的名称。此处也列出仅由渠道或用户使用的名称。"
    )),
    words: ListWords {
        search: text!("Search name" / "搜索名称"),
        empty: [
            text!("No groups" / "没有分组"),
            text!(
                "GroupRatio is empty and neither a channel nor a user has a group: every call is billed at 1."
                    / "GroupRatio 为空，且没有渠道或用户使用分组：所有请求按 1 计费。"
            ),
        ],
        no_match: [
            text!("No group matches" / "没有匹配的分组"),
            text!("Clear a filter or change the search." / "请清除筛选条件或修改搜索内容。"),
        ],
        gone: text!(
            "Neither GroupRatio nor a channel or a user has this group."
                / "GroupRatio、渠道和用户均未使用此分组。"
        ),
        not_seen: text!("This group was not found." / "未找到此分组。"),
        failed: text!("The groups could not be read" / "无法读取分组"),
        not_allowed: text!("Your token may not list groups" / "您的令牌无权列出分组"),
    },
    list: |_| Read::new("/api/group/", []),
    paging: Paging::Whole,
    rows: &[],
    ids: &["name"],
    name: "name",
    labels: &[],
    heading: None,
    twin: None,
    made: None,
    usual_order: "",
    usual_rank: None,
    fields: FIELDS,
    secrets: &[],
    facets: &[Facet {
        id: "state",
        label: text!("State" / "状态"),
        any: text!("Any state" / "所有状态"),
        of: FacetOf::Field("state"),
        none: None,
        server: false,
    }],
    total: None,
    facet_row: None,
    related: &[
        Related {
            of: "channels",
            by: RelatedBy::Shown("group"),
            also: None,
            title: text!("Channels with this group" / "使用此分组的渠道"),
            none: text!("No channel has this group." / "没有渠道使用此分组。"),
            actions: &[],
            chart: None,
        },
        Related {
            of: "users",
            by: RelatedBy::Shown("group"),
            also: None,
            title: text!("Users in this group" / "此分组的用户"),
            none: text!("No user is in this group." / "没有用户属于此分组。"),
            actions: &[],
            chart: None,
        },
    ],
    figures: &[],
    attention: attention::ATTENTION,
    actions: &[
        &set_ratio::SET_GROUP_RATIO,
        &add::ADD_GROUP,
        &remove::REMOVE_GROUP,
    ],
    not_listed: why_no_admin,
    refusals: &[],
    reads: Reads {
        joined: Some(Joined {
            with: &[
                || Read::new("/api/option/", []),
                || Read::new("/api/channel/search", []).with("keyword", ""),
                || Read::new("/api/user/search", []).with("keyword", ""),
            ],
            rows: rows::ROWS,
        }),
        ..Reads::OF_LIST
    },
    explanations: &[Explanation {
        id: "rule",
        title: text!("What its ratio does" / "倍率的作用"),
        applies: |_, _| true,
        lookups: &[],
        findings: rule::findings,
    }],
    if_absent: None,
};

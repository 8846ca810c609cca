//! Users, as far as it is asked who holds a group (contract 3.2).

use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::schema::{
    All, Column, Facet, FacetOf, FieldSpec, ListWords, Picture, Priority, Resource, StatusWords,
    Tone,
};
use crate::text;

use super::who::why_no_admin;
use super::{IDS, PAGED, SECRETS, page};

const USERNAME: Column<String> =
    FieldSpec::text("username", text!("Username" / "用户名"), &["username"])
        .column(208, Priority::Always)
        .sorts()
        .searched();

const STATUSES: StatusWords = &[
    ("1", text!("enabled" / "启用"), Tone::Good),
    ("2", text!("disabled" / "已禁用"), Tone::Neutral),
    ("3", text!("deleted" / "已删除"), Tone::Attention),
];

const STATUS: Column<String> =
    FieldSpec::status("status", text!("Status" / "状态"), &["status"], STATUSES)
        .column(112, Priority::Always)
        .sorts();

const GROUP: Column<String> = FieldSpec::text("group", text!("Group" / "分组"), &["group"])
    .column(144, Priority::Above720)
    .declared()
    .sorts()
    .searched();

const QUOTA: Column<QuotaUnits> =
    FieldSpec::quota("quota", text!("Remaining quota" / "剩余额度"), &["quota"])
        .column(240, Priority::Above720)
        .counter()
        .sorts();

const USED_QUOTA: Column<QuotaUnits> = FieldSpec::quota(
    "used_quota",
    text!("Used quota" / "已用额度"),
    &["used_quota"],
)
.column(240, Priority::Above1040)
.counter()
.sorts();

const DISPLAY_NAME: Column<String> = FieldSpec::text(
    "display_name",
    text!("Display name" / "显示名称"),
    &["display_name"],
)
.searched();

const ROLE: Column<String> = FieldSpec::status(
    "role",
    text!("Role" / "角色"),
    &["role"],
    &[
        ("100", text!("root" / "超级管理员"), Tone::Plain),
        ("10", text!("admin" / "管理员"), Tone::Plain),
        ("1", text!("user" / "普通用户"), Tone::Plain),
    ],
);

const REQUEST_COUNT: Column<i64> = FieldSpec::count(
    "request_count",
    text!("Requests" / "请求次数"),
    &["request_count"],
)
.counter();

const CREATED_AT: Column<UnixSeconds> =
    FieldSpec::time("created_at", text!("Created" / "创建时间"), &["created_at"]);

const ID: Column<String> = FieldSpec::ident("id", text!("Id" / "标识"), IDS).searched();

const FIELDS: All<FieldSpec> = &[
    USERNAME.spec,
    STATUS.spec,
    GROUP.spec,
    QUOTA.spec,
    USED_QUOTA.spec,
    DISPLAY_NAME.spec,
    ROLE.spec,
    REQUEST_COUNT.spec,
    CREATED_AT.spec,
    ID.spec,
];

/// The resource.
pub static USERS: Resource = Resource {
    id: "users",
    opens: "user",
    picture: Picture::Pool,
    title: text!("Users" / "用户"),
    one: text!("user" / "用户"),
    counted: text!("{n} user" / "{n} users" / "{n} 个用户"),
    lead: None,
    words: ListWords {
        search: text!("Search name, group" / "搜索名称、分组"),
        empty: [
            text!("No users" / "没有用户"),
            text!("The gateway lists no user." / "网关未列出任何用户。"),
        ],
        no_match: [
            text!("No user matches" / "没有匹配的用户"),
            text!("Clear a filter or change the search." / "请清除筛选条件或修改搜索内容。"),
        ],
        gone: text!(
            "The gateway does not list this user: it was deleted or never existed."
                / "网关未列出此用户：已被删除，或从未存在。"
        ),
        not_seen: text!(
            "This user was not on the pages that were read." / "已读取的页中未找到此用户。"
        ),
        failed: text!("The users could not be read" / "无法读取用户"),
        not_allowed: text!("Your token may not list users" / "您的令牌无权列出用户"),
    },
    list: |query| page("/api/user/", query),
    paging: PAGED,
    rows: &[],
    ids: IDS,
    name: "username",
    labels: &[],
    heading: None,
    twin: None,
    made: None,
    usual_order: "",
    usual_rank: None,
    fields: FIELDS,
    secrets: SECRETS,
    facets: &[Facet {
        id: "group",
        label: text!("Group" / "分组"),
        any: text!("Any group" / "所有分组"),
        of: FacetOf::Field("group"),
        none: None,
        server: false,
    }],
    total: None,
    facet_row: None,
    related: &[],
    figures: &[],
    attention: &[],
    actions: &[],
    not_listed: why_no_admin,
    refusals: &[],
    joined: None,
    prepare: None,
    one_row: None,
    whole: None,
    explanations: &[],
    if_absent: None,
};

//! Users, as far as it is asked who holds a group (contract 3.2).

pub mod fields;

use crate::schema::{
    All, Column, Facet, FacetOf, FieldSpec, ListWords, Picture, Priority, Reads, Resource,
    StatusWords, Tone,
};
use crate::text;

use super::who::why_no_admin;
use super::{IDS, PAGED, SECRETS, page};

const STATUSES: StatusWords = &[
    ("1", text!("enabled" / "启用"), Tone::Good),
    ("2", text!("disabled" / "已禁用"), Tone::Neutral),
    ("3", text!("deleted" / "已删除"), Tone::Attention),
];

const STATUS: Column<String> =
    FieldSpec::status("status", text!("Status" / "状态"), &["status"], STATUSES)
        .column(112, Priority::Always)
        .sorts();

const FIELDS: All<FieldSpec> = &[
    fields::USERNAME
        .column(208, Priority::Always)
        .sorts()
        .searched()
        .spec,
    STATUS.spec,
    fields::GROUP
        .column(144, Priority::Above720)
        .declared()
        .sorts()
        .searched()
        .spec,
    fields::QUOTA.column(240, Priority::Above720).sorts().spec,
    fields::USED_QUOTA
        .column(240, Priority::Above1040)
        .sorts()
        .spec,
    fields::DISPLAY_NAME.searched().spec,
    fields::ROLE.spec,
    fields::REQUEST_COUNT.spec,
    fields::CREATED_AT.spec,
    fields::ID.searched().spec,
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
    reads: Reads::OF_LIST,
    explanations: &[],
    if_absent: None,
};

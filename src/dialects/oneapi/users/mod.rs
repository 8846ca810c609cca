//! Users: who may call, for how much, and in which group (contract 3.2).

mod attention;
pub mod create;
pub mod delete;
pub mod demote;
pub mod disable;
pub mod edit;
pub mod enable;
pub mod fields;
mod manage;
pub mod promote;
pub mod reset_second_factor;
pub mod set_group;
pub mod set_quota;
pub mod top_up;

use crate::schema::{
    All, Chart, Each, Facet, FacetOf, FieldSpec, ListWords, OneRow, Picture, Priority, Reads,
    Related, RelatedBy, Resource, Str,
};
use crate::text;
use crate::words::Text;

use super::who::why_no_admin;
use super::{IDS, PAGED, SECRETS, is_gone, page};
use crate::call::Read;

const FIELDS: All<FieldSpec> = &[
    fields::USERNAME
        .column(208, Priority::Always)
        .sorts()
        .searched()
        .spec,
    fields::STATUS.spec,
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
    fields::ROLE.column(112, Priority::Above1040).spec,
    fields::DISPLAY_NAME.declared().searched().spec,
    fields::EMAIL.searched().spec,
    fields::GRANTED.spec,
    fields::REQUEST_COUNT.spec,
    fields::CREATED_AT.spec,
    fields::ID.searched().spec,
];

const fn facet(id: Str, label: Text, any: Text) -> Facet {
    Facet {
        id,
        label,
        any,
        of: FacetOf::Field(id),
        none: None,
        server: false,
    }
}

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
        search: text!("Search name, e-mail, group" / "搜索名称、邮箱、分组"),
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
    list: |query| match &query.text {
        // Unpaged, and by the beginning of a name: a row is taken by its id.
        Some(text) => Read::new("/api/user/search", []).with("keyword", text),
        None => page("/api/user/", query),
    },
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
    facets: &[
        facet(
            "status",
            text!("Status" / "状态"),
            text!("Any status" / "所有状态"),
        ),
        facet(
            "group",
            text!("Group" / "分组"),
            text!("Any group" / "所有分组"),
        ),
        Facet {
            id: "balance",
            label: text!("Balance" / "余额"),
            any: text!("Any balance" / "所有余额"),
            of: FacetOf::Rule(attention::balance, attention::BALANCES),
            none: None,
            server: false,
        },
        facet(
            "role",
            text!("Role" / "角色"),
            text!("Any role" / "所有角色"),
        ),
    ],
    total: None,
    facet_row: None,
    related: &[
        Related {
            of: "usage",
            by: RelatedBy::Shown("user"),
            also: None,
            title: text!("Usage in the last seven days" / "最近七天用量"),
            none: text!(
                "The gateway counted no call in the last seven days."
                    / "网关最近七天未统计到请求。"
            ),
            actions: &[],
            chart: Some(Chart {
                title: text!("Quota used per day" / "每日用量"),
                each: Each::Day,
                at: "day",
                of: "quota",
                by: &["model"],
                calls: "calls",
                only: None,
            }),
        },
        Related {
            of: "tokens",
            by: RelatedBy::Shown("user"),
            also: None,
            title: text!("Its keys" / "其密钥"),
            none: text!("It has no key." / "没有密钥。"),
            actions: &[],
            chart: None,
        },
        Related {
            of: "logs",
            by: RelatedBy::ShownByName("username"),
            also: Some(("type", "1")),
            title: text!("Its top-ups, the newest" / "最新充值记录"),
            none: text!(
                "The log has no top-up under this name." / "日志中没有此用户名的充值记录。"
            ),
            actions: &[],
            chart: None,
        },
        Related {
            of: "logs",
            by: RelatedBy::ShownByName("username"),
            also: Some(("type", "3")),
            title: text!("What admins changed, the newest" / "最新管理记录"),
            none: text!(
                "The log has no such row under this name." / "日志中没有此用户名的管理记录。"
            ),
            actions: &[],
            chart: None,
        },
        Related {
            of: "logs",
            by: RelatedBy::ShownByName("username"),
            also: None,
            title: text!("Its rows in the log, the newest" / "最新日志记录"),
            none: text!("The log has no row under this name." / "日志中没有此用户名的记录。"),
            actions: &[],
            chart: Some(Chart {
                title: text!(
                    "Quota used per day, of the rows read so far" / "每日用量（已读取的记录）"
                ),
                each: Each::Day,
                at: "created_at",
                of: "quota",
                by: &["model_name", "token_name"],
                calls: "",
                only: Some(("type", "2")),
            }),
        },
    ],
    figures: &[],
    attention: attention::OF_USERS,
    actions: &[
        &create::CREATE_USER,
        &top_up::TOP_UP_USERS,
        &edit::EDIT_USER,
        &set_group::SET_GROUP_OF_USERS,
        &set_quota::SET_QUOTA,
        &enable::ENABLE_USERS,
        &disable::DISABLE_USERS,
        &promote::PROMOTE_USER,
        &demote::DEMOTE_USER,
        &reset_second_factor::RESET_SECOND_FACTOR,
        &delete::DELETE_USER,
    ],
    not_listed: why_no_admin,
    refusals: &[],
    reads: Reads {
        one_row: Some(OneRow {
            read: |at| Read::new("/api/user/{}", [at.part()]),
            gone: is_gone,
        }),
        whole: Some(|| Read::new("/api/user/search", []).with("keyword", "")),
        hidden: Some(fields::is_deleted),
        ..Reads::OF_LIST
    },
    explanations: &[],
    if_absent: None,
};

//! The keys of all users, which the fork shows to admins. They can only be read: a key of somebody else is
//! cut off by disabling its user (contract 3.3).

pub mod fields;

use super::version::Version;
use super::who::{version, why_no_admin};
use super::{IDS, PAGED, SECRETS, page};
use crate::schema::{
    Absent, All, Facet, FacetOf, FieldSpec, ListWords, Picture, Priority, Reads, Record, Resource,
    WhyNot,
};
use crate::text;

const FIELDS: All<FieldSpec> = &[
    fields::NAME.spec,
    fields::STATUS.spec,
    fields::USER.column(160, Priority::Above720).spec,
    fields::REMAINING.spec,
    fields::USED.spec,
    fields::EXPIRES.spec,
    fields::UNLIMITED.spec,
    fields::MODELS.spec,
    fields::SUBNET.spec,
    fields::USED_AT.spec,
    fields::CREATED.spec,
    fields::ID.spec,
];

/// The texts of a list of keys.
pub const WORDS: ListWords = ListWords {
    search: text!("Search name, id" / "搜索名称、标识"),
    empty: [
        text!("No keys" / "没有密钥"),
        text!("No user has a key." / "没有用户拥有密钥。"),
    ],
    no_match: [
        text!("No key matches" / "没有匹配的密钥"),
        text!("Clear a filter or change the search." / "请清除筛选条件或修改搜索内容。"),
    ],
    gone: text!(
        "The gateway does not list this key: it was deleted or never existed."
            / "网关未列出此密钥：已被删除，或从未存在。"
    ),
    not_seen: text!("This key was not on the pages that were read." / "已读取的页中未找到此密钥。"),
    failed: text!("The keys could not be read" / "无法读取密钥"),
    not_allowed: text!("Your token may not list keys" / "您的令牌无权列出密钥"),
};

/// The filter by status.
pub const BY_STATUS: Facet = Facet {
    id: "status",
    label: text!("Status" / "状态"),
    any: text!("Any status" / "所有状态"),
    of: FacetOf::Field("status"),
    none: None,
    server: false,
};

fn not_listed(who: &Record) -> Option<WhyNot> {
    const OWN_ONLY: WhyNot = WhyNot {
        words: text!(
            "The original gateway shows every user only the keys of its own. What a key was used for stands in the log."
                / "原版网关仅向用户显示其自己的密钥。密钥的使用情况见日志。"
        ),
        source: "3.3, 8",
    };
    let is_original = version(who) == Version::U;
    why_no_admin(who).or_else(|| is_original.then_some(OWN_ONLY))
}

/// The resource.
pub static TOKENS: Resource = Resource {
    id: "tokens",
    opens: "token",
    picture: Picture::Key,
    title: text!("Keys of users" / "用户密钥"),
    one: text!("key" / "密钥"),
    counted: text!("{n} key" / "{n} keys" / "{n} 个密钥"),
    lead: Some(text!(
        "To cut a key off, disable its user: the gateway lets nobody change the key of another user."
            / "如需停用某个密钥，请禁用其用户：网关不允许更改他人的密钥。"
    )),
    words: WORDS,
    list: |query| page("/api/admin/tokens/", query).with_some("user_id", query.asked("user")),
    paging: PAGED,
    rows: &[],
    ids: IDS,
    name: "name",
    labels: &["users"],
    heading: None,
    twin: None,
    made: Some("created_time"),
    usual_order: "",
    usual_rank: None,
    fields: FIELDS,
    secrets: SECRETS,
    facets: &[
        BY_STATUS,
        Facet {
            id: "user",
            label: text!("User" / "用户"),
            any: text!("Any user" / "所有用户"),
            of: FacetOf::Field("user"),
            none: None,
            server: true,
        },
    ],
    total: None,
    facet_row: None,
    related: &[],
    figures: &[],
    attention: &[],
    actions: &[],
    not_listed,
    refusals: &[],
    reads: Reads::OF_LIST,
    explanations: &[],
    if_absent: Some(Absent {
        words: [
            text!("This gateway does not list the keys of users" / "此网关不提供用户密钥列表"),
            text!(
                "Builds before April 2026 have no such list. What a key was used for stands in the log."
                    / "2026 年 4 月之前的版本没有此列表。密钥的使用情况见日志。"
            ),
        ],
        instead: &["logs", "my-tokens"],
    }),
};

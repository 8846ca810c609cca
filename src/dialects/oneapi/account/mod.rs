//! The account of the access token (contract 1.9, 3.2).

use crate::schema::{
    All, Column, FieldSpec, FieldValue, ListWords, Paging, Picture, Resource, StatusWords, Tone,
    Value,
};
use crate::text;

use super::{IDS, SECRETS};
use crate::call::Read;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;

const USERNAME: Column<String> =
    FieldSpec::text("username", text!("Username" / "用户名"), &["username"]);

const ROLES: StatusWords = &[
    ("root", text!("root" / "超级管理员"), Tone::Plain),
    ("admin", text!("admin" / "管理员"), Tone::Plain),
    ("common", text!("user" / "普通用户"), Tone::Plain),
];

/// The role, in words for its number (contract 1.4).
pub const ROLE: Column<String> =
    FieldSpec::status("role", text!("Role" / "角色"), &["role"], ROLES).read_by(|row| {
        let role = row.get("role")?.as_i64()?;
        let word = match role {
            100.. => "root",
            10.. => "admin",
            _ => "common",
        };
        Some(word.to_owned().value())
    });

/// Whether the row is identified by a UUID; missing if by neither a UUID nor a number.
pub const HAS_UUID: Column<bool> =
    FieldSpec::truth("has_uuid", text!("Has a UUID" / "使用 UUID"), &["has_uuid"])
        .nowhere()
        .read_by(|row| {
            let text = |name: &str| row.get(name).and_then(|id| id.as_str().map(str::to_owned));
            match (text("uuid"), row.get("id")) {
                (Some(uuid), _) if !uuid.is_empty() => Some(true.value()),
                (_, Some(id)) if id.is_number() => Some(false.value()),
                _ => Some(Value::Missing),
            }
        });

const DISPLAY_NAME: Column<String> = FieldSpec::text(
    "display_name",
    text!("Display name" / "显示名称"),
    &["display_name"],
);
const GROUP: Column<String> = FieldSpec::text("group", text!("Group" / "分组"), &["group"]);
const QUOTA: Column<QuotaUnits> =
    FieldSpec::quota("quota", text!("Remaining quota" / "剩余额度"), &["quota"]).counter();
const USED_QUOTA: Column<QuotaUnits> = FieldSpec::quota(
    "used_quota",
    text!("Used quota" / "已用额度"),
    &["used_quota"],
)
.counter();
const REQUEST_COUNT: Column<i64> = FieldSpec::count(
    "request_count",
    text!("Requests" / "请求次数"),
    &["request_count"],
)
.counter();
const CREATED_AT: Column<UnixSeconds> =
    FieldSpec::time("created_at", text!("Created" / "创建时间"), &["created_at"]);
const ID: Column<String> = FieldSpec::ident("id", text!("Id" / "标识"), IDS);

const FIELDS: All<FieldSpec> = &[
    USERNAME.spec,
    ROLE.spec,
    DISPLAY_NAME.spec,
    GROUP.spec,
    QUOTA.spec,
    USED_QUOTA.spec,
    REQUEST_COUNT.spec,
    CREATED_AT.spec,
    ID.spec,
    HAS_UUID.spec,
];

/// The resource.
pub static MY_ACCOUNT: Resource = Resource {
    id: "my-account",
    opens: "account",
    picture: Picture::Key,
    title: text!("My account" / "我的账户"),
    one: text!("account" / "账户"),
    counted: text!("{n} account" / "{n} accounts" / "{n} 个账户"),
    lead: Some(text!(
        "The user whose access token you connected with. A user has one token: generating a new one ends this connection."
            / "您用于连接的访问令牌所属的用户。每个用户只有一个访问令牌：重新生成会使本次连接失效。"
    )),
    words: ListWords {
        search: text!("Search" / "搜索"),
        empty: [
            text!("The gateway returned no account" / "网关未返回账户"),
            text!("Reload, or connect again." / "请刷新，或重新连接。"),
        ],
        no_match: [
            text!("The gateway returned no account" / "网关未返回账户"),
            text!("Reload, or connect again." / "请刷新，或重新连接。"),
        ],
        gone: text!("This account does not exist." / "此账户不存在。"),
        not_seen: text!("This is not the account of your token." / "这不是您的令牌所属的账户。"),
        failed: text!("Your account could not be read" / "无法读取您的账户"),
        not_allowed: text!("Your token may not read its account" / "您的令牌无权读取其账户"),
    },
    list: |_| Read::new("/api/user/self", []),
    paging: Paging::One,
    rows: &["user"],
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
    facets: &[],
    total: None,
    facet_row: None,
    related: &[],
    figures: &[],
    attention: &[],
    actions: &[],
    not_listed: |_| None,
    refusals: &[],
    joined: None,
    prepare: None,
    one_row: None,
    whole: None,
    explanations: &[],
    if_absent: None,
};

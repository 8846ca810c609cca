//! The account of the access token (contract 1.9, 3.2).

use crate::schema::{
    All, Column, FieldSpec, FieldValue, ListWords, Paging, Picture, Reads, Resource, Value,
};
use crate::text;

use super::users::fields;
use super::{IDS, SECRETS};
use crate::call::Read;

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

const FIELDS: All<FieldSpec> = &[
    fields::USERNAME.spec,
    fields::ROLE.spec,
    fields::DISPLAY_NAME.spec,
    fields::GROUP.spec,
    fields::QUOTA.spec,
    fields::USED_QUOTA.spec,
    fields::REQUEST_COUNT.spec,
    fields::CREATED_AT.spec,
    fields::ID.spec,
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
    reads: Reads::OF_LIST,
    explanations: &[],
    if_absent: None,
};

//! The keys of the signed-in account, which can be created, switched and deleted (contract 3.3).

pub mod create;
pub mod delete;
pub mod disable;
pub mod enable;

use super::tokens::fields;
use super::{IDS, PAGED, SECRETS, is_gone, page};
use crate::call::{Body, Method, Read, Write};
use crate::schema::{
    All, Context, Facet, FacetOf, FieldSpec, ListWords, OneRow, Picture, Reads, Resource,
};
use crate::text;

use super::who::identified;

const FIELDS: All<FieldSpec> = &[
    fields::NAME.spec,
    fields::STATUS.spec,
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

/// Makes the write of the status alone: a write of anything else replaces every field (contract 3.3).
fn status(context: &Context, number: i64) -> Write {
    let body = identified(context.who, Body::id(&context.at.id));
    let body = body.with("status", Body::whole(number));
    Write::new(Method::Put, "/api/token/?status_only=1", []).body(body)
}

/// The resource.
pub static MY_TOKENS: Resource = Resource {
    id: "my-tokens",
    opens: "own-token",
    picture: Picture::Key,
    title: text!("My keys" / "我的密钥"),
    one: text!("key" / "密钥"),
    counted: text!("{n} key" / "{n} keys" / "{n} 个密钥"),
    lead: Some(text!(
        "Keys to call models with, billed to your account."
            / "用于调用模型的密钥，费用计入您的账户。"
    )),
    words: ListWords {
        search: text!("Search name, id" / "搜索名称、标识"),
        empty: [
            text!("No keys" / "没有密钥"),
            text!("Create one to call models." / "创建密钥以调用模型。"),
        ],
        no_match: [
            text!("No key matches" / "没有匹配的密钥"),
            text!("Clear a filter or change the search." / "请清除筛选条件或修改搜索内容。"),
        ],
        gone: text!(
            "The gateway does not list this key: it was deleted or never existed."
                / "网关未列出此密钥：已被删除，或从未存在。"
        ),
        not_seen: text!(
            "This key was not on the pages that were read." / "已读取的页中未找到此密钥。"
        ),
        failed: text!("The keys could not be read" / "无法读取密钥"),
        not_allowed: text!("Your token may not list keys" / "您的令牌无权列出密钥"),
    },
    list: |query| page("/api/token/", query),
    paging: PAGED,
    rows: &[],
    ids: IDS,
    name: "name",
    labels: &[],
    heading: None,
    twin: None,
    made: Some("created_time"),
    usual_order: "",
    usual_rank: None,
    fields: FIELDS,
    secrets: SECRETS,
    facets: &[Facet {
        id: "status",
        label: text!("Status" / "状态"),
        any: text!("Any status" / "所有状态"),
        of: FacetOf::Field("status"),
        none: None,
        server: false,
    }],
    total: None,
    facet_row: None,
    related: &[],
    figures: &[],
    attention: &[],
    actions: &[
        &create::CREATE_TOKEN,
        &enable::ENABLE_TOKEN,
        &disable::DISABLE_TOKEN,
        &delete::DELETE_TOKEN,
    ],
    not_listed: |_| None,
    refusals: &[],
    reads: Reads {
        one_row: Some(OneRow {
            read: |at| Read::new("/api/token/{}", [at.part()]),
            gone: is_gone,
        }),
        ..Reads::OF_LIST
    },
    explanations: &[],
    if_absent: None,
};

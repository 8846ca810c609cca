//! The keys of the signed-in account, which can be created, switched and deleted (contract 3.3).

pub mod create;
pub mod delete;
pub mod disable;
pub mod enable;

use super::tokens::{self, fields};
use super::{IDS, PAGED, SECRETS, is_gone, page};
use crate::call::{Body, Method, Read, Write};
use crate::schema::{All, Context, FieldSpec, ListWords, OneRow, Picture, Reads, Resource};
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
        empty: [
            text!("No keys" / "没有密钥"),
            text!("Create one to call models." / "创建密钥以调用模型。"),
        ],
        ..tokens::WORDS
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
    facets: &[tokens::BY_STATUS],
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

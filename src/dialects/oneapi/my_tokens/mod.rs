//! The keys of the signed-in account, which can be created, switched and deleted (contract 3.3).

pub mod create;
pub mod delete;
pub mod disable;
pub mod edit;
pub mod enable;
pub mod renew;

use super::tokens::{self, fields};
use super::{IDS, PAGED, SECRETS, is_gone, page};
use crate::call::{Body, Method, Read, Write};
use crate::schema::{
    All, Context, FieldSpec, ListWords, OneRow, Picture, Reads, Record, Resource, Str, Value,
    WhyNot,
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

/// What the write of a key as a whole carries besides its id.
const WHOLE: [Str; 6] = [
    fields::STATUS.spec.id,
    fields::REMAINING.spec.id,
    fields::EXPIRES.spec.id,
    fields::NAME.spec.id,
    fields::MODELS.spec.id,
    fields::SUBNET.spec.id,
];

/// Makes the write of a key as a whole: the gateway sets every field that is left out to nothing, the
/// status too, which would cut the key off (contract 3.3). `to` holds the new values.
///
/// # Errors
/// When the row does not tell what the write would replace.
fn complete(context: &Context, to: &Record) -> Result<Write, WhyNot> {
    const NOT_TOLD: WhyNot = WhyNot {
        words: text!(
            "The gateway did not tell every value of this key, and the write would replace them all."
                / "网关未提供此密钥的全部值，而写入会替换所有值。"
        ),
        source: "3.3",
    };
    let known = |field: Str| match to.value(field) {
        Value::Missing | Value::Unreadable(_) => Err(NOT_TOLD),
        value => Ok(value),
    };
    // Both are null or empty where the key has none. One that cannot be read would be lifted.
    let text = |field: Str| match to.value(field) {
        Value::Text(text) => Ok(Body::text(text.as_str())),
        Value::Null => Ok(Body::text("")),
        _ => Err(NOT_TOLD),
    };
    let status = context
        .row
        .text(&fields::STATUS)
        .parse()
        .map_err(|_| NOT_TOLD)?;
    // −1 is never; the number of a key without a limit means nothing.
    let expires = match known(fields::EXPIRES.id)? {
        Value::Time(at) => at.0,
        _ => -1,
    };
    let limit = match known(fields::REMAINING.id)? {
        Value::QuotaUnits(units) => Some(units.0),
        _ => None,
    };
    let body = identified(context.who, Body::id(&context.at.id))
        .with("name", Body::text(to.text(&fields::NAME)))
        .with("status", Body::whole(status))
        .with("expired_time", Body::whole(expires))
        .with("remain_quota", Body::whole(limit.unwrap_or_default()))
        .with("unlimited_quota", Body::json(&limit.is_none().into()))
        .with("models", text(fields::MODELS.id)?)
        .with("subnet", text(fields::SUBNET.id)?);
    Ok(Write::new(Method::Put, "/api/token/", []).body(body))
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
        &edit::EDIT_TOKEN,
        &renew::RENEW_TOKEN,
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

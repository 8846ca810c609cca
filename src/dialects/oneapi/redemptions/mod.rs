//! Redemption codes: whoever has one can add its quota to an account (contract 6.2). So a code is a secret
//! in every row, and is shown once.

pub mod create;
pub mod delete;
pub mod disable;
pub mod edit;
pub mod enable;

use super::who::{identified, why_no_admin};
use super::{IDS, PAGED, SECRETS, is_gone, page};
use crate::call::{Body, Method, Read, Write};
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::schema::{
    All, Column, Context, Facet, FacetOf, FieldSpec, ListWords, OneRow, Picture, Priority, Reads,
    Resource, StatusWords, Tone, Value,
};
use crate::text;

/// What codes made together are called.
pub const NAME: Column<String> = FieldSpec::text("name", text!("Name" / "名称"), &["name"])
    .column(208, Priority::Always)
    .sorts()
    .searched();

/// The status of a code that can be redeemed.
pub const UNUSED: &str = "1";
/// The status of a disabled code.
pub const DISABLED: &str = "2";

const STATUSES: StatusWords = &[
    (UNUSED, text!("unused" / "未使用"), Tone::Good),
    (DISABLED, text!("disabled" / "已禁用"), Tone::Neutral),
    ("3", text!("used" / "已使用"), Tone::Plain),
];

/// Whether it can be redeemed.
pub const STATUS: Column<String> =
    FieldSpec::status("status", text!("Status" / "状态"), &["status"], STATUSES)
        .column(112, Priority::Always)
        .sorts();

/// What it adds.
pub const QUOTA: Column<QuotaUnits> =
    FieldSpec::quota("quota", text!("Quota" / "额度"), &["quota"])
        .column(240, Priority::Above720)
        .sorts();

const CREATED: Column<UnixSeconds> = FieldSpec::time(
    "created_time",
    text!("Created" / "创建时间"),
    &["created_time"],
)
.column(128, Priority::Above1040)
.sorts();

/// When it was redeemed; the gateway sends 0 for never.
const REDEEMED: Column<UnixSeconds> = FieldSpec::time(
    "redeemed_time",
    text!("Redeemed" / "兑换时间"),
    &["redeemed_time"],
)
.column(128, Priority::Above1040)
.sorts()
.none(text!("never" / "从未"))
.read_by(|row| (row.get("redeemed_time")?.as_i64()? == 0).then_some(Value::Null));

const FIELDS: All<FieldSpec> = &[
    NAME.spec,
    STATUS.spec,
    QUOTA.spec,
    CREATED.spec,
    REDEEMED.spec,
    FieldSpec::ident("id", text!("Id" / "标识"), IDS)
        .searched()
        .spec,
];

/// Makes the write of the status alone: a write of anything else would overwrite the quota too.
fn status(context: &Context, number: i64) -> Write {
    let body = identified(context.who, Body::id(&context.at.id));
    let body = body.with("status", Body::whole(number));
    Write::new(Method::Put, "/api/redemption/?status_only=1", []).body(body)
}

/// The resource.
pub static REDEMPTIONS: Resource = Resource {
    id: "redemptions",
    opens: "redemption",
    picture: Picture::Money,
    title: text!("Redemption codes" / "兑换码"),
    one: text!("code" / "兑换码"),
    counted: text!("{n} code" / "{n} codes" / "{n} 个兑换码"),
    lead: Some(text!(
        "A code is money: whoever has it adds its quota to an account. Lists never show codes."
            / "兑换码等同于现金：持有者可将其额度充入账户。列表从不显示兑换码。"
    )),
    words: ListWords {
        search: text!("Search name, id" / "搜索名称、标识"),
        empty: [
            text!("No redemption codes" / "没有兑换码"),
            text!("Create some to hand out quota." / "创建兑换码以发放额度。"),
        ],
        no_match: [
            text!("No code matches" / "没有匹配的兑换码"),
            text!("Clear a filter or change the search." / "请清除筛选条件或修改搜索内容。"),
        ],
        gone: text!(
            "The gateway does not list this code: it was deleted or never existed."
                / "网关未列出此兑换码：已被删除，或从未存在。"
        ),
        not_seen: text!(
            "This code was not on the pages that were read." / "已读取的页中未找到此兑换码。"
        ),
        failed: text!("The codes could not be read" / "无法读取兑换码"),
        not_allowed: text!("Your token may not list codes" / "您的令牌无权列出兑换码"),
    },
    list: |query| page("/api/redemption/", query),
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
        &create::CREATE_CODES,
        &enable::ENABLE_CODES,
        &disable::DISABLE_CODES,
        &edit::EDIT_CODE,
        &delete::DELETE_CODES,
    ],
    not_listed: why_no_admin,
    refusals: &[],
    reads: Reads {
        one_row: Some(OneRow {
            read: |at| Read::new("/api/redemption/{}", [at.part()]),
            gone: is_gone,
        }),
        ..Reads::OF_LIST
    },
    explanations: &[],
    if_absent: None,
};

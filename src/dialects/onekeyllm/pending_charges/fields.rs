//! The fields of a pending charge, in both readings of contract 5.4: single charges, or one sum for
//! each key.

use crate::domain::money::Amount;
use crate::domain::time::UnixSeconds;
use crate::schema::{All, Column, FieldSpec, Priority, Ref, StatusWords, Str, Tone};
use crate::text;

const KEYS: All<Str> = &[
    "api_key_id",
    "key_id",
    "admin_api_key_id",
    "api_key_name",
    "key_name",
];

/// The key, which may have been deleted.
pub const KEY: Column<Ref> = FieldSpec::reference("key", text!("Key" / "密钥"), KEYS, "keys")
    .column(176, Priority::Always)
    .sorts()
    .searched();

/// The time since which it is pending.
pub const CREATED_AT: Column<UnixSeconds> =
    FieldSpec::time("created_at", text!("Since" / "起始"), &["created_at"])
        .column(88, Priority::Always)
        .if_present()
        .sorts();

/// The amount.
pub const AMOUNT: Column<Amount> = FieldSpec::money(
    "amount",
    text!("Amount, USD" / "金额，USD"),
    &[
        "amount_usd",
        "pending_usd",
        "estimated_usd",
        "reserved_usd",
        "cost_usd",
    ],
)
.counter()
.column(160, Priority::Always)
.sorts();

/// The number of charges in the sum.
pub const COUNT: Column<i64> = FieldSpec::count("count", text!("Charges" / "笔数"), &["count"])
    .counter()
    .column(92, Priority::Always)
    .if_present()
    .sorts();

const KINDS: StatusWords = &[
    ("request", text!("request" / "请求"), Tone::Neutral),
    ("topup", text!("top-up" / "充值"), Tone::Neutral),
    (
        "subscription",
        text!("subscription" / "订阅"),
        Tone::Neutral,
    ),
    ("reversal", text!("reversal" / "冲回"), Tone::Neutral),
];

/// The purpose. An unknown word is shown as received.
pub const KIND: Column<String> =
    FieldSpec::status("kind", text!("Kind" / "类型"), &["kind", "type"], KINDS)
        .column(104, Priority::Above720)
        .if_present()
        .sorts()
        .searched();

const STATUSES: StatusWords = &[("pending", text!("pending" / "待结"), Tone::Neutral)];

/// The status.
pub const STATUS: Column<String> =
    FieldSpec::status("status", text!("Status" / "状态"), &["status"], STATUSES)
        .column(96, Priority::Above720)
        .if_present()
        .sorts();

/// The requested model.
pub const MODEL: Column<String> = FieldSpec::mono("model", text!("Model" / "模型"), &["model"])
    .column(148, Priority::Above1040)
    .if_present()
    .sorts()
    .searched();

/// The id of the request, to find it in the gateway's logs.
pub const REQUEST_ID: Column<String> =
    FieldSpec::mono("request_id", text!("Request" / "请求"), &["request_id"]).searched();

/// The time at which the gateway drops it.
pub const EXPIRES_AT: Column<UnixSeconds> = FieldSpec::time(
    "expires_at",
    text!("Expires" / "到期"),
    &["expires_at", "expiry", "expires", "expiration"],
);

/// The id; a sum has none.
pub const ID: Column<String> =
    FieldSpec::ident("id", text!("Charge id" / "扣费标识"), &["id", "charge_id"]).searched();

/// All fields, in the order of the table and the drawer.
pub const FIELDS: All<FieldSpec> = &[
    KEY.spec,
    CREATED_AT.spec,
    COUNT.spec,
    AMOUNT.spec,
    KIND.spec,
    STATUS.spec,
    MODEL.spec,
    EXPIRES_AT.spec,
    REQUEST_ID.spec,
    ID.spec,
];

//! The fields of a pool (contract 5.5, 6.3).

use crate::domain::time::UnixSeconds;
use crate::schema::{All, Column, FieldSpec, Priority};
use crate::text;

use super::super::owners::OWNER;

/// The name.
pub const NAME: Column<String> = FieldSpec::text("name", text!("Name" / "名称"), &["name"])
    .column(208, Priority::Always)
    .declared()
    .sorts()
    .searched();

/// The id.
pub const ID: Column<String> = FieldSpec::ident("id", text!("Id" / "标识"), &["id"])
    .column(168, Priority::Above720)
    .sorts()
    .searched();

/// The number of keys in it.
pub const KEY_COUNT: Column<i64> = FieldSpec::count(
    "key_count",
    text!("Keys" / "密钥数"),
    &[
        "api_key_count",
        "key_count",
        "keys_count",
        "#api_keys",
        "#api_key_ids",
    ],
)
.column(80, Priority::Always)
.counter()
.outcome_words(
    text!("The pool's number of keys is {value} now." / "资源池现有密钥数：{value}。"),
    text!("The gateway does not report the number of keys." / "网关未提供密钥数。"),
)
.sorts();

/// Whether it is the default pool of the signed-in account.
pub const IS_DEFAULT: Column<bool> = FieldSpec::truth(
    "is_default",
    text!("Your default" / "您的默认"),
    &["is_default"],
)
.column(120, Priority::Always)
.sorts();

/// The time of creation.
pub const CREATED_AT: Column<UnixSeconds> =
    FieldSpec::time("created_at", text!("Created" / "创建时间"), &["created_at"])
        .column(112, Priority::Above1040)
        .sorts();

/// All fields, in the order of the table and the drawer.
pub const FIELDS: All<FieldSpec> = &[
    NAME.spec,
    ID.spec,
    KEY_COUNT.spec,
    OWNER.column(176, Priority::Above720).spec,
    CREATED_AT.spec,
    IS_DEFAULT.spec,
];

//! What the gateway counts, reads and tests of a channel (contract 3.1.1).

use serde_json::Value as Json;

use super::super::types;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::schema::{Column, Decimal, FieldSpec, FieldValue, Priority, Value};
use crate::text;

/// What calls through it cost.
pub const USED_QUOTA: Column<QuotaUnits> = FieldSpec::quota(
    "used_quota",
    text!("Used quota" / "已用额度"),
    &["used_quota"],
)
.column(240, Priority::Above1040)
.counter()
.sorts();

/// The provider's balance, in the provider's currency. It is 0 until it was read once.
pub const BALANCE: Column<Decimal> =
    FieldSpec::decimal("balance", text!("Balance" / "余额"), &["balance"], "USD")
        .column(112, Priority::Above1040)
        .counter()
        .sorts()
        .none(text!("never read" / "从未读取"))
        .read_by(|row| {
            let number = row.get("balance").filter(|number| number.is_number())?;
            let was_read = row.get("balance_updated_time").and_then(Json::as_i64);
            if was_read.is_none_or(|at| at == 0) {
                return Some(Value::Null);
            }
            let decimal = Decimal {
                text: number.to_string(),
                unit: types::currency(row).into(),
            };
            Some(decimal.value())
        });

/// When the balance was read.
pub const BALANCE_READ: Column<UnixSeconds> = FieldSpec::time(
    "balance_updated_time",
    text!("Balance read" / "余额更新时间"),
    &["balance_updated_time"],
)
.column(120, Priority::Above1200)
.counter()
.none(text!("never" / "从未"))
.sorts();

/// How long the last test took. 0 means that there was none, or that it failed.
pub const RESPONSE_TIME: Column<Decimal> = FieldSpec::decimal(
    "response_time",
    text!("Response time" / "响应时间"),
    &["response_time"],
    "ms",
)
.column(128, Priority::Above1040)
.counter()
.sorts()
.none(text!("none" / "无"))
.read_by(|row| {
    let is_zero = row.get("response_time").and_then(Json::as_i64) == Some(0);
    is_zero.then_some(Value::Null)
});

/// When it was last tested.
pub const TESTED: Column<UnixSeconds> =
    FieldSpec::time("test_time", text!("Last test" / "上次测试"), &["test_time"])
        .column(104, Priority::Above1040)
        .counter()
        .none(text!("never" / "从未"))
        .sorts();

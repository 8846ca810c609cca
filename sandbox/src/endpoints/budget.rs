//! The budget object of keys and upstreams, and the arithmetic of a top-up.

use serde_json::{Map, Number as JsonNumber, Value, json};

use crate::error::ApiError;
use crate::fields::{self, Fields};
use crate::ids::{Kind, Number};
use crate::money::Usd;
use crate::store::budget::Spelling;

/// A budget in its own spelling; null means unlimited.
pub(super) fn object(limit: Option<Usd>, used: Usd, spelling: Spelling) -> Value {
    let Some(limit) = limit else {
        return Value::Null;
    };
    let mut budget = Map::new();
    let amount: Option<fn(Usd) -> Value> = match spelling {
        Spelling::Nothing => return Value::Object(budget),
        Spelling::PercentOnly => None,
        Spelling::Amounts => Some(|amount| json!(amount.to_string())),
        Spelling::Numbers => Some(as_json_number),
    };
    if let Some(amount) = amount {
        let remaining = limit.checked_sub(used).map_or(Value::Null, amount);
        budget.insert("limit_usd".to_owned(), amount(limit));
        budget.insert("used_usd".to_owned(), amount(used));
        budget.insert("remaining_usd".to_owned(), remaining);
    }
    let used_tenths = used.tenths_of_percent_of(limit);
    let remaining_tenths = (1000 - used_tenths).max(0);
    budget.insert("used_percent".to_owned(), percent(used_tenths));
    budget.insert("remaining_percent".to_owned(), percent(remaining_tenths));
    Value::Object(budget)
}

/// Reads the amount from the body of a top-up.
pub(super) fn topup_amount(body: &[u8]) -> Result<Usd, ApiError> {
    let mut fields = Fields::read(body)?;
    let amount = fields::amount("amount_usd", &fields.require("amount_usd")?)?;
    fields.finish().map(|()| amount)
}

/// The limit after a top-up; `what` names the thing in an error message.
pub(super) fn raised(limit: Option<Usd>, amount: Usd, what: &str) -> Result<Usd, ApiError> {
    let limit = limit.ok_or_else(|| {
        let message = format!("This {what} has no limit that could be raised.");
        ApiError::conflict("budget_unlimited", message)
    })?;
    limit.checked_add(amount).ok_or_else(|| {
        ApiError::invalid(
            "invalid_amount",
            "amount_usd",
            "The new limit would have more than 12 digits before the point.",
        )
    })
}

/// A top-up as its response shows it.
pub(super) fn topup_object(number: Number, amount: Usd, now: i64) -> Value {
    json!({
        "id": Kind::Topup.id(number),
        "amount_usd": amount.to_string(),
        "created_at": now,
    })
}

/// An amount as a JSON number, which loses digits, as careless gateways send it.
fn as_json_number(amount: Usd) -> Value {
    amount
        .to_string()
        .parse()
        .ok()
        .and_then(JsonNumber::from_f64)
        .map_or(Value::Null, Value::Number)
}

/// Tenths of a percent as a JSON number: `40`, or `1.5`.
fn percent(tenths: i128) -> Value {
    match i64::try_from(tenths / 10) {
        Ok(whole) if tenths % 10 == 0 => json!(whole),
        _ => format!("{}.{}", tenths / 10, tenths % 10)
            .parse()
            .map_or(Value::Null, |number: f64| json!(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::{as_json_number, object, percent};
    use crate::money::Usd;
    use crate::store::budget::Spelling;

    /// Compares text, because a JSON number keeps its text here.
    #[test]
    fn percentages_are_short() {
        assert_eq!(percent(400).to_string(), "40");
        assert_eq!(percent(15).to_string(), "1.5");
        assert_eq!(percent(0).to_string(), "0");
    }

    fn check_number(amount: &str, expect: &str) {
        let amount = Usd::from_stored(amount).expect("an amount");
        assert_eq!(as_json_number(amount).to_string(), expect);
    }

    #[test]
    fn amounts_as_json_numbers_lose_digits() {
        check_number("0.5", "0.5");
        check_number("25", "25.0");
        check_number("-2", "-2.0");
        check_number("0.000000001", "1e-9");
        check_number("123456789012.500000000", "123456789012.5");
        check_number("98765432109.123456789", "98765432109.12346");
    }

    fn check_budget(spelling: Spelling, expect: &str) {
        let read = |text| Usd::from_stored(text).expect("an amount");
        let budget = object(Some(read("500")), read("12.5"), spelling);
        assert_eq!(budget.to_string(), expect);
        assert!(object(None, read("12.5"), spelling).is_null());
    }

    #[test]
    fn spellings() {
        check_budget(
            Spelling::Amounts,
            r#"{"limit_usd":"500.000000000","used_usd":"12.500000000","remaining_usd":"487.500000000","used_percent":2.5,"remaining_percent":97.5}"#,
        );
        check_budget(
            Spelling::PercentOnly,
            r#"{"used_percent":2.5,"remaining_percent":97.5}"#,
        );
        check_budget(
            Spelling::Numbers,
            r#"{"limit_usd":500.0,"used_usd":12.5,"remaining_usd":487.5,"used_percent":2.5,"remaining_percent":97.5}"#,
        );
        check_budget(Spelling::Nothing, "{}");
    }
}

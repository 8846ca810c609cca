//! Whether requests may go through an upstream or an account, in every spelling (contract 6.3).

use serde_json::Value as Json;

use crate::schema::{All, Column, FieldSpec, Str, Value};
use crate::text;

const ENABLED_ALIASES: All<Str> = &["enabled", "is_active", "schedulable"];

/// Whether it may receive requests.
pub const ENABLED: Column<bool> =
    FieldSpec::truth("enabled", text!("Enabled" / "已启用"), ENABLED_ALIASES)
        .read_by(unless_told)
        .declared()
        .outcome_words(
            text!("Enabled now: {value}." / "当前已启用：{value}。"),
            text!("The gateway does not report whether it is enabled." / "网关未提供是否启用。"),
        );

/// Reads the state of gateways that send the opposite field instead, or only a status.
fn unless_told(row: &Json) -> Option<Value> {
    let is_told = |name| row.get(name).is_some_and(|told| !told.is_null());
    if is_told("enabled") {
        return None;
    }
    if let Some(disabled) = row.get("disabled").and_then(Json::as_bool) {
        return Some(Value::Truth(!disabled));
    }
    if ["is_active", "isActive", "schedulable"]
        .into_iter()
        .any(is_told)
    {
        return None;
    }
    let status = row.get("status")?.as_str()?.trim().to_lowercase();
    let is_off = matches!(status.as_str(), "disabled" | "paused");
    (!status.is_empty()).then_some(Value::Truth(!is_off))
}

#[cfg(test)]
mod tests {
    use super::ENABLED;
    use crate::domain::table::check_table;
    use crate::records::read_fields;

    #[test]
    fn what_is_enabled() {
        check_table(
            r##"
            {"enabled":false,"status":"active"} => false
            {"enabled":true,"disabled":true} => true
            {"enabled":null,"disabled":true} => false
            {"isActive":1} => true
            {"schedulable":"false"} => false
            {"status":"paused"} => false
            {"enabled":null,"status":"error"} => true
            {} => -
            "##,
            |row| {
                let row = read_fields(&[ENABLED.spec], &serde_json::from_str(row).expect("JSON"));
                row.get(&ENABLED).map_or("-".to_owned(), bool::to_string)
            },
        );
    }
}

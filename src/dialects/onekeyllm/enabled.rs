//! Whether requests may go through an upstream or an account, in every spelling (contract 6.3).

use serde_json::Value as Json;

use crate::schema::{All, Column, Context, FieldSpec, Str, Value, WhyNot};
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

/// Returns why something is not disabled: it is so already.
#[must_use]
pub fn disabled_already(context: &Context) -> Option<WhyNot> {
    const DISABLED: WhyNot = WhyNot {
        words: text!("It is disabled already." / "它已停用。"),
        source: "",
    };
    (context.row.get(&ENABLED) == Some(&false)).then_some(DISABLED)
}

/// Returns why something is not enabled: it is so already.
#[must_use]
pub fn enabled_already(context: &Context) -> Option<WhyNot> {
    const ENABLED_NOW: WhyNot = WhyNot {
        words: text!("It is enabled already." / "它已启用。"),
        source: "",
    };
    (context.row.get(&ENABLED) == Some(&true)).then_some(ENABLED_NOW)
}

/// Returns why something is not deleted: it is not known to be disabled, so that what depends on it
/// has not shown yet.
#[must_use]
pub fn enabled_still(context: &Context) -> Option<WhyNot> {
    const DISABLE_FIRST: WhyNot = WhyNot {
        words: text!(
            "Disable it first, and see that nothing fails without it."
                / "请先停用，并确认没有它也不会出错。"
        ),
        source: "",
    };
    (context.row.get(&ENABLED) != Some(&false)).then_some(DISABLE_FIRST)
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

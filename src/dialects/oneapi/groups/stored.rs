//! The option GroupRatio as the gateway reads it (contract 4.4).

use serde_json::{Map, Value as Json};

use crate::domain::decimal;
use crate::schema::Str;

/// Decimals at which ratios are compared.
const DECIMALS: u32 = 12;

/// From this ratio on a call costs so much more than the model's price that a typing error is likely.
const VERY_HIGH: i128 = 1000 * 10_i128.pow(DECIMALS);

/// Returns a ratio's size, to compare it with others; `None` where the gateway cannot read it.
pub fn size(ratio: &str) -> Option<i128> {
    decimal::size(ratio, DECIMALS)
}

/// What is stored under GroupRatio.
pub enum Stored {
    /// The account may not see it.
    Hidden,
    /// It is no JSON object, or one without entries: the live table is empty and every group is billed at 1.
    Broken,
    /// Its entries.
    Table(Map<String, Json>),
}

impl Stored {
    /// Reads the text of the option; `None` if the gateway does not list it.
    #[must_use]
    pub fn of(text: Option<&str>) -> Self {
        match text.map(serde_json::from_str) {
            Some(Ok(Json::Object(table))) if !table.is_empty() => Self::Table(table),
            _ => Self::Broken,
        }
    }

    /// Returns the state of a group, the text of its ratio, and at which ratio it is billed.
    #[must_use]
    pub fn of_group(&self, name: &str, is_live: bool) -> (Str, Option<String>, Option<String>) {
        let billed =
            |state, ratio: Option<String>, billed: &str| (state, ratio, Some(billed.to_owned()));
        let table = match self {
            // What is not live counts as 1, whatever is stored.
            Self::Hidden if !is_live => return billed("no_ratio", None, "1"),
            Self::Hidden => return ("hidden", None, None),
            Self::Broken => return billed("broken", None, "1"),
            Self::Table(table) => table,
        };
        let Some(ratio) = table.get(name) else {
            return billed(if is_live { "live_only" } else { "no_ratio" }, None, "1");
        };
        let text = ratio.to_string();
        match (ratio, size(&text)) {
            (Json::Null, _) => billed("null", Some(text), "0"),
            (Json::Number(_), Some(size)) => {
                let is_zero = text.bytes().take_while(|byte| !b"eE".contains(byte));
                let is_zero = is_zero.into_iter().all(|byte| b"-0.".contains(&byte));
                let state = match size {
                    _ if !is_live => "not_live",
                    _ if is_zero => "free",
                    _ if text.starts_with('-') => "negative",
                    VERY_HIGH.. => "very_high",
                    _ if !can_be_listed(name) => "not_listable",
                    _ => "billed",
                };
                (state, Some(text.clone()), Some(text))
            }
            // A text, a list, or a number beyond a 64-bit float: the gateway reads it as 0.
            _ => billed("not_a_number", Some(text), "0"),
        }
    }
}

/// Whether a channel can list a group of this name: its groups are words between commas.
fn can_be_listed(name: &str) -> bool {
    !name.contains(',') && name.trim() == name
}

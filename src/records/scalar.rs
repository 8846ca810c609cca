//! Reads single values in the spellings of gateways (contract 6.2). A missing value never becomes
//! zero, and no number passes through a float.

use serde_json::Value as Json;

use crate::domain::decimal;
use crate::domain::ids::SpelledId;
use crate::domain::money::Amount;
use crate::domain::percent::Percent;
use crate::domain::time::UnixSeconds;

/// Numbers from here on are milliseconds; 253402300799 is the end of the year 9999 in seconds.
const MILLIS_FROM: i64 = 1_000_000_000_000;

/// Reads a string, or a number in its own digits.
pub fn text(json: &Json) -> Option<String> {
    match json {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Reads an id with its JSON type; an empty id is none.
pub fn spelled_id(json: &Json) -> Option<SpelledId> {
    match json {
        Json::String(text) if !text.is_empty() => Some(SpelledId::Text(text.clone())),
        Json::Number(number) => Some(SpelledId::Number(number.to_string())),
        _ => None,
    }
}

/// Reads a truth value in any of its spellings.
pub fn truth(json: &Json) -> Option<bool> {
    if let Json::Bool(truth) = json {
        return Some(*truth);
    }
    match text(json)?.trim().to_ascii_lowercase().as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// Reads a whole number, also with an exponent or zeros after the point.
pub fn whole(json: &Json) -> Option<i64> {
    let read = decimal::read(text(json)?.trim(), 0)?;
    read.exact.then(|| i64::try_from(read.units).ok()).flatten()
}

/// Reads a time: seconds, milliseconds, digits in a string, RFC 3339, or a date, which means the
/// end of that day in UTC. `Some(None)` is an explicit "never" (0 or -1); `None` is not a time.
pub fn time(json: &Json) -> Option<Option<UnixSeconds>> {
    let text = text(json)?;
    let word = text.trim();
    let moment = match decimal::read(word, 0) {
        Some(number) => match i64::try_from(number.units).ok()? {
            0 | -1 => return Some(None),
            number if number >= MILLIS_FROM => UnixSeconds(number / 1000),
            number => UnixSeconds(number),
        },
        None => UnixSeconds::from_rfc3339(word).or_else(|| UnixSeconds::from_end_of_day(word))?,
    };
    Some(Some(moment))
}

/// Reads a time in any spelling; `None` also for "never".
#[must_use]
pub fn read_time(json: &Json) -> Option<UnixSeconds> {
    time(json).flatten()
}

/// Reads an amount: a decimal string, or a number, which is marked approximate.
pub(super) fn amount(json: &Json) -> Option<Amount> {
    match json {
        Json::String(text) => Amount::from_text(text),
        Json::Number(number) => Amount::from_number(&number.to_string()),
        _ => None,
    }
}

/// Reads a percentage by the name of its field: a `*fraction` or `*ratio` is 0 to 1, anything else
/// 0 to 100.
pub(super) fn percent(name: &str, json: &Json) -> Option<Percent> {
    let text = text(json)?;
    if name.ends_with("fraction") || name.ends_with("ratio") {
        Percent::from_fraction(&text)
    } else {
        Percent::from_text(&text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{amount, percent, spelled_id, text, time, truth, whole};
    use crate::domain::ids::SpelledId;
    use crate::records::sample::{any_json, json};

    #[test]
    fn moments() {
        let check = |text, expect| {
            let got = time(&json(text)).map(|moment| moment.map(|seconds| seconds.0));
            assert_eq!(got, expect, "{text}");
        };
        check("1711471533", Some(Some(1_711_471_533)));
        check("1711471533123", Some(Some(1_711_471_533)));
        check("1000000000000", Some(Some(1_000_000_000)));
        check("253402300799", Some(Some(253_402_300_799)));
        check("\"1711471533\"", Some(Some(1_711_471_533)));
        check("\"2024-03-26T16:45:33Z\"", Some(Some(1_711_471_533)));
        check("\"2024-03-26\"", Some(Some(1_711_497_599)));
        check("0", Some(None));
        check("-1", Some(None));
        check("\"0\"", Some(None));
        check("1e30", None);
        check("\"yesterday\"", None);
        check("\"2024-02-30\"", None);
        check("[]", None);
    }

    #[test]
    fn ids_keep_their_type() {
        let check = |text, expect| assert_eq!(spelled_id(&json(text)), expect, "{text}");
        check("\"a\"", Some(SpelledId::Text("a".into())));
        check("137", Some(SpelledId::Number("137".into())));
        check(
            "12345678901234567890123",
            Some(SpelledId::Number("12345678901234567890123".into())),
        );
        check("\"\"", None);
        check("true", None);
    }

    proptest! {
        #[test]
        fn no_json_panics(json in any_json()) {
            let _ = (text(&json), truth(&json), whole(&json), time(&json), amount(&json), percent("x", &json));
        }
    }
}

//! Makes the rows of options: what the gateway lists, without secrets, and the secrets that it keeps
//! to itself (contract 4.1).

use serde_json::{Value as Json, json};

use super::super::who;
use super::known::{Known, Type, all, find, is_secret};
use crate::domain::decimal;
use crate::schema::{MakeRows, Record, Str};

/// Makes the rows.
pub const ROWS: MakeRows = |listed, _, who| {
    let listed = listed.as_array().map_or(&[][..], Vec::as_slice);
    let rows = listed.iter().map(|row| of_row(row, who));
    let is_listed = |known: &Known| listed.iter().any(|row| row["key"] == known.key);
    let hidden = all().filter(|known| known.of == Type::Secret && !is_listed(known));
    let hidden = hidden.map(|known| row(known.key, None, "secret_hidden"));
    // Forks keep prices in channels, and list these options only once somebody saved them.
    let dead = all().filter(|known| {
        let is_dead = is_price(known.key) && who::version(who).bills_by_channel();
        is_dead && !is_listed(known)
    });
    let dead = dead.map(|known| row(known.key, None, "unused"));
    let mut rows: Vec<Json> = rows.chain(hidden).chain(dead).collect();
    // The gateway lists them at random.
    rows.sort_by(|a, b| a["key"].as_str().cmp(&b["key"].as_str()));
    Ok(Json::Array(rows))
};

fn row(key: &str, value: Option<&str>, state: Str) -> Json {
    let known = find(key);
    json!({
        "key": key,
        "value": value,
        "state": state,
        "category": known.map_or("other", |known| known.category),
        "default": known.and_then(|known| known.default),
        "document": value.filter(|_| known.is_some_and(|known| known.of == Type::Json)),
    })
}

fn of_row(listed: &Json, who: &Record) -> Json {
    let Some(key) = listed["key"].as_str() else {
        // Kept as it came, without what may be a secret: it is drawn as an unreadable row.
        return json!({"key": listed["key"]});
    };
    let value = match &listed["value"] {
        Json::String(text) => text.clone(),
        Json::Null => String::new(),
        other => other.to_string(),
    };
    let is_set = if value.trim().is_empty() {
        "secret_empty"
    } else {
        "secret_set"
    };
    match find(key) {
        _ if is_secret(key) => row(key, None, is_set),
        Some(known) => row(key, Some(&value), state(known, &value, who)),
        None => row(key, Some(&value), "unknown"),
    }
}

/// Whether an option holds prices of models, which forks keep in their channels.
pub fn is_price(key: &str) -> bool {
    ["ModelRatio", "CompletionRatio"].contains(&key)
}

/// Says how a value stands: unused, not of its type, the default, or changed.
fn state(known: &Known, value: &str, who: &Record) -> Str {
    if is_price(known.key) && who::version(who).bills_by_channel() {
        "unused"
    } else if !is_of_type(known.of, value) {
        "odd"
    } else {
        match known.default {
            Some(default) if default == value => "default",
            Some(_) => "changed",
            None => "set",
        }
    }
}

/// Whether the gateway reads a text as what it is meant to be.
pub fn is_of_type(of: Type, value: &str) -> bool {
    match of {
        Type::Truth => ["true", "false"].contains(&value),
        Type::Whole => value.parse::<i64>().is_ok(),
        Type::Number => decimal::size(value, 12).is_some(),
        Type::Json => matches!(serde_json::from_str(value), Ok(Json::Object(_))),
        Type::Text | Type::Secret => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::ROWS;
    use crate::dialects::oneapi::who::VERSION;
    use crate::domain::table::{check_table, parts};
    use crate::schema::Record;

    fn made(version: &str, rows: &Json) -> Vec<Json> {
        let who = Record::default().with(&VERSION, version.to_owned());
        match ROWS(rows, &[], &who) {
            Ok(Json::Array(rows)) => rows,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn options_and_how_they_stand() {
        check_table(
            r##"
            f2 | RetryTimes | 0 => default channels 0
            f2 | RetryTimes | 3 => changed channels 3
            f2 | RetryTimes | three => odd channels three
            f2 | AutomaticDisableChannelEnabled | TRUE => odd channels TRUE
            f2 | ChannelDisableThreshold | 2.5 => changed channels 2.5
            f2 | GroupRatio | {"default":1} => set billing {"default":1}
            f2 | GroupRatio | {"default":1 => odd billing {"default":1
            f2 | ModelRatio | {} => unused billing {}
            f1 | CompletionRatio | {} => unused billing {}
            u | ModelRatio | {} => set billing {}
            u | ModelRatio | nope => odd billing nope
            u | TurnstileSecretKey | canary => secret_set login -
            u | TurnstileSecretKey |  => secret_empty login -
            f2 | NoSuchOptionEver | x => unknown other x
            f2 | MadeUpToken | canary => secret_set other -
            f2 |  | x => unknown other x
            "##,
            |line| {
                let [version, key, value] = parts(line);
                let rows = made(version, &json!([{"key": key, "value": value}]));
                assert!(!rows.iter().any(|row| row.to_string().contains("canary")));
                let row = rows.iter().find(|row| row["key"] == key).expect("the row");
                let text = |name: &str| row[name].as_str().unwrap_or("-").to_owned();
                format!("{} {} {}", text("state"), text("category"), text("value"))
            },
        );
    }

    #[test]
    fn secrets_and_dead_prices_that_are_not_listed_are_named() {
        let rows = made("f2", &json!([]));
        let keys: Vec<_> = rows.iter().filter_map(|row| row["key"].as_str()).collect();
        assert!(
            keys.contains(&"SMTPToken") && keys.contains(&"StripeSecretKey"),
            "{keys:?}"
        );
        assert!(keys.is_sorted());
        let dead = |version| {
            let rows = made(version, &json!([]));
            let other = rows.iter().filter(|row| row["state"] != "secret_hidden");
            let said = other.map(|row| format!("{} {}", row["key"], row["state"]).replace('"', ""));
            said.collect::<Vec<_>>().join(", ")
        };
        // The original has them, so one that it does not list is not known.
        assert_eq!(dead("u"), "");
        for fork in ["f1", "f2"] {
            assert_eq!(dead(fork), "CompletionRatio unused, ModelRatio unused");
        }
    }

    #[test]
    fn odd_rows_keep_no_value() {
        let rows = made("f2", &json!([{"key": 7, "value": "canary"}, "canary"]));
        assert!(!rows.iter().any(|row| row.to_string().contains("canary")));
    }
}

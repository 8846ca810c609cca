//! Tolerant reading shared by the dialects: envelopes, scalars, aliases, and what is secret.
//! Never drops a page for one bad row and never turns "missing" into zero.

use super::json::Json;
use crate::domain::money::Amount;
use crate::domain::percent::Percent;
use crate::domain::time::UnixSeconds;

/// What replaces a secret leaf in anything that is kept or shown.
const HIDDEN: &str = "‹hidden›";
/// A number this large counts milliseconds; as seconds it would lie past the year 5000.
const MILLIS_FROM: i64 = 100_000_000_000;
/// Fields that are secret in the answers of writes (contract section 6.4).
pub const SECRET: &[&str] = &["value", "key", "api_key", "secret", "token"];
/// Names under which a list's rows may stand beside other fields.
const ROW_NAMES: [&str; 9] = [
    "items",
    "results",
    "accounts",
    "keys",
    "api_keys",
    "pools",
    "upstreams",
    "charges",
    "files",
];
/// Names under which a single row may stand.
const ONE_NAMES: [&str; 7] = [
    "data", "account", "key", "api_key", "pool", "upstream", "login",
];

/// A gateway's words in an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The message.
    pub message: String,
    /// The code, which programs branch on.
    pub code: Option<String>,
    /// The field it names.
    pub param: Option<String>,
}

/// The words of an error answer, in the order of contract section 6.1: the error object, an error
/// string with its description, a message, a detail. `None` when it says nothing of the kind.
#[must_use]
pub fn said(json: &Json) -> Option<Said> {
    let word = |at: &Json, name: &str| {
        at.field(name)
            .and_then(text)
            .filter(|word| !word.is_empty())
    };
    if let Some(error @ Json::Object(_)) = json.field("error") {
        return Some(Said {
            message: word(error, "message").unwrap_or_default(),
            code: word(error, "code"),
            param: word(error, "param"),
        });
    }
    let bare = |message| Said {
        message,
        code: None,
        param: None,
    };
    if let Some(error) = word(json, "error") {
        let more = word(json, "error_description").or_else(|| word(json, "message"));
        return Some(match more {
            Some(message) => Said {
                message,
                code: Some(error),
                param: None,
            },
            None => bare(error),
        });
    }
    if let Some(message) = word(json, "message") {
        return Some(Said {
            code: word(json, "code"),
            ..bare(message)
        });
    }
    match json.field("detail")? {
        Json::List(items) => Some(bare(
            items.iter().map(detail).collect::<Vec<_>>().join("; "),
        )),
        other => text(other).map(bare),
    }
}

/// One entry of a `detail` array: its message when it has one, else its JSON.
fn detail(item: &Json) -> String {
    item.field("msg")
        .and_then(text)
        .or_else(|| text(item))
        .unwrap_or_else(|| item.compact())
}

/// Takes off the envelope of a 2xx answer.
///
/// # Errors
/// The gateway's words when the answer says no inside a success (`success:false`, `code≠0`,
/// `status:"error"`).
pub fn open(json: &Json) -> Result<&Json, Said> {
    let refused = match (
        json.field("success"),
        json.field("code"),
        json.field("status"),
    ) {
        (Some(Json::Bool(success)), _, _) => !success,
        (_, Some(Json::Number(code)), _) if json.field("message").is_some() => code != "0",
        (_, _, Some(Json::Text(status))) => status == "error" && json.field("error").is_some(),
        _ => false,
    };
    if refused {
        return Err(said(json).unwrap_or_else(|| Said {
            message: scrubbed(json, SECRET).compact(),
            code: None,
            param: None,
        }));
    }
    let wrapped = json.field("success").is_some()
        || json
            .field("code")
            .is_some_and(|code| *code == Json::Number("0".into()));
    Ok(match json.field("data") {
        Some(data) if wrapped => data,
        _ => json,
    })
}

/// A list's rows and how it pages.
#[derive(Debug, PartialEq, Eq)]
pub struct Rows<'a> {
    /// The rows, undecoded.
    pub rows: &'a [Json],
    /// What the gateway says about further rows, when it says anything.
    pub has_more: Option<bool>,
    /// The cursor it names.
    pub last_id: Option<String>,
    /// False for a bare array, which has no further pages.
    pub paged: bool,
}

/// Finds the rows in an opened answer.
///
/// # Errors
/// Says what was found instead.
pub fn rows(json: &Json) -> Result<Rows<'_>, String> {
    let has_more = json
        .field("has_more")
        .or_else(|| json.field("hasMore"))
        .and_then(boolean);
    let last_id = pick(json, &["last_id"]).and_then(text);
    match json {
        Json::List(rows) => Ok(Rows {
            rows,
            has_more: Some(false),
            last_id: None,
            paged: false,
        }),
        Json::Object(_) => match json.field("data") {
            Some(Json::List(rows)) => Ok(Rows {
                rows,
                has_more,
                last_id,
                paged: true,
            }),
            Some(inner @ Json::Object(_))
                if inner.field("data").and_then(Json::list).is_some()
                    || inner.field("data").is_none() =>
            {
                rows(inner)
            }
            _ => {
                let mut named = ROW_NAMES.iter().filter_map(|name| json.field(name)?.list());
                match (named.next(), named.next()) {
                    (Some(rows), None) => Ok(Rows {
                        rows,
                        has_more,
                        last_id,
                        paged: true,
                    }),
                    _ => Err("no list of rows in the answer".to_owned()),
                }
            }
        },
        _ => Err("the answer is neither a list nor an object".to_owned()),
    }
}

/// Finds the one row in an opened answer: itself, or under a usual name.
#[must_use]
pub fn one(json: &Json) -> &Json {
    if json.field("id").is_some() {
        return json;
    }
    let named = ONE_NAMES.iter().find_map(|name| {
        json.field(name)
            .filter(|row| matches!(row, Json::Object(_)))
    });
    named.unwrap_or(json)
}

/// The first field that says something, by name and by the name in camel case; null and "" say nothing.
#[must_use]
pub fn pick<'a>(json: &'a Json, names: &[&str]) -> Option<&'a Json> {
    let says = |value: &&Json| !matches!(value, Json::Null) && value.text() != Some("");
    names.iter().find_map(|name| {
        json.field(name)
            .filter(says)
            .or_else(|| json.field(&camel(name)).filter(says))
    })
}

/// `last_used_at` → `lastUsedAt`.
fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        out.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        out.push_str(letters.as_str());
    }
    out
}

/// A string, or a number as its own text: how ids are read.
#[must_use]
pub fn text(json: &Json) -> Option<String> {
    match json {
        Json::Text(text) | Json::Number(text) => Some(text.clone()),
        _ => None,
    }
}

/// A truth in any of its spellings.
#[must_use]
pub fn boolean(json: &Json) -> Option<bool> {
    match json {
        Json::Bool(value) => Some(*value),
        Json::Text(word) | Json::Number(word) => match word.to_ascii_lowercase().as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// An instant: seconds, milliseconds, digits in a string, or RFC 3339. `Some(None)` is an
/// explicit "none" (zero); `None` is no time at all.
#[must_use]
pub fn time(json: &Json) -> Option<Option<UnixSeconds>> {
    let word = match json {
        Json::Number(word) | Json::Text(word) => word.trim(),
        _ => return None,
    };
    let instant = match crate::domain::decimal::read(word, 0) {
        Some(number) => {
            let number = i64::try_from(number.units).ok()?;
            UnixSeconds(if number >= MILLIS_FROM {
                number / 1000
            } else {
                number
            })
        }
        None => UnixSeconds::from_rfc3339(word)?,
    };
    Some((instant.0 != 0).then_some(instant))
}

/// An amount: a decimal string, or a number that is marked approximate.
#[must_use]
pub fn amount(json: &Json) -> Option<Amount> {
    match json {
        Json::Text(text) => Amount::from_text(text),
        Json::Number(text) => Amount::from_number(text),
        _ => None,
    }
}

/// A percentage of 0 to 100.
#[must_use]
pub fn percent(json: &Json) -> Option<Percent> {
    match json {
        Json::Text(text) | Json::Number(text) => Percent::from_text(text),
        _ => None,
    }
}

/// A percentage that is written as 0 to 1.
#[must_use]
pub fn fraction(json: &Json) -> Option<Percent> {
    match json {
        Json::Text(text) | Json::Number(text) => Percent::from_fraction(text),
        _ => None,
    }
}

/// A copy in which secret leaves are replaced: the fields that the resource names, and everywhere
/// what contract section 6.4 calls secret by its name.
#[must_use]
pub fn scrubbed(json: &Json, secret_fields: &[&str]) -> Json {
    match json {
        Json::List(items) => Json::List(
            items
                .iter()
                .map(|item| scrubbed(item, secret_fields))
                .collect(),
        ),
        Json::Object(fields) => Json::Object(
            fields
                .iter()
                .map(|(name, value)| {
                    let hide = (secret_fields.contains(&name.as_str()) || is_secret_anywhere(name))
                        && *value != Json::Null;
                    let value = if hide {
                        Json::Text(HIDDEN.to_owned())
                    } else {
                        scrubbed(value, secret_fields)
                    };
                    (name.clone(), value)
                })
                .collect(),
        ),
        other => other.clone(),
    }
}

/// Names that are secret in every answer, in snake or camel case.
fn is_secret_anywhere(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    name.ends_with("_token")
        || name.ends_with("Token")
        || ["secret", "hash", "password", "verifier"]
            .iter()
            .any(|part| lower.contains(part))
        || [
            "token",
            "device_auth_id",
            "deviceauthid",
            "authorization",
            "cookie",
        ]
        .contains(&lower.as_str())
}

#[cfg(test)]
mod tests;

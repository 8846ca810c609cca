//! The one-api dialect: the fork of Laisky with UUIDs (F2) and before them (F1), and the original
//! (U). One code path serves all three; `version` tells them apart, and nothing else does.

pub mod account;
mod changed;
mod changes;
pub mod channel_tests;
pub mod channels;
pub mod default_prices;
mod envelope;
pub mod gateway_status;
pub mod group_names;
pub mod groups;
pub mod logs;
pub mod my_tokens;
mod named;
pub mod options;
pub mod redemptions;
mod said;
pub mod tokens;
pub mod type_models;
pub mod usage;
pub mod users;
pub mod version;
pub mod who;

use serde_json::Value as Json;

use crate::call::{Credential, Read, Refusal, Reply};
use crate::domain::pace::Pace;
use crate::schema::{All, Dialect, Group, Paging, Query, Str, Who};
use crate::text;

/// The dialect.
pub static ONE_API: Dialect = Dialect {
    id: "one_api",
    name: "one-api",
    probes: &["/api/status"],
    recognise,
    probe_is_public: true,
    credential: Credential {
        header: "Authorization",
        prefix: "",
    },
    open: envelope::open,
    meaning: envelope::meaning,
    quota_rate: who::quota_rate,
    who: Who {
        lists: &["my-account", "gateway-status", "channels"],
        record: who::record,
        sign: who::sign,
        title: who::title,
        home: who::home,
    },
    settles_seconds: 150,
    // At most 400 of the 480 calls that an address has in three minutes (contract 1.5): the operator
    // and others behind the same address call too.
    pace: Pace {
        burst: 120,
        millis: 643,
    },
    resources: &[
        &channels::CHANNELS,
        &groups::GROUPS,
        &options::OPTIONS,
        &gateway_status::GATEWAY_STATUS,
        &account::MY_ACCOUNT,
        &users::USERS,
        &tokens::TOKENS,
        &my_tokens::MY_TOKENS,
        &redemptions::REDEMPTIONS,
        &logs::LOGS,
        &logs::oldest::OLDEST_LOGS,
        &usage::USAGE,
        &channel_tests::CHANNEL_TESTS,
        &group_names::GROUP_NAMES,
        &type_models::TYPE_MODELS,
        &default_prices::DEFAULT_PRICES,
    ],
    asks: &[],
    navigation: &[
        Group {
            title: text!("Routing" / "路由"),
            places: &["channels", "groups"],
        },
        Group {
            title: text!("People" / "用户"),
            places: &["users", "tokens", "my-tokens", "redemptions", "logs"],
        },
        Group {
            title: text!("System" / "系统"),
            places: &["options", "gateway-status", "my-account"],
        },
    ],
};

/// Names under which a row holds its id: a UUID in F2, a number in F1 and U (contract 5).
const IDS: All<Str> = &["uuid", "id"];

/// What is secret in any row: keys come back in full in places (contract 0.6, 8).
const SECRETS: All<Str> = &["key", "access_token", "verification_code", "totp_secret"];

/// Pages are numbered. Only U sends no total, and its pages hold ten rows (contract 2.1, 8).
const PAGED: Paging = Paging::Page { least: 10 };

/// Recognises only the status in one-api's own envelope, because a web server may respond to any
/// path.
fn recognise(replies: &[Option<&Reply>]) -> bool {
    let Some(Some(reply)) = replies.first() else {
        return false;
    };
    let json: Option<Json> = serde_json::from_str(&reply.body).ok();
    let is_status =
        |json: Json| json.get("success").is_some_and(Json::is_boolean) && json["data"].is_object();
    (200..300).contains(&reply.status) && json.is_some_and(is_status)
}

/// Makes the read of one page of the list at `path`, which ends with a slash (contract 2.1). The
/// gateway's usual order is the newest row first.
fn page(path: &'static str, query: &Query) -> Read {
    let read = Read::new(path, [])
        .with("p", query.page().unwrap_or("0"))
        .with("size", query.limit);
    if query.newest_first {
        read
    } else {
        read.with("sort", "id").with("order", "asc")
    }
}

/// Returns whether a refusal proves that a row does not exist (contract 5, 8).
fn is_gone(refusal: &Refusal) -> bool {
    said::GONE.contains(&refusal.message.as_str())
}

#[cfg(test)]
mod tests;

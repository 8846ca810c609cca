//! What the log is filtered by, and how the gateway is asked for it (contract 7.2).

use crate::call::Read;
use crate::domain::time::UnixSeconds;
use crate::schema::{All, Facet, FacetOf, Query, Str};
use crate::text;
use crate::words::Text;

/// The filters.
pub const FACETS: All<Facet> = &[
    facet(
        "days",
        FacetOf::Days("created_at"),
        text!("Days" / "日期"),
        text!("Any day" / "所有日期"),
    ),
    facet(
        "username",
        FacetOf::Typed("username"),
        text!("User" / "用户"),
        text!("Any user" / "所有用户"),
    ),
    facet(
        "type",
        FacetOf::Field("type"),
        text!("Kind" / "类型"),
        text!("Any kind" / "所有类型"),
    ),
    facet(
        "model_name",
        FacetOf::Typed("model_name"),
        text!("Model" / "模型"),
        text!("Any model" / "所有模型"),
    ),
    facet(
        "token_name",
        FacetOf::Typed("token_name"),
        text!("Key" / "密钥"),
        text!("Any key" / "所有密钥"),
    ),
    facet(
        "channel",
        FacetOf::Field("channel"),
        text!("Channel" / "渠道"),
        text!("Any channel" / "所有渠道"),
    ),
];

const fn facet(id: Str, of: FacetOf, label: Text, any: Text) -> Facet {
    Facet {
        id,
        label,
        any,
        of,
        none: None,
        server: true,
    }
}

/// Adds what both the list and its sum are filtered by. Texts match exactly, and both ends of the time
/// belong to it, in seconds (contract 7.2).
pub fn filtered(read: Read, query: &Query) -> Read {
    let second = |at: Option<UnixSeconds>| at.map(|at| at.0.to_string());
    let names = ["username", "token_name", "model_name", "channel"];
    let read = names
        .iter()
        .fold(read, |read, name| read.with_some(name, query.asked(name)));
    read.with_some("start_timestamp", second(query.between.from).as_deref())
        .with_some("end_timestamp", second(query.between.to).as_deref())
}

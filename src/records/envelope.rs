//! Unwraps responses (contract 6.1): envelopes of success and refusal, lists with their paging, and
//! a single row under a name.

use serde_json::Value as Json;

use super::alias::{Picked, at, pick};
use super::classify::{Effect, is_page, meant, unreadable};
use super::error_words::{from, said};
use super::reason::{EMPTY, NEITHER, NO_LIST, kept};
use super::scalar;
use super::scrub::{SECRETS, scrubbed};
use crate::call::{ApiError, Refusal, Reply};
use crate::schema::{Dialect, Str};

/// Names under which any list may hold its rows.
const ROW_NAMES: &[Str] = &["items", "results"];

/// Parses the response to a read and unwraps the dialect's envelope.
///
/// # Errors
/// When the response is not JSON, or refuses inside a success.
pub fn open(dialect: &Dialect, path: &str, reply: &Reply) -> Result<Json, ApiError> {
    open_reply(dialect, Effect::Read, path, reply)
}

/// Parses a response and unwraps the dialect's envelope. Invalid JSON in the response to a write is
/// not quoted: it may contain a value that is shown once.
pub(super) fn open_reply(
    dialect: &Dialect,
    effect: Effect,
    path: &str,
    reply: &Reply,
) -> Result<Json, ApiError> {
    let body = reply.body.trim();
    if body.is_empty() {
        return Err(unreadable(path, kept(EMPTY), ""));
    }
    let json: Json = serde_json::from_str(body).map_err(|why| {
        let quoted = if effect == Effect::Read || is_page(body) {
            body
        } else {
            ""
        };
        unreadable(path, why.to_string(), quoted)
    })?;
    let inner = match (dialect.open)(&json) {
        Ok(inner) if std::ptr::eq(inner, &json) => None,
        Ok(inner) => Some(inner.clone()),
        Err(refusal) => {
            return Err(meant(dialect, ApiError::Refused(from(reply, refusal))));
        }
    };
    Ok(inner.unwrap_or(json))
}

/// Unwraps the envelope of a successful response.
///
/// # Errors
/// The refusal inside a success: `success:false`, a `code` other than 0, `status:"error"`.
pub fn open_envelope(json: &Json) -> Result<&Json, Refusal> {
    let is_zero = |code: &Json| scalar::whole(code) == Some(0);
    let refuses = match (json.get("success"), json.get("code"), json.get("status")) {
        (Some(Json::Bool(success)), _, _) => !success,
        (_, Some(code @ Json::Number(_)), _) if json.get("message").is_some() => !is_zero(code),
        (_, _, Some(Json::String(status))) => status == "error" && json.get("error").is_some(),
        _ => false,
    };
    if refuses {
        return Err(said(json).unwrap_or_else(|| Refusal {
            message: scrubbed(json, SECRETS).to_string(),
            ..Refusal::default()
        }));
    }
    let wrapped = json.get("success").is_some()
        || json
            .get("code")
            .is_some_and(|code| code.is_number() && is_zero(code));
    Ok(match json.get("data") {
        // The page information beside the rows is needed later.
        Some(Json::Array(_)) if PageInfo::of(json).is_present() => json,
        Some(data) if wrapped => data,
        _ => json,
    })
}

/// The page information in a list response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PageInfo {
    /// Whether there are more rows.
    pub has_more: Option<bool>,
    /// The cursor to continue after.
    pub last_id: Option<String>,
    /// The page number and the number of pages.
    pub page: Option<(i64, i64)>,
    /// The total number of rows.
    pub total: Option<usize>,
}

impl PageInfo {
    fn of(json: &Json) -> Self {
        let whole = |name| at(json, name).and_then(scalar::whole);
        let total = whole("total");
        let size = whole("page_size").filter(|size| *size > 0);
        let counted = || Some(total?.checked_add(size? - 1)? / size?);
        let pages = whole("pages").or_else(|| whole("total_pages"));
        Self {
            has_more: at(json, "has_more").and_then(scalar::truth),
            last_id: pick(json, &["last_id"]).json().and_then(scalar::text),
            page: whole("page").zip(pages.or_else(counted)),
            total: total.and_then(|total| usize::try_from(total).ok()),
        }
    }

    fn is_present(&self) -> bool {
        *self != Self::default()
    }

    /// Takes each value from the inner envelope, or else from the outer one.
    fn or(self, outer: &Self) -> Self {
        Self {
            has_more: self.has_more.or(outer.has_more),
            last_id: self.last_id.or_else(|| outer.last_id.clone()),
            page: self.page.or(outer.page),
            total: self.total.or(outer.total),
        }
    }
}

/// The rows of a list with its page information; `None` for a bare array, which has none.
pub(super) type Rows<'a> = (&'a [Json], Option<PageInfo>);

/// Finds the rows in an unwrapped response; `names` are those under which it may hold them.
///
/// # Errors
/// What the response holds instead.
pub(super) fn rows<'a>(json: &'a Json, names: &[Str]) -> Result<Rows<'a>, String> {
    if let Json::Array(rows) = json {
        return Ok((rows, None));
    }
    // A list without rows may come as null.
    if json.is_null() {
        return Ok((&[], None));
    }
    if !json.is_object() {
        return Err(kept(NEITHER));
    }
    let info = PageInfo::of(json);
    match json.get("data") {
        Some(Json::Null) if rows_named(json, names).is_err() => return Ok((&[], Some(info))),
        Some(Json::Array(rows)) => return Ok((rows, Some(info))),
        // `data` is unwrapped only once.
        Some(inner @ Json::Object(_)) if !inner.get("data").is_some_and(Json::is_object) => {
            let (rows, inner) = rows_named(inner, names)?;
            return Ok((rows, Some(inner.or(&info))));
        }
        _ => {}
    }
    rows_named(json, names).map(|(rows, info)| (rows, Some(info)))
}

fn rows_named<'a>(json: &'a Json, names: &[Str]) -> Result<(&'a [Json], PageInfo), String> {
    let array = |name: &&str| at(json, name).and_then(Json::as_array);
    let all = ["data"].iter().chain(ROW_NAMES).chain(names);
    let mut found: Vec<&Vec<Json>> = all.filter_map(array).collect();
    // Two names, or two spellings of one, may lead to the same array.
    found.dedup_by(|a, b| std::ptr::eq(*a, *b));
    match found.as_slice() {
        [rows] => Ok((rows, PageInfo::of(json))),
        _ => Err(kept(NO_LIST)),
    }
}

/// Finds the single row in a response: the response itself, or under `data` or one of `names`.
pub(super) fn one<'a>(json: &'a Json, ids: &[Str], names: &[Str]) -> &'a Json {
    if matches!(pick(json, ids), Picked::At(..)) {
        return json;
    }
    let mut all = ["data"].iter().chain(names);
    let object = |name: &&str| at(json, name).filter(|row| row.is_object());
    all.find_map(object).unwrap_or(json)
}

#[cfg(test)]
mod tests {
    use super::{one, open, open_envelope, rows};
    use crate::call::{ApiError, Reply};
    use crate::domain::table::check_table;
    use crate::records::sample::{DIALECT, json};

    const NAMES: &[&str] = &["things", "thing", "small_things"];

    #[test]
    fn envelopes_are_taken_off() {
        check_table(
            r##"
        {"success":true,"data":{"id":1}} => {"id":1}
        {"code":0,"message":"","data":[]} => []
        {"id":"x","data":[]} => {"id":"x","data":[]}
        {"success":true,"data":[],"total":3} => {"success":true,"data":[],"total":3}
        {"success":true,"data":null} => null
        {"success":false,"message":"no"} => refused no
        {"success":false,"value":"s"} => refused {"success":false,"value":"‹hidden›"}
        {"code":7,"message":"seven"} => refused seven
        {"status":"error","error":"bad"} => refused bad
        {"id":"k","status":"error"} => {"id":"k","status":"error"}
        "##,
            |text| match open_envelope(&json(text)) {
                Ok(json) => json.to_string(),
                Err(refusal) => format!("refused {}", refusal.message),
            },
        );
    }

    #[test]
    fn rows_are_found() {
        check_table(
            r##"
        [1,2] => 2 bare
        {"object":"list","data":[1],"last_id":"k","has_more":true} => 1 Some(true) k None None
        {"data":[],"firstId":null,"lastId":7,"hasMore":"false"} => 0 Some(false) 7 None None
        {"data":{"items":[1,2,3]},"total":"9"} => 3 None - None Some(9)
        {"items":[1],"total":45,"page":1,"page_size":20,"pages":3} => 1 None - Some((1, 3)) Some(45)
        {"items":[1],"total":45,"page":2,"pageSize":20} => 1 None - Some((2, 3)) Some(45)
        {"items":[1],"total":40,"page":2,"page_size":20} => 1 None - Some((2, 2)) Some(40)
        {"items":[1],"total":40,"page":2,"page_size":0} => 1 None - None Some(40)
        {"data":{"data":[1]}} => 1 None - None None
        {"data":{"data":{"data":[1]}}} => none
        {"things":[1],"count":1} => 1 None - None None
        {"smallThings":[1],"total":1} => 1 None - None Some(1)
        {"things":[1],"items":[2]} => none
        {"id":"x"} => none
        7 => none
        "##,
            |text| {
                let json = json(text);
                let Ok((rows, info)) = rows(&json, NAMES) else {
                    return "none".to_owned();
                };
                let info = info.map_or_else(
                    || "bare".to_owned(),
                    |info| {
                        let last = info.last_id.as_deref().unwrap_or("-");
                        let (more, page, total) = (info.has_more, info.page, info.total);
                        format!("{more:?} {last} {page:?} {total:?}")
                    },
                );
                format!("{} {info}", rows.len())
            },
        );
    }

    #[test]
    fn one_row_is_found() {
        check_table(
            r##"
        {"id":"a","thing":{"id":"b"}} => {"id":"a","thing":{"id":"b"}}
        {"thing":{"id":"b"}} => {"id":"b"}
        {"data":{"id":"b"},"x":1} => {"id":"b"}
        {"x":1} => {"x":1}
        "##,
            |text| one(&json(text), &["id"], NAMES).to_string(),
        );
    }

    #[test]
    fn what_cannot_be_read_is_quoted() {
        let check = |body: &str, expect: (&str, &str)| {
            let reply = Reply {
                status: 200,
                body: body.to_owned(),
                ..Reply::default()
            };
            let Err(ApiError::Unreadable { why, excerpt, .. }) = open(&DIALECT, "/p", &reply)
            else {
                panic!("unreadable: {body}")
            };
            assert!(why.contains(expect.0), "{why}");
            assert_eq!(excerpt, expect.1);
        };
        check("", ("empty", ""));
        check(" \n", ("empty", ""));
        check("<html>Bad gateway", ("expected", "<html>Bad gateway"));
        check(r#"{"id":"a"#, ("EOF", r#"{"id":"a"#));
    }

    #[test]
    fn a_refusal_inside_a_success_is_an_error() {
        let reply = Reply {
            status: 200,
            request_id: Some("req_1".into()),
            body: r#"{"success":false,"message":"no"}"#.into(),
            ..Reply::default()
        };
        let Err(ApiError::Refused(refusal)) = open(&DIALECT, "/p", &reply) else {
            panic!("refused")
        };
        let got = (
            refusal.status,
            refusal.message.as_str(),
            refusal.request_id.as_deref(),
        );
        assert_eq!(got, (200, "no", Some("req_1")));
    }
}

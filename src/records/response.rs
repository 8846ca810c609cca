//! Reads the response to a write.

use std::sync::Arc;

use serde_json::Value as Json;

use super::alias::at;
use super::classify::{Effect, unreadable};
use super::envelope::{one, open_reply};
use super::fields::{read_fields, read_row};
use super::row::{Line, Row};
use super::scalar;
use super::scrub::scrubbed;
use crate::call::{ApiError, Reply, Secret};
use crate::domain::time::UnixSeconds;
use crate::schema::{Dialect, Record, Resource, Yields};

/// The response to a write. It may hold a secret, so it does not implement `Debug`.
#[derive(Clone, Default)]
pub struct Response {
    /// The row in the response. A gateway may send only its id, so a missing field means nothing,
    /// and the row never replaces one read from a list.
    pub row: Option<Arc<Row>>,
    /// The value that is shown once. Several are lines.
    pub value: Option<Secret>,
    /// When the previous value stops working.
    pub old_ends: Option<UnixSeconds>,
    /// What the response to a trial tells.
    pub told: Record,
    /// Whether the gateway repeated an earlier response and did nothing.
    pub replayed: bool,
}

/// Reads the response to a write. An empty success is a success. A value must reach the operator
/// even if the row is unreadable.
///
/// # Errors
/// When it is not JSON, refuses inside a success, or lacks the row or value that was due.
pub fn read_response(
    dialect: &Dialect,
    resource: &Resource,
    yields: &Yields,
    path: &str,
    reply: &Reply,
) -> Result<Response, ApiError> {
    let mut response = Response {
        replayed: reply.replayed,
        ..Response::default()
    };
    if reply.body.trim().is_empty() {
        return Ok(response);
    }
    let json = open_reply(dialect, Effect::Write, path, reply)?;
    let row = one(&json, resource.ids, resource.rows);
    let why = match read_row(resource, row) {
        Line::Row(row) => {
            response.row = Some(row);
            None
        }
        Line::Unreadable(unreadable) => Some(unreadable.why),
    };
    if let Yields::Trial { fields, .. } = yields {
        response.told = read_fields(fields, &json);
        return Ok(response);
    }
    let Yields::Value {
        at: names,
        old_ends,
        ..
    } = yields
    else {
        return Ok(response);
    };
    let text = |json: &Json| {
        let mut texts = names.iter().filter_map(|name| at(json, name)?.as_str());
        texts.find(|text| !text.is_empty()).map(str::to_owned)
    };
    let value = text(row).or_else(|| text(&json)).or_else(|| lines(&json));
    if let (Some(why), None) = (why, &value) {
        let secrets = [resource.secrets, *names].concat();
        let quoted = scrubbed(&json, &secrets).to_string();
        return Err(unreadable(path, why, &quoted));
    }
    response.value = value.map(Secret::new);
    // An unreadable time is unknown; it must not cost the value beside it.
    let ends = old_ends.and_then(|name| at(row, name).or_else(|| at(&json, name)));
    response.old_ends = ends.and_then(scalar::time).flatten();
    Ok(response)
}

/// Returns a list of texts as lines.
fn lines(json: &Json) -> Option<String> {
    let texts = json.as_array()?.iter().filter_map(Json::as_str);
    let texts: Vec<&str> = texts.collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// Returns the values beside a refusal inside a success: the part of a batch of codes that was made
/// before it failed (one-api contract 2). They exist nowhere else.
#[must_use]
pub fn values_beside_refusal(yields: &Yields, reply: &Reply) -> Option<Secret> {
    if !matches!(yields, Yields::Value { .. }) {
        return None;
    }
    let json: Json = serde_json::from_str(&reply.body).ok()?;
    let is_refusal = json.get("success")?.as_bool() == Some(false);
    lines(json.get("data").filter(|_| is_refusal)?).map(Secret::new)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{read_response, values_beside_refusal};
    use crate::call::{ApiError, Reply};
    use crate::domain::table::check_table;
    use crate::records::sample::{DIALECT, SECRET_VALUE, THINGS};
    use crate::schema::Yields;

    fn reply(body: &str) -> Reply {
        Reply {
            status: 200,
            body: body.to_owned(),
            ..Reply::default()
        }
    }

    fn kept(yields: &Yields, body: &str) -> Result<String, ApiError> {
        let response = read_response(&DIALECT, &THINGS, yields, "/p", &reply(body))?;
        let id = response.row.as_ref().map_or("-", |row| row.id.as_str());
        let value = response.value.as_ref().map_or("-", |value| value.expose());
        let ends = response.old_ends.map(|ends| ends.0);
        Ok(format!("{id} {value} {ends:?}"))
    }

    #[test]
    fn what_a_value_comes_with() {
        check_table(
            r##"
        {"id":"a","value":"sk-1"} => a sk-1 None
        {"id":"a","value":null} => a - None
        {"success":true,"data":{"id":7,"secret":"sk-1"}} => 7 sk-1 None
        {"thing":{"id":"a"},"value":"sk-1"} => a sk-1 None
        {"value":"sk-1"} => - sk-1 None
        {"id":"a","value":"sk-1","oldEndsAt":1711471533} => a sk-1 Some(1711471533)
        {"id":"a","value":"sk-1","old_ends_at":"soon","budget":"$5"} => a sk-1 None
         => - - None
        {"ok":1} => none
        {"success":false,"message":"no"} => none
        "##,
            |body| kept(&SECRET_VALUE, body).unwrap_or("none".to_owned()),
        );
    }

    #[test]
    fn what_a_refusal_leaves() {
        check_table(
            r##"
        {"success":false,"message":"no","data":["a","b"]} => a b
        {"success":false,"message":"no","data":[]} => none
        {"success":false,"message":"no"} => none
        {"success":true,"data":["a"]} => none
        {"error":{"message":"no"},"data":["a"]} => none
        <html> => none
        "##,
            |body| {
                let value = values_beside_refusal(&SECRET_VALUE, &reply(body));
                value.map_or("none".to_owned(), |value| value.expose().replace('\n', " "))
            },
        );
        let body = r#"{"success":false,"data":["a"]}"#;
        assert!(values_beside_refusal(&Yields::Nothing, &reply(body)).is_none());
    }

    #[test]
    fn a_yes_needs_no_row() {
        check_table(
            r##"
        {"id":"a","owner":null} => a - None
        {"thing":{"id":"a"}} => a - None
        {"id":"a","value":"sk-1"} => a - None
        {"ok":1} => - - None
           => - - None
        <html> => none
        {"success":false,"message":"no"} => none
        "##,
            |body| kept(&Yields::Nothing, body).unwrap_or("none".to_owned()),
        );
    }

    #[test]
    fn a_value_is_never_quoted() {
        check_table(
            r##"
        {"id":"a","value":"canary => 
        canary => 
        <html>Bad gateway => <html>Bad gateway
        {"deep":{"value":"canary"}} => {"deep":{"value":"‹hidden›"}}
        "##,
            |body| match kept(&SECRET_VALUE, body) {
                Err(ApiError::Unreadable { excerpt, .. }) => excerpt,
                other => panic!("{other:?}"),
            },
        );
    }

    proptest! {
        #[test]
        fn no_response_panics(body in "\\PC{0,80}") {
            let _ = kept(&SECRET_VALUE, &body);
        }
    }
}

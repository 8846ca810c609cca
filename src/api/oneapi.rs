//! The one-api dialect, as far as recognising it needs: its public status.

use super::call::{Read, Request};
use super::error::unreadable;
use super::json::Json;

/// Asks for one-api's public status. Anything but its own envelope is an error.
#[must_use]
pub fn status() -> Read<()> {
    let path = "/api/status";
    Read::new(Request::get(path).anonymous(), move |reply| {
        let json = Json::parse(&reply.body).map_err(|why| unreadable(path, why.0, &reply.body))?;
        match (json.field("success"), json.field("data")) {
            (Some(Json::Bool(_)), Some(Json::Object(_))) => Ok(()),
            _ => Err(unreadable(path, "no status of one-api", &reply.body)),
        }
    })
    .expecting_refusal()
}

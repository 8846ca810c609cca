//! Asking an address what it is, before any key is sent to it.

use crate::api::call::{Read, Reply, Request};
use crate::api::error::{ApiError, unreadable};

/// Asks for the public sign of life. Any 2xx that is no web page counts: the body's form is not public.
#[must_use]
pub fn ping() -> Read<()> {
    let path = "/v1/ping";
    Read::new(Request::get(path).anonymous(), move |reply| {
        refuse_page(path, reply)
    })
    .expecting_refusal()
}

/// A gateway answers data; a web server that knows no such path answers its start page.
fn refuse_page(path: &str, reply: &Reply) -> Result<(), ApiError> {
    let body = reply.body.trim_start();
    if body.starts_with('<') {
        return Err(unreadable(path, "a web page, not a gateway's answer", body));
    }
    Ok(())
}

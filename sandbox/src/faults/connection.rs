//! Responses that never arrive, or only half.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use futures_util::stream;

/// Marks a response that must not be sent: the serving loop closes the connection instead, before
/// the first byte. A test that calls the router without a socket treats such a response as lost.
#[derive(Clone, Copy, Debug)]
pub struct Dropped;

/// How long the first half is given to leave before the connection breaks.
const SEND_DELAY: Duration = Duration::from_millis(50);

/// A response that makes the serving loop close the connection.
pub(crate) fn dropped() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::BAD_GATEWAY;
    response.extensions_mut().insert(Dropped);
    response
}

/// Sends the head with the first half of `body`, then breaks the connection. `Content-Length` still
/// gives the whole length.
pub(crate) fn broken(mut response: Response, body: &Bytes) -> Response {
    let half = body.slice(..body.len() / 2);
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    let steps = [Ok::<_, Infallible>(half)]
        .into_iter()
        .map(|sent| sent.map_err(std::io::Error::other));
    let sent = stream::iter(steps);
    let failure = stream::once(async {
        tokio::time::sleep(SEND_DELAY).await;
        Err(std::io::Error::other(
            "the sandbox was told to cut the body here",
        ))
    });
    *response.body_mut() = Body::from_stream(futures_util::StreamExt::chain(sent, failure));
    response
}

//! Two ways to leave a client without a whole answer: no head at all, and half a body.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use futures_util::stream;

/// Marks a response that must never be sent: the serving loop closes the connection instead,
/// with not one byte of a head written. Whoever asks the router without a socket treats a
/// response with this extension as a lost one.
#[derive(Clone, Copy, Debug)]
pub struct Dropped;

/// Long enough for the first half to leave before the connection breaks.
const PAUSE: Duration = Duration::from_millis(50);

/// A response that stands for a connection closed without an answer.
pub(crate) fn dropped() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::BAD_GATEWAY;
    response.extensions_mut().insert(Dropped);
    response
}

/// The same head with the first half of `body`; `Content-Length` still promises all of it, and
/// the connection breaks where the rest should come.
pub(crate) fn cut(mut response: Response, body: &Bytes) -> Response {
    let half = body.slice(..body.len() / 2);
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    let steps = [Ok::<_, Infallible>(half)]
        .into_iter()
        .map(|sent| sent.map_err(std::io::Error::other));
    let sent = stream::iter(steps);
    let broken = stream::once(async {
        tokio::time::sleep(PAUSE).await;
        Err(std::io::Error::other(
            "the sandbox was told to cut the body here",
        ))
    });
    *response.body_mut() = Body::from_stream(futures_util::StreamExt::chain(sent, broken));
    response
}

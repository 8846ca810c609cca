//! The serving loop: HTTP/1.1 with kept connections on a socket, and one log line per request.
//!
//! A ready-made loop cannot close a connection without a response, as a response marked [`Dropped`]
//! demands. On a connection that has served a request before, that makes a browser repeat a POST by
//! itself.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::ServiceExt;

use crate::faults::connection::Dropped;

/// How long running requests may take after a stop is requested.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(3);

/// How long a drop waits for the other kept connections to close. All of them close, as when a
/// gateway stops. Otherwise a browser would repeat a POST on one after the other, up to six times,
/// instead of once on a new connection.
const DROP_DELAY: Duration = Duration::from_millis(30);

/// The address that a request came from; absent where there is no socket.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// Error that closes a connection without a response.
#[derive(Debug, thiserror::Error)]
#[error("the sandbox was told to drop this connection")]
struct DropRequested;

/// Tells every connection to close as soon as it is idle.
type CloseSignal = Arc<watch::Sender<()>>;

/// Serves `router` on `listener` until `shutdown` is done, then lets running requests end.
///
/// # Errors
/// None at present; kept so that a caller need not change when there is one.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let closing = CloseSignal::default();
    let mut shutdown = pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                tokio::spawn(serve_connection(
                    stream,
                    peer,
                    router.clone(),
                    Arc::clone(&closing),
                ));
            }
            Err(cause) => {
                // Probably there are no file handles left: wait for other connections to close.
                eprintln!("sandbox: a connection could not be accepted: {cause}");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    closing.send_replace(());
    tokio::select! {
        () = closing.closed() => {}
        () = tokio::time::sleep(SHUTDOWN_TIMEOUT) => eprintln!("sandbox: some requests did not end in time"),
    }
    Ok(())
}

/// Serves one connection until either side closes it.
async fn serve_connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    closing: CloseSignal,
) {
    // Otherwise the second half of a small response may wait 40 ms for an acknowledgement.
    if let Err(cause) = stream.set_nodelay(true) {
        eprintln!("sandbox: {peer}: {cause}");
    }
    let mut close_requested = closing.subscribe();
    let service =
        service_fn(move |request| respond(router.clone(), peer, request, Arc::clone(&closing)));
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    loop {
        tokio::select! {
            // An error means that either side broke the connection; there is nothing to do.
            _ = connection.as_mut() => break,
            Ok(()) = close_requested.changed() => connection.as_mut().graceful_shutdown(),
        }
    }
}

async fn respond(
    router: Router,
    peer: SocketAddr,
    request: Request<Incoming>,
    closing: CloseSignal,
) -> Result<Response<Body>, DropRequested> {
    let started = Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(Peer(peer));
    let response = match router.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never as Infallible {},
    };
    let dropped = response.extensions().get::<Dropped>().is_some();
    let end = if dropped {
        "dropped".to_owned()
    } else {
        response.status().as_u16().to_string()
    };
    eprintln!("{method} {path} {end} {} ms", started.elapsed().as_millis());
    if dropped {
        closing.send_replace(());
        tokio::time::sleep(DROP_DELAY).await;
        return Err(DropRequested);
    }
    Ok(response)
}

//! The serving loop: HTTP/1.1 with kept connections on a socket, one log line a request.
//!
//! It is our own because of one thing a ready-made loop does not do: a response marked
//! [`Dropped`] closes the connection without one byte of an answer, which is what makes a
//! browser send a POST again by itself when the connection had served a request before.

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

use crate::faults::cut::Dropped;

/// How long running requests may take to end after a stop was asked for.
const PATIENCE: Duration = Duration::from_secs(3);

/// How long a drop waits for the other kept connections to close. All of them go, as they do
/// when a gateway dies: a browser with several would otherwise repeat a POST on one after the
/// other, up to six times, instead of once on a new connection.
const PAUSE: Duration = Duration::from_millis(30);

/// The address a request came from; absent where there is no socket.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// Why a connection was closed without an answer.
#[derive(Debug, thiserror::Error)]
#[error("the sandbox was told to drop this connection")]
struct ToldToDrop;

/// Asks every connection to close as soon as it has nothing to answer.
type Closing = Arc<watch::Sender<()>>;

/// Serves `router` on `listener` until `shutdown` is done, then lets running requests end.
///
/// # Errors
/// None at present; kept so that a caller need not change when there is one.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let closing = Closing::default();
    let mut shutdown = pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                tokio::spawn(connect(stream, peer, router.clone(), Arc::clone(&closing)));
            }
            Err(cause) => {
                // Out of file handles, most likely: give the others time to close.
                eprintln!("sandbox: a connection could not be accepted: {cause}");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    closing.send_replace(());
    tokio::select! {
        () = closing.closed() => {}
        () = tokio::time::sleep(PATIENCE) => eprintln!("sandbox: some requests did not end in time"),
    }
    Ok(())
}

/// Serves one connection until either side closes it.
async fn connect(stream: TcpStream, peer: SocketAddr, router: Router, closing: Closing) {
    // Without it the second half of a small answer may wait 40 ms for an acknowledgement.
    if let Err(cause) = stream.set_nodelay(true) {
        eprintln!("sandbox: {peer}: {cause}");
    }
    let mut asked_to_close = closing.subscribe();
    let service =
        service_fn(move |request| answer(router.clone(), peer, request, Arc::clone(&closing)));
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    loop {
        tokio::select! {
            // An error is a connection that we or the client broke: nothing to do.
            _ = connection.as_mut() => break,
            Ok(()) = asked_to_close.changed() => connection.as_mut().graceful_shutdown(),
        }
    }
}

async fn answer(
    router: Router,
    peer: SocketAddr,
    request: Request<Incoming>,
    closing: Closing,
) -> Result<Response<Body>, ToldToDrop> {
    let started = Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(Peer(peer));
    let response = match router.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never as Infallible {},
    };
    let dropped = response.extensions().get::<Dropped>().is_some();
    let ended = if dropped {
        "dropped".to_owned()
    } else {
        response.status().as_u16().to_string()
    };
    eprintln!(
        "{method} {path} {ended} {} ms",
        started.elapsed().as_millis()
    );
    if dropped {
        closing.send_replace(());
        tokio::time::sleep(PAUSE).await;
        return Err(ToldToDrop);
    }
    Ok(response)
}

//! The server of `cargo xtask run --gateway`: serves the app and a gateway on one address of this
//! machine, as nginx or Caddy would in production. It stores nothing, and logs no header and no
//! body.

mod app;
mod headers;
mod proxy;
#[cfg(test)]
mod tests;

use std::env;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::HOST;
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use xtask::gateways::{self, Gateway, Target};

use app::App;
use proxy::Proxy;

const USAGE: &str = "loopback PORT APP-FOLDER GATEWAY...";

/// What the server needs for every request.
struct Server {
    gateways: Vec<Gateway>,
    app: App,
    proxy: Proxy,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), String> {
    let words: Vec<String> = env::args().skip(1).collect();
    let [port, folder, gateways @ ..] = words.as_slice() else {
        return Err(USAGE.to_owned());
    };
    let port: u16 = port.parse().map_err(|_| USAGE.to_owned())?;
    let router = router(gateways::parse(gateways)?, folder.into())?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| format!("{address}: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("http://{address}/");
    axum::serve(listener, router)
        .with_graceful_shutdown(stop_signal())
        .await
        .map_err(|error| error.to_string())
}

/// Completes at Ctrl-C or `kill`. Where signals cannot be received, the server runs until it is
/// killed.
async fn stop_signal() {
    let received = async |kind| match signal(kind) {
        Ok(mut stream) => stream.recv().await,
        Err(_) => std::future::pending().await,
    };
    tokio::select! {
        _ = received(SignalKind::interrupt()) => {}
        _ = received(SignalKind::terminate()) => {}
    }
}

/// The router of the server, for a socket or a test.
fn router(gateways: Vec<Gateway>, folder: PathBuf) -> Result<Router, String> {
    let server = Server {
        gateways,
        app: App::new(folder),
        proxy: Proxy::new()?,
    };
    Ok(Router::new().fallback(respond).with_state(Arc::new(server)))
}

async fn respond(State(server): State<Arc<Server>>, request: Request) -> Response {
    let request_line = format!("{} {}", request.method(), request.uri().path());
    let response = dispatch(&server, request).await;
    eprintln!("{} {request_line}", response.status().as_u16());
    response
}

async fn dispatch(server: &Server, request: Request) -> Response {
    let host = request
        .headers()
        .get(HOST)
        .and_then(|value| value.to_str().ok());
    if !host.is_some_and(headers::is_loopback) {
        // A foreign host name that resolves to this machine would make this server a part of that site.
        return proxy::error_response(
            StatusCode::FORBIDDEN,
            "not_loopback",
            "this server can be used as localhost and 127.0.0.1 only",
        );
    }
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str());
    match gateways::route(&server.gateways, path) {
        Target::App => server.app.serve(request).await,
        Target::Listing => app::listing(&server.gateways),
        Target::Gateway(url) => server.proxy.forward(request, &url).await,
        Target::NoGateway => proxy::error_response(
            StatusCode::NOT_FOUND,
            "gateway_unknown",
            "no gateway was given for this path",
        ),
        Target::ParentSegment => proxy::error_response(
            StatusCode::BAD_REQUEST,
            "path_refused",
            "the path holds '..'",
        ),
    }
}

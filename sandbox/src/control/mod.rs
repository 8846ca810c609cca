//! The switches of the sandbox at `/sandbox/`: a page for people, and the same as JSON for tests.
//!
//! No bearer is required, so they are open to this machine only, and never to a page of another
//! origin.

mod actions;
mod charges;
mod logins;
mod logins_page;
mod one_api;
mod page;
mod people;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{delete, get, post};
use serde_json::{Map, Value, json};

use crate::call;
use crate::error::ApiError;
use crate::fields::Fields;
use crate::http;
use crate::server::Peer;
use crate::state::{AppState, Gateway};

/// The routes of the switches. A form cannot send DELETE, so each of those has a POST beside it.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/sandbox/", get(page::show))
        .route("/sandbox/page.css", get(page::style))
        .route(
            "/sandbox/faults",
            get(faults).post(arm).delete(clear_faults),
        )
        .route("/sandbox/faults/{index}", delete(clear_fault))
        .route("/sandbox/faults/clear", post(clear_by_form))
        .route("/sandbox/ledger", get(ledger).delete(clear_ledger))
        .route("/sandbox/ledger/clear", post(clear_ledger_by_form))
        .route("/sandbox/state", get(counts))
        .route("/sandbox/reset", post(reset))
        .route("/sandbox/expire-secrets", post(expire_secrets))
        .route("/sandbox/default-pool", post(default_pool))
        .route("/sandbox/usage", post(usage))
        .route("/sandbox/charge", post(charge))
        .route("/sandbox/settle", post(settle))
        .route("/sandbox/clock", post(clock))
        .route("/sandbox/logins", get(logins))
        .route("/sandbox/device-login", post(device_login))
        .route("/sandbox/oauth-login", post(oauth_login))
        .route("/sandbox/poll-style", post(poll_style))
        .route_layer(middleware::from_fn(guard))
}

/// Rejects requests from other machines and from pages of other origins.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let is_near = request
        .extensions()
        .get::<Peer>()
        .is_none_or(|peer| peer.0.ip().is_loopback());
    if !is_near || !is_own_origin(request.headers()) {
        let message = "The switches are open to this machine and to their own page only.";
        return http::error(&ApiError::forbidden("insufficient_permissions", message));
    }
    next.run(request).await
}

/// Whether `Origin`, where there is one, names the requested host.
fn is_own_origin(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match (
        headers.get(header::ORIGIN),
        text(header::ORIGIN),
        text(header::HOST),
    ) {
        (None, ..) => true,
        (_, Some(origin), Some(host)) => origin.strip_prefix("http://") == Some(host),
        _ => false,
    }
}

/// Runs an action with the fields of a body. A form is redirected to the page, any other request
/// gets JSON.
pub(crate) async fn act(
    state: AppState,
    request: Request,
    action: fn(&Gateway, &mut Fields) -> Result<Value, ApiError>,
) -> Response {
    let (parts, body) = request.into_parts();
    let kind = parts
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let says_form = kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    let body = match call::read_long_body(body).await {
        Ok(body) => body,
        Err(error) => return http::error(&error),
    };
    // curl sends every body as a form unless it is given another content type.
    let is_form = says_form && !body.starts_with(b"{");
    let work = move |gateway: &Gateway| {
        let mut fields = if is_form {
            form(&body)
        } else {
            Fields::read(&body)?
        };
        let result = action(gateway, &mut fields)?;
        fields.finish().map(|()| result)
    };
    let done = state.blocking(work).await.and_then(|done| done);
    match done {
        Ok(_) if is_form => to_page(),
        Ok(result) => http::json(StatusCode::OK, &result),
        Err(error) => http::error(&error),
    }
}

/// Converts a form to JSON fields. Digits become numbers unless they are money, and empty inputs
/// are absent.
fn form(body: &[u8]) -> Fields {
    let value = |name: &str, text: &str| match text.parse::<u32>() {
        Ok(number) if !name.ends_with("_usd") => json!(number),
        Err(_) if text.is_empty() => Value::Null,
        _ => json!(text),
    };
    let fields = form_urlencoded::parse(body).map(|(name, text)| {
        let value = value(&name, &text);
        (name.into_owned(), value)
    });
    Fields::from_map(fields.collect::<Map<_, _>>())
}

fn to_page() -> Response {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::SEE_OTHER;
    response
        .headers_mut()
        .insert(header::LOCATION, HeaderValue::from_static("/sandbox/"));
    response
}

fn ok(body: &Value) -> Response {
    http::json(StatusCode::OK, body)
}

async fn faults(State(state): State<AppState>) -> Response {
    ok(&actions::faults(state.gateway()))
}

async fn arm(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, actions::arm).await
}

async fn clear_faults(State(state): State<AppState>) -> Response {
    state.gateway().switches.clear();
    ok(&actions::faults(state.gateway()))
}

async fn clear_fault(State(state): State<AppState>, Path(index): Path<String>) -> Response {
    match actions::clear_one(state.gateway(), &index) {
        Ok(armed) => ok(&armed),
        Err(error) => http::error(&error),
    }
}

async fn clear_by_form(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, actions::clear_by_form).await
}

async fn ledger(State(state): State<AppState>) -> Response {
    ok(&state.gateway().ledger.object())
}

async fn clear_ledger(State(state): State<AppState>) -> Response {
    state.gateway().ledger.clear();
    ok(&state.gateway().ledger.object())
}

async fn clear_ledger_by_form(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, actions::clear_ledger).await
}

async fn counts(State(state): State<AppState>) -> Response {
    match state
        .blocking(actions::counts)
        .await
        .and_then(|counts| counts)
    {
        Ok(counts) => ok(&counts),
        Err(error) => http::error(&error),
    }
}

async fn reset(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, actions::reset).await
}

async fn expire_secrets(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, actions::expire_secrets).await
}

async fn default_pool(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, actions::default_pool).await
}

async fn usage(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, actions::usage).await
}

async fn charge(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, charges::charge).await
}

async fn settle(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, charges::settle).await
}

async fn clock(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, actions::clock).await
}

async fn logins(State(state): State<AppState>) -> Response {
    let logins = state.blocking(logins::logins).await;
    match logins.and_then(|logins| logins) {
        Ok(logins) => ok(&logins),
        Err(error) => http::error(&error),
    }
}

async fn device_login(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, logins::device_login).await
}

async fn oauth_login(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, logins::oauth_login).await
}

async fn poll_style(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, logins::poll_style).await
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt;

    use crate::server::Peer;
    use crate::state::{AppState, Options};

    async fn status(path: &str, peer: &str) -> u16 {
        let gateway =
            crate::routes::app(AppState::open(Options::default()).expect("the gateway opens"));
        let mut request = Request::get(path).body(Body::empty()).expect("a request");
        let peer: SocketAddr = peer.parse().expect("an address");
        request.extensions_mut().insert(Peer(peer));
        gateway
            .oneshot(request)
            .await
            .expect("the router never fails")
            .status()
            .as_u16()
    }

    #[tokio::test]
    async fn another_machine_reaches_the_gateway_but_not_the_switches() {
        assert_eq!(status("/sandbox/state", "127.0.0.1:5000").await, 200);
        assert_eq!(status("/sandbox/state", "[::1]:5000").await, 200);
        assert_eq!(status("/sandbox/state", "192.0.2.7:5000").await, 403);
        assert_eq!(status("/v1/ping", "192.0.2.7:5000").await, 200);
    }
}

//! The router: every operation at its path, the switches, and for other paths the built app or a
//! 404.

use axum::Router;
use axum::extract::{RawPathParams, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware;
use axum::response::Response;
use axum::routing::{self, MethodFilter, MethodRouter};

use crate::error::ApiError;
use crate::operation::Operation;
use crate::state::AppState;
use crate::{app_files, control, headers, http, oneapi, pipeline};

/// The whole gateway as a router, with or without a socket.
pub fn app(state: AppState) -> Router {
    if state.gateway().one_api.is_some() {
        return one_api(state);
    }
    let mut router = control::routes();
    for operation in Operation::ALL {
        router = router.route(operation.path(), endpoint(operation));
    }
    router
        .fallback(fallback)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(middleware::from_fn(headers::add))
        .with_state(state)
}

/// The gateway of the one-api dialect. It finds its routes itself, because it tells apart what a
/// router does not, such as a path with a slash and one without.
fn one_api(state: AppState) -> Router {
    let ours = routing::any(oneapi::run);
    control::routes()
        .merge(oneapi::control_routes())
        .route("/api/{*rest}", ours.clone())
        .route("/api", ours.clone())
        .route("/v1/{*rest}", ours)
        .fallback(fallback)
        .method_not_allowed_fallback(method_not_allowed)
        .with_state(state)
}

fn endpoint(operation: Operation) -> MethodRouter<AppState> {
    let filter = match operation.method() {
        Method::POST => MethodFilter::POST,
        Method::DELETE => MethodFilter::DELETE,
        _ => MethodFilter::GET,
    };
    let handler = move |State(state): State<AppState>, params: RawPathParams, request: Request| {
        pipeline::run(state, operation, params, request)
    };
    routing::on(filter, handler)
}

async fn method_not_allowed() -> Response {
    http::error(&ApiError::method_not_allowed())
}

/// Handles paths without a route: a file of the app, unless the path belongs to the gateway's API.
async fn fallback(State(state): State<AppState>, request: Request) -> Response {
    let path = request.uri().path();
    let is_ours = headers::is_api(path) || path.starts_with("/sandbox/");
    match &state.gateway().app_dir {
        Some(dir) if !is_ours => app_files::serve(dir, request).await,
        None if path == "/" => to_switch_page(),
        _ => http::error(&ApiError::route_not_found(path)),
    }
}

/// Without an app, `/` redirects to the switch page.
fn to_switch_page() -> Response {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
    response
        .headers_mut()
        .insert(header::LOCATION, HeaderValue::from_static("/sandbox/"));
    response
}

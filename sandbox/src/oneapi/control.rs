//! The switches of this dialect below `/sandbox/one-api`: the limiters, the delay until a write takes
//! effect, unstable paging, and sessions.

use std::sync::atomic::Ordering;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::caller::start_session;
use super::relay::ledger as calls;
use super::rows;
use super::seed;
use crate::call;
use crate::error::ApiError;
use crate::fields::Fields;
use crate::http;
use crate::state::{AppState, Gateway};

/// The routes.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/sandbox/one-api", get(show).post(set))
        .route("/sandbox/one-api/session", post(session))
        .route("/sandbox/one-api/rows", post(plant))
        .route("/sandbox/one-api/extremes", post(extremes))
        .route("/sandbox/one-api/restart", post(restart))
        .route("/sandbox/one-api/calls", get(relayed).delete(forget))
}

async fn show(State(state): State<AppState>) -> Response {
    answer(settings(state.gateway()))
}

async fn set(State(state): State<AppState>, request: Request) -> Response {
    answer(act(state, request, change).await)
}

async fn session(State(state): State<AppState>, request: Request) -> Response {
    answer(act(state, request, start).await)
}

async fn plant(State(state): State<AppState>, request: Request) -> Response {
    answer(act(state, request, rows::plant).await)
}

async fn extremes(State(state): State<AppState>, request: Request) -> Response {
    answer(act(state, request, add_extremes).await)
}

async fn restart(State(state): State<AppState>, request: Request) -> Response {
    answer(act(state, request, start_again).await)
}

async fn relayed(State(state): State<AppState>) -> Response {
    answer(calls::object(&state.gateway().store.lock()).map_err(ApiError::from))
}

async fn forget(State(state): State<AppState>, request: Request) -> Response {
    answer(act(state, request, forget_calls).await)
}

fn answer(done: Result<Value, ApiError>) -> Response {
    match done {
        Ok(body) => http::json(axum::http::StatusCode::OK, &body),
        Err(error) => http::error(&error),
    }
}

async fn act(
    state: AppState,
    request: Request,
    action: fn(&Gateway, &mut Fields) -> Result<Value, ApiError>,
) -> Result<Value, ApiError> {
    let body = call::read_body(request.into_body()).await?;
    let work = move |gateway: &Gateway| {
        let mut fields = Fields::read(&body)?;
        let result = action(gateway, &mut fields)?;
        fields.finish().map(|()| result)
    };
    state.blocking(work).await?
}

fn settings(gateway: &Gateway) -> Result<Value, ApiError> {
    let api = gateway.one_api.as_ref();
    let api = api.ok_or_else(|| ApiError::route_not_found("/sandbox/one-api"))?;
    Ok(json!({
        "object": "sandbox.one_api",
        "version": format!("{:?}", api.version).to_lowercase(),
        "effective_after_ms": api.effective_after.load(Ordering::Relaxed),
        "unstable_paging": api.has_unstable_paging(),
        "secure_cookie": api.has_secure_cookie(),
    }))
}

/// Changes `{"limits": true, "allowed": 5, "effective_after_ms": 800, "unstable_paging": true,
/// "secure_cookie": false}`; what is absent stays.
fn change(gateway: &Gateway, fields: &mut Fields) -> Result<Value, ApiError> {
    if let Some(api) = gateway.one_api.as_ref() {
        let allowed = fields.take("allowed").and_then(|count| count.as_u64());
        if let Some(is_on) = fields.take("limits").and_then(|on| on.as_bool()) {
            let allowed = allowed.and_then(|count| usize::try_from(count).ok());
            api.limits.switch(is_on, allowed);
        }
        if let Some(millis) = fields.take("effective_after_ms").and_then(|ms| ms.as_u64()) {
            api.effective_after.store(millis, Ordering::Relaxed);
        }
        if let Some(is_on) = fields.take("unstable_paging").and_then(|on| on.as_bool()) {
            api.unstable_paging.store(is_on, Ordering::Relaxed);
        }
        if let Some(is_on) = fields.take("secure_cookie").and_then(|on| on.as_bool()) {
            api.secure_cookie.store(is_on, Ordering::Relaxed);
        }
    }
    settings(gateway)
}

/// Starts a session of `{"user": 1, "role": 100}` and returns its cookie.
fn start(gateway: &Gateway, fields: &mut Fields) -> Result<Value, ApiError> {
    let number = |value: Option<Value>| value.and_then(|value| value.as_i64());
    let user = number(fields.take("user")).ok_or_else(|| ApiError::missing("user"))?;
    let role = number(fields.take("role")).unwrap_or(1);
    let cookie = start_session(&gateway.store.lock(), user, role)?;
    Ok(json!({"object": "sandbox.session", "cookie": format!("session={cookie}")}))
}

/// Takes over what is stored, as a restart of the server does.
fn start_again(gateway: &Gateway, _: &mut Fields) -> Result<Value, ApiError> {
    if let Some(api) = gateway.one_api.as_ref() {
        api.restart(&gateway.store.lock())?;
    }
    settings(gateway)
}

/// Forgets the calls that the relay sent.
fn forget_calls(gateway: &Gateway, _: &mut Fields) -> Result<Value, ApiError> {
    let connection = gateway.store.lock();
    calls::clear(&connection)?;
    Ok(calls::object(&connection)?)
}

/// Adds rows with extreme numbers; `{"overflow": true}` also a user whose quota cannot be read.
fn add_extremes(gateway: &Gateway, fields: &mut Fields) -> Result<Value, ApiError> {
    let overflow = fields
        .take("overflow")
        .and_then(|overflow| overflow.as_bool());
    let overflow = overflow.unwrap_or(false);
    seed::extremes::insert(&gateway.store.lock(), gateway.clock.now(), overflow)?;
    Ok(json!({"object": "sandbox.extremes", "overflow": overflow}))
}

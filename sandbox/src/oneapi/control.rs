//! The switches of this dialect below `/sandbox/one-api`: the limiters, the delay until a write takes
//! effect, unstable paging, and sessions.

use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware;
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::caller::start_session;
use super::relay::ledger as calls;
use super::{OneApi, rows, seed};
use crate::control::{act, guard};
use crate::error::ApiError;
use crate::fields::Fields;
use crate::http;
use crate::state::{AppState, Gateway};

/// The routes. Like all switches they are open to this machine and to their own page only.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/sandbox/one-api", get(show).post(set))
        .route("/sandbox/one-api/session", post(session))
        .route("/sandbox/one-api/rows", post(plant))
        .route("/sandbox/one-api/extremes", post(extremes))
        .route("/sandbox/one-api/restart", post(restart))
        .route("/sandbox/one-api/calls", get(relayed).delete(forget))
        .route_layer(middleware::from_fn(guard))
}

async fn show(State(state): State<AppState>) -> Response {
    reply(settings(state.gateway()))
}

async fn set(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, change).await
}

async fn session(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, start).await
}

async fn plant(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, rows::plant).await
}

async fn extremes(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, add_extremes).await
}

async fn restart(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, start_again).await
}

async fn relayed(State(state): State<AppState>) -> Response {
    let calls = state.blocking(|gateway| calls::object(&gateway.store.lock()));
    reply(calls.await.and_then(|calls| calls.map_err(ApiError::from)))
}

async fn forget(State(state): State<AppState>, request: Request) -> Response {
    act(state, request, forget_calls).await
}

fn reply(done: Result<Value, ApiError>) -> Response {
    match done {
        Ok(body) => http::json(StatusCode::OK, &body),
        Err(error) => http::error(&error),
    }
}

fn of(gateway: &Gateway) -> Result<&OneApi, ApiError> {
    let api = gateway.one_api.as_ref();
    api.ok_or_else(|| ApiError::route_not_found("/sandbox/one-api"))
}

/// What is switched.
pub(crate) fn settings(gateway: &Gateway) -> Result<Value, ApiError> {
    let api = of(gateway)?;
    let (limits, allowed) = api.limits.switched();
    Ok(json!({
        "object": "sandbox.one_api",
        "version": format!("{:?}", api.version).to_lowercase(),
        "limits": limits,
        "allowed": allowed,
        "effective_after_ms": api.effective_after.load(Ordering::Relaxed),
        "unstable_paging": api.has_unstable_paging(),
        "secure_cookie": api.has_secure_cookie(),
    }))
}

/// Changes `{"limits": true, "allowed": 5, "effective_after_ms": 800, "unstable_paging": true,
/// "secure_cookie": false}`; what is absent stays, but for `allowed`, which belongs to `limits`.
fn change(gateway: &Gateway, fields: &mut Fields) -> Result<Value, ApiError> {
    let api = of(gateway)?;
    let allowed = fields.take("allowed").and_then(|count| count.as_u64());
    let allowed = allowed.and_then(|count| usize::try_from(count).ok());
    if let Some(is_on) = flag(fields, "limits")? {
        api.limits.switch(is_on, allowed);
    }
    if let Some(millis) = fields.take("effective_after_ms").and_then(|ms| ms.as_u64()) {
        api.effective_after.store(millis, Ordering::Relaxed);
    }
    set_flag(fields, "unstable_paging", &api.unstable_paging)?;
    set_flag(fields, "secure_cookie", &api.secure_cookie)?;
    settings(gateway)
}

fn set_flag(fields: &mut Fields, name: &str, flag_of: &AtomicBool) -> Result<(), ApiError> {
    if let Some(is_on) = flag(fields, name)? {
        flag_of.store(is_on, Ordering::Relaxed);
    }
    Ok(())
}

/// A boolean, which a form sends as a word.
fn flag(fields: &mut Fields, name: &str) -> Result<Option<bool>, ApiError> {
    let Some(value) = fields.take(name).filter(|value| !value.is_null()) else {
        return Ok(None);
    };
    match (value.as_bool(), value.as_str()) {
        (Some(is_on), _) => Ok(Some(is_on)),
        (None, Some("true")) => Ok(Some(true)),
        (None, Some("false")) => Ok(Some(false)),
        _ => {
            let message = format!("{name} must be true or false.");
            Err(ApiError::invalid("invalid_parameter", name, message))
        }
    }
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
    of(gateway)?.restart(&gateway.store.lock())?;
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
    let overflow = flag(fields, "overflow")?.unwrap_or(false);
    seed::extremes::insert(&gateway.store.lock(), gateway.clock.now(), overflow)?;
    Ok(json!({"object": "sandbox.extremes", "overflow": overflow}))
}

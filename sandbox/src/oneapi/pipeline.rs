//! The handling of every request: limits, caller, faults, the handler in a transaction, the ledger.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method};
use axum::response::Response;
use bytes::Bytes;

use super::prepared::{self, Prepared};
use super::redacted::redacted;
use super::reply::Payload;
use super::{
    Arrived, Caller, Context, Limiter, OneApi, Reply, Role, Route, caller, faults, routes, unrouted,
};
use crate::call;
use crate::error::ApiError;
use crate::faults::{Faults, Kind, alteration, connection};
use crate::http;
use crate::ledger::{End, Opened, RunningWrite};
use crate::server::Peer;
use crate::state::{AppState, Gateway};

/// Handles one request below `/api/` or `/v1/`.
pub(crate) async fn run(State(state): State<AppState>, request: Request) -> Response {
    let Some(api) = state.gateway().one_api.as_ref() else {
        return http::error(&ApiError::route_not_found(request.uri().path()));
    };
    let client = client_of(&request);
    let (parts, body) = request.into_parts();
    let body = match call::read_long_body(body).await {
        Ok(body) => body,
        Err(error) => return http::error(&error),
    };
    let now = state.gateway().clock.now();
    let path = parts.uri.path().to_owned();
    let found = routes::find(api.version, &parts.method, &path);
    let (route, id) = found.map_or((None, String::new()), |(route, id)| (Some(route), id));
    let arrived = Arc::new(Arrived {
        route,
        method: parts.method,
        path,
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers,
        body,
        id,
        request_id: api.request_id(now),
    });
    let mut response = respond(&state, api, &arrived, &client, now).await;
    if let Ok(id) = HeaderValue::from_str(&arrived.request_id) {
        response.headers_mut().insert("x-oneapi-request-id", id);
    }
    response
}

/// The client by which requests are counted: any peer may name another one.
fn client_of(request: &Request) -> String {
    let named = request.headers().get("x-forwarded-for");
    let named = named.and_then(|name| name.to_str().ok());
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0.ip());
    let peer = peer.unwrap_or(IpAddr::from([127, 0, 0, 1])).to_string();
    named.map_or(peer, |names| {
        names
            .split(',')
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    })
}

async fn respond(
    state: &AppState,
    api: &OneApi,
    arrived: &Arc<Arrived>,
    client: &str,
    now: i64,
) -> Response {
    let limiter = arrived.route.map_or(Limiter::Web, |route| route.limiter);
    // A preflight gets its response before anything is counted.
    if arrived.method != Method::OPTIONS
        && let Err(refusal) =
            api.limits
                .count(limiter, client, now, api.version, &arrived.request_id)
    {
        return refusal.into_response();
    }
    let Some(route) = arrived.route else {
        return unrouted::reply(api.version, arrived).into_response();
    };
    let request = Arc::clone(arrived);
    let version = api.version;
    let prepared = state
        .blocking(move |gateway| prepared::prepare(gateway, version, &request, route))
        .await
        .and_then(|prepared| prepared);
    let Prepared {
        faults: active,
        caller,
    } = match prepared {
        Ok(prepared) => prepared,
        Err(error) => return http::error(&error),
    };
    let sequence = route.writes.then(|| {
        state.gateway().ledger.add(Opened {
            operation: route.word,
            method: arrived.method.to_string(),
            path: with_query(arrived),
            caller,
            body: redacted(&arrived.body),
            idempotency_key: None,
            faults: active.iter().map(|fault| fault.kind.word()).collect(),
            at: now,
        })
    });
    let running = sequence.map(|sequence| RunningWrite {
        ledger: &state.gateway().ledger,
        sequence,
    });
    let response = with_faults(state, arrived, &active, sequence).await;
    if let Some(running) = &running {
        let dropped = response.extensions().get::<connection::Dropped>().is_some();
        let end = if dropped {
            End::Dropped
        } else {
            End::Responded(response.status().as_u16())
        };
        running.ledger.end(running.sequence, end);
    }
    response
}

fn with_query(arrived: &Arrived) -> String {
    match arrived.query.as_str() {
        "" => arrived.path.clone(),
        query => format!("{}?{query}", arrived.path),
    }
}

/// Builds the response with all faults applied.
async fn with_faults(
    state: &AppState,
    arrived: &Arc<Arrived>,
    active: &Faults,
    sequence: Option<u64>,
) -> Response {
    let Some(api) = state.gateway().one_api.as_ref() else {
        return connection::dropped();
    };
    if let Some(wait) = active.wait(Kind::Latency) {
        tokio::time::sleep(wait).await;
    }
    if active.has(Kind::DropBefore) {
        return connection::dropped();
    }
    if let Some(reply) = faults::replacement(api.version, active) {
        return reply.into_response();
    }
    if let Some(wait) = active.wait(Kind::DropLate) {
        later(state, arrived, sequence, wait);
        return connection::dropped();
    }
    let delay = api.effective_after.load(Ordering::Relaxed);
    let is_delayed = delay > 0 && arrived.route.is_some_and(Route::has_delayed_effect);
    let keeps = !active.has(Kind::NoEffect) && !is_delayed;
    let how = Execution {
        keeps,
        halfway: active.has(Kind::RefuseHalfway),
    };
    let reply = execute_in(state, arrived, sequence.filter(|_| keeps), how).await;
    if is_delayed && !active.has(Kind::NoEffect) {
        later(state, arrived, sequence, Duration::from_millis(delay));
    }
    let reply = match reply {
        Ok(reply) => reply,
        Err(error) => return http::error(&error),
    };
    if !reply.wait.is_zero() {
        tokio::time::sleep(reply.wait).await;
    }
    if let Some(wait) = active.wait(Kind::LatencyAfter) {
        tokio::time::sleep(wait).await;
    }
    if active.has(Kind::DropAfter) {
        return connection::dropped();
    }
    let reply = faults::afterwards(active).unwrap_or(reply);
    let reply = altered(reply, active);
    let cut = active.has(Kind::BodyCut).then(|| reply.text());
    let response = reply.into_response();
    match cut {
        Some(text) => connection::broken(response, &Bytes::from(text)),
        None => response,
    }
}

/// Alters the body of a success, where a fault asks for that.
fn altered(reply: Reply, active: &Faults) -> Reply {
    match reply.payload {
        Payload::Json(body) if prepared::alters(active) && reply.status.is_success() => Reply {
            payload: Payload::Json(alteration::apply(body, active)),
            ..reply
        },
        payload => Reply { payload, ..reply },
    }
}

/// Applies a write after its response was sent or lost.
fn later(state: &AppState, arrived: &Arc<Arrived>, sequence: Option<u64>, wait: Duration) {
    let (state, arrived) = (state.clone(), Arc::clone(arrived));
    tokio::spawn(async move {
        tokio::time::sleep(wait).await;
        // Nobody waits for the response any more.
        let how = Execution {
            keeps: true,
            halfway: false,
        };
        let _ = execute_in(&state, &arrived, sequence, how).await;
    });
}

/// How a handler is executed.
#[derive(Clone, Copy)]
struct Execution {
    /// Whether it is kept; otherwise everything is rolled back.
    keeps: bool,
    /// Whether a batch is refused after half of it.
    halfway: bool,
}

async fn execute_in(
    state: &AppState,
    arrived: &Arc<Arrived>,
    sequence: Option<u64>,
    how: Execution,
) -> Result<Reply, ApiError> {
    let arrived = Arc::clone(arrived);
    state
        .blocking(move |gateway| execute(gateway, &arrived, sequence, how))
        .await
}

/// Calls the handler in a transaction.
fn execute(gateway: &Gateway, arrived: &Arrived, sequence: Option<u64>, how: Execution) -> Reply {
    let Execution { keeps, halfway } = how;
    let (Some(api), Some(route)) = (gateway.one_api.as_ref(), arrived.route) else {
        return Reply::refused("no route");
    };
    let mut connection = gateway.store.lock();
    let mut work = || -> rusqlite::Result<Reply> {
        let transaction = connection.transaction()?;
        let caller: Option<Caller> = match route.role {
            Role::Guest => None,
            needs => match caller::identify(&transaction, api.version, &arrived.headers, needs)? {
                Ok(caller) => Some(caller),
                Err(refusal) => return Ok(refusal),
            },
        };
        let reply = (route.handle)(&Context {
            api,
            version: api.version,
            db: &transaction,
            request: arrived,
            caller: caller.as_ref(),
            now: gateway.clock.now(),
            halfway,
        })?;
        if keeps {
            transaction.commit()?;
        } else {
            transaction.rollback()?;
        }
        Ok(reply)
    };
    // The real servers send the text of the database's error to anybody.
    let reply = work().unwrap_or_else(|error| Reply::refused(error.to_string()));
    if !keeps && let Err(cause) = api.reload(&connection) {
        eprintln!("sandbox: the database failed: {cause}");
    }
    if reply.changed
        && keeps
        && let Some(sequence) = sequence
    {
        gateway.ledger.applied(sequence);
    }
    reply
}

//! The handling of every request: read it, find the caller and the faults, respond, and record the
//! end in the ledger.

use std::sync::Arc;

use axum::extract::{RawPathParams, Request};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use bytes::Bytes;

use crate::call::{self, Call};
use crate::caller::Caller;
use crate::endpoints::{self, Context};
use crate::error::ApiError;
use crate::faults::{Faults, Kind, alteration, connection, login_style, marker, replacement};
use crate::http;
use crate::ledger::{End, RunningWrite};
use crate::operation::Operation;
use crate::state::{AppState, Gateway};
use crate::write::{self, Outcome, Repeat};

/// Handles one request to `operation`.
pub(crate) async fn run(
    state: AppState,
    operation: Operation,
    params: RawPathParams,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let (body, unreadable) = match call::read_body(body).await {
        Ok(body) => (body, None),
        Err(error) => (Bytes::new(), Some(error)),
    };
    let call = Arc::new(Call::new(operation, &params, &parts, body));
    let prepared_call = Arc::clone(&call);
    let prepared = state
        .blocking(move |gateway| prepare(gateway, &prepared_call))
        .await;
    let (caller, faults) = match prepared.and_then(|prepared| prepared) {
        Ok(prepared) => prepared,
        Err(error) => return http::error(&error),
    };
    let caller = unreadable.map_or(caller, Err);
    if !operation.is_write() {
        return respond(&state, &call, caller, &Arc::new(faults), None).await;
    }
    let word = caller.as_ref().map_or("unknown", |caller| caller.word());
    let sequence = state
        .gateway()
        .ledger
        .open(&call, word, &faults, state.gateway().clock.now());
    let running = RunningWrite {
        ledger: &state.gateway().ledger,
        sequence,
    };
    let response = respond(&state, &call, caller, &Arc::new(faults), Some(sequence)).await;
    let dropped = response.extensions().get::<connection::Dropped>().is_some();
    let end = if dropped {
        End::Dropped
    } else {
        End::Responded(response.status().as_u16())
    };
    running.ledger.end(sequence, end);
    response
}

/// Finds the caller and the faults of a request. An unknown word in the header is rejected at once,
/// so that a test with a typing mistake does not pass.
fn prepare(gateway: &Gateway, call: &Call) -> Result<(Result<Caller, ApiError>, Faults), ApiError> {
    let connection = gateway.store.lock();
    let caller = if call.operation.is_public() {
        Ok(Caller::Anyone)
    } else {
        Caller::identify(&connection, call.bearer.as_deref(), gateway.clock.now())
    };
    let mut faults = match call.fault_header.as_deref() {
        None => Faults::default(),
        Some("none") => return Ok((caller, Faults::default())),
        Some(list) => acting(list).map_err(|word| {
            ApiError::invalid(
                "invalid_parameter",
                "X-Sandbox-Fault",
                format!("There is no fault {word:?}."),
            )
        })?,
    };
    faults.add(marker::in_names(&connection, call)?);
    faults.add(gateway.switches.fire(&call.operation.into()));
    Ok((caller, faults))
}

/// Reads a list of faults; the error is a word without an effect in this dialect.
fn acting(list: &str) -> Result<Faults, String> {
    let faults = Faults::read(list)?;
    let others = [Kind::RefuseAfter, Kind::RefuseHalfway];
    match others.into_iter().find(|kind| faults.has(*kind)) {
        Some(kind) => Err(kind.word().to_owned()),
        None => Ok(faults),
    }
}

/// Builds the response, with all faults applied.
async fn respond(
    state: &AppState,
    call: &Arc<Call>,
    caller: Result<Caller, ApiError>,
    faults: &Arc<Faults>,
    sequence: Option<u64>,
) -> Response {
    let repeat = match caller
        .as_ref()
        .map(|caller| Repeat::of(call, *caller, faults))
    {
        Ok(Ok(repeat)) => repeat,
        Ok(Err(error)) => return http::error(&error),
        Err(_) => None,
    };
    let repeats = &state.gateway().repeats;
    let claim = repeat
        .as_ref()
        .map(|repeat| repeats.claim(repeat.scope.clone()));
    if matches!(claim, Some(None)) {
        let message = "The first request with this Idempotency-Key is still running.";
        return http::error(&ApiError::conflict("idempotency_in_progress", message).retry_after(1));
    }
    if let Some(wait) = faults.wait(Kind::Latency) {
        tokio::time::sleep(wait).await;
    }
    if faults.has(Kind::DropBefore) {
        return connection::dropped();
    }
    if let Some(response) = replacement::response(call.operation, faults) {
        return response;
    }
    let outcome = match caller {
        Ok(caller) => {
            let (call, late) = (Arc::clone(call), faults.wait(Kind::DropLate));
            let faults = Arc::clone(faults);
            let work = move |gateway: &Gateway| {
                execute(gateway, (&call, caller, &faults), repeat.as_ref(), sequence)
            };
            if let Some(wait) = late {
                let state = state.clone();
                tokio::spawn(async move {
                    tokio::time::sleep(wait).await;
                    let outcome = state.blocking(work).await;
                    // Until here, a repeat learns that the first request is still running.
                    drop(claim);
                    outcome
                });
                return connection::dropped();
            }
            state.blocking(work).await.and_then(|outcome| outcome)
        }
        Err(error) => Err(error),
    };
    drop(claim);
    if let Some(wait) = faults.wait(Kind::LatencyAfter) {
        tokio::time::sleep(wait).await;
    }
    finish(call, outcome, faults)
}

/// Calls the endpoint. This part always runs to its end, even if the client closes the connection.
fn execute(
    gateway: &Gateway,
    (call, caller, faults): (&Call, Caller, &Faults),
    repeat: Option<&Repeat>,
    sequence: Option<u64>,
) -> Result<Outcome, ApiError> {
    let mut connection = gateway.store.lock();
    if let Some(sequence) = sequence {
        return write::perform(
            gateway,
            &mut connection,
            (call, caller, faults),
            repeat,
            sequence,
        );
    }
    let now = gateway.clock.now();
    let success = endpoints::handle(&Context {
        db: &connection,
        store: &gateway.store,
        call,
        caller,
        faults,
        now,
    })?;
    Ok(Outcome {
        status: StatusCode::OK,
        body: success.sent_body(),
        replayed: false,
    })
}

/// Turns an outcome into a response, or into a dropped connection.
fn finish(call: &Call, outcome: Result<Outcome, ApiError>, faults: &Faults) -> Response {
    if faults.has(Kind::DropAfter) {
        return connection::dropped();
    }
    if faults.has(Kind::ServerErrorAfter) {
        return http::error(&ApiError::internal());
    }
    if faults.has(Kind::BadGatewayAfter) {
        return replacement::bad_gateway();
    }
    let Outcome {
        mut status,
        mut body,
        replayed,
    } = match outcome {
        Ok(outcome) => outcome,
        Err(error) => return http::error(&error),
    };
    if status.is_success() {
        (status, body) = login_style::apply(call.operation, body, faults);
    }
    if status.is_success() {
        body = alteration::apply(body, faults);
    }
    let mut response = http::json(status, &body);
    if replayed {
        response
            .headers_mut()
            .insert("idempotent-replayed", HeaderValue::from_static("true"));
    }
    if faults.has(Kind::Empty204) {
        let mut empty = Response::default();
        *empty.status_mut() = StatusCode::NO_CONTENT;
        return empty;
    }
    if faults.has(Kind::BodyCut) {
        connection::broken(response, &Bytes::from(body.to_string()))
    } else {
        response
    }
}

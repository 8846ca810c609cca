//! A write in one transaction: applied once, and given the same response when it is repeated with
//! the same idempotency key.

use axum::http::StatusCode;
use rusqlite::{Connection, Transaction};
use serde_json::Value;

use crate::call::Call;
use crate::caller::Caller;
use crate::endpoints::{self, Context};
use crate::error::ApiError;
use crate::faults::{Faults, Kind};
use crate::random;
use crate::replay::RepeatMemory;
use crate::state::Gateway;
use crate::store::idempotency::{self, Fingerprint, Scope, StoredResponse};
use crate::success::EndpointResult;

/// A result that is ready to be sent.
pub(crate) struct Outcome {
    pub(crate) status: StatusCode,
    /// The body, secret included.
    pub(crate) body: Value,
    /// Whether it is a stored response.
    pub(crate) replayed: bool,
}

/// What identifies a repeat of a write.
pub(crate) struct Repeat {
    /// The idempotency key and its bearer.
    pub(crate) scope: Scope,
    fingerprint: Fingerprint,
}

impl Repeat {
    /// The identity of `call`; `None` without an idempotency key, or where keys are ignored.
    pub(crate) fn of(
        call: &Call,
        caller: Caller,
        faults: &Faults,
    ) -> Result<Option<Self>, ApiError> {
        if !call.operation.is_idempotent_by_key() || faults.has(Kind::IgnoreIdempotency) {
            return Ok(None);
        }
        let Some(key) = &call.idempotency_key else {
            return Ok(None);
        };
        let printable = key.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        if !printable || !(1..=255).contains(&key.len()) {
            let message = "Idempotency-Key must be 1 to 255 printable characters.";
            return Err(ApiError::invalid(
                "invalid_parameter",
                "Idempotency-Key",
                message,
            ));
        }
        Ok(Some(Self {
            scope: Scope {
                bearer: caller.word(),
                key: key.clone(),
            },
            fingerprint: Fingerprint {
                route: format!("{} {}", call.method, call.path),
                body_hash: random::hash(&call.body),
            },
        }))
    }
}

/// Performs a write, and records the result in the ledger under `sequence`.
pub(crate) fn perform(
    gateway: &Gateway,
    connection: &mut Connection,
    (call, caller, faults): (&Call, Caller, &Faults),
    repeat: Option<&Repeat>,
    sequence: u64,
) -> Result<Outcome, ApiError> {
    let now = gateway.clock.now();
    let mut transaction = connection.transaction()?;
    if let Some(repeat) = repeat
        && let Some(stored) = idempotency::find(&transaction, &repeat.scope, now)?
    {
        let mut outcome = replay(&gateway.repeats, repeat, &stored, now)?;
        let mut is_over = false;
        if call.operation.starts_login() && outcome.status.is_success() {
            let login = endpoints::open_login(&transaction, &gateway.store, &outcome.body, now)?;
            is_over = login.is_none();
            outcome.body = login.unwrap_or_default();
        }
        if !is_over {
            gateway.ledger.replayed(sequence);
            transaction.commit()?;
            return Ok(outcome);
        }
        // A login that has ended is of no use to a repeat: it starts another one.
        idempotency::delete(&transaction, &repeat.scope)?;
    }
    let result = in_savepoint(&mut transaction, |db| {
        endpoints::handle(&Context {
            db,
            store: &gateway.store,
            call,
            caller,
            faults,
            now,
        })
    })?;
    if let Some(repeat) = repeat.filter(|_| is_stored(&result)) {
        idempotency::store(
            &transaction,
            &repeat.scope,
            &stored(&result, &repeat.fingerprint),
            now,
        )?;
    }
    if faults.has(Kind::NoEffect) {
        transaction.rollback()?;
        return result.map(|success| Outcome {
            status: StatusCode::OK,
            body: success.sent_body(),
            replayed: false,
        });
    }
    transaction.commit()?;
    let success = result?;
    if success.changed {
        gateway.ledger.applied(sequence);
    }
    if let (Some(repeat), Some(secret)) = (repeat, &success.secret) {
        gateway
            .repeats
            .store_secret(repeat.scope.clone(), secret.clone(), now);
    }
    Ok(Outcome {
        status: StatusCode::OK,
        body: success.sent_body(),
        replayed: false,
    })
}

/// Runs `work` in a savepoint, so that an error changes nothing, unless it says so, and the
/// transaction can continue.
fn in_savepoint(
    transaction: &mut Transaction<'_>,
    work: impl FnOnce(&Connection) -> EndpointResult,
) -> Result<EndpointResult, ApiError> {
    let savepoint = transaction.savepoint()?;
    let result = work(&savepoint);
    let keeps = result
        .as_ref()
        .map_or_else(|error| error.keeps_changes, |_| true);
    if keeps {
        savepoint.commit()?;
    }
    Ok(result)
}

/// Whether a response is stored: successes are, and errors that a repeat would meet again.
fn is_stored(result: &EndpointResult) -> bool {
    match result {
        Ok(_) => true,
        Err(error) => {
            error.status.is_client_error() && !matches!(error.status.as_u16(), 401 | 403 | 429)
        }
    }
}

fn stored(result: &EndpointResult, fingerprint: &Fingerprint) -> StoredResponse {
    let (status, body) = match result {
        Ok(success) => (StatusCode::OK, success.stored_body()),
        Err(error) => (error.status, error.envelope()),
    };
    StoredResponse {
        fingerprint: fingerprint.clone(),
        status: status.as_u16(),
        body: body.to_string(),
    }
}

/// Repeats the stored response, with its secret while that is available.
fn replay(
    repeats: &RepeatMemory,
    repeat: &Repeat,
    stored: &StoredResponse,
    now: i64,
) -> Result<Outcome, ApiError> {
    if stored.fingerprint != repeat.fingerprint {
        let message = "This Idempotency-Key was used with another body or on another route.";
        return Err(ApiError::conflict("idempotency_key_reused", message));
    }
    let unreadable = |_| ApiError::internal();
    let mut body: Value = serde_json::from_str(&stored.body).map_err(unreadable)?;
    if let (Some(value), Some(secret)) = (body.get_mut("value"), repeats.secret(&repeat.scope, now))
    {
        *value = secret.into();
    }
    let status = StatusCode::from_u16(stored.status).map_err(|_| ApiError::internal())?;
    Ok(Outcome {
        status,
        body,
        replayed: true,
    })
}

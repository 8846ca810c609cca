//! One write, in one transaction: asked once, applied once, and answered alike when it is
//! repeated with the same idempotency key.

use axum::http::StatusCode;
use rusqlite::{Connection, Transaction};
use serde_json::Value;

use crate::answer::Reply;
use crate::call::Call;
use crate::caller::Caller;
use crate::endpoints::{self, Context};
use crate::error::ApiError;
use crate::faults::{Faults, Kind};
use crate::random;
use crate::replay::Replays;
use crate::state::Gateway;
use crate::store::idempotency::{self, Fingerprint, Kept, Scope};

/// An answer on its way to HTTP.
pub(crate) struct Outcome {
    /// The status.
    pub(crate) status: StatusCode,
    /// The body, secret included.
    pub(crate) body: Value,
    /// Whether it was given before.
    pub(crate) replayed: bool,
}

/// What makes a write repeatable.
pub(crate) struct Repeat {
    /// Whose key it is.
    pub(crate) scope: Scope,
    fingerprint: Fingerprint,
}

impl Repeat {
    /// The repeat that `call` may be; none where a key means nothing or none was sent.
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

/// Performs the write that `context` asks for and notes in the ledger, under `sequence`, what
/// became of it.
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
        && let Some(kept) = idempotency::find(&transaction, &repeat.scope, now)?
    {
        let outcome = replay(&gateway.replays, repeat, &kept, now)?;
        gateway.ledger.replayed(sequence);
        return Ok(outcome);
    }
    let reply = attempt(&mut transaction, |db| {
        endpoints::answer(&Context {
            db,
            store: &gateway.store,
            call,
            caller,
            faults,
            now,
        })
    })?;
    if let Some(repeat) = repeat.filter(|_| is_kept(&reply)) {
        idempotency::keep(
            &transaction,
            &repeat.scope,
            &kept(&reply, &repeat.fingerprint),
            now,
        )?;
    }
    if faults.has(Kind::NoEffect) {
        transaction.rollback()?;
        return reply.map(|answer| Outcome {
            status: StatusCode::OK,
            body: answer.shown(),
            replayed: false,
        });
    }
    transaction.commit()?;
    let answer = reply?;
    if answer.changed {
        gateway.ledger.applied(sequence);
    }
    if let (Some(repeat), Some(secret)) = (repeat, &answer.secret) {
        gateway
            .replays
            .remember(repeat.scope.clone(), secret.clone(), now);
    }
    Ok(Outcome {
        status: StatusCode::OK,
        body: answer.shown(),
        replayed: false,
    })
}

/// Runs `work` so that a refusal leaves nothing behind, while the transaction around it goes on.
fn attempt(
    transaction: &mut Transaction<'_>,
    work: impl FnOnce(&Connection) -> Reply,
) -> Result<Reply, ApiError> {
    let savepoint = transaction.savepoint()?;
    let reply = work(&savepoint);
    if reply.is_ok() {
        savepoint.commit()?;
    }
    Ok(reply)
}

/// Successes are kept, and refusals that would be the same the next time.
fn is_kept(reply: &Reply) -> bool {
    match reply {
        Ok(_) => true,
        Err(error) => {
            error.status.is_client_error() && !matches!(error.status.as_u16(), 401 | 403 | 429)
        }
    }
}

fn kept(reply: &Reply, fingerprint: &Fingerprint) -> Kept {
    let (status, body) = match reply {
        Ok(answer) => (StatusCode::OK, answer.kept()),
        Err(error) => (error.status, error.envelope()),
    };
    Kept {
        fingerprint: fingerprint.clone(),
        status: status.as_u16(),
        body: body.to_string(),
    }
}

/// Gives the first answer again, with its secret while that is still remembered.
fn replay(replays: &Replays, repeat: &Repeat, kept: &Kept, now: i64) -> Result<Outcome, ApiError> {
    if kept.fingerprint != repeat.fingerprint {
        let message = "This Idempotency-Key was used with another body or on another route.";
        return Err(ApiError::conflict("idempotency_key_reused", message));
    }
    let unreadable = |_| ApiError::internal();
    let mut body: Value = serde_json::from_str(&kept.body).map_err(unreadable)?;
    if let (Some(value), Some(secret)) = (body.get_mut("value"), replays.secret(&repeat.scope, now))
    {
        *value = secret.into();
    }
    let status = StatusCode::from_u16(kept.status).map_err(|_| ApiError::internal())?;
    Ok(Outcome {
        status,
        body,
        replayed: true,
    })
}

//! The endpoints, one file per group. An endpoint gets a database, a caller and a body. It knows
//! neither HTTP nor idempotency keys, and only a few faults.

mod accounts;
mod budget;
pub(crate) mod device_login;
mod keys;
pub(crate) mod oauth_login;
mod pools;
mod runtime;
mod upstreams;
mod usage;

pub(crate) use accounts::sign_in::Person;
pub(crate) use keys::charges::object as charge_object;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::call::Call;
use crate::caller::Caller;
use crate::faults::Faults;
use crate::ids::Kind;
use crate::operation::Operation;
use crate::store::Store;
use crate::store::accounts::Provider;
use crate::store::users::User;
use crate::store::{device_logins, oauth_logins};
use crate::success::EndpointResult;

/// What an endpoint gets.
pub(crate) struct Context<'a> {
    /// The database; for a write, a transaction.
    pub(crate) db: &'a Connection,
    /// The source of running numbers.
    pub(crate) store: &'a Store,
    pub(crate) call: &'a Call,
    pub(crate) caller: Caller,
    /// The faults that hold for this request.
    pub(crate) faults: &'a Faults,
    /// The current time in unix seconds.
    pub(crate) now: i64,
}

/// Handles `call` with its endpoint.
pub(crate) fn handle(context: &Context<'_>) -> EndpointResult {
    device_login::settle::settle(context.db, context.store, context.now)?;
    match context.call.operation {
        Operation::Ping => Ok(runtime::ping()),
        Operation::Models => Ok(runtime::models()),
        Operation::Usage => usage::usage(context),
        Operation::ListKeys => keys::list::list(context),
        Operation::CreateKey => keys::create::create(context),
        Operation::CreateMyKey => keys::create::create_mine(context),
        Operation::DeleteKey => keys::delete::delete(context),
        Operation::RotateKey => keys::rotate::rotate(context),
        Operation::TopupKey => keys::topup::topup(context),
        Operation::PendingCharges => keys::charges::pending(context),
        Operation::ListPools => pools::list::list(context),
        Operation::CreatePool => pools::create::create(context),
        Operation::DefaultPool => pools::list::default(context),
        Operation::DeletePool => pools::delete::delete(context),
        Operation::AssignKey => pools::members::assign(context),
        Operation::RemoveKey => pools::members::remove(context),
        Operation::SetOwner => pools::owner::set(context),
        Operation::RemoveOwner => pools::owner::remove(context),
        Operation::ListUpstreams => upstreams::list::list(context),
        Operation::CreateUpstream => upstreams::create::create(context),
        Operation::DeleteUpstream => upstreams::delete::delete(context),
        Operation::DisableUpstream => upstreams::switch::disable(context),
        Operation::EnableUpstream => upstreams::switch::enable(context),
        Operation::TopupUpstream => upstreams::topup::topup(context),
        Operation::ListCodex => accounts::list::list(context, Provider::Codex),
        Operation::StartCodex => device_login::start::start(context),
        Operation::PollCodex => device_login::poll::poll(context),
        Operation::DeleteCodex => accounts::delete::delete(context, Provider::Codex),
        Operation::DisableCodex => accounts::switch::disable(context),
        Operation::EnableCodex => accounts::switch::enable(context),
        Operation::ListClaude => accounts::list::list(context, Provider::Claude),
        Operation::StartClaude => oauth_login::start::start(context),
        Operation::CompleteClaude => oauth_login::complete::complete(context),
        Operation::DeleteClaude => accounts::delete::delete(context, Provider::Claude),
        Operation::Capacity => accounts::capacity::list(context),
        Operation::RefreshCapacity => accounts::capacity::refresh(context),
    }
}

/// The present state of the login that a stored response started; `None` once it is over.
pub(crate) fn open_login(
    db: &Connection,
    store: &Store,
    stored: &Value,
    now: i64,
) -> rusqlite::Result<Option<Value>> {
    device_login::settle::settle(db, store, now)?;
    let number = stored["login_id"]
        .as_str()
        .and_then(|id| Kind::Login.number(id));
    let Some(number) = number else {
        return Ok(None);
    };
    if let Some(row) = device_logins::find(db, number)? {
        let is_open = row.ended_at.is_none();
        return Ok(is_open.then(|| device_login::object(&row, false, now)));
    }
    let row = oauth_logins::find(db, number)?.filter(|row| oauth_login::is_open(row, now));
    Ok(row.map(|row| oauth_login::object::object(&row, now)))
}

/// An owner as JSON, or null.
fn owner(user: Option<&User>) -> Value {
    user.map_or(Value::Null, |user| {
        json!({
            "object": "organization.user",
            "type": "user",
            "id": Kind::User.id(user.number),
            "name": user.name,
            "role": "owner",
            "created_at": user.created_at,
        })
    })
}

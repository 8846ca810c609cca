//! `POST claude_accounts/oauth/complete`.

use serde_json::json;

use super::super::accounts::object::{object, parsed};
use super::super::accounts::sign_in::{Person, SignIn, sign_in};
use super::paste::{self, Pasted};
use super::{RETENTION, is_open};
use crate::endpoints::Context;
use crate::error::ApiError;
use crate::faults::Kind as Fault;
use crate::fields::Fields;
use crate::ids::Kind;
use crate::pkce;
use crate::store::accounts::{self, Account, Provider};
use crate::store::oauth_logins::{self, OauthLogin};
use crate::success::{EndpointResult, Success};

/// Completes a login with the code that the provider showed.
pub(in crate::endpoints) fn complete(context: &Context<'_>) -> EndpointResult {
    context.caller.organization_wide()?;
    let mut fields = Fields::read(&context.call.body)?;
    let mut id = fields.text("login_id", "invalid_parameter")?;
    if context.faults.has(Fault::OtherNames) {
        let session = fields.text("session_id", "invalid_parameter")?;
        id = id.or(session);
    }
    let state = fields.text("state", "invalid_parameter")?;
    let code = fields.text("code", "invalid_code")?;
    fields.finish()?;
    let code = code.ok_or_else(|| ApiError::missing("code"))?;
    let pasted = paste::read(&code)?;
    let mut login = login(context, id.as_deref(), state.as_deref(), &pasted)?;
    still_open(&login, context.now)?;
    if !is_exchanged(context, &login, &pasted.code)? {
        consume(context, &mut login)?;
        let message = "The provider refused the code: it was used, is too old, or belongs to another login. Start a new one.";
        return Err(ApiError::invalid("invalid_grant", "code", message).keeping_changes());
    }
    let Some((account, reconnected)) = signed_in(context, &login)? else {
        consume(context, &mut login)?;
        let message = "Another person signed in than the one of this account.";
        return Err(ApiError::conflict("identity_mismatch", message).keeping_changes());
    };
    login.ended_at = Some(context.now);
    login.outcome = Some("complete".to_owned());
    login.completed_account = Some(account.number);
    oauth_logins::put(context.db, &login)?;
    let mut body = object(Provider::Claude, &account, context.now);
    body["reconnected"] = json!(reconnected);
    Ok(Success::changed(body))
}

/// The login that a request is about. All that identifies it must agree.
fn login(
    context: &Context<'_>,
    id: Option<&str>,
    state: Option<&str>,
    pasted: &Pasted,
) -> Result<OauthLogin, ApiError> {
    let states = [state, pasted.state.as_deref()];
    let first = states.into_iter().flatten().next();
    let (found, name) = match (id, first) {
        (Some(id), _) => match Kind::Login.number(id) {
            Some(number) => (oauth_logins::find(context.db, number)?, id),
            None => (None, id),
        },
        // A state is never repeated in a message.
        (None, Some(state)) => (oauth_logins::by_state(context.db, state)?, "of this state"),
        (None, None) => return Err(ApiError::missing("login_id")),
    };
    let is_known = |row: &OauthLogin| {
        let end = row.ended_at.unwrap_or(row.expires_at);
        context.now <= end + RETENTION
    };
    let found = found
        .filter(is_known)
        .ok_or_else(|| ApiError::login_not_found(name))?;
    if states
        .into_iter()
        .flatten()
        .all(|state| state == found.state)
    {
        Ok(found)
    } else {
        let message = "This code belongs to another login: the link of an earlier one was used.";
        Err(ApiError::invalid("state_mismatch", "state", message))
    }
}

/// Rejects a login that has ended.
fn still_open(row: &OauthLogin, now: i64) -> Result<(), ApiError> {
    if is_open(row, now) {
        return Ok(());
    }
    Err(match (row.outcome.as_deref(), row.completed_account) {
        (_, Some(account)) => {
            let id = Kind::Claude.id(account);
            let message = format!("This login was completed already; it signed in {id}.");
            ApiError::conflict("login_already_completed", message)
        }
        (Some("consumed"), _) => {
            let message = "The provider refused a code of this login. Start a new one.";
            ApiError::conflict("login_consumed", message)
        }
        _ => ApiError::login_expired(),
    })
}

/// Whether the provider exchanges the code. It compares the challenge that the code was given for
/// with the verifier of this login, and takes a code once.
fn is_exchanged(context: &Context<'_>, login: &OauthLogin, code: &str) -> Result<bool, ApiError> {
    let all = oauth_logins::all(context.db)?;
    let issued_for = all.iter().find(|row| row.code == code);
    Ok(issued_for.is_some_and(|issuer| {
        issuer.outcome.is_none()
            && pkce::challenge(&issuer.verifier) == pkce::challenge(&login.verifier)
            && issuer.redirect_uri == login.redirect_uri
    }))
}

fn signed_in(
    context: &Context<'_>,
    login: &OauthLogin,
) -> rusqlite::Result<Option<(Account, bool)>> {
    let person = match (&login.person, login.account) {
        (Some(person), _) => Person::read(&parsed(Some(person))),
        (None, Some(number)) => match accounts::find(context.db, Provider::Claude, number)? {
            Some(row) if row.organization_id.is_some() => Person::of(&row),
            _ => Person::made_up(Provider::Claude, login.number),
        },
        (None, None) => Person::made_up(Provider::Claude, login.number),
    };
    let attempt = SignIn {
        provider: Provider::Claude,
        account: login.account,
        name: login.name.as_deref(),
        person: &person,
        auth_type: &login.mode,
    };
    sign_in(context.db, context.store, &attempt, context.now)
}

/// Ends a login without an account, because its code cannot be used again.
fn consume(context: &Context<'_>, login: &mut OauthLogin) -> rusqlite::Result<()> {
    login.ended_at = Some(context.now);
    login.outcome = Some("consumed".to_owned());
    oauth_logins::put(context.db, login)
}

//! What a sign-in does to the accounts: a new row for a new person, the same row for one that is
//! known.

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::ids::Number;
use crate::store::Store;
use crate::store::accounts::{self, Account, Provider};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// The person who signed in, as the provider describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) email: Option<String>,
    /// The organization, which Codex calls workspace.
    pub(crate) organization_id: Option<String>,
    pub(crate) organization_name: Option<String>,
    pub(crate) member_id: Option<String>,
    pub(crate) plan: Option<String>,
}

impl Person {
    /// The person of an account.
    pub(crate) fn of(row: &Account) -> Self {
        Self {
            email: row.email.clone(),
            organization_id: row.organization_id.clone(),
            organization_name: row.organization_name.clone(),
            member_id: row.member_id.clone(),
            plan: row.plan.clone(),
        }
    }

    /// A person that no account has, made up from a running number.
    pub(crate) fn made_up(provider: Provider, number: Number) -> Self {
        let plan = match provider {
            Provider::Codex => "team",
            Provider::Claude => "max_5x",
        };
        Self {
            email: Some(format!("new.member.{number}@example.com")),
            organization_id: Some(format!("org_new_{number}")),
            organization_name: Some(format!("New workspace {number}")),
            member_id: Some(format!("member_new_{number}")),
            plan: Some(plan.to_owned()),
        }
    }

    /// The person as JSON, for storage.
    pub(crate) fn object(&self) -> Value {
        json!({
            "email": self.email,
            "organization_id": self.organization_id,
            "organization_name": self.organization_name,
            "member_id": self.member_id,
            "plan": self.plan,
        })
    }

    /// Reads what [`object`](Self::object) wrote.
    pub(crate) fn read(stored: &Value) -> Self {
        let text = |name: &str| stored[name].as_str().map(str::to_owned);
        Self {
            email: text("email"),
            organization_id: text("organization_id"),
            organization_name: text("organization_name"),
            member_id: text("member_id"),
            plan: text("plan"),
        }
    }

    /// Whether an account belongs to this person. Without an organization that is never certain:
    /// the same e-mail may have several.
    fn owns(&self, row: &Account) -> bool {
        let same_organization =
            self.organization_id.is_some() && self.organization_id == row.organization_id;
        let same_member = match (&self.member_id, &row.member_id) {
            (Some(one), Some(other)) => one == other,
            _ => self.email.is_some() && self.email == row.email,
        };
        same_organization && same_member
    }
}

/// A sign-in that succeeded at the provider.
pub(crate) struct SignIn<'a> {
    pub(crate) provider: Provider,
    /// The account that was to be signed in again.
    pub(crate) account: Option<Number>,
    /// The name that was given at the start.
    pub(crate) name: Option<&'a str>,
    pub(crate) person: &'a Person,
    /// `oauth` or `setup_token`.
    pub(crate) auth_type: &'a str,
}

/// The account after a sign-in, and whether it existed before; `None` if another person than the
/// account's signed in.
pub(crate) fn sign_in(
    db: &Connection,
    store: &Store,
    sign_in: &SignIn<'_>,
    now: i64,
) -> rusqlite::Result<Option<(Account, bool)>> {
    let target = match sign_in.account {
        Some(number) => accounts::find(db, sign_in.provider, number)?,
        None => None,
    };
    let is_anonymous = sign_in.auth_type == "setup_token";
    let is_other = |row: &Account| !is_anonymous && !is_same_seat(sign_in.person, row);
    if target.as_ref().is_some_and(is_other) {
        return Ok(None);
    }
    let known = match target {
        Some(row) => Some(row),
        None if is_anonymous => None,
        None => accounts::all(db, sign_in.provider)?
            .into_iter()
            .find(|row| sign_in.person.owns(row)),
    };
    let reconnected = known.is_some();
    let mut row = match known {
        Some(row) => row,
        None => blank(store.next_account(sign_in.provider), sign_in, now),
    };
    renew(&mut row, sign_in, now);
    accounts::put(db, sign_in.provider, &row)?;
    Ok(Some((row, reconnected)))
}

/// Whether the person is the one of an account that is signed in again.
fn is_same_seat(person: &Person, row: &Account) -> bool {
    let is_unknown = row.organization_id.is_none() && row.email.is_none();
    let same_email_only = row.organization_id.is_none() && row.email == person.email;
    is_unknown || same_email_only || person.owns(row)
}

fn blank(number: Number, sign_in: &SignIn<'_>, now: i64) -> Account {
    Account {
        number,
        name: None,
        email: None,
        organization_id: None,
        organization_name: None,
        member_id: None,
        plan: None,
        auth_type: sign_in.auth_type.to_owned(),
        enabled: true,
        trouble: None,
        status_reason: None,
        created_at: now,
        last_used_at: None,
        last_refreshed_at: None,
        token_expires_at: None,
        rate_limited_until: None,
        usage: None,
        last_error: None,
    }
}

/// Renews what a sign-in brings. The name and the switch belong to the admin and stay.
fn renew(row: &mut Account, sign_in: &SignIn<'_>, now: i64) {
    let person = sign_in.person;
    row.name = row.name.take().or_else(|| sign_in.name.map(str::to_owned));
    row.auth_type = sign_in.auth_type.to_owned();
    row.trouble = None;
    row.status_reason = None;
    row.last_error = None;
    row.last_refreshed_at = Some(now);
    if sign_in.auth_type == "setup_token" {
        row.token_expires_at = Some(now + 365 * DAY);
        row.usage = None;
        return;
    }
    row.email.clone_from(&person.email);
    row.organization_id.clone_from(&person.organization_id);
    row.organization_name.clone_from(&person.organization_name);
    row.member_id.clone_from(&person.member_id);
    row.plan.clone_from(&person.plan);
    let life = match sign_in.provider {
        Provider::Codex => 10 * DAY,
        Provider::Claude => 8 * HOUR,
    };
    row.token_expires_at = Some(now + life);
    let usage = row.usage.take();
    row.usage = usage.or_else(|| Some(untouched(sign_in.provider, now).to_string()));
}

/// The usage windows of an account that was not used yet.
fn untouched(provider: Provider, now: i64) -> Value {
    let window = |seconds: i64| {
        json!({"used_percent": 0, "remaining_percent": 100, "resets_at": now + seconds,
               "window_seconds": seconds})
    };
    let mut usage =
        json!({"updated_at": now, "five_hour": window(5 * HOUR), "weekly": window(7 * DAY)});
    match provider {
        Provider::Codex => usage["monthly"] = Value::Null,
        Provider::Claude => {
            usage["weekly_opus"] = Value::Null;
            usage["weekly_sonnet"] = Value::Null;
        }
    }
    usage
}

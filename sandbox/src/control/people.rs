//! Who signs in at a provider.

use rusqlite::Connection;

use crate::endpoints::Person;
use crate::error::ApiError;
use crate::fields::Fields;
use crate::ids::Number;
use crate::store::accounts::{self, Provider};

/// What a test says about the person; the rest is made up.
pub(super) struct Details(Person);

impl Details {
    /// Takes the fields about a person.
    pub(super) fn take(fields: &mut Fields) -> Result<Self, ApiError> {
        let mut text = |name: &str| fields.text(name, "invalid_parameter");
        Ok(Self(Person {
            email: text("email")?,
            organization_id: text("workspace_id")?,
            organization_name: text("workspace_name")?,
            member_id: text("member_id")?,
            plan: text("plan_type")?,
        }))
    }

    fn over(&self, person: Person) -> Person {
        let given = &self.0;
        let is_other = given.email.is_some() && given.email != person.email;
        // The id belongs to the person whose e-mail was replaced.
        let member_id = person.member_id.filter(|_| !is_other);
        Person {
            email: given.email.clone().or(person.email),
            organization_id: given.organization_id.clone().or(person.organization_id),
            organization_name: given.organization_name.clone().or(person.organization_name),
            member_id: given.member_id.clone().or(member_id),
            plan: given.plan.clone().or(person.plan),
        }
    }
}

/// The login that a person is asked for.
pub(super) struct Known {
    pub(super) provider: Provider,
    /// The account that is to be signed in again.
    pub(super) account: Option<Number>,
    /// The login's number.
    pub(super) login: Number,
}

/// The person who approves in the way of `action`; `None` for another word.
pub(super) fn person(
    db: &Connection,
    action: &str,
    known: &Known,
    details: &Details,
) -> Result<Option<Person>, ApiError> {
    let made_up = || Person::made_up(known.provider, known.login);
    let expected = match known.account {
        Some(number) => accounts::find(db, known.provider, number)?,
        None => None,
    };
    let person = match action {
        "approve" => expected.map_or_else(made_up, |row| Person::of(&row)),
        "approve-new" => made_up(),
        "approve-reconnected" => {
            let row = match expected {
                Some(row) => Some(row),
                None => oldest(db, known.provider)?,
            };
            row.as_ref().map(Person::of).ok_or_else(|| {
                let message = "There is no account with a known person yet.";
                ApiError::invalid("invalid_parameter", "action", message)
            })?
        }
        // The e-mail of an account, although nothing says that it is the same seat.
        "approve-without-workspace" => Person {
            email: oldest(db, known.provider)?.and_then(|row| row.email),
            ..Person::default()
        },
        _ => return Ok(None),
    };
    Ok(Some(details.over(person)))
}

/// The oldest account whose person is known.
fn oldest(db: &Connection, provider: Provider) -> rusqlite::Result<Option<accounts::Account>> {
    let has_person = |row: &accounts::Account| row.organization_id.is_some();
    let rows = accounts::list(db, provider, (None, false), 1, has_person)?;
    Ok(rows.into_iter().next())
}

//! Connection profiles: which gateway, and which account on it. Never holds a key.

use serde_json::{Value as Json, json};

use crate::domain::address::is_base;
use crate::domain::ids::ProfileId;
use crate::records::{Page, Row};
use crate::schema::Resource;
use crate::words::{Language, Say};

/// What a gateway is used for; it sets the colour of the top bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Environment {
    /// Serves customers.
    Production,
    /// Used for a final rehearsal before production.
    Staging,
    /// Used for development.
    Development,
    /// A rehearsal gateway without real money.
    Sandbox,
    /// Not specified.
    #[default]
    Unknown,
}

/// A connection to a gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The id, generated at random and kept when the name or the address changes. Journal entries
    /// refer to it.
    pub id: ProfileId,
    /// The operator's name for it.
    pub name: String,
    /// A path prefix on our own origin (`/`, `/g/prod/`) or a full address.
    pub base: String,
    /// The id of its dialect.
    pub dialect: String,
    /// What it is used for.
    pub environment: Environment,
}

/// The account of a key, recognised by the oldest rows of its lists even without the key. One
/// address may serve several organizations, and no call returns an organization's name. Holds
/// nothing of the key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// One line for each row; two accounts with a common line are the same.
    pub signs: Vec<String>,
}

/// Whether two accounts are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SameAccount {
    /// They have a row in common.
    Yes,
    /// They have no row in common.
    No,
    /// One of them has no rows.
    NotKnown,
}

impl Account {
    /// How many of a list's oldest rows are used, so that some remain when one is deleted.
    pub const ROWS: usize = 3;

    /// Makes the signs of these lists, each read oldest first. The word names the kind of the rows
    /// (`key`, `pool`); it is stored in the journal, so it must never change.
    #[must_use]
    pub fn of(lists: &[(&str, &Resource, &Page)]) -> Self {
        let all = lists.iter();
        let signs = all.flat_map(|(word, resource, page)| signs(word, resource, page));
        Self {
            signs: signs.collect(),
        }
    }

    /// Returns whether `other` is the same account.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> SameAccount {
        if self.signs.iter().any(|sign| other.signs.contains(sign)) {
            SameAccount::Yes
        } else if self.signs.is_empty() || other.signs.is_empty() {
            SameAccount::NotKnown
        } else {
            SameAccount::No
        }
    }
}

/// Returns the signs of a list's oldest rows; none if the rows are not in order of age. A gateway
/// that ignores the order may return other rows each time, and one that ignores the limit returns
/// more than requested.
fn signs(word: &str, resource: &Resource, page: &Page) -> Vec<String> {
    let ages: Vec<_> = page.rows().map(|row| row.made(resource)).collect();
    if !ages.is_sorted() {
        return Vec::new();
    }
    let oldest = page.rows().take(Account::ROWS);
    oldest.filter_map(|row| sign(word, resource, row)).collect()
}

/// Returns the sign of a row: its id and creation time. The id alone would not do, because a
/// gateway may number the rows of each organization from one.
fn sign(word: &str, resource: &Resource, row: &Row) -> Option<String> {
    let made = row.made(resource)?.0;
    Some(format!("{word} {} {made}", row.id))
}

/// A gateway offered by the host of this app in `headgate.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its name.
    pub name: String,
    /// Its base, as in [`Profile::base`].
    pub base: String,
    /// What it is used for.
    pub environment: Environment,
}

/// The run-time configuration beside the app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Configuration {
    /// The gateways to choose from.
    pub gateways: Vec<Offered>,
}

impl Environment {
    /// Returns the word that is stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Staging => "staging",
            Self::Development => "development",
            Self::Sandbox => "sandbox",
            Self::Unknown => "unknown",
        }
    }

    /// Returns the environment of a stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "production" => Self::Production,
            "staging" => Self::Staging,
            "development" => Self::Development,
            "sandbox" => Self::Sandbox,
            "unknown" => Self::Unknown,
            _ => return None,
        })
    }
}

impl Say for Environment {
    fn say(&self, language: Language) -> &'static str {
        match self {
            Self::Production => language.pick("production", "生产"),
            Self::Staging => language.pick("staging", "预发布"),
            Self::Development => language.pick("development", "开发"),
            Self::Sandbox => language.pick("sandbox", "沙盒"),
            Self::Unknown => language.pick("gateway", "网关"),
        }
    }
}

impl Profile {
    /// Returns the profile as text for storage.
    #[must_use]
    pub fn to_text(&self) -> String {
        let json = json!({
            "id": self.id.as_str(),
            "name": self.name,
            "base": self.base,
            "dialect": self.dialect,
            "environment": self.environment.word(),
        });
        json.to_string()
    }

    /// Reads the text of [`Profile::to_text`].
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let json: Json = serde_json::from_str(text).ok()?;
        let word = |name: &str| json.get(name).and_then(Json::as_str);
        Some(Self {
            id: ProfileId(word("id")?.to_owned()),
            name: word("name")?.to_owned(),
            base: word("base")?.to_owned(),
            dialect: word("dialect")?.to_owned(),
            environment: Environment::from_word(word("environment")?)?,
        })
    }
}

impl Configuration {
    /// Reads `headgate.json`. Unknown fields are ignored.
    ///
    /// # Errors
    /// What is wrong, for the author of the file.
    pub fn parse(text: &str) -> Result<Self, String> {
        let json: Json = serde_json::from_str(text).map_err(|problem| problem.to_string())?;
        let gateways = match (&json, json.get("gateways")) {
            (Json::Object(_), None) => &[],
            (_, Some(Json::Array(gateways))) => gateways.as_slice(),
            _ => return Err("expected {\"gateways\": [...]}".to_owned()),
        };
        let offered = gateways.iter().enumerate().map(|(index, gateway)| {
            Offered::read(gateway).map_err(|problem| format!("gateways[{index}]: {problem}"))
        });
        Ok(Self {
            gateways: offered.collect::<Result<_, _>>()?,
        })
    }
}

impl Offered {
    fn read(json: &Json) -> Result<Self, String> {
        let needed = |name: &str| {
            let word = json.get(name).and_then(Json::as_str);
            word.map(str::to_owned)
                .ok_or_else(|| format!("\"{name}\" is missing or no text"))
        };
        let (name, base) = (needed("name")?, needed("base")?);
        if !is_base(&base) {
            return Err(format!(
                "\"{base}\" is neither a path that begins with / nor an http address"
            ));
        }
        let environment = match json.get("environment") {
            None => Environment::Unknown,
            Some(word) => word
                .as_str()
                .and_then(Environment::from_word)
                .ok_or_else(|| format!("{word} is no environment"))?,
        };
        Ok(Self {
            name,
            base,
            environment,
        })
    }
}

#[cfg(test)]
mod tests;

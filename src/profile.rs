//! Which gateway is spoken to, and for which account. Never holds a key.

use crate::api::gateway::Dialect;
use crate::api::json::Json;
use crate::domain::address::is_base;
use crate::domain::entity::Entity;
use crate::domain::ids::ProfileId;
use crate::domain::key::Key;
use crate::domain::page::Row;
use crate::domain::pool::Pool;

/// What a gateway is used for; it colours the top bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Environment {
    /// Serves customers.
    Production,
    /// The last rehearsal.
    Staging,
    /// For trying out.
    Development,
    /// A rehearsal gateway whose money is not real.
    Sandbox,
    /// Nobody said.
    #[default]
    Unknown,
}

/// A connection to a gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Made once at random; kept when the name or the address changes. The journal is keyed by it.
    pub id: ProfileId,
    /// What the operator calls it.
    pub name: String,
    /// A path prefix on our own origin (`/`, `/g/prod/`) or a full address.
    pub base: String,
    /// The language it speaks.
    pub dialect: Dialect,
    /// What it is used for.
    pub environment: Environment,
}

/// What a gateway told of the account that a key speaks for, by which it is known again after the
/// key is gone: its oldest rows. One address may serve several organizations. Nothing of the key is
/// in it, since no call tells an organization's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// A line for each row; one that is found again tells that the account is the same.
    pub signs: Vec<String>,
}

/// Whether two accounts are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SameAccount {
    /// They have a row in common.
    Yes,
    /// Both have rows, and none in common.
    No,
    /// Nothing is known of one of them.
    NotKnown,
}

impl Account {
    /// How many of its oldest keys and pools stand for it: one that is deleted leaves the others.
    pub const ROWS: usize = 3;

    /// What the keys and the pools, asked for oldest first, and the operator's own pool tell.
    #[must_use]
    pub fn of(keys: &[Row<Key>], pools: &[Row<Pool>], own: Option<&Pool>) -> Self {
        let mut signs = signs("key", keys);
        signs.extend(self::signs("pool", pools));
        signs.extend(own.and_then(|pool| sign("pool", pool)));
        Self { signs }
    }

    /// Whether `other` is the same.
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

/// The signs of a list's oldest rows. None where the rows do not come in the order of their age: a
/// gateway that takes no notice of the order gives others each time, and none of them would be found
/// again. One that takes no notice of the limit gives more than are wanted.
fn signs<T: Entity>(kind: &str, rows: &[Row<T>]) -> Vec<String> {
    let rows = || rows.iter().filter_map(Row::read);
    let ages: Vec<_> = rows().map(Entity::created_at).collect();
    if !ages.is_sorted() {
        return Vec::new();
    }
    let oldest = rows().take(Account::ROWS);
    oldest.filter_map(|row| sign(kind, row)).collect()
}

/// A row by its id and its moment. The id alone tells nothing: a gateway may number the rows of each
/// organization from one.
fn sign<T: Entity>(kind: &str, row: &T) -> Option<String> {
    let made = row.created_at()?.0;
    Some(format!("{kind} {} {made}", row.row_id()))
}

/// A gateway that the host of this app offers in `headgate.json`.
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
    /// The word it is written as.
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

    /// The environment of a written word.
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

impl Profile {
    /// The profile as text, for a store.
    #[must_use]
    pub fn to_text(&self) -> String {
        let word = |text: &str| Json::Text(text.to_owned());
        let fields = vec![
            ("id", word(self.id.as_str())),
            ("name", word(&self.name)),
            ("base", word(&self.base)),
            ("dialect", word(self.dialect.word())),
            ("environment", word(self.environment.word())),
        ];
        Json::object(fields).compact()
    }

    /// The profile of what [`Profile::to_text`] wrote.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let json = Json::parse(text).ok()?;
        let word = |name| json.field(name).and_then(Json::text);
        Some(Self {
            id: ProfileId(word("id")?.to_owned()),
            name: word("name")?.to_owned(),
            base: word("base")?.to_owned(),
            dialect: Dialect::from_word(word("dialect")?)?,
            environment: Environment::from_word(word("environment")?)?,
        })
    }
}

impl Configuration {
    /// Reads `headgate.json`. Fields it does not know are left alone.
    ///
    /// # Errors
    /// What is wrong, for the person who wrote the file.
    pub fn parse(text: &str) -> Result<Self, String> {
        let json = Json::parse(text).map_err(|problem| problem.0)?;
        let gateways = match (&json, json.field("gateways")) {
            (Json::Object(_), None) => &[],
            (_, Some(Json::List(gateways))) => gateways.as_slice(),
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
        let word = |name| json.field(name).and_then(Json::text);
        let needed = |name| {
            word(name)
                .map(str::to_owned)
                .ok_or_else(|| format!("\"{name}\" is missing or no text"))
        };
        let (name, base) = (needed("name")?, needed("base")?);
        if !is_base(&base) {
            return Err(format!(
                "\"{base}\" is neither a path that begins with / nor an http address"
            ));
        }
        let environment = match json.field("environment") {
            None => Environment::Unknown,
            Some(word) => word
                .text()
                .and_then(Environment::from_word)
                .ok_or_else(|| format!("{} is no environment", word.compact()))?,
        };
        Ok(Self {
            name,
            base,
            environment,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Account, Configuration, Environment, Profile, SameAccount};
    use crate::api::gateway::Dialect;
    use crate::domain::ids::ProfileId;
    use crate::domain::page::Row;
    use crate::domain::pool::Pool;
    use crate::domain::pool::tests::pool;
    use crate::domain::time::UnixSeconds;

    #[test]
    fn accounts_are_known_again_by_their_rows() {
        use SameAccount::{No, NotKnown, Yes};
        let made = |row: &(&str, i64)| Pool {
            created_at: Some(UnixSeconds(row.1)),
            ..pool(row.0)
        };
        let of = |rows: &[(&str, i64)], own: Option<&(&str, i64)>| {
            let rows: Vec<Row<Pool>> = rows.iter().map(made).map(Row::Read).collect();
            Account::of(&[], &rows, own.map(made).as_ref())
        };
        let ours = of(&[("a", 1), ("b", 2)], None);
        let check = |rows: &[(&str, i64)], own, expect| {
            assert_eq!(ours.is_same(&of(rows, own)), expect, "{rows:?} {own:?}");
        };
        check(&[("a", 1), ("b", 2)], None, Yes);
        check(&[("b", 2), ("c", 3)], None, Yes);
        check(&[], Some(&("b", 2)), Yes);
        check(&[("c", 3)], None, No);
        // Gateways that number the rows of each organization give the same ids to others.
        check(&[("a", 7)], None, No);
        check(&[], None, NotKnown);
        let untold = Account::of(&[], &[Row::Read(pool("a"))], Some(&pool("b")));
        assert_eq!(ours.is_same(&untold), NotKnown);
        assert_eq!(of(&[], None).is_same(&ours), NotKnown);
        // Newest first, whatever was asked: no sign, rather than one that is gone with the next key.
        check(&[("d", 4), ("c", 3)], None, NotKnown);
        // All of them, however few were asked for.
        let all: Vec<(String, i64)> = (0..9).map(|at| (format!("p{at}"), at)).collect();
        let all: Vec<(&str, i64)> = all.iter().map(|(id, at)| (id.as_str(), *at)).collect();
        assert_eq!(of(&all, None), of(&all[..Account::ROWS], None));
    }

    #[test]
    fn configurations() {
        let read = Configuration::parse(
            r#"{"gateways":[{"name":"P","base":"/g/p/","environment":"production"},{"name":"L","base":"/"}],"more":1}"#,
        );
        let read = read.expect("a configuration");
        let environments: Vec<_> = read
            .gateways
            .iter()
            .map(|gateway| gateway.environment)
            .collect();
        assert_eq!(
            environments,
            [Environment::Production, Environment::Unknown]
        );
        assert_eq!(Configuration::parse("{}"), Ok(Configuration::default()));
    }

    #[test]
    fn what_is_wrong_with_a_configuration() {
        let check = |text: &str, expect: &str| {
            assert_eq!(Configuration::parse(text), Err(expect.to_owned()), "{text}")
        };
        let gateway =
            |fields| format!(r#"{{"gateways":[{{"name":"P","base":"/"}},{{{fields}}}]}}"#);
        for no_gateways in ["[]", "null", r#"{"gateways":null}"#, r#"{"gateways":{}}"#] {
            check(no_gateways, r#"expected {"gateways": [...]}"#);
        }
        check(
            &gateway(r#""name":"P""#),
            r#"gateways[1]: "base" is missing or no text"#,
        );
        check(
            &gateway(r#""name":1,"base":"/""#),
            r#"gateways[1]: "name" is missing or no text"#,
        );
        check(
            &gateway(r#""name":"P","base":"javascript:1""#),
            r#"gateways[1]: "javascript:1" is neither a path that begins with / nor an http address"#,
        );
        check(
            &gateway(r#""name":"P","base":"/","environment":"live""#),
            r#"gateways[1]: "live" is no environment"#,
        );
        for no_json in ["", "[]x", "<html>"] {
            assert!(Configuration::parse(no_json).is_err(), "{no_json}");
        }
    }

    #[test]
    fn profiles_read_back() {
        use Environment::{Development, Production, Sandbox, Staging, Unknown};
        for environment in [Production, Staging, Development, Sandbox, Unknown] {
            for dialect in [Dialect::OneKeyLlm, Dialect::OneApi] {
                let profile = Profile {
                    id: ProfileId("p".into()),
                    name: "\"é\"".into(),
                    base: "/".into(),
                    dialect,
                    environment,
                };
                assert_eq!(Profile::from_text(&profile.to_text()), Some(profile));
            }
        }
        assert_eq!(
            Profile::from_text(
                r#"{"id":"p","name":"n","base":"/","dialect":"one_key_llm","environment":"new"}"#
            ),
            None
        );
    }
}

//! Options: what is stored, what is listed, and what is in effect. The three differ: a bad text is
//! stored and listed although the effect is another one, or none.
//!
//! A running server holds texts in memory. Here they are a table of their own,
//! `oneapi_live_options`, so that a fault can roll them back with everything else.

mod defaults;
mod group_ratio;
pub(crate) mod routes;
mod update;

use rusqlite::{Connection, OptionalExtension, Result};

pub(crate) use self::group_ratio::RatioTable;
pub(crate) use self::update::{Refusal, Update};
use super::Context;
use super::version::Version;

/// Endings of keys whose texts are never listed.
fn is_secret(version: Version, key: &str) -> bool {
    let endings: &[&str] = match version {
        Version::F2 => &["Token", "Secret", "SecretKey", "Password", "APIKey"],
        Version::F1 | Version::U => &["Token", "Secret"],
    };
    endings.iter().any(|ending| key.ends_with(ending))
}

/// The options of a running server.
#[derive(Clone, Copy)]
pub(crate) struct Options<'a> {
    db: &'a Connection,
    version: Version,
}

impl<'a> Options<'a> {
    /// The options that a handler sees.
    pub(crate) fn of(context: &Context<'a>) -> Self {
        Self::new(context.db, context.version)
    }

    pub(crate) fn new(db: &'a Connection, version: Version) -> Self {
        Self { db, version }
    }

    /// Takes the options over as a server does at its start: the defaults, under what is stored.
    pub(crate) fn start(self) -> Result<()> {
        self.db.execute("DELETE FROM oneapi_live_options", ())?;
        for (key, text) in defaults::of(self.version) {
            self.take(key, text)?;
        }
        let mut statement = self.db.prepare("SELECT key, value FROM oneapi_options")?;
        let stored = statement.query_map((), |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        for stored in stored {
            let (key, text) = stored?;
            // The fork's dead tables are listed only until the next start.
            let is_dead = matches!(&*key, "ModelRatio" | "CompletionRatio");
            if !(self.version.is_fork() && is_dead) {
                self.take(&key, &text)?;
            }
        }
        Ok(())
    }

    fn take(self, key: &str, text: &str) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO oneapi_live_options (key, value) VALUES (?1, ?2)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            )?
            .execute((key, text))?;
        Ok(())
    }

    /// The listed options, secrets left out.
    pub(crate) fn listed(self) -> Result<Vec<(String, String)>> {
        let sql = "SELECT key, value FROM oneapi_live_options ORDER BY key";
        let mut statement = self.db.prepare(sql)?;
        let all = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut listed: Vec<(String, String)> = all.collect::<Result<_>>()?;
        listed.retain(|(key, _)| !is_secret(self.version, key));
        Ok(listed)
    }

    /// The text in effect; empty where there is none.
    pub(crate) fn text(self, key: &str) -> Result<String> {
        let sql = "SELECT value FROM oneapi_live_options WHERE key = ?1";
        let mut statement = self.db.prepare_cached(sql)?;
        let found = statement.query_row([key], |row| row.get(0)).optional()?;
        Ok(found.unwrap_or_default())
    }

    /// Whether a switch is on: only `true` is.
    pub(crate) fn flag(self, key: &str) -> Result<bool> {
        Ok(self.text(key)? == "true")
    }

    /// A number in effect: 0 where the text is not one.
    pub(crate) fn number(self, key: &str) -> Result<f64> {
        Ok(self.text(key)?.parse().unwrap_or(0.0))
    }

    /// A whole number in effect: 0 where the text is not one.
    pub(crate) fn integer(self, key: &str) -> Result<i64> {
        Ok(self.text(key)?.parse().unwrap_or(0))
    }

    /// The live table of groups: what could be read of the text.
    pub(crate) fn group_ratios(self) -> Result<RatioTable> {
        Ok(group_ratio::decode(&self.text("GroupRatio")?).0)
    }

    /// The ratio and the factor for generated tokens of a model in the original. The built-in
    /// ratios apply where the live table is empty.
    pub(crate) fn prices(self, model: &str) -> Result<(Option<f64>, Option<f64>)> {
        let table = |text: &str| group_ratio::decode(text).0;
        let live = table(&self.text("ModelRatio")?);
        let ratio = match live.get(model) {
            Some(ratio) => Some(ratio),
            None => table(defaults::model_ratio()).get(model),
        };
        let completion = table(&self.text("CompletionRatio")?).get(model);
        Ok((ratio, completion))
    }

    /// Stores a text and takes it over. The message is the refusal that comes too late: by then
    /// the text is stored and the table emptied.
    pub(crate) fn store(self, key: &str, text: &str) -> Result<Option<String>> {
        // An empty key finds the first stored row instead of its own.
        let stored_at = match key {
            "" => self
                .db
                .query_row("SELECT min(key) FROM oneapi_options", (), |row| row.get(0))
                .map(Option::unwrap_or_default)?,
            key => key.to_owned(),
        };
        self.db.execute(
            "INSERT INTO oneapi_options (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (stored_at, text),
        )?;
        self.take(key, text)?;
        let is_fork = self.version.is_fork();
        let prefix = match key {
            "GroupRatio" if is_fork => "update group ratio configuration: ",
            "GroupRatio" => "",
            // The fork reads no table of prices any more.
            "ModelRatio" | "CompletionRatio" if !is_fork => "",
            _ => return Ok(None),
        };
        let error = group_ratio::decode(text).1;
        Ok(error.map(|error| format!("{prefix}{error}")))
    }
}

//! A row of a list: its values, its id as received, and its JSON without secrets.

use std::sync::Arc;

use crate::domain::ids::{SpelledId, id};
use crate::schema::{Locator, Record, Resource};

/// A readable row. Single fields may be unreadable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The id as it was received.
    pub id: SpelledId,
    /// The values.
    pub record: Record,
    /// The row's JSON in one line, without secrets.
    pub raw: Box<str>,
    /// The text that is searched, in lower case.
    pub haystack: Box<str>,
}

impl Row {
    /// Returns the row's name, if it has one.
    #[must_use]
    pub fn name(&self, resource: &Resource) -> Option<&str> {
        let name = self
            .record
            .get(&crate::schema::Field::<String>::new(resource.name));
        name.map(String::as_str)
    }

    /// Returns the name, or the id if there is no name.
    #[must_use]
    pub fn label(&self, resource: &Resource) -> &str {
        self.name(resource).unwrap_or_else(|| self.id.as_str())
    }

    /// Returns the row's key in a painted table.
    #[must_use]
    pub fn key(&self) -> Arc<str> {
        self.id.as_str().into()
    }

    /// Returns when the row was created, if the gateway sends it.
    #[must_use]
    pub fn made(&self, resource: &Resource) -> Option<crate::domain::time::UnixSeconds> {
        let field = crate::schema::Field::new(resource.made?);
        self.record.get(&field).copied()
    }

    /// Returns where the row is. `cursor` is the cursor of its page.
    #[must_use]
    pub fn locator(&self, resource: &Resource, cursor: Option<&str>) -> Locator {
        Locator {
            of: id(resource.id),
            id: self.id.clone(),
            name: self.name(resource).map(str::to_owned),
            cursor: cursor.map(str::to_owned),
            created_at: self.made(resource),
        }
    }
}

/// A row that is not an object or has no id. It is kept and shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its JSON in one line, without secrets.
    pub raw: String,
    /// What is missing or wrong.
    pub why: String,
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A row.
    Row(Arc<Row>),
    /// A row that could not be read.
    Unreadable(Unreadable),
}

impl Line {
    /// Returns the row, if it is readable.
    #[must_use]
    pub fn row(&self) -> Option<&Arc<Row>> {
        match self {
            Self::Row(row) => Some(row),
            Self::Unreadable(_) => None,
        }
    }
}

/// Returns a row's JSON with line breaks; text that is not JSON is unchanged.
#[must_use]
pub fn indented(json: &str) -> String {
    let parsed: Result<serde_json::Value, _> = serde_json::from_str(json);
    parsed.map_or_else(|_| json.to_owned(), |json| format!("{json:#}"))
}

#[cfg(test)]
mod tests {
    use super::indented;

    #[test]
    fn json_for_reading() {
        let check = |text, expect| assert_eq!(indented(text), expect);
        check(r#"{"b":2.50,"a":[]}"#, "{\n  \"b\": 2.50,\n  \"a\": []\n}");
        check("7", "7");
        check("<html>", "<html>");
    }
}

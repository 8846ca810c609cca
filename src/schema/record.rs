//! Records of named values, and the typed handles that read them: a misspelt name or a wrong type
//! does not compile.

use std::marker::PhantomData;
use std::ops::Deref;

use super::value::{FieldValue, Ref, Value};
use super::{FieldSpec, Str};
use crate::call::PathPart;
use crate::domain::ids::{Id, SpelledId, id};
use crate::domain::time::UnixSeconds;

/// A typed handle of a field.
pub struct Field<T> {
    /// The field's id.
    pub id: Str,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Field<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Field<T> {}

impl<T> Field<T> {
    /// Makes the handle.
    #[must_use]
    pub const fn new(id: Str) -> Self {
        Self {
            id,
            of: PhantomData,
        }
    }
}

/// Of a whole list, in what a screen showed of it: up to when the operator exported every row of it.
pub const EXPORTED: Field<UnixSeconds> = Field::new("exported");

/// Of a whole list, likewise: how many rows that export holds.
pub const EXPORTED_ROWS: Field<i64> = Field::new("exported_rows");

/// A description with its typed handle. A catalogue lists `.spec`, which has no type parameter, so
/// that the engine is compiled only once.
pub struct Typed<T, S> {
    /// The handle.
    pub field: Field<T>,
    /// The description.
    pub spec: S,
}

impl<T, S> Deref for Typed<T, S> {
    type Target = Field<T>;

    fn deref(&self) -> &Field<T> {
        &self.field
    }
}

/// The type of a secret's handle. No value has it, so no rule can read one.
pub enum Hidden {}

/// Named values: of a row, of a form, or of the signed-in account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record(Vec<(Id, Value)>);

impl Record {
    /// Makes a record of these values.
    #[must_use]
    pub const fn new(values: Vec<(Id, Value)>) -> Self {
        Self(values)
    }

    /// Returns the values with their names.
    #[must_use]
    pub fn values(&self) -> &[(Id, Value)] {
        &self.0
    }

    /// Returns the value with this name; missing if there is none.
    #[must_use]
    pub fn value(&self, id: &str) -> &Value {
        let found = self.0.iter().find(|(known, _)| known == id);
        found.map_or(&Value::Missing, |(_, value)| value)
    }

    /// Returns the value of a field, if it has the field's type.
    #[must_use]
    pub fn get<T: FieldValue>(&self, field: &Field<T>) -> Option<&T> {
        T::read(self.value(field.id))
    }

    /// Returns the text of a field; empty if there is none.
    #[must_use]
    pub fn text(&self, field: &Field<String>) -> &str {
        self.get(field).map_or("", String::as_str)
    }

    /// Returns the record with a field set.
    #[must_use]
    pub fn with<T: FieldValue>(self, field: &Field<T>, value: T) -> Self {
        self.with_value(id(field.id), value.value())
    }

    /// Returns the record with a value added or replaced.
    #[must_use]
    pub fn with_value(mut self, name: Id, value: Value) -> Self {
        self.set(name, value);
        self
    }

    /// Sets a value.
    pub fn set(&mut self, name: Id, value: Value) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, held)) => *held = value,
            None => self.0.push((name, value)),
        }
    }
}

/// Where a row is in a list and how to read it again. Plain data, stored in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// The resource.
    pub of: Id,
    /// The id as it was received.
    pub id: SpelledId,
    /// The name, by which a gateway may find the row faster.
    pub name: Option<String>,
    /// The cursor of the page that contained the row; `None` for the first page.
    pub cursor: Option<String>,
    /// When the row was created. A list in that order which has passed this time proves the row is
    /// gone.
    pub created_at: Option<UnixSeconds>,
}

impl Locator {
    /// Locates a row by its id alone.
    #[must_use]
    pub fn of_id(of: impl Into<Id>, id: impl Into<SpelledId>) -> Self {
        Self {
            of: of.into(),
            id: id.into(),
            name: None,
            cursor: None,
            created_at: None,
        }
    }

    /// Returns the name, or the id if there is no name.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or_else(|| self.id.as_str())
    }

    /// Returns the id as a part of a path.
    #[must_use]
    pub fn part(&self) -> PathPart {
        PathPart::Id(self.id.clone())
    }

    /// Returns a reference to the row.
    #[must_use]
    pub fn reference(&self) -> Ref {
        Ref {
            of: self.of.clone(),
            id: Some(self.id.clone()),
            name: self.name.clone(),
        }
    }
}

impl FieldSpec {
    /// Returns the field's value in a record; a part of a budget is read from the budget's field.
    #[must_use]
    pub fn value<'a>(&self, record: &'a Record) -> &'a Value {
        match self.kind {
            super::Kind::Part { budget, .. } => record.value(budget),
            _ => record.value(self.id),
        }
    }
}

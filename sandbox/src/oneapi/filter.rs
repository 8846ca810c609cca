//! The conditions of a list, with the values of their parameters.

use rusqlite::{Params, ToSql, params_from_iter};

/// Conditions that all hold.
#[derive(Default)]
pub(crate) struct Filter {
    conditions: Vec<String>,
    values: Vec<Box<dyn ToSql>>,
}

impl Filter {
    /// Adds a condition, in which `?` is the value.
    pub(crate) fn add(&mut self, condition: &str, value: impl ToSql + 'static) {
        let condition = self.numbered(condition, value);
        self.conditions.push(condition);
    }

    /// Adds two conditions of which one has to hold.
    pub(crate) fn add_either(
        &mut self,
        (one, its_value): (&str, impl ToSql + 'static),
        (other, other_value): (&str, impl ToSql + 'static),
    ) {
        let one = self.numbered(one, its_value);
        let other = self.numbered(other, other_value);
        self.conditions.push(format!("({one} OR {other})"));
    }

    fn numbered(&mut self, condition: &str, value: impl ToSql + 'static) -> String {
        self.values.push(Box::new(value));
        condition.replace('?', &format!("?{}", self.values.len()))
    }

    /// The text behind `WHERE`.
    pub(crate) fn clause(&self) -> String {
        if self.conditions.is_empty() {
            return "1".to_owned();
        }
        self.conditions.join(" AND ")
    }

    /// The values in their order.
    pub(crate) fn values(&self) -> impl Params {
        params_from_iter(self.values.iter())
    }
}

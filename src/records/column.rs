//! Which fields of a resource stand in its table and in a drawer.

use super::row::Row;
use crate::schema::{FieldSpec, Place, Resource};

/// Returns the columns of a table: those that are not left out where no row tells them.
pub fn columns<'a>(
    resource: &Resource,
    rows: impl Iterator<Item = &'a Row> + Clone,
) -> Vec<&'static FieldSpec> {
    let stands =
        |field: &&FieldSpec| matches!(field.place, Place::Table { .. } | Place::TableOnly { .. });
    let tells = |field: &&FieldSpec| {
        !field.if_told || rows.clone().any(|row| field.value(&row.record).is_told())
    };
    resource
        .fields
        .iter()
        .filter(stands)
        .filter(tells)
        .collect()
}

/// Returns the fields of a drawer, in their order.
pub fn drawer(resource: &Resource) -> impl Iterator<Item = &'static FieldSpec> {
    let stands = |field: &&FieldSpec| matches!(field.place, Place::Table { .. } | Place::Drawer);
    resource.fields.iter().filter(stands)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{columns, drawer};
    use crate::records::Row;
    use crate::records::sample::{THINGS, row};

    #[test]
    fn which_columns_stand() {
        let check = |things: &[&str], expect: &str| {
            let rows: Vec<Arc<Row>> = things
                .iter()
                .map(|fields| row(&format!("{{\"id\":1{fields}}}")))
                .collect();
            let columns = columns(&THINGS, rows.iter().map(AsRef::as_ref));
            let ids: Vec<&str> = columns.iter().map(|field| field.id).collect();
            assert_eq!(ids.join(" "), expect);
        };
        check(&[], "name status used remaining");
        check(&[r#","pace":null"#], "name status used remaining");
        check(&["", r#","pace":1"#], "name status pace used remaining");
        let drawer: Vec<&str> = drawer(&THINGS).map(|field| field.id).collect();
        assert!(drawer.contains(&"name") && drawer.contains(&"budget"));
        assert!(!drawer.contains(&"used"), "the budget shows it");
    }
}

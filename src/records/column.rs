//! The fields that a table and a drawer show.

use std::sync::Arc;

use super::row::Row;
use crate::schema::{FieldSpec, Place, Resource};

/// Returns the columns of a table, without those to hide because no row has them.
#[must_use]
pub fn columns(
    resource: &Resource,
    rows: &mut dyn Iterator<Item = &Arc<Row>>,
) -> Vec<&'static FieldSpec> {
    let stands =
        |field: &&FieldSpec| matches!(field.place, Place::Table { .. } | Place::TableOnly { .. });
    let columns: Vec<_> = resource.fields.iter().filter(stands).collect();
    let mut present: Vec<bool> = columns.iter().map(|field| !field.if_present).collect();
    for row in rows {
        if present.iter().all(|present| *present) {
            break;
        }
        for (present, field) in present.iter_mut().zip(&columns) {
            *present = *present || field.value(&row.record).is_present();
        }
    }
    let present = columns.into_iter().zip(present);
    present
        .filter_map(|(field, present)| present.then_some(field))
        .collect()
}

/// Returns the fields of a drawer, in order.
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
            let columns = columns(&THINGS, &mut rows.iter());
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

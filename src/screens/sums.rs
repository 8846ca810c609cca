//! Texts for the sums of rows by kind.

use std::sync::Arc;

use crate::records::{Row, View, exact, exact_in, totals};
use crate::schema::{Resource, Total, Value};
use crate::text;
use crate::words::{Phrase, Say, Text};

const OF_KIND: Text = text!("{kind} {sum}" / "{kind} {sum}");
const APPROXIMATE: Text = text!("≈ {sum}" / "≈ {sum}");

/// Returns the sum of each kind, and the number of rows without an amount.
#[must_use]
pub fn sums_of(
    resource: &Resource,
    total: Total,
    rows: &mut dyn Iterator<Item = &Arc<Row>>,
    view: &View<'_>,
) -> (Vec<String>, usize) {
    let (sums, left_out) = totals(total, rows);
    let several = sums.len() > 1;
    let parts = sums.into_iter().map(|sum| {
        let amount = exact(&sum.sum, view);
        let amount = match sum.exact {
            true => amount,
            false => Phrase::from(APPROXIMATE)
                .with("sum", amount)
                .say(view.language),
        };
        let spec = total.by.and_then(|by| resource.field(by));
        let kind = match (sum.kind, spec) {
            (Some(kind), Some(spec)) => exact_in(spec, &Value::Text(kind), view),
            (Some(kind), None) => kind,
            (None, _) => total.without.say(view.language).to_owned(),
        };
        match several {
            true => Phrase::from(OF_KIND)
                .with("kind", kind)
                .with("sum", amount)
                .say(view.language),
            false => amount,
        }
    });
    (parts.collect(), left_out)
}

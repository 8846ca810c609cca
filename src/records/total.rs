//! Sums the shown rows, with a separate sum for each word: incoming money is not added to outgoing
//! money.

use std::sync::Arc;

use super::row::Row;
use crate::domain::ids::SpelledId;
use crate::domain::money::{Amount, Sum};
use crate::domain::order::sorted;
use crate::schema::{Total, Value};

/// The sum of the rows with one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subtotal {
    /// The word as received; `None` for rows without one.
    pub kind: Option<String>,
    /// The sum.
    pub amount: Amount,
    /// Whether every amount in it was exact.
    pub exact: bool,
}

/// Sums rows exactly, and counts rows whose amount could not be added. Words are in order, rows
/// without one first; the sum of no rows is zero.
#[must_use]
pub fn totals(total: Total, rows: &mut dyn Iterator<Item = &Arc<Row>>) -> (Vec<Subtotal>, usize) {
    let mut groups: Vec<(Option<&str>, Vec<&Amount>)> = Vec::new();
    let mut left_out = 0;
    for row in rows {
        let kind = total.by.and_then(|by| word(row.record.value(by)));
        let amount = match row.record.value(total.of) {
            Value::Amount(amount) => Some(amount.as_ref()),
            _ => None,
        };
        left_out += usize::from(amount.is_none());
        match groups.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, amounts)) => amounts.extend(amount),
            None => groups.push((kind, amount.into_iter().collect())),
        }
    }
    if groups.is_empty() {
        groups.push((None, Vec::new()));
    }
    let mut sums = Vec::new();
    for (kind, amounts) in sorted(groups, |(a, _), (b, _)| a.cmp(b)) {
        let count = amounts.len();
        let sum = Sum::of(amounts);
        match sum.total {
            Some(total) => sums.push(Subtotal {
                kind: kind.map(str::to_owned),
                amount: Amount::computed(total),
                exact: sum.exact,
            }),
            // A sum that overflows is not shown; its rows count as left out.
            None => left_out += count,
        }
    }
    (sums, left_out)
}

fn word(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        Value::Ref(reference) => {
            let id = reference.id.as_ref().map(SpelledId::as_str);
            id.or(reference.name.as_deref())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::totals;
    use crate::domain::table::check_table;
    use crate::records::Row;
    use crate::records::sample::{THINGS, row};

    #[test]
    fn words_are_told_apart() {
        check_table(
            r##"
         => - 0 / 0
        "price_usd":"0.5","status":"active" ; "price_usd":"0.000000001","status":"active" => active 0.500000001 / 0
        "price_usd":"1","status":"odd" ; "price_usd":"20","status":"active" ; "price_usd":"2" ; "price_usd":"3","status":"odd" => - 2, active 20, odd 4 / 0
        # What is not told, or cannot be read, is in no sum.
        "price_usd":"7" ; "price_usd":"$7" ; "size":1 => - 7 / 2
        "price_usd":1.5 ; "price_usd":"1" => - ≈2.5 / 0
        "price_usd":"99999999999999999999999999999" ; "price_usd":"99999999999999999999999999999" =>  / 2
        "##,
            |things| {
                let things = things.split(';').filter(|fields| !fields.is_empty());
                let rows: Vec<Arc<Row>> = things
                    .map(|fields| row(&format!("{{\"id\":1,{fields}}}")))
                    .collect();
                let total = THINGS.total.expect("things are added up");
                let (sums, left_out) = totals(total, &mut rows.iter());
                let sums: Vec<String> = sums
                    .iter()
                    .map(|sum| {
                        let mark = if sum.exact { "" } else { "≈" };
                        let kind = sum.kind.as_deref().unwrap_or("-");
                        format!("{kind} {mark}{}", sum.amount.value.plain())
                    })
                    .collect();
                format!("{} / {left_out}", sums.join(", "))
                    .trim_start()
                    .to_owned()
            },
        );
    }
}

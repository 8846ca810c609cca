//! Sums the shown rows, with a separate sum for each word: incoming money is not added to outgoing
//! money.

use std::sync::Arc;

use super::row::Row;
use crate::domain::ids::SpelledId;
use crate::domain::money::{Amount, Sum};
use crate::domain::order::sorted;
use crate::domain::quota::QuotaUnits;
use crate::schema::{Total, Value};

/// The sum of the rows with one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subtotal {
    /// The word as received; `None` for rows without one.
    pub kind: Option<String>,
    /// The sum: of money or of quota.
    pub sum: Value,
    /// Whether every amount in it was exact.
    pub exact: bool,
}

/// Sums rows exactly, and counts rows whose amount could not be added. Words are in order, rows
/// without one first; the sum of no rows is zero.
#[must_use]
pub fn totals(total: Total, rows: &mut dyn Iterator<Item = &Arc<Row>>) -> (Vec<Subtotal>, usize) {
    let mut groups: Vec<(Option<&str>, Vec<&Value>)> = Vec::new();
    let mut left_out = 0;
    for row in rows {
        let kind = total.by.and_then(|by| word(row.record.value(by)));
        let amount = Some(row.record.value(total.of));
        let amount = amount.filter(|it| matches!(it, Value::Amount(_) | Value::QuotaUnits(_)));
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
        match added(&amounts) {
            Some((sum, exact)) => sums.push(Subtotal {
                kind: kind.map(str::to_owned),
                sum,
                exact,
            }),
            // A sum that overflows is not shown; its rows count as left out.
            None => left_out += amounts.len(),
        }
    }
    (sums, left_out)
}

/// Returns the sum of values that are all money or all quota, and whether all were exact.
fn added(values: &[&Value]) -> Option<(Value, bool)> {
    let quota = values.iter().filter_map(|value| match value {
        Value::QuotaUnits(units) => Some(i128::from(units.0)),
        _ => None,
    });
    let quota: Vec<i128> = quota.collect();
    if !quota.is_empty() {
        let all = quota.len() == values.len();
        let sum = i64::try_from(quota.iter().sum::<i128>()).ok();
        return sum
            .filter(|_| all)
            .map(|sum| (Value::QuotaUnits(QuotaUnits(sum)), true));
    }
    let amounts = values.iter().filter_map(|value| match value {
        Value::Amount(amount) => Some(amount.as_ref()),
        _ => None,
    });
    let sum = Sum::of(amounts.collect::<Vec<&Amount>>());
    Some((
        Value::Amount(Box::new(Amount::computed(sum.total?))),
        sum.exact,
    ))
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

    use super::{added, totals};
    use crate::domain::quota::QuotaUnits;
    use crate::domain::table::check_table;
    use crate::records::Row;
    use crate::records::sample::{THINGS, row};
    use crate::schema::Value;

    #[test]
    fn quota_is_added_up_too() {
        let check = |units: &[i64], expect: Option<i64>| {
            let values: Vec<Value> = units
                .iter()
                .map(|units| Value::QuotaUnits(QuotaUnits(*units)))
                .collect();
            let sum = added(&values.iter().collect::<Vec<_>>());
            let expect = expect.map(|sum| (Value::QuotaUnits(QuotaUnits(sum)), true));
            assert_eq!(sum, expect, "{units:?}");
        };
        check(&[1, -3, 9_007_199_254_740_993], Some(9_007_199_254_740_991));
        check(&[i64::MAX, 1, -1], Some(i64::MAX));
        check(&[i64::MAX, 1], None);
    }

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
                        let sum = match &sum.sum {
                            Value::Amount(amount) => amount.value.plain(),
                            Value::QuotaUnits(units) => units.0.to_string(),
                            other => panic!("{other:?}"),
                        };
                        format!("{kind} {mark}{sum}")
                    })
                    .collect();
                format!("{} / {left_out}", sums.join(", "))
                    .trim_start()
                    .to_owned()
            },
        );
    }
}

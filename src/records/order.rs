//! Sorts rows by a field. Rows without a value come last in both directions.

use std::cmp::Ordering;
use std::sync::Arc;

use super::row::Row;
use crate::domain::budget::{Budget, Figures};
use crate::domain::money::Usd;
use crate::domain::time::UnixSeconds;
use crate::domain::{decimal, order};
use crate::schema::{BudgetPart, FieldSpec, Kind, Rank, Record, Resource, Value};

/// The sort key of a value. Values of one field have the same variant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Number(i128),
    Money(Usd),
    /// A known word by its rank, or an unknown one by its text.
    Word(usize, String),
    /// In lower case, then as written.
    Text(String, String),
}

/// Decimals at which numbers with a unit are compared.
const DECIMALS: u32 = 12;

/// Returns the rows in the order named by an address: a field, or `-field` for descending. Equal
/// rows keep their order, and an unknown field leaves all rows in theirs.
#[must_use]
pub fn sorted(resource: &Resource, order: &str, rows: Vec<Arc<Row>>) -> Vec<Arc<Row>> {
    let records: Vec<Option<&Record>> = rows.iter().map(|row| Some(&row.record)).collect();
    let places = places(resource, order, &records);
    let take = |place: usize| rows.get(place).cloned();
    places.into_iter().filter_map(take).collect()
}

/// Returns the positions of these records in the order named by an address; lines without a record
/// come last.
#[must_use]
pub fn places(resource: &Resource, order: &str, records: &[Option<&Record>]) -> Vec<usize> {
    let (field, reverse) = match order.strip_prefix('-') {
        Some(field) => (field, true),
        None => (order, false),
    };
    let Some(spec) = resource.field(field) else {
        return (0..records.len()).collect();
    };
    // The key of each value is computed once rather than for each comparison.
    let keys: Vec<Option<Place>> = records
        .iter()
        .map(|record| record.and_then(|record| place(spec, record)))
        .collect();
    order::places(records.len(), &|a, b| {
        let key = |at: usize| keys.get(at).and_then(Option::as_ref);
        told_first(key(a), key(b), reverse)
    })
}

/// Returns the positions of these records by rank, the highest first; equal ranks keep their order,
/// and lines without a record or a rank come last.
#[must_use]
pub fn ranked(rank: Rank, records: &[Option<&Record>], now: UnixSeconds) -> Vec<usize> {
    let ranks: Vec<Option<i64>> = records
        .iter()
        .map(|record| record.and_then(|record| rank(record, now)))
        .collect();
    order::places(records.len(), &|a, b| ranks[b].cmp(&ranks[a]))
}

fn told_first(a: Option<&Place>, b: Option<&Place>, reverse: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if reverse => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

fn place(spec: &FieldSpec, record: &Record) -> Option<Place> {
    let number = |number: i64| Place::Number(number.into());
    Some(match spec.value(record) {
        Value::Missing | Value::Null | Value::Unreadable(_) => return None,
        Value::Text(text) => match spec.kind {
            Kind::Word(words) => {
                let known = words.iter().position(|(word, ..)| word == text);
                Place::Word(known.unwrap_or(words.len()), text.clone())
            }
            _ => of_text(text),
        },
        Value::Truth(truth) => number((*truth).into()),
        Value::Whole(whole) => number(*whole),
        Value::Decimal(value) => Place::Number(decimal::size(&value.text, DECIMALS)?),
        Value::Amount(amount) => Place::Money(amount.value),
        Value::QuotaUnits(units) => number(units.0),
        Value::Percent(percent) => number(percent.thousandths()),
        Value::Budget(budget) => {
            let Budget::Limited(figures) = budget.as_ref() else {
                return None;
            };
            match spec.kind {
                Kind::Part { part, .. } => of_part(figures, part)?,
                _ => of_part(figures, BudgetPart::Remaining)?,
            }
        }
        Value::Window(window) => number(window.used?.thousandths()),
        Value::Time(time) => number(time.0),
        Value::Ref(reference) => of_text(reference.label()),
        Value::Words(words) => of_text(&words.join("\n")),
        Value::Document(document) => of_text(&document.0),
    })
}

fn of_text(text: &str) -> Place {
    Place::Text(text.to_lowercase(), text.to_owned())
}

fn of_part(figures: &Figures, part: BudgetPart) -> Option<Place> {
    let amount = match part {
        BudgetPart::Share => {
            return Some(Place::Number(figures.spent()?.thousandths().into()));
        }
        BudgetPart::Limit => &figures.limit,
        BudgetPart::Used => &figures.used,
        BudgetPart::Remaining => &figures.remaining,
    };
    Some(Place::Money(amount.as_ref()?.value))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{ranked, sorted};
    use crate::domain::table::{check_table, parts};
    use crate::domain::time::UnixSeconds;
    use crate::records::sample::{THINGS, row};
    use crate::schema::{Field, Rank};

    /// The ids of things of these fields, in order.
    fn ids(order: &str, things: &[&str]) -> String {
        let things = things.iter().enumerate().map(|(at, fields)| {
            let beside = if fields.is_empty() { "" } else { "," };
            row(&format!("{{\"id\":{at}{beside}{fields}}}"))
        });
        let sorted = sorted(&THINGS, order, things.collect());
        let ids: Vec<&str> = sorted.iter().map(|row| row.id.as_str()).collect();
        ids.join("")
    }

    #[test]
    fn orders_of_each_kind() {
        check_table(
            r##"
        name | "name":"b" ;  ; "name":"C" ; "name":"a" => 3021 2031
        status | "status":"odd" ; "status":"disabled" ; "status":"active" => 210 012
        size | "size":10 ; "size":9 => 10 01
        ends | "ends_at":0 ; "ends_at":7 ; "ends_at":5 => 210 120
        price | "price_usd":"10" ; "price_usd":"9.5" ; "price_usd":"$1" ; "price_usd":"-1" => 3102 0132
        quota | "quota":10 ; "quota":9 ; "quota":-5 => 210 012
        pace | "pace":2.5 ; "pace":"2.25" => 10 01
        share | "share_percent":10 ; "share_percent":9 => 10 01
        group | "group_id":"b" ; "group_id":null ; "group_id":"a" => 201 021
        "##,
            |input| {
                let [order, things] = parts(input);
                let things: Vec<&str> = things.split(';').map(str::trim).collect();
                let reverse = format!("-{order}");
                [order, &reverse].map(|order| ids(order, &things)).join(" ")
            },
        );
    }

    #[test]
    fn parts_of_a_budget() {
        let things = [
            r#""budget":null"#,
            r#""budget":{"limit_usd":"10","used_usd":"5"}"#,
            r#""budget":{"limit_usd":"100","used_usd":"101"}"#,
            "",
            r#""budget":{"used_percent":60}"#,
        ];
        let check = |order, expect| assert_eq!(ids(order, &things), expect, "{order}");
        check("remaining", "21034");
        check("-remaining", "12034");
        check("used", "14203");
        check("-used", "24103");
        // No order, and one that no field has.
        check("", "01234");
        check("colour", "01234");
    }

    #[test]
    fn ranks_go_from_the_highest() {
        let rows = ["2", "", "7", "2", "9"].map(|size| match size {
            "" => row(r#"{"id":1}"#),
            size => row(&format!("{{\"id\":1,\"size\":{size}}}")),
        });
        let mut records: Vec<_> = rows.iter().map(|row| Some(&row.record)).collect();
        records.push(None);
        let by_size: Rank = |record, now| {
            let size = *record.get(&Field::<i64>::new("size"))?;
            (size != now.0).then_some(size)
        };
        assert_eq!(
            ranked(by_size, &records, UnixSeconds(0)),
            [4, 2, 0, 3, 1, 5]
        );
        assert_eq!(
            ranked(by_size, &records, UnixSeconds(9)),
            [2, 0, 3, 1, 4, 5]
        );
    }

    proptest! {
        #[test]
        fn an_order_is_a_permutation_and_stable(
            sizes in prop::collection::vec(prop::option::of(0_u8..4), 0..30),
            reverse in any::<bool>(),
        ) {
            let rows: Vec<_> = sizes.iter().enumerate().map(|(at, size)| {
                let size = size.map_or(String::new(), |size| format!(",\"size\":{size}"));
                row(&format!("{{\"id\":{at}{size}}}"))
            }).collect();
            let order = if reverse { "-size" } else { "size" };
            let sorted = sorted(&THINGS, order, rows.clone());
            let mut ids: Vec<usize> = sorted.iter().filter_map(|row| row.id.as_str().parse().ok()).collect();
            let size = |at: usize| sizes.get(at).copied().flatten();
            for pair in ids.windows(2) {
                let (before, after) = (pair[0], pair[1]);
                match (size(before), size(after)) {
                    (Some(a), Some(b)) if a == b => prop_assert!(before < after),
                    (Some(a), Some(b)) => prop_assert_eq!(a < b, !reverse),
                    (None, None) => prop_assert!(before < after),
                    (value, _) => prop_assert!(value.is_some()),
                }
            }
            ids.sort_unstable();
            prop_assert!(ids.into_iter().eq(0..sizes.len()));
        }
    }
}

//! Budgets in each form that the gateway tells.

use super::{BUDGET, band, rank, remaining, spent, sum};
use crate::domain::budget::{Budget, Figures};
use crate::domain::money::{Amount, Precision};
use crate::domain::time::UnixSeconds;
use crate::schema::{FieldValue, Record, Value};

const NOW: UnixSeconds = UnixSeconds(1_000);

fn of(limit: &str, used: &str) -> Record {
    let figures = Figures {
        limit: Amount::from_text(limit),
        used: Amount::from_text(used),
        ..Figures::default()
    };
    Record::default().with(&BUDGET, Budget::Limited(figures.completed()))
}

#[test]
fn bands_and_ranks() {
    let check = |row: &Record, expect, ranked: Option<bool>| {
        assert_eq!(band(row, NOW), Some(expect));
        // The spent ones stand above every other.
        assert_eq!(rank(row, NOW).map(|rank| rank >= 1 << 50), ranked);
    };
    let unlimited = Record::default().with(&BUDGET, Budget::Unlimited);
    check(&of("100", "74.999"), "comfortable", None);
    check(&of("100", "75"), "low", Some(false));
    check(&of("100", "130"), "spent", Some(true));
    check(&unlimited, "unlimited", None);
    check(&Record::default(), "unknown", None);
    let odd = Value::Unreadable("\"$5\"".to_owned());
    let odd = Record::default().with_value(BUDGET.field.id.into(), odd);
    assert_eq!((band(&odd, NOW), rank(&odd, NOW)), (None, None));
    assert!(rank(&of("100", "99"), NOW) > rank(&of("100", "80"), NOW));
    assert!(rank(&of("100", "130"), NOW) > rank(&of("100", "100"), NOW));
}

#[test]
fn what_is_added_up() {
    let rows = [of("100", "40"), of("10", "12.5"), Record::default()];
    let rows: Vec<&Record> = rows.iter().collect();
    let plain = |value: Value| Amount::read(&value).map(|sum| sum.value.plain());
    assert_eq!(plain(spent(&rows, NOW)).as_deref(), Some("52.5"));
    assert_eq!(plain(remaining(&rows, NOW)).as_deref(), Some("57.5"));
    assert_eq!(spent(&[], NOW), Value::Missing);
    let float = Amount::from_number("0.5").expect("an amount");
    let sum = sum([&float]);
    let precision = Amount::read(&sum).map(|sum| sum.precision);
    assert_eq!(precision, Some(Precision::Approximate));
}

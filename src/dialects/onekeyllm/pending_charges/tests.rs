//! What is read and said of pending charges.

use super::age::{age, rank};
use super::fields::{AMOUNT, COUNT, CREATED_AT, ID, KEY};
use super::{PENDING_CHARGES, count, heading};
use crate::domain::time::UnixSeconds;
use crate::schema::{Record, Ref, Value};

use crate::dialects::sample::usd;

const NOW: UnixSeconds = UnixSeconds(1_000_000);

fn since(ago: i64) -> Record {
    Record::default().with(&CREATED_AT, UnixSeconds(NOW.0 - ago))
}

#[test]
fn ages() {
    let check = |row: &Record, expect| assert_eq!(age(row, NOW), Some(expect), "{row:?}");
    check(&since(-5), "fresh");
    check(&since(600), "fresh");
    check(&since(601), "slow");
    check(&since(3_601), "old");
    check(&since(86_400), "old");
    check(&since(86_401), "stuck");
    check(&Record::default(), "not-told");
}

#[test]
fn what_needs_attention() {
    let sum = |text| Record::default().with(&AMOUNT, usd(text));
    let rows = [
        since(90_000),
        since(4_000),
        sum("20"),
        sum("0.5"),
        Record::default(),
    ];
    let ranks: Vec<i64> = rows.iter().filter_map(|row| rank(row, NOW)).collect();
    assert!(
        ranks.len() == rows.len() && ranks.is_sorted_by(|a, b| a > b),
        "{ranks:?}"
    );
    assert_eq!(rank(&since(3_600), NOW), None);
    let groups = PENDING_CHARGES.attention[0].groups;
    for row in &rows {
        assert_eq!(
            groups.iter().filter(|group| (group.of)(row, NOW)).count(),
            1
        );
    }
}

#[test]
fn headings() {
    let check = |row: Record, expect| assert_eq!(heading(&row), expect);
    let row = || Record::default().with(&ID, "chg_1".into());
    let priced = row().with(&AMOUNT, usd("12.5"));
    check(row(), "– · chg_1");
    check(priced.clone(), "12.50 USD · chg_1");
    let key = Ref {
        of: "keys".into(),
        id: Some("k".into()),
        name: Some("Payments".into()),
    };
    check(priced.with(&KEY, key), "12.50 USD · Payments");
}

#[test]
fn sums_stand_for_several_charges() {
    let rows = [Record::default().with(&COUNT, 3), Record::default()];
    let rows: Vec<&Record> = rows.iter().collect();
    assert_eq!(count(&rows, NOW), Value::Whole(4));
}

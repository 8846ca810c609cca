//! What is read and said of pending charges.

use super::age::{age, rank};
use super::fields::{AMOUNT, COUNT, CREATED_AT, ID, KEY, KIND};
use super::{PENDING_CHARGES, count, heading};
use crate::domain::time::UnixSeconds;
use crate::records::read_page;
use crate::schema::{Query, Record, Ref, Value};

use super::super::sample::Sample;

const NOW: UnixSeconds = UnixSeconds(1_000_000);

fn since(ago: i64) -> Record {
    Record::default().with(&CREATED_AT, UnixSeconds(NOW.0 - ago))
}

#[test]
fn both_readings() {
    let check = |body: &str, expect: &[&str]| {
        let json = serde_json::from_str(body).expect("JSON");
        let page = read_page(&PENDING_CHARGES, &Query::oldest(), &json).expect("a page");
        let lines = page.lines.iter().map(|line| {
            let Some(row) = line.row() else {
                return "unreadable".to_owned();
            };
            let key = row.record.get(&KEY).map_or("", Ref::label);
            let kind = row.record.text(&KIND);
            let amount = row.record.get(&AMOUNT).map(|amount| amount.value.plain());
            let count = row.record.get(&COUNT).copied().unwrap_or(0);
            format!(
                "{} {kind} {key} {} {count}",
                row.id,
                amount.unwrap_or_default()
            )
        });
        assert_eq!(lines.collect::<Vec<_>>(), expect, "{body}");
    };
    let single = r#"{"object":"list","data":[{"id":"chg_01","kind":"request","api_key_id":"key_01","api_key_name":"CI","amount_usd":"0.012345678"}],"has_more":false}"#;
    check(single, &["chg_01 request CI 0.012345678 0"]);
    let sums = r#"[{"api_key_id":"key_01","pending_usd":"5.0","count":3},{"key_id":"key_02","pending_usd":"1","count":"2"}]"#;
    check(sums, &["key_01  key_01 5 3", "key_02  key_02 1 2"]);
    // An amount that makes no sense costs its field and not its row.
    let odd = r#"{"charges":[{"amount_usd":"1"},{"id":"a","amount_usd":"x","kind":"surcharge"}]}"#;
    check(odd, &["unreadable", "a surcharge   0"]);
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
    let sum = |usd| Record::default().with(&AMOUNT, Sample::usd(usd));
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
    let priced = row().with(&AMOUNT, Sample::usd("12.5"));
    check(row(), "– · chg_1");
    check(priced.clone(), "12.50 USD · chg_1");
    let key = Sample::reference("keys", "k", "Payments");
    check(priced.with(&KEY, key), "12.50 USD · Payments");
}

#[test]
fn sums_stand_for_several_charges() {
    let rows = [Record::default().with(&COUNT, 3), Record::default()];
    let rows: Vec<&Record> = rows.iter().collect();
    assert_eq!(count(&rows, NOW), Value::Whole(4));
}

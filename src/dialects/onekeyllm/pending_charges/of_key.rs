//! The pending charges of a key to be deleted, each kind separately: incoming top-ups are not added
//! to outgoing charges.

use crate::domain::money::Amount;
use crate::schema::{Context, FieldValue, Finding, Level, Record, Ref};
use crate::text;
use crate::words::Text;

use super::super::budgets::sum;
use super::fields::{AMOUNT, KEY, KIND};

/// Returns notes about the charges that the lookup found; none before they are read.
#[must_use]
pub fn pending_of_key(context: &Context) -> Vec<Finding> {
    let Some(seen) = context.seen("charges") else {
        return Vec::new();
    };
    let this = context.at.id.as_str();
    let is_of_key = |key: &Ref| key.id.as_ref().is_some_and(|id| id.as_str() == this);
    let rows = seen.rows.iter();
    let rows: Vec<&Record> = rows
        .filter(|row| row.get(&KEY).is_some_and(is_of_key))
        .collect();
    let note = |words| Finding::new(Level::Note, words);
    if rows.is_empty() {
        return vec![note(if seen.whole {
            text!("No pending charges." / "没有待结算账目。")
        } else {
            text!(
                "No pending charges among those that were read." / "已读取的记录中没有待结算账目。"
            )
        })];
    }
    let mut findings: Vec<Finding> = kinds(&rows)
        .into_iter()
        .filter_map(|kind| of_kind(&rows, kind))
        .collect();
    let without = rows.iter().filter(|row| row.get(&AMOUNT).is_none()).count();
    if let Ok(without @ 1..) = i64::try_from(without) {
        let words = text!(
            "{n} charge without an amount is not included."
                / "{n} charges without an amount are not included."
                / "{n} 笔扣费没有金额，未计入。"
        );
        findings.push(note(words).with("n", without.value()));
    }
    if !seen.whole {
        findings.push(note(text!(
            "There are more charges, which were not read." / "还有更多未读取的扣费。"
        )));
    }
    findings
}

/// Returns the kinds that occur, in the order of their words.
fn kinds<'a>(rows: &[&'a Record]) -> Vec<&'a str> {
    let mut kinds = Vec::new();
    for row in rows {
        let kind = row.text(&KIND);
        if let Err(place) = kinds.binary_search(&kind) {
            kinds.insert(place, kind);
        }
    }
    kinds
}

fn of_kind(rows: &[&Record], kind: &str) -> Option<Finding> {
    let rows = rows.iter().filter(|row| row.text(&KIND) == kind);
    let amounts: Vec<&Amount> = rows.filter_map(|row| row.get(&AMOUNT)).collect();
    let count = i64::try_from(amounts.len()).ok()?;
    let sum = sum(amounts);
    let words = words(kind);
    let finding = Finding::new(Level::Note, words).with("sum", sum.clone());
    let finding = finding
        .with("n", count.value())
        .with("kind", kind.to_owned().value());
    sum.is_present().then_some(finding)
}

fn words(kind: &str) -> Text {
    match kind {
        "request" => text!(
            "Pending for requests: {sum} in {n} charge."
                / "Pending for requests: {sum} in {n} charges."
                / "待结请求费用：{sum}，共 {n} 笔。"
        ),
        "topup" => text!(
            "Pending for top-ups: {sum} in {n} charge."
                / "Pending for top-ups: {sum} in {n} charges."
                / "待结充值：{sum}，共 {n} 笔。"
        ),
        "subscription" => text!(
            "Pending for subscriptions: {sum} in {n} charge."
                / "Pending for subscriptions: {sum} in {n} charges."
                / "待结订阅费用：{sum}，共 {n} 笔。"
        ),
        "" => text!(
            "Pending: {sum} in {n} charge."
                / "Pending: {sum} in {n} charges."
                / "待结：{sum}，共 {n} 笔。"
        ),
        _ => text!(
            "Pending, {kind}: {sum} in {n} charge."
                / "Pending, {kind}: {sum} in {n} charges."
                / "待结（{kind}）：{sum}，共 {n} 笔。"
        ),
    }
}

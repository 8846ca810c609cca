//! Deletes the rows of the log before a time, all kinds and for good (contract 7.1). The time is in seconds:
//! in milliseconds it would delete every row.

use super::super::version::Version;
use super::super::who::{version, why_no_admin_write};
use super::{AT, oldest};
use crate::call::{Method, PathPart, Write};
use crate::domain::ids::SpelledId;
use crate::domain::time::UnixSeconds;
use crate::schema::{
    Action, Check, Confirm, Context, EXPORTED, EXPORTED_ROWS, FieldValue, Finding, Input, Level,
    Locator, Lookup, Record, SAME_TWICE, Step, Target, TypedInput, Undo, Value, WhyNot, Yields,
    always,
};
use crate::text;
use crate::words::Text;

const BEFORE: TypedInput<UnixSeconds> = Input::moment(
    "before",
    text!("Delete rows before" / "删除此时间之前的记录"),
)
.hint(text!(
    "Rows of this moment and later stay." / "此时间及之后的记录保留。"
))
.required(text!("Choose a moment." / "请选择时间。"))
.check(|value, now| {
    let in_future = matches!(value, Value::Time(at) if *at > now);
    in_future.then_some(text!(
        "This moment is in the future: every row would be deleted."
            / "该时间在未来：将删除全部记录。"
    ))
});

/// The action.
pub static PURGE_LOGS: Action = Action {
    id: "purge-logs",
    on: Target::List,
    button: text!("Delete old rows" / "删除旧记录"),
    title: text!("Delete old rows of the log" / "删除旧日志记录"),
    lead: Some(text!(
        "All kinds of rows are deleted, also top-ups and changes of quota, whatever the filters show."
            / "删除所有类型的记录，包括充值和额度变更，与筛选条件无关。"
    )),
    sentence: |_| {
        text!("Delete every row of the log before {before}." / "删除 {before} 之前的全部日志记录。")
    },
    verb: |_| text!("Delete rows" / "删除记录"),
    inputs: &[BEFORE.spec],
    check: |_| None,
    facts: &[],
    lookups: &[Lookup::all("oldest-logs", 1)],
    offered: always,
    why_not: |context| {
        const NOT_EXPORTED: WhyNot = WhyNot {
            words: text!(
                "First export the whole log in this sitting: without filters and to its end."
                    / "请先在本次会话中导出完整日志：不加筛选，直到末尾。"
            ),
            source: "",
        };
        let is_exported = context.shown.get(&EXPORTED).is_some();
        why_no_admin_write(context.who).or_else(|| (!is_exported).then_some(NOT_EXPORTED))
    },
    notes: |context| {
        const HOLDS: Text = text!(
            "The exported file holds {n} row, and what is deleted is among them."
                / "The exported file holds {n} rows, and what is deleted is among them."
                / "导出的文件含 {n} 行，要删除的记录均在其中。"
        );
        let from = oldest_of(context).and_then(|row| row.get(&AT));
        let rows = context.shown.get(&EXPORTED_ROWS).copied();
        let holds = rows.map(|rows| Finding::new(Level::Caution, HOLDS).with("n", rows.value()));
        let oldest = from.map(|from| {
            let words = text!(
                "The oldest row that the gateway shows is of {at}."
                    / "网关显示的最早记录时间为 {at}。"
            );
            Finding::new(Level::Note, words).with("at", from.value())
        });
        oldest.into_iter().chain(holds).collect()
    },
    plan,
    confirm: Confirm::TypeName(text!(
        "Deleted rows cannot be restored; only the exported file holds them."
            / "删除的记录无法恢复，仅保存在导出的文件中。"
    )),
    undo: Undo::Not(text!(
        "Cannot be undone: only the exported file holds the rows."
            / "无法撤销：记录仅保存在导出的文件中。"
    )),
    yields: Yields::Nothing,
    destroys: true,
    if_applied_twice: SAME_TWICE,
};

/// Returns the oldest row, where the gateway sorts its log: the others show the newest one instead.
fn oldest_of<'a>(context: &'a Context) -> Option<&'a Record> {
    if version(context.who) != Version::F2 {
        return None;
    }
    context.seen(oldest::OLDEST_LOGS.id)?.rows.first()
}

fn plan(context: &Context) -> Result<Vec<Step>, WhyNot> {
    const AFTER_EXPORT: WhyNot = WhyNot {
        words: text!(
            "Rows that were made after the export would be deleted too. Choose an earlier moment, or export again."
                / "导出之后产生的记录也会被删除。请选择更早的时间，或重新导出。"
        ),
        source: "",
    };
    let before = context.want(&BEFORE)?;
    if context
        .shown
        .get(&EXPORTED)
        .is_none_or(|until| before > *until)
    {
        return Err(AFTER_EXPORT);
    }
    let part = PathPart::Id(SpelledId::from(before.0.to_string().as_str()));
    let write = Write::new(Method::Delete, "/api/log/?target_timestamp={}", [part]);
    // Only where the row that the gateway shows is old enough does its absence prove anything.
    let row = oldest_of(context).filter(|row| row.get(&AT).is_some_and(|at| *at < before));
    let check = match row.map(|row| row.value("id")) {
        Some(Value::Text(id)) => Check::Goes {
            at: Locator::of_id(oldest::OLDEST_LOGS.id, id.as_str()),
        },
        _ => Check::ResponseOnly,
    };
    Ok(vec![Step::new(write, check)])
}

#[cfg(test)]
mod tests {
    use super::{BEFORE, PURGE_LOGS};
    use crate::dialects::sample::check_cases;
    use crate::domain::time::UnixSeconds;
    use crate::schema::FieldValue;

    #[test]
    fn no_moment_in_the_future() {
        let check = |at: i64, expect: bool| {
            let value = UnixSeconds(at).value();
            let problem = (BEFORE.spec.check)(&value, UnixSeconds(1_000_000));
            assert_eq!(problem.is_some(), expect, "{at}");
        };
        check(1_000_000, false);
        check(1_000_001, true);
        // The same moment in milliseconds.
        check(900_000_000, true);
    }

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &PURGE_LOGS,
            r##"
            shown {"exported":900000}
            form {"before":"1970-01-02T00:00"}
            => types Deleted rows cannot be restored
            seen {"oldest-logs":[{"uuid":"u-1","created_at":5}]}
            => sends DELETE /api/log/?target_timestamp=86400; u-1 goes from oldest-logs
            => notes The oldest row that the gateway shows is of 1970-01-01 00:00:05
            => says Delete every row of the log before 1970-01-02 00:00:00. / Delete rows
            seen {"oldest-logs":[{"uuid":"u-1","created_at":86400}]} => sends DELETE /api/log/?target_timestamp=86400; the response tells
            seen {"oldest-logs":[]} => sends DELETE /api/log/?target_timestamp=86400; the response tells
            form {"before":"1970-01-11T11:00"} => refuses Rows that were made after the export
            who {"version":"u"} => sends DELETE /api/log/?target_timestamp=86400; the response tells
            who {"version":"u"} => notes
            shown {"exported":"none"} => refuses First export the whole log
            who {"role":"common"} => refuses Your token belongs to a user without admin rights
            "##,
        );
    }
}

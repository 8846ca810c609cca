//! Sums of rows by time and by word, for a chart.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::draw::View;
use super::facts::exact_in;
use super::row::Row;
use crate::domain::order::sorted;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::schema::{Chart, Each, Resource, Value};
use crate::text;
use crate::words::Text;

const WITHOUT: Text = text!("none" / "无");

/// The most bars: a quarter of days, or four days of hours.
const MOST_BARS: usize = 100;

/// A bar, or a line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The time or the word.
    pub label: String,
    /// The number of calls.
    pub calls: i64,
    /// The sum of quota.
    pub sum: QuotaUnits,
}

/// The sums of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// By time, without gaps.
    pub times: Vec<Part>,
    /// By the words of each field, the largest sum first.
    pub words: Vec<Vec<Part>>,
    /// The rows that are not in it: their time or quota is not known, or a sum overflows.
    pub left_out: usize,
}

/// Adds up rows by time and by word.
#[must_use]
pub fn course(
    chart: &Chart,
    resource: &Resource,
    rows: &mut dyn Iterator<Item = &Arc<Row>>,
    view: &View,
) -> Course {
    let mut times = BTreeMap::new();
    let mut words: Vec<Sums> = vec![BTreeMap::new(); chart.by.len()];
    let mut left_out = 0;
    for row in rows {
        let value = |field: &str| row.record.value(field);
        let is_meant = chart
            .only
            .is_none_or(|(field, word)| matches!(value(field), Value::Text(text) if text == word));
        if !is_meant {
            continue;
        }
        let calls = match value(chart.calls) {
            Value::Whole(calls) => *calls,
            _ => 1,
        };
        let (time, units) = (label_of(chart.each, value(chart.at), view), value(chart.of));
        let (Some(time), Value::QuotaUnits(units)) = (time, units) else {
            left_out += 1;
            continue;
        };
        let mut is_added = add(&mut times, time, calls, *units);
        for (by, words) in chart.by.iter().zip(&mut words) {
            let word = match resource.field(by) {
                Some(spec) if value(by).is_present() => exact_in(spec, value(by), view),
                _ => view.say(WITHOUT),
            };
            is_added &= add(words, word, calls, *units);
        }
        left_out += usize::from(!is_added);
    }
    let words = words.into_iter();
    let words = words.map(|words| sorted(parts(words), |a, b| b.sum.cmp(&a.sum)));
    Course {
        times: without_gaps(chart.each, parts(times)),
        words: words.collect(),
        left_out,
    }
}

type Sums = BTreeMap<String, (i64, i64)>;

/// Adds to a sum; `false` if it would overflow.
fn add(sums: &mut Sums, label: String, calls: i64, units: QuotaUnits) -> bool {
    let (all_calls, all) = sums.entry(label).or_default();
    let sum = all_calls.checked_add(calls).zip(all.checked_add(units.0));
    if let Some(sum) = sum {
        (*all_calls, *all) = sum;
    }
    sum.is_some()
}

fn parts(sums: Sums) -> Vec<Part> {
    let part = |(label, (calls, sum))| Part {
        label,
        calls,
        sum: QuotaUnits(sum),
    };
    sums.into_iter().map(part).collect()
}

/// Returns `2026-11-22` or `2026-11-22 05:00` in the operator's time zone.
fn label_of(each: Each, value: &Value, view: &View) -> Option<String> {
    let text = match value {
        Value::Time(at) => (view.stamp)(*at),
        Value::Text(text) => text.clone(),
        _ => return None,
    };
    match each {
        Each::Day => Some(text.get(..10)?.to_owned()),
        Each::Hour => Some(format!("{}:00", text.get(..13)?)),
    }
}

/// Adds the times without calls between the first and the last one. What is no time, or would need too
/// many bars, stays as it is.
fn without_gaps(each: Each, parts: Vec<Part>) -> Vec<Part> {
    let step = match each {
        Each::Day => 86_400,
        Each::Hour => 3_600,
    };
    let at = |label: &str| match each {
        Each::Day => UnixSeconds::from_wall_clock(&format!("{label}T00:00"), 0),
        Each::Hour => UnixSeconds::from_wall_clock(label, 0),
    };
    let ends = parts.first().zip(parts.last());
    let ends = ends.and_then(|(first, last)| at(&first.label).zip(at(&last.label)));
    let Some((first, last)) = ends else {
        return parts;
    };
    let bars = (last.0 - first.0) / step + 1;
    if bars < 1 || usize::try_from(bars).is_ok_and(|bars| bars > MOST_BARS) {
        return parts;
    }
    let mut all = parts.into_iter().peekable();
    let mut filled = Vec::new();
    for bar in 0..bars {
        let stamp = UnixSeconds(first.0 + bar * step).wall_clock(0);
        let label = match each {
            Each::Day => stamp[..10].to_owned(),
            Each::Hour => stamp[..16].to_owned(),
        };
        let known = all.next_if(|part| part.label == label);
        filled.push(known.unwrap_or(Part {
            label,
            calls: 0,
            sum: QuotaUnits(0),
        }));
    }
    filled.extend(all);
    filled
}

#[cfg(test)]
mod tests {
    use super::{Part, add, without_gaps};
    use crate::domain::quota::QuotaUnits;
    use crate::domain::table::{check_table, parts};
    use crate::schema::Each;

    #[test]
    fn times_without_calls_are_bars_too() {
        check_table(
            r##"
            day | 2026-02-27 2026-03-01 => 2026-02-27=1 2026-02-28=0 2026-03-01=1
            day | 2026-02-27 => 2026-02-27=1
            day |  =>
            day | 2026-02-27 soon => 2026-02-27=1 soon=1
            day | 2020-01-01 2026-02-27 => 2020-01-01=1 2026-02-27=1
            hour | 2026-02-28_23:00 2026-03-01_01:00 => 2026-02-28_23:00=1 2026-03-01_00:00=0 2026-03-01_01:00=1
            "##,
            |line| {
                let [each, labels] = parts(line);
                let each = if each == "day" { Each::Day } else { Each::Hour };
                let labels = labels.split_whitespace().map(|label| Part {
                    label: label.replace('_', " "),
                    calls: 1,
                    sum: QuotaUnits(1),
                });
                let filled = without_gaps(each, labels.collect());
                let filled = filled
                    .iter()
                    .map(|part| format!("{}={}", part.label.replace(' ', "_"), part.calls));
                filled.collect::<Vec<_>>().join(" ")
            },
        );
    }

    #[test]
    fn a_sum_that_overflows_is_left_out() {
        let mut sums = super::Sums::new();
        assert!(add(&mut sums, "a".to_owned(), 1, QuotaUnits(i64::MAX)));
        assert!(!add(&mut sums, "a".to_owned(), 1, QuotaUnits(1)));
        assert_eq!(sums["a"], (1, i64::MAX));
    }
}

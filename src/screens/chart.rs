//! A chart of what rows come to by time, with a table of it, and a table by word.

use std::sync::Arc;

use crate::reactive::*;

use crate::records::{Course, Part, Row, course, exact};
use crate::schema::{Chart, Each, Resource, Value};
use crate::screens::looks::Looks;
use crate::text;
use crate::ui::chart::{Bars, FULL};
use crate::ui::detail::Disclosure;
use crate::ui::language::t;
use crate::ui::live;
use crate::words::{Phrase, Text, visible};

/// The most lines of the table by word; the rest is added up.
const MOST_WORDS: usize = 8;

const DAY: Text = text!("Day" / "日期");
const HOURS: Text = text!("Hour by hour" / "逐小时");
const HOUR: Text = text!("Hour" / "小时");
const CALLS: Text = text!("Calls" / "请求数");
const QUOTA: Text = text!("Quota" / "额度");
const OTHERS: Text = text!("{n} more" / "{n} more" / "其余 {n} 项");
const LEFT_OUT: Text = text!(
    "{n} row without a time or a quota is not in it."
        / "{n} rows without a time or a quota are not in it."
        / "{n} 行没有时间或额度，未计入。"
);

/// Draws the chart of rows; nothing while there is nothing to show.
#[must_use]
pub fn chart(
    looks: Looks,
    chart: &'static Chart,
    of: &'static Resource,
    rows: Memo<Arc<Vec<Arc<Row>>>>,
) -> AnyView {
    let summed = live::fresh(move || {
        looks.with(|view| Arc::new(course(chart, of, &mut rows.read().iter(), view)))
    });
    live::part(move || {
        let course = summed.get();
        match course.times.is_empty() {
            true => ().into_any(),
            false => drawn(looks, chart, of, &course),
        }
    })
}

fn drawn(looks: Looks, chart: &'static Chart, of: &'static Resource, course: &Course) -> AnyView {
    let most = course
        .times
        .iter()
        .map(|part| part.sum.0)
        .max()
        .unwrap_or(0);
    let height = |part: &Part| {
        let thousandths = i128::from(part.sum.0) * i128::from(FULL) / i128::from(most.max(1));
        u32::try_from(thousandths).unwrap_or(0)
    };
    let heights: Vec<u32> = course.times.iter().map(height).collect();
    let by = chart.by.iter().zip(&course.words).map(|(by, words)| {
        let label = of.field(by).map_or(QUOTA, |spec| spec.label);
        table(looks, label, most_used(looks, words))
    });
    let by = by.collect_view();
    let left_out = (course.left_out > 0).then(|| {
        let words = Phrase::from(LEFT_OUT).with("n", course.left_out);
        let words = looks.words(move |view| words.say(view.language));
        view! { <p class="hint">{words}</p> }
    });
    let newest = course.times.iter().rev().filter(|part| part.calls > 0);
    let newest: Vec<Part> = newest.cloned().collect();
    let of_time = match chart.each {
        Each::Day => table(looks, DAY, newest),
        // A day of hours is too long to stand open.
        Each::Hour => {
            let hours = table(looks, HOUR, newest);
            view! { <Disclosure title=t(HOURS)>{hours}</Disclosure> }.into_any()
        }
    };
    view! {
        <figure class="course">
            <figcaption>{t(chart.title)}</figcaption>
            <Bars heights />
            <div class="course-tables">
                {by} {of_time}
            </div>
            {left_out}
        </figure>
    }
    .into_any()
}

/// Returns the words with the largest sums, and all others as one.
fn most_used(looks: Looks, words: &[Part]) -> Vec<Part> {
    if words.len() <= MOST_WORDS {
        return words.to_vec();
    }
    let (first, rest) = words.split_at(MOST_WORDS - 1);
    let label = looks.with(|view| {
        let words = Phrase::from(OTHERS).with("n", rest.len());
        words.say(view.language)
    });
    let calls = rest.iter().map(|part| part.calls);
    let units = rest.iter().map(|part| part.sum.0);
    let others = Part {
        label,
        calls: calls.fold(0, i64::saturating_add),
        sum: crate::domain::quota::QuotaUnits(units.fold(0, i64::saturating_add)),
    };
    [first, &[others]].concat()
}

fn table(looks: Looks, of: Text, parts: Vec<Part>) -> AnyView {
    let rows = parts.into_iter().map(|part| {
        let sum = looks.words(move |view| exact(&Value::QuotaUnits(part.sum), view));
        view! {
            <tr>
                <th scope="row">{visible(&part.label).into_owned()}</th>
                <td>{part.calls.to_string()}</td>
                <td>{sum}</td>
            </tr>
        }
        .into_any()
    });
    let rows = rows.collect_view();
    view! {
        <table class="plan">
            <thead>
                <tr>
                    <th scope="col">{t(of)}</th>
                    <th scope="col">{t(CALLS)}</th>
                    <th scope="col">{t(QUOTA)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

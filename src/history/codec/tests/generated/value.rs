//! Generated values: every variant.

use proptest::collection::{btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::domain::budget::{Budget, Figures, Window};
use crate::domain::ids::{Id, SpelledId};
use crate::domain::money::{Amount, Precision, Usd};
use crate::domain::percent::Percent;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::schema::{Decimal, Document, Locator, Record, Ref, Value};

pub(super) fn any_text() -> BoxedStrategy<String> {
    prop_oneof!["\\PC{0,8}", "[\\x00-\\x7f]{0,8}"].boxed()
}

pub(super) fn any_texts() -> BoxedStrategy<Vec<String>> {
    vec(any_text(), 0..3).boxed()
}

pub(super) fn any_id() -> BoxedStrategy<Id> {
    any_text().prop_map(Id::from).boxed()
}

pub(super) fn any_time() -> BoxedStrategy<UnixSeconds> {
    any::<i64>().prop_map(UnixSeconds).boxed()
}

pub(super) fn any_spelled() -> BoxedStrategy<SpelledId> {
    prop_oneof![
        any_text().prop_map(SpelledId::Text),
        any_text().prop_map(SpelledId::Number),
    ]
    .boxed()
}

pub(super) fn any_amount() -> BoxedStrategy<Amount> {
    let value = (-10_i128.pow(30)..10_i128.pow(30)).prop_map(Usd::from_nanos);
    let precision = select(vec![
        Precision::Exact,
        Precision::Rounded,
        Precision::Approximate,
    ]);
    (any_text(), value, precision)
        .prop_map(|(text, value, precision)| Amount {
            text,
            value,
            precision,
        })
        .boxed()
}

pub(super) fn any_percent() -> BoxedStrategy<Percent> {
    any::<i64>().prop_map(Percent::from_thousandths).boxed()
}

pub(super) fn any_budget() -> BoxedStrategy<Budget> {
    let amounts = (of(any_amount()), of(any_amount()), of(any_amount()));
    let figures = (amounts, of(any_percent()), of(any_percent())).prop_map(
        |((limit, used, remaining), used_percent, remaining_percent)| Figures {
            limit,
            used,
            remaining,
            used_percent,
            remaining_percent,
        },
    );
    prop_oneof![
        Just(Budget::NotTold),
        Just(Budget::Unlimited),
        figures.prop_map(Budget::Limited)
    ]
    .boxed()
}

pub(super) fn any_value() -> BoxedStrategy<Value> {
    let decimal = (any_text(), any_id()).prop_map(|(text, unit)| Decimal { text, unit });
    let window = (of(any_percent()), of(any_time()))
        .prop_map(|(used, resets_at)| Window { used, resets_at });
    let reference = (any_id(), of(any_spelled()), of(any_text())).prop_map(|(of, id, name)| Ref {
        of,
        id,
        name,
    });
    prop_oneof![
        Just(Value::Missing),
        Just(Value::Null),
        any_text().prop_map(Value::Unreadable),
        any_text().prop_map(Value::Text),
        any::<bool>().prop_map(Value::Truth),
        any::<i64>().prop_map(Value::Whole),
        decimal.prop_map(|decimal| Value::Decimal(Box::new(decimal))),
        any_amount().prop_map(|amount| Value::Amount(Box::new(amount))),
        any::<i64>().prop_map(|units| Value::QuotaUnits(QuotaUnits(units))),
        any_percent().prop_map(Value::Percent),
        any_budget().prop_map(|budget| Value::Budget(Box::new(budget))),
        window.prop_map(Value::Window),
        any_time().prop_map(Value::Time),
        reference.prop_map(|reference| Value::Ref(Box::new(reference))),
        any_texts().prop_map(Value::Words),
        any_text().prop_map(|text| Value::Document(Document(text))),
    ]
    .boxed()
}

pub(super) fn any_record() -> BoxedStrategy<Record> {
    let values = btree_set(any_text(), 0..4).prop_flat_map(|names| {
        let values = vec(any_value(), names.len());
        (Just(names), values)
    });
    values
        .prop_map(|(names, values)| {
            let names = names.into_iter().map(Id::from);
            Record::new(names.zip(values).collect())
        })
        .boxed()
}

pub(super) fn any_locator() -> BoxedStrategy<Locator> {
    let rest = (of(any_text()), of(any_text()), of(any_time()));
    (any_id(), any_spelled(), rest)
        .prop_map(|(of, id, (name, cursor, created_at))| Locator {
            of,
            id,
            name,
            cursor,
            created_at,
        })
        .boxed()
}
